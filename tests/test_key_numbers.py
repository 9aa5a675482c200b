"""The numbers of a paper are those of the tables, under names that LaTeX takes."""

import json
import re
import shutil
import subprocess
from dataclasses import replace
from datetime import date

import pandas as pd
import pytest
import shipped_tables
from pypdf import PdfReader

from analysis import export, key_numbers
from analysis.contracts import InputError, TableError

VERSIONS = {"framewaves": "0.1.0", "python": "3.11.7", "scikit-learn": "1.7"}


def collected(folder, tables=None, *, plan=None, book=None, versions=VERSIONS):
    shipped_tables.save(shipped_tables.tables() if tables is None else tables, folder)
    return key_numbers.collect(folder, plan=plan or shipped_tables.plan(),
                               book=book or shipped_tables.book(), versions=versions)  # fmt: skip


def texts(numbers, language="en"):
    return dict(zip(numbers["name"], numbers[f"text_{language}"], strict=True))


@pytest.fixture(scope="module")
def numbers(tmp_path_factory):
    return collected(tmp_path_factory.mktemp("tables"))


# What is read


def cell(source, tables):
    """The cell that a source names, or None if it names more than one row."""
    file, _, rest = source.partition(": ")
    table = tables.get(file.removesuffix(".csv"))
    conditions = [part.split("=", 1) for part in re.split(r", (?=\w+=)|, column .*", rest)
                  if "=" in part]  # fmt: skip
    if table is None or not conditions:
        return None
    column = source.split(", column ")[1] if ", column " in source else "estimate"
    given = {name for name, _ in conditions}
    for name, value in conditions:
        table = table[table[name] == value]
    for name in {"wave", "language", "contrast", "frame"} & set(table.columns) - given:
        table = table[table[name].isna()]
    return table[column].iloc[0] if len(table) == 1 and column in table else None


def test_every_number_is_that_of_the_cell_that_its_source_names(numbers, tmp_path):
    tables = {name: table.assign(**{flag: table[flag].astype("str") for flag in
                                    ("in_all", "wave_inferred") if flag in table})
              for name, table in shipped_tables.tables().items()}  # fmt: skip
    found = {row.name: cell(row.source, tables) for row in numbers.itertuples(index=False)}
    checked = numbers[numbers["name"].map(found).notna()]
    wrong = [(name, value, found[name])
             for name, value in zip(checked["name"], checked["value"], strict=True)
             if (value != found[name] if isinstance(value, str)
                 else value != pytest.approx(found[name], abs=1e-5))]  # fmt: skip
    assert not wrong
    assert len(checked) > 200


def test_counts_add_up_and_are_those_of_the_articles(numbers):
    value = dict(zip(numbers["name"], numbers["value"], strict=True))
    tables = shipped_tables.tables()
    assert value["articles.total"] == value["articles.read"] == len(tables["articles"]) == 5
    assert value["articles.words"] == tables["articles"]["words"].sum()
    for key in ("articles.wave", "articles.counted.wave", "units.wave"):
        total = {"articles.wave": "articles.total", "units.wave": "units.total",
                 "articles.counted.wave": "articles.counted"}[key]  # fmt: skip
        assert value[f"{key}.january2025"] + value[f"{key}.february2026"] == value[total]
    assert value["hits.negated"] + value["hits.excluded"] == value["hits.setAside"]
    assert value["articles.toTheDay"] + value["articles.toAnInterval"] + value[
        "articles.inferred"] == 5  # fmt: skip
    assert value["gold.wave.january2025"] + value["gold.wave.february2026"] == value["gold.units"]


def test_matches_are_those_in_articles_that_enter_the_estimates(tmp_path):
    tables = shipped_tables.tables()
    entered = tables["articles-by-frame"]
    kept = entered[entered["doc_id"] != tables["hits"]["doc_id"].iloc[0]]
    value = collected(tmp_path, tables | {"articles-by-frame": kept})
    value = dict(zip(value["name"], value["value"], strict=True))
    found = tables["hits"][tables["hits"]["doc_id"].isin(kept["doc_id"])]["status"].value_counts()
    assert 0 < len(kept) < len(entered)
    assert value["hits.total"] == found["hit"] < (tables["hits"]["status"] == "hit").sum()
    assert value["hits.setAside"] == found.drop("hit").sum()


