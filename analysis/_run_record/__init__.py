"""The record of a run: what it says, what has changed since, and what differs from another.

`layout` knows where the files of a run lie and `places` what artefacts say of it; `reading` reads
`run.json`, `content` makes its hashes, `changes` compares them with what is there now. For two
runs, `rows` compares tables, `documents` codebooks and studies, `captions` the figures' texts,
and `sentences` says it; `first_difference` finds where two files differ.
"""
