"""JSON: one object in each line, arrays, single objects; nesting and damage."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from invented_exports import tables

from analysis.readers import (
    Article,
    Options,
    Rejected,
    Remark,
    Source,
    Unreadable,
    _streamed,
    jsonl_table,
)
from analysis.readers.jsonl_table import READER


def read(content, **options):
    content = content if isinstance(content, bytes) else content.encode()
    items = list(READER.read(Source.of_bytes("a.jsonl", content), Options(**options)))
    rows = [item for item in items if not isinstance(item, Remark)]
    assert [item.position for item in rows] == list(range(1, len(rows) + 1))
    return rows, [item.text for item in items if isinstance(item, Remark)]


def recognised(content):
    return READER.recognises(Source.of_bytes("a.txt", content.encode()))


RECORDS = [dict(zip(tables.HEADER, row, strict=True)) for row in tables.ROWS]
EXPECTED = [
    (title, f"{title}\n\n{text}", date, outlet) for title, text, date, outlet in tables.ROWS
]


@pytest.mark.parametrize(
    "content",
    [
        tables.lines(RECORDS).decode(),
        "\n".join(["", *tables.lines(RECORDS).decode().split("\n"), ""]),
        json.dumps(RECORDS),
        json.dumps(RECORDS, indent=2, ensure_ascii=False),
        "\n".join(json.dumps(record, indent=1) for record in RECORDS),
        json.dumps({"status": "ok", "articles": RECORDS}),
        "\ufeff" + tables.lines(RECORDS).decode(),
    ],
)
def test_the_same_articles_however_the_objects_are_written(content):
    assert recognised(content)
    rows, _ = read(content)
    assert [(row.title, row.text, row.date, row.outlet) for row in rows] == EXPECTED


TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)


@settings(max_examples=60, deadline=None)
@given(
    records=st.lists(st.fixed_dictionaries({"text": TEXT, "kicker": TEXT}), min_size=1, max_size=5),
    as_array=st.booleans(),
    ascii_only=st.booleans(),
    indent=st.sampled_from([None, 2]),
)
def test_what_is_written_is_read(records, as_array, ascii_only, indent):
    whole = [{"title": f"T{number}", **record} for number, record in enumerate(records)]
    written = json.dumps(whole, ensure_ascii=ascii_only, indent=indent) if as_array else "\n".join(
        json.dumps(record, ensure_ascii=ascii_only) for record in whole)  # fmt: skip
    rows, _ = read(written)
    assert [(row.title, row.text.partition("\n\n")[2], row.raw.get("kicker")) for row in rows] == [
        (one["title"], one["text"].strip(), one["kicker"] if one["kicker"].strip() else None)
        for one in whole
    ]


def test_nested_parts_are_recognised_mapped_and_kept_as_json():
    record = {
        "title": "Tides",
        "source": {"id": 7, "name": "The Bulletin"},
        "author": ["A. Zand", "B. Slib"],
        "body": ["First.", "Second."],
        "page": 3,
        "tags": ["sea", "boats"],
        "meta": {"deep": {"when": "2025-01-20"}, "n": [1, 2]},
    }
    (article,), _ = read(json.dumps(record), columns={"section": "meta.deep"})
    assert article.text == "Tides\n\nFirst.\n\nSecond."
    assert (article.outlet, article.author) == ("The Bulletin", "A. Zand; B. Slib")
    assert article.section == '{"when": "2025-01-20"}'
    assert article.raw == {
        "source": '{"id": 7, "name": "The Bulletin"}',
        "page": 3,
        "tags": ["sea", "boats"],
        "meta": '{"deep": {"when": "2025-01-20"}, "n": [1, 2]}',
    }


def test_each_object_tells_by_its_own_keys():
    rows, _ = read(tables.lines([{"title": "A", "text": "One."}, {"kop": "B", "tekst": "Twee."},
                                 {"headline": "C"}, {"n": 1}]))  # fmt: skip
    assert [row.text for row in rows[:3]] == ["A\n\nOne.", "B\n\nTwee.", "C"]
    assert not rows[2].has_body
    assert rows[3] == Rejected(4, "line 4: neither a text nor a title", '{"n": 1}')


def test_object_whose_text_lies_deeper_says_which_keys_there_are():
    rows, _ = read(
        tables.lines([{"title": "A"}, {"head": {"main": "B"}, "story": {"all": "Two."}}])
    )
    assert "map one in study.yaml" in rows[1].reason
    assert "'head.main', 'story.all'" in rows[1].reason


def test_text_that_the_source_cut_off_is_told():
    (row,), _ = read(tables.lines([{"title": "A", "text": "Begins here… [+1234 chars]"}]))
    assert "cut it off" in row.remarks[0]


def test_lines_that_are_no_json_are_refused_and_reading_goes_on():
    bad = ['{"title": "B", "text": "cut', "[1, 2]", '{"n": ' + "9" * 5_000 + "}", "[" * 100_000]
    rows, _ = read(tables.lines([RECORDS[0], *bad, RECORDS[1]]))
    assert [type(row) for row in rows] == [Article, *[Rejected] * 4, Article]
    assert rows[1].reason.startswith("line 2: no JSON (Unterminated string")
    assert rows[2].reason == "line 3: no JSON object"
    assert rows[3].reason == "line 4: no JSON (a number too long to be read)"
    assert rows[4].reason == "line 5: no JSON (nested too deeply)"


def test_line_that_is_too_long_is_refused_and_those_behind_it_are_read(monkeypatch):
    monkeypatch.setattr(_streamed.Lines.__init__, "__defaults__", (1_000,))
    long = {"title": "B", "text": "x" * 5_000}
    rows, _ = read(tables.lines([RECORDS[0], long, RECORDS[1]]))
    assert [type(row) for row in rows] == [Article, Rejected, Article]
    assert rows[1].reason.startswith("line 2 is longer than")


def test_array_that_is_cut_off_keeps_what_was_whole():
    rows, _ = read(json.dumps(RECORDS)[:-30])
    assert [type(row) for row in rows] == [Article, Article, Rejected]
    assert rows[2].reason.startswith("object 3: no JSON")


def test_object_of_an_array_that_is_too_long_ends_the_reading(monkeypatch):
    monkeypatch.setattr(jsonl_table, "MOST_CHARACTERS", 100_000)
    rows, _ = read(json.dumps([RECORDS[0], {"text": "x" * 400_000}, RECORDS[1]], indent=1))
    assert [type(row) for row in rows] == [Article, Rejected]
    assert "nor what follows" in rows[1].reason


def test_long_array_is_read_in_pieces():
    many = [{"title": f"T{number}", "text": "One. " * 50} for number in range(2_000)]
    rows, _ = read(json.dumps(many))
    assert [row.title for row in rows] == [f"T{number}" for number in range(2_000)]


def test_half_a_character_is_replaced_and_said():
    (article,), _ = read('{"title": "A", "text": "bad \\ud800 half"}')
    assert article.text == "A\n\nbad \ufffd half"
    assert article.remarks == ("line 1: half a character replaced by \ufffd",)
    article.text.encode()


def test_mapped_key_that_is_nowhere_is_told():
    with pytest.raises(Unreadable, match=r"no object has the key 'boddy'. Did you mean 'body'"):
        read(tables.lines([{"title": "A", "body": "x"}]), columns={"text": "boddy"})


def test_objects_without_text_and_title_ask_for_a_mapping():
    with pytest.raises(Unreadable, match=r"which column holds the text\? .*'alpha'"):
        read(tables.lines([{"alpha": "A"}]))


@pytest.mark.parametrize(
    "content",
    ["{curly} beginning of a text\n", "[1] a footnote", "title,text\n", "", '{"a": cut\nx\n'],
)
def test_other_files_are_not_json(content):
    assert not recognised(content)
