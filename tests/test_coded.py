"""A corpus coded into a folder: the numbers of the stages, whole after any stop, never doubled."""

import errno
import json
from dataclasses import replace

import invented_corpus
import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis import (
    clean,
    codebook,
    coded,
    coding,
    contracts,
    cooccurrence,
    corpus,
    dating,
    duplicates,
    ingest,
    language,
    measure,
    segment,
    study,
)
from analysis._coded import corpus_file, counts, layout, manifest, wide
from analysis.contracts import InputError, TableError

GERMAN = (
    "Der Gemeinderat hat gestern lange über die neue Straßenbahn gesprochen.\n\n"
    "Die Kosten sind noch nicht bekannt, sagte die Bürgermeisterin nach der Sitzung am Abend."
)
BYS = ([], ["wave"], ["wave", "role"], ["role", "outlet", "published_from"], ["words"])


@pytest.fixture(scope="module")
def story():
    """The shipped study and its articles."""
    plan = study.load("seeds/study.yaml")
    return plan, codebook.load(plan.codebook), duplicates.mark(
        dating.date(corpus.read(plan)[0], plan), plan)  # fmt: skip


@pytest.fixture(scope="module")
def tram(tmp_path_factory):
    """An invented study with copies, a German article, one without language and one of spaces."""
    made = invented_corpus.make(5, n_articles=5, copies=0.2, sentences=5)
    plan = study.load(invented_corpus.write(made, tmp_path_factory.mktemp("tram")))
    documents = made.documents.assign(has_body=True)
    documents.loc[2, ["language", "wave", "text"]] = ["de", None, GERMAN]
    documents.loc[5, "text"] = " \n "
    documents.loc[7, "language"] = None
    return plan, made.book, contracts.conform(documents, "documents")


@pytest.fixture(params=["story", "tram"])
def given_study(request):
    return request.getfixturevalue(request.param)


def write(documents, path, rows=2):
    """Write articles as `framewaves ingest` does, so many in a row group."""
    schema = pa.schema([field.with_nullable(True) for field in ingest._schema(documents)])
    table = pa.Table.from_pandas(documents, schema=schema, preserve_index=False)
    pq.write_table(table.replace_schema_metadata(None), path, row_group_size=rows)
    return path


def run(path, plan, book, folder, **options):
    """Code all parts that are not done."""
    begun = coded.begin(path, plan, book, folder, **options)
    for job in begun.jobs:
        coded.work(job)
    return begun


def content(folder):
    """Every file of a folder by its name."""
    return {path.relative_to(folder).as_posix(): path.read_bytes()
            for path in sorted(folder.rglob("*")) if path.is_file()}  # fmt: skip


def staged(documents, plan, book):
    """The tables of the stages for all articles, as a notebook makes them."""
    split = segment.split(documents, clean.blocks(documents), unit=book.unit)
    marked = clean.mark_repeats(split, documents)
    segments = language.sentences(marked, documents, languages=plan.languages)
    hits = coding.hits(documents, segments, book)
    return segments, hits, coding.codings(hits, segments, book)


# ---------------------------------------------------------------- the numbers


@pytest.mark.parametrize("rows", [1, 3, 100])
def test_tallies_are_those_of_the_stages_whatever_the_row_groups(given_study, tmp_path, rows):
    plan, book, documents = given_study
    segments, _, codings = staged(documents, plan, book)
    run(write(documents, tmp_path / "c.parquet", rows), plan, book, tmp_path / "codes")
    opened = coded.open(tmp_path / "codes")
    assert coded.problems(opened) == []
    for by in BYS:
        wanted = measure.tally(codings, segments, documents, by=by)
        pd.testing.assert_frame_equal(opened.tallies(by=by), wanted)
        parts = pa.concat_tables(opened.tally_batches(by=by)).to_pandas()
        assert parts["n_positive"].sum() == wanted["n_positive"].sum()
    roles = ["headline", "chrome"]
    wanted = measure.tally(codings, segments, documents, by=["wave"], roles=roles)
    pd.testing.assert_frame_equal(opened.tallies(by=["wave"], roles=roles), wanted)


