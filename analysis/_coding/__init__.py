"""How the codebook is asked of the texts: `plain` in Python, `many` compiled, which loads numba."""
