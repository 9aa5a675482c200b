"""Saved web pages: the text alone, the day of publication and no other, no error pages."""

import json
import logging

import pytest
from invented_exports import web

from analysis.readers import Article, Options, Rejected, Source, Unreadable, recognise
from analysis.readers.web_page import READER

TEXT = "\n\n".join(("The tide turns", *web.PARAGRAPHS))


def read(content, name="a.html"):
    source = Source.of_bytes(name, content if isinstance(content, bytes) else content.encode())
    (item,) = READER.read(source, Options())
    assert item.position == 1
    return item


# Text and fields ----------------------------------------------------------------------


def test_title_and_paragraphs_and_nothing_around_them():
    article = read(web.page())
    assert article.text == TEXT
    assert (article.title, article.outlet, article.language) == (
        "The tide turns",
        "The Bulletin",
        "en",
    )
    assert article.has_body
    assert article.remarks == ()


def test_fields_of_the_metadata():
    head = (
        web.meta(og__title="The tide turns", og__url="https://bulletin.example/tide")
        + '<meta name="author" content="Anna Zand"><link rel="canonical" '
        'href="https://bulletin.example/tide">'
    )
    article = read(web.page(head=head, language="nl-NL"))
    assert (article.author, article.url) == ("Anna Zand", "https://bulletin.example/tide")
    assert article.language == "nl-NL"


@pytest.mark.parametrize(
    ("charset", "encoding"),
    [("utf-8", "utf-8"), ("utf-8", "utf-8-sig"), ("iso-8859-1", "cp1252"),
     ("windows-1250", "cp1250"), ("", "cp1252"), ("utf-8", "cp1252"), ("nonsense", "cp1252")],
)  # fmt: skip
def test_accents_whatever_the_page_says_of_its_encoding(charset, encoding):
    paragraphs = ("Ein „müder“ Möwenschwarm – über 20 Vögel – sitzt am Kai. " * 4, *web.PARAGRAPHS)
    article = read(web.page(paragraphs=paragraphs, charset=charset).encode(encoding))
    assert "Ein „müder“ Möwenschwarm – über 20 Vögel" in article.text


def test_page_that_begins_with_an_xml_declaration():
    article = read('<?xml version="1.0" encoding="utf-8"?>\n' + web.page())
    assert article.text == TEXT


@pytest.mark.parametrize(
    "hidden",
    [
        "<script>alert('scriptword')</script>",
        "<script type='text/template'><p>scriptword scriptword scriptword</p></script>",
        "<style>.scriptword {}</style>",
        "<template><p>scriptword scriptword</p></template>",
        "<svg><text>scriptword</text></svg>",
        "<!-- scriptword -->",
    ],
)
def test_no_script_or_style_comes_into_the_text(hidden):
    article = read(web.page(paragraphs=(*web.PARAGRAPHS, hidden), extra=hidden))
    assert article.text == TEXT


@pytest.mark.parametrize("script", ["<script>scriptword()</script>", "<script>scriptword()"])
@pytest.mark.parametrize("escaped", [False, True])
def test_no_script_comes_from_the_text_that_a_page_keeps_in_json(script, escaped):
    body = "".join(f"<p>{part}</p>" for part in web.PARAGRAPHS) + script
    body = body.replace("<", "&lt;").replace(">", "&gt;") if escaped else body
    written = json.dumps({"@type": "NewsArticle", "articleBody": body}).replace("</", "<\\/")
    article = read(f'<html><head><title>Tides</title><script type="application/ld+json">{written}'
                   '</script></head><body><div id="app"></div></body></html>')  # fmt: skip
    assert "as if they had been put there by hand" in article.text
    assert "scriptword" not in article.text


def test_quoted_tags_in_a_text_about_scripts_stay_words():
    said = "The page held &lt;script&gt;alert(1)&lt;/script&gt;, says the harbour master."
    article = read(web.page(paragraphs=(*web.PARAGRAPHS, said)))
    assert "The page held <script>alert(1)</script>, says" in article.text


# Days -----------------------------------------------------------------------------------

PUBLISHED = "2025-01-28T09:15:00+01:00"
MODIFIED = "2025-02-03T10:00:00+01:00"


