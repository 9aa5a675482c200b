"""The site in a browser: no fault of accessibility, no sideways scrolling, all by keyboard.

The rules are those of axe-core, for WCAG 2.1 A and AA and good practice. They find what a machine
can find; reading order and the sense of words were looked at by people.
"""

from pathlib import Path

import headless
import invented_site
import nbformat
import pytest
from nbformat.v4 import new_code_cell

from analysis import browser, codebook, evidence, material, report_site, study, tables

axe_core = pytest.importorskip("axe_core_python")

RULES = "['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'best-practice']"
RUN = f"""axe.run(document, {{runOnly: {RULES}, resultTypes: ['violations']}}).then(
    (told) => told.violations.flatMap((one) => one.nodes.map((node) =>
        [one.id, node.html.slice(0, 160), node.failureSummary])))"""
LOOKS = [(1280, "light"), (1280, "dark"), (360, "light"), (360, "dark")]
PAGES = ["index.html", "pages/10_corpus.html", "pages/40_waves.html", "pages/50_x.html",
         "evidence.html"]  # fmt: skip

pytestmark = headless.needed


def evidence_of_the_seeds(run):
    """The evidence of the shipped study, as page and in a notebook."""
    plan = study.load("seeds/study.yaml")
    book = codebook.load(plan.codebook)
    whole = material.read(plan, book)
    shown = whole.shown(whole.documents, seed=1)
    labels = book.labels("en")
    made = browser.page(*shown[:4], title=plan.title, labels=labels, back="index.html")
    (run / "evidence.html").write_text(made, encoding="utf-8")
    documents = shown.documents
    return [
        evidence.matrix(whole.tallies(documents), documents, labels=labels),
        evidence.articles(documents, shown.segments, shown.hits, labels=labels),
        evidence.passages(documents, shown.segments, shown.hits, labels=labels),
        tables.show(tables.articles(documents), said="All of them."),
    ]


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    run, drawn = invented_site.whole(tmp_path_factory.mktemp("site"))
    path = run / "notebooks/10_corpus.ipynb"
    made = nbformat.read(path, as_version=4)
    parts = evidence_of_the_seeds(run)
    made.cells.append(
        new_code_cell("4", outputs=[invented_site.shown(part._repr_html_()) for part in parts])
    )
    nbformat.write(made, path)
    report_site.write(run, figures=drawn)
    return run


@pytest.fixture(scope="module")
def opened(tmp_path_factory):
    with headless.browser(tmp_path_factory.mktemp("profile")) as made:
        yield made


def show(page, path, width, scheme="light"):
    page.ask("Emulation.setDeviceMetricsOverride", width=width, height=800, deviceScaleFactor=1,
             mobile=width < 500)  # fmt: skip
    asked = [{"name": "prefers-color-scheme", "value": scheme}]
    page.ask("Emulation.setEmulatedMedia", features=asked)
    page.open(Path(path).as_uri())
    page.run("for (const fold of document.querySelectorAll('details')) fold.open = true")


def faults(page):
    page.run((Path(axe_core.__file__).parent / "axe.min.js").read_text(encoding="utf-8") + ";0")
    found = page.ask("Runtime.evaluate", expression=RUN, awaitPromise=True, returnByValue=True)
    assert "exceptionDetails" not in found, found
    return found["result"]["value"]


@pytest.mark.parametrize("name", PAGES)
def test_no_rule_of_accessibility_is_broken(site, opened, name):
    for width, scheme in LOOKS if name == "index.html" else LOOKS[::3]:
        show(opened, site / name, width, scheme)
        assert faults(opened) == [], (width, scheme)


def test_the_rules_find_a_fault(tmp_path, opened):
    (tmp_path / "bad.html").write_text(
        "<!DOCTYPE html><title>T</title><img src='data:,'><h4>x</h4>"
    )
    show(opened, tmp_path / "bad.html", 1280)
    assert {"image-alt", "html-has-lang"} <= {rule for rule, *_ in faults(opened)}


@pytest.mark.parametrize("name", PAGES)
def test_a_phone_needs_no_sideways_scrolling(site, opened, name):
    show(opened, site / name, 360)
    assert opened.run("document.documentElement.scrollWidth") <= 360


def test_a_wide_table_scrolls_in_a_part_that_keys_reach(site, opened):
    show(opened, site / "pages/40_waves.html", 360)
    wide = "[...document.querySelectorAll('.fw-scroll')].filter(e => e.scrollWidth > e.clientWidth)"
    assert opened.run(f"{wide}.length") == 1
    for _ in range(60):
        opened.press("Tab")
        if opened.run(f"{wide}[0] === document.activeElement"):
            break
    assert opened.run(f"{wide}[0] === document.activeElement")
    assert opened.run("getComputedStyle(document.activeElement).outlineStyle") == "solid"


def test_the_first_key_leads_past_the_links(site, opened):
    for name in ("index.html", "pages/40_waves.html"):
        show(opened, site / name, 1280)
        opened.press("Tab")
        assert opened.run("document.activeElement.textContent") == "Skip to the content"
        assert opened.run("document.activeElement.getBoundingClientRect().left") >= 0
        opened.press("Enter")
        assert opened.run("document.activeElement.id") == "main"


def test_a_screen_reader_is_told_what_each_part_is(site, opened):
    show(opened, site / "index.html", 1280)
    told = opened.controls()
    for part in [("navigation", "Parts of this page"), ("region", "What was found"),
                 ("region", "Notebooks"), ("region", "Provenance"),
                 ("note", "What can and cannot be claimed"), ("group", "2 notebooks failed"),
                 ("table", "Result tables"), ("link", "PDF of figure 40-0-raw")]:  # fmt: skip
        assert part in told
    assert any(role == "link" and name.startswith("Open figure 40-1-shares in full size: Dot chart")
               for role, name in told)  # fmt: skip
    assert not [role for role, name in told if role in {"button", "link", "image"} and not name]


def test_the_site_asks_for_its_own_files_only_and_no_script_fails(site, opened):
    opened.said.clear()
    for name in PAGES:
        show(opened, site / name, 1280)
    asked = [message["params"]["request"]["url"] for message in opened.said
             if message["method"] == "Network.requestWillBeSent"]  # fmt: skip
    assert asked
    assert all(url.startswith(("file:", "data:")) for url in asked)
    assert not [m for m in opened.said if m["method"] == "Runtime.exceptionThrown"]


def test_a_script_in_a_notebook_does_not_run(site, opened):
    assert "<script>alert" in (site / "pages/50_x.html").read_text()  # as nbconvert leaves it
    opened.said.clear()
    show(opened, site / "pages/50_x.html", 1280)
    assert not [m for m in opened.said if m["method"] == "Page.javascriptDialogOpening"]


def test_a_text_is_copied_whole(site, opened):
    show(opened, site / "index.html", 1280)
    opened.run("""window.copied = null;
        navigator.clipboard.writeText = async (text) => { window.copied = text; };
        document.querySelector('[data-copy="methods-nl"]').click();""")
    assert opened.run("window.copied").strip() == "Wij lazen vier artikelen."


def test_paper_is_white_whatever_the_screen_is(site, opened):
    show(opened, site / "index.html", 1280, "dark")
    opened.ask("Emulation.setEmulatedMedia", media="print")
    colour = opened.run("getComputedStyle(document.body).backgroundColor")
    opened.ask("Emulation.setEmulatedMedia", media="")
    assert colour == "rgb(255, 255, 255)"
