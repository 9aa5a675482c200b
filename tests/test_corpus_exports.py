"""Files with several articles: the receipt balances whatever the files hold."""

import json
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from invented_exports import archives, nexis

from analysis import corpus, readers, receipts, study
from analysis.contracts import InputError
from analysis.readers import (
    MOST_BYTES,
    Article,
    Claim,
    Provenance,
    Reader,
    Rejected,
    Remark,
    Unreadable,
)

ENGLISH = "The company says that its rival has copied the answers of its models without asking."
DUTCH = "Het bedrijf zegt dat zijn concurrent de antwoorden van zijn modellen heeft gekopieerd."
STUDY = (
    "title: t\nlanguages: [en, nl]\nwaves: [{name: w, start: 2025-01-01, end: 2025-02-01}]\n"
)  # fmt: skip
ITEMS = {"claim": Claim, "made": Provenance, "rejected": Rejected, "remark": Remark}


def invented(source, _options):
    """Yield the items that the lines of a file describe: an export of the tests' own."""
    position = 0
    for line in source.text().text.splitlines()[1:]:
        kind, value = json.loads(line)
        if kind == "article":
            position += 1
            yield Article(**{"position": position, "text": f"{ENGLISH} {position}", **value})
        elif kind == "raise":
            raise {"unreadable": Unreadable, "bug": KeyError}[value]("it ends in a word")
        else:
            position += kind == "rejected"
            yield ITEMS[kind](*value)


INVENTED = Reader(
    "invented", "an invented export", lambda one: one.head.startswith(b"INVENTED"), invented
)


@pytest.fixture(autouse=True)
def one_reader_more(monkeypatch):
    monkeypatch.setattr(readers, "READERS", (INVENTED, *readers.READERS))


def export(*items) -> bytes:
    return "\n".join(["INVENTED", *(json.dumps(item) for item in items)]).encode()


def article(**fields):
    return ["article", fields]


def rejected(position, reason="no headline", quote=""):
    return ["rejected", [position, reason, quote]]


def make(folder: Path, files: dict, metadata: str | None = None, more: str = ""):
    (folder / "articles").mkdir(parents=True, exist_ok=True)
    (folder / "study.yaml").write_text(STUDY + more, encoding="utf-8")
    for name, content in files.items():
        path = folder / "articles" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    if metadata is not None:
        (folder / "metadata.csv").write_text(metadata, encoding="utf-8")
    return study.load(folder)


@pytest.fixture
def read(tmp_path):
    return lambda files, *args, **more: corpus.read(make(tmp_path, files, *args, **more))


def of_file(receipt, name):
    """Row of a file."""
    rows = receipt[(receipt["source_file"] == name) & receipt["position_in_file"].isna()]
    assert len(rows) == 1
    return rows.iloc[0]


def of_articles(receipt, name):
    """Position, status and reason of the articles of a file that are listed."""
    rows = receipt[(receipt["source_file"] == name) & receipt["position_in_file"].notna()]
    return list(rows[["position_in_file", "status", "reason"]].itertuples(index=False, name=None))


# What a file says it holds --------------------------------------------------------


def test_articles_that_are_announced_and_absent_are_rejected(read):
    said = [["claim", [5, "cover"]], ["claim", [3, "end markers"]]]
    said.append(["made", ["a AND b", {"sources": "all"}]])
    items = [*said, article(), article(), rejected(3, quote="Some  words")]
    documents, receipt = read({"x.dat": export(*items)})
    row = of_file(receipt, "x.dat")
    assert (row["expected"], row["n_read"], row["n_rejected"]) == (5, 2, 3)
    assert row["expected_by"] == "cover 5, end markers 3"
    assert row["query"] == "a AND b; sources: all"
    assert (row["status"], row["source_format"]) == ("read", "invented")
    assert of_articles(receipt, "x.dat") == [
        (3, "rejected", "no headline: 'Some words'"),
        (4, "rejected", "2 articles announced on the cover are not in the file"),
    ]
    assert documents["position_in_file"].tolist() == [1, 2]