LINKED = {"@type": "NewsArticle", "dateModified": MODIFIED, "datePublished": PUBLISHED}
GRAPH = [{"@type": "WebPage", "datePublished": "2020-01-01"}, {**LINKED, "@type": ["Article"]}]


@pytest.mark.parametrize(
    "head",
    [
        web.meta(article__modified_time=MODIFIED, article__published_time=PUBLISHED),
        web.linked_data(**LINKED),
        web.linked_data(**{"@graph": GRAPH}),
        web.meta(pubdate=PUBLISHED, last_modified=MODIFIED).replace("last_", "last-"),
        web.meta(og__updated_time=MODIFIED)
        + f'<meta itemprop="datePublished" content="{PUBLISHED}">',
    ],
)
def test_day_of_publication_is_told_from_the_day_of_change(head):
    article = read(web.page(head=head))
    assert article.date == PUBLISHED
    assert article.raw["update_date"] == MODIFIED


@pytest.mark.parametrize(
    "element",
    [
        f'<time pubdate datetime="{PUBLISHED}">28 January</time>',
        f'<time itemprop="datePublished" datetime="{PUBLISHED}">28 January</time>',
        f'<time class="entry-date published" datetime="{PUBLISHED}">28 January</time>',
    ],
)
def test_day_of_publication_in_a_marked_element(element):
    assert read(web.page(extra=element)).date == PUBLISHED


def test_day_of_change_alone_is_not_the_date():
    article = read(web.page(head=web.meta(article__modified_time=MODIFIED)))
    assert article.date is None
    assert article.raw["update_date"] == MODIFIED


def test_day_that_the_page_does_not_call_its_day_of_publication_is_kept_apart():
    article = read(web.page(extra='<time datetime="2025-01-28">28 January</time>'))
    assert article.date is None
    assert article.raw["page_date"] == "2025-01-28"
    assert article.remarks[0].startswith("the page does not state its day of publication")


def test_a_page_without_days_gets_none():
    article = read(web.page())
    assert article.date is None
    assert not {"page_date", "update_date", "crawl_date"} & set(article.raw)


# How browsers save ------------------------------------------------------------------------


def test_address_and_day_that_the_browser_wrote():
    saved = ("<!DOCTYPE html><!--\n Page saved with SingleFile \n url: https://bulletin.example/tide"
             " \n saved date: Tue Jan 28 2025 10:00:00 GMT+0100\n-->")  # fmt: skip
    article = read(web.page().replace("<!DOCTYPE html>", saved))
    assert article.url == "https://bulletin.example/tide"
    assert article.raw["crawl_date"] == "Tue Jan 28 2025 10:00:00 GMT+0100"
    assert article.date is None
    older = "<!-- saved from url=(0029)https://bulletin.example/tide -->\n"
    assert read(older + web.page()).url == "https://bulletin.example/tide"


def test_single_file_of_a_browser():
    content = (
        "From: <Saved by Blink>\nSnapshot-Content-Location: https://bulletin.example/tide\n"
        "Subject: The tide turns\nDate: Tue, 28 Jan 2025 10:00:00 -0000\nMIME-Version: 1.0\n"
        'Content-Type: multipart/related;\n\ttype="text/html";\n\tboundary="----X----"\n\n\n'
        "------X----\nContent-Type: text/html\nContent-Transfer-Encoding: 8bit\n"
        f"Content-Location: https://bulletin.example/tide\n\n{web.page()}\n------X------\n"
    ).encode()
    assert READER.recognises(Source.of_bytes("a.mhtml", content))
    article = read(content)
    assert (article.text, article.url) == (TEXT, "https://bulletin.example/tide")
    assert article.raw["crawl_date"] == "Tue, 28 Jan 2025 10:00:00 -0000"


# What is no article -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("title", "said"),
    [
        ("Page not found", "an error page: 'Page not found'"),
        ("404", "an error page: '404'"),
        ("Error 403 Forbidden", "an error page: 'Error 403 Forbidden'"),
        ("Access Denied", "an error page: 'Access Denied'"),
        ("Pagina niet gevonden", "an error page: 'Pagina niet gevonden'"),
        ("Seite nicht gefunden", "an error page: 'Seite nicht gefunden'"),
        ("Just a moment...", "an error page: 'Just a moment'"),
        (
            "DPG Media Privacy Gate",
            "a wall of cookies before the article: 'DPG Media Privacy Gate'",
        ),
        ("Before you continue", "a wall of cookies before the article: 'Before you continue'"),
        (
            "We value your privacy",
            "a wall of cookies before the article: 'We value your privacy'",
        ),
    ],
)
def test_error_page_and_wall_of_cookies_are_refused(title, said):
    page = web.page(title=title, paragraphs=("You can go back to the front page or search.",))
    remedy = "open the page in a browser and save it again, or take it out"
    assert read(page).reason == f"{said}; {remedy}"


