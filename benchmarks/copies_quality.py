"""What the search for copies finds and what it joins wrongly, on invented articles.

    python benchmarks/copies_quality.py

Articles of `benchmarks/invented` and `seeds`, all about one story, are edited as agency
copy is edited; the others stand for reports written apart. Pairs are clustered two by two.
"""

import itertools
import random
import re
from pathlib import Path

import pandas as pd

from analysis import contracts, duplicates

THRESHOLDS = (0.5, 0.6, 0.7, 0.8)
QUOTATIONS = [
    "“We have seen that some groups actively try to copy our models with techniques that are known "
    "as distillation, and we will keep taking measures to protect our work,” she said.",
    "“There is a lot of evidence that what they did is to draw the knowledge out of these models, "
    "and nobody over there is very happy about this,” the adviser told the channel on Tuesday.",
]
FURNITURE = (
    "Wij gebruiken cookies en vergelijkbare technieken om de website te verbeteren en om u op maat "
    "gemaakte advertenties te tonen. Door op akkoord te klikken geeft u toestemming. Lees ook het "
    "laatste nieuws van vandaag in onze app. Volg ons op alle kanalen en meld u aan voor de brief "
    "die u iedere ochtend om zeven uur krijgt. Reageren kan alleen met een abonnement. Rechten "
    "voorbehouden. Niets uit deze uitgave mag worden overgenomen zonder toestemming van de krant."
)
FIRMS = ["Alfa", "Beta", "Gamma", "Delta", "Kappa", "Lambda", "Sigma", "Omega", "Theta", "Zeta"]


def articles(root: Path) -> list[list[str]]:
    """Paragraphs of the invented and the seed articles."""
    files = [*root.glob("benchmarks/invented/articles/*.txt"), *root.glob("seeds/articles/*.txt")]
    texts = [path.read_text(encoding="utf-8") for path in sorted(files)]
    return [[line.strip() for line in text.splitlines() if line.strip()] for text in texts]


def part(paragraphs: list[str], share: float) -> list[str]:
    """Give the first paragraphs, with at least this share of the words."""
    counts = list(itertools.accumulate(len(one.split()) for one in paragraphs))
    return paragraphs[: 1 + sum(count < share * counts[-1] for count in counts)]


def reworded(paragraphs: list[str], share: float, chance: random.Random) -> list[str]:
    """Replace a share of the words."""
    return [
        " ".join("anders" if chance.random() < share else word for word in one.split())
        for one in paragraphs
    ]


def edits(own: list[str], other: list[str], chance: random.Random) -> dict[str, list[str]]:
    """Edit an article in the ways of a newsroom."""
    added = [one for one in other if len(one.split()) > 20][:2]
    sentences = re.split(r"(?<=[.!?])\s+", " ".join(own))
    for at in range(0, len(sentences) - 1, 4):
        sentences[at : at + 2] = sentences[at : at + 2][::-1]
    head = "Een heel andere kop boven dit stuk"
    quoted = re.compile(r"[“\"‘][^”\"’]{20,}[”\"’]")
    longer = [*own[:2], *added, *own[2:]]
    return {
        "another headline": [head, *own[1:]],
        "a dateline": [own[0], f"AMSTERDAM (XNP) - {' '.join(own[1:2])}", *own[2:]],
        "cut to 75 %": part(own, 0.75),
        "cut to 50 %": part(own, 0.5),
        "cut to 33 %": part(own, 0.33),
        "cut to 50 %, another headline": [head, *part(own, 0.5)[1:]],
        "two paragraphs put in": longer,
        "two paragraphs put in, cut, headline": [head, *part(longer, 0.75)[1:]],
        "other quotations": [quoted.sub("“Dat is iets heel anders dan eerst”", one) for one in own],
        "every fourth pair of sentences swapped": [" ".join(sentences)],
        "2 % of the words changed": reworded(own, 0.02, chance),
        "5 % of the words changed": reworded(own, 0.05, chance),
        "8 % of the words changed": reworded(own, 0.08, chance),
        "12 % of the words changed": reworded(own, 0.12, chance),
        "5 % changed, cut to 50 %, headline": [head, *reworded(part(own, 0.5)[1:], 0.05, chance)],
    }  # fmt: skip


def market(chance: random.Random) -> str:
    """Write a daily market report after a fixed frame."""

    def number() -> str:
        return f"{chance.randint(0, 3)},{chance.randint(0, 9)} procent"

    firms, way = chance.sample(FIRMS, 5), chance.choice(["hoger", "lager"])
    return (
        f"Beurs sluit {number()} {way}. De index eindigde {number()} {way} op "
        f"{chance.randint(850, 950)},{chance.randint(10, 99)} punten. {firms[0]} was met een winst "
        f"van {number()} de grootste stijger, gevolgd door {firms[1]} met een plus van {number()}. "
        f"{firms[2]} sloot de rij met een verlies van {number()}. In de tweede lijst ging "
        f"{firms[3]} aan kop met een winst van {number()}. {firms[4]} daalde {number()}. Een vat "
        f"olie werd {number()} duurder op {chance.randint(60, 80)},{chance.randint(10, 99)} dollar."
    )


