"""What a reader of the receipt sees: every file, every refusal, and sums that balance."""

import pandas as pd

from analysis import contracts, receipts

FILE = {"status": "read", "source_format": "nexis-docx", "expected": 3, "n_read": 2,
        "n_rejected": 1, "expected_by": "cover 3", "n_without_text": 0, "n_without_date": 1,
        "n_duplicates": 0, "n_word_mismatch": 0}  # fmt: skip


def receipt(*rows):
    return contracts.conform(pd.DataFrame(rows), "receipt")


def table():
    return receipt(
        {"source_file": "b.docx", **FILE},
        {"source_file": "b.docx", "position_in_file": 2, "status": "rejected", "reason": "no body"},
        {"source_file": "b.docx", "position_in_file": 1, "status": "read", "reason": "no date"},
        {"source_file": "~$b.docx", "status": "skipped", "reason": "lock file"},
        {"source_file": "lost.txt", "status": "missing", "reason": "in the metadata, line 2"},
    )


def test_files_are_those_found_and_empty_counts_are_left_out():
    shown = receipts.files(table())
    assert shown["file"].tolist() == ["b.docx", "~$b.docx"]
    assert shown.loc[0, ["says it holds", "articles", "read", "rejected"]].tolist() == [
        "cover 3", 3, 2, 1,
    ]  # fmt: skip
    assert shown.loc[0, "without date"] == 1
    assert "without text" not in shown.columns


def test_problems_begin_with_what_was_rejected():
    shown = receipts.problems(table())
    assert shown[["file", "outcome", "reason"]].to_numpy().tolist() == [
        ["b.docx", "rejected", "no body"],
        ["lost.txt", "missing", "in the metadata, line 2"],
        ["b.docx", "remark", "no date"],
    ]
    assert shown["article"].dropna().tolist() == [2, 1]


def test_totals_balance():
    sums = receipts.totals(table())
    assert (sums["files"], sums["files_read"], sums["files_skipped"]) == (2, 1, 1)
    assert sums["expected"] == sums["read"] + sums["rejected"] == 3


def test_lines_say_it_for_the_terminal_and_count_what_they_leave_out():
    written = receipts.lines(table(), most=1)
    assert written == [
        "read     b.docx (nexis-docx), 3 (cover 3) = 2 read + 1 rejected",
        "... and 1 more files",
        "  rejected b.docx, article 2: no body",
        "... and 2 more remarks and refusals",
        "2 files: 1 read, 0 rejected, 1 skipped",
        "3 articles expected = 2 read + 1 rejected",
        "of these, 1 without a date in the file",
    ]


def test_summary_escapes_what_comes_from_the_articles():
    documents = pd.DataFrame({"language": ["en", None], "words": [3, 4]})
    said = receipts.summary(table(), documents)
    assert "3 articles expected = 2 read + 1 rejected." in said
    assert "The 2 articles hold 7 words; by language: 1 in en and 1 in unknown." in said


def test_files_in_trouble_come_before_those_that_were_read():
    """A long list is cut: a file that was rejected must not stand behind the cut."""
    good = [{"source_file": f"{n:03}.txt", **FILE, "n_read": 3, "n_rejected": 0} for n in range(50)]
    bad = {"source_file": "bad.txt", **FILE, "status": "rejected", "n_read": 0, "n_rejected": 3,
           "reason": "not readable"}  # fmt: skip
    said = {
        "source_file": "said.txt",
        **FILE,
        "n_read": 3,
        "n_rejected": 0,
        "reason": "seen before",
    }
    part = {"source_file": "part.txt", **FILE}
    full = receipt(*good, said, part, bad)
    first = ["bad.txt", "part.txt", "said.txt", "000.txt"]
    assert receipts.files(full)["file"].head(4).tolist() == first
    assert [line.split()[1].rstrip(",") for line in receipts.lines(full, most=4)[:4]] == first
    assert receipts.totals(full)["read"] == 50 * 3 + 3 + 2


def test_queries_are_those_that_files_state():
    stated = receipt(
        {"source_file": "b.docx", **FILE, "query": "dike AND storm"},
        {"source_file": "a.docx", **FILE},
    )
    assert receipts.queries(stated).to_numpy().tolist() == [["b.docx", "dike AND storm"]]
