"""Tell the text of an article from the furniture of its web page, and label its parts.

Nothing is deleted or rewritten: every stretch of text gets a role and the reason for it,
and later stages choose by role. `blocks` labels lines and paragraphs, `mark_repeats`
labels units that say again what was said before.
"""

import itertools
import re
import unicodedata
from collections.abc import Iterable
from typing import Final

import pandas as pd

from analysis import contracts
from analysis._furniture import is_name
from analysis._lines import ANY_STOP, Line, cut, is_prose
from analysis.contracts import InputError, TableError, first_five

__all__ = ["blocks", "mark_repeats"]

_SECTION: Final = re.compile(
    r"(?:quick |key |in )?(?:summary|facts|takeaways|points|brief|short)|tl;?dr|samenvatting"
    r"|in het kort|kort samengevat|overzicht|overview|introduction|inleiding|highlights",
    re.IGNORECASE,
)
_QUESTIONS: Final = re.compile(
    r"(?:people also ask|(?:frequently|commonly) asked questions|faqs?\b|veelgestelde vragen"
    r"|mensen vragen ook|q ?& ?a|vraag en antwoord|questions and answers|common questions).{0,40}",
    re.IGNORECASE,
)
_SECTION_NAME: Final = (
    r"(?:news|nieuws|tech(?:nology|nologie)?|econom(?:y|ie)|business|bedrijven|politi(?:cs|ek)"
    r"|world|wereld|opini(?:on|e)|column|analys[ei]s?|internet|binnenland|buitenland|markets"
    r"|beurs|finance|geld|sport|science|wetenschap|media|culture|cultuur|ai|artificial "
    r"intelligence|kunstmatige intelligentie|breaking(?: news)?|exclusie?ve?|live(?:blog)?"
    r"|opvallend|algemeen|overig|general|regio|cybersecurity|innovatie|innovation)"
)
_CATEGORY: Final = re.compile(
    rf"{_SECTION_NAME}(?:(?:\s*[&/|,•·]\s*|\s+(?:en|and)\s+){_SECTION_NAME})*", re.IGNORECASE
)
_WORD: Final = re.compile(r"\w+")
_BYLINE: Final = re.compile(r"(?:by|door|author|auteur|written by|tekst)\s*:?", re.IGNORECASE)
_CREDIT: Final = re.compile(
    r"[.!?][\"”’]?\s+\W?(?:©.{0,80}|.{0,40}(?:Getty Images|Shutterstock|Unsplash)|Reuters|AP Photo"
    r"|AP|AFP|ANP|EPA|Bloomberg|Belga)[)\s]*$|\s(?:©\s?\w[^.!?]{1,60}|[/|(–—-] ?Getty Images\)?)$"
)
_AGO: Final = re.compile(
    r"\d+ (?:minuten|minuut|uur|dag|hour|minute|day)\w* (?:geleden|ago)(?=[A-Z]|\W*$)"
)
_QUOTED: Final = re.compile(
    r"(?:“(?P<a>[^“”]{8,})”|‘(?P<b>[^‘]{8,})’|„(?P<c>[^„”“]{8,})[”“]|«(?P<d>[^«»]{8,})»"
    r"|\"(?P<e>[^\"]{8,})\"|'(?P<f>(?:[^']|(?<=\w)'(?=\w)){8,})')(?P<rest>.*)"
)
_SPEAKER: Final = re.compile(
    r"[\s–—(-]*[A-ZÀ-ÖØ-Þ][\w.’'-]+"
    r"(?: (?:[A-ZÀ-ÖØ-Þ][\w.’'-]*|van|de|den|der|het|ten|ter|von)){0,4}"
    r"(?:\s*[,(–-]\s*[^.!?@]{2,80})?"
)
_SAYS: Final = re.compile(
    r"(?:said|says|wrote|adds?|added|told|zei|zegt|schrijft|schreef|stelt|vindt|aldus|meldt|vraagt"
    r"|vroeg|asked)$"
)


