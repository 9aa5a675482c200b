"""Files of coded spans, the units and codes they become, and when they are a census."""

from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pandas.testing import assert_frame_equal

from analysis import clean, codebook, contracts, corpus, dating, gold, segment, study
from analysis.contracts import InputError, TableError

FRAMES = ["conflict", "economy"]
ROOT = Path(__file__).resolve().parents[1] / "seeds"
HEAD = "article,start,end,conflict,economy,role,text\n"
BOOK = codebook.load(ROOT / "codebook.yaml")
TEXT = "The two quarrel. Prices fall. They quarrel on."


def make_documents(texts, **columns):
    """Documents id-0, id-1, ... read from the files d0.txt, d1.txt, ..."""
    table = pd.DataFrame({
        "doc_id": [f"id-{i}" for i in range(len(texts))],
        "source_file": [f"articles/d{i}.txt" for i in range(len(texts))],
        "source_format": "text", "position_in_file": 0, "text": texts, "date_source": "none",
        "words": 1, "text_sha256": "-", "language": "en", **columns,
    })  # fmt: skip
    return contracts.conform(table, "documents")


ONE = make_documents([TEXT])


def sentences(documents):
    return segment.split(documents, clean.blocks(documents), unit="sentence").assign(role="body")


def make_spans(rows, **columns):
    """Spans from rows document number, start, end, conflict, economy."""
    table = pd.DataFrame([(f"d{doc}.txt", *rest) for doc, *rest in rows],
                         columns=["article", "start", "end", *FRAMES])  # fmt: skip
    return table.astype(dict.fromkeys(FRAMES, "Int64")).assign(**columns)


WHOLE = make_spans([(0, 0, 16, 1, 0), (0, 17, 29, 0, 1), (0, 30, 46, 1, 0)])


# Reading


def written(tmp_path, text, encoding="utf-8"):
    path = tmp_path / "gold.csv"
    path.write_bytes(text.encode(encoding))
    return path


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_gold_is_read_from_any_spreadsheet(tmp_path, separator, encoding, line_end):
    lines = ["article,start,end,conflict,economy,role,note,text", "d0.txt, 0 ,16,1,0,body,x,",
             'd0.txt,17,29,0,1,body,,"Prices, they say, fall."', ""]  # fmt: skip
    text = line_end.join(lines)
    if separator != ",":
        text = text.replace("Prices, they say, fall", "Prices fall").replace(",", separator)
    spans = gold.read(written(tmp_path, text, encoding), [*FRAMES, "sport"])
    assert list(spans.columns) == ["article", "start", "end", *FRAMES, "role", "text", "note"]
    assert spans[["start", "end", *FRAMES]].to_numpy().tolist() == [[0, 16, 1, 0], [17, 29, 0, 1]]
    assert spans["text"].tolist()[1].startswith("Prices")
    assert spans.index.tolist() == [0, 1]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", r"lacks the columns 'article', 'start', 'end'; it has none"),
        ("article;begin;end;conflict\nd;0;3;1\n", "lacks the columns 'start'; it has .*'begin'"),
        (HEAD, "has a header and no units"),
        ("article,start,end,end\nd,0,3,4\n", "more than one column 'end'"),
        (HEAD + "d0.txt,0,4,1,0,body\n", "row 2 has 6 cells, the header has 7"),
        (HEAD + "d.txt,0,4,1,0,body,a\n\nd.txt,5,9,2,0,body,b\n",
         "conflict must hold 0, 1 or nothing; found in row 4: '2'"),
        (HEAD + "d0.txt,0,4,?,0,body,a\n", "conflict must hold 0, 1 or nothing; .* row 2: '\\?'"),
        (HEAD + "d0.txt,0,4,,,body,a\n", "holds no code: all cells of 'conflict', 'economy'"),
        (HEAD + "d0.txt,0.5,4,1,0,body,a\n", "start must hold whole numbers .*row 2: '0.5'"),
        (HEAD + "d0.txt,-3,4,1,0,body,a\n", "start must hold whole numbers"),
        (HEAD + "d0.txt,4,4,1,0,body,a\n", "end must be larger than start; found in row 2: 4"),
        (HEAD + ",0,4,1,0,body,a\n", "article must name a file"),
        (HEAD + "d0.txt,0,4,1,0,body,a\n" * 2, "units that come twice .* row 3: 'd0.txt'"),
        ("article,start,end,conflct\nd,0,3,1\n", "'conflct' looks like codes.* mean 'conflict'"),
        ("article,start,end,note\nd,0,3,x\n", "no column for any frame .*'conflict', 'economy'"),
    ],
)  # fmt: skip
def test_a_damaged_gold_file_says_what_is_wrong_and_where(tmp_path, text, message):
    with pytest.raises(contracts.InputError, match=rf"Gold file gold\.csv.*{message}"):
        gold.read(written(tmp_path, text), FRAMES)


