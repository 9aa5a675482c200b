"""From an archive and a reader's own articles back to a study with the same results."""

import io
import shutil
import zipfile

import invented_corpus
import invented_run
import openpyxl
import pandas as pd
import pytest
from invented_exports import nexis, tram

from analysis import (
    codebook,
    export,
    material,
    rehydrate,
    report,
    run_record,
    sample,
    share,
    sheets,
    study,
)
from analysis._share import pointers, restoring
from analysis.contracts import InputError

FRAMES = """\
  - id: costs
    label: {en: Costs, nl: Kosten}
    short: The tram and money.
    definition: What the tram costs.
    include: [money]
    exclude: [people]
    indicators:
      - {id: money, question: "Money?", patterns: {en: ["cost*", "million"], nl: ["kost*"]}}
"""


@pytest.fixture(scope="module")
def shared(tmp_path_factory):
    """A study of text files and the archive of a run of it."""
    place = tmp_path_factory.mktemp("shared")
    run, plan = invented_run.make(place)
    share.share(run, place / "a.zip", plan)
    return plan, place / "a.zip"


def shuffled(plan, folder):
    """The reader's copy: the same files under other names, in other folders."""
    for number, path in enumerate(sorted(plan.articles.rglob("*.txt"), reverse=True)):
        target = folder / str(number % 2) / "deep" / f"download ({number}).dat"
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, target)
    (folder / "other.txt").write_text("Something else.\n\nNo article of the study.")
    return folder


def tables(plan):
    """All that the notebooks count from."""
    whole = material.read(plan, codebook.load(plan.codebook))
    codes = whole.codes()
    saved = whole.saved()
    return [whole.documents.drop(columns="raw_metadata"), whole.receipt, saved["hits"],
            saved["codings"], codes.human, codes.gold]  # fmt: skip


def same(one, other, *, but=()):
    for first, second in zip(tables(one), tables(other), strict=True):
        pd.testing.assert_frame_equal(first.drop(columns=list(but), errors="ignore"),
                                      second.drop(columns=list(but), errors="ignore"))  # fmt: skip


def test_files_are_found_whatever_they_are_called(shared, tmp_path):
    plan, archive = shared
    made = rehydrate.rehydrate(archive, shuffled(plan, tmp_path / "own"), tmp_path / "out")
    assert made.by_file
    assert made.said() == "found 6 of 6 articles (by file, byte for byte)"
    assert made.changed == ()
    same(plan, made.plan)
    for name in ("study.yaml", "codebook.yaml", "gold.csv", "metadata.csv"):
        before = (plan.file.parent / name).read_bytes()
        assert (tmp_path / "out" / name).read_bytes() == before, name
    assert (tmp_path / "out" / "notebooks" / "10_counts.ipynb").is_file()


def test_a_table_with_all_articles_is_one_file(tmp_path):
    run, plan = invented_run.make(tmp_path / "one", one_file=True)
    share.share(run, tmp_path / "a.zip", plan)
    (tmp_path / "own").mkdir()
    shutil.copyfile(plan.articles, tmp_path / "own" / "my list.csv")
    made = rehydrate.rehydrate(tmp_path / "a.zip", tmp_path / "own", tmp_path / "out")
    assert made.by_file
    same(plan, made.plan)


def test_missing_articles_are_listed_and_stop_it(shared, tmp_path):
    plan, archive = shared
    own = shuffled(plan, tmp_path / "own")
    (own / "0" / "deep" / "download (0).dat").unlink()
    with pytest.raises(InputError) as raised:
        rehydrate.rehydrate(archive, own, tmp_path / "out")
    said = str(raised.value).splitlines()
    assert said[0] == "Found 5 of 6 articles. Not found:"
    listed = pd.read_csv(io.BytesIO(zipfile.ZipFile(archive).read("data/documents.csv")))
    row = listed[listed["source_file"] == "article_00006.txt"].iloc[0]
    title = f"'{row.title}'"
    assert said[1] == f"  {row.outlet}, {row.published_from}, {title}, {row.doc_id}"
    assert "With --anyway the others are used; tables will then differ." in said[-1]
    assert not (tmp_path / "out").exists()


