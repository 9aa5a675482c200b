"""A run as an archive without article texts, and the way back from such an archive.

To the archive: `contents` gathers the files of a run, `data` writes what is known of the
articles, `pointers` and `columns` take their texts out, `crate`, `citation`, `statements` and
`package` describe what is there, `blind` removes names, `scan` looks at every file once more,
`packing` makes the zip. Back: `unpacking` opens an archive that may be hostile, `copies` finds a
reader's own articles, `restoring` writes a study from both, `comparing` compares the results.
"""