def test_unreadable_gold_files_are_told_apart(tmp_path):
    with pytest.raises(
        contracts.InputError, match=r"not a CSV file in UTF-8 .* Save it as 'CSV UTF-8'"
    ):
        gold.read(written(tmp_path, HEAD + "d0.txt,0,4,1,0,body,één\n", "cp1252"), FRAMES)
    with pytest.raises(contracts.InputError, match=r"cannot be read .* Check its path"):
        gold.read(tmp_path / "none.csv", FRAMES)


def test_many_wrong_rows_are_counted(tmp_path):
    text = HEAD + "".join(f"d0.txt,{i},{i + 1},x,0,body,a\n" for i in range(9))
    with pytest.raises(contracts.InputError, match=r"row 6: 'x' and 4 more"):
        gold.read(written(tmp_path, text), FRAMES)


@pytest.mark.parametrize(
    ("column", "cells"),
    [
        ("conflct", ["1", "", "0"]),  # one empty cell must not make it a note
        ("Conflict", ["yes", "no", "yes"]),
        ("economy ", ["", "", ""]),
        ("new_frame", ["1", "", "0"]),
    ],
)
def test_a_column_that_is_nearly_a_frame_is_not_passed_over(tmp_path, column, cells):
    kept = "conflict" if column.startswith("econ") else "economy"
    column = column.replace("economy ", "economi")
    rows = [f"d.txt,{10 * n},{10 * n + 5},{cell},1\n" for n, cell in enumerate(cells)]
    (tmp_path / "gold.csv").write_text(f"article,start,end,{column},{kept}\n{''.join(rows)}")
    with pytest.raises(contracts.InputError, match=f"column '{column}' looks like codes"):
        gold.read(tmp_path / "gold.csv", FRAMES)


def test_notes_beside_the_frames_are_passed_over(tmp_path):
    text = "article,start,end,conflict,note,coder_id,empty\nd.txt,0,5,1,sure,0,\nd.txt,5,9,0,,7,\n"
    (tmp_path / "gold.csv").write_text(text)
    spans = gold.read(tmp_path / "gold.csv", FRAMES)
    assert spans.columns.tolist() == ["article", "start", "end", "conflict", "note"]


@pytest.mark.parametrize("end", ["9" * 23, "9" * 5000, "\u0663", "-1", "1e3"])
def test_an_offset_that_is_no_number_of_characters_is_told_with_its_row(tmp_path, end):
    text = f"article,start,end,conflict\nd.txt,0,5,1\nd.txt,5,{end},1\n"
    (tmp_path / "gold.csv").write_text(text, encoding="utf-8")
    with pytest.raises(contracts.InputError, match=r"column end must hold .* row 3") as said:
        gold.read(tmp_path / "gold.csv", FRAMES)
    assert len(str(said.value)) < 250


def test_an_empty_cell_is_no_code_and_not_a_zero(tmp_path):
    text = HEAD + "d0.txt,0,4,,0,body,a\nd0.txt,5,9,1,,body,b\nd0.txt,10,12,,,body,c\n"
    spans = gold.read(written(tmp_path, text), FRAMES)
    assert spans["conflict"].isna().tolist() == [True, False, True]
    assert spans["economy"].tolist()[0] == 0
    assert str(spans["conflict"].dtype) == "Int64"


def test_what_adjudication_adds_is_known_and_kept(tmp_path):
    text = "article,start,end,conflict,unit_id,part,decided_by\nd.txt,0,5,1,u1,test,0\n"
    spans = gold.read(written(tmp_path, text), FRAMES)
    assert spans.loc[0, ["unit_id", "part", "decided_by"]].tolist() == ["u1", "test", "0"]


def test_a_frame_called_as_a_column_beside_the_codes_is_not_lost(tmp_path):
    text = "article,start,end,conflict,note\nd.txt,0,5,1,0\n"
    with pytest.raises(InputError, match=r"'note' is a frame of the codebook and also"):
        gold.read(written(tmp_path, text), [*FRAMES, "note"])


# Units and codes


def test_a_span_that_is_a_segment_becomes_that_segment():
    segments = sentences(ONE).assign(language="nl", role=["lead", "body", "repeat"])
    made = gold.units(WHOLE.sample(frac=1, random_state=1), ONE, codebook=BOOK, segments=segments)
    columns = ["segment_id", "doc_id", "unit", "position", "start", "end", "role", "language"]
    assert_frame_equal(made[columns], segments[columns])