def test_a_study_that_cannot_be_made_whole_leaves_no_folder(shared, tmp_path, monkeypatch):
    def broken(*_):
        message = "no room"
        raise InputError(message)

    plan, archive = shared
    monkeypatch.setattr(restoring, "fill", broken)
    with pytest.raises(InputError, match="no room"):
        rehydrate.rehydrate(archive, plan.articles, tmp_path / "again")
    assert not (tmp_path / "again").exists()


def test_with_anyway_the_others_are_used(shared, tmp_path):
    plan, archive = shared
    own = shuffled(plan, tmp_path / "own")
    (own / "0" / "deep" / "download (0).dat").unlink()
    made = rehydrate.rehydrate(archive, own, tmp_path / "out", anyway=True)
    assert len(made.missing) == 1
    assert made.rows_out == 6
    found = tables(made.plan)
    assert len(found[0]) == 5
    assert found[5]["doc_id"].nunique() == 5
    for other in (own / "0", own / "1"):
        shutil.rmtree(other)
    with pytest.raises(InputError, match=r"Found 0 of 6 articles(?s:.)*folder that --articles"):
        rehydrate.rehydrate(archive, own, tmp_path / "out2", anyway=True)


def test_the_same_words_with_other_blanks_are_told(shared, tmp_path):
    plan, archive = shared
    own = shuffled(plan, tmp_path / "own")
    path = own / "0" / "deep" / "download (0).dat"
    path.write_text(path.read_text("utf-8").replace(". ", ".\n"), encoding="utf-8")
    with pytest.raises(InputError, match="its words are there, with other blanks") as raised:
        rehydrate.rehydrate(archive, own, tmp_path / "out")
    assert "another form of export: offsets do not fit them" in str(raised.value)


# Other exports of the same articles -----------------------------------------------


@pytest.fixture
def exported(tmp_path):
    """A study of two Nexis exports with gold codes, two waves, and a run of it."""
    folder = tmp_path / "study"
    folder.mkdir()
    tram.write(folder / "exports")
    head = "name: tram\nversion: 1.0.0\nlevel: nominal\nunit: sentence\nlanguages: [en, nl]\n"
    (folder / "codebook.yaml").write_text(f"{head}frames:\n{FRAMES}", encoding="utf-8")
    text = (
        "title: A tram\nlanguages: [en, nl]\narticles: exports\nwaves:\n"
        "  - {name: plan, start: 2024-03-01, end: 2024-03-31}\n"
        "  - {name: vote, start: 2024-10-01, end: 2024-12-31}\n"
        "copies: {similarity: 0.7, within_days: 7}\nauthors: [{name: Ann Lee}]\n"
    )
    (folder / "study.yaml").write_text(text, encoding="utf-8")
    plan = study.load(folder)
    whole = material.read(plan, codebook.load(plan.codebook))
    shown = whole.shown(whole.documents, seed=0, most=99)
    units = shown.segments.merge(shown.documents[["doc_id", "source_file", "text"]], on="doc_id")
    said = [row.text[row.start : row.end] for row in units.itertuples()]
    gold = units[["source_file", "start", "end", "doc_id", "segment_id"]].assign(
        costs=[int("mil" in one) for one in said], text=said
    )
    names = {"source_file": "article", "segment_id": "unit_id"}
    gold.rename(columns=names).to_csv(folder / "gold.csv", index=False)
    (folder / "study.yaml").write_text(text + "gold: gold.csv\n", encoding="utf-8")
    plan = study.load(folder)
    run = tmp_path / "run"
    export.save_table(whole.receipt, "receipt", folder=run / "tables")
    invented_run._executed(run, whole)
    invented_run.record(run, plan)
    share.share(run, tmp_path / "a.zip", plan)
    return plan, tmp_path / "a.zip"


def test_another_export_of_the_same_articles_gives_equal_tables(exported, tmp_path):
    plan, archive = exported
    every = {piece.title: piece for piece in [*tram.ENGLISH, *tram.DUTCH]}
    pieces = list(every.values())[::-1]
    own = tmp_path / "own"
    own.mkdir()
    (own / "all.docx").write_bytes(nexis.docx(pieces[:6], terms="another query"))
    rtf = nexis.rtf(pieces[6:], terms="a third")
    (own / "rest.rtf").write_bytes(rtf if isinstance(rtf, bytes) else rtf.encode())
    made = rehydrate.rehydrate(archive, own, tmp_path / "out")
    assert not made.by_file
    assert made.said() == "found 11 of 11 articles (article by article, by their texts)"
    same(plan, made.plan, but=["author", "section", "url"])
    assert (tmp_path / "out" / "gold.csv").read_bytes() == plan.gold.read_bytes()
    again = study.load(tmp_path / "out")
    assert again.articles.name == "corpus.parquet"


