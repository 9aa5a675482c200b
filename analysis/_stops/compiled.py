"""The sentences of many blocks at once: the kernels, and the rules where those are in doubt."""

from collections.abc import Callable

import numpy as np
import numpy.typing as npt

from analysis._codepoints import Codes
from analysis._stops.deciding import DOUBT, ENDS, GOES_ON, decide
from analysis._stops.joining import join
from analysis._stops.places import Signs, propose
from analysis._stops.rules import LETTER, STOP, ends
from analysis._stops.tables import characters, lists

__all__ = ["sentences"]

Ints = npt.NDArray[np.int64]


def sentences(
    codes: Codes, begins: Ints, finishes: Ints, text_of: Callable[[int], str]
) -> tuple[Ints, Ints, Ints]:
    """Find the sentences of the blocks `[begin, finish)`.

    Parameters
    ----------
    codes : array of uint32
        The code points of all texts.
    begins, finishes : array of int64
        Where each block begins and ends in `codes`.
    text_of : callable
        Gives the text of a block by its number.

    Returns
    -------
    block, start, end : arrays of int64
        Number of the block of each sentence, in order, and `[start, end)` in `codes`.
    """
    signs: Signs = codes, characters()
    pieces, stops = propose(signs, begins, finishes)
    verdict = decide(signs, lists(), pieces, stops)
    _ask(pieces, stops, verdict, begins, text_of)
    return join(signs, pieces, stops, verdict)


def _ask(
    pieces: Ints,
    stops: Ints,
    verdict: npt.NDArray[np.int8],
    begins: Ints,
    text_of: Callable[[int], str],
) -> None:
    """Ask the rules about the stops in doubt, in their order, and write the answer down."""
    doubtful = np.flatnonzero(verdict == DOUBT)
    if not len(doubtful):
        return
    sure = np.where(verdict == ENDS, np.arange(len(verdict)), -1)
    before = np.maximum.accumulate(sure)[doubtful]
    settled, known, text, begin = -1, -1, "", 0
    for number, last_sure in zip(doubtful.tolist(), before.tolist(), strict=True):
        piece, at = stops[number, :2].tolist()
        block, first, last, _ = pieces[piece].tolist()
        if block != known:
            known, text, begin = block, text_of(block), int(begins[block])
        ended = max(last_sure, settled)
        start = int(stops[ended, 4]) if ended >= 0 and stops[ended, 0] == piece else first
        stop = STOP.match(text, at - begin, last - begin)
        found = LETTER.search(text, start - begin, at - begin)
        letter = found.start() if found else at - begin
        if stop is not None and ends(text, start - begin, letter, stop):
            verdict[number], settled = ENDS, number
        else:
            verdict[number] = GOES_ON