def test_another_span_has_an_id_of_its_place_and_the_role_it_lies_in():
    segments = sentences(ONE).assign(role=["lead", "body", "body"])
    spans = make_spans([(0, 0, 20, 1, 0), (0, 20, 46, 0, 1)])
    made = gold.units(spans, ONE, codebook=BOOK, segments=segments)
    assert made["segment_id"].tolist() == ["id-0:span:0-20", "id-0:span:20-46"]
    assert made["role"].tolist() == ["lead", "body"]
    assert made["language"].tolist() == ["en", "en"]
    assert made["unit"].unique().tolist() == ["sentence"]
    alone = gold.units(spans.assign(role=["", "heading"]), ONE, codebook=BOOK)
    assert alone["role"].tolist() == ["body", "heading"]
    assert alone["segment_id"].tolist() == made["segment_id"].tolist()


def test_the_id_of_a_drawn_unit_is_kept_and_must_still_fit():
    segments, name = sentences(ONE), "id-0:sentence:00001"
    spans = make_spans([(0, 17, 29, 0, 1)], unit_id=name)
    for options in ({}, {"segments": segments}):
        assert gold.units(spans, ONE, codebook=BOOK, **options)["segment_id"].tolist() == [name]
    moved = spans.assign(end=25)
    with pytest.raises(InputError, match=r"unit_id that is not .*'id-0:sentence:00001'.*split"):
        gold.units(moved, ONE, codebook=BOOK, segments=segments)
    wrong = spans.assign(unit_id="id-0:paragraph:00000")
    with pytest.raises(InputError, match="another kind of unit"):
        gold.units(wrong, ONE, codebook=BOOK, segments=segments)


def test_codes_of_spans_are_rows_and_what_was_not_coded_has_none():
    spans = make_spans([(0, 30, 46, 1, 0), (0, 0, 16, None, 1), (0, 17, 29, None, None)])
    made = gold.codings(spans, ONE, coder="gold", codebook=BOOK, segments=sentences(ONE))
    assert made["segment_id"].str[-1].tolist() == ["0", "0", "2", "2"]
    assert made["frame"].tolist() == FRAMES * 2
    assert made["value"].isna().tolist() == [True, False, False, False]
    assert made["value"].dropna().tolist() == [1, 1, 0]
    assert made[["coder", "coder_kind", "round"]].drop_duplicates().to_numpy().tolist() == [
        ["gold", "human", 1]
    ]
    assert set(made["codebook"]) == {BOOK.reference}


def test_an_adjudicated_unit_without_a_code_was_looked_at():
    spans = make_spans([(0, 0, 16, None, None), (0, 17, 29, None, None)], decided_by=["", "anna"])
    made = gold.codings(spans, ONE, coder="gold", codebook=BOOK, segments=sentences(ONE))
    assert made["segment_id"].tolist() == ["id-0:sentence:00001"] * 2
    assert made["value"].isna().all()


def test_units_of_a_file_with_several_articles_are_told_apart_by_their_ids(tmp_path):
    both = make_documents([TEXT, TEXT], source_file="export.docx")
    segments = sentences(both)
    lines = [f"export.docx,0,16,{i},,id-{i}:sentence:00000\n" for i in (0, 1)]
    path = written(tmp_path, "article,start,end,conflict,economy,unit_id\n" + "".join(lines))
    spans = gold.read(path, FRAMES)
    made = gold.codings(spans, both, coder="gold", codebook=BOOK, segments=segments)
    assert made.loc[made["frame"] == "conflict", ["doc_id", "value"]].to_numpy().tolist() == [
        ["id-0", 0], ["id-1", 1]
    ]  # fmt: skip
    with pytest.raises(InputError, match=r"'export\.docx' stand for several .* column unit_id"):
        gold.units(spans.drop(columns="unit_id"), both, codebook=BOOK)


def test_a_text_kept_from_running_as_a_formula_is_the_same_text():
    documents = make_documents(["=SUM quarrels."])
    spans = make_spans([(0, 0, 14, 1, 0)], text="'=SUM quarrels.")
    assert len(gold.units(spans, documents, codebook=BOOK)) == 1
    with pytest.raises(InputError, match="not what stands in the article"):
        gold.units(spans.assign(text="'=SUM quarrel."), documents, codebook=BOOK)


def test_a_role_that_is_none_is_told():
    with pytest.raises(InputError, match=r"role holds 'koptekst'; roles are headline"):
        gold.units(WHOLE.assign(role="koptekst"), ONE, codebook=BOOK)


