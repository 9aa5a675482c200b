"""The tables of a paper say what the result tables say, and why one is not there."""

import invented_paper_tables as invented
import pandas as pd
import pytest

from analysis import codebook, contracts, paper_tables, study


@pytest.fixture(scope="module")
def run(tmp_path_factory):
    return invented.write(tmp_path_factory.mktemp("run"))


def made(run, **options):
    tables, left = paper_tables.make(run.tables, plan=run.plan, book=run.book, **options)
    return {table.name: table for table in tables}, dict(zip(left["table"], left["reason"],
                                                             strict=True))  # fmt: skip


def rows(table):
    """Rows by section and first cell, each a mapping of full heads to cells."""
    found = {}
    for section, own in table.blocks():
        for row in own:
            found[section, row[0]] = dict(zip(table.full_heads, row, strict=True))
    return found


def read(run, name):
    return pd.read_csv(run.tables / f"{name}.csv")


def test_all_are_made_and_numbered(run):
    tables, left = made(run)
    assert tuple(tables) == paper_tables.NAMES
    assert [table.number for table in tables.values()] == ["1", "2", "3", "4", "5", "A1"]
    assert left == {}


def test_the_same_results_give_equal_tables(run):
    one, other = made(run)[0], made(run)[0]
    for name, table in one.items():
        assert table.note == other[name].note
        pd.testing.assert_frame_equal(table.frame, other[name].frame)


def test_the_corpus_is_counted(run):
    table, articles = made(run)[0]["table-corpus"], read(run, "articles")
    counts = read(run, "articles-by-frame").groupby("doc_id")["n_units"].max()
    whole = rows(table)["All news waves", "All languages"]
    assert whole["Articles"] == str(len(articles))
    assert whole["Words"] == f"{articles['words'].sum():,}"
    assert whole["Sentences"] == str(counts.sum())
    apart = [rows(table)["All news waves", name]["Sentences"] for name in ("English", "Dutch")]
    assert sum(map(int, apart)) == counts.sum()
    assert int(whole["Different articles"]) < len(articles)
    assert "1 May 2031 to 31 May 2031" in table.sections[0][1]


def test_sentences_by_language_are_left_open_where_they_are_not_certain(run, tmp_path):
    for file in run.tables.iterdir():
        (tmp_path / file.name).write_bytes(file.read_bytes())
    for name, day in (("articles", "date"), ("articles-by-frame", "date_label")):
        table = pd.read_csv(tmp_path / f"{name}.csv").assign(outlet="One", **{day: "1 May 2031"})
        table.to_csv(tmp_path / f"{name}.csv", index=False)
    table = made(run._replace(tables=tmp_path))[0]["table-corpus"]
    assert rows(table)["All news waves", "Dutch"]["Sentences"] == "–"
    assert rows(table)["All news waves", "All languages"]["Sentences"] != "–"


def test_reliability_is_printed_as_journals_ask(run):
    table, results = made(run)[0]["table-reliability"], read(run, "reliability")
    alpha = results[(results["measure"] == "alpha") & (results["frame"] == "costs")].iloc[0]
    row = rows(table)["", "Costs"]
    assert row["Krippendorff’s α: Est."] == f"{alpha['estimate']:.2f}"[1:]
    low, high = (f"{alpha[end]:.2f}"[1:] for end in ("ci_low", "ci_high"))
    assert row["Krippendorff’s α: 95% CI"] == f"[{low}, {high}]"
    assert row["n"] == str(alpha["n_units"])
    assert "coders: 2" in table.note
    assert run.book.reference in table.note


def test_validation_is_given_whole_and_by_wave(run):
    table, results = made(run)[0]["table-validation"], read(run, "validity")
    assert [text.split(" (")[0] for _, text in table.sections] == [
        "All news waves", "May 2031", "May 2032"]  # fmt: skip
    own = results[(results["frame"] == "safety") & (results["wave"] == "May 2032")]
    error = own[own["measure"] == "prevalence_error"].iloc[0]
    section = table.sections[2][1]
    printed = rows(table)[section, "Safety"]["Prevalence error: pp"].replace("−", "-")
    assert float(printed) == pytest.approx(100 * error["estimate"], abs=0.05)
    assert rows(table)[section, "Safety"]["n"] == str(int(error["tp"] + error["fn"]))


