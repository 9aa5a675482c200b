import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from invented_exports import europresse, factiva
from invented_exports.europresse import Item

from analysis.readers import Article, Claim, Options, Rejected, Remark, Source, Unreadable
from analysis.readers import europresse_html as new
from analysis.readers import europresse_html_old as old

ODD = st.sampled_from(
    ("Note : deux", "<b>gras</b> & <script>x()</script>", "p. 16", "mardi 14 mars 2006",
     "</article>", "</td></table>", "no. 5968", "© mine", "&nbsp;")
)  # fmt: skip
NAME = re.compile(rb'class="DocPublicationName\b')
WORDS = st.text(st.characters(categories=("L", "N", "P", "S"), include_characters=" "), min_size=1)
LATIN = st.text(
    st.characters(codec="iso-8859-1", categories=("L", "N", "P", "S"), include_characters=" "),
    min_size=1,
)


def lines(words):
    return (ODD | words).map(lambda text: " ".join(text.split())).filter(bool)


def read(content, reader=new):
    return list(reader.READER.read(Source.of_bytes("a.html", content), Options()))


def only(items, kind):
    return [item for item in items if isinstance(item, kind)]


def first(content, reader=new):
    return only(read(content, reader), Article)[0]


def recognised(content):
    source = Source.of_bytes("a", content)
    return [reader.READER.format for reader in (new, old) if reader.READER.recognises(source)]


# New form -------------------------------------------------------------------------


def test_every_part_gets_its_place():
    items = read(europresse.html([Item(1), Item(2)]))
    assert only(items, Claim) == [Claim(2, "document numbers")]
    article = only(items, Article)[0]
    assert article.text == "La digue a tenu\n\nLa digue a tenu lundi.\n\nPersonne n'a été blessé."
    assert (article.title, article.outlet, article.author) == (
        "La digue a tenu", "Le Courrier des digues", "Anne Plume"
    )  # fmt: skip
    assert (article.date, article.section) == ("mardi 14 mars 2006", "Communication")
    assert article.identity == "news·20060314·CD·0q0001_12560"
    assert article.language is None
    assert article.raw == {
        "issue": "no. 5968", "page": "16", "notes": ["Note(s) : voir page 3"],
        "copyright": "© 2006 Le Courrier des digues. Tous droits réservés.",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("head", "date", "section", "words", "raw"),
    [
        ("mardi 14 mars 2006, p. 16", "mardi 14 mars 2006", None, None, {"page": "16"}),
        ("mardi 14 mars 2006", "mardi 14 mars 2006", None, None, {}),
        ("p. 3, Sports, 1er août 2013", "1er août 2013", "Sports", None, {"page": "3"}),
        ("France, mercredi 11 septembre 2024 1 134 mots, p. 11-12", "mercredi 11 septembre 2024",
         "France", 1134, {"page": "11-12"}),
        ("Économie, lundi 3 juin 2024 - 08:12 UTC", "lundi 3 juin 2024", "Économie", None,
         {"time": "08:12 UTC"}),
        ("News, Thursday, July 1, 2004, p. A5", "Thursday, July 1, 2004", "News", None,
         {"page": "A5"}),
        ("Idées, Mai 68, vendredi 4 mai 2018", "vendredi 4 mai 2018", "Idées, Mai 68", None, {}),
        ("Une", None, "Une", None, {}),
        ("", None, None, None, {}),
    ],
)  # fmt: skip
def test_the_head_line_is_read_in_any_order(head, date, section, words, raw):
    article = first(europresse.html([Item(head=head)]))
    assert (article.date, article.section, article.stated_words) == (date, section, words)
    assert {key: article.raw[key] for key in ("page", "time") if key in article.raw} == raw


def test_a_head_line_under_another_name():
    content = europresse.html([Item()]).decode()
    head = '<span class="DocTitreSousSection">Régions</span><span>jeudi 2 mars 2006</span>'
    start = content.index('<span class="DocHeader">')
    end = content.index("</span>", start) + len("</span>")
    article = first((content[:start] + head + content[end:]).encode())
    assert (article.date, article.section) == ("jeudi 2 mars 2006", "Régions")


@pytest.mark.parametrize(
    ("name", "outlet", "raw"),
    [
        ("Le Monde", "Le Monde", {}),
        ("Le Monde, no. 5968\n                Bordeaux", "Le Monde",
         {"issue": "no. 5968", "edition": "Bordeaux"}),
        ("Le Progrès (Lyon), n° 12<br>Villeurbanne", "Le Progrès (Lyon)",
         {"issue": "n° 12", "edition": "Villeurbanne"}),
        ("No Comment (site web)", "No Comment (site web)", {}),
    ],
)  # fmt: skip
def test_issue_and_region_are_no_part_of_the_outlet(name, outlet, raw):
    content = europresse.html([Item(outlet="NAME")]).decode().replace("NAME", name)
    article = first(content.encode())
    assert article.outlet == outlet
    assert {key: article.raw[key] for key in ("issue", "edition") if key in article.raw} == raw