# Folders


def test_a_folder_gives_each_coder_under_the_name_of_the_file(tmp_path):
    row = "d0.txt,{},{},{},{},body,\n"
    (tmp_path / "anna.csv").write_text(HEAD + row.format(0, 16, 1, 0) + row.format(17, 29, "", ""))
    (tmp_path / "gold.csv").write_text(HEAD + row.format(0, 16, 1, 1))
    (tmp_path / "sample.csv").write_text("unit_id,stratum\nu,all\n")
    (tmp_path / "bert.xlsx").write_bytes(b"PK")
    (tmp_path / "~$bert.xlsx").write_bytes(b"")
    (tmp_path / "old").mkdir()
    codings, receipt = gold.folder(tmp_path, FRAMES, ONE, codebook=BOOK)
    assert codings.groupby("coder").size().to_dict() == {"anna": 2, "gold": 2}
    told = receipt.set_index("source_file")
    assert told["status"].to_dict() == {
        "anna.csv": "read", "gold.csv": "read", "sample.csv": "skipped", "bert.xlsx": "skipped",
        "~$bert.xlsx": "skipped", "old": "skipped",
    }  # fmt: skip
    assert "sheets.read" in told.loc["bert.xlsx", "reason"]
    assert "no columns article" in told.loc["sample.csv", "reason"]
    numbers = ["expected", "n_read", "n_rejected", "n_codes", "n_empty"]
    assert told.loc["anna.csv", numbers].tolist() == [2, 1, 1, 2, 2]
    assert told.loc["anna.csv", "coder"] == "anna"


def test_a_damaged_file_of_a_coder_stops_the_folder(tmp_path):
    (tmp_path / "anna.csv").write_text(HEAD + "d0.txt,0,16,x,0,body,\n")
    with pytest.raises(InputError, match=r"anna\.csv: column conflict"):
        gold.folder(tmp_path, FRAMES, ONE, codebook=BOOK)
    with pytest.raises(InputError, match="folder of codes none cannot be read"):
        gold.folder(tmp_path / "none", FRAMES, ONE, codebook=BOOK)


def test_two_files_of_one_coder_are_told(tmp_path):
    for name in ("Anna.csv", "anna.CSV"):
        (tmp_path / name).write_text(HEAD + "d0.txt,0,16,1,0,body,\n")
    with pytest.raises(InputError, match=r"'Anna\.csv', 'anna\.CSV' have the name of one coder"):
        gold.folder(tmp_path, FRAMES, ONE, codebook=BOOK)


def test_an_empty_folder_gives_empty_tables(tmp_path):
    codings, receipt = gold.folder(tmp_path, FRAMES, ONE, codebook=BOOK)
    assert codings.empty
    assert receipt.empty
    assert "n_codes" in receipt.columns


# Census


def census(spans, documents=ONE, segments=None):
    segments = sentences(documents) if segments is None else segments
    units = gold.units(spans, documents, codebook=BOOK, segments=segments)
    codings = gold.codings(spans, documents, coder="gold", codebook=BOOK, segments=segments)
    return codings, segments, documents, units


def test_a_unit_is_covered_by_its_own_code_or_by_coded_spans():
    codings, segments, documents, units = census(WHOLE)
    table = gold.covers(codings, segments, documents)
    assert table[["doc_id", "frame", "n_units", "n_coded", "n_null"]].to_numpy().tolist() == [
        ["id-0", "conflict", 3, 3, 0], ["id-0", "economy", 3, 3, 0]
    ]  # fmt: skip
    assert table["covered"].all()
    cut = make_spans([(0, 0, 7, 1, 0), (0, 8, 29, 0, 1), (0, 30, 46, 1, None)])
    codings, segments, documents, units = census(cut)
    table = gold.covers(codings, segments, documents, units=units)
    assert table["covered"].all()
    assert table["n_null"].tolist() == [0, 1]
    with pytest.raises(TableError, match="neither segments nor units"):
        gold.covers(codings, segments, documents)


def test_one_character_without_a_code_is_no_census():
    short = make_spans([(0, 0, 7, 1, 0), (0, 8, 29, 0, 1), (0, 30, 45, 1, 0)])
    codings, segments, documents, units = census(short)
    table = gold.covers(codings, segments, documents, units=units)
    assert table["n_coded"].tolist() == [2, 2]
    assert not table["covered"].any()


def test_furniture_need_not_be_coded_and_an_article_without_codes_is_seen():
    two = make_documents([TEXT, TEXT])
    segments = sentences(two)
    segments.loc[segments["doc_id"].eq("id-0") & segments["position"].eq(2), "role"] = "chrome"
    codings, segments, documents, _ = census(WHOLE.head(2), two, segments)
    table = gold.covers(codings, segments, documents)
    assert table.groupby("doc_id")["covered"].all().to_dict() == {"id-0": True, "id-1": False}


