"""The first page: what it says of a run, and what it does where something is missing."""

import re

import invented_site
import pandas as pd
import pytest
from invented_site import BOOK, HOSTILE

from analysis import export, landing
from analysis._landing import facts, files, prose

CARDS = [
    landing.Notebook("10_corpus", "The corpus", "Which *articles*?", "passed", "", "pages/a.html"),
    landing.Notebook("40_waves", "The waves", "What?", "passed", "", "pages/b.html"),
    landing.Notebook("50_x", "X", "", "failed", f"ValueError: {HOSTILE}", ""),
]


def text_of(markup):
    return " ".join(re.sub(r"<[^>]+>", " ", markup).split())


@pytest.fixture
def run(tmp_path):
    return invented_site.whole(tmp_path)


def made(run, *, notebooks=CARDS, limits="**Too few** articles.", **about):
    folder, drawn = run
    record = {**export.described(folder / "run.json"), **about}
    return landing.page(folder, record=record, notebooks=notebooks, figures=drawn, limits=limits)


def part(page, key):
    return page.split(f'<section id="{key}"')[1].split("</section>")[0]


def test_it_opens_with_title_question_finding_and_what_may_not_be_claimed(run):
    page = made(run)
    assert "<h1>Two waves &amp; &lt;more&gt;</h1>" in page
    assert '<p class="fw-question">What changed?</p>' in page
    finding = part(page, "finding")
    assert "<dt>Theft</dt><dd>raw +17, corrected +18</dd>" in finding
    assert "<dt>Irony &amp; wit</dt><dd>raw −9, corrected −9</dd>" in finding
    assert "All of them: description only." in text_of(finding)
    assert "<strong>June − May</strong>, percentage points" in finding
    order = [finding.index(word) for word in ("<dl", "Too few", "<img", "The rest of the figure")]
    assert order == sorted(order)
    assert page.index('id="finding"') < page.index('id="facts"') < page.index('id="notebooks"')


def test_a_finding_that_is_a_sentence_is_shown_as_one(run):
    invented_site.figure(run[1], "40-0-raw", said="Nothing *moved*.")
    assert '<p class="fw-large">Nothing <em>moved</em>.</p>' in made(run)
    invented_site.figure(run[1], "40-0-raw", said="Nothing moved at all. " * 30)
    assert '<p class="fw-large fw-lots">' in made(run)
    assert "can and cannot" not in made(run, limits="")


def contrasts(*waves):
    return "\n\n".join(
        f"**{wave} - Plan**, percentage points: Theft +{n}; Wit −{n}. Few in {wave}."
        for n, wave in enumerate(waves, start=1)
    )


def test_every_contrast_has_its_heading_and_values_in_order(run):
    invented_site.figure(run[1], "40-0-raw", said=contrasts("Verdict", "Opening"))
    finding = part(made(run), "finding")
    heads = re.findall(r'<h3 class="fw-about"><strong>(.+?)</strong>', finding)
    assert heads == ["Verdict − Plan", "Opening − Plan"]
    assert re.findall(r"<dd>(.+?)</dd>", finding) == ["+1", "−1", "+2", "−2"]
    told = [finding.index(words) for words in (heads[0], "Few in Verdict", heads[1])]
    assert told == sorted(told)
    assert "The rest of the figure" not in finding
    assert "Shown are" not in finding


def test_above_three_contrasts_the_others_are_counted_and_told_below(run):
    invented_site.figure(run[1], "40-0-raw", said=contrasts("V", "O", "A", "B", "C"))
    finding = part(made(run), "finding")
    large, below = finding.split("The rest of the figure in words</summary>")
    assert re.findall(r'<h3 class="fw-about"><strong>(.) ', large) == ["V", "O", "A"]
    assert "the first 3 of 5 differences, in order; the other 2 are told below" in large
    assert "B - Plan" in below
    assert "C - Plan" in below
    assert "A - Plan" not in below


@pytest.mark.parametrize(("marked", "opens"), [("40-1-shares", "40-1-shares"), ("", "40-0-raw")])
def test_the_headline_is_the_figure_marked_so_else_the_corrected_one(run, marked, opens):
    if marked:
        invented_site.figure(run[1], marked, headline=True)
    assert f'<figure class="fw-main" id="figure-{opens}">' in made(run)


def test_the_headline_falls_back_on_the_difference_and_then_on_the_first(tmp_path):
    def first(*names):
        figures = [files.Figure(name, "C", "A", "", "", headline=False, notebook="n", files=())
                   for name in names]  # fmt: skip
        found = files.headline(figures)
        return found.name if found else None

    assert first("30-1-a", "40-4-b") == "40-4-b"
    assert first("30-1-a", "45-1-b") == "30-1-a"
    assert first() is None


