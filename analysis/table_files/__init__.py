"""Tables for papers as files: Word, LaTeX, Markdown, HTML and CSV, in the form of APA 7.

A `PaperTable` holds what is printed, as text; it estimates and rounds nothing. Above it stand
its number in bold and its title in italics, below it a note; rules are horizontal only.
`analysis.paper_tables` makes such tables from the result tables of a run.

The same table gives the same bytes: the files hold no times and no names, of persons or of
programs, so they can be sent to blind review. What comes from articles, codebook and study is
escaped in every format.
"""

from analysis.table_files._form import PaperTable
from analysis.table_files._writing import FORMATS, write, write_all

__all__ = ["FORMATS", "PaperTable", "write", "write_all"]
