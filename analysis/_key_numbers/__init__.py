"""The numbers of a paper by name: how they are read, named and printed."""
