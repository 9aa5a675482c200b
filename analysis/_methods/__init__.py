"""The methods section of a paper: facts, sentences from templates, Markdown and LaTeX."""
