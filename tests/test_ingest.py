"""One corpus file from many exports: complete or absent, the same bytes, and read back whole."""

import csv
import shutil
import zipfile
from pathlib import Path

import pandas as pd
import pyarrow.parquet as pq
import pytest
from invented_exports import nexis

from analysis import (
    _spill,
    cli,
    contracts,
    corpus,
    dating,
    duplicates,
    ingest,
    receipts,
    study,
)

TEMPLATE = Path(__file__).resolve().parents[1] / "analysis/templates/framewaves/study"


def piece(number, day, **fields):
    """An invented article of a few sentences, unlike the others."""
    words = [f"{word}{number}" for word in ("quay", "rail", "harbour", "council", "petition")]
    sentences = [f"The {one} and the {two} were told of {three}." for one in words
                 for two in words for three in words[:2]]  # fmt: skip
    return nexis.Piece(
        title=f"Tram story {number}",
        source=f"Paper {number % 3}",
        date=f"{day} Monday",
        paragraphs=(" ".join(sentences[:25]), " ".join(sentences[25:])),
        length=None,
        **fields,
    )


@pytest.fixture
def begun(tmp_path, monkeypatch):
    """The starter study, with a folder of exports beside it."""
    shutil.copytree(TEMPLATE, tmp_path / "my-study")
    exports = tmp_path / "exports"
    exports.mkdir()
    pieces = [piece(number, f"March {number + 4}, 2024") for number in range(4)]
    (exports / "a.docx").write_bytes(nexis.docx(pieces))
    late = [piece(4, "October 7, 2024"), piece(0, "March 5, 2024")]
    with zipfile.ZipFile(exports / "b.zip", "w") as archive:
        archive.writestr("inner.docx", nexis.docx(late))
    (exports / "broken.docx").write_bytes(b"PK\x03\x04 not a zip")
    (exports / "~$a.docx").write_bytes(b"lock")
    monkeypatch.chdir(tmp_path)
    return tmp_path / "my-study"


def run(capsys, *arguments):
    code = cli.main(["ingest", *(str(argument) for argument in arguments)])
    said = capsys.readouterr()
    return code, said.out, said.err


def test_exports_become_one_corpus_with_a_receipt_that_balances(begun, capsys):
    target = begun / "corpus.parquet"
    code, out, err = run(capsys, "exports", "--study", begun, "--out", target)
    assert (code, err) == (0, "")
    documents = contracts.conform(pd.read_parquet(target), "documents")
    assert sorted(documents["title"].str[-1]) == ["0", "0", "1", "2", "3", "4"]
    assert documents["wave"].value_counts().to_dict() == {"Plan": 5, "Vote": 1}
    receipt = pd.read_csv(begun / "corpus.receipt.csv")
    whole = receipt[receipt["position_in_file"].isna() & receipt["status"].ne("missing")]
    assert set(whole["source_file"]) == {"a.docx", "b.zip/inner.docx", "broken.docx", "~$a.docx"}
    assert whole["expected"].sum() == whole["n_read"].sum() + whole["n_rejected"].sum() == 7
    assert "7 articles expected = 6 read + 1 rejected" in out
    assert "by news wave: 5 Plan, 1 Vote, 0 in none; 0 without any date" in out
    assert "copies: 1 article in 1 cluster" in out
    assert out.splitlines()[-2:] == [
        f"corpus   {target.as_posix()}",
        f"receipt  {(begun / 'corpus.receipt.csv').as_posix()}",
    ]
    assert [path.name for path in begun.iterdir() if path.name.startswith(".")] == []


def test_the_same_input_gives_the_same_bytes(begun, capsys):
    for name in ("one", "two"):
        (begun / name).mkdir()
        run(capsys, "exports", "--study", begun, "--out", begun / name / "corpus.parquet")
    for file in ("corpus.parquet", "corpus.receipt.csv"):
        assert (begun / "one" / file).read_bytes() == (begun / "two" / file).read_bytes()
    run(capsys, "exports", "--study", begun, "--out", begun / "one" / "corpus.parquet")
    assert (begun / "one" / "corpus.parquet").read_bytes() == (
        begun / "two" / "corpus.parquet"
    ).read_bytes()


def test_a_notebook_reads_the_corpus_back_as_it_was(begun, capsys):
    target = begun / "corpus.parquet"
    run(capsys, "exports", "--study", begun, "--out", target)
    plan = study.load(begun)
    direct = dating.date(corpus.read(plan, "exports")[0], plan)
    direct = duplicates.mark(direct, plan)
    text = (begun / "study.yaml").read_text()
    (begun / "study.yaml").write_text(
        text.replace("articles: articles", "articles: corpus.parquet").replace(
            "metadata: metadata.csv", "# metadata: metadata.csv"
        )
    )
    (begun / "metadata.csv").unlink()
    plan = study.load(begun)
    back = dating.date(corpus.read(plan)[0], plan)
    back = duplicates.mark(back, plan)
    same = ["doc_id", "source_file", "source_format", "position_in_file", "text", "title",
            "outlet", "language", "published_from", "published_to", "wave", "cluster_id",
            "cluster_role"]  # fmt: skip
    pd.testing.assert_frame_equal(
        back.sort_values("doc_id", ignore_index=True)[same],
        direct.sort_values("doc_id", ignore_index=True)[same],
    )
    written = contracts.conform(pd.read_parquet(target), "documents")
    pd.testing.assert_frame_equal(
        written.sort_values("doc_id", ignore_index=True)[same],
        direct.sort_values("doc_id", ignore_index=True)[same],
    )


