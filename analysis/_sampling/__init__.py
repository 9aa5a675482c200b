"""Strata, allocation, files and sizes of the samples that people code."""
