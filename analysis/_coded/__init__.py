"""How a coded corpus lies on disk, and how it is counted: private to `coded`."""