def test_the_rule_for_presence_is_the_one_of_the_run(run):
    assert "at least" not in made(run)[0]["table-shares"].note
    record = run.tables / "parameters.csv"
    record.write_text("name,value\nmin_units,2\n")
    try:
        assert "at least 2 sentences" in made(run)[0]["table-shares"].note
    finally:
        record.unlink()


def test_scores_of_one_language_are_not_taken_for_those_of_all(run):
    whole = made(run)[0]["table-validation"]
    file = run.tables / "validity.csv"
    before = file.read_text(encoding="utf-8")
    table = pd.read_csv(file, dtype=str, keep_default_na=False).assign(language="")
    other = table[table["wave"].eq("") & table["contrast"].eq("")]
    assert len(other)
    other = other.assign(language="nl", estimate="0.123", n_gold="7", n_units="7")
    try:
        pd.concat([other, table]).to_csv(file, index=False)
        again = made(run)[0]["table-validation"]
    finally:
        file.write_text(before, encoding="utf-8")
    assert (again.sections, again.note) == (whole.sections, whole.note)
    pd.testing.assert_frame_equal(again.frame, whole.frame)


def test_shares_stand_raw_and_corrected(run):
    table, raw = made(run)[0]["table-shares"], read(run, "estimates")
    corrected = read(run, "corrected")
    section = table.sections[0][1]
    row = rows(table)[section, "Costs"]
    salience = raw[(raw["measure"] == "salience") & (raw["frame"] == "costs")
                   & (raw["wave"] == "May 2031")].iloc[0]  # fmt: skip
    shown = corrected[(corrected["frame"] == "costs") & (corrected["wave"] == "May 2031")
                      & corrected["recommended"]].iloc[0]  # fmt: skip
    assert row["Salience: sentences: n"] == str(int(salience["n_positive"]))
    assert row["Salience: sentences: %"] == f"{100 * salience['estimate']:.1f}"
    assert row["Salience, corrected: %"] == f"{100 * shown['estimate']:.1f}"
    assert (
        section == f"May 2031 (n = {salience['n_docs']} articles, {salience['n_units']} sentences)"
    )


def test_differences_have_interval_p_and_sizes(run):
    table, results = made(run)[0]["table-differences"], read(run, "estimates")
    found = results[(results["measure"] == "salience") & (results["frame"] == "nature")
                    & results["contrast"].notna()].iloc[0]  # fmt: skip
    section = table.sections[0][1]
    row = rows(table)[section, "Nature"]
    assert row["Share (%): May 2031"] == f"{100 * found['share_reference']:.1f}"
    assert row["Share (%): May 2032"] == f"{100 * found['share_other']:.1f}"
    printed = row["Difference: raw: pp"].replace("−", "-")
    assert float(printed) == pytest.approx(100 * found["estimate"], abs=0.05)
    p = f"{found['p_adjusted']:.3f}"
    assert row["Difference: raw: p"] == ("> .999" if p == "1.000" else p.removeprefix("0"))
    other, reference = int(found["n_docs_other"]), int(found["n_docs_reference"])
    assert f"{other} and {reference} articles" in section


def test_the_codebook_is_an_appendix(run):
    table = made(run)[0]["table-codebook"]
    assert table.label == "Table A1"
    assert table.rows[0][0] == "Is it about Costs?"
    assert "bill*; (tram|trams) NEAR/6 (late|slow); rails" in table.rows[0]
    assert f"version 1.0.0, hash {run.book.digest}" in table.note
    assert table.sections[0] == (0, "Costs. What the tram means: Costs.")


