"""Coding sheets: their layout, their cells, and how they are read back."""
