"""Scores of a machine against gold codes: drawn units, effective sizes, intervals, rows."""
