"""Reading the articles: nothing changed, nothing lost, everything accounted for."""

import dataclasses
import json
import os
import tempfile
import unicodedata
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis import corpus, study
from analysis.contracts import InputError

ENGLISH = "The company says that its rival has copied the answers of its models without asking."
DUTCH = "Het bedrijf zegt dat zijn concurrent de antwoorden van zijn modellen heeft gekopieerd."
STUDY = (
    "title: t\nlanguages: [en, nl]\nwaves: [{name: w, start: 2025-01-01, end: 2025-02-01}]\n"
)  # fmt: skip


def make_study(folder: Path, files: dict[str, bytes | str], metadata: bytes | str | None = None):
    """Write a study below `folder`; texts become UTF-8."""
    (folder / "articles").mkdir(parents=True, exist_ok=True)
    (folder / "study.yaml").write_text(STUDY, encoding="utf-8")
    named = {f"articles/{name}": content for name, content in files.items()}
    if metadata is not None:
        named["metadata.csv"] = metadata
    for name, content in named.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return study.load(folder)


@pytest.fixture
def read(tmp_path):
    return lambda files, metadata=None: corpus.read(make_study(tmp_path, files, metadata))


def fate(receipt, name):
    """Status and reason of one file."""
    row = receipt.set_index("source_file").loc[name]
    return row["status"], row["reason"]


# Texts as they were read ----------------------------------------------------------


def test_text_is_kept_to_the_character(read):
    text = " date 2025-01  x\r\n\r\nLine\rtwo\t \u00a0end\u2028 \n"
    documents, _ = read({"a.txt": text})
    assert documents["text"].tolist() == [text]


@pytest.mark.parametrize(
    ("raw", "encoding", "remark"),
    [
        ("Één café".encode(), "utf-8", ""),
        ("Één café".encode("utf-8-sig"), "utf-8", "byte order mark"),
        (b"\xff\xfe" + "Één café".encode("utf-16-le"), "utf-16-le", "byte order mark"),
        (b"\xfe\xff" + "Één café".encode("utf-16-be"), "utf-16-be", "byte order mark"),
        (b"\xff\xfe\0\0" + "Één café".encode("utf-32-le"), "utf-32-le", "byte order mark"),
        ("Één café".encode("cp1252"), "cp1252", "check the accents"),
    ],
)
def test_encodings(raw, encoding, remark):
    text, found, reason = corpus.decode(raw)
    assert (text, found) == ("Één café", encoding)
    assert remark in reason


def test_windows_quotes_are_read_as_quotes():
    text, encoding, _ = corpus.decode("‘Koekje van eigen deeg’ – €5".encode("cp1252"))
    assert (text, encoding) == ("‘Koekje van eigen deeg’ – €5", "cp1252")


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (b"", "empty"),
        (b" \r\n\t", "nothing but white space"),
        ("\ufeff \n".encode(), "nothing but white space"),
        (b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n1 0 obj\x81\x02", "export it again as DOCX"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(100), "save it as DOCX"),
        (b"\x1f\x8b\x08\0\0\0", "gzip"),
        (b"\0\1\2", "binary"),
        (bytes(range(1, 32)) * 4, "binary"),
        ("A plain text".encode("utf-16-le"), "UTF-16 without a byte order mark"),
        (b"\xff\xfeabc", "damaged"),
        ("公司表示其竞争对手复制了模型".encode("gb18030"), "encoding"),
        ("Η εταιρεία λέει ότι ο ανταγωνιστής της".encode("iso8859-7"), "encoding"),
        (b"<?xml version='1.0'?><a>text</a>", "XML"),
    ],
)
def test_what_is_no_article_is_rejected_with_its_reason(read, raw, reason):
    documents, receipt = read({"good.txt": ENGLISH, "bad.txt": raw})
    assert documents["source_file"].tolist() == ["good.txt"]
    status, why = fate(receipt, "bad.txt")
    assert status == "rejected"
    assert reason in why


@settings(max_examples=60, deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1))
def test_any_utf8_text_comes_back_unchanged(text):
    if text.strip() and not text.startswith("\ufeff") and text.lstrip()[:1] not in "<{":
        assert corpus.decode(text.encode())[0] == text


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=80))
def test_any_bytes_give_a_text_or_a_reason(raw):
    text, _, reason = corpus.decode(raw)
    assert reason if text is None else text.strip()


def test_a_file_cut_inside_a_character_stays_utf8():
    whole = "De dijk hield – één dag.".encode()
    text, encoding, reason = corpus.decode(whole + "é".encode()[:1])
    assert (text, encoding) == ("De dijk hield – één dag.", "utf-8")
    assert reason == "ends inside a character; it may be cut off"
    assert corpus.decode(b"caf\xe9")[1] == "cp1252"


