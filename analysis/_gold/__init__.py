"""Gold codes: files of spans, the units that they are of, and whether they are a census."""