def test_an_older_figure_speaks_with_its_alt_text(run):
    invented_site.figure(run[1], "40-0-raw", said="")
    assert "Up &amp; &quot;down&quot;." in part(made(run), "finding")


def test_facts_come_from_the_tables_in_order_of_time(run):
    found = {one.name: (one.value, one.more) for one in facts.facts(run[0], BOOK)}
    assert found == {
        "Articles read": ("4", "1 in English and 3 in Dutch; 3 outlets"),
        "News wave May": ("2 articles", "1 May 2026 to 31 May 2026"),
        "News wave June": ("1 article", "1 Jun 2026 to 30 Jun 2026"),
        "In no wave": ("1 article", "not in the estimates"),
        "Units of coding": ("41 sentences", "21 in May and 20 in June"),
        "Coder": ("dictionary", ""),
        "Codebook": ("frames 1.0.0", "hash 0a1b2c3d"),
        "Gold standard": ("9 units", "5 in May and 4 in June"),
        "Intercoder reliability": ("α .70 to .90", "2 frames"),
    }
    assert list(found)[1:3] == ["News wave May", "News wave June"]


def test_facts_without_gold_codes_waves_or_tables(tmp_path):
    assert facts.facts(tmp_path, "") == []
    tables = tmp_path / "tables"
    tables.mkdir()
    (tables / "articles.csv").write_text("outlet,language,wave\n,,\n")
    (tables / "corrected.csv").write_text("contrast,wave,n_gold\n")
    (tables / "reliability.csv").write_text("measure,estimate,wave,language\nalpha,,,\n")
    (tables / "days.csv").write_text("another,table\n1,2\n")
    found = {one.name: one.value for one in facts.facts(tmp_path, "")}
    assert found == {"Articles read": "1", "Gold standard": "none",
                     "Intercoder reliability": "undefined"}  # fmt: skip


def test_an_outlet_called_like_a_missing_value_counts(tmp_path):
    (tmp_path / "tables").mkdir()
    text = "outlet,language,wave\nNA,en,None\nOther,en,None\n"
    (tmp_path / "tables/articles.csv").write_text(text)
    said, wave = facts.facts(tmp_path, "")
    assert said.more == "2 in English; 2 outlets"
    assert (wave.name, wave.value) == ("News wave None", "2 articles")


def test_facts_of_a_corpus_in_parquet(tmp_path):
    (tmp_path / "tables").mkdir()
    codes = pd.DataFrame({"segment_id": ["a:paragraph:0"], "coder": "llm-7b", "coder_kind": "llm",
                          "codebook": BOOK})  # fmt: skip
    codes.to_parquet(tmp_path / "tables/codings.parquet")
    assert facts.facts(tmp_path, "") == [facts.Fact("Coder", "llm-7b (llm)")]
    (table,) = files.tables(tmp_path, {})
    assert (table.rows, table.columns) == (1, 4)


def test_the_codebook_is_that_of_the_codes_else_the_one_whose_hash_went_in(run, tmp_path):
    other = "frames@2.0.0+99999999"
    assert facts.codebook(run[0], {}, [other]) == BOOK
    (run[0] / "tables/codings.csv").unlink()
    assert facts.codebook(run[0], {"codebook.yaml": "99999999ab"}, [BOOK, other]) == other
    assert facts.codebook(run[0], {"study.yaml": "12"}, [BOOK, ""]) == ""


def test_figures_of_another_codebook_are_named_before_all_else(run):
    page = made(run)
    assert "1 figure is from another version of the codebook" in page
    assert "50-1-voices, coded with <code>frames@0.9.0+ffffffff</code>" in page
    assert page.index('id="stale"') < page.index('id="finding"')
    invented_site.figure(run[1], "50-1-voices")
    assert 'id="stale"' not in made(run)


def test_failed_notebooks_are_named_with_their_cause(run):
    page = made(run)
    assert "1 notebook failed" in page
    assert "X: ValueError: &lt;script&gt;" in page
    assert '<li class="fw-failed"><h3>X</h3>' in page
    assert 'id="failed"' not in made(run, notebooks=CARDS[:2])


def test_figures_stand_under_their_notebook_and_those_of_other_runs_are_counted(run):
    gallery = part(made(run), "figures")
    assert re.findall(r"<h3>(.*?)</h3>", gallery) == ["The waves", "X"]
    assert "99-1-of-another-run" not in gallery
    assert "1 more figure in the same folder is not of this run." in gallery


def test_links_are_named_in_full_for_who_hears_them(run):
    page = made(run)
    for name in ("PDF", "SVG", "PNG", "CSV", "JSON"):
        assert f'aria-label="{name} of figure 40-1-shares">{name}</a>' in page
    assert 'aria-label="Word of Table 1. Articles by News Wave">Word</a>' in page
    assert 'aria-label="EPS of Figure 2 for SAGE">EPS</a>' in page
    named = set(re.findall(r'<a href="([^"]+)" aria-label="([^"]+)"', page))
    assert len({name for _, name in named}) == len(named)


