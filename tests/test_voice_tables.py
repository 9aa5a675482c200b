"""Tables and passages of voices: names for keys, links that lead somewhere, nothing that runs."""

import re
from html.parser import HTMLParser

import pandas as pd
import pytest

from analysis import contracts, measure, tables, voice_tables, voice_tallies
from analysis.contracts import InputError

LABELS = {"theft": "Theft & more"}
ACTORS = {"mayor": "The mayor", "press": "The <press>"}
NAMES = voice_tables.names(ACTORS, language="en")
TEXT = ('Ann <script>alert("x")</script> Lee said it was theft. It rained. '
        "The Post writes that Ann Lee agrees. Reportedly, it was theft.")  # fmt: skip


class _Checker(HTMLParser):
    """Collects tags, ids, links and marked words; fails on tags that are not closed."""

    def __init__(self):
        super().__init__()
        self.open, self.tags, self.ids, self.links, self.text = [], [], [], [], ""

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.open.append(tag)
        self.ids += [value for name, value in attrs if name == "id"]
        self.links += [value for name, value in attrs if name == "href"]

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.text += data


def read(shown):
    checker = _Checker()
    checker.feed(shown._repr_html_())
    assert checker.open == []
    return checker


def at(words, start=0):
    begin = TEXT.index(words, start)
    return begin, begin + len(words)


@pytest.fixture
def made():
    """Documents, segments, voices and codings of two articles with the same text."""
    ends = [found.end() for found in re.finditer(r"\.(?= |$)", TEXT)]
    starts = [0, *(end + 1 for end in ends[:-1])]
    documents = contracts.conform(pd.DataFrame({
        "doc_id": ["d1", "d2"], "source_file": ["a.txt", "b.txt"], "source_format": "text",
        "position_in_file": 0, "outlet": ["Paper <i>", "Other"], "text": TEXT, "words": 20,
        "date_source": "header", "text_sha256": "0", "wave": ["May", "June"], "language": "en",
        "published_from": ["2031-05-02", "2031-06-02"],
        "published_to": ["2031-05-02", "2031-06-02"],
    }), "documents")  # fmt: skip
    segments = contracts.conform(pd.DataFrame([
        {"segment_id": f"{doc}:{i}", "doc_id": doc, "unit": "sentence", "position": i,
         "start": start, "end": end, "role": "body", "language": "en"}
        for doc in ("d1", "d2") for i, (start, end) in enumerate(zip(starts, ends, strict=True))
    ]), "segments")  # fmt: skip
    ann, said = at('Ann <script>alert("x")</script> Lee'), at("said")
    post, writes = at("The Post"), at("writes that")
    again, agrees = at("Ann Lee agrees"), at("agrees")
    seemingly = at("Reportedly")
    name = TEXT[slice(*ann)]
    rows = [("d1:0", 0, name, "mayor", "direct", "speaks", ann, said),
            ("d1:2", 0, "The Post", "press", "reported", "relays", post, writes),
            ("d1:2", 1, name, "mayor", "reported", "speaks", again, agrees),
            ("d1:3", 0, None, None, "hearsay", "speaks", None, seemingly),
            ("d2:0", 0, "Cy", None, "reported", "speaks", ann, said)]  # fmt: skip
    voices = contracts.conform(pd.DataFrame([
        {"segment_id": unit, "doc_id": unit[:2], "position": k, "speaker": speaker, "actor": actor,
         "form": form, "status": status, "mention": TEXT[slice(*who)] if who else None,
         "mention_start": who[0] if who else None, "mention_end": who[1] if who else None,
         "cue": TEXT[slice(*cue)], "cue_start": cue[0], "cue_end": cue[1]}
        for unit, k, speaker, actor, form, status, who, cue in rows
    ]), "voices")  # fmt: skip
    codings = contracts.conform(pd.DataFrame([
        {"segment_id": unit, "doc_id": unit[:2], "frame": "theft", "coder": "dictionary",
         "coder_kind": "dictionary", "codebook": "x@1", "value": int(unit in ("d1:0", "d1:3"))}
        for unit in segments["segment_id"]]), "codings")  # fmt: skip
    return documents, segments, voices, codings


def tallied(made):
    documents, segments, voices, codings = made
    return voice_tallies.tally(voices, codings, segments, documents, actors=list(ACTORS),
                               by=["wave"])  # fmt: skip


def test_the_matrix_leads_to_the_sentences(made):
    documents, segments, voices, codings = made
    matrix = read(voice_tables.matrix(tallied(made), documents, actors=NAMES))
    shown = read(voice_tables.passages(documents, segments, voices, codings, labels=LABELS,
                                       actors=NAMES))  # fmt: skip
    targets = {link.removeprefix("#") for link in matrix.links}
    assert "voices-mayor-d1" in targets
    assert "voices-unlisted-d2" in targets
    assert "voices-press-d1" not in targets, "who relays does not speak"
    assert targets <= set(shown.ids)
    assert len(shown.ids) == len(set(shown.ids))
    assert "2/4" in matrix.text


def test_passages_mark_who_speaks_and_what_shows_it_and_nothing_runs(made):
    shown = voice_tables.passages(*made, labels=LABELS, actors=NAMES)
    page = shown._repr_html_()
    found = read(shown)
    assert "script" not in found.tags
    assert "<i>" not in page
    assert '<mark title="cue">said</mark>' in page
    assert '<mark class="fw-who" title="who speaks">The Post</mark>' in page
    assert "nobody named · Not attributed · hearsay" in found.text
    assert "The Post · The <press> · relays" in found.text
    assert "Theft & more" in found.text
    assert found.text.count("It rained.") == 2, "the journalist's own words of both articles"


