"""An invented corpus whose truth is known: who codes it errs as often as was asked for.

    import invented_corpus

    made = invented_corpus.make(seed=1, prevalence={"costs": (0.3, 0.4)}, sensitivity=(0.9, 0.6))
    made.truth      # codings of the coder 'gold', human, for every unit
    made.machine    # codings of the coder 'dictionary', with the errors asked for
    study_file = invented_corpus.write(made, tmp_path)   # framewaves report --study ...

The articles tell of a tram that is planned in a town. The codebook looks for one word in each
frame and language; a unit carries the frame with that word (found), in other words (missed), or
holds the word in another meaning (found wrongly). So the real dictionary, run on the text,
gives exactly `made.machine`, and a classifier can do better.
"""

import hashlib
import re
import tempfile
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pandas as pd

from analysis import clean, codebook, contracts, segment

Rate = float | Sequence[float] | Mapping[str, float | Sequence[float]]
"""One number; one number per wave; or either of them for each frame."""

CUES = {
    "costs": {"en": "bill*", "nl": "rekening*"},
    "safety": {"en": "accident*", "nl": "ongeluk*"},
    "nature": {"en": "tree*", "nl": "boom*"},
}
LABELS = {
    "costs": ("Costs", "Kosten"),
    "safety": ("Safety", "Veiligheid"),
    "nature": ("Nature", "Natuur"),
}
FOUND, MISSED, WRONG = (1, 1), (1, 0), (0, 1)  # truth, code of the dictionary
CLAUSES = {
    ("costs", "en"): {
        FOUND: ["the tram leaves a bill of {n} million", "taxpayers foot a bill of {n} euros"],
        MISSED: ["the tram eats {n} million euros of taxes", "households will lose {n} euros"],
        WRONG: ["a gull with a yellow bill ate {n} crumbs", "parliament passed library bill {n}"],
    },
    ("costs", "nl"): {
        FOUND: ["de tram laat een rekening van {n} miljoen na", "burgers krijgen {n} rekeningen"],
        MISSED: ["de tram vreet {n} miljoen euro belasting", "gezinnen zijn {n} euro kwijt"],
        WRONG: ["de zanger hield rekening met {n} gasten", "de fanfare speelde voor rekening {n}"],
    },
    ("safety", "en"): {
        FOUND: ["{n} accidents happened on the rails", "nurses fear {n} more accidents"],
        MISSED: ["{n} cyclists were hurt on the rails", "{n} children cross where trams race"],
        WRONG: ["a clerk found map {n} by accident", "the poet won prize {n} by happy accident"],
    },
    ("safety", "nl"): {
        FOUND: ["er gebeurden {n} ongelukken op de rails", "artsen vrezen {n} nieuwe ongelukken"],
        MISSED: ["{n} fietsers vielen op de rails", "{n} kinderen oversteken waar trams razen"],
        WRONG: ["een klerk vond kaart {n} per ongeluk", "de bakker maakte per ongeluk {n} taarten"],
    },
    ("nature", "en"): {
        FOUND: ["{n} trees are felled for the track", "the track runs through {n} old trees"],
        MISSED: ["{n} nests vanish along the track", "the track cuts through {n} meadows"],
        WRONG: ["a monk drew a family tree of {n} names", "a shoe tree was sold for {n} cents"],
    },
    ("nature", "nl"): {
        FOUND: ["er sneuvelt een boom bij paal {n} van het spoor", "boom {n} wijkt voor het spoor"],
        MISSED: ["{n} nesten verdwijnen langs het spoor", "het spoor snijdt door {n} weiden"],
        WRONG: ["de boom van de garage ging {n} keer open", "een boom van een vent at {n} eieren"],
    },
}  # fmt: skip
PLAIN = {
    "en": ["{n} people talked with the alderman", "a choir of {n} voices sang",
           "the mayor read {n} letters", "the council met for {n} minutes",
           "a school class painted {n} flags"],
    "nl": ["{n} mensen spraken met de wethouder", "een koor van {n} stemmen zong",
           "de burgemeester las {n} brieven", "de raad vergaderde {n} minuten",
           "een schoolklas schilderde {n} vlaggen"],
}  # fmt: skip
OPENINGS = {
    "en": ["Near {street} {m}", "Behind the {house} at {street}",
           "On day {m}, said neighbours from {street}", "Between the {house} and {street}",
           "{Street} was busy: at number {m}"],
    "nl": ["Bij {street} {m}", "Achter {house} aan {street}",
           "Op dag {m}, zeiden buren uit {street}", "Tussen {house} en {street}",
           "Het was druk in {street}: op nummer {m}"],
}  # fmt: skip
HOUSES = {
    "en": ["station", "hospital", "library", "old market", "museum", "north gate", "mill"],
    "nl": ["station Zuid", "hospitaal Oost", "de bibliotheek", "de oude markt", "het museum",
           "de noordpoort", "de molen"],
}  # fmt: skip
STREETS = {"en": ("{} Lane", "{} Road", "{} Quay"), "nl": ("de {}laan", "de {}weg", "de {}kade")}
NAMES = [
    "Ada", "Bor", "Cam", "Dol", "Elm", "Fen", "Gor", "Hal", "Ilm", "Jor", "Kem", "Lor", "Mos",
    "Nel", "Orm", "Pel", "Quin", "Ros", "Sel", "Tor", "Ulm", "Vel", "Wim", "Yar", "Zon",
]  # fmt: skip