def test_more_articles_than_announced_is_remarked_on(read):
    _, receipt = read({"x.dat": export(["claim", [1, "cover"]], article(), article())})
    row = of_file(receipt, "x.dat")
    assert (row["expected"], row["n_read"]) == (2, 2)
    assert row["reason"] == "2 articles found, although the cover says 1"


@pytest.mark.parametrize(
    ("error", "words"),
    [("unreadable", "it ends in a word"), ("bug", "its reader failed (KeyError)")],
)
def test_an_error_keeps_what_was_read_and_stops_no_other_file(read, error, words):
    items = [["claim", [4, "cover"]], article(), article(), ["raise", error]]
    documents, receipt = read({"x.dat": export(*items), "y.dat": export(article(text=DUTCH))})
    assert len(documents) == 3
    row = of_file(receipt, "x.dat")
    assert (row["expected"], row["n_read"], row["n_rejected"]) == (4, 2, 2)
    ((position, status, reason),) = of_articles(receipt, "x.dat")
    assert (position, status) == (3, "rejected")
    assert "cannot be read on" in reason
    assert words in reason


def test_an_error_at_once_rejects_the_file(read):
    _, receipt = read({"x.dat": export(["raise", "unreadable"]), "a.txt": ENGLISH})
    row = of_file(receipt, "x.dat")
    assert (row["status"], row["reason"]) == ("rejected", "it ends in a word")
    assert (row["expected"], row["n_rejected"]) == (1, 1)


def test_a_reader_that_fails_to_recognise_rejects_that_file_alone(read, monkeypatch):
    def recognises(source):
        return 1 / (0 if source.name == "x.dat" else 1) < 0

    broken = Reader("broken", "", recognises, invented)
    monkeypatch.setattr(readers, "READERS", (broken, *readers.READERS))
    documents, receipt = read({"x.dat": ENGLISH, "y.txt": DUTCH})
    assert len(documents) == 1
    assert "ZeroDivisionError" in of_file(receipt, "x.dat")["reason"]


def test_a_file_that_holds_nothing_says_so(read):
    _, receipt = read({"x.dat": export(), "a.txt": ENGLISH})
    row = of_file(receipt, "x.dat")
    assert (row["status"], row["reason"], row["expected"]) == ("rejected", "holds no articles", 0)


def test_a_single_article_has_its_remarks_in_the_row_of_the_file(read):
    _, receipt = read({"x.dat": export(article(remarks=["odd"])), "y.dat": export(rejected(1))})
    assert of_file(receipt, "x.dat")["reason"] == "odd"
    assert of_file(receipt, "y.dat")["reason"] == "no headline"
    assert receipt["position_in_file"].isna().all()


OUTCOMES = st.lists(
    st.sampled_from(
        [
            article(), article(identity="AN 1"), article(title="T"), article(stated_words=900),
            article(has_body=False, text="T"), article(date="May 2025", outlet="P", text=DUTCH),
            rejected(1), ["rejected", [None, "gone", "", 3]], ["claim", [2, "cover"]],
            ["claim", [9, "end markers"]], ["remark", ["r"]], ["made", ["q"]],
            ["raise", "unreadable"], ["raise", "bug"],
        ]
    ),
    max_size=7,
)  # fmt: skip


@settings(max_examples=40, deadline=None)
@given(st.lists(OUTCOMES, max_size=4), st.integers(1, 5))
def test_the_receipt_balances_and_parts_are_the_whole(tmp_path_factory, outcomes, rows):
    files = {f"{number}.dat": export(*items) for number, items in enumerate(outcomes)}
    story = make(tmp_path_factory.mktemp("s"), files | {"a.txt": "date 2025-01-02 " + ENGLISH})
    documents, receipt = corpus.read(story)
    assert corpus.unbalanced(receipt).empty
    assert receipt["n_read"].sum() == len(documents)
    cut = list(corpus.parts(story, rows=rows))
    pd.testing.assert_frame_equal(
        pd.concat([part for part, _ in cut], ignore_index=True), documents
    )
    pd.testing.assert_frame_equal(pd.concat([part for _, part in cut], ignore_index=True), receipt)
    assert all(len(part) <= rows for part, _ in cut)
    of_files = receipt[receipt["position_in_file"].isna()]
    assert sorted(of_files["source_file"]) == sorted([*files, "a.txt"])
    assert of_files.loc[of_files["status"] != "read", "reason"].notna().all()
    assert documents["doc_id"].is_unique