def test_a_picture_has_its_alt_text_and_opens_in_full_size(run):
    assert ('<a class="fw-open" href="../figures/40-1-shares.svg">'
            '<span class="fw-hidden">Open figure 40-1-shares in full size: </span>'
            '<img src="../figures/40-1-shares.png" alt="Dot chart. Up &amp; &quot;down&quot;."'
            ) in made(run)  # fmt: skip


def test_tables_have_plain_names_and_their_size(run):
    tables = part(made(run), "tables")
    assert "<caption" in tables
    assert ('<a href="tables/estimates.csv">estimates.csv</a></th>'
            "<td>Shares and differences, with intervals</td>"
            '<td class="fw-number">4</td><td class="fw-number">4</td>') in tables  # fmt: skip
    assert '<a href="tables/%3Dodd%20name.csv">=odd name.csv</a>' in tables
    heads = re.findall(r'<th scope="rowgroup"[^>]*>(.*?)</th>', tables)
    assert heads == ["The corpus", "The waves", "Further tables"]


def test_a_table_with_a_break_in_a_cell_is_counted_and_a_damaged_one_is_said(tmp_path):
    (tmp_path / "tables").mkdir()
    (tmp_path / "tables/a.csv").write_text('a,b\n"x\ny",2\n')
    (tmp_path / "tables/b.csv").write_bytes(b"\xff\xfe\x00")
    (tmp_path / "tables/c.parquet").write_text("no")
    assert [(one.rows, one.columns) for one in files.tables(tmp_path, {})] == [
        (1, 2), (None, None), (None, None)]  # fmt: skip


def test_the_receipt_says_what_was_read_rejected_and_skipped(run):
    reading = part(made(run), "reading")
    said = text_of(reading)
    assert "Files 1 read 1 rejected, 1 skipped" in said
    assert "Articles expected 4 Articles read 3 Articles rejected 1" in said
    assert "no text" in said
    assert "&lt;script&gt;" in reading
    (run[0] / "tables/receipt.csv").write_text("a,b\n1,2\n")
    assert "cannot be read" in part(made(run), "reading")
    (run[0] / "tables/receipt.csv").unlink()
    assert 'id="reading"' not in made(run)


def test_methods_text_is_folded_in_each_language_and_can_be_copied(run):
    paper = part(made(run), "paper")
    assert "<summary>Methods text, English</summary>" in paper
    assert '<div lang="nl"><p>Wij lazen vier artikelen.</p>' in paper
    assert "<p><strong>Methods</strong></p>" in paper
    assert "<em>four</em> articles &lt;script&gt;" in paper
    assert 'data-copy="methods-en" hidden>' in paper
    assert 'href="paper/numbers.json"' in paper
    assert "Table 1. Articles by News Wave<" in paper
    assert paper.index("Table 1.") < paper.index("All tables")
    assert paper.index("Figure 2: 40-0-raw") < paper.index("Figure 10: 40-6-pairs")
    assert ">Caption<" in paper


def test_provenance_says_parameters_inputs_rerun_and_how_to_cite(run):
    said = text_of(part(made(run), "provenance"))
    assert "1 set min_units = 2" in said
    assert "0a1b2c3d0000" in said
    assert "framewaves verify reports/a-run" in said
    assert f"Framing report, run a-run, made with framewaves 0.1.0. Codebook: {BOOK}." in said


def test_other_json_among_the_figures_is_no_figure(run):
    for name, content in {"a": "{", "b": "[]", "c": '{"caption": 3, "alt": "x"}'}.items():
        (run[1] / f"{name}.json").write_text(content)
    assert len(files.figures(*run, {})) == 4


@pytest.mark.parametrize(
    "said",
    ["", "A sentence.", "One: two; three.", "A. B.", "Names: a; b. Rest", "**X**: A +1; ; B +2."],
)
def test_sentences_of_another_form_keep_all_their_words(said):
    told, others = prose.parted(said)
    main = prose.finding("".join(told))
    words = " ".join([main.lead, *map(" ".join, main.items), main.common, main.rest, *others])
    assert set(re.findall(r"\w+", said)) <= set(re.findall(r"\w+", words))


def test_a_frame_named_like_a_number_keeps_its_words():
    main = prose.finding("**X**: Web 2.0 raw +1; U2 +2.")
    assert [" ".join(item) for item in main.items] == ["Web 2.0 raw +1", "U2 +2"]


def test_markdown_of_articles_stays_text():
    assert prose.shown(r"\*a\* [x](y) <b> &#58;//") == "*a* [x](y) &lt;b&gt; ://"
    assert prose.plain("**A** &amp; `b`") == "A & b"
