"""An archive of a run: all that is needed to check it, and no text of an article."""

import csv
import hashlib
import io
import json
import shutil
import zipfile

import docx
import invented_run
import pandas as pd
import pytest
import yaml
from rocrate.rocrate import ROCrate

from analysis import contracts, share, study
from analysis._share import meanings, package
from analysis.contracts import InputError


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """A run, its study, and its archive: (run, plan, path of the archive, result)."""
    place = tmp_path_factory.mktemp("made")
    run, plan = invented_run.make(place)
    return run, plan, place / "a.zip", share.share(run, place / "a.zip", plan)


@pytest.fixture
def own(tmp_path):
    """A run and its study that a test may change."""
    return invented_run.make(tmp_path)


def opened(path):
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def table(files, name):
    return pd.read_csv(io.BytesIO(files[name]), dtype="str", keep_default_na=False)


def sentences(plan):
    """Sentences below the headlines, as they stand in the articles."""
    paths = plan.articles.glob("*.txt")
    texts = [path.read_text("utf-8").partition("\n\n")[2] for path in paths]
    said = [line.strip() for text in texts for line in text.replace(". ", ".\n").splitlines()]
    return [line for line in said if len(line.split()) >= 5]


def test_no_sentence_of_an_article_is_in_any_file(made):
    _, plan, archive, _ = made
    said = sentences(plan)
    assert len(said) > 20
    for name, content in opened(archive).items():
        text = content.decode("utf-8", "replace")
        assert not [one for one in said if one in text], name


def test_what_is_there(made):
    files = opened(made[2])
    wanted = {
        "README.md", "DATA_AVAILABILITY.md", "LEFT_OUT.md", "CITATION.cff", "codecheck.yml",
        "ro-crate-metadata.json", "datapackage.json", "checksums.sha256", "run.json",
        "left_out.csv", "data/documents.csv", "data/files.csv", "data/segments.csv",
        "data/hits.csv", "data/codings.csv", "data/gold.csv", "data/samples.csv",
        "data/tallies.csv", "study/study.yaml", "study/codebook.yaml", "study/metadata.csv",
        "study/gold.csv", "notebooks/10_counts.ipynb", "environment/versions.json",
        "figures/10-1-counts.pdf", "figures/10-1-counts.json", "figures/10-1-counts.csv",
        "tables/counts.csv", "tables/hits.csv", "tables/lines.csv",
    }  # fmt: skip
    assert wanted <= set(files)
    assert "evidence.html" not in files
    assert not any(name.split("/")[-1].startswith("article") for name in files)


def test_articles_are_known_by_hash_place_and_day(made):
    _, plan, archive, _ = made
    documents = table(opened(archive), "data/documents.csv")
    assert len(documents) == 6
    for row in documents.itertuples():
        text = (plan.articles / row.source_file).read_bytes()
        assert hashlib.sha256(text).hexdigest() == row.text_sha256
        assert len(text.decode()) == int(row.characters)
        assert row.published_from
        assert row.wave
        assert row.title
    assert not {"text", "author", "raw_metadata", "date_evidence"} & set(documents.columns)
    files = table(opened(archive), "data/files.csv")
    assert files["sha256"].tolist() == [
        hashlib.sha256((plan.articles / name).read_bytes()).hexdigest() for name in files["name"]
    ]


def test_codes_are_there_and_their_sentences_are_pointers(made):
    _, plan, archive, _ = made
    files = opened(archive)
    with plan.gold.open(encoding="utf-8", newline="") as lines:
        before = list(csv.DictReader(lines))
    after = table(files, "study/gold.csv").to_dict("records")
    assert [{**row, "text": ""} for row in after] == [{**row, "text": ""} for row in before]
    for row in after:
        assert row["text"] == f"[[{row['doc_id']} {row['start']}-{row['end']}]]"
    hits = table(files, "data/hits.csv")
    assert len(hits)
    assert "matched" not in hits.columns


def test_the_receipt_says_what_is_left_out_and_why(made):
    told = made[3].left_out.set_index(["file", "what"])
    assert told.loc[("tables/lines.csv", "column said"), "why"] == (
        "quotes more than 25 words in a row"
    )
    assert told.loc[("tables/hits.csv", "column matched"), "why"] == "words of articles"
    assert told.loc[("evidence.html", "file"), "why"].endswith("may show articles")
    assert told.loc[("study/gold.csv", "cells with texts"), "number"] == 36
    written = table(opened(made[2]), "left_out.csv")
    assert written["number"].astype(int).tolist() == made[3].left_out["number"].tolist()
    lines = table(opened(made[2]), "tables/lines.csv")
    assert lines.columns.tolist() == ["segment_id", "start", "end"]
    assert len(lines) == 36