def test_what_does_not_balance_is_found():
    counts = {"expected": [3, 2, None], "n_read": [2, 2, None], "n_rejected": [1, 1, None]}
    status = ["read", "read", "skipped"]
    receipt = pd.DataFrame({"source_file": list("abc"), "status": status, **counts})
    assert corpus.unbalanced(receipt)["source_file"].tolist() == ["b"]


# Exported twice -------------------------------------------------------------------


def test_the_same_article_in_two_exports_is_read_once(read):
    one = export(article(identity="AN 7", title="T"), article(text=DUTCH, identity="AN 8"))
    two = export(article(text=ENGLISH + " x", identity="AN 9"), article(identity="AN 7", title="T"))
    documents, receipt = read({"one.dat": one, "two.dat": two})
    assert len(documents) == 3
    assert of_articles(receipt, "two.dat") == [
        (2, "rejected", "exported twice: the same as one.dat, article 1 (AN 7)")]  # fmt: skip
    row = of_file(receipt, "two.dat")
    assert (row["n_read"], row["n_rejected"], row["n_duplicates"]) == (1, 1, 1)


def test_a_number_that_two_exports_count_anew_makes_no_article_the_same(read):
    one, two = (
        export(article(identity="1", title=text[:9], text=text)) for text in (ENGLISH, DUTCH)
    )
    documents, receipt = read({"one.dat": one, "two.dat": two})
    assert len(documents) == 2
    assert "same number (1) as one.dat, article 1" in of_file(receipt, "two.dat")["reason"]
    assert of_file(receipt, "two.dat")["n_duplicates"] == 0


def test_without_a_number_text_outlet_and_date_decide(read):
    known = {"text": ENGLISH, "outlet": "The Paper", "date": "3 May 2025"}
    items = [article(**known), article(**known), article(**known | {"outlet": "Other"}),
             article(**known | {"date": None})]  # fmt: skip
    documents, receipt = read({"x.dat": export(*items)})
    assert documents["position_in_file"].tolist() == [1, 3, 4]
    assert of_articles(receipt, "x.dat") == [
        (
            2,
            "rejected",
            "exported twice: the same as x.dat, article 1 (same text, outlet and date)",
        ),
        (3, "remark", "same text as x.dat, article 1"),
        (4, "remark", "same text as x.dat, article 1"),
    ]
    assert of_file(receipt, "x.dat")["n_duplicates"] == 3


def test_two_numbers_are_two_articles_though_the_text_is_one(read):
    known = {"text": ENGLISH, "outlet": "The Paper", "date": "3 May 2025"}
    items = [article(**known, identity="AN 1"), article(**known, identity="AN 2")]
    documents, receipt = read({"x.dat": export(*items)})
    assert len(documents) == 2
    assert of_articles(receipt, "x.dat") == [(2, "remark", "same text as x.dat, article 1")]


# What is counted ------------------------------------------------------------------


def test_articles_without_text_date_or_the_words_they_state(read):
    items = [article(date="May 2025", stated_words=16), article(has_body=False, text="A title"),
             article(text=DUTCH, stated_words=900)]  # fmt: skip
    documents, receipt = read({"x.dat": export(*items)})
    row = of_file(receipt, "x.dat")
    assert (row["n_without_text"], row["n_without_date"], row["n_word_mismatch"]) == (1, 2, 1)
    assert documents["has_body"].tolist() == [True, False, True]
    remarks = {position: reason for position, _, reason in of_articles(receipt, "x.dat")}
    assert remarks[3] == "the file states 900 words, found 13"
    assert 1 not in remarks


@pytest.mark.parametrize(("stated", "agrees"), [(8, False), (9, True), (20, True), (21, False)])
def test_words_agree_within_a_fifth(read, stated, agrees):
    text = "Un titre\n\nL'été s'en va et l'automne n'est pas encore arrivé ici."  # 10 or 16 words
    _, receipt = read({"x.dat": export(article(text=text, title="Un titre", stated_words=stated))})
    assert (of_file(receipt, "x.dat")["n_word_mismatch"] == 0) == agrees


