"""An invented codebook, articles and sample, for the tests of the coding sheets."""

import pandas as pd

from analysis import codebook, contracts, segment

BOOK = """\
name: toy
version: 1.0.0
level: nominal
unit: sentence
languages: [en, nl]
frames:
  - id: theft
    label: {en: Theft, nl: Diefstal}
    short: Somebody takes what is not theirs.
    definition: Something is taken without leave, and told as a wrong.
    include: [stealing tulips, "=cheating at cards"]
    exclude: [borrowing with leave]
    examples:
      - {text: They stole the tulips., value: 1, why: says so}
      - {text: The tulips were lent., value: 0, why: lent is not stolen}
    indicators:
      - {id: taking, question: "Is something taken?", patterns: {en: [stole], nl: [gestolen]}}
  - id: market
    label: {en: Market impact, nl: Gevolgen voor de markt}
    short: What it does to prices.
    definition: Prices, jobs or trade are said to change.
    indicators:
      - {id: prices, question: "Do prices move?", patterns: {en: [prices], nl: [prijzen]}}
"""

SENTENCES = (
    "They stole the tulips of the mayor’s wife.",
    "“Prices fell,” said the florist – again.",
    '=HYPERLINK("http://tulips.example","Win!") stood in the e-mail.',
    "- Nee, dat is geen één januari.",
    "De prijzen stegen met 3,5 procent; de „handel” zwijgt.",
    "1-2-2025.",
    "The file _x0041_ was lent out by @florist.",
    "Łukasz wil niets zeggen over de Ťulp.",
)


def make_book(folder, text=BOOK):
    path = folder / "codebook.yaml"
    path.write_text(text, encoding="utf-8")
    return codebook.load(path)


def make_documents(texts):
    """Documents d00, d01, ...; English and Dutch in turn, the first half in wave one."""
    count = len(texts)
    table = pd.DataFrame({
        "doc_id": [f"d{number:02d}" for number in range(count)],
        "source_file": [f"De Tulpenbode 2025-01-{number + 1:02d}.txt" for number in range(count)],
        "source_format": "text", "position_in_file": 0, "text": list(texts),
        "outlet": "De Tulpenbode", "url": "https://tulpenbode.example/1",
        "date_source": "none", "words": 1, "text_sha256": "-",
        "language": ["en", "nl"] * (count // 2) + ["en"] * (count % 2),
        "wave": ["spring" if number < count / 2 else "autumn" for number in range(count)],
    })  # fmt: skip
    return contracts.conform(table, "documents")


def make_segments(documents, unit="sentence"):
    """Each article is one block; its sentences, or the whole."""
    blocks = pd.DataFrame({
        "doc_id": documents["doc_id"], "position": 0, "start": 0,
        "end": documents["text"].str.len(), "role": "body",
    })  # fmt: skip
    return segment.split(documents, blocks, unit=unit)


def make_samples(documents, segments, part="test"):
    """Every unit is drawn; half of the articles can be put into another part."""
    of_document = documents[["doc_id", "source_file", "wave", "cluster_id"]]
    table = segments.merge(of_document, on="doc_id").rename(columns={"segment_id": "unit_id"})
    return contracts.conform(
        table[["unit_id", "doc_id", "unit", "source_file", "start", "end", "wave", "language",
               "cluster_id"]].assign(stratum="all", stratum_size=len(table), inclusion_prob=1.0,
                                     design="census", part=part, seed=20250101),
        "samples",
    )  # fmt: skip


def make_study(folder, n_docs=8, unit="sentence", texts=None):
    """Give book, documents, segments and samples of a small study."""
    texts = texts or [
        " ".join(SENTENCES[(number + step) % len(SENTENCES)] for step in range(4))
        for number in range(n_docs)
    ]
    documents = make_documents(texts)
    segments = make_segments(documents, unit)
    return make_book(folder), documents, segments, make_samples(documents, segments)
