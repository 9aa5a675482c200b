"""The view of two copies: everything is there, what differs is marked, nothing runs."""

import re
import time
from html.parser import HTMLParser

import pandas as pd
import pytest

from analysis import contracts, copies_view, duplicates
from analysis.contracts import InputError

FIRST = (
    "Kop van het eerste stuk\n\nDe topman sprak maandag met de pers over de plannen. "
    "Niemand had het verwacht.\n\nHet bedrijf groeit hard. Een slotzin die werd geschrapt."
)
SECOND = (
    "Een andere kop\n\nDe topvrouw sprak dinsdag met de pers over de plannen. "
    "Niemand had het verwacht.\n\nEen nieuwe alinea staat hier.\n\nHet bedrijf groeit hard."
)


class Reader(HTMLParser):
    """Gathers the text of the compared article by mark, and the tags that are used."""

    def __init__(self, markup):
        super().__init__()
        self.marks, self.tags = [], set()
        self.read = {"first": "", "second": "", "del": [], "ins": []}
        self.inside = False
        self.feed(markup)

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        self.inside = self.inside or ("class", "fw-text") in attrs
        self.marks.append(tag)
        if self.inside and tag in ("del", "ins"):
            self.read[tag].append("")

    def handle_endtag(self, tag):
        self.marks.pop()

    def handle_data(self, data):
        if not self.inside:
            return
        mark = self.marks[-1] if self.marks[-1] in ("del", "ins") else ""
        if mark:
            self.read[mark][-1] += data
        for name, other in (("first", "ins"), ("second", "del")):
            if mark != other:
                self.read[name] += data


def make_documents(*texts, **columns):
    known = {
        "doc_id": ["a", "b", "c"][: len(texts)], "text": texts,
        "title": [one.split("\n")[0] for one in texts],
        "words": [len(one.split()) for one in texts],
        "outlet": ["Blad", "Courant", "Bode"][: len(texts)],
        "published_from": "2031-05-01", "published_to": "2031-05-01",
        "source_file": "a.csv", "source_format": "csv", "position_in_file": 1,
        "date_source": "metadata", "text_sha256": "-",
    }  # fmt: skip
    return contracts.conform(pd.DataFrame({**known, **columns}), "documents")


def read(one, other, **columns):
    return Reader(copies_view.compare(make_documents(one, other, **columns), "a", "b").markup).read


@pytest.mark.parametrize(
    ("one", "other"),
    [(FIRST, SECOND), (SECOND, FIRST), (FIRST, FIRST), (FIRST, ""), ("", FIRST), ("Zo.", "Niet")],
)
def test_both_articles_can_be_read_in_full(one, other):
    seen = read(one, other)
    assert seen["first"].split() == one.split()
    assert seen["second"].split() == other.split()


def test_words_are_marked_in_a_changed_sentence_and_whole_ones_where_nothing_is_alike():
    seen = read(FIRST, SECOND)
    assert seen["del"] == [
        "Kop van het eerste stuk", "topman", "maandag", "Een slotzin die werd geschrapt.",
    ]  # fmt: skip
    assert seen["ins"] == ["Een andere kop", "topvrouw", "dinsdag", "Een nieuwe alinea staat hier."]


def test_white_space_is_no_difference():
    seen = read("Een zin.  Nog\t een.\n\n\n\nEinde.", "Een zin. Nog een.\n\nEinde.")
    assert seen["del"] == seen["ins"] == []


def test_what_the_two_are_is_said():
    documents = make_documents(FIRST, SECOND, published_from=["2031-05-01", None],
                               published_to=["2031-05-01", None])  # fmt: skip
    plain = documents.assign(cluster_role=["lead", "edited"], cluster_similarity=[1, 0.725])
    shown = copies_view.compare(plain, "a", "b")
    for said in ("Blad, 1 May 2031", "Courant, undated", "Een andere kop",
                 "edited, similarity 0.72 to its lead", "16 words in both"):  # fmt: skip
        assert said in shown.markup
    assert repr(shown) == (
        "Blad, 1 May 2031 and Courant, undated: 16 words in both, 12 only in the first, "
        "10 only in the second"
    )
    assert "not clustered" in copies_view.compare(documents, "a", "b").markup


HOSTILE = "<script>alert(1)</script> <img src=x onerror=alert(2)> &lt;b&gt; </del></div> ]]>"