def test_any_articles_come_back_as_the_tables_of_the_stages(given_study, tmp_path):
    plan, book, documents = given_study
    run(write(documents, tmp_path / "c.parquet", 4), plan, book, tmp_path / "codes")
    opened = coded.open(tmp_path / "codes")
    for wanted in (documents, documents.iloc[[3, 1]], documents.iloc[:0]):
        whole = documents[documents["doc_id"].isin(wanted["doc_id"])]
        segments, hits, codings = staged(whole, plan, book)
        some = opened.some(wanted["doc_id"])
        columns = [*contracts.SCHEMAS["segments"].names, "language_source"]
        pd.testing.assert_frame_equal(some.segments[columns], segments[columns])
        pd.testing.assert_frame_equal(some.hits, hits)
        pd.testing.assert_frame_equal(some.codings, codings)
        bare = whole.assign(text="", raw_metadata=None).sort_values("doc_id", ignore_index=True)
        pd.testing.assert_frame_equal(some.documents[documents.columns],
                                      contracts.conform(bare, "documents"))  # fmt: skip
    with pytest.raises(InputError, match="there is no article 'nobody' among the codes"):
        opened.some(["nobody"])


def test_pairs_are_those_of_the_stages(given_study, tmp_path):
    plan, book, documents = given_study
    run(write(documents, tmp_path / "c.parquet", 4), plan, book, tmp_path / "codes")
    opened = coded.open(tmp_path / "codes")
    segments, _, codings = staged(documents, plan, book)
    found = opened.pairs(by=["wave"]).dropna(subset=["wave"]).reset_index(drop=True)
    for unit, name in (("document", "docs"), ("segment", "units")):
        wanted = cooccurrence.pairs(codings, segments, documents, level=0.95, unit=unit,
                                    by=["wave"])  # fmt: skip
        wanted = wanted.sort_values(["wave", "frame", "frame_b"], ignore_index=True)
        for here, there in ((f"n_{name}_both", "n_both"), (f"n_{name}_either", "n_either"),
                            (f"n_{name}", "n_units")):  # fmt: skip
            assert found[here].tolist() == wanted[there].tolist()
    both = opened.both(by=["wave"])
    sums = both.groupby(["frame", "frame_b"])["n_both"].sum()
    whole = opened.pairs().set_index(["frame", "frame_b"])
    assert sums.to_dict() == whole.loc[whole["n_units_both"] > 0, "n_units_both"].to_dict()


def test_a_part_is_the_chain_of_the_notebooks(story):
    plan, book, documents = story
    segments, hits, codings = staged(documents, plan, book)
    made = coded.part(documents, plan, book)
    long = made.units.melt(["doc_id", "position"], [f"code:{frame}" for frame in book.frame_ids])
    assert long["value"].sum() == codings["value"].sum() > 0
    assert len(made.units) == len(segments)
    assert made.hits["matched"].tolist() == hits["matched"].tolist()
    parts = [coded.part(documents[at : at + 2], plan, book).units for at in (0, 2, 4)]
    keys = ["doc_id", "position"]
    pd.testing.assert_frame_equal(
        pd.concat(parts).sort_values(keys, ignore_index=True),
        made.units.sort_values(keys, ignore_index=True),
    )


def test_batches_within_a_large_row_group_change_no_table(tram, tmp_path, monkeypatch):
    plan, book, documents = tram
    path = write(documents, tmp_path / "c.parquet", 1_000)
    run(path, plan, book, tmp_path / "one")
    monkeypatch.setattr(corpus_file, "MOST_ROWS", 2)
    run(path, plan, book, tmp_path / "many")
    monkeypatch.setattr(corpus_file, "MOST_CHARACTERS", 1)
    run(path, plan, book, tmp_path / "each")
    assert pq.read_metadata(tmp_path / "many/units/00000.parquet").num_row_groups > 5
    assert pq.read_metadata(tmp_path / "each/hits/00000.parquet").num_row_groups == len(documents)
    one, *others = (coded.open(tmp_path / name) for name in ("one", "many", "each"))
    for other in others:
        assert coded.problems(other) == []
        assert other.totals == one.totals
        pd.testing.assert_frame_equal(other.tallies(by=["role"]), one.tallies(by=["role"]))
        pd.testing.assert_frame_equal(other.documents(), one.documents())
        for a, b in zip(other.some(documents["doc_id"]), one.some(documents["doc_id"]),
                        strict=True):  # fmt: skip
            pd.testing.assert_frame_equal(a, b)
    assert sum(len(part.documents) for part in others[0].parts()) == len(documents)


ROLES = st.sampled_from(contracts.ROLES)
UNIT = st.tuples(ROLES, st.lists(st.sampled_from([0, 1, None]), min_size=3, max_size=3))


