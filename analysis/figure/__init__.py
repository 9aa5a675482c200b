"""The figures: a table of numbers in, Axes out.

Each function draws the numbers of its table and estimates nothing, saves nothing and
remembers nothing. Colours, type and width are those of the style that the caller applies
(`analysis.style`); without `ax` a new figure is made, as wide as the style says and as
tall as its rows need.

`labels` names the frames of the codebook, in its order, as a reader should see them.
Pass the same mapping to every figure: the place of a frame in it gives its colour and its
marker, and a frame without a row is shown as 'no data' rather than left out. Long names
are broken between words, and within a word at soft hyphens (U+00AD); they are never cut.
"""

from analysis.figure._agreement import agreement
from analysis.figure._coders import coders
from analysis.figure._corrected import corrected
from analysis.figure._dispersion import dispersion
from analysis.figure._dots import difference, intervals
from analysis.figure._errors import errors
from analysis.figure._heatmap import heatmap
from analysis.figure._keyness import keyness
from analysis.figure._pairs import cooccurrence
from analysis.figure._specification import specification
from analysis.figure._timeline import timeline
from analysis.figure._topics import topic_frames, topic_times, topic_words
from analysis.figure._voices import voices

__all__ = [
    "agreement", "coders", "cooccurrence", "corrected", "difference", "dispersion", "errors",
    "heatmap", "intervals", "keyness", "specification", "timeline", "topic_frames", "topic_times",
    "topic_words", "voices",
]  # fmt: skip