def test_a_corpus_larger_than_a_part_has_its_copies_joined_across_parts(begun, capsys):
    text = " ".join(f"word{number}" for number in range(80))
    with Path("exports/table.csv").open("w", newline="") as file:
        sheet = csv.writer(file)
        sheet.writerow(["title", "text", "date", "outlet"])
        for number in range(2_100):
            body = text if number in {3, 2_050} else f"Number {number} is told of in brief."
            sheet.writerow([f"Story {number}", body, "2024-03-05", f"Paper {number}"])
    target = begun / "corpus.parquet"
    code, out, _ = run(capsys, "exports/table.csv", "--study", begun, "--out", target)
    assert code == 0
    assert pq.ParquetFile(target).num_row_groups >= 2
    documents = pd.read_parquet(target)
    assert len(documents) == 2_100
    twins = documents[documents["title"].isin(["Story 3", "Story 2050"])]
    assert len(set(twins["cluster_id"])) == 1
    assert "copies: 1 article in 1 cluster" in out


def test_without_a_path_the_articles_of_the_study_are_read(begun, capsys):
    code, out, _ = run(capsys, "--study", begun, "--out", "corpus.parquet")
    assert code == 0
    assert "2 articles expected = 2 read + 0 rejected" in out
    assert "copies: none found" in out


def test_copies_are_looked_for_only_if_the_study_says_what_they_are(begun, capsys):
    text = (begun / "study.yaml").read_text()
    (begun / "study.yaml").write_text(text.replace("copies:", "# copies:").replace(
        "  similarity", "#  similarity").replace("  within_days", "#  within_days"))  # fmt: skip
    _, out, _ = run(capsys, "exports", "--study", begun, "--out", "corpus.parquet")
    assert "copies: not looked for" in out
    assert pd.read_parquet("corpus.parquet")["cluster_id"].isna().all()


def test_nothing_to_read_is_an_error_that_leaves_the_old_corpus_alone(begun, capsys):
    Path("corpus.parquet").write_text("old")
    Path("empty").mkdir()
    (Path("empty") / "photo.jpg").write_bytes(b"\xff\xd8\xff\xe0 no text")
    code, out, err = run(capsys, "empty", "--study", begun, "--out", "corpus.parquet")
    assert code == 2
    assert "photo.jpg" in out
    assert "no article was read" in err
    assert Path("corpus.parquet").read_text() == "old"
    assert not Path("corpus.receipt.csv").exists()


@pytest.mark.parametrize("stage", ["join", "Clusterer"])
def test_an_interrupted_run_leaves_no_half_corpus(begun, capsys, monkeypatch, stage):
    Path("corpus.parquet").write_text("old")

    def stop(*_, **__):
        raise KeyboardInterrupt

    monkeypatch.setattr(duplicates, stage, stop)
    code, _, err = run(capsys, "exports", "--study", begun, "--out", "corpus.parquet")
    assert (code, err) == (130, "framewaves: stopped.\n")
    assert Path("corpus.parquet").read_text() == "old"
    assert sorted(path.name for path in Path().iterdir()) == [
        "corpus.parquet", "exports", "my-study",
    ]  # fmt: skip


@pytest.mark.parametrize("name", ["add", "read", "gather"])
@pytest.mark.parametrize("cause", [KeyboardInterrupt(), OSError(28, "No space left on device")])
def test_a_search_that_stops_leaves_no_file_behind(begun, capsys, monkeypatch, name, cause):
    Path("corpus.parquet").write_text("old")
    usual, stopped = getattr(_spill.Spill, name), []

    def stop(spill, *arguments):
        if len(spill) or name == "add":  # in the middle: something lies on the disk
            stopped.append(spill)
            raise cause
        return usual(spill, *arguments)

    monkeypatch.setattr(_spill.Spill, name, stop)
    code, _, err = run(capsys, "exports", "--study", begun, "--out", "corpus.parquet")
    assert stopped
    if isinstance(cause, OSError):
        assert (code, "cannot be written (No space left on device)" in err) == (2, True)
    else:
        assert (code, err) == (130, "framewaves: stopped.\n")
    assert Path("corpus.parquet").read_text() == "old"
    assert sorted(path.name for path in Path().iterdir()) == [
        "corpus.parquet", "exports", "my-study",
    ]  # fmt: skip


