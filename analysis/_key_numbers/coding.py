"""Numbers of the codebook, of the units that were coded, and of the hits."""

from collections.abc import Iterator

from analysis import wording
from analysis._key_numbers import number
from analysis._key_numbers.names import Parts, camel
from analysis._key_numbers.number import Number
from analysis._key_numbers.tables import Cells, Tables
from analysis.codebook import ANY, Codebook
from analysis.study import Study

__all__ = ["codebook", "hits", "parameters", "units"]


def codebook(plan: Study, book: Codebook, parts: Parts) -> Iterator[Number]:
    """Give the codebook: its name, version and hash, its frames, indicators and patterns."""
    file = plan.codebook.name
    yield number.text("codebook.name", book.name, "Name of the codebook.", f"{file}: name")
    yield number.text("codebook.version", book.version, "Version of the codebook.",
                      f"{file}: version")  # fmt: skip
    yield number.text("codebook.hash", book.digest, "First characters of the codebook's SHA-256.",
                      f"{file}: the whole file")  # fmt: skip
    own = [indicator for _, indicator in book.indicators()]
    sums = {
        "frames": (len(book.frames), "Frames of the codebook."),
        "indicators": (len(own), "Indicators of the codebook."),
        "indicators.countNegated": (
            sum(indicator.counts_negated for indicator in own),
            "Indicators for which a negated mention counts.",
        ),
        "patterns": (
            sum(len(found) for one in own for found in one.patterns.values()),
            "Patterns of the codebook.",
        ),
    }
    for name, (n, meaning) in sums.items():
        yield number.count(f"codebook.{name}", n, meaning, f"{file}: frames")
    for tag in (*book.languages, ANY):
        n = sum(len(indicator.patterns.get(tag, ())) for indicator in own)
        spoken = "every language" if tag == ANY else wording.language_name(tag)
        if n or tag != ANY:
            yield number.count(f"codebook.patterns.{camel(tag)}", n, f"Patterns for {spoken}.",
                               f"{file}: patterns, {tag}")  # fmt: skip
    for frame in book.frames:
        yield number.count(f"codebook.indicators.{parts.frames[frame.id]}", len(frame.indicators),
                           f"Indicators of {frame.id}.",
                           f"{file}: frames, {frame.id}")  # fmt: skip


def units(tables: Tables, plan: Study, parts: Parts) -> Iterator[Number]:
    """Give the articles and units that were coded and counted, per wave."""
    found = tables.read("articles-by-frame", ["doc_id", "wave", "wave_inferred", "frame"],
                        ["n_units"])  # fmt: skip
    if found is None:
        return
    one = found._replace(rows=found.rows.drop_duplicates("doc_id"))
    places = [("", "", one)]
    places += [(f".wave.{parts.waves[wave.name]}", f" of {wave.name}", one.where(wave=wave.name))
               for wave in plan.waves]  # fmt: skip
    for key, of, own in places:
        yield number.count(f"articles.counted{key}", len(own.rows),
                           f"Articles{of} that enter the estimates.",
                           f"{own.source} (each doc_id once)")  # fmt: skip
        yield number.count(f"units.total{key}" if not key else f"units{key}",
                           int(own.rows["n_units"].sum()),
                           f"Coded units{of} that enter the estimates.",
                           f"{own.source} (each doc_id once), column n_units")  # fmt: skip
    inferred = one.where(wave_inferred="True")
    yield number.count("articles.counted.inferred", len(inferred.rows),
                       "Articles that enter the estimates although their wave is inferred.",
                       f"{inferred.source} (each doc_id once)")  # fmt: skip


def hits(tables: Tables) -> Iterator[Number]:
    """Give the matches of the dictionary: those that count, and those set aside.

    They are those in articles that enter the estimates, where the run says which these are.
    """
    found, entered = tables.read("hits", ["doc_id", "status"]), _entered(tables)
    if found is not None and entered is not None:
        yield from _hits_of(found, entered)
        return
    found = tables.read("patterns", ["frame", "indicator", "pattern"], ["hits", "set aside"])
    if found is not None:
        for name, column, meaning in (
            ("hits.total", "hits", "Matches that count."),
            ("hits.setAside", "set aside", "Matches set aside: negated or excluded."),
        ):
            yield number.count(name, int(found.rows[column].sum()), meaning,
                               f"{found.source}: column {column}")  # fmt: skip
    found = tables.read("hits", ["status"])
    if found is not None:
        for name in ("negated", "excluded"):
            own = found.where(status=name)
            yield number.count(f"hits.{name}", len(own.rows), f"Matches set aside as {name}.",
                               own.source)  # fmt: skip


def _entered(tables: Tables) -> Cells | None:
    """Give the rows of the articles that enter the estimates."""
    return tables.read("articles-by-frame", ["doc_id"])


def _hits_of(found: Cells, entered: Cells) -> Iterator[Number]:
    """Count the matches in articles that enter the estimates."""
    own = found._replace(rows=found.rows[found.rows["doc_id"].isin(entered.rows["doc_id"])])
    place = f"(doc_id in {entered.source})"
    counts, aside = own.where(status="hit"), own.rows["status"].ne("hit")
    yield number.count("hits.total", len(counts.rows), "Matches that count, in articles that "
                       "enter the estimates.", f"{counts.source} {place}")  # fmt: skip
    yield number.count("hits.setAside", int(aside.sum()), "Matches set aside, in articles that "
                       "enter the estimates: negated or excluded.",
                       f"{own.source}, column status {place}")  # fmt: skip
    for name in ("negated", "excluded"):
        some = own.where(status=name)
        yield number.count(f"hits.{name}", len(some.rows), f"Matches set aside as {name}, in "
                           f"articles that enter the estimates.",
                           f"{some.source} {place}")  # fmt: skip


def parameters(tables: Tables) -> Iterator[Number]:
    """Give the parameters of the run, from the table of parameters or of specifications."""
    found = tables.read("parameters", ["name", "value"])
    known = {} if found is None else dict(zip(found.rows["name"], found.rows["value"], strict=True))
    source = "" if found is None else found.source
    if "min_units" not in known:
        ways = tables.read("specifications", ["main", "min_units"])
        main = None if ways is None else ways.where(main="True")
        if main is not None and len(main.rows):
            known["min_units"] = main.rows["min_units"].iloc[0]
            source = main.source
    for key, name, meaning in (
        ("min_units", "minUnits", "Units with a frame that make it present in an article."),
        ("seed", "seed", "Seed of everything that is drawn."),
    ):
        if str(known.get(key, "")).isdigit():
            made = number.count(name, int(known[key]), meaning, f"{source}: {key}")
            same = str(made.value)  # a seed is no quantity: no separator between thousands
            yield made._replace(text_en=same, text_nl=same) if key == "seed" else made
    if known.get("counting"):
        yield number.text("counting", known["counting"],
                          "Whether every copy counts (visibility) or one of each cluster "
                          "(content).", f"{source}: counting")  # fmt: skip
