"""Where the material of a study lies: in memory, or in a folder of codes; private to `material`."""