def brief(chance: random.Random) -> str:
    """Write a brief about an accident after a fixed frame."""
    who = chance.choice(["man", "vrouw"])
    return (
        f"Bij een ongeluk op de A{chance.randint(1, 300)} bij {chance.choice(FIRMS)}dorp is "
        f"{chance.choice(['maandagochtend', 'dinsdagavond'])} een {chance.randint(18, 80)}-jarige "
        f"{who} gewond geraakt. De {who} is met {chance.choice(['ernstig', 'licht'])} letsel naar "
        f"het ziekenhuis gebracht. De politie onderzoekt de toedracht. De weg was "
        f"{chance.choice(['een uur', 'enige tijd'])} afgesloten voor het verkeer."
    )


def negatives(own: list[list[str]], chance: random.Random) -> dict[str, list[tuple[str, str]]]:
    """Make pairs that are not copies."""

    def quoting(paragraphs: list[str]) -> str:
        return "\n\n".join([*paragraphs[:2], *QUOTATIONS, *paragraphs[2:]])

    pairs = list(itertools.combinations(own, 2))
    short = [" ".join(" ".join(one).split()[:120]) for one in own]
    reports, briefs = ([make(chance) for _ in range(25)] for make in (market, brief))
    return {
        "the same story, written apart": [("\n".join(a), "\n".join(b)) for a, b in pairs],
        "the same, two quotations shared": [(quoting(a), quoting(b)) for a, b in pairs],
        "120 words each, two quotations shared": [
            (quoting([a]), quoting([b])) for a, b in itertools.combinations(short, 2)
        ],
        "daily market reports": list(itertools.combinations(reports, 2)),
        "briefs of 40 words after one frame": list(itertools.combinations(briefs, 2)),
    }


def clustered(texts: list[str], similarity: float, outlets: list[str | None]) -> pd.DataFrame:
    """Cluster texts of one day."""
    documents = contracts.conform(pd.DataFrame({
        "doc_id": [f"d{number:04}" for number in range(len(texts))], "text": texts,
        "words": [len(text.split()) for text in texts], "outlet": outlets,
        "published_from": "2031-05-01", "published_to": "2031-05-01", "source_file": "-",
        "source_format": "-", "position_in_file": 1, "date_source": "none", "text_sha256": "-",
    }), "documents")  # fmt: skip
    return duplicates.cluster(documents, similarity=similarity, within_days=0, seed=1)


def line(name: str, pairs: list[tuple[str, str]]) -> str:
    """Write the share of pairs that are joined, at each similarity.

    One run at the lowest is enough: of two articles, one leads and the other's similarity to
    it is what every higher one is held against.
    """
    found = [clustered(list(pair), THRESHOLDS[0], ["A", "B"]) for pair in pairs]
    alike = [made["cluster_similarity"].min() * (not made["cluster_role"].eq("lead").all())
             for made in found]  # fmt: skip
    shares = [sum(one >= similarity for one in alike) / len(pairs) for similarity in THRESHOLDS]
    return f"| {name} | {len(pairs)} | " + " | ".join(f"{share:.1%}" for share in shares) + " |"


def main() -> None:
    chance = random.Random(5)
    own = articles(Path(__file__).resolve().parents[1])
    positives: dict[str, list[tuple[str, str]]] = {}
    for number, paragraphs in enumerate(own):
        for name, made in edits(paragraphs, own[number - 1], chance).items():
            positives.setdefault(name, []).append(("\n".join(paragraphs), "\n".join(made)))
    print(
        "| pairs joined | pairs | " + " | ".join(map(str, THRESHOLDS)) + " |\n" + "|---" * 6 + "|"
    )
    for name, pairs in positives.items():
        print(line(f"copy: {name}", pairs))
    for name, pairs in negatives(own, chance).items():
        print(line(f"not a copy: {name}", pairs))
    pages = [FURNITURE + "\n" + " ".join(" ".join(one).split()[:60]) for one in own]
    for outlet in ("Blad", None):
        joined = []
        for similarity in THRESHOLDS:
            made = clustered(pages, similarity, [outlet] * len(pages))
            joined.append(int((made["cluster_role"] != "lead").sum()))
        print(f"| pages with much furniture, outlet {outlet}: joined of {len(pages)} | - | "
              + " | ".join(map(str, joined)) + " |")  # fmt: skip


if __name__ == "__main__":
    main()
