"""The site of a report: made from the folder alone, whole or partial, the same bytes each time."""

import itertools
import json
import re
import shutil
from html.parser import HTMLParser
from urllib.parse import unquote

import invented_site
import nbformat
import pytest

from analysis import report_site
from analysis.contracts import InputError

VOID = {"meta", "img", "br", "input", "hr", "link"}


class Read(HTMLParser):
    """Tags, links, ids and heading levels of a page; fails on tags that are not closed."""

    def __init__(self, text):
        super().__init__()
        self.open, self.links, self.ids, self.levels, self.tags = [], [], [], [], []
        self.feed(text)
        assert self.open == []

    def handle_starttag(self, tag, attrs):
        known = dict(attrs)
        self.tags.append((tag, known))
        self.links += [known[key] for key in ("href", "src") if key in known]
        self.ids += [known["id"]] if "id" in known else []
        self.levels += [int(tag[1])] if re.fullmatch(r"h[1-6]", tag) else []
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        if tag in VOID:
            return
        assert self.open.pop() == tag


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    run, drawn = invented_site.whole(tmp_path_factory.mktemp("site"))
    report_site.write(run, figures=drawn)
    return run


def every_page(run):
    return [run / "index.html", *sorted((run / "pages").glob("*.html"))]


def test_every_link_leads_to_a_file_or_a_place_on_a_page(site):
    ids = {path.resolve(): Read(path.read_text()).ids for path in every_page(site)}
    for path in every_page(site):
        for link in Read(path.read_text()).links:
            if link.startswith("data:"):
                continue
            file, _, place = link.partition("#")
            target = (path.parent / unquote(file)).resolve() if file else path.resolve()
            assert target.is_file(), (path.name, link)
            assert not place or {place, unquote(place)} & set(ids[target]), (path.name, link)


def test_pages_have_one_title_and_no_gap_between_headings(site):
    for path in every_page(site):
        levels = Read(path.read_text()).levels
        assert levels[0] == 1
        assert levels.count(1) == 1, path.name
        assert all(after - before <= 1 for before, after in itertools.pairwise(levels))


def test_ids_are_unique_and_nothing_comes_from_outside(site):
    for path in every_page(site):
        text = path.read_text()
        ids = Read(text).ids
        assert len(ids) == len(set(ids)), path.name
        assert re.findall(r"(?:https?:)?//[^\s\"'<]", text.replace("data:", "")) == []
        assert "@import" not in text


def test_nothing_of_an_article_or_a_failure_becomes_markup(site):
    assert "alert(" not in re.sub(r"&lt;script&gt;alert", "", (site / "index.html").read_text())
    assert "&lt;script&gt;alert" in (site / "index.html").read_text()


def test_no_path_of_the_machine_stands_on_a_page(site):
    for path in every_page(site):
        assert str(site.parent) not in path.read_text()
        assert str(site.parent.parent) not in path.read_text()


def test_the_same_folder_gives_the_same_bytes(site):
    before = {path: path.read_bytes() for path in every_page(site)}
    report_site.write(site, figures=site.parent / "figures")
    assert {path: path.read_bytes() for path in every_page(site)} == before


def test_durations_do_not_change_the_pages(site, tmp_path):
    again = tmp_path / site.name
    shutil.copytree(site, again)
    shutil.copytree(site.parent / "figures", tmp_path / "figures")
    told = json.loads((again / "run.json").read_text())
    for entry in told["notebooks"]:
        entry["seconds"] *= 3
    (again / "run.json").write_text(json.dumps(told))
    report_site.write(again, figures=tmp_path / "figures")
    assert (again / "index.html").read_bytes() == (site / "index.html").read_bytes()


def test_limits_come_from_the_notebook_of_the_headline(tmp_path):
    run, drawn = invented_site.whole(tmp_path)
    other = invented_site.notebook("The corpus")
    other.cells[-1].outputs = [invented_site.said("Of the corpus.")]
    nbformat.write(other, run / "notebooks/10_corpus.ipynb")
    report_site.write(run, figures=drawn)
    text = (run / "index.html").read_text()
    assert "too few for any claim about change" in text
    assert "Of the corpus." not in text


def test_a_run_without_figures_tables_and_notebooks_has_a_page(tmp_path):
    run = invented_site.write(tmp_path / "r", [], question="", parameters={}, inputs={})
    report_site.write(run, figures=run / "figures")
    text = (run / "index.html").read_text()
    assert "This run made no figures." in text
    assert 'id="tables"' not in text
    assert 'href="#tables"' not in text
    assert Read(text).levels[0] == 1
    assert list((run / "pages").iterdir()) == []


def test_a_page_of_a_notebook_that_left_the_run_is_removed(tmp_path):
    run = invented_site.write(tmp_path / "r", [])
    (run / "pages").mkdir()
    (run / "pages/10_old.html").write_text("x")
    report_site.write(run, figures=run / "figures")
    assert not (run / "pages/10_old.html").exists()


def test_a_folder_that_is_no_run_and_a_damaged_notebook_are_named(tmp_path):
    with pytest.raises(InputError, match=r"run\.json"):
        report_site.write(tmp_path, figures=tmp_path)
    run = invented_site.write(tmp_path / "r", [invented_site.entry("10_x")])
    (run / "notebooks").mkdir()
    (run / "notebooks/10_x.ipynb").write_text("{")
    with pytest.raises(InputError, match=r"10_x\.ipynb cannot be read as a notebook"):
        report_site.write(run, figures=run / "figures")