def test_numbers_are_printed_as_each_language_prints_them(numbers):
    english, dutch = texts(numbers), texts(numbers, "nl")
    assert (english["articles.words"], dutch["articles.words"]) == ("3,427", "3.427")
    alpha = "reliability.alpha.marketImpact"
    assert (english[alpha], dutch[alpha]) == (".85", ",85")
    share = "salience.ipTheft.february2026"
    assert (english[share], dutch[share]) == ("44.7%", "44,7%")
    difference = "difference.salience.hypocrisy.february2026"
    assert (english[difference], dutch[difference]) == ("−8.5", "−8,5")
    period = "wave.january2025.period"
    assert english[period] == "20 January to 28 February 2025"
    assert dutch[period] == "20 januari tot en met 28 februari 2025"
    assert dutch["wave.january2025.name"] == "januari 2025"
    assert english["reliability.threshold.tentative"] == ".667"
    assert english["version.framewaves"] == dutch["version.framewaves"] == "0.1.0"


def test_names_are_unique_and_each_has_a_meaning_and_a_source(numbers):
    assert numbers["name"].is_unique
    assert numbers["name"].is_monotonic_increasing
    assert numbers["meaning"].str.endswith((".", "interval")).all()
    assert not numbers[["text_en", "text_nl", "meaning", "source"]].isin(["", "nan"]).any().any()


# What is absent


def test_what_a_study_does_not_have_is_not_there(tmp_path):
    tables = shipped_tables.nothing_of(
        shipped_tables.tables(), "reliability", "validity", "corrected"
    )
    plan = replace(shipped_tables.plan(), gold=None, coding=None, gold_seen=None, copies=None)
    names = set(collected(tmp_path, tables, plan=plan)["name"])
    absent = ("reliability.", "coders.", "gold.", "validity.", "corrected.", "correction.",
              "copies.similarity")  # fmt: skip
    assert not [name for name in names if name.startswith(absent)]
    assert "salience.ipTheft.january2025" in names


def test_an_undefined_estimate_has_no_number(numbers):
    # neither gold nor dictionary has the frame in the second wave
    assert "validity.f1.hypocrisy.january2025" in set(numbers["name"])
    assert "validity.f1.hypocrisy.february2026" not in set(numbers["name"])
    assert "salience.hypocrisy.february2026.ciLow" not in set(numbers["name"])


def test_a_run_that_saved_nothing_has_the_numbers_of_study_and_codebook(tmp_path):
    names = set(collected(tmp_path, {}, versions={})["name"])
    assert {"waves.total", "codebook.indicators"} <= names
    assert not [name for name in names if name.startswith(("articles.", "units.", "version."))]


def test_one_wave_has_no_difference(tmp_path):
    tables, plan = shipped_tables.tables(), shipped_tables.plan()
    one = plan.waves[0].name
    for name in ("estimates", "corrected", "validity"):
        tables[name] = tables[name][tables[name]["contrast"].isna()]
    tables = {name: table[table["wave"].eq(one) | table["wave"].isna()] if "wave" in table
              else table for name, table in tables.items()}  # fmt: skip
    tables["robustness"] = tables["robustness"].head(0)
    names = set(collected(tmp_path, tables, plan=replace(plan, waves=plan.waves[:1]))["name"])
    assert "salience.ipTheft.january2025" in names
    assert not [name for name in names if "difference" in name or "february" in name]
    assert "outlets.inEveryWave" not in names


# What a study adds


def test_query_sources_and_retrieval_of_a_wave_and_the_queries_on_covers(tmp_path):
    tables, plan = shipped_tables.tables(), shipped_tables.plan()
    first = replace(plan.waves[0], query="(OpenAI  OR\nDeepSeek)", sources=("Nexis Uni", "Factiva"),
                    retrieved_on=date(2025, 3, 1))  # fmt: skip
    tables["receipt"] = tables["receipt"].assign(query="hlead(distill!)")
    found = collected(tmp_path, tables, plan=replace(plan, waves=(first, *plan.waves[1:])))
    english, dutch = texts(found), texts(found, "nl")
    assert english["wave.january2025.query"] == "(OpenAI OR DeepSeek)"
    assert english["wave.january2025.sources"] == "Nexis Uni and Factiva"
    assert dutch["wave.january2025.sources"] == "Nexis Uni en Factiva"
    assert dutch["wave.january2025.retrieved"] == "1 maart 2025"
    assert english["query.onCovers"] == "hlead(distill!)"
    assert "wave.february2026.query" not in english