def test_a_person_who_watches_is_told_what_is_done_after_reading(begun):
    told = []
    plan = study.load(begun)
    target = Path("corpus.parquet")
    ingest.ingest(plan, [Path("exports")], target, then=told.append)
    assert told == ["looking for copies among 6 articles", "writing the corpus"]


def test_what_a_killed_run_left_is_gone_after_the_next(begun, capsys):
    for number in (1, 2, 3):
        Path(f".corpus.parquet.{number}.part").write_text("half")
    assert run(capsys, "exports", "--study", begun, "--out", "corpus.parquet")[0] == 0
    assert sorted(path.name for path in Path().iterdir()) == [
        "corpus.parquet", "corpus.receipt.csv", "exports", "my-study",
    ]  # fmt: skip


def test_a_path_named_twice_or_inside_another_is_read_once(begun, capsys):
    paths = ["exports", "exports/a.docx", "./exports", "exports"]
    for target, given in (("one.parquet", paths[:1]), ("two.parquet", paths)):
        assert run(capsys, *given, "--study", begun, "--out", target)[0] == 0
    assert Path("one.parquet").read_bytes() == Path("two.parquet").read_bytes()
    assert Path("one.receipt.csv").read_bytes() == Path("two.receipt.csv").read_bytes()


def test_a_corpus_read_again_is_the_same_corpus(begun, capsys):
    run(capsys, "exports", "--study", begun, "--out", "one.parquet")
    assert run(capsys, "one.parquet", "--study", begun, "--out", "two.parquet")[0] == 0
    one, two = (pd.read_parquet(name) for name in ("one.parquet", "two.parquet"))
    pd.testing.assert_frame_equal(one, two)


def test_formulas_in_the_receipt_are_defused(begun, capsys):
    (Path("exports") / "=cmd.docx").write_bytes(b"PK\x03\x04 no")
    run(capsys, "exports", "--study", begun, "--out", "corpus.parquet")
    names = pd.read_csv("corpus.receipt.csv")["source_file"]
    assert "'=cmd.docx" in set(names)
    assert not names.str.startswith("=").any()


def test_many_refusals_are_counted_not_listed(begun, capsys):
    for number in range(30):
        (Path("exports") / f"bad{number:02}.docx").write_bytes(b"PK\x03\x04 no")
    _, out, _ = run(capsys, "exports", "--study", begun, "--out", "corpus.parquet")
    assert out.count("bad") <= 25
    assert "more files" in out
    assert "37 articles expected = 6 read + 31 rejected" in out


def test_the_articles_of_the_study_may_be_the_corpus_that_is_still_to_be_made(begun, capsys):
    text = (begun / "study.yaml").read_text()
    (begun / "study.yaml").write_text(
        text.replace("articles: articles", "articles: corpus.parquet")
    )
    target = begun / "corpus.parquet"
    for _ in range(2):  # and it can be made anew
        code, _, _ = run(capsys, "exports", "--study", begun, "--out", target)
        assert code == 0
    code, _, err = run(capsys, "--study", begun, "--out", target)
    assert code == 2
    assert "this lies in what is read" in err


@pytest.mark.parametrize(
    ("options", "complaint"),
    [
        (["exports", "--out", "exports/corpus.parquet"], "this lies in what is read"),
        (["exports", "--out", "corpus.csv"], "let its name end in .parquet"),
        (["exports", "--out", "exports"], "this is a folder; name a file"),
        (["exprots", "--out", "corpus.parquet"], "there is no such file or folder"),
        (["a" * 5000, "--out", "corpus.parquet"], "there is no such file or folder"),
    ],
)
def test_wrong_places_are_told_before_anything_is_read(
    begun, capsys, monkeypatch, options, complaint
):
    monkeypatch.setattr(corpus, "parts", lambda *_, **__: pytest.fail("the work has begun"))
    code, out, err = run(capsys, *options, "--study", begun)
    assert (code, out) == (2, "")
    assert complaint in err
    assert len(err.splitlines()) == 1


def test_a_corpus_read_back_keeps_the_receipt_of_its_exports(begun, capsys):
    target = begun / "corpus.parquet"
    run(capsys, "exports", "--study", begun, "--out", target)
    (begun / "metadata.csv").unlink()
    plan_file = begun / "study.yaml"
    text = plan_file.read_text(encoding="utf-8").replace(
        "articles: articles", f"articles: {target.name}"
    )
    plan_file.write_text(text.replace("metadata: metadata.csv", ""), encoding="utf-8")
    plan = study.load(begun)
    _, read = corpus.read(plan)
    told = receipts.beside(plan.articles, read)
    assert len(receipts.files(read)) == 1
    assert len(receipts.files(told)) > 1
    assert receipts.totals(told)["rejected"] > 0
    target.with_name("corpus.receipt.csv").write_text("not,a,receipt\n1,2,3\n")
    assert receipts.beside(plan.articles, read) is read