# The receipt ----------------------------------------------------------------------

CONTENTS = st.sampled_from(
    [ENGLISH.encode(), DUTCH.encode("cp1252"), b"", b"\0\1", b"\xff\xfea", b" "]
)
NAMES = st.sampled_from(["{}.txt", "{}.TXT", "{}.pdf", "sub/{}.txt", ".{}.txt", "~${}.txt", "{}"])


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(NAMES, CONTENTS), max_size=8))
def test_every_file_is_in_the_receipt_once(files):
    named = {name.format(number): raw for number, (name, raw) in enumerate(files)}
    with tempfile.TemporaryDirectory() as folder:
        meta = "article,language\ngood.txt,en\nlost.txt,en\n"
        story = make_study(Path(folder), {"good.txt": ENGLISH} | named, meta)
        documents, receipt = corpus.read(story)
    files = receipt[receipt["status"] != "missing"]
    assert sorted(files["source_file"]) == sorted({"good.txt", *named})
    counts = receipt["status"].value_counts()
    assert counts.get("read", 0) == len(documents)
    assert len(files) == sum(counts.get(name, 0) for name in ("read", "rejected", "skipped"))
    assert files.loc[files["status"] != "read", "reason"].notna().all()
    assert receipt.loc[receipt["status"] == "missing", "source_file"].tolist() == ["lost.txt"]


def test_what_is_skipped_says_why(read):
    files = {"a.txt": ENGLISH, "b.png": b"\x89PNG\r\n", "Thumbs.db": b"x", "README.md": b"x"}
    _, receipt = read(files | {".c.txt": b"x", "~$d.txt": b"x", ".git/e.txt": b"x"})
    assert fate(receipt, "b.png") == ("skipped", "image")
    assert fate(receipt, "Thumbs.db") == ("skipped", "file of the operating system")
    assert fate(receipt, "README.md") == ("skipped", "about the files, not an article")
    assert fate(receipt, ".c.txt") == ("skipped", "hidden file")
    assert fate(receipt, "~$d.txt") == ("skipped", "lock file of an office program")
    assert fate(receipt, ".git") == ("skipped", "hidden folder, not looked into")


def test_receipt_tells_size_and_encoding(read):
    _, receipt = read({"a.txt": DUTCH.replace("e", "é").encode("cp1252")})
    row = receipt.iloc[0]
    assert (row["n_bytes"], row["encoding"]) == (len(DUTCH), "cp1252")


def test_a_text_that_an_ending_calls_something_else_is_not_taken_for_an_article(read):
    _, receipt = read({"a.txt": ENGLISH, "b.docx": b"x", "notes.py": b"x = 1", "c": DUTCH})
    for name, ending in (("b.docx", ".docx"), ("notes.py", ".py")):
        assert fate(receipt, name)[0] == "rejected"
        assert f"the ending {ending!r} says otherwise" in fate(receipt, name)[1]
    assert fate(receipt, "c")[0] == "read"


def test_huge_files_are_not_read(tmp_path):
    story = make_study(tmp_path, {"a.txt": ENGLISH, "b.txt": b"x" * 1001})
    _, receipt = corpus.read(story, most_bytes=1000)
    assert fate(receipt, "b.txt")[0] == "rejected"
    assert "larger than" in fate(receipt, "b.txt")[1]
    assert receipt.set_index("source_file").loc["b.txt", "n_bytes"] == 1001


@pytest.mark.skipif(os.name == "nt", reason="needs links and pipes")
def test_links_and_pipes(tmp_path):
    story = make_study(tmp_path, {"a.txt": ENGLISH})
    (tmp_path / "elsewhere").mkdir()
    (story.articles / "link").symlink_to(tmp_path / "elsewhere")
    (story.articles / "gone.txt").symlink_to(tmp_path / "nothing.txt")
    os.mkfifo(story.articles / "pipe.txt")
    _, receipt = corpus.read(story)
    assert fate(receipt, "link") == ("skipped", "link to a folder, not looked into")
    assert fate(receipt, "pipe.txt") == ("skipped", "not a regular file")
    assert fate(receipt, "gone.txt")[0] == "rejected"


def test_names_are_the_same_on_every_system(tmp_path):
    apart = unicodedata.normalize("NFD", "café.txt")
    documents, _ = corpus.read(make_study(tmp_path, {apart: ENGLISH, "sub/b.txt": ENGLISH}))
    assert documents["source_file"].tolist() == ["café.txt", "sub/b.txt"]


