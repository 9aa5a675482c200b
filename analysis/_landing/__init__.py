"""Parts of the first page of a report: what is read from the run, and how it is written."""