def test_the_same_run_gives_the_same_bytes(made, tmp_path):
    run, plan, archive, _ = made
    share.share(run, tmp_path / "b.zip", plan)
    assert (tmp_path / "b.zip").read_bytes() == archive.read_bytes()
    with zipfile.ZipFile(archive) as content:
        infos = content.infolist()
    assert [info.filename for info in infos] == sorted(info.filename for info in infos)
    assert {info.date_time for info in infos} == {(1980, 1, 1, 0, 0, 0)}
    assert {info.external_attr >> 16 for info in infos} == {0o100644}


def test_checksums_cover_every_file(made):
    files = opened(made[2])
    sums = dict(
        reversed(line.split("  ", 1)) for line in files["checksums.sha256"].decode().splitlines()
    )
    del files["checksums.sha256"]
    assert sums == {name: hashlib.sha256(content).hexdigest() for name, content in files.items()}


def test_the_notebook_is_as_before_the_run(made):
    content = json.loads(opened(made[2])["notebooks/10_counts.ipynb"])
    assert ["".join(cell["source"]) for cell in content["cells"]] == [
        cell["source"] for cell in invented_run.notebook().cells
    ]
    assert all(not cell.get("outputs") for cell in content["cells"])
    assert "papermill" not in content["metadata"]
    assert content["cells"][1]["metadata"] == {"tags": ["parameters"]}


def test_citation_and_codecheck(made):
    files = opened(made[2])
    cited = yaml.safe_load(files["CITATION.cff"])
    assert cited["authors"][0]["family-names"] == "Verbrugge"
    assert cited["authors"][1] == {"family-names": "van der Aa", "given-names": "Tom"}
    assert (cited["license"], cited["date-released"]) == ("CC-BY-4.0", "2033-02-01")
    text = files["codecheck.yml"].decode()
    assert text.startswith("---\n")
    assert "FIXME" not in text
    check = yaml.safe_load(text)
    assert check["version"] == "https://codecheck.org.uk/spec/config/2.0/"
    assert check["paper"]["reference"] == "https://doi.org/10.1234/tram"
    assert check["paper"]["authors"][0]["ORCID"] == "0000-0002-1825-0097"
    manifest = {entry["file"]: entry["comment"] for entry in check["manifest"]}
    assert set(manifest) <= set(files)
    assert manifest["figures/10-1-counts.pdf"] == "Counts by wave."
    assert "tables/counts.csv" in manifest


def test_the_crate_says_what_the_notebook_took_and_made(made, tmp_path):
    files = opened(made[2])
    for name, content in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(content)
    crate = ROCrate(tmp_path)
    assert crate.root_dataset["datePublished"].startswith("2033-02-01")
    assert crate.root_dataset["license"].id == "https://spdx.org/licenses/CC-BY-4.0"
    assert next(person["name"] for person in crate.root_dataset["author"]) == "Ines Verbrugge"
    (action,) = crate.get_by_type("CreateAction")
    assert action["instrument"].id == "notebooks/10_counts.ipynb"
    made_by = {result.id for result in action["result"]}
    assert {"tables/counts.csv", "figures/10-1-counts.pdf"} <= made_by
    assert "study/codebook.yaml" in {one.id for one in action["object"]}
    listed = {entity.id: entity for entity in crate.data_entities}
    assert set(listed) == set(files) - {"ro-crate-metadata.json", "checksums.sha256"}
    for name, entity in listed.items():
        assert entity["sha256"] == hashlib.sha256(files[name]).hexdigest()


def test_every_column_of_every_table_is_described(made):
    files = opened(made[2])
    content = json.loads(files["datapackage.json"])
    assert {one["path"] for one in content["resources"]} == {
        name for name in files if name.endswith(".csv")
    }
    for resource in content["resources"]:
        header = table(files, resource["path"]).columns.tolist()
        fields = resource["schema"]["fields"]
        assert [field["name"] for field in fields] == header
        assert [one["name"] for one in fields if not one.get("description")] == []


def test_the_columns_of_the_contracts_have_a_meaning():
    named = {field.name for schema in contracts.SCHEMAS.values() for field in schema}
    texts = {"author", "section", "raw_metadata"}
    assert named - texts <= set(meanings.MEANINGS)