class Invented(NamedTuple):
    """A corpus: tables in their contracts, the codebook and its text, and how it was made."""

    documents: pd.DataFrame
    segments: pd.DataFrame
    truth: pd.DataFrame
    machine: pd.DataFrame
    book: codebook.Codebook
    codebook_text: str
    waves: tuple[str, ...]
    languages: tuple[str, ...]


def make(
    seed: int,
    *,
    n_articles: int = 60,
    waves: Sequence[str] = ("May 2031", "May 2032"),
    languages: Sequence[str] = ("en", "nl"),
    prevalence: Mapping[str, float | Sequence[float]] | None = None,
    sensitivity: Rate = 0.8,
    specificity: Rate = 0.95,
    outlets: Sequence[str] = ("The Bulletin", "The Herald", "De Bode"),
    copies: float = 0.0,
    unit: str = "sentence",
    sentences: int = 10,
    clustering: float = 0.05,
    one_file: bool = True,
) -> Invented:
    """Make a corpus; the same arguments give the same corpus.

    Parameters
    ----------
    seed : int
    n_articles : int
        Articles of each wave, without the copies; the languages take turns.
    waves, languages, outlets : sequence of str
        Wave number k is May of the year 2031 + k. Languages: en, nl or both.
    prevalence : mapping, optional
        Of each frame (costs, safety, nature; those named make the codebook): the share of
        units that carry it, one for all waves or one per wave.
    sensitivity, specificity : Rate
        Share of the units with (without) the frame in which the dictionary sees it (does not).
    copies : float
        Share of the articles that another outlet prints again one or two days later.
    unit : str
        Where truth and code are drawn: 'sentence' or 'document'.
    sentences : int
        Units of each article with unit 'sentence', its headline among them.
    clustering : float
        How alike the sentences of one article are (intraclass correlation), from 0 to 0.9.
    one_file : bool
        True: all articles are rows of articles.csv; False: each has a file of its own.
    """
    chance = np.random.default_rng(seed)
    shares = prevalence or {"costs": (0.30, 0.40), "safety": (0.20, 0.20), "nature": (0.05, 0.03)}
    frames, rows, codes = list(shares), [], []
    for k, wave in enumerate(waves):
        for number in range(n_articles):
            language = languages[number % len(languages)]
            size = sentences if unit == "sentence" else 1
            drawn = [_drawn(chance, size, clustering, *(_rate(rate, frame, k)
                            for rate in (shares, sensitivity, specificity)))
                     for frame in frames]  # fmt: skip
            codes.append(np.array(drawn))  # frame x unit x (truth, machine)
            title, body = _text(chance, frames, codes[-1], language, sentences)
            day = date(2031 + k, 5, 1) + timedelta(days=int(chance.integers(28)))
            rows.append({"title": title, "body": body, "language": language, "wave": wave,
                         "published_from": day, "outlet": str(chance.choice(outlets))})  # fmt: skip
    _print_again(chance, rows, codes, outlets, copies)
    documents = _documents(rows, one_file=one_file)
    text = _codebook_text(frames, languages, unit)
    book = _loaded(text)
    segments = segment.split(documents, clean.blocks(documents), unit=unit)
    truth, machine = _codings(documents, segments, codes, frames, book)
    return Invented(documents, segments, truth, machine, book, text, tuple(waves), tuple(languages))


def _rate(given: Rate, frame: str, wave: int) -> float:
    """The number that holds for a frame in a wave."""
    found = given[frame] if isinstance(given, Mapping) else given
    return float(found) if isinstance(found, (int, float)) else float(found[wave])