def test_copies_and_parameters_are_read_where_a_run_saves_them(tmp_path):
    tables = shipped_tables.tables()
    tables["copies"] = pd.DataFrame({"cluster_id": ["a", "b"], "n_docs": [3, 2]})
    tables["parameters"] = pd.DataFrame(
        {"name": ["min_units", "seed", "counting"], "value": ["2", "2025", "content"]}
    )
    found = texts(collected(tmp_path, tables))
    assert (found["copies.total"], found["copies.clusters"]) == ("3", "2")
    assert (found["minUnits"], found["seed"], found["counting"]) == ("2", "2025", "content")


def test_a_sample_says_how_its_units_were_drawn(tmp_path):
    drawn = pd.DataFrame({"design": ["stratified"] * 3, "part": ["test", "test", "development"],
                          "seed": [7] * 3})  # fmt: skip
    export.save_table(drawn, "sample", folder=tmp_path / "coding")
    plan = replace(shipped_tables.plan(), sample=tmp_path / "coding" / "sample.csv")
    found = texts(collected(tmp_path / "tables", plan=plan))
    assert (found["sample.design"], found["sample.test"], found["sample.seed"]) == (
        "stratified", "2", "7")  # fmt: skip


def test_a_table_that_was_too_long_for_a_spreadsheet_is_read(tmp_path, numbers):
    tables = shipped_tables.tables()
    for name in ("articles-by-frame", "reliability"):
        export.save_table(tables.pop(name), name, folder=tmp_path, most=0)
    long = collected(tmp_path, tables)
    sources = long["source"].str.replace(".parquet", ".csv", regex=False)
    pd.testing.assert_frame_equal(long.assign(source=sources).drop(columns="value"),
                                  numbers.drop(columns="value"))  # fmt: skip


def test_a_wave_whose_name_a_spreadsheet_would_run_is_found(tmp_path):
    plan, tables = shipped_tables.plan(), shipped_tables.tables()
    wild = replace(plan.waves[1], name="=NA()")
    tables = {name: table.replace({"February 2026": "=NA()"}) for name, table in tables.items()}
    names = set(
        collected(tmp_path, tables, plan=replace(plan, waves=(plan.waves[0], wild)))["name"]
    )
    assert {"articles.wave.nA", "salience.ipTheft.nA"} <= names


# Names


@pytest.mark.parametrize("name", ["January-2025", "january 2025", "January 2O25"])
def test_two_waves_may_not_have_one_name(tmp_path, name):
    plan = shipped_tables.plan()
    other = replace(plan.waves[1], name=name)
    study = replace(plan, waves=(plan.waves[0], other))
    if name == "January 2O25":  # a letter, not a digit
        assert "wave.january2O25.start" in set(collected(tmp_path, {}, plan=study)["name"])
        return
    with pytest.raises(InputError, match=r"study\.yaml: the waves 'January 2025' and"):
        collected(tmp_path, {}, plan=study)


def test_two_frames_that_differ_in_spelling_alone_may_not_have_one_name(tmp_path):
    book = shipped_tables.book()
    frames = (book.frames[0], replace(book.frames[1], id="ipTheft"))
    with pytest.raises(InputError, match=r"frames 'ip_theft' and 'ipTheft'.*Rename one"):
        collected(tmp_path, {}, book=replace(book, frames=frames))


def test_a_name_in_another_script_gets_its_number(tmp_path):
    plan = shipped_tables.plan()
    waves = (replace(plan.waves[0], name="первая"), plan.waves[1])
    study = replace(plan, waves=waves, reference_wave="первая")
    assert texts(collected(tmp_path, {}, plan=study))["wave.wave1.name"] == "первая"


# Errors


def test_a_table_without_a_column_is_named(tmp_path):
    tables = shipped_tables.tables()
    tables["reliability"] = tables["reliability"].drop(columns="ci_low")
    with pytest.raises(TableError, match=r"reliability\.csv lacks the columns 'ci_low'.*Run"):
        collected(tmp_path, tables)


def test_a_column_with_words_instead_of_numbers_is_named(tmp_path):
    tables = shipped_tables.tables()
    tables["estimates"] = tables["estimates"].assign(estimate="many")
    with pytest.raises(TableError, match=r"Column estimate of estimates\.csv .* found 'many'"):
        collected(tmp_path, tables)