def blocks(documents: pd.DataFrame) -> pd.DataFrame:
    r"""Cut articles into lines and paragraphs and give each a role.

    Parameters
    ----------
    documents : DataFrame
        Contract ``documents``; `text` is read, and `title` where there is one.

    Returns
    -------
    DataFrame
        Contract ``blocks``, sorted by `doc_id` and `position`, which counts from 0 in
        each article. `start` and `end` are character offsets `[start, end)` into `text`,
        without white space around them; blocks do not overlap, and every character that
        is not white space lies in exactly one. `role` is one of

        ========= ======================================================================
        headline  the title of the article, at its top
        heading   a short line without a full stop between paragraphs
        lead      the first paragraph
        body      any other text of the article
        pullquote a quotation set apart with its speaker, or repeated from the text
        chrome    furniture of the web page: dates, bylines, view counts, links, adverts
        ========= ======================================================================

        and `reason` says which rule gave it. A text without a letter gives only chrome,
        an empty text no rows.

    Examples
    --------
    >>> article = contracts.empty("documents").drop(columns="text")
    >>> article.loc[0, ["doc_id", "text"]] = ["a", "Nieuw model\nDoor Jan Smit\nHet is er nu."]
    >>> filled = article.fillna({"source_file": "a.txt", "source_format": "txt", "words": 8,
    ...     "position_in_file": 0, "date_source": "none", "text_sha256": ""})
    >>> blocks(filled)[["start", "end", "role", "reason"]]
       start  end      role           reason
    0      0   11  headline       first line
    1     12   25    chrome           byline
    2     26   39      lead  first paragraph
    """
    known = contracts.conform(documents, "documents")
    rows: list[tuple[object, ...]] = []
    articles = zip(*(known[name].tolist() for name in ("doc_id", "text", "title")), strict=True)
    for doc_id, text, title in articles:
        lines = _labelled(text, title if isinstance(title, str) else "")
        for position, line in enumerate(lines):
            rows.append((doc_id, position, line.start, line.end, line.role, line.reason))
    columns = ["doc_id", "position", "start", "end", "role", "reason"]
    table = pd.DataFrame(rows, columns=columns).sort_values(["doc_id", "position"])
    return contracts.conform(table, "blocks")


def _labelled(text: str, title: str) -> list[Line]:
    """Cut one article and label all its blocks; each step labels what it is sure of."""
    lines = list(cut(text))
    _label_title(lines, title)
    _label_furniture(lines)
    _label_names(lines)
    _label_captions(lines)
    _label_headline(lines)
    _label_quotations(lines)
    _label_links(lines)
    _label_tail(lines)
    _label_headings(lines)
    _label_paragraphs(lines)
    return lines


def _open(lines: Iterable[Line]) -> list[Line]:
    """Give the lines that have no role yet."""
    return [line for line in lines if not line.role]


def _label_title(lines: list[Line], title: str) -> None:
    """Label the line at the top that is the title in the metadata, whatever its words."""
    named: list[Line] = []
    for line in _open(lines):
        if _same_title(line.text, title):
            named.append(line)
        elif is_prose(line) and not line.furniture:
            break
    exact = [line for line in named if _folded(line.text) == _folded(title)]
    bare = [line for line in named if not line.furniture]
    likely = [line for line in (*exact, *bare, *named) if line.words > 2 or not line.furniture]
    if likely:  # a title of a word or two such as `Home` does not make a button a headline
        likely[0].label("headline", "title of the article")


def _label_furniture(lines: list[Line]) -> None:
    """Label lines that are furniture by their own words."""
    for at, line in enumerate(lines):
        found = None if line.role else line.furniture
        headline = found == "related" and line.words > 3 and not _open(lines[:at])
        if found and not headline:  # a title may begin with `Watch:`
            line.label("chrome", found)


def _label_names(lines: list[Line]) -> None:
    """Label names below `By`, and names that stand with a date or a job."""
    for at, (line, after) in enumerate(itertools.pairwise(lines)):
        if line.reason == "byline" and _BYLINE.fullmatch(line.text):
            if not after.role and after.short and after.words <= 8:
                after.label("chrome", "byline")
        elif not line.role and is_name(line.text) and _open(lines[:at]):
            belongs = after.reason in ("date", "reading time", "navigation")
            if belongs or (after.reason == "byline" and after.text.startswith(line.text)):
                line.label("chrome", "byline")


def _label_captions(lines: list[Line]) -> None:
    """Label captions that end with the name of the photographer or agency."""
    for line in _open(lines):
        if _CREDIT.search(line.text[-120:]):
            line.label("body", "photo caption")