@settings(max_examples=40, deadline=None)
@given(
    articles=st.lists(st.lists(UNIT, max_size=6), min_size=1, max_size=5),
    by=st.sampled_from([[], ["wave"], ["role", "wave"], ["outlet", "role"]]),
    roles=st.lists(ROLES, max_size=4, unique=True),
    cut=st.integers(0, 5),
)
def test_counting_the_wide_table_is_counting_the_long_one(articles, by, roles, cut):
    frames = ("zeal", "costs", "air")
    ids = [f"{number * 7 % 5}-{number}" for number in range(len(articles))]
    documents = contracts.conform(pd.DataFrame({
        "doc_id": ids, "source_file": "a", "source_format": "csv", "position_in_file": 1,
        "text": "x", "date_source": "none", "words": 1, "text_sha256": "x",
        "wave": [None if number % 3 == 2 else f"w{number % 2}" for number in range(len(ids))],
        "outlet": "o", "cluster_id": ids[0],
    }), "documents")  # fmt: skip
    rows = [(doc_id, at, role, codes) for doc_id, units in zip(ids, articles, strict=True)
            for at, (role, codes) in enumerate(units)]  # fmt: skip
    schema = wide.unit_schema(frames)
    units = pa.table({
        "doc_id": [row[0] for row in rows], "position": [row[1] for row in rows],
        "start": [row[1] for row in rows], "end": [row[1] + 1 for row in rows],
        "role": [row[2] for row in rows], "language": ["en"] * len(rows),
        "language_source": ["article"] * len(rows),
        **{f"code:{frame}": [row[3][at] for row in rows] for at, frame in enumerate(frames)},
    }, schema=pa.schema([pa.field(f.name, pa.string()) if pa.types.is_dictionary(f.type) else f
                         for f in schema])).cast(schema)  # fmt: skip
    segments, codings = wide.segments(units, "sentence"), wide.codings(units, "sentence", frames,
                                                                       "b@1+0")  # fmt: skip
    wanted = measure.tally(codings, segments, documents, by=by, roles=roles)
    table = pa.Table.from_pandas(documents, preserve_index=False)
    what = counts.asked(frames, by, roles, documents.columns)
    found = []
    for part in (ids[:cut], ids[cut:]):
        of_part = pa.array([doc_id in part for doc_id in ids], pa.bool_())
        of_units = pa.array([row[0] in part for row in rows], pa.bool_())
        found.append(counts.tallies(table.filter(of_part), units.filter(of_units), what))
    whole = counts.ordered(pa.concat_tables(found)).to_pandas()
    pd.testing.assert_frame_equal(contracts.conform(whole, "tallies"), wanted)


@pytest.mark.parametrize(
    ("options", "told"),
    [({"by": ["wav"]}, "no column 'wav' to group by.*Did you mean 'wave'"),
     ({"by": ["text"]}, "no column 'text'"), ({"roles": ["leader"]}, "no role 'leader'"),
     ({"by": "wave"}, "by is a list")],
)  # fmt: skip
def test_unknown_names_are_told(tram, tmp_path, options, told):
    plan, book, documents = tram
    run(write(documents[:2], tmp_path / "c.parquet"), plan, book, tmp_path / "codes")
    with pytest.raises(TableError, match=told):
        coded.open(tmp_path / "codes").tallies(**options)
    with pytest.raises(TableError, match=r"no column 'titel'.*'title'"):
        coded.open(tmp_path / "codes").documents(["titel"])


# ---------------------------------------------------------------- every article is accounted for


def test_articles_that_are_not_coded_are_counted(tram, tmp_path):
    plan, book, documents = tram
    empty = documents.assign(text=documents["text"].where(documents.index != 8))
    run(write(empty, tmp_path / "c.parquet"), plan, book, tmp_path / "codes")
    opened = coded.open(tmp_path / "codes")
    told = opened.totals
    assert (told.articles, told.without_text) == (len(documents), 2)
    assert told.not_asked["de"] == 1
    assert told.coded + told.not_asked.total() + 2 == len(documents)
    kept = opened.documents(["doc_id", "wave", "published_from"])
    pd.testing.assert_frame_equal(kept, documents[["doc_id", "wave", "published_from"]])
    by_role = opened.units()
    assert by_role["n_units"].sum() == told.units
    assert by_role["n_asked"].sum() == told.units - told.units_not_asked > 0


