"""Tables for papers from the result tables of a run: reading, numbers, words, one table each."""
