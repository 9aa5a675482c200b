"""Word tree: counts add up, words stand in the order of the text, and text cannot run."""

from html.parser import HTMLParser

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis import word_tree
from analysis.contracts import InputError


def lines(*contexts, side="right", keyword="copied"):
    table = pd.DataFrame({"keyword": keyword, "left": "", "right": ""}, index=range(len(contexts)))
    table[side] = list(contexts)
    return table.astype("str")


def text_of(shown):
    found = []

    class Reader(HTMLParser):
        def handle_data(self, data):
            found.append(data)

        def handle_starttag(self, tag, attrs):
            assert tag not in ("script", "b")

    reader = Reader()
    reader.feed(shown.markup.split("</style>")[-1])
    return "".join(found)


def check(branch, least, *, root=False):
    assert branch.n == sum(one.n for one in branch.children) + branch.ended + len(branch.others)
    assert root or branch.n >= least
    assert [one.n for one in branch.children] == sorted(
        (o.n for o in branch.children), reverse=True
    )
    for child in branch.children:
        check(child, least)


CONTEXTS = st.lists(
    st.lists(st.sampled_from(["our", "Our", "data", "x-y", ",", "é"]), max_size=6).map(" ".join),
    max_size=12,
)


@settings(max_examples=80, deadline=None)
@given(CONTEXTS, st.sampled_from(["left", "right"]), st.integers(1, 4), st.integers(1, 3))
def test_every_line_is_counted_once_at_each_fork(contexts, side, depth, least):
    table = lines(*contexts, side=side)
    root = word_tree.branches(table, side=side, depth=depth, least=least)
    assert root.n == len(contexts)
    check(root, least, root=True)
    again = word_tree.branches(table.sample(frac=1, random_state=1), side=side, depth=depth,
                               least=least)  # fmt: skip
    assert again == root


def test_words_that_all_lines_share_are_one_branch():
    root = word_tree.branches(lines(" our data now", " our data then", " Our data."))
    assert root.words == ("copied",)
    (only,) = root.children
    assert only.words == ("our", "data")
    assert (only.n, only.ended, only.others) == (3, 1, ("now", "then"))


def test_to_the_left_words_stand_in_the_order_of_the_text():
    root = word_tree.branches(lines("I say they ", "we say they ", side="left"), side="left")
    (only,) = root.children
    assert only.words == ("say", "they")
    assert only.others == ("I", "we")


def test_the_most_frequent_spelling_is_shown():
    root = word_tree.branches(lines(" OpenAI’s x", " openai’s y", " OpenAI’s z"))
    assert root.children[0].words == ("OpenAI’s",)


def test_the_depth_ends_a_branch_and_keeps_the_rest_of_the_line():
    root = word_tree.branches(lines(" a b c.", " a b c."), depth=2)
    assert root.children[0].words == ("a", "b")
    assert root.children[0].others == ("c.", "c.")


def test_the_page_shows_counts_and_every_line():
    shown = word_tree.tree(lines(" our data <b>.", " our data again.", " it."))
    text = text_of(shown)
    assert "our data 2 ×" in text
    assert "1 line goes its own way… it." in text
    assert repr(shown) == "copied: 3 lines, 1 branch to the right"


def test_forms_of_the_keyword_are_counted():
    table = lines(" x", " y", " z")
    table["keyword"] = ["copied", "Copied", "copying"]
    assert "3 × (copied 2, copying 1)" in text_of(word_tree.tree(table))


def test_lines_that_are_not_shown_are_counted():
    text = text_of(word_tree.tree(lines(*[f" w{number}" for number in range(9)]), most=4))
    assert "9 lines go their own way" in text
    assert "5 more lines are not shown here." in text


def test_no_line():
    shown = word_tree.tree(lines(), said="Asked.")
    assert repr(shown) == "No line to show."
    assert text_of(shown) == "Asked.No line to show."


@pytest.mark.parametrize(
    ("options", "says"),
    [({"side": "up"}, "side='up'"), ({"depth": 0}, "depth=0"), ({"least": 0}, "least=0")],
)
def test_what_cannot_be_asked_is_said(options, says):
    with pytest.raises(InputError, match=says):
        word_tree.branches(lines(" a"), **options)
    with pytest.raises(InputError, match="Table lines lacks 'keyword'"):
        word_tree.branches(pd.DataFrame({"left": [], "right": []}))
