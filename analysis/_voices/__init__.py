"""Who speaks in an article: who is mentioned, and by which words they are given the floor."""
