"""A dictionary as arrays: patterns found in words that are numbers.

`vocabulary` says which pattern words a word is, `tree` holds the phrases, `classes` the types of
the texts, and `find` finds. All but the first load numba.
"""
