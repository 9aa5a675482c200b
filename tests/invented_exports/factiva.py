"""Exports of Factiva in their measured shapes; every text is invented."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from html import escape

LISTS = {
    "CO": "watcon : Waterland Controls",
    "IN": "i16 : Water Supply | iutil : Utilities",
    "NS": "gflood : Floods | gcat : Political/General News",
    "RE": "neth : Netherlands | eurz : Europe",
    "IPC": "FLOOD | GEN",
    "IPD": "Weather",
}
WORDS = {"en": "words", "fr": "mots", "nl": "words", "de": "Wörter"}
NAMES = {"en": "English", "fr": "Français", "nl": "Dutch", "de": "Deutsch"}


@dataclass(frozen=True)
class Item:
    """One article; `td` may be empty."""

    number: int = 1
    title: str = "Dike holds"
    lead: Sequence[str] = ("The dike held on Monday.",)
    td: Sequence[str] = ("Nobody was hurt.",)
    language: str = "en"
    date: str = "29 December 2011"
    time: str | None = "10:15"
    outlet: str = "The Dyke Reporter"
    author: str | None = "A. Writer"
    section: str | None = "News"
    words: str = "1,295"
    more: dict[str, str] = field(default_factory=dict)

    @property
    def accession(self) -> str:
        return f"DYKE{self.number % 100:02}0020111229e7ct{self.number:05}"


def articles(count: int) -> list[Item]:
    return [
        Item(number, f"Invented title {number}", (f"Lead {number}.",), (f"Text {number}.",))
        for number in range(1, count + 1)
    ]


def _codes(item: Item) -> list[tuple[str, list[str]]]:
    head = {
        "SE": item.section, "HD": item.title, "BY": item.author,
        "WC": f"{item.words} {WORDS[item.language]}", "PD": item.date, "ET": item.time,
        "SN": item.outlet, "SC": "DYKE", "ED": "First", "PG": "A1",
        "LA": NAMES[item.language], "CY": "(c) 2011 Dyke Press.",
    }  # fmt: skip
    tail = {**LISTS, "PUB": "Dyke Press", **item.more, "AN": f"Document {item.accession}"}
    rows = [(code, [value]) for code, value in head.items() if value]
    rows.append(("LP", list(item.lead)))
    if item.td:
        rows.append(("TD", list(item.td)))
    return rows + [(code, [value]) for code, value in tail.items()]


def _row(code: str, values: list[str], item: Item) -> str:
    style = f"articleParagraph {item.language}articleParagraph"
    if code in ("LP", "TD"):
        cell = "\n".join(f'<p class="{style}">{escape(value)}</p>' for value in values)
        code = f"<p><b>{code}</b>&nbsp;</p>"
    elif code == "HD":
        cell = f"<b class='{item.language}Headline'>{escape(values[0])}</b>\n"
        code = "<b>HD</b>&nbsp;"
    else:
        line_break = "<br/>" if code in {*LISTS, "PUB", "AN"} else ""
        cell = line_break + escape(values[0])
        code = f"{line_break}<b>{code}</b>&nbsp;"
    return f'<tr><td align="right" valign="top" class="index">{code}</td><td>{cell}</td></tr>'


def html_article(item: Item) -> str:
    rows = "".join(_row(code, values, item) for code, values in _codes(item))
    table = f'<table cellpadding="1" cellspacing="1" border="0">{rows}</table>'
    return f'<span></span><div class="article {item.language}Article">{table}<br/></div><br/>'


def html_unindexed(item: Item) -> str:
    """'Article Format': no codes; the accession number ends the article."""
    head = (item.words + " words", item.date, item.time, item.outlet, "DYKE", "English", "(c) 2011")
    body = "".join(
        f'<p class="articleParagraph enarticleParagraph">{escape(text)}</p>'
        for text in (*item.lead, *item.td)
    )
    return (
        f'<div class="article enArticle"><div id="hd"><span class="enHeadline">'
        f"{escape(item.title)}</span></div>"
        + "".join(f"<div>{escape(value)}</div>" for value in head if value)
        + f"{body}<p>Document {item.accession}</p></div><br/>"
    )


def page(content: str, *, style: int = 0, title: str = "Factiva") -> bytes:
    """Put articles on a page; `style` is how many characters of style it carries."""
    rules = ".x{margin:0;}" * (style // 13)
    return (
        '<!DOCTYPE html>\n<html>\n<head>\n<meta charset="UTF-8"/>\n'
        f"<title>{title}</title>\n<style>{rules}</style></head>\n<body class=''>"
        '<form name="PageBaseForm"><div id="contentWrapper"><div id="contentLeft">'
        f'{content}<div id="pageFooter"><table><tr><td><span class="copyright">&copy; 2011 '
        "Factiva, Inc.</span></td></tr></table></div></div></div></form>"
        "<script>modalEnabled = true;</script>\n</body>\n</html>\n"
    ).encode()


def html(items: Sequence[Item], *, style: int = 0) -> bytes:
    return page("".join(html_article(item) for item in items), style=style)


SUMMARY = {"Text": "flood and dike", "Date": "01/01/2011 to 31/12/2011", "Results Found": "2"}


def html_summary() -> str:
    rows = "".join(f"<tr><td>{key}</td><td>{value}</td></tr>" for key, value in SUMMARY.items())
    return f"<div><b>Search Summary</b><table>{rows}</table></div>"


def rtf_text(text: str) -> str:
    """Write text as RTF does: escapes, and numbers for what is not ASCII."""
    written = []
    for char in text:
        if char in "\\{}":
            written.append("\\" + char)
        elif char == "\n":
            written.append("\\line ")
        elif char.isascii():
            written.append(char)
        else:
            units = char.encode("utf-16-le")
            for at in range(0, len(units), 2):
                unit = int.from_bytes(units[at : at + 2], "little")
                written.append(f"\\u{unit - 65536 if unit > 32767 else unit}?")
    return "".join(written)


def rtf_row(code: str, values: Sequence[str]) -> str:
    cell = "\\par ".join(rtf_text(value) for value in values)
    return (
        "\\trowd\\trgaph108\\cellx800\\cellx9000\n"
        f"\\pard\\intbl\\qr{{\\b {code}}}\\cell\n\\pard\\intbl {cell}\\cell\\row\n"
    )


def rtf_article(item: Item) -> str:
    return "".join(rtf_row(code, values) for code, values in _codes(item))


def rtf_unindexed(item: Item) -> str:
    lines = [item.title, f"{item.words} words", item.date, item.outlet, *item.lead, *item.td,
             f"Document {item.accession}"]  # fmt: skip
    return "".join(f"\\pard {rtf_text(line)}\\par\n" for line in lines)


def rtf_lines(item: Item) -> str:
    """Codes at the start of lines, without a table."""
    lines = [f"{code}\t{values[0]}" if values else code for code, values in _codes(item)]
    for place, (code, values) in enumerate(_codes(item)):
        if code in ("LP", "TD"):
            lines[place] = "\n".join([code, *values])
    return "".join(f"{rtf_text(line)}\\par\n" for text in lines for line in text.split("\n"))


def rtf_file(parts: Sequence[str], *, between: str = "\\page\n") -> bytes:
    """Put articles in a file; `between` is a form feed or the control word `page`."""
    start = "{\\rtf1\\ansi\\ansicpg1252\\deff0{\\fonttbl{\\f0\\fnil\\fcharset0 Arial;}}\n\\uc1\n"
    return (start + between.join(parts) + "}").encode("ascii")


def rtf(items: Sequence[Item], *, between: str = "\\page\n") -> bytes:
    return rtf_file([rtf_article(item) for item in items], between=between)
