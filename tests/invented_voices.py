"""Write down who speaks in an invented text, so that tests can state it in a line."""

from pathlib import Path

from analysis import actors
from analysis._voices.article import Unit, voices
from analysis.segment import boundaries

__all__ = ["LIST", "spoken"]

LIST = actors.load(Path(__file__).parent.parent / "seeds" / "voices.yaml")


def spoken(language, text):
    """Speakers of each sentence, as the tables of the tests write them."""
    units = [Unit(start, end, "body", language) for start, end in boundaries(text)]
    said = []
    for found in voices(text, units, language, LIST):
        names = [
            "?" if voice.speaker is None else
            ">" * (voice.status == "relays") + voice.speaker for voice in found
        ]  # fmt: skip
        said.append("; ".join(names) or "-")
    return " / ".join(said)