def test_types_are_those_that_fit_every_cell():
    content = (
        b"doc_id,n,share,yes,day,mixed,none\n00,1,0.5,True,2031-05-01,1,\n01,,3,,,1.5,\n"
        b"02,7,1e-06,False,2031-05-02,x,\n"
    )
    made = package.described({"t/a.csv": content}, title="Ünï", about={})
    fields = made["resources"][0]["schema"]["fields"]
    assert [field["type"] for field in fields] == [
        "string", "integer", "number", "boolean", "date", "string", "string",
    ]  # fmt: skip


def test_what_the_study_does_not_say_is_told_and_not_made_up(tmp_path):
    run, plan = invented_run.make(tmp_path, about="")
    found = share.share(run, tmp_path / "a.zip", plan)
    assert list(found.missing) == [
        "authors", "paper: title", "paper: reference", "paper: date", "licence",
    ]  # fmt: skip
    files = opened(tmp_path / "a.zip")
    assert "CITATION.cff" not in files
    assert "paper" not in yaml.safe_load(files["codecheck.yml"])
    assert "datePublished" not in files["ro-crate-metadata.json"].decode()
    assert "have not stated a licence" in files["README.md"].decode()
    blind = share.share(run, tmp_path / "b.zip", plan, blind_review=True)
    assert list(blind.missing) == ["licence"]


# What is refused ------------------------------------------------------------------


def refused(own, **options):
    run, plan = own
    invented_run.record(run, study.load(plan.file))
    target = run.parent / "refused.zip"
    with pytest.raises(InputError) as raised:
        share.share(run, target, study.load(plan.file), **options)
    assert not target.exists()
    return str(raised.value)


def test_a_study_that_changed_since_is_refused(own):
    run, plan = own
    book = plan.codebook
    book.write_text(book.read_text("utf-8") + "# more\n", encoding="utf-8")
    with pytest.raises(InputError, match=r"codebook\.yaml changed\. Make the run again"):
        share.share(run, run.parent / "a.zip", plan)


def test_a_file_of_the_run_that_changed_since_is_refused(own):
    run, plan = own
    (run / "tables" / "counts.csv").write_text("n\n1\n")
    (run / "figures" / "10-1-counts.pdf").unlink()
    with pytest.raises(InputError, match=r"10-1-counts\.pdf', 'tables/counts\.csv' of the run are"):
        share.share(run, run.parent / "a.zip", plan)


def test_an_example_of_the_codebook_that_quotes_an_article_is_refused_by_name(own):
    _, plan = own
    long = next(path.read_text("utf-8") for path in sorted(plan.articles.glob("*.txt")))
    words = " ".join(long.split()[:30]).replace("'", "")
    text = plan.codebook.read_text("utf-8")
    mark = "    indicators:"
    example = f"    examples:\n      - text: '{words}'\n{mark}"
    plan.codebook.write_text(text.replace(mark, example, 1), encoding="utf-8")
    said = refused(own)
    assert "study/codebook.yaml, line " in said
    assert "in example 1 of frame 'costs'" in said
    assert share.share(*_again(own), quote_limit=40).n_files > 10


def _again(own):
    run, plan = own
    return run, run.parent / "again.zip", plan


def test_secrets_and_paths_in_a_notebook_are_refused(own):
    run, _ = own
    path = run / "notebooks" / "10_counts.ipynb"

    def plant(content):
        content["cells"][3]["source"] = "key = 'sk-" + "a1B2" * 8 + "'\nopen('/home/ann/a.csv')"

    invented_run.edited(path, plant)
    said = refused(own)
    assert "1 secret: take it out of that file" in said
    assert said.count("notebooks/10_counts.ipynb, cell ") == 2
    assert "notebooks/10_counts.ipynb, line " not in said
    assert "sk-a1B2a1" not in said
    assert "/home/ann" in said


def test_a_file_outside_of_the_study_is_refused(own):
    _, plan = own
    outside = plan.file.parent.parent / "book.yaml"
    shutil.copyfile(plan.codebook, outside)
    text = plan.file.read_text("utf-8")
    plan.file.write_text(text.replace("codebook: codebook", "codebook: ../book"), "utf-8")
    assert "'book.yaml', outside of its own folder. Move them" in refused(own)