def test_a_date_that_may_stand_in_the_text_is_not_counted_as_absent(read):
    _, receipt = read({"a.txt": ENGLISH, "b.txt": f"Date: 3 May 2025\n\n{DUTCH}"})
    assert pd.isna(of_file(receipt, "a.txt")["n_without_date"])
    assert of_file(receipt, "b.txt")["n_without_date"] == 0


def test_what_has_no_column_is_kept_as_json(read):
    items = [["made", ["a AND b"]],
             article(raw={"page": "4", "crawl_date": "x"}, date="May 2025", identity="AN 1",
                     stated_words=15, language="Klingon")]  # fmt: skip
    documents, _ = read({"x.dat": export(*items)})
    assert json.loads(documents["raw_metadata"][0]) == {
        "page": "4", "crawl_date": "x", "date": "May 2025", "identity": "AN 1",
        "stated_words": 15, "query": "a AND b", "language": "Klingon"}  # fmt: skip
    assert documents["language"][0] == "en"


def test_ids_hold_the_position_and_stay_when_others_come(tmp_path):
    same = [article(text=ENGLISH), article(text=ENGLISH)]
    one, _ = corpus.read(make(tmp_path / "one", {"x.dat": export(*same)}))
    two, _ = corpus.read(make(tmp_path / "two", {"a.txt": DUTCH, "x.dat": export(*same)}))
    assert one["doc_id"].is_unique
    assert one["doc_id"].tolist() == two["doc_id"].tolist()[1:]


def test_a_table_made_from_other_files_keeps_their_places(read):
    origin = {"source_file": "old.docx", "source_format": "nexis", "position_in_file": 9,
              "doc_id": "0123456789ab"}  # fmt: skip
    documents, receipt = read({"x.dat": export(article(origin=origin))})
    assert documents[list(origin)].iloc[0].to_dict() == origin
    assert of_file(receipt, "x.dat")["n_read"] == 1


# Language, metadata, accents ------------------------------------------------------


@pytest.mark.parametrize(
    ("stated", "tag"),
    [("ENGLISH", "en"), ("Nederlands", "nl"), ("Englisch", "en"), ("Français", "fr"),
     ("nl_be", "nl-BE"), ("dut", "nl"), ("en-GB", "en-GB")],
)  # fmt: skip
def test_the_language_that_a_file_states_is_taken(read, stated, tag):
    documents, _ = read({"x.dat": export(article(language=stated))})
    assert (documents["language"][0], documents["language_source"][0]) == (tag, "file")


def test_metadata_counts_before_the_file_and_says_so(read):
    one = export(article(title="T", outlet="Paper", date="3 May 2025", language="ENGLISH"))
    table = "article,outlet,date,title,language\nx.dat,Other,2025-05-04,,en\n"
    documents, receipt = read({"x.dat": one}, table)
    assert (documents["outlet"][0], documents["title"][0]) == ("Other", "T")
    assert json.loads(documents["raw_metadata"][0])["date"] == "2025-05-04"
    reason = of_file(receipt, "x.dat")["reason"]
    assert "outlet 'Other' of the metadata is used, not 'Paper' of the file" in reason
    assert "date '2025-05-04' of the metadata is used" in reason
    assert "language" not in reason


def test_metadata_of_a_file_with_several_articles_is_not_used(read):
    one = export(article(outlet="Paper"), article(text=DUTCH))
    documents, receipt = read({"x.dat": one, "a.txt": ENGLISH}, "article,outlet\nx.dat,Other\n")
    assert "Other" not in set(documents["outlet"])
    assert "its row in the metadata is not used" in of_file(receipt, "x.dat")["reason"]
    assert "missing" not in set(receipt["status"])


def test_metadata_names_a_member_of_an_archive(read):
    packed = archives.zipped({"sub/a.txt": ENGLISH, "b.txt": DUTCH})
    documents, receipt = read({"x.zip": packed}, "article,outlet\nx.zip/sub/a.txt,A\nb.txt,B\n")
    assert documents.set_index("source_file")["outlet"].to_dict() == {
        "x.zip/b.txt": "B", "x.zip/sub/a.txt": "A"}  # fmt: skip
    assert receipt["status"].tolist() == ["read", "read"]


