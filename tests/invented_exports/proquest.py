"""Exports of ProQuest as text in their measured shape; every text is invented."""

from collections.abc import Sequence
from dataclasses import dataclass, field

LINE = "_" * 60
CLOSING = (
    "Contact us at: http://about.example.org/contact Copyright © 2024 ProQuest LLC. "
    "All rights reserved. Terms and Conditions: http://www.example.org/terms"
)


@dataclass(frozen=True)
class Item:
    """One document; `text` is None if the export has no full text."""

    number: int = 1
    title: str = "Dike holds"
    text: Sequence[str] | None = ("The dike held on Monday.", "Nobody was hurt.")
    abstract: str | None = None
    date: str = "Mar 5, 2024"
    author: str | None = "Writer, Anna"
    more: dict[str, str] = field(default_factory=dict)

    @property
    def identity(self) -> str:
        return str(2_900_000_000 + self.number)


def documents(count: int) -> list[Item]:
    return [
        Item(number, f"Invented title {number}", (f"First {number}.", f"Second {number}."))
        for number in range(1, count + 1)
    ]


def document(item: Item) -> str:
    fields = {
        "Author": item.author,
        "Publication info": "The Dyke Reporter; Dyketown. 05 Mar 2024: A.1.",
        "Abstract": item.abstract,
        "Links": "http://resolver.example.org/1",
        "Full text": None if item.text is None else "\n\n".join(item.text),
        "Subject": "Floods; Dikes",
        "Location": "Netherlands",
        "Identifier / keyword": "water",
        "Title": item.title,
        "Publication title": "The Dyke Reporter",
        "First page": "A.1",
        "Publication year": "2024",
        "Publication date": item.date,
        "Section": "News",
        "Publisher": "Dyke Press",
        "Place of publication": "Dyketown",
        "Country of publication": "Netherlands",
        "Publication subject": "General Interest Periodicals",
        "ISSN": "12345678",
        "Source type": "Newspaper",
        "Language of publication": "English",
        "Document type": "News",
        "ProQuest document ID": item.identity,
        "Document URL": f"https://www.proquest.com/docview/{item.identity}",
        "Copyright": "Copyright Dyke Press Mar 5, 2024",
        "Last updated": "2024-03-06",
        "Database": "Global Newsstream",
    }
    blocks = [f"{key}: {value}" for key, value in (fields | item.more).items() if value is not None]
    return "\n\n".join([item.title, *blocks])


def text(items: Sequence[Item], *, closing: bool = True, newline: str = "\n") -> bytes:
    parts = ["", *(document(item) for item in items), *([CLOSING] if closing else [])]
    return f"\n{LINE}\n\n".join(part + "\n" for part in parts).replace("\n", newline).encode()


def with_cover(items: Sequence[Item], *, listed: int | None = None) -> bytes:
    """The form with a report page, a table of contents and numbered documents."""
    total = len(items) if listed is None else listed
    contents = "\n\n".join(f"{place}. Invented title {place}" for place in range(1, total + 1))
    numbered = [f"Document {place} of {total}\n\n{document(item)}"
                for place, item in enumerate(items, start=1)]  # fmt: skip
    parts = ["", "Report Information from ProQuest", "25 January 2024 13:46",
             f"Table of contents\n\n{contents}", *numbered,
             "Bibliography\n\nCitation style: APA 6th", CLOSING]  # fmt: skip
    return f"\n{LINE}\n\n".join(part + "\n" for part in parts).encode()
