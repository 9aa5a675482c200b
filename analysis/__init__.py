"""framewaves: charts of how news coverage frames a story, over news waves.

The package is a line of stages that meet only in tables (pandas DataFrames whose
columns are fixed in `analysis.contracts`):

``corpus`` reads articles, ``dating`` gives each a date interval and a news wave,
``clean`` tells furniture from text, ``segment`` splits sentences, ``coding`` applies
the codebook, ``measure`` and ``compare`` estimate, ``figure`` draws, ``report`` runs
the notebooks. Each stage takes a table and gives a table; nothing is changed in
place and nothing is remembered between calls.

Import the modules you need: ``from analysis import corpus, coding, measure``.
"""

__version__ = "0.1.0"