def test_garbled_accents_are_told_and_repaired_on_request_alone(tmp_path):
    garbled = "Het cafÃ© op de hoek zegt “nee” tegen zijn concurrent en dat is nieuw."
    documents, receipt = corpus.read(make(tmp_path / "one", {"a.txt": garbled}))
    assert documents["text"][0] == garbled
    assert "1 place looks like a wrong encoding (cafÃ©)" in of_file(receipt, "a.txt")["reason"]
    asked = make(tmp_path / "two", {"a.txt": garbled}, more="reading: {mojibake: repair}\n")
    documents, receipt = corpus.read(asked)
    assert documents["text"][0] == garbled.replace("Ã©", "é")  # curly quotes stay
    assert "repaired (cafÃ© is now café)" in of_file(receipt, "a.txt")["reason"]


def test_half_characters_are_replaced_so_that_the_table_can_be_written(read):
    documents, receipt = read({"x.dat": export(article(text=f"{ENGLISH} \ud83d", title="\ud83d"))})
    assert documents["text"][0].endswith("\ufffd")
    documents[["title", "text"]].map(str.encode)
    assert "half characters" in of_file(receipt, "x.dat")["reason"]


# Paths, parts, damage -------------------------------------------------------------


def test_paths_are_read_instead_of_the_articles_of_the_study(tmp_path):
    story = make(tmp_path, {"a.txt": ENGLISH, "sub/b.txt": DUTCH})
    documents, _ = corpus.read(story, tmp_path / "articles" / "sub" / "b.txt")
    assert documents["source_file"].tolist() == ["b.txt"]
    documents, receipt = corpus.read(story, tmp_path)  # the study's own files lie there too
    assert documents["source_file"].tolist() == ["articles/a.txt", "articles/sub/b.txt"]
    assert of_file(receipt, "study.yaml")["status"] == "skipped"
    with pytest.raises(InputError, match="no file or folder"):
        corpus.read(story, tmp_path / "nowhere")


def test_bytes_told_add_up(tmp_path):
    files = {"a.txt": ENGLISH, "x.dat": export(*[article() for _ in range(4_000)]),
             "x.zip": archives.zipped({"b.txt": DUTCH}), "~$c.docx": b"x"}  # fmt: skip
    story = make(tmp_path, files)
    told = []
    for _ in corpus.parts(story, rows=500, say=lambda name, number: told.append((name, number))):
        pass
    assert sum(number for _, number in told) == corpus.n_bytes(story)
    assert all(number >= 0 for _, number in told)
    assert {name for name, _ in told} >= {"a.txt", "x.dat", "x.zip"}


def test_a_table_is_told_bit_by_bit_although_its_encoding_is_looked_at_first(tmp_path):
    rows = "".join(f'Story {n},"{ENGLISH} {n}",2025-01-20\n' for n in range(4_000))
    story = make(tmp_path, {"big.csv": f"title,text,date\n{rows}"})
    told = []
    for _ in corpus.parts(story, rows=500, say=lambda _, number: told.append(number)):
        pass
    assert len(told) > 3
    assert max(told) < sum(told) / 2


DAMAGED = {
    "empty.txt": (b"", "rejected", "empty"),
    "~$lock.docx": (b"\x06Ann", "skipped", "lock file"),
    "binary.txt": (b"\0\1\2\3", "rejected", "binary"),
    "wrong.txt": ("Η εταιρεία λέει ότι".encode("iso8859-7"), "rejected", "encoding"),
    "large.txt": (b"x" * 60_000, "rejected", "larger than"),
    "paper.pdf": (b"%PDF-1.7", "rejected", "export it again as DOCX"),
    "half.md": (b"---\ntitle: A\n---\n", "read", "no text below"),
    "broken.dat": (export(article(), ["raise", "bug"]), "read", None),
    "short.dat": (export(["claim", [3, "cover"]], article(text=DUTCH + " a")), "read", None),
    "bomb.zip": (archives.bomb(), None, None),
    "climb.zip": (archives.zipped({"../evil.txt": ENGLISH}), None, None),
    "deep.zip": (archives.zipped({"in.zip": archives.zipped({"a.txt": DUTCH})}), None, None),
    "cut.zip": (archives.zipped({"a.txt": ENGLISH})[:60], "rejected", "damaged archive"),
}  # fmt: skip