def _label_headline(lines: list[Line]) -> None:
    """Label the headline if the title was not found, and the names of sections around it."""
    named = next((line for line in lines if line.role == "headline"), None)
    if named:
        for line in _open(itertools.takewhile(lambda line: line is not named, lines)):
            if line.words <= 4:
                line.label("chrome", "section name")
    after = lines[lines.index(named) + 1 :] if named else lines
    top = list(itertools.takewhile(lambda line: not is_prose(line), _open(after)))
    if top and not named:
        _label_first(top)
    for line in _open(top):
        if _is_section(line) and line is not lines[-1]:
            line.label("chrome", "section name")


def _label_first(top: list[Line]) -> None:
    """Choose the headline among the lines above the first paragraph."""
    first, second = top[0], top[1] if len(top) > 1 else None
    if _SECTION.fullmatch(first.text) or first.text.endswith(":"):
        return
    above = first.words <= 2 and not first.text.endswith("?")
    if second and second.words >= 4 and (above or _is_section(first)):
        if not _is_section(first):
            first.label("heading", "above the headline")
        first = second
    first.label("headline", "first line")


def _is_section(line: Line) -> bool:
    """Say whether a line is the name of a section of a newspaper."""
    return _CATEGORY.fullmatch(line.text.lstrip("-–—#| ")) is not None


def _same_title(text: str, title: str) -> bool:
    """Say whether a line is the title, with or without the name of the site."""
    line, wanted = _folded(text), _folded(title)
    shorter, longer = sorted((line, wanted), key=len)
    if line == wanted or len(shorter.split()) < 4:
        return line == wanted and bool(line)
    return f" {shorter} " in f" {longer} " and 2 * len(shorter) > len(longer)


def _label_quotations(lines: list[Line]) -> None:
    """Label quotations that are set apart: with a speaker, or said again in the text."""
    for line in _open(lines):
        found = _QUOTED.fullmatch(line.text) if line.text[0] in "“‘„«\"'" else None
        if found is None or line.words > 60:
            continue
        rest = found["rest"].strip()
        dashed = rest[:1] in ("-", "–", "—")
        if rest and not dashed and (not _SPEAKER.fullmatch(rest) or _SAYS.search(rest)):
            continue
        words = _folded(next(part for part in found.groups() if part))
        others = (_folded(other.text) for other in lines if other is not line)
        if words.count(" ") >= 4 and any(words in other for other in others):
            line.label("pullquote", "quotation repeated from the text")
        elif dashed:
            line.label("body", "message or statement quoted in full")
        elif rest:
            line.label("pullquote", "quotation with its speaker")


def _label_links(lines: list[Line]) -> None:
    """Label titles of other articles below `Related articles`."""
    for at, line in enumerate(lines):
        if line.reason != "related" or line.words > 6:
            continue
        rest = lines[at + 1 :]
        for other in rest[: _teasers(rest)]:
            other.label("chrome", "other articles")
        links = _open(rest)
        if any(is_prose(other) for other in links):  # the article goes on: one link at most
            links = [other for other in links[:1] if other.words >= 5]
        for other in links:
            if not ANY_STOP.search(other.text[-15:]):
                other.label("chrome", "link to another article")


def _teasers(lines: list[Line]) -> int:
    """Count the lines of teasers of other articles, each with its age (`2 uur geleden`)."""
    count = 0
    for at, line in enumerate(lines):
        if at > count + 3:
            break
        if _AGO.match(line.text):
            count = at + 1
    return count


def _label_tail(lines: list[Line]) -> None:
    """Label short lines behind the last paragraph: signatures, tags, buttons."""
    prose = [at for at, line in enumerate(lines) if not line.role and is_prose(line)]
    if len(prose) < 2:
        return
    for line in _open(lines[prose[-1] + 1 :]):
        if line.words <= 6 and not ANY_STOP.search(line.text[-15:]):
            line.label("chrome", "after the last paragraph")


def _label_headings(lines: list[Line]) -> None:
    """Label short lines without a stop that stand above a paragraph."""
    asking = False
    run: list[Line] = []
    kept = _open(lines)
    for line, after in itertools.pairwise(kept):
        if not _is_heading(line, after):
            _label_run(run)
            run = []
        elif asking and line.text.endswith("?"):
            line.label("body", "question of a list of questions")
        else:
            asking = _QUESTIONS.fullmatch(line.text) is not None
            run.append(line)
    _label_run(run)