def test_no_zero_stands_before_the_point_of_a_number_up_to_one(run):
    for name in ("table-reliability", "table-validation"):
        scores = [cell for row in rows(made(run)[0][name]).values() for head, cell in row.items()
                  if head.endswith(("Est.", "Score"))]  # fmt: skip
        assert scores
        assert not [cell for cell in scores if cell.startswith(("0.", "−0."))]


def test_dutch_has_its_own_words_and_commas(run):
    tables, _ = made(run, label_language="nl")
    assert tables["table-corpus"].label == "Tabel 1"
    row = rows(tables["table-reliability"])["", "Kosten"]
    assert row["Krippendorffs α: Waarde"].startswith(",")
    assert "; " in row["Krippendorffs α: 95%-BI"]
    assert "1 mei 2031 tot en met 31 mei 2031" in tables["table-corpus"].sections[0][1]
    english = ("share", "Coder", "wave", "confidence", "codes that", " the ")
    for table in tables.values():
        assert not [word for word in english if word in table.note], table.name


def test_headings_are_english_where_labels_are_in_another_language(tmp_path):
    run = invented.write(tmp_path, languages=("nl",))
    text = run.plan.codebook.read_text(encoding="utf-8")
    text = text.replace('"nl"', '"de"').replace("{nl:", "{de:").replace("[nl]", "[de]")
    run.plan.codebook.write_text(text, encoding="utf-8")
    run = run._replace(book=codebook.load(run.plan.codebook))
    assert made(run, label_language="de")[0]["table-shares"].label.startswith("Table ")
    with pytest.raises(contracts.InputError, match="no labels in 'en'"):
        made(run)


def test_without_codes_of_people_two_are_not_made_and_nothing_is_corrected(tmp_path):
    tables, left = made(invented.write(tmp_path, gold=False, coders=False))
    assert left.keys() == {"table-reliability", "table-validation"}
    assert "fewer than two people" in left["table-reliability"]
    assert "gold" in left["table-validation"]
    for name in ("table-shares", "table-differences"):
        assert "Not corrected for coding error" in tables[name].note
        assert not [head for head in tables[name].full_heads if "orrected" in head]


def test_one_wave_has_no_differences(tmp_path):
    tables, left = made(invented.write(tmp_path, waves=("May 2031",)))
    assert left == {
        "table-differences": "The study has one news wave, 'May 2031': nothing to compare it with."
    }
    assert [table.number for table in tables.values()] == ["1", "2", "3", "4", "A1"]
    assert tables["table-validation"].sections == ()


def test_three_waves_are_compared_with_the_first(tmp_path):
    tables, _ = made(invented.write(tmp_path, waves=("First", "=2+2|x", "2033")))
    sections = [text.split(" (")[0] for _, text in tables["table-differences"].sections]
    assert sections[:2] == ["Salience: sentences, =2+2|x − First",
                            "Salience: sentences, 2033 − First"]  # fmt: skip
    assert tables["table-differences"].full_heads[1] == "Share (%): Reference wave"
    assert [text.split(" (")[0] for _, text in tables["table-shares"].sections] == [
        "First", "=2+2|x", "2033"]  # fmt: skip


def test_p_is_adjusted_for_all_comparisons(tmp_path, run):
    tables, _ = made(invented.write(tmp_path, waves=("First", "Second", "Third")))
    assert "adjusted for the number of frames and comparisons (Holm)" in (
        tables["table-differences"].note)  # fmt: skip
    assert "adjusted for the number of frames (Holm)" in made(run)[0]["table-differences"].note


@pytest.mark.parametrize("name", ["table-shares", "table-differences"])
def test_tests_are_not_called_intervals_and_each_way_is_named_once(run, name):
    note = made(run)[0][name].note
    intervals = note.split("CI = confidence interval (")[1].split(").")[0]
    assert "test" not in intervals
    assert note.count("clusters of copies") == 1
    assert note.count("permutation test") == (name == "table-differences")


def changed(run, folder, change):
    """The run with other articles."""
    for file in run.tables.iterdir():
        (folder / file.name).write_bytes(file.read_bytes())
    change(read(run, "articles")).to_csv(folder / "articles.csv", index=False)
    return run._replace(tables=folder)