def test_damaged_files_reconcile_and_stop_nothing(tmp_path):
    story = make(tmp_path, {name: content for name, (content, _, _) in DAMAGED.items()}
                 | {"good.txt": DUTCH})  # fmt: skip
    documents, receipt = corpus.read(story, most_bytes=50_000)
    for name, (_, status, words) in DAMAGED.items():
        if status is not None:
            row = of_file(receipt, name)
            assert row["status"] == status
            assert words is None or words in row["reason"]
    assert "zip bomb" in of_file(receipt, "bomb.zip/bomb.txt")["reason"]
    assert "leads out of the archive" in of_file(receipt, "climb.zip/../evil.txt")["reason"]
    assert of_file(receipt, "deep.zip/in.zip/a.txt")["status"] == "read"
    of_files = receipt[receipt["position_in_file"].isna()]
    assert of_files["expected"].sum() == of_files["n_read"].sum() + of_files["n_rejected"].sum()
    assert of_files["n_read"].sum() == len(documents) == 5
    assert of_file(receipt, "short.dat")["n_rejected"] == 2
    assert MOST_BYTES > 50_000


# A list beside articles in files of their own ---------------------------------------


def nexis_zip(listed: int, held: int) -> bytes:
    """A zip as Nexis gives it: one Word file for each article, and one that lists them."""
    pieces = [
        nexis.Piece(title=f"Tram {number}", urn=f"7AAA-{number}", length=None,
                    paragraphs=(f"{ENGLISH} {number}",))
        for number in range(1, listed + 1)
    ]  # fmt: skip
    files = {f"{piece.title}.DOCX": nexis.docx([piece], with_cover=False)
             for piece in pieces[:held]}  # fmt: skip
    files["Files_doclist.DOCX"] = nexis.docx(pieces, articles=False)
    return archives.zipped(files)


def of_list(receipt):
    (row,) = receipt[receipt["source_file"].str.contains("doclist")].to_dict("records")
    return row


def test_the_list_in_a_nexis_zip_is_no_article_and_agrees_with_the_files(read):
    documents, receipt = read({"Files (3).ZIP": nexis_zip(3, 3)})
    assert len(documents) == 3
    row = of_list(receipt)
    assert (row["status"], row["source_format"]) == ("skipped", "nexis-docx")
    assert row["reason"] == (
        "a list of 3 articles and not their texts; the files beside it hold as many"
    )
    assert "invented AND plan" in row["query"]
    assert receipts.totals(receipt)["expected"] == 3


@pytest.mark.parametrize(("held", "said"), [(2, "1 of them are not"), (0, "none of them is")])
def test_articles_that_a_list_names_and_no_file_holds_are_rejected(read, held, said):
    files = {"Files (3).ZIP": nexis_zip(3, held), "other.txt": ENGLISH}
    documents, receipt = read(files)
    assert len(documents) == held + 1
    row = of_list(receipt)
    assert (row["status"], row["expected"], row["n_read"], row["n_rejected"]) == (
        "rejected", 3 - held, 0, 3 - held)  # fmt: skip
    assert said in row["reason"]
    assert corpus.unbalanced(receipt).empty
    assert receipts.totals(receipt)["expected"] == 4


def test_how_a_file_was_decoded_is_told_once_and_a_mark_at_its_begin_not(read):
    piece = nexis.Piece(title="Déjà vu in São Paulo", length=None)
    windows = nexis.lexis_txt([piece], encoding="cp1252")
    _, receipt = read({"old.txt": windows})
    assert of_file(receipt, "old.txt")["reason"].count("Windows-1252") == 1
    _, receipt = read({"old.txt": nexis.lexis_txt([piece], encoding="utf-8-sig")})
    assert "byte order" not in str(receipt["reason"].tolist())
