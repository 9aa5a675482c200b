import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from invented_exports import factiva
from invented_exports.factiva import Item

from analysis.readers import Article, Claim, Options, Provenance, Rejected, Source, Unreadable
from analysis.readers.factiva_html import READER

ODD = st.sampled_from(
    ("HD", "TD", "AN", "LP", "Document", "Author: who?", "<b>bold</b> & <script>x()</script>",
     "a | b : c", "&nbsp;", "Un mot : deux", "12 words", "</td></tr></table>")
)  # fmt: skip
WORDS = st.text(st.characters(categories=("L", "N", "P", "S"), include_characters=" "), min_size=1)
LINE = (ODD | WORDS).map(lambda text: " ".join(text.split())).filter(bool)


def read(content):
    return list(READER.read(Source.of_bytes("a.html", content), Options()))


def only(items, kind):
    return [item for item in items if isinstance(item, kind)]


def recognised(content):
    return READER.recognises(Source.of_bytes("a", content))


def test_every_code_gets_its_place():
    (article,) = only(read(factiva.html([Item()])), Article)
    assert article.text == "Dike holds\n\nThe dike held on Monday.\n\nNobody was hurt."
    assert (article.title, article.outlet, article.author, article.section) == (
        "Dike holds", "The Dyke Reporter", "A. Writer", "News"
    )  # fmt: skip
    assert (article.language, article.stated_words, article.has_body) == ("en", 1295, True)
    assert article.date == "29 December 2011 10:15"
    assert article.identity == "DYKE010020111229e7ct00001"
    assert article.raw["subjects"] == ["gflood : Floods", "gcat : Political/General News"]
    assert article.raw["provider_codes"] == ["FLOOD", "GEN"]
    assert article.raw["publisher"] == "Dyke Press"
    assert article.remarks == ()


@pytest.mark.parametrize(
    ("language", "stated", "words"),
    [("fr", "1 295", 1295), ("de", "1.295", 1295), ("nl", "65", 65), ("en", "12,034", 12034)],
)
def test_language_is_that_of_the_class_and_word_counts_are_read_in_each(language, stated, words):
    (article,) = only(read(factiva.html([Item(language=language, words=stated)])), Article)
    assert (article.language, article.stated_words) == (language, words)


def test_english_and_french_in_one_file_and_an_article_of_a_lead_alone():
    items = [Item(1), Item(2, language="fr", date="29 décembre 2011", time=None, td=())]
    first, second = only(read(factiva.html(items)), Article)
    assert (first.position, second.position) == (1, 2)
    assert second.text == "Dike holds\n\nThe dike held on Monday."
    assert (second.has_body, second.date, second.language) == (True, "29 décembre 2011", "fr")


def test_several_paragraphs_of_lead_and_text_stay_apart():
    (article,) = only(read(factiva.html([Item(lead=("A.", "B."), td=("C.", "D."))])), Article)
    assert article.text.split("\n\n") == ["Dike holds", "A.", "B.", "C.", "D."]


def test_a_time_that_is_no_time_of_day_is_kept_beside_the_date():
    (article,) = only(read(factiva.html([Item(time="in the evening")])), Article)
    assert (article.date, article.raw["time"]) == ("29 December 2011", "in the evening")


def test_unknown_and_missing_codes():
    items = [Item(author=None, section=None, more={"ART": "A dike.", "CX": "Not a dam."})]
    (article,) = only(read(factiva.html(items)), Article)
    assert (article.author, article.section) == (None, None)
    assert (article.raw["caption"], article.raw["correction"]) == ("A dike.", "Not a dam.")


def test_a_file_claims_its_accession_numbers():
    assert only(read(factiva.html(factiva.articles(3))), Claim) == [Claim(3, "accession numbers")]


def test_an_article_whose_start_is_damaged_is_found_by_its_codes():
    content = factiva.html(factiva.articles(3)).decode()
    second = content.index('<div class="article enArticle"', content.index("Invented title 1"))
    damaged = content[:second] + content[second:].replace('<div class="article enArticle">', "", 1)
    found = only(read(damaged.encode()), Article)
    assert [article.title for article in found] == [f"Invented title {n}" for n in (1, 2, 3)]
    assert [article.position for article in found] == [1, 2, 3]


def test_a_file_that_ends_within_a_text_keeps_the_whole_articles_and_refuses_the_last():
    content = factiva.html(factiva.articles(3))
    items = read(content[: content.index(b"Text 3.")])
    assert [article.position for article in only(items, Article)] == [1, 2]
    (refused,) = only(items, Rejected)
    assert refused.position == 3
    assert "ends within this article" in refused.reason
    assert "Invented title 3" in refused.quote


