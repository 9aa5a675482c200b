"""Words as terms, and measures of what sets two groups of texts apart.

`spans` finds words, `terms` makes terms of them, `counting` counts them; `measures` holds the
formulas of keyness, each a pure function of arrays, and `documents` the tests that take
documents as the sample.
"""