def test_a_title_beyond_the_limit_is_left_out(own):
    run, plan = own
    found = share.share(run, run.parent / "a.zip", plan, quote_limit=5)
    titles = table(opened(run.parent / "a.zip"), "data/documents.csv")["title"]
    assert all(len(title.split()) <= 5 for title in titles)
    told = found.left_out.set_index(["file", "what"])
    assert told.loc[("data/documents", "titles"), "number"] == int((titles == "").sum())


# A blind review -------------------------------------------------------------------


def with_paper(run):
    """Files for the paper that name an author where one does not look."""
    made = docx.Document()
    made.core_properties.author = "Ines Verbrugge"
    made.core_properties.last_modified_by = "verbrugge"
    made.add_paragraph("A table.")
    (run / "paper").mkdir()
    made.save(run / "paper" / "table.docx")


def test_a_blind_archive_names_nobody(own):
    run, plan = own
    with_paper(run)
    plan.file.write_text("# Study of Ines Verbrugge\n" + plan.file.read_text("utf-8"), "utf-8")
    path = run / "notebooks" / "10_counts.ipynb"

    def sign(content):
        content["metadata"]["authors"] = [{"name": "Ines Verbrugge"}]
        content["cells"][0]["source"] = "# Counts\n\nBy Tom van der Aa"
        content["cells"][3]["source"] += "  # VERBRUGGE was here"

    invented_run.edited(path, sign)
    invented_run.record(run, study.load(plan.file))
    share.share(run, run.parent / "b.zip", study.load(plan.file), blind_review=True)
    files = opened(run.parent / "b.zip")
    inside = zipfile.ZipFile(io.BytesIO(files["paper/table.docx"]))
    parts = {**files, **{f"docx/{name}": inside.read(name) for name in inside.namelist()}}
    for name, content in parts.items():
        text = content.decode("utf-8", "replace").lower()
        assert "verbrugge" not in text, name
        assert "van der aa" not in text, name
        assert "0000-0002-1825-0097" not in text, name
    assert yaml.safe_load(files["CITATION.cff"])["authors"][0]["name"].startswith("Anonymous")
    assert "Who pays for the tram?" not in files["README.md"].decode()
    assert "A table." in inside.read("word/document.xml").decode()
    share.share(run, run.parent / "open.zip", study.load(plan.file))
    assert b"Verbrugge" in opened(run.parent / "open.zip")["CITATION.cff"]


def test_a_name_that_is_left_is_refused_with_its_place(own):
    _, plan = own
    text = plan.file.read_text("utf-8")
    plan.file.write_text(text.replace("title: A tram", "title: Verbrugge's tram"), "utf-8")
    said = refused(own, blind_review=True)
    assert "study/study.yaml, line 1: Verbrugge" in said
    assert "--allow" in said


def test_an_e_mail_address_is_refused_for_a_blind_review_only(own):
    _, plan = own
    text = plan.file.read_text("utf-8")
    plan.file.write_text(text.replace("title: A tram", "title: A tram (a@b.nl)"), "utf-8")
    assert "e-mail addresses: take it out" in refused(own, blind_review=True)
    run, target, _ = _again(own)
    assert share.share(run, target, study.load(plan.file)).n_files > 10


def test_a_coder_called_like_an_author_is_refused(own):
    _, plan = own
    (plan.file.parent / "coding").mkdir()
    shutil.copyfile(plan.gold, plan.file.parent / "coding" / "ines.csv")
    plan.file.write_text(plan.file.read_text("utf-8") + "coding: coding\n", "utf-8")
    said = refused(own, blind_review=True)
    assert "the coders 'ines' are called like authors. Rename their files" in said


def test_statements_claim_codes_of_people_only_where_there_are_some(made, own):
    assert "gold standard" in opened(made[2])["DATA_AVAILABILITY.md"].decode()
    run, plan = own
    text = plan.file.read_text("utf-8")
    kept = [line for line in text.splitlines() if not line.startswith("gold:")]
    plan.file.write_text("\n".join(kept) + "\n", "utf-8")
    plan = study.load(plan.file)
    invented_run.record(run, plan)
    share.share(run, run.parent / "a.zip", plan)
    files = opened(run.parent / "a.zip")
    for name in ("README.md", "DATA_AVAILABILITY.md"):
        text = files[name].decode()
        assert not [one for one in ("people", "gold", "coders") if one in text], name
    assert "all codes of the machine; the codebook" in files["DATA_AVAILABILITY.md"].decode()
