"""Evidence: what is shown behind a number, and that article text cannot run."""

import re
from html.parser import HTMLParser

import pandas as pd
import pytest

from analysis import contracts, evidence

LABELS = {"theft": "Theft", "money": "Money & more"}
TEXT = 'They steal <script>alert("x")</script> for money. Not stolen.'


class _Checker(HTMLParser):
    """Collects tags, and text in order; fails on tags that are not closed."""

    def __init__(self):
        super().__init__()
        self.open, self.tags, self.text, self.ids = [], [], "", []

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.ids += [value for name, value in attrs if name == "id"]
        self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.text += data


def read(shown):
    checker = _Checker()
    checker.feed(shown._repr_html_())
    assert checker.open == []
    return checker


def documents(**changes):
    row = {
        "doc_id": "d1",
        "source_file": "a.txt",
        "source_format": "text",
        "position_in_file": 0,
        "outlet": "paper <b>",
        "text": TEXT,
        "date_source": "header",
        "words": 9,
        "text_sha256": "0",
        "wave": "May",
        "published_from": "2026-05-02",
        "published_to": "2026-05-02",
    }
    return contracts.conform(pd.DataFrame([row | changes]), "documents")


@pytest.fixture
def tables():
    middle = TEXT.index(". Not") + 1
    spans = [(0, middle), (middle + 1, len(TEXT))]
    segments = pd.DataFrame(
        {
            "segment_id": ["d1:0", "d1:1"],
            "doc_id": "d1",
            "unit": "sentence",
            "position": [0, 1],
            "start": [span[0] for span in spans],
            "end": [span[1] for span in spans],
            "role": ["lead", "repeat"],
            "language": "en",
        }
    )
    found = [
        ("steal", "theft", "hit", 0),
        ('steal <script>alert("x")</script> for money', "money", "hit", 0),
        ("stolen", "theft", "negated", 1),
    ]
    hits = pd.DataFrame(
        [
            {
                "segment_id": f"d1:{unit}",
                "doc_id": "d1",
                "frame": frame,
                "indicator": "i",
                "pattern": f"<{frame}>",
                "start": TEXT.index(words),
                "end": TEXT.index(words) + len(words),
                "matched": words,
                "status": status,
                "because": "not" if status == "negated" else "",
            }
            for words, frame, status, unit in found
        ]
    )
    return documents(), contracts.conform(segments, "segments"), contracts.conform(hits, "hits")


def test_article_text_is_shown_whole_and_never_as_markup(tables):
    page = read(evidence.articles(*tables, labels=LABELS))
    assert "script" not in page.tags
    assert "steal" in page.text
    plain = re.sub(r"Theft|Money & more|negated: |lead|repeat", "", page.text.split("}")[-1])
    assert 'They steal <script>alert("x")</script> for money.' in plain


def test_overlapping_hits_name_their_frames_and_status(tables):
    markup = evidence.articles(*tables, labels=LABELS)._repr_html_()
    assert markup.count("<b>Theft</b>") == 1
    assert markup.count("<b>Money &amp; more</b>") == 1
    assert "<b>negated: Theft</b>" in markup
    assert "Theft · i · pattern “&lt;theft&gt;” · negated by “not”" in markup
    assert 'class="fw-off"' in markup
    assert '<p class="fw-chrome"><span class="fw-role">repeat</span>' in markup


def test_passages_list_counted_hits_in_counted_roles_only(tables):
    page = read(evidence.passages(*tables, labels=LABELS))
    assert {"passages-theft", "passages-theft-may", "passages-theft-d1"} <= set(page.ids)
    assert "Not stolen" not in page.text
    assert "No unit carries this frame" not in page.text
    none = evidence.passages(*tables, labels={**LABELS, "peace": "Peace"})
    assert "No unit carries this frame" in read(none).text


def test_a_cell_of_the_matrix_leads_to_its_passages(tables):
    tallies = pd.DataFrame(
        {
            "doc_id": "d1",
            "frame": ["theft", "money"],
            "n_units": 2,
            "n_positive": [1, 0],
            "weight": 1.0,
        }
    )
    markup = evidence.matrix(tallies, tables[0], labels=LABELS)._repr_html_()
    assert '<a href="#passages-theft-d1">1/2</a>' in markup
    assert "<td>0/2</td>" in markup
    assert "paper &lt;b&gt;, 2 May 2026" in markup


def test_what_is_shown_of_many_articles_is_said_and_escaped(tables):
    said = "1 of 3 articles <are> shown"
    shown = evidence.articles(*tables, labels=LABELS, said=said)._repr_html_()
    assert "<p>1 of 3 articles &lt;are&gt; shown</p>" in shown
    assert "<p>1 of 3" not in evidence.articles(*tables, labels=LABELS)._repr_html_()
    assert "&lt;are&gt;" in evidence.passages(*tables, labels=LABELS, said=said)._repr_html_()


def test_a_matrix_is_of_the_articles_that_are_shown(tables):
    tallies = pd.DataFrame(
        {"doc_id": ["d1", "d2"], "frame": "theft", "n_units": 2, "n_positive": 1, "weight": 1.0}
    )
    shown = evidence.matrix(tallies, tables[0], labels=LABELS, said="Some.")._repr_html_()
    assert "<p>Some.</p>" in shown
    assert "d2" not in shown