def test_article_text_is_never_markup():
    documents = make_documents(
        f"{HOSTILE}\n\nZin een. {HOSTILE}", f"Zin twee. {HOSTILE} 'q' \"q\"",
        outlet=[HOSTILE, "Courant"], title=[HOSTILE, None],
        cluster_id=["a", "a"], cluster_role=["lead", "edited"], cluster_similarity=[1, 0.7],
    )  # fmt: skip
    reader = Reader(copies_view.largest(documents).markup)
    assert reader.tags == {
        "style", "div", "table", "thead", "tbody", "tr", "td", "th", "p", "del", "ins"
    }  # fmt: skip
    assert reader.read["first"].split() == f"{HOSTILE} Zin een. {HOSTILE}".split()


def test_it_can_be_read_without_colour_and_on_any_background():
    markup = copies_view.compare(make_documents(FIRST, SECOND), "a", "b").markup
    style = re.search(r"<style>(.*?)</style>", markup, re.DOTALL)[1]
    assert "line-through" in style
    assert "underline" in style
    for rule in re.findall(r"{[^}]*background[^}]*}", style):
        assert "#111" in style  # dark letters wherever a light ground is set
        assert "url" not in rule


def test_the_largest_cluster_is_shown_lead_against_its_least_similar_copy():
    story = [f"Zin nummer {number} over iets heel anders dan {number + 7}." for number in range(30)]
    texts = ["\n\n".join(story), "\n\n".join(story), "\n\n".join(["Nieuw begin.", *story[:20]])]
    made = duplicates.cluster(make_documents(*texts), similarity=0.6, within_days=3, seed=1)
    made.loc[2, "cluster_similarity"] = 0.9
    shown = copies_view.largest(made)
    assert repr(shown).startswith("Blad, 1 May 2031 and Bode, 1 May 2031")
    assert shown.markup == copies_view.compare(made, "a", "c").markup
    assert shown == copies_view.largest(made.iloc[[2, 0, 1]])


def test_clusters_are_listed_by_the_title_or_first_line_of_their_lead():
    texts = [FIRST, FIRST, FIRST]
    days = ["2031-05-01", "2031-05-03", None]
    made = duplicates.cluster(
        make_documents(*texts, published_from=days, published_to=days, title=None),
        similarity=0.6, within_days=3, seed=1,
    )  # fmt: skip
    found = duplicates.clusters(made)
    shown = copies_view.clusters(found, made)
    assert shown.to_dict("records") == [
        {"title": "Kop van het eerste stuk", "articles": 3, "copies": 2, "edited": 0,
         "days": "2031-05-01 to 2031-05-03", "outlets": "Blad; Bode; Courant",
         "lowest similarity": "1.00"}
    ]  # fmt: skip
    bare = made.assign(outlet=None, published_from=None, published_to=None, title="Een titel")
    (row,) = copies_view.clusters(duplicates.clusters(bare), bare).to_dict("records")
    assert (row["title"], row["days"]) == ("Een titel", "undated")
    assert "outlets" not in row
    assert copies_view.clusters(found.head(0), made).empty
    away = made[made["doc_id"] != found.loc[0, "cluster_id"]]
    assert copies_view.clusters(duplicates.clusters(away), away)["title"].tolist() == ["not known"]


def test_without_copies_a_sentence_says_so():
    documents = make_documents(FIRST, SECOND)
    assert repr(copies_view.largest(documents)) == "Copies were not looked for."
    made = duplicates.cluster(documents, similarity=0.6, within_days=3, seed=1)
    assert repr(copies_view.largest(made)) == "No article has a copy among the others."
    assert repr(copies_view.largest(documents.head(0))) == "Copies were not looked for."


def test_articles_that_are_not_there_are_told():
    documents = make_documents(FIRST, SECOND)
    with pytest.raises(InputError, match="no article 'x'; there are 'a', 'b'"):
        copies_view.compare(documents, "a", "x")
    with pytest.raises(InputError, match="name two different ones"):
        copies_view.compare(documents, "a", "a")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (" ".join(f"woord{n}" for n in range(2000)),
         " ".join(f"woord{n if n % 9 else n + 1}" for n in range(2000))),
        ("a " * 30_000, "b " * 30_000),
        ("x" + " " * 100_000 + "y", "x" + "\n" * 100_000 + "y"),
        ("?" * 50_000, ". " * 50_000),
    ],
)  # fmt: skip
def test_long_and_hostile_articles_are_soon_done(one, other):
    documents = make_documents(one, other)
    start = time.process_time()
    copies_view.compare(documents, "a", "b")
    assert time.process_time() - start < 5
