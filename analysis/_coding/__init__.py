"""How the codebook is asked of the texts: hits found and judged, in plain Python or compiled."""

from analysis._coding.asked import FIELDS, ready, spoken
from analysis._coding.many import rows_of_many
from analysis._coding.plain import rows_of_one

__all__ = ["FIELDS", "ready", "rows_of_many", "rows_of_one", "spoken"]