def test_a_census_is_a_sample_with_certainty():
    documents = make_documents([TEXT], wave="May", cluster_id="c1")
    codings, segments, documents, _ = census(WHOLE, documents)
    sample = gold.as_sample(segments, codings, documents, seen=True)
    assert sample["unit_id"].tolist() == segments["segment_id"].tolist()
    assert sample["inclusion_prob"].eq(1).all()
    assert sample[
        ["design", "part", "wave", "cluster_id", "stratum_size"]
    ].drop_duplicates().to_numpy().tolist() == [["census", "development", "May", "c1", 3]]
    for seen in (False, None):
        assert set(gold.as_sample(segments, codings, documents, seen=seen)["part"]) == {"test"}


def test_hand_picked_codes_are_no_sample():
    codings, segments, documents, _ = census(WHOLE.head(2))
    with pytest.raises(InputError, match=r"no census: 2 of 6 codes are missing .*'id-0'.*picked"):
        gold.as_sample(segments, codings, documents, seen=False)
    two = make_documents([TEXT, TEXT])
    codings, segments, documents, _ = census(WHOLE, two)
    with pytest.raises(InputError, match=r"6 of 12 codes .* in 1 documents \('id-1'\)"):
        gold.as_sample(segments, codings, documents, seen=False)


@settings(max_examples=10, deadline=None)
@given(st.integers(0, 5), st.integers(0, 2**32 - 1))
def test_order_does_not_matter(cut, seed):
    spans = make_spans([(0, 0, cut + 1, 1, 0), (0, cut + 1, 16, 0, None), (0, 17, 46, 1, 0)])
    codings, _, _, units = census(spans)
    shuffled = spans.sample(frac=1, random_state=seed)
    assert_frame_equal(census(shuffled)[0], codings)
    assert_frame_equal(census(shuffled)[3], units)


# The shipped study


def shipped():
    plan = study.load(ROOT)
    documents = dating.date(corpus.read(plan)[0], plan)
    blocks = clean.blocks(documents)
    units = segment.split(documents, blocks, unit=BOOK.unit)
    return documents, clean.mark_repeats(units, documents)


def test_the_codes_of_the_seeds_are_a_census_of_units_of_the_kit():
    documents, segments = shipped()
    codings, receipt = gold.folder(ROOT / "coding", BOOK.frame_ids, documents, codebook=BOOK,
                                   segments=segments)  # fmt: skip
    assert receipt["n_codes"].dropna().tolist() == [716, 716, 716]
    left = receipt.loc[receipt["status"] == "skipped", "source_file"]
    assert left.tolist() == ["voices.csv", "voices_a.csv", "voices_b.csv"]
    assert codings["segment_id"].isin(segments["segment_id"]).all()
    coded = codings[codings["coder"] == "gold"]
    assert gold.covers(coded, segments, documents)["covered"].all()
    sample = gold.as_sample(segments, coded, documents, seen=True)
    assert len(sample) == 167  # 179 units without furniture, pull quotes and repeats
    assert sample["wave"].nunique() == 2


def test_the_codes_of_the_seeds_cover_sentences_that_are_cut_elsewhere():
    """Another way of splitting: each paragraph of the kit is one unit."""
    documents, _ = shipped()
    paragraphs = segment.split(documents, clean.blocks(documents), unit="paragraph")
    spans = gold.read(ROOT / "coding" / "gold.csv", BOOK.frame_ids)
    codings, segments, documents, units = census(spans, documents, paragraphs)
    assert not codings["segment_id"].isin(segments["segment_id"]).all()
    assert gold.covers(codings, segments, documents, units=units)["covered"].all()
    sample = gold.as_sample(segments, codings, documents, seen=True, units=units)
    assert set(sample["unit_id"]) <= set(codings["segment_id"])


def test_a_sheet_of_voices_is_no_file_of_frames(tmp_path):
    sheet = tmp_path / "voices.csv"
    sheet.write_text("article,start,end,speaker,form\na.txt,0,5,Jan,direct\n", encoding="utf-8")
    assert not gold.is_spans(sheet)
    documents = contracts.empty("documents")
    codes, told = gold.folder(
        tmp_path, ["f"], documents, codebook=codebook.load("seeds/codebook.yaml")
    )
    assert codes.empty
    assert told["status"].tolist() == ["skipped"]
    assert "codes of voices" in told["reason"].iloc[0]