def test_coding_sheets_keep_their_codes_and_get_their_texts_back(tmp_path):
    made = invented_corpus.make(5, n_articles=4, sentences=6, one_file=False)
    file = invented_corpus.write(made, tmp_path / "study")
    plan = study.load(file)
    book = codebook.load(plan.codebook)
    whole = material.read(plan, book)
    documents, segments = whole.documents, whole.shown(whole.documents, seed=0).segments
    codings = whole.saved()["codings"]
    drawn = sample.draw(segments, codings, documents, n=20, development=0.3, seed=1)
    folder = tmp_path / "study" / "coding"
    folder.mkdir()
    sample.write(drawn, folder / "sample.csv")
    dealt = sheets.assign(drawn, coders=["ada", "bob"], overlap=0.5, seed=1)
    for form in sheets.FORMS:
        sheets.write(drawn, dealt[dealt["coder"] == ("ada" if form == "csv" else "bob")], documents,
                     segments, book, folder=folder, form=form)  # fmt: skip
    texts = dict(zip(documents["doc_id"], documents["text"], strict=True))
    slices = pointers.Slices(texts)
    slices.add(zip(segments["doc_id"], segments["start"], segments["end"], strict=True))
    said = {texts[row.doc_id][row.start : row.end] for row in segments.itertuples()}
    long = [one for one in said if len(one.split()) > 4]
    for path in sorted(folder.glob("coding_*.*")):
        if path.suffix not in pointers.SUFFIXES:
            continue
        before = path.read_bytes()
        content, number = pointers.pointed(path.name, before, slices)
        assert number >= 10
        words = _cells(path.name, content)
        assert not [one for one in long if one in words], path.name
        after, left = pointers.filled(path.name, content, texts)
        assert left == 0
        assert _cells(path.name, after) == _cells(path.name, before)
        assert pointers.articles(path.name, content) <= set(texts)


def _cells(name, content):
    """All texts of a sheet."""
    if name.endswith(".csv"):
        return content.decode("utf-8-sig")
    book = openpyxl.load_workbook(io.BytesIO(content))
    return "\n".join(str(cell.value) for page in book for row in page for cell in row if cell.value)


def test_a_damaged_workbook_of_a_coder_is_named():
    whole, bad = io.BytesIO(), io.BytesIO()
    openpyxl.Workbook().save(whole)
    with zipfile.ZipFile(whole) as old, zipfile.ZipFile(bad, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name)[: -20 if "sheet1" in name else None])
    with pytest.raises(InputError, match=r"coding_ada\.xlsx is a damaged workbook"):
        pointers.articles("coding_ada.xlsx", bad.getvalue())


# Archives that cannot be trusted --------------------------------------------------


def changed(archive, target, change):
    """Write an archive again with its files changed; checksums stay as they were."""
    with zipfile.ZipFile(archive) as old:
        files = {name: old.read(name) for name in old.namelist()}
    change(files)
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for name, content in files.items():
            new.writestr(name, content)
    return target


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        (lambda files: files.update({"data/gold.csv": b"x"}), r"changed or damaged .*gold\.csv"),
        (lambda files: files.pop("tables/counts.csv"), r"changed or damaged .*counts\.csv"),
        (lambda files: files.update({"more.txt": b"x"}), r"changed or damaged .*more\.txt"),
        (lambda files: files.update({"../out.txt": b"x"}), "its name leads out of the archive"),
        (lambda files: files.update({"/etc/x": b"x"}), "its name leads out of the archive"),
        (lambda files: files.update({"README.MD": b"x"}), "names that cannot be used"),
        (lambda files: files.update({"README.md/x": b"x"}), "names that cannot be used"),
        (lambda files: files.update({".": b"x"}), "names that cannot be used"),
        (lambda files: files.update({"bomb": bytes(30_000_000)}), "zip bomb"),
        (lambda files: files.pop("run.json"), r"lacks 'run\.json', so it is no archive that"),
    ],
)
def test_an_archive_that_was_changed_or_is_hostile_is_refused(shared, tmp_path, change, complaint):
    plan, archive = shared
    bad = changed(archive, tmp_path / "bad.zip", change)
    with pytest.raises(InputError, match=complaint):
        rehydrate.rehydrate(bad, plan.articles, tmp_path / "deep" / "out")
    assert not (tmp_path / "deep").exists()
    assert not (tmp_path / "out.txt").exists()