@pytest.mark.parametrize(
    ("mark_up", "text"),
    [
        ('<div class="titreArticle"><div class="titreArticleVisu">Un <mark>ti</mark>tre</div>'
         "</div>", "Un titre"),
        ('<p class="titreArticleVisu grandTitre">Un titre</p>', "Un titre"),
        ('<div class="titreArticle">Un titre</div>', "Un titre"),
        ('<div class="titreArticle"><p class="rdp__articletitle">Un titre</p>'
         '<p class="sm-margin-TopNews rdp__subtitle">Et plus</p></div>', "Un titre\n\nEt plus"),
    ],
)  # fmt: skip
def test_a_title_in_any_of_its_forms(mark_up, text):
    article = first(europresse.page([europresse.article(Item(text=()), title=mark_up)]))
    assert (article.title, article.text) == ("Un titre", text)
    assert article.has_body is False


@pytest.mark.parametrize(
    "below",
    [
        '<p class="sm-margin-bottomNews">Anne Plume</p>',
        "<div>Anne Plume</div>",
        '<div class="docAuthors">Anne <mark>Plume</mark></div>',
    ],
)
def test_an_author_in_any_of_its_places(below):
    title = f'<div class="titreArticle"><p class="titreArticleVisu">T</p></div>{below}'
    content = europresse.page([europresse.article(Item(author=None), title=title)])
    assert first(content).author == "Anne Plume"


def test_no_author():
    assert first(europresse.html([Item(author=None)])).author is None


@pytest.mark.parametrize("hit", ["<mark>di</mark>", '<span class="occurrence">di</span>',
                                 '<span style="color:red">di</span>'])  # fmt: skip
def test_hits_do_not_split_the_text(hit):
    body = f'<div class="docOcurrContainer"><p>La {hit}gue.</p><aside>Non</aside></div>'
    content = europresse.page([europresse.article(Item(), body=body)])
    assert first(content).text == "La digue a tenu\n\nLa digue."


def test_text_without_its_container_and_notes_in_it():
    body = "Un.<br><br>Deux.<aside>Illustration</aside><script>x()</script>"
    content = europresse.page([europresse.article(Item(), body=body)])
    article = first(content)
    assert article.text.split("\n\n")[1:] == ["Un.", "Deux."]
    assert "Illustration" in article.raw["notes"]


def test_an_item_without_a_publication_is_refused_and_counted():
    items = read(europresse.html([Item(1), Item(2, outlet=None), Item(3)]))
    assert [article.position for article in only(items, Article)] == [1, 3]
    assert only(items, Rejected) == [
        Rejected(2, "no publication name: not a press article", only(items, Rejected)[0].quote)
    ]


def test_a_file_that_ends_within_an_article_refuses_it():
    content = europresse.html(europresse.articles(3))
    items = read(content[: content.index(b"Fin 3.")])
    assert len(only(items, Article)) == 2
    (refused,) = only(items, Rejected)
    assert (refused.position, "ends within" in refused.reason) == (3, True)


def test_a_file_that_ends_after_a_text_keeps_it_with_a_remark():
    content = europresse.html(europresse.articles(2))
    article = only(read(content[: content.rindex(b"</footer>")]), Article)[1]
    assert article.text.endswith("Fin 2.")
    assert "after its text" in article.remarks[0]


def test_hostile_nesting_spoils_its_own_article_alone():
    deep = europresse.article(Item(2), body='<div class="docOcurrContainer">' + "<div>" * 5_000)
    items = read(europresse.page([europresse.article(Item(1)), deep, europresse.article(Item(3))]))
    assert [article.position for article in only(items, Article)] == [1, 3]
    assert "nested too deeply" in only(items, Rejected)[0].reason


def test_numbers_in_scripts_are_not_counted():
    script = "<script>var keys = ['news·20060316·CD·0q9', 'news·20060317·CD·0q8']</script>"
    items = read(europresse.page([script, europresse.article(Item())]))
    assert only(items, Claim) == [Claim(1, "document numbers")]


def test_a_page_without_articles_is_unreadable():
    content = europresse.page(["<p>Session expirée</p>"])
    assert recognised(content) == ["europresse-html"]
    with pytest.raises(Unreadable, match="without articles"):
        read(content)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(lines(WORDS), st.lists(lines(WORDS), min_size=1, max_size=3)),
                min_size=1, max_size=3))  # fmt: skip