def _is_heading(line: Line, after: Line) -> bool:
    """Say whether a line can be a heading."""
    text = line.text
    if not line.short or line.words > 15 or is_prose(line):
        return False
    if text.endswith(":"):
        return line.words <= 5 and not _SAYS.search(text.rstrip(":"))
    if text.endswith("?"):
        return not after.text.endswith("?")
    return not ANY_STOP.search(text[-15:]) and (not text[0].islower() or text[1:2].isupper())


def _label_run(run: list[Line]) -> None:
    """Label short lines that stand together: up to four are headings, more are a list."""
    for at, line in enumerate(run):
        if len(run) < 5 or at in (0, len(run) - 1):
            line.label("heading", "question" if line.text.endswith("?") else "short line")
        else:
            line.label("body", "list of short lines")


def _label_paragraphs(lines: list[Line]) -> None:
    """Label the rest; the first paragraph is the lead."""
    lead = False
    for line in _open(lines):
        line.label("body" if lead else "lead", "paragraph" if lead else "first paragraph")
        lead = True
        if line.role == "body" and line.listed:
            line.reason = "list item"


def _folded(text: str) -> str:
    """Fold case, punctuation, quotation marks and spaces: only the words are left."""
    return " ".join(_WORD.findall(unicodedata.normalize("NFKC", text).casefold()))


def mark_repeats(
    segments: pd.DataFrame, documents: pd.DataFrame, *, min_words: int = 5
) -> pd.DataFrame:
    """Relabel units that repeat an earlier unit of the same article.

    A headline that comes back above the text, a summary that is copied from it and a
    pull quote would otherwise count twice.

    Parameters
    ----------
    segments : DataFrame
        Contract ``segments``, of any unit.
    documents : DataFrame
        With `doc_id` and `text`.
    min_words : int
        Shorter units are never called a repeat; at least 1.

    Returns
    -------
    DataFrame
        The same rows in the same order with another `role` where it applies. ``repeat``:
        the words of the unit (case, punctuation and spaces folded) are those of an
        earlier unit or lie within it. ``pullquote``: a heading that is one quotation,
        and whose words are also in the lead or body, before or behind it. Furniture and
        pull quotes keep their role, and what a pull quote said first is no repeat.

    Raises
    ------
    InputError
        If `min_words` is below 1.
    TableError
        If a unit belongs to a document that is not there.
    """
    if min_words < 1:
        message = f"min_words is {min_words}; give 1 or more (5 is the default)."
        raise InputError(message)
    table = contracts.conform(segments, "segments")
    text_of = dict(zip(documents["doc_id"], documents["text"], strict=True))
    strange = table.loc[~table["doc_id"].isin(list(text_of)), "doc_id"]
    if len(strange):
        message = (
            f"Table segments has units of documents that are not in the table documents "
            f"({first_five(strange.unique())}). Give the documents it was made from."
        )
        raise TableError(message)
    roles = table["role"].to_numpy(dtype=object, copy=True)
    ordered = table.assign(row=range(len(table))).sort_values(["doc_id", "start", "end"])
    for doc_id, units in ordered.groupby("doc_id", sort=False):
        text = text_of[str(doc_id)]
        spans = zip(units["start"].tolist(), units["end"].tolist(), strict=True)
        found = [text[start:end] for start, end in spans]
        rows = units["row"].to_numpy()
        roles[rows] = _relabelled(found, roles[rows].tolist(), min_words)
    return contracts.conform(table.assign(role=roles), "segments")


def _relabelled(texts: list[str], roles: list[str], min_words: int) -> list[str]:
    """Give the new roles of the units of one article, in the order of the text."""
    folded = [_folded(text) for text in texts]
    long = [words.count(" ") + 1 >= min_words for words in folded]
    running = " ".join(
        words for words, role in zip(folded, roles, strict=True) if role in ("lead", "body")
    )
    made = list(roles)
    earlier = "\n"
    for at, (words, role) in enumerate(zip(folded, roles, strict=True)):
        if role in ("chrome", "pullquote"):
            continue
        quoted = role == "heading" and _QUOTED.fullmatch(texts[at])
        if quoted and not quoted["rest"] and long[at] and f" {words} " in f" {running} ":
            made[at] = "pullquote"
            continue
        if long[at] and f" {words} " in earlier:
            made[at] = "repeat"
        earlier += f" {words} \n"
    return made
