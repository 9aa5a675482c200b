"""What a figure, and a file made from it, really hold."""