def test_what_is_written_is_what_is_read(articles):
    items = [Item(n, title, text) for n, (title, text) in enumerate(articles, start=1)]
    found = read(europresse.html(items))
    assert [(item.title, item.text, item.identity) for item in only(found, Article)] == [
        (item.title, "\n\n".join([item.title, *item.text]), item.identity) for item in items
    ]


# Old form -------------------------------------------------------------------------


def test_every_part_of_the_old_form_gets_its_place():
    items = read(europresse.old_html([Item(1), Item(2, title="Été à Liège")]), old)
    assert only(items, Claim) == [Claim(2, "document numbers")]
    assert only(items, Remark) == []  # its encoding is as it should be
    one, two = only(items, Article)
    assert one.text == "La digue a tenu\n\nLa digue a tenu lundi.\n\nPersonne n'a été blessé."
    assert (one.outlet, one.section, one.date) == (
        "Le Courrier des digues", "Politique", "samedi 5 octobre 2013"
    )  # fmt: skip
    assert one.identity == "news·20060314·CD·0q0001_12560"
    assert one.raw["page"] == "03"
    assert one.raw["copyright"].startswith("© 2013")
    assert two.title == "Été à Liège"


def test_the_day_of_the_certificate_is_not_the_day_of_the_article():
    article = first(europresse.old_page([europresse.old_article(Item(), date="")]), old)
    assert article.date is None
    assert "Certificat" not in article.text


def test_items_of_the_old_form_without_a_publication_are_refused_and_counted():
    parts = [europresse.old_article(Item(number, outlet=name))
             for number, name in ((1, None), (2, "A"), (3, None), (4, "B"))]  # fmt: skip
    items = read(europresse.old_page(parts), old)
    assert [item.position for item in only(items, Rejected)] == [1, 3]
    assert [(item.position, item.outlet) for item in only(items, Article)] == [(2, "A"), (4, "B")]
    assert all("Certificat" not in item.text for item in only(items, Article))


def test_a_second_name_above_a_title_makes_no_second_article():
    content = europresse.old_html([Item()]).replace(
        b"<br>", b'<br><span class="DocPublicationName">2</span>', 1
    )
    (article,) = only(read(content, old), Article)
    assert article.outlet == "Le Courrier des digues"


def test_an_old_file_that_ends_within_an_article_refuses_it():
    content = europresse.old_html(europresse.articles(2))
    items = read(content[: content.index(b"Fin 2.")], old)
    assert [article.position for article in only(items, Article)] == [1]
    assert "ends within" in only(items, Rejected)[0].reason


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(lines(LATIN), st.lists(lines(LATIN), min_size=1, max_size=3)),
                min_size=1, max_size=3))  # fmt: skip
def test_what_is_written_in_the_old_form_is_what_is_read(articles):
    items = [Item(n, title, text) for n, (title, text) in enumerate(articles, start=1)]
    found = read(europresse.old_html(items), old)
    assert [(item.title, item.text, item.identity) for item in only(found, Article)] == [
        (item.title, "\n\n".join([item.title, *item.text]), item.identity) for item in items
    ]


# Both -----------------------------------------------------------------------------


def test_each_form_is_recognised_as_itself():
    assert recognised(europresse.html([Item()])) == ["europresse-html"]
    assert recognised(europresse.old_html([Item()])) == ["europresse-html-old"]


@pytest.mark.parametrize(
    "content",
    [
        b"<html><title>Europresse - Wikipedia</title><body><article><p>Text</p></article>",
        b"<html><body><article class='docHeader'><h1 class='titre'>T</h1></article></body></html>",
        factiva.html([factiva.Item()]),
        b"\x00\xff" * 50,
        b"",
    ],
)
def test_other_pages_are_not_claimed(content):
    assert recognised(content) == []


@pytest.mark.parametrize("reader", [new, old])
@settings(max_examples=60, deadline=None)
@given(place=st.integers(0, 10_000))
def test_a_file_cut_anywhere_loses_no_article_in_silence(reader, place):
    build = europresse.html if reader is new else europresse.old_html
    content = build(europresse.articles(3))
    cut = content[: place % len(content)]
    begun = cut.count(b"<article>") if reader is new else len(NAME.findall(cut))
    try:
        found = read(cut, reader)
    except Unreadable:
        assert begun == 0
        return
    handled = [item.position for item in found if isinstance(item, Article | Rejected)]
    assert handled == list(range(1, begun + 1))


def test_old_head_line_of_an_item_without_a_name_is_not_put_to_the_article_above():
    first = europresse.old_article(europresse.Item(1))
    nameless = europresse.old_article(europresse.Item(2, outlet=None))
    page = europresse.old_page([first, nameless])
    found = [item for item in read(page, old) if isinstance(item, Article | Rejected)]
    article, refused = found
    assert (article.section, article.date) == ("Politique", "samedi 5 octobre 2013")
    assert "not a press article" in refused.reason
