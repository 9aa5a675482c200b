"""Names of scores, as a reader should see them."""

from typing import Final

__all__ = ["SCORES"]

SCORES: Final = {
    "z": "Weighted log-odds (z)",
    "g2": "Signed log likelihood ratio (G²)",
    "chi2": "Signed chi-squared",
    "log_ratio": "Log ratio (binary logarithm)",
}
"""Column of a score to its name."""
