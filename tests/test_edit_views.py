"""What an edit moved, as it is shown: text and table agree, and article text cannot run."""

import dataclasses
import re

import invented_corpus
import pandas as pd
import pytest
from test_evidence import documents as one_document
from test_evidence import read

from analysis import edit_views, edits, recode, tables

LABELS = {"costs": "Costs", "safety": "Safety", "nature": "Nature"}
HOSTILE = 'A <script>alert("x")</script> bill & <img src=x onerror=alert(1)> for all billing.'
COUNTS = [f"n_{of}_{when}" for of in ("docs", "units")
          for when in ("before", "after", "gained", "lost")]  # fmt: skip


def table(*rows, **names):
    """Rows of counts: docs before, after, gained, lost, then units."""
    made = pd.DataFrame(rows, columns=COUNTS)
    return made.assign(**names)


def calm(**names):
    return table([2, 2, 0, 0, 3, 3, 0, 0], **names)


def drawn(text, patterns, change="gained", n=1, doc_id="d1"):
    columns = {"change": change, "doc_id": doc_id, "start": 0, "end": len(text), "text": text}
    return pd.DataFrame([{**columns, "patterns": patterns, "n": n}])


def said(frames, patterns, **options):
    return str(edit_views.summary(frames, patterns, LABELS, 5, **options))


def test_nothing_moved_is_said_only_where_nothing_did():
    same, kept = calm(frame="costs", change="same"), calm(change="same")
    assert said(same, kept) == "Nothing moved: both codebooks find the same in 5 articles."
    idle = table([0] * 8, change="added")
    assert said(same, idle, unit="paragraph") == (
        "No frame moved: each is in the same paragraphs of 5 articles as before. Patterns: 1 "
        "added, 0 removed, 0 others moved; 1 of these found nothing, before or after."
    )
    other = table([2, 2, 1, 1, 3, 3, 1, 1], frame="costs", change="moved")
    assert said(other, kept) == (
        "1 of 1 frame moved (5 articles in all). **Costs**: 3 sentences as before, but not the "
        "same (1 gained, 1 lost), 2 articles as before, but not the same (1 gained, 1 lost)."
    )


def test_frames_that_are_new_or_gone_are_told_and_names_cannot_run():
    moved = table([0, 2, 2, 0, 0, 3, 3, 0], [1, 0, 0, 1, 1, 0, 0, 1],
                  frame=["costs", "<b>_odd_"], change=["added", "removed"])  # fmt: skip
    told = said(moved, calm(change="same"))
    assert "**Costs** is new: 3 sentences in 2 articles." in told
    assert "**&lt;b&gt;\\_odd\\_** is gone: it was in 1 sentence of 1 article." in told


@pytest.fixture(scope="module")
def edited():
    """An invented corpus, asked before and after one pattern came and one went."""
    pytest.importorskip("numba")
    made = invented_corpus.make(seed=5, n_articles=12)
    words = recode.words(made.documents, made.segments)
    new = {"costs": ("bill*", "euros of taxes"), "safety": ("rails",)}
    frames = []
    for frame in made.book.frames:
        (one,) = frame.indicators
        own = {**one.patterns, "en": new.get(frame.id, one.patterns["en"])}
        frames.append(
            dataclasses.replace(frame, indicators=(dataclasses.replace(one, patterns=own),))
        )
    after = dataclasses.replace(made.book, frames=tuple(frames))
    return made.documents, words.code(made.book), words.code(after)


def test_sentence_and_tables_say_what_the_edit_moved(edited):
    _, before, after = edited
    moved, by_pattern = edits.frames(before, after), edits.patterns(before, after)
    row = moved.set_index("frame").loc["safety"]
    told = said(moved, by_pattern)
    assert told.startswith("2 of 3 frames moved (5 articles in all). **Costs**: ")
    assert f"({row['n_units_gained']} gained, {row['n_units_lost']} lost)" in told
    assert "Nature" not in told
    assert "Patterns: 2 added, 1 removed, 0 others moved." in told
    shown = edit_views.frames(moved, LABELS).set_index("frame")
    assert shown.index.tolist() == list(LABELS.values())
    assert shown.loc["Safety", "sentences"] == f"{row['n_units_before']} → {row['n_units_after']}"
    assert shown.loc["Safety", "sentences lost"] == row["n_units_lost"] > 0
    rows = edit_views.patterns(by_pattern, LABELS)
    changes = dict(zip(rows["pattern"], rows["change"], strict=True))
    assert changes == {"rails": "added", "accident*": "removed", "euros of taxes": "added"}
    assert "accident*" in tables.show(rows)._repr_html_()
    assert "paragraphs gained" in edit_views.patterns(by_pattern, LABELS, unit="paragraph")
    most = edit_views.most_moved(moved)
    assert most == "safety"
    assert edit_views.most_moved(moved.iloc[::-1]) == "safety"


def test_the_passages_are_those_drawn_and_their_number_is_said(edited):
    documents, before, after = edited
    few = edits.passages(before, after, frame="safety", most=2, seed=7)
    shown = edit_views.passages(few, LABELS, frame="safety", seed=7, documents=documents)
    text = read(shown).text
    for change, rows in few.groupby("change"):
        n = rows["n"].iloc[0]
        assert n > 2
        assert f"Safety {change} {n} sentences: 2 of {n} shown, drawn with seed 7." in text
    bare = re.sub(r"<b>[^<]*</b>|<[^>]*>", "", shown._repr_html_())
    assert all(sentence in bare for sentence in few["text"])
    assert text.index("Safety gained") < text.index("Safety lost")
    outlets = documents.set_index("doc_id").loc[few["doc_id"], "outlet"]
    assert all(f"{outlet}, " in text for outlet in outlets)
    whole = edits.passages(before, after, frame="safety", most=999, seed=7)
    told = repr(edit_views.passages(whole, LABELS, frame="safety", seed=7))
    assert "drawn" not in told
    calm = edits.passages(before, after, frame="nature", seed=7)
    assert repr(edit_views.passages(calm, LABELS, frame="nature", seed=7)) == (
        "Nature gained no sentence. Nature lost no sentence."
    )


def test_hostile_text_is_escaped_and_what_was_found_is_marked():
    shown = edit_views.passages(drawn(HOSTILE, "bill*; bill NEAR/9 all"), LABELS, frame="costs",
                                seed=1, documents=one_document())  # fmt: skip
    found = read(shown)
    assert set(found.tags) == {"style", "div", "p", "b", "span", "mark"}
    assert "paper <b>, 2 May 2026 · d1" in found.text
    markup = shown._repr_html_()
    marks = re.findall(r"<mark style=[^>]*>(.*?)</mark>", markup)
    assert marks == [
        "bill<b>bill*</b>",
        " &amp; &lt;img src=x onerror=alert(1)&gt; for all<b>bill NEAR/9 all</b>",
        "billing<b>bill*</b>",
    ]


def test_what_was_lost_is_struck_through_also_of_a_frame_that_is_gone():
    shown = edit_views.passages(drawn("One bill.", "bill*", "lost", n=4), {}, frame="old", seed=3)
    assert '<mark class="fw-off"' in shown._repr_html_()
    assert repr(shown) == (
        "old gained no sentence. old lost 4 sentences: 1 of 4 shown, drawn with seed 3."
    )