@pytest.mark.parametrize(
    "title",
    ["Access denied: how a town lost its beach", "The 404 bus", "Cookie notice period"],
)
def test_article_whose_title_sounds_like_an_error_is_kept(title):
    article = read(web.page(title=title, paragraphs=web.PARAGRAPHS[:1]))
    assert article.title == title


def test_long_article_with_the_title_of_an_error_is_kept():
    assert isinstance(read(web.page(title="Not found", paragraphs=web.PARAGRAPHS * 2)), Article)


@pytest.mark.parametrize(
    "page",
    [
        "<html><head><title>Gallery</title></head><body><img src='a.png'></body></html>",
        "<html><head><title>App</title></head><body><div></div><script>x()</script></body></html>",
        "<html></html>",
    ],
)
def test_page_without_text_is_refused(page):
    item = read(page)
    assert isinstance(item, Rejected)


def test_short_texts_are_kept_with_a_remark():
    pay = web.PARAGRAPHS[0] + " Subscribe to continue reading."
    assert "ask for a subscription" in read(web.page(paragraphs=(pay,))).remarks[0]
    closed = web.linked_data(**{"@type": "NewsArticle", "isAccessibleForFree": "False"})
    assert "not free to read" in read(web.page(head=closed)).remarks[0]
    assert read(web.page(paragraphs=web.PARAGRAPHS[:1])).remarks == (
        "only 26 words found on the page",
    )


def test_deeply_nested_page_is_refused_and_not_cut():
    item = read("<html><body>" + "<div>" * 5_000 + f"<p>{TEXT}</p></body></html>")
    assert item.reason.startswith("its mark-up is nested too deeply or is too large; ")


def test_page_that_is_too_large_is_refused():
    with pytest.raises(Unreadable, match="more than 100 MB"):
        list(READER.read(Source("a.html", 10**9, lambda: None), Options()))
    assert "more than 20 MB" in read(web.page() + " " * 20_000_000).reason


def test_nothing_is_logged_or_fetched(caplog, capfd):
    with caplog.at_level(logging.DEBUG):
        read("<html></html>")
        read(web.page(head='<link rel="canonical" href="ht!tp://[bad">'))
    assert not [record for record in caplog.records if record.levelno >= logging.WARNING]
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("\ufeff\n<!DOCTYPE HTML PUBLIC '-//W3C//DTD HTML 4.01//EN'><html>", True),
        ("<?xml version='1.0'?><!-- x --><html xmlns='http://www.w3.org/1999/xhtml'>", True),
        ("<HTML><HEAD>", True),
        ("<?xml version='1.0'?><rss><channel><title>html</title></channel></rss>", False),
        ("A text about <html> tags", False),
        ("<p> is a tag", False),
        ("", False),
    ],
)
def test_a_page_is_told_from_other_files(content, expected):
    assert READER.recognises(Source.of_bytes("a.txt", content.encode())) is expected


@pytest.mark.parametrize(("name", "is_page"), [("a.html", True), ("a.HTM", True), ("a.txt", False)])
def test_a_part_of_a_page_is_read_as_one_if_its_name_says_so(name, is_page):
    body = "".join(f"<p>{paragraph}</p>" for paragraph in web.PARAGRAPHS)
    source = Source.of_bytes(name, f"<article><h1>The tide turns</h1>{body}</article>".encode())
    reader = recognise(source)
    (article,) = [item for item in reader.read(source, Options()) if isinstance(item, Article)]
    assert reader.format == ("web-page" if is_page else "text")
    assert ("<p>" in article.text) is not is_page


def test_a_text_with_tags_says_so():
    source = Source.of_bytes("a.txt", b"<p>An article of one line.</p>")
    remark, _ = recognise(source).read(source, Options())
    assert "rename it to .html" in remark.text