def test_two_names_that_become_one(tmp_path):
    names = [unicodedata.normalize(form, "é.txt") for form in ("NFC", "NFD")]
    story = make_study(tmp_path, dict.fromkeys(names, ENGLISH))
    if len(list(story.articles.iterdir())) < 2:
        pytest.skip("this file system makes the names one itself")
    documents, receipt = corpus.read(story)
    assert len(documents) == 1
    assert sorted(receipt["status"]) == ["read", "rejected"]


@pytest.mark.parametrize(
    ("files", "words"),
    [
        ({}, ["is empty", "as text ("]),
        ({"a.pdf": b"%PDF-1.7"}, ["found 1", "a.pdf (rejected: PDF", "as text ("]),
        ({"a.png": b"\x89PNG"}, ["found 1", "a.png (skipped: image", "as text ("]),
        ({"a.txt": b"\0"}, ["found 1", "a.txt (rejected: binary"]),
    ],
)
def test_no_article_at_all(read, files, words):
    with pytest.raises(InputError) as caught:
        read(files)
    for word in words:
        assert word in str(caught.value)
    assert "Traceback" not in str(caught.value)


# Identity -------------------------------------------------------------------------


def test_ids_depend_on_name_and_text_alone(tmp_path):
    files = {"a.txt": ENGLISH, "b.txt": ENGLISH, "c.txt": DUTCH}
    one, _ = corpus.read(make_study(tmp_path / "one", files))
    two, _ = corpus.read(make_study(tmp_path / "two", {"0.txt": DUTCH} | files))
    assert one["doc_id"].is_unique  # a and b hold the same text
    assert one["text_sha256"].nunique() == 2
    assert one["doc_id"].tolist() == two["doc_id"].tolist()[1:]
    assert one["doc_id"].str.fullmatch("[0-9a-f]{12}").all()


def test_words_are_counted(read):
    documents, _ = read({"a.txt": "Het R1-model, 2.048 GPU’s."})
    assert documents["words"].tolist() == [7]  # Het R1 model 2 048 GPU s


# Metadata -------------------------------------------------------------------------


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_metadata_as_a_dutch_spreadsheet_saves_it(read, separator, encoding):
    rows = [["Article ", "outlet", "title", "date", "note"],
            ["a.txt", "De Krant", '"Één, twee; drie"', "2025-01", "first wave"]]  # fmt: skip
    table = "\r\n".join(separator.join(row) for row in rows) + f"\r\n{separator * 4}\r\n"
    documents, receipt = read({"a.txt": DUTCH, "b.txt": ENGLISH}, table.encode(encoding))
    row = documents.iloc[0]
    assert (row["outlet"], row["title"]) == ("De Krant", "Één, twee; drie")
    assert json.loads(row["raw_metadata"])["note"] == "first wave"
    assert list(json.loads(row["raw_metadata"])) == ["article", "date", "note", "outlet", "title"]
    assert pd.isna(documents["raw_metadata"][1])
    assert fate(receipt, "b.txt") == ("read", "no row in metadata.csv")


def test_without_metadata_nothing_is_missed(read):
    documents, receipt = read({"a.txt": DUTCH})
    assert receipt["reason"].isna().all()
    assert documents["outlet"].isna().all()


def test_metadata_for_a_file_in_a_folder(read):
    documents, _ = read({"x/a.txt": DUTCH, "b.txt": DUTCH}, "article,outlet\na.txt,X\nb.txt,Y\n")
    assert documents.set_index("source_file")["outlet"].to_dict() == {"x/a.txt": "X", "b.txt": "Y"}


def test_a_rejected_file_is_not_called_missing(read):
    _, receipt = read({"a.txt": DUTCH, "b.txt": b""}, "article,outlet\na.txt,X\nb.txt,Y\n")
    assert sorted(receipt["status"]) == ["read", "rejected"]


@pytest.mark.parametrize(
    ("table", "words"),
    [
        ("article,outlet\na.txt,X\n\na.txt,Y\n", ["line 4", "'a.txt' is there twice", "line 2"]),
        ("artikle,outlet\na.txt,X\n", ["no column 'article'", "Did you mean 'artikle'?"]),
        ("Datei,outlet\na.txt,X\n", ["no column 'article'", "Did you mean 'datei'?"]),
        ("artikel,outlet\na.txt,X\n", ["no column 'article'", "Did you mean 'artikel'?"]),
        ("article,outlet\na.txt,X,Y\n", ["line 2", "3 cells", "2 columns"]),
        ("article,outlet\na.txt\n", ["line 2", "1 cells"]),
        ("article,outlet\n,X\n", ["line 2", "is empty"]),
        ("article,outlet,outlet\na.txt,X,Y\n", ["'outlet' more than once"]),
        ('article,outlet\na.txt,"X\n', ["line 2"]),
        ("article,language\na.txt,Klingon\n", ["line 2", "'Klingon' is not a language tag"]),
        ("", ["cannot be read: empty"]),
        (b"\0\1\2", ["cannot be read: binary"]),
        ("article,outlet\nx/a.txt,X\na.txt,X\n", ["lines 2 and 3 name the same file"]),
        ("article,outlet\nsame.txt,X\n", ["'same.txt' is the name of 2 files"]),
    ],
)
def test_damaged_metadata_is_told(read, table, words):
    files = {"x/a.txt": DUTCH, "y/same.txt": DUTCH, "z/same.txt": DUTCH}
    with pytest.raises(InputError) as caught:
        read(files, table)
    for word in words:
        assert word in str(caught.value)