def test_a_link_in_an_archive_is_refused(shared, tmp_path):
    plan, archive = shared
    bad = tmp_path / "bad.zip"
    shutil.copyfile(archive, bad)
    with zipfile.ZipFile(bad, "a") as content:
        info = zipfile.ZipInfo("link")
        info.external_attr = 0o120777 << 16
        content.writestr(info, "/etc/passwd")
    with pytest.raises(InputError, match="a link in an archive"):
        rehydrate.rehydrate(bad, plan.articles, tmp_path / "out")


def test_what_is_no_archive_or_no_place_is_refused(shared, tmp_path):
    plan, archive = shared
    (tmp_path / "a.txt").write_text("no zip")
    with pytest.raises(InputError, match=r"a\.txt is no zip"):
        rehydrate.rehydrate(tmp_path / "a.txt", plan.articles, tmp_path / "out")
    with pytest.raises(InputError, match="there is no such folder"):
        rehydrate.rehydrate(archive, tmp_path / "none", tmp_path / "out")
    with pytest.raises(InputError, match="there is something already"):
        rehydrate.rehydrate(archive, plan.articles, tmp_path)


def test_files_never_leave_the_study(shared, tmp_path):
    plan, _ = shared
    with pytest.raises(InputError, match="names files that cannot be"):
        restoring.copy_files(plan, {"../x.txt": tmp_path / "a.txt"})


def test_an_apostrophe_of_a_title_stays_where_a_comma_follows(tmp_path):
    titles = pd.DataFrame(
        {"title": ["'s Nachts, in de tram", "=1+1", "'t Is zo", "'Nee,\" zei hij"]}
    )
    (tmp_path / "documents.csv").write_text(export.table_text(titles), encoding="utf-8")
    read = restoring.read_table(tmp_path, "documents")
    assert read["title"].tolist() == titles["title"].tolist()


def test_cells_that_were_guarded_are_read_as_they_were(tmp_path):
    cells = ["=1+1", "'quoted", "-x", "plain", "'", ""]
    export.save_table(pd.DataFrame({"name": cells}), "t", folder=tmp_path)
    assert restoring.read_table(tmp_path, "t")["name"].tolist() == cells


# The run --------------------------------------------------------------------------


@pytest.mark.notebooks
def test_a_rehydrated_study_runs_and_its_tables_are_equal(tmp_path):
    file = invented_run.write_study(tmp_path / "study")
    plan = study.load(file)
    run = tmp_path / "run"
    report.execute(
        report.Run(
            study=plan.title, question="", notebooks=[file.parent / "notebooks/10_counts.ipynb"],
            parameters={}, places=run_record.places(plan.file, run, run / "figures"),
            inputs=study.hashes(plan), folder=run, figures=run / "figures",
        ),
        say=lambda _: None,
    )  # fmt: skip
    share.share(run, tmp_path / "a.zip", plan)
    own = shuffled(plan, tmp_path / "own")
    made = rehydrate.rehydrate(tmp_path / "a.zip", own, tmp_path / "out")
    found = rehydrate.run(made, tmp_path / "out", say=lambda _: None)
    assert str(found) == "reproduced: 3 of 3 tables, 0 of 0 figures"
    assert found.all_equal
    (own / "1" / "deep" / "download (1).dat").unlink()
    less = rehydrate.rehydrate(tmp_path / "a.zip", own, tmp_path / "less", anyway=True)
    found = rehydrate.run(less, tmp_path / "less", say=lambda _: None)
    assert not found.all_equal
    assert "tables/counts.csv" in found.differing
