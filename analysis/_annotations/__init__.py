"""Files of annotation tools: their tasks, and their passages found again in the articles."""