def test_a_file_that_ends_after_the_text_keeps_the_last_article_with_a_remark():
    content = factiva.html(factiva.articles(2))
    items = read(content[: content.rindex(b"<b>AN</b>")])
    last = only(items, Article)[-1]
    assert last.text.endswith("Text 2.")
    assert last.identity is None
    assert "after its text" in last.remarks[0]


def test_a_number_cut_in_two_is_not_an_identity():
    content = factiva.html(factiva.articles(1))
    (article,) = only(read(content[: content.rindex(b"00001</td>")]), Article)
    assert article.identity is None


def test_without_indexing_each_article_is_refused_with_what_to_do():
    items = read(factiva.page("".join(map(factiva.html_unindexed, factiva.articles(2)))))
    assert only(items, Claim) == [Claim(2, "accession numbers")]
    assert [refused.position for refused in only(items, Rejected)] == [1, 2]
    assert all("Full Article/Report plus Indexing" in item.reason for item in only(items, Rejected))
    assert only(items, Article) == []


def test_an_error_page_says_in_its_own_words_what_went_wrong():
    content = factiva.page("<p>Your session has timed out.</p>")
    assert recognised(content)
    with pytest.raises(Unreadable, match=r"Your session has timed out\..*Sign in again"):
        read(content)


def test_an_error_in_the_place_of_an_article_is_refused():
    broken = '<div class="article enArticle"><p>We cannot show this document.</p></div>'
    items = read(factiva.page(factiva.html_article(Item()) + broken))
    (refused,) = only(items, Rejected)
    assert "error message" in refused.reason
    assert refused.quote.startswith("We cannot show this document.")


def test_hostile_nesting_spoils_its_own_article_alone():
    deep = factiva.html_article(Item(2)).replace("Nobody was hurt.", "<div>" * 5_000)
    content = factiva.page(factiva.html_article(Item(1)) + deep + factiva.html_article(Item(3)))
    items = read(content)
    assert [article.position for article in only(items, Article)] == [1, 3]
    (refused,) = only(items, Rejected)
    assert (refused.position, "nested too deeply" in refused.reason) == (2, True)


def test_scripts_in_an_article_are_no_text():
    hostile = factiva.html([Item()]).replace(
        b"Nobody was hurt.", b"Nobody <script>alert(1)</script><style>p{}</style>was <b>hurt</b>."
    )
    (article,) = only(read(hostile), Article)
    assert article.text.endswith("Nobody was hurt.")


def test_recognised_behind_more_style_than_is_looked_at():
    # in the page that Factiva really saves, the first article begins 94,000 characters in
    assert recognised(factiva.html([Item()], style=90_000))


@pytest.mark.parametrize(
    "page",
    [
        b"<html><head><title>What is Factiva?</title></head><body><article class='article'><p>Text",
        b"<html><body><div class='article main'><table><tr><td><b>HD</b></td></tr></table>",
        b"{\\rtf1 HD WC PD SN}",
        b"\x00\xff" * 50,
        b"",
    ],
)
def test_other_pages_are_not_claimed(page):
    assert not recognised(page)


def test_the_search_summary_is_provenance():
    content = factiva.page(factiva.html_article(Item()) + factiva.html_summary())
    (found,) = only(read(content), Provenance)
    assert (found.query, found.facts["Results Found"]) == ("flood and dike", "2")


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(LINE, st.lists(LINE, min_size=1, max_size=3), st.lists(LINE, max_size=3)),
                min_size=1, max_size=4))  # fmt: skip
def test_what_is_written_is_what_is_read(articles):
    items = [Item(n, title, lead, td) for n, (title, lead, td) in enumerate(articles, start=1)]
    found = read(factiva.html(items))
    assert only(found, Rejected) == []
    assert [(item.title, item.text, item.identity) for item in only(found, Article)] == [
        (item.title, "\n\n".join([item.title, *item.lead, *item.td]), item.accession)
        for item in items
    ]


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10_000))
def test_a_file_cut_anywhere_loses_no_article_in_silence(place):
    content = factiva.html(factiva.articles(3))
    cut = content[: place % len(content)]
    try:
        found = read(cut)
    except Unreadable:
        assert b"<div class=" + b'"article enArticle' not in cut
        return
    handled = [item.position for item in found if isinstance(item, Article | Rejected)]
    assert handled == list(range(1, cut.count(b'<div class="article enArticle') + 1))
