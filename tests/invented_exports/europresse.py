"""Exports of Europresse in their measured shapes, new and old; every text is invented."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape


@dataclass(frozen=True)
class Item:
    """One article of an export."""

    number: int = 1
    title: str = "La digue a tenu"
    text: Sequence[str] = ("La digue a tenu lundi.", "Personne n'a été blessé.")
    outlet: str | None = "Le Courrier des digues, no. 5968"
    head: str = "Communication, mardi 14 mars 2006, p. 16"
    author: str | None = "Anne Plume"

    @property
    def identity(self) -> str:
        return f"news·20060314·CD·0q{self.number:04}_12560"


def articles(count: int) -> list[Item]:
    return [
        Item(number, f"Titre inventé {number}", (f"Début {number}.", f"Fin {number}."))
        for number in range(1, count + 1)
    ]


def article(item: Item, *, body: str | None = None, title: str | None = None) -> str:
    """Write an article; `body` and `title` replace the mark-up of these parts."""
    paragraphs = "".join(f"<p>{escape(text)}</p>" for text in item.text)
    name = f'<span class="DocPublicationName">{escape(item.outlet)}</span>' if item.outlet else ""
    author = f'<div class="docAuthors">{escape(item.author)}</div>' if item.author else ""
    titled = title or (
        '<div class="titreArticle"><p class="sm-margin-TopNews titreArticleVisu '
        f'rdp__articletitle">{escape(item.title)}</p></div>'
    )
    return (
        f'<article><header><div class="rdp__DocPublicationName">{name}</div>'
        f'<div><span class="DocHeader">{escape(item.head)}</span></div>{titled}{author}</header>'
        '<section><div class="DocText clearfix">'
        + (body or f'<div class="docOcurrContainer">{paragraphs}</div>')
        + "</div></section><aside><p>Note(s) : voir page 3</p></aside>"
        f"<footer><div>© 2006 Le Courrier des digues. Tous droits réservés.</div>"
        f"<div>{item.identity}</div></footer></article>"
    )


def page(parts: Sequence[str], *, ended: bool = True) -> bytes:
    start = (
        '<!DOCTYPE html><html><head><meta charset="utf-8"><title>Europresse</title></head><body>'
    )
    return (start + "\n".join(parts) + ("</body></html>" if ended else "")).encode()


def html(items: Sequence[Item]) -> bytes:
    return page([article(item) for item in items])


def old_article(item: Item, *, date: str = "5 octobre 2013") -> str:
    name = (
        f'<span class="DocPublicationName">{escape(item.outlet)}</span><br>' if item.outlet else ""
    )
    text = "<br><br>".join(escape(part, quote=False) for part in item.text)
    return (
        f'<table width="100%"><tr><td>{name}<span class="DocHeader">Politique, </span>'
        f'<span class="DocHeader">samedi </span><span class="DocHeader">{date}</span>'
        '<span class="DocHeader">, p. 03</span><br><br>'
        f'<span class="TitreArticleVisu">{escape(item.title)}</span><br><br>{text}<br><br>'
        "© 2013 Le Courrier des digues. Tous droits réservés.<br>"
        '<table align="center"><tr><td>Certificat émis le 14 mars 2014 à Université inventée</td>'
        f"</tr><tr><td>Numéro de document : {item.identity}</td></tr></table></td></tr></table>"
    )


def old_page(parts: Sequence[str]) -> bytes:
    head = '<html><head><meta http-equiv="Content-Type" content="text/html; charset=iso-8859-1">'
    return (head + "</head><body>" + "\n".join(parts) + "</body></html>").encode("iso-8859-1")


def old_html(items: Sequence[Item]) -> bytes:
    return old_page([old_article(item) for item in items])