@pytest.mark.parametrize(
    ("header", "said"),
    [
        ("datum", ["'datum' is not used; did you mean 'date'?"]),
        ("Taal", ["'taal' is not used; did you mean 'language'?"]),
        ("titel", ["did you mean 'title'?"]),
        ("auteur", ["did you mean 'author'?"]),
        ("quelle", ["did you mean 'outlet'?"]),
        ("outlt", ["'outlt' is not used; did you mean 'outlet'?"]),
        ("precision", ["did you mean 'date_precision'?"]),
        ("datum,titel", ["'date'", "'title'"]),
        ("note", []),
        ("date,datum", []),  # the date is there; this is a column of the researcher's own
        ("outlet,note", []),
    ],
)
def test_a_column_that_is_passed_over_is_told_in_the_receipt(read, header, said):
    cells = ",".join("" for _ in header.split(","))
    documents, receipt = read({"a.txt": DUTCH}, f"article,{header}\na.txt,{cells}\n")
    remarks = receipt[receipt["status"] == "remark"]
    assert remarks["source_file"].tolist() == (["metadata.csv"] if said else [])
    for words in said:
        assert words in remarks["reason"].iloc[0]
    assert (receipt["status"] == "read").sum() == len(documents) == 1


def test_metadata_in_windows_1252_is_told_in_the_receipt(read):
    table = "article,outlet\na.txt,Één krant\n"
    _, receipt = read({"a.txt": DUTCH}, table.encode("cp1252"))
    assert fate(receipt, "metadata.csv") == ("remark", "read as Windows-1252; check the accents")
    assert receipt.set_index("source_file").loc["metadata.csv", "n_bytes"] == len(table)
    _, receipt = read({"a.txt": DUTCH}, table.encode())
    assert receipt["status"].tolist() == ["read"]


# Language -------------------------------------------------------------------------


def test_stated_language_is_taken_and_others_detected(read):
    files = {"a.txt": ENGLISH, "b.txt": DUTCH, "c.txt": DUTCH}
    documents, _ = read(files, "article,language\na.txt,NL_be\n")
    assert documents["language"].tolist() == ["nl-BE", "nl", "nl"]
    assert documents["language_source"].tolist() == ["metadata", "detected", "detected"]
    assert documents["language_confidence"].notna().tolist() == [False, True, True]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Koekje van eigen deeg", "nl"),
        ("Medewerkers van het bedrijf waarschuwden eerder", "nl"),
        ("Hoewel distillatie gangbaar is in de industrie", "nl"),
        ("Die Firma wirft dem Start-up vor, seine Modelle kopiert zu haben.", "de"),
        ("Laut der Zeitung gibt es Hinweise darauf.", "de"),
        ("L'entreprise accuse sa rivale d'avoir copié ses modèles.", "fr"),
        ("Selskabet beskylder sin konkurrent for at have kopieret modellerne.", "da"),
        (ENGLISH, "en"),
    ],
)
def test_languages_are_told_apart(read, text, language):
    documents, receipt = read({"a.txt": text})
    assert documents["language"].tolist() == [language]
    remark = str(fate(receipt, "a.txt")[1])
    assert ("not one of the study's" in remark) == (language not in {"en", "nl"})


def test_an_uncertain_language_stays_empty(read):
    documents, receipt = read({"a.txt": "12 345 …"})
    assert documents["language"].isna().all()
    assert documents["language_source"].isna().all()
    assert "language not certain" in fate(receipt, "a.txt")[1]


def test_the_five_seed_articles():
    story = study.load("seeds/study.yaml")
    documents, receipt = corpus.read(story)
    assert documents["language"].tolist() == ["nl", "nl", "en", "nl", "en"]
    assert receipt["status"].tolist() == ["read"] * 5
    for name, text in zip(documents["source_file"], documents["text"], strict=True):
        assert text == Path("seeds/articles", name).read_bytes().decode("utf-8")
    detected, _ = corpus.read(dataclasses.replace(story, metadata=None))
    assert detected["language"].tolist() == documents["language"].tolist()
