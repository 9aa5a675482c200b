"""Estimates corrected for coding error: material, gates, estimators, intervals, rows."""