@pytest.mark.parametrize("groups", [0, 1])
def test_an_empty_corpus_gives_empty_tables(tram, tmp_path, groups):
    plan, book, documents = tram
    path = tmp_path / "c.parquet"
    write(documents[:0], path)
    if groups:
        table = pq.read_table(path)
        with pq.ParquetWriter(path, table.schema) as file:
            file.write_table(table)
    run(path, plan, book, tmp_path / "codes")
    opened = coded.open(tmp_path / "codes")
    assert (opened.totals, coded.problems(opened)) == (coded.Totals(), [])
    nothing = [contracts.empty(name) for name in ("codings", "segments", "documents")]
    pd.testing.assert_frame_equal(
        opened.tallies(by=["wave", "role"]), measure.tally(*nothing, by=["wave", "role"])
    )
    assert [len(table) for table in opened.some([])] == [0, 0, 0, 0]
    assert opened.pairs(by=["wave"]).empty
    assert opened.both().empty
    assert opened.units().empty


def test_a_mistake_in_the_counts_is_seen(tram, tmp_path):
    plan, book, documents = tram
    run(write(documents, tmp_path / "c.parquet", 5), plan, book, tmp_path / "codes")
    path = tmp_path / "codes/done/00001.json"
    record = json.loads(path.read_text())
    for name in ("articles", "units"):
        path.write_text(json.dumps({**record, name: record[name] + 1}))
        assert coded.problems(coded.open(tmp_path / "codes"))


# ---------------------------------------------------------------- stopped and gone on with