def test_an_article_without_an_outlet_is_no_outlet(run, tmp_path):
    def without(articles):
        return articles.assign(outlet=["One", None, "Two"] + ["One"] * (len(articles) - 3))

    table = made(changed(run, tmp_path, without))[0]["table-corpus"]
    assert rows(table)["All news waves", "All languages"]["Outlets"] == "2"
    assert "No outlet is known for 1 article;" in table.note


def test_articles_in_no_wave_are_in_the_row_of_all_articles(run, tmp_path):
    def outside(articles):
        return articles.assign(wave=["in no wave", *articles["wave"].iloc[1:]])

    moved = changed(run, tmp_path, outside)
    table = made(moved)[0]["table-corpus"]
    assert rows(table)["All articles", "All languages"]["Articles"] == str(
        len(read(run, "articles")))  # fmt: skip
    assert "those of the 1 article in no news wave" in table.note
    assert "Alle artikelen" in {name for _, name in made(moved, label_language="nl")[0][
        "table-corpus"].sections}  # fmt: skip


def test_too_few_articles_are_a_description(tmp_path):
    tables, _ = made(invented.write(tmp_path, n_articles=1, copies=0.0))
    assert "description of these articles" in tables["table-differences"].note
    assert "Fewer than 4 articles" in tables["table-shares"].note
    assert not [head for head in tables["table-differences"].full_heads if head.endswith(": p")]


def test_empty_results_give_reasons(tmp_path):
    tables, left = made(invented.write(tmp_path, n_articles=0))
    assert tuple(tables) == ("table-codebook",)
    assert left["table-corpus"] == "No article was read."


def test_a_table_that_is_not_there_names_the_notebook(tmp_path, run):
    (tmp_path / "tables").mkdir()
    _, left = made(run._replace(tables=tmp_path / "tables"))
    assert "articles.csv" in left["table-corpus"]
    assert "10_corpus" in left["table-corpus"]


def test_a_folder_that_is_not_there(run, tmp_path):
    with pytest.raises(contracts.InputError, match="no folder 'nowhere'"):
        made(run._replace(tables=tmp_path / "nowhere"))


def test_a_column_that_is_missing_is_named(run, tmp_path):
    for file in run.tables.iterdir():
        (tmp_path / file.name).write_bytes(file.read_bytes())
    read(run, "reliability").drop(columns="prevalence").to_csv(tmp_path / "reliability.csv")
    with pytest.raises(contracts.TableError, match="'reliability' has no column 'prevalence'"):
        made(run._replace(tables=tmp_path))


def test_parquet_gives_what_csv_gives(run, tmp_path):
    for file in run.tables.iterdir():
        pd.read_csv(file).to_parquet(tmp_path / f"{file.stem}.parquet")
    one, other = made(run)[0], made(run._replace(tables=tmp_path))[0]
    for name, table in one.items():
        pd.testing.assert_frame_equal(table.frame, other[name].frame, obj=name)


def test_names_that_a_spreadsheet_or_page_would_run_are_kept_as_they_are(tmp_path):
    tables, _ = made(invented.write(tmp_path, labels=invented.HOSTILE))
    names = {row[0] for row in tables["table-reliability"].rows}
    assert {label for label, _ in invented.HOSTILE.values()} <= names
    assert "<script>" not in tables["table-reliability"]._repr_html_()


def test_documents_as_units_are_called_articles(tmp_path):
    tables, _ = made(invented.write(tmp_path, unit="document", n_articles=12))
    assert "Articles" in tables["table-corpus"].heads
    assert "sentence" not in tables["table-shares"].note


def test_the_shipped_codebook_fits(run):
    plan = study.load("seeds/study.yaml")
    book = codebook.load(plan.codebook)
    tables, _ = paper_tables.make(run.tables, plan=plan, book=book, label_language="nl")
    appendix = tables[-1]
    assert len(appendix.rows) == len(list(book.indicators()))
    assert appendix.heads == ("Indicator", "Engels", "Nederlands", "Elke taal")