def _drawn(chance, size, clustering, share, sensitivity, specificity):
    """Truth and code of the units of one article: an array of `size` rows and 2 columns."""
    if clustering and size > 1 and 0 < share < 1:
        strength = (1 - clustering) / clustering
        share = chance.beta(share * strength, (1 - share) * strength)
    truth = chance.random(size) < share
    found = chance.random(size) < np.where(truth, sensitivity, 1 - specificity)
    return np.column_stack([truth, found]).astype(int)


def _text(chance, frames, codes, language, sentences):
    """Title and body of an article whose units have these codes."""
    cells = [[] for _ in range(sentences)]
    for frame, units in zip(frames, codes, strict=True):
        for number, cell in enumerate(map(tuple, units)):
            place = number if len(units) > 1 else int(chance.integers(sentences))
            cells[place] += [(frame, cell)] if cell != (0, 0) else []
    said = [_sentence(chance, language, carried) for carried in cells]
    paragraphs = [" ".join(said[at : at + 3]) for at in range(1, sentences, 3)]
    return said[0].rstrip("."), "\n\n".join(paragraphs)


def _sentence(chance, language, carried):
    """A sentence with the clauses of what it carries; the numbers make it unlike the others."""
    pools = [CLAUSES[frame, language][cell] for frame, cell in carried] or [PLAIN[language]]
    clauses = [str(chance.choice(pool)).format(n=chance.integers(12, 990)) for pool in pools]
    street = str(chance.choice(STREETS[language])).format(
        "".join(chance.choice(NAMES, 2)).capitalize()
    )
    opening = str(chance.choice(OPENINGS[language])).format(
        street=street, Street=street[0].upper() + street[1:], m=chance.integers(2, 990),
        house=chance.choice(HOUSES[language]))  # fmt: skip
    return f"{opening}, {(' and ' if language == 'en' else ' en ').join(clauses)}."


def _print_again(chance, rows, codes, outlets, copies):
    """Add copies: same text, another outlet, one or two days later; `lead` is the number copied."""
    for number in np.flatnonzero(chance.random(len(rows)) < copies):
        first = rows[number]
        others = [name for name in outlets if name != first["outlet"]] or list(outlets)
        later = first["published_from"] + timedelta(days=int(chance.integers(1, 3)))
        rows.append({**first, "outlet": str(chance.choice(others)), "published_from": later,
                     "lead": int(number)})  # fmt: skip
        codes.append(codes[number])


def _documents(rows, *, one_file):
    """The table documents, with the ids that reading the written files gives."""
    made = []
    for number, row in enumerate(rows):
        name = "articles.csv" if one_file else f"article_{number + 1:05}.txt"
        position = number + 1 if one_file else 1
        text = f"{row['title']}\n\n{row['body']}" + ("" if one_file else "\n")
        key = f"{name}\0{position}\0{text}" if one_file else f"{name}\0{text}"
        made.append({
            "doc_id": hashlib.sha256(key.encode()).hexdigest()[:12], "source_file": name,
            "source_format": "csv" if one_file else "text", "position_in_file": position,
            "outlet": row["outlet"], "language": row["language"], "title": row["title"],
            "text": text, "published_from": row["published_from"],
            "published_to": row["published_from"], "date_source": "metadata", "wave": row["wave"],
            "wave_source": "metadata", "words": len(re.findall(r"\w+", text)),
            "text_sha256": hashlib.sha256(text.encode()).hexdigest(),
            "cluster_role": "copy" if "lead" in row else "lead",
        })  # fmt: skip
    for number, row in enumerate(rows):
        made[number]["cluster_id"] = made[row.get("lead", number)]["doc_id"]
    return contracts.conform(pd.DataFrame(made), "documents")


def _codings(documents, segments, codes, frames, book):
    """Codings of the truth and of the machine, a row for every unit and frame."""
    place = {doc_id: number for number, doc_id in enumerate(documents["doc_id"])}
    sizes = segments.groupby("doc_id").size()
    wrong = [
        doc_id for doc_id, number in place.items() if sizes.get(doc_id) != codes[number].shape[1]
    ]
    if wrong:
        raise AssertionError(f"invented articles were split otherwise than written: {wrong[:3]}")
    cells = np.array(
        [codes[place[unit.doc_id]][:, unit.position] for unit in contracts.each_row(segments)]
    )
    keys = segments[["segment_id", "doc_id"]].merge(pd.DataFrame({"frame": frames}), how="cross")
    tables = []
    for at, (coder, kind) in enumerate([("gold", "human"), ("dictionary", "dictionary")]):
        table = keys.assign(coder=coder, coder_kind=kind, value=cells[:, :, at].ravel())
        table = table.assign(codebook=book.reference, round=1 if kind == "human" else None)
        tables.append(contracts.conform(table, "codings"))
    return tables