def test_a_run_goes_on_where_it_was_and_damage_is_mended(tram, tmp_path):
    plan, book, documents = tram
    path, folder = write(documents, tmp_path / "c.parquet"), tmp_path / "codes"
    run(path, plan, book, tmp_path / "whole")
    whole = content(tmp_path / "whole")
    begun = coded.begin(path, plan, book, folder)
    with pytest.raises(InputError, match=r"parts are not done.*Run 'framewaves code'"):
        coded.open(folder)
    for job in begun.jobs[::2]:
        coded.work(job)
    coded.work(begun.jobs[0])  # done twice
    again = coded.begin(path, plan, book, folder)
    assert [job.number for job in again.jobs] == [job.number for job in begun.jobs[1::2]]
    assert again.before.articles + 2 * len(again.jobs) >= len(documents)
    run(path, plan, book, folder)
    assert content(folder) == whole

    bytes_of = bytearray((folder / "units/00001.parquet").read_bytes())
    bytes_of[len(bytes_of) // 2] ^= 1
    (folder / "units/00001.parquet").write_bytes(bytes_of)
    (folder / "hits/00002.parquet").unlink()
    (folder / "done/00003.json").write_text("{")
    (folder / "documents/00000.parquet").write_bytes(b"short")
    (folder / "done/00099.json").write_text("{}")
    (folder / "units/00099.parquet").write_text("stray")
    (folder / "hits/.00001.parquet.0a.part").write_text("unfinished")
    (folder / "hits/notes.txt").write_text("mine")
    with pytest.raises(InputError, match="parts are not done"):
        coded.open(folder)
    assert [job.number for job in run(path, plan, book, folder).jobs] == [0, 1, 2, 3]
    assert (folder / "hits/notes.txt").exists()
    (folder / "hits/notes.txt").unlink()
    assert content(folder) == whole
    assert run(path, plan, book, folder).jobs == ()
    (folder / "hits/.00001.parquet.0a.part").write_text("of a worker that was killed")
    assert coded.finish(folder).totals.articles == len(documents)
    assert content(folder) == whole


def test_a_damaged_file_is_told_when_it_is_read(tram, tmp_path):
    plan, book, documents = tram
    folder = tmp_path / "codes"
    run(write(documents, tmp_path / "c.parquet"), plan, book, folder)
    units = folder / "units/00001.parquet"
    units.write_bytes(b"x" * units.stat().st_size)
    with pytest.raises(InputError, match=r"part 1 cannot be read.*damaged parts are done again"):
        coded.open(folder).tallies()


def test_codes_of_something_else_are_refused_with_a_remedy(tram, tmp_path):
    plan, book, documents = tram
    path, folder = write(documents, tmp_path / "c.parquet"), tmp_path / "codes"
    run(path, plan, book, folder)
    whole = content(folder)
    other = write(documents[1:], tmp_path / "d.parquet")
    changed = tmp_path / "codebook.yaml"
    changed.write_text(plan.codebook.read_text() + "# another thought\n")
    new = replace(plan, codebook=changed)
    for corpus_path, its_plan, what in (
        (other, plan, "another corpus"),
        (path, new, "another codebook"),
        (path, replace(plan, languages=("en",)), "other languages"),
    ):
        with pytest.raises(InputError, match=f"{what}.*--out.*--again"):
            coded.begin(corpus_path, its_plan, codebook.load(its_plan.codebook), folder)
    assert content(folder) == whole
    begun = run(other, new, codebook.load(changed), folder, again=True)
    assert len(begun.jobs) == begun.n_parts
    opened = coded.open(folder)
    assert (opened.totals.articles, coded.problems(opened)) == (len(documents) - 1, [])
    assert opened.book.reference == codebook.load(changed).reference
    run(path, plan, book, folder, again=True)
    assert content(folder) == whole


def test_codes_of_another_version_or_changed_by_hand_are_refused(tram, tmp_path):
    plan, book, documents = tram
    path, folder = write(documents[:2], tmp_path / "c.parquet"), tmp_path / "codes"
    run(path, plan, book, folder)
    there = folder / layout.MANIFEST
    text = there.read_text()
    for changed, told in ((text.replace('"kit": "', '"kit": "9.'), "another version of framewaves"),
                          (text.replace('"format": 1', '"format": 99'), "another version"),
                          ("{}", "changed by hand")):  # fmt: skip
        there.write_text(changed)
        with pytest.raises(InputError, match=f"{told}.*--again"):
            coded.begin(path, plan, book, folder)
    assert len(run(path, plan, book, folder, again=True).jobs) == 1
    there.write_text(text)
    (folder / layout.BOOK).write_text((folder / layout.BOOK).read_text() + "\n# by hand\n")
    with pytest.raises(InputError, match="this is not tram@1"):
        coded.open(folder)
    run(path, plan, book, folder)
    assert coded.open(folder).book == book


def test_a_second_run_in_the_folder_stops_the_first(tram, tmp_path):
    plan, book, documents = tram
    path, folder = write(documents, tmp_path / "c.parquet"), tmp_path / "codes"
    first = coded.begin(path, plan, book, folder)
    coded.begin(write(documents[1:], tmp_path / "d.parquet"), plan, book, folder, again=True)
    with pytest.raises(InputError, match="another run has begun in this folder"):
        coded.work(first.jobs[0])


@pytest.mark.parametrize("when", ["write_table", "close"])
def test_a_full_disk_leaves_no_half_part(tram, tmp_path, monkeypatch, when):
    plan, book, documents = tram
    path, folder = write(documents, tmp_path / "c.parquet"), tmp_path / "codes"
    run(path, plan, book, tmp_path / "whole")
    begun = coded.begin(path, plan, book, folder)
    coded.work(begun.jobs[0])

    def full(*_, **__):
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(pq.ParquetWriter, when, full)
        with pytest.raises(InputError, match=r"No space left on device.*What is done is kept"):
            coded.work(begun.jobs[1])
    assert [name for name in content(folder) if "00001" in name] == []
    assert len(run(path, plan, book, folder).jobs) == begun.n_parts - 1
    assert content(folder) == content(tmp_path / "whole")


# ---------------------------------------------------------------- input that cannot be used


def test_a_corpus_that_cannot_be_used_is_told(tram, tmp_path):
    plan, book, documents = tram
    good = write(documents, tmp_path / "c.parquet").read_bytes()
    twice = write(pd.concat([documents, documents[1:3]]), tmp_path / "twice.parquet")
    short = tmp_path / "short.parquet"
    short.write_bytes(good[: len(good) // 2])
    other = tmp_path / "other.csv"
    other.write_text("title,text\n")
    narrow = tmp_path / "narrow.parquet"
    pq.write_table(pq.read_table(tmp_path / "c.parquet").drop_columns(["words", "text"]), narrow)
    for path, told in ((tmp_path / "none.parquet", "no such file"), (short, "damaged"),
                       (other, "no Parquet file"), (narrow, "lacks the columns 'text', 'words'"),
                       (twice, "2 articles come a second time")):  # fmt: skip
        with pytest.raises(InputError, match=f"{told}.*framewaves ingest"):
            coded.begin(path, plan, book, tmp_path / "codes")
        assert not (tmp_path / "codes").exists()


def test_a_column_of_another_kind_or_a_page_that_is_damaged_is_told(tram, tmp_path):
    plan, book, documents = tram
    path = write(documents, tmp_path / "c.parquet")
    table = pq.read_table(path)
    at = table.column_names.index("words")
    words = pa.array(["many"] * len(table))
    pq.write_table(table.set_column(at, "words", words), tmp_path / "d.parquet")
    begun = coded.begin(tmp_path / "d.parquet", plan, book, tmp_path / "codes")
    with pytest.raises(TableError, match="column 'words' is string, and not int64"):
        coded.work(begun.jobs[0])
    begun = coded.begin(path, plan, book, tmp_path / "others")
    path.write_bytes(b"PAR1" + bytes(len(path.read_bytes()) - 8) + b"PAR1")
    with pytest.raises(InputError, match="damaged"):
        coded.work(begun.jobs[0])
    path.write_bytes(b"PAR1")
    with pytest.raises(InputError, match="the corpus is not the one it was"):
        coded.work(begun.jobs[0])


def test_columns_of_kinds_that_fit_are_taken(tram, tmp_path):
    plan, book, documents = tram
    run(write(documents, tmp_path / "c.parquet"), plan, book, tmp_path / "one")
    table = pq.read_table(tmp_path / "c.parquet")
    for name, kind in (("outlet", pa.dictionary(pa.int32(), pa.string())),
                       ("text", pa.large_string()), ("words", pa.int32()),
                       ("published_from", pa.timestamp("ms"))):  # fmt: skip
        at = table.column_names.index(name)
        table = table.set_column(at, name, table[name].cast(kind))
    optional = ["section", "author", "cluster_role"]
    pq.write_table(table.drop_columns(optional), tmp_path / "d.parquet", row_group_size=3)
    run(tmp_path / "d.parquet", plan, book, tmp_path / "two")
    one, two = coded.open(tmp_path / "one"), coded.open(tmp_path / "two")
    by = ["outlet", "published_from"]
    pd.testing.assert_frame_equal(two.tallies(by=by), one.tallies(by=by))
    pd.testing.assert_frame_equal(
        two.documents().drop(columns=optional), one.documents().drop(columns=optional)
    )


def test_a_folder_with_other_files_is_left_alone(tram, tmp_path):
    plan, book, documents = tram
    path = write(documents[:2], tmp_path / "c.parquet")
    with pytest.raises(InputError, match=r"holds other files.*Name one that is empty"):
        coded.begin(path, plan, book, tmp_path, again=True)
    with pytest.raises(InputError, match="no folder that can be read"):
        coded.begin(path, plan, book, path)
    with pytest.raises(InputError, match="there are no codes here"):
        coded.open(tmp_path)


def test_waves_that_are_not_those_of_the_study_are_told(tram, tmp_path):
    plan, book, documents = tram
    path = write(documents, tmp_path / "c.parquet")
    run(path, plan, book, tmp_path / "codes")
    first, second = plan.waves
    moved = int((documents["wave"] == first.name).sum())
    for place in (path, tmp_path / "codes"):
        lost = coded.wave_remarks(place, plan)
        assert len(lost) == 1, "one article has days within a wave and is in none"
        assert lost[0].startswith("1 article of the corpus not in the wave")
        renamed = replace(plan, waves=(replace(first, name="April"), second))
        told = coded.wave_remarks(place, renamed)
        assert f"{moved} articles of the corpus in the wave 'May 2031', which" in told[0]
        later = replace(plan, waves=(replace(first, start=first.end), second))
        assert "articles of the corpus not in the wave that" in coded.wave_remarks(place, later)[0]


def test_the_manifest_tells_no_path_and_no_time(tram, tmp_path):
    plan, book, documents = tram
    run(write(documents, tmp_path / "c.parquet"), plan, book, tmp_path / "codes")
    run(write(documents, tmp_path / "d.parquet"), plan, book, tmp_path / "elsewhere")
    assert content(tmp_path / "codes") == content(tmp_path / "elsewhere")
    for name, bytes_of in content(tmp_path / "codes").items():
        assert str(tmp_path).encode() not in bytes_of, name
    made = manifest.load(tmp_path / "codes")
    assert made.n_articles == len(documents)
    assert made.run != replace(made, languages=("nl",)).run


def test_hashes_that_meet_by_chance_are_no_article_twice(tram, tmp_path, monkeypatch):
    plan, book, documents = tram
    path = write(documents, tmp_path / "c.parquet")
    whole = run(path, plan, book, tmp_path / "codes")
    monkeypatch.setattr(pd.util, "hash_array", lambda ids, **_: np.zeros(len(ids), np.uint64))
    assert coded.begin(path, plan, book, tmp_path / "codes").n_articles == whole.n_articles
    some = coded.open(tmp_path / "codes").some(documents["doc_id"][:2])
    assert set(some.documents["doc_id"]) == set(documents["doc_id"][:2])