def test_marks_that_lie_in_another_unit_or_cross_are_no_harm(made):
    documents, segments, voices, codings = made
    everywhere = voices.assign(cue_start=0, cue_end=len(TEXT), mention_start=0,
                               mention_end=3)  # fmt: skip
    found = read(voice_tables.passages(documents, segments, everywhere, codings, labels=LABELS,
                                       actors=NAMES))  # fmt: skip
    for unit in segments["start"].head(4):
        assert TEXT[unit : unit + 8] in found.text


def test_what_is_not_shown_is_counted(made):
    documents, segments, voices, codings = made
    again = voices.assign(speaker="Ann", actor="mayor", status="speaks")
    found = read(voice_tables.passages(documents, segments, again, codings, labels=LABELS,
                                       actors=NAMES, most=1, said="Some of many."))  # fmt: skip
    assert "2 more sentences are not shown here." in found.text
    assert found.text.count("Some of many.") == 1
    many = pd.concat([documents] + [documents.assign(doc_id=f"e{i}", wave="May") for i in range(2)])
    few = tallied(made)
    table = pd.concat([few, *(few[few["doc_id"] == "d1"].assign(doc_id=f"e{i}") for i in range(2))])
    rows = read(voice_tables.matrix(table, many.drop_duplicates("doc_id"), actors=NAMES, most=1))
    assert "2 more articles are not shown here." in rows.text


def test_shares_are_written_with_counts_in_the_order_of_the_codebook(made):
    shares = measure.salience(tallied(made), level=0.95, by=["wave", "actor"])
    table = voice_tables.shares(shares, labels={"any": "All"} | LABELS, actors=NAMES,
                                order=["May", "June"])  # fmt: skip
    assert table["frame"].drop_duplicates().tolist() == ["All", "Theft & more"]
    assert table.columns.tolist() == ["frame", "voice", "May", "June"]
    first = table.iloc[0]
    assert first["voice"] == "The mayor"
    assert first["May"].startswith("50 %")
    assert first["May"].endswith(", 2 of 4")
    assert set(table.loc[table["frame"] == "Theft & more", "June"]) == {"undefined"}
    silent = set(NAMES.values()) - set(table["voice"])
    heard = set(shares.loc[shares["n_positive"] > 0, "actor"])
    assert silent == {name for actor, name in NAMES.items() if actor not in heard}


def test_a_difference_is_written_in_points_with_its_interval():
    row = {"measure": "salience", "method": "t", "frame": "theft", "contrast": "June - May",
           "actor": ["mayor", "press"], "estimate": [0.12, 0.0], "ci_low": [0.02, -0.1],
           "ci_high": [0.22, 0.1], "n_units": 7, "n_docs": 9}  # fmt: skip
    found = contracts.conform(pd.DataFrame(row), "estimates")
    (told,) = voice_tables.shares(found, labels=LABELS, actors=NAMES)["June - May"]
    assert told == "+12 (+2 to +22)"


def test_speakers_are_listed_up_to_some_and_the_others_counted():
    listed = pd.DataFrame({"wave": ["June"] * 4 + ["May"], "language": "en",
                           "speaker": ["<b>Ann</b>", "Bo", "Cy", None, "Di"],
                           "actor": ["mayor", "press", "unlisted", "unattributed", "mayor"],
                           "n_units": [9, 5, 3, 2, 1], "n_direct": [4, 0, 0, 0, 1],
                           "n_docs": [3, 2, 1, 1, 1]})  # fmt: skip
    found = voice_tables.speakers(listed, actors=NAMES, order=["May", "June"], most=2)
    assert found["speaker"].tolist() == ["Di", "<b>Ann</b>", "Bo", "(2 others)"]
    assert found["sentences"].tolist() == [1, 9, 5, 5]
    whole = voice_tables.speakers(listed, actors=NAMES)
    assert "(not named)" in whole["speaker"].tolist()
    assert "<b>" not in tables.show(found)._repr_html_()
    assert len(voice_tables.speakers(listed.head(0), actors=NAMES)) == 0


def test_scores_are_written_per_language():
    row = {"language": ["nl", "nl", "nl", None], "task": "actor", "tp": 8, "fp": 1, "fn": 2,
           "measure": ["precision", "recall", "f1", "f1"], "estimate": [8 / 9, 0.8, 16 / 19, 0.5],
           "ci_low": [0.5, 0.4, None, None], "ci_high": [0.99, 0.9, None, None], "n_units": 20,
           "n_docs": 2, "note": None}  # fmt: skip
    (shown,) = voice_tables.scores(pd.DataFrame(row)).to_dict("records")
    assert (shown["language"], shown["task"]) == ("Dutch", "which type of actor")
    assert (shown["precision"], shown["F1"]) == (".89 (.50 to .99)", ".84")
    assert (shown["coded"], shown["found"], shown["both"]) == (10, 9, 8)


def test_names_need_a_language_that_there_is():
    assert voice_tables.names({"mayor": "De burgemeester"}, language="nl")["unattributed"] == (
        "Niet toegeschreven"
    )
    assert list(NAMES)[-3:] == list(voice_tallies.APART)
    with pytest.raises(InputError, match="no names in 'de'"):
        voice_tables.names({}, language="de")
