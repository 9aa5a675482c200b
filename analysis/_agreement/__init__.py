"""Coefficients of agreement, their intervals, and where coders differ."""
