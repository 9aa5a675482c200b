"""The words of many texts at once, as numbers: where each stands, and which word it is.

The same words that `patterns.tokens` finds, in arrays. Each different word as it is written is
a type with a number, so that a codebook is compared with the types and not with the words.
`stream.read` reads texts, `types.Types` keeps the types. Loading these loads numba.
"""
