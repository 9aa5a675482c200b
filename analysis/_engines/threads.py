"""Keep a worker to one thread, so that two workers use two cores and not four."""

import os
import sys
from typing import Final

__all__ = ["keep_to_one", "say_one"]

_VARIABLES: Final = (
    "OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "BLIS_NUM_THREADS",
    "VECLIB_MAXIMUM_THREADS", "RAYON_NUM_THREADS",
)  # fmt: skip


def say_one() -> None:
    """Tell libraries that are loaded later, by the environment."""
    os.environ.update(dict.fromkeys(_VARIABLES, "1"))


def keep_to_one() -> None:
    """Tell libraries that are loaded already."""
    from threadpoolctl import threadpool_limits

    threadpool_limits(1)
    if "pyarrow" in sys.modules:
        sys.modules["pyarrow"].set_cpu_count(1)