def test_a_folder_that_is_not_there_is_named(tmp_path):
    with pytest.raises(InputError, match=r"no folder 'tables'.*framewaves report"):
        key_numbers.collect(tmp_path / "tables", plan=shipped_tables.plan(),
                            book=shipped_tables.book(), versions={})  # fmt: skip


# Files


def test_json_holds_every_number_in_both_languages(numbers, tmp_path):
    file, _ = key_numbers.write(numbers, tmp_path)
    found = json.loads(file.read_text(encoding="utf-8"))
    assert list(found) == sorted(numbers["name"])
    one = found["reliability.alpha.ipTheft"]
    assert (one["text"], one["tekst"], round(one["value"], 3)) == (".94", ",94", 0.939)
    assert one["source"] == "reliability.csv: measure=alpha, frame=ip_theft"


def test_the_same_numbers_give_the_same_bytes_in_any_order(numbers, tmp_path):
    first = key_numbers.write(numbers, tmp_path / "a")
    second = key_numbers.write(numbers.sample(frac=1, random_state=1), tmp_path / "b")
    assert [path.read_bytes() for path in first] == [path.read_bytes() for path in second]


def macros(path):
    return dict(re.findall(r"\\newcommand\{\\(\w+)\}\{(.*)\}\n", path.read_text(encoding="utf-8")))


def test_macros_are_letters_alone_and_each_is_defined_once(numbers, tmp_path):
    _, file = key_numbers.write(numbers, tmp_path)
    text = file.read_text(encoding="utf-8")
    names = re.findall(r"\\newcommand\{\\([^}]*)\}", text)
    assert len(names) == len(set(names)) == text.count("\\newcommand")
    assert all(name.isascii() and name.isalpha() for name in names)
    found = macros(file)
    assert found["fwArticlesWords"] == "3,427"
    assert found["fwnlArticlesWords"] == "3.427"
    assert found["fwCodersTotalInWords"] == "two"
    assert found["fwnlCodersTotalInWords"] == "twee"
    assert found["fwUnitsWaveJanuaryTwoZeroTwoFiveInWords"] == "82"
    assert found["fwSalienceIpTheftFebruaryTwoZeroTwoSix"] == r"44.7\%"


def test_two_numbers_with_one_macro_are_refused(numbers, tmp_path):
    twice = pd.concat([numbers, numbers.head(1).assign(name="articles.Counted")])
    with pytest.raises(InputError, match=r"'articles\.counted', 'articles\.Counted'"):
        key_numbers.write(twice, tmp_path)


def test_a_table_that_is_not_one_of_numbers_is_refused(tmp_path):
    with pytest.raises(TableError, match="lacks 'name'"):
        key_numbers.write(pd.DataFrame({"value": [1]}), tmp_path)


@pytest.mark.skipif(shutil.which("pdflatex") is None, reason="pdflatex is not installed")
def test_latex_prints_every_value_as_it_is(tmp_path):
    wild = r"50% of R&D_1 {a} \input{x} $5 #1 ~ ^ <b> | 'q' \"q\" -- é ’ “x” … ij" "`"
    plan = shipped_tables.plan()
    waves = (replace(plan.waves[0], query=wild), plan.waves[1])
    numbers = collected(tmp_path / "tables", plan=replace(plan, waves=waves))
    _, file = key_numbers.write(numbers, tmp_path)
    paper = tmp_path / "paper.tex"
    names = "\n\n".join(f"\\{name}{{}}" for name in macros(file))
    paper.write_text("\\documentclass{article}\\input{numbers}\\begin{document}\n"
                     f"\\fwWaveJanuaryTwoZeroTwoFiveQuery{{}}\n\n{names}\n\\end{{document}}\n",
                     encoding="utf-8")  # fmt: skip
    run = subprocess.run(["pdflatex", "-halt-on-error", "-interaction=nonstopmode", "paper"],
                         cwd=tmp_path, capture_output=True, text=True, check=False)  # fmt: skip
    assert run.returncode == 0, run.stdout[-2000:]
    printed = PdfReader(tmp_path / "paper.pdf").pages[0].extract_text()
    line = "".join(printed.split())
    for piece in ("50%ofR&D", "1{a}\\input{x}$5#1", "<b>|", "--", "“x”"):
        assert piece in line
