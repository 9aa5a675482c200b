"""Topics: units, vectors, clusters and words, and when there is too little for them."""
