"""Builders of files in the shapes of real exports; every text in them is invented."""