def _codebook_text(frames, languages, unit):
    """A codebook as YAML: one indicator and one word for each frame and language."""
    lines = ["name: tram", "version: 1.0.0", "level: nominal", f"unit: {unit}",
             f"languages: [{', '.join(languages)}]", "frames:"]  # fmt: skip
    for frame in frames:
        en, nl = LABELS[frame]
        label = ", ".join(
            f"{tag}: {name}" for tag, name in (("en", en), ("nl", nl)) if tag in languages
        )
        cues = ", ".join(f'{tag}: ["{CUES[frame][tag]}"]' for tag in languages)
        asked = f'question: "Is it about {frame}?", patterns: {{{cues}}}'
        lines += [f"  - id: {frame}", f"    label: {{{label}}}",
                  f"    short: The tram and {frame}.",
                  f"    definition: What the tram means for the {frame} of the town.",
                  f"    include: [what is said of {frame} in whatever words]",
                  "    exclude: [the same word in another meaning]",
                  "    indicators:",
                  f"      - {{id: named, {asked}}}"]  # fmt: skip
    return "\n".join(lines) + "\n"


def _loaded(text):
    """Load a codebook from its text."""
    with tempfile.TemporaryDirectory() as folder:
        (path := Path(folder) / "codebook.yaml").write_text(text, encoding="utf-8")
        return codebook.load(path)


def census(made: Invented) -> pd.DataFrame:
    """Every unit as a sample: inclusion probability 1, one stratum per wave, all for testing."""
    table = made.segments.merge(
        made.documents[["doc_id", "source_file", "wave", "cluster_id"]], on="doc_id"
    )
    sizes = table.groupby("wave")["segment_id"].transform("size")
    table = table.rename(columns={"segment_id": "unit_id"}).assign(
        stratum=table["wave"], stratum_size=sizes, inclusion_prob=1.0, design="census",
        part="test", seed=0)  # fmt: skip
    return contracts.conform(table[contracts.SCHEMAS["samples"].names], "samples")


def write(made: Invented, folder: Path) -> Path:
    """Write the corpus as a study (study.yaml, codebook.yaml, articles, gold.csv).

    gold.csv holds the truth of every unit, one row each, as `seeds/coding/gold.csv` does, and the
    ids beside it, which tell the articles of one table apart. Returns the path of study.yaml.
    """
    folder.mkdir(parents=True, exist_ok=True)
    documents = made.documents
    one_file = documents["source_format"].eq("csv").all()
    facts = documents.assign(date=documents["published_from"].dt.strftime("%Y-%m-%d"))
    if one_file:
        body = [text.partition("\n\n")[2] for text in documents["text"]]
        facts.assign(text=body)[["title", "text", "date", "outlet", "language"]].to_csv(
            folder / "articles.csv", index=False)  # fmt: skip
    else:
        (folder / "articles").mkdir(exist_ok=True)
        for row in contracts.each_row(documents):
            (folder / "articles" / row.source_file).write_bytes(row.text.encode())
        facts = facts.rename(columns={"source_file": "article"})
        facts[["article", "outlet", "language", "title", "date"]].to_csv(
            folder / "metadata.csv", index=False)  # fmt: skip
    (folder / "codebook.yaml").write_text(made.codebook_text, encoding="utf-8")
    _gold_sheet(made).to_csv(folder / "gold.csv", index=False)
    waves = "\n".join(f"  - {{name: {wave}, start: {2031 + k}-05-01, end: {2031 + k}-05-31}}"
                      for k, wave in enumerate(made.waves))  # fmt: skip
    (folder / "study.yaml").write_text(
        f"title: A tram for the town\nlanguages: [{', '.join(made.languages)}]\nwaves:\n{waves}\n"
        f"reference_wave: {made.waves[0]}\narticles: {'articles.csv' if one_file else 'articles'}\n"
        "codebook: codebook.yaml\ngold: {file: gold.csv, seen: false}\n"
        "copies: {similarity: 0.7, within_days: 7}\n", encoding="utf-8")  # fmt: skip
    return folder / "study.yaml"


def _gold_sheet(made):
    """The truth as a wide table: article, start, end, a column per frame, text, ids."""
    wide = made.truth.pivot_table("value", "segment_id", "frame").astype(int).reset_index()
    units = made.segments.assign(text=segment.texts(made.segments, made.documents))
    units = units.merge(made.documents[["doc_id", "source_file"]], on="doc_id").merge(
        wide, on="segment_id"
    )
    units = units.rename(columns={"source_file": "article", "segment_id": "unit_id"})
    return units[["article", "start", "end", *made.book.frame_ids, "text", "doc_id", "unit_id"]]
