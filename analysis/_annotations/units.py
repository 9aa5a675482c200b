"""The units and articles that annotators may have seen, and which of them a task is about."""

import html
import re
from collections import defaultdict
from typing import Final, NamedTuple

import pandas as pd

from analysis._annotations.anchor import Passages, alike
from analysis._annotations.annotated import Annotation, text_of
from analysis._annotations.tasks import check_units, key
from analysis.contracts import each_row

__all__ = ["Known", "Target", "Unit", "filled"]

_TAG: Final = re.compile(r"<[^<>]*>")


class Unit(NamedTuple):
    """A unit of coding."""

    unit_id: str
    doc_id: str
    start: int
    end: int
    text: str


class Target(NamedTuple):
    """What an annotation is about: one unit, or all units of an article."""

    doc_id: str
    units: tuple[Unit, ...]
    is_article: bool


class Known:
    """The units and articles that can have been annotated."""

    def __init__(self, units: pd.DataFrame, documents: pd.DataFrame) -> None:
        table = check_units(units, documents)
        every = [Unit(row.unit_id, row.doc_id, row.start, row.end, row.text)
                 for row in each_row(table)]  # fmt: skip
        self.doc_of = {unit.unit_id: unit.doc_id for unit in every}
        self.targets: dict[str, Target] = {}
        by_doc: defaultdict[str, list[Unit]] = defaultdict(list)
        for unit in every:
            by_doc[unit.doc_id].append(unit)
            self._add(unit.unit_id, Target(unit.doc_id, (unit,), is_article=False))
        texts = each_row(documents[["doc_id", "text"]])
        self.text_of = {str(row.doc_id): str(row.text) for row in texts if row.doc_id in by_doc}
        for doc_id, own in by_doc.items():
            self._add(doc_id, Target(doc_id, tuple(own), is_article=True))
        self._by_text: dict[bool, dict[str, list[Target]]] = {}
        self._passages: dict[str, Passages] = {}

    def _add(self, identity: str, target: Target) -> None:
        """Make a target known by its own id and by the one that tasks carry."""
        self.targets[identity] = self.targets[key(identity)] = target

    def text(self, target: Target) -> str:
        """Text of a target, exactly as in the article."""
        return self.text_of[target.doc_id] if target.is_article else target.units[0].text

    def passages(self, doc_id: str) -> Passages:
        """Article in which passages are looked for, made ready once."""
        if doc_id not in self._passages:
            self._passages[doc_id] = Passages(self.text_of[doc_id])
        return self._passages[doc_id]

    def by_text(self, text: str, *, articles: bool) -> list[Target]:
        """Targets that have this text, blanks and marks aside."""
        if articles not in self._by_text:
            found: defaultdict[str, list[Target]] = defaultdict(list)
            for target in {id(one): one for one in self.targets.values()}.values():
                if target.is_article == articles:
                    found[alike(self.text(target))].append(target)
            self._by_text[articles] = found
        return self._by_text[articles].get(alike(text), [])

    def _is_shown(self, target: Target, shown: str | None) -> bool:
        """Say whether a task showed the text of a target, markup aside."""
        text = self.text(target)
        if shown is None or shown == text or alike(shown) == alike(text):
            return True
        plain = html.unescape(_TAG.sub(" ", shown))
        return "".join(alike(plain).split()) == "".join(alike(text).split())

    def find(self, annotation: Annotation) -> tuple[Target | None, str]:
        """Target of an annotation and how it was found, or None and why there is none."""
        named = filled(annotation.facts.get("unit"))
        target = self.targets.get(named or "")
        if target is not None:
            if self._is_shown(target, annotation.shown):
                return target, "id"
            if target.is_article:
                return target, "words"
            return None, ("the text of the task is not that of the unit: did the articles, or how "
                          "they are split, change after the tasks were made?")  # fmt: skip
        if named:
            return None, f"its unit {named[:40]!r} is not among the units given"
        if annotation.shown is None:
            return None, "the task has neither the id of a unit nor a text"
        articles = any(mark.kind == "passage" for mark in annotation.marks)
        for kind in (articles, not articles):
            found = self.by_text(annotation.shown, articles=kind)
            if len(found) == 1:
                return found[0], "text"
            if found:
                return None, f"the task has no id, and {len(found):,} units have its text"
        return None, "the task has no id, and no unit has its text"


def filled(value: object) -> str | None:
    """Give a text without its outer blanks; None if there is nothing."""
    return (text_of(value) or "").strip() or None
