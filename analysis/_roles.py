"""Label the lines of an article: headline, heading, lead, body, pull quote, furniture.

Used by `clean`. A line may be known by its own words; the rest follows from its neighbours.
"""

import itertools
import re
import unicodedata
from collections.abc import Iterable
from typing import Final

from analysis._furniture import is_name
from analysis._lines import Line
from analysis._repeats import QUOTED, folded

__all__ = ["label"]

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
_BESIDE_A_NAME: Final = frozenset(("date", "reading time", "navigation"))
_BYLINE: Final = re.compile(r"(?:by|door|author|auteur|written by|tekst)\s*:?", re.IGNORECASE)
_AGO: Final = re.compile(
    r"\d+ (?:minuten|minuut|uur|dag|hour|minute|day)\w* (?:geleden|ago)(?=[A-Z]|\W*$)"
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


def label(lines: list[Line], title: str) -> None:
    """Label all blocks of one article; each step labels what it is sure of."""
    _label_title(lines, title)
    kinds = _label_furniture(lines)
    if kinds & {"byline", *_BESIDE_A_NAME}:
        _label_names(lines)
    _label_captions(lines)
    _label_headline(lines)
    _label_quotations(lines)
    if "related" in kinds:
        _label_links(lines)
    _label_tail(lines)
    _label_headings(lines)
    _label_paragraphs(lines)


def _open(lines: Iterable[Line]) -> list[Line]:
    """Give the lines that have no role yet."""
    return [line for line in lines if not line.role]


def _label_title(lines: list[Line], title: str) -> None:
    """Label the line at the top that is the title in the metadata, whatever its words."""
    wanted = folded(title)
    if not wanted:
        return
    named: list[Line] = []
    for line in _open(lines):
        if _same_title(line.text, wanted):
            named.append(line)
        elif line.prose and not line.furniture:
            break
    exact = [line for line in named if folded(line.text) == wanted]
    bare = [line for line in named if not line.furniture]
    likely = [line for line in (*exact, *bare, *named) if line.words > 2 or not line.furniture]
    if likely:  # a title of a word or two such as `Home` does not make a button a headline
        likely[0].label("headline", "title of the article")


def _label_furniture(lines: list[Line]) -> set[str]:
    """Label lines that are furniture by their own words; give the kinds that were found."""
    kinds: set[str] = set()
    first = True
    for line in lines:
        if line.role:
            continue
        found = line.furniture
        if found and not (found == "related" and line.words > 3 and first):
            line.label("chrome", found)
            kinds.add(found)
        else:  # a title may begin with `Watch:`
            first = False
    return kinds


def _label_names(lines: list[Line]) -> None:
    """Label names below `By`, and names that stand with a date or a job."""
    first = True
    for line, after in itertools.pairwise(lines):
        if line.reason == "byline" and _BYLINE.fullmatch(line.text):
            if not after.role and not after.prose and after.words <= 8:
                after.label("chrome", "byline")
        elif not (line.role or first) and _stands_with(line, after) and is_name(line.text):
            line.label("chrome", "byline")
        first = first and line.role != ""


def _stands_with(line: Line, after: Line) -> bool:
    """Say whether a line stands above a date or the like, or is repeated with a job."""
    if after.reason == "byline":
        return after.text.startswith(line.text)
    return after.reason in _BESIDE_A_NAME


def _label_captions(lines: list[Line]) -> None:
    """Label captions that end with the name of the photographer or agency."""
    for line in lines:
        if line.credit and not line.role:
            line.label("body", "photo caption")


def _label_headline(lines: list[Line]) -> None:
    """Label the headline if the title was not found, and the names of sections around it."""
    named = next((at for at, line in enumerate(lines) if line.role == "headline"), -1)
    for line in _open(lines[: max(named, 0)]):
        if line.words <= 4:
            line.label("chrome", "section name")
    top: list[Line] = []
    for line in lines[named + 1 :]:
        if not line.role:
            if line.prose:
                break
            top.append(line)
    if top and named < 0:
        _label_first(top)
    for line in top:
        if not line.role and line is not lines[-1] and _is_section(line):
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


def _same_title(text: str, wanted: str) -> bool:
    """Say whether a line is the title (folded), with or without the name of the site."""
    if not _may_be_title(text, wanted):
        return False
    line = folded(text)
    shorter, longer = sorted((line, wanted), key=len)
    if line == wanted or len(shorter.split()) < 4:
        return line == wanted
    return f" {shorter} " in f" {longer} " and 2 * len(shorter) > len(longer)


def _may_be_title(text: str, wanted: str) -> bool:
    """Say at little cost whether a line can be the title: one holds the first word of the other."""
    if not unicodedata.is_normalized("NFKC", text):
        return True
    small = text.casefold()
    first = _WORD.search(small)
    if first is None:
        return False
    return f" {first[0]} " in f" {wanted} " or wanted.partition(" ")[0] in small


def _label_quotations(lines: list[Line]) -> None:
    """Label quotations that are set apart: with a speaker, or said again in the text."""
    for line in lines:
        if line.role or line.text[0] not in "“‘„«\"'" or line.words > 60:
            continue
        found = QUOTED.fullmatch(line.text)
        rest = found["rest"].strip() if found else ""
        dashed = rest[:1] in ("-", "–", "—")
        if not found or (
            rest and not dashed and (not _SPEAKER.fullmatch(rest) or _SAYS.search(rest))
        ):
            continue
        words = folded(next(part for part in found.groups() if part))
        if words.count(" ") >= 4 and _said_again(words, line, lines):
            line.label("pullquote", "quotation repeated from the text")
        elif dashed:
            line.label("body", "message or statement quoted in full")
        elif rest:
            line.label("pullquote", "quotation with its speaker")


def _said_again(words: str, line: Line, lines: list[Line]) -> bool:
    """Say whether folded words are in another line."""
    longest = max(words.split(" "), key=len)
    for other in lines:
        text = other.text
        if other is line or (
            unicodedata.is_normalized("NFKC", text) and longest not in text.casefold()
        ):
            continue
        if words in folded(text):
            return True
    return False


def _label_links(lines: list[Line]) -> None:
    """Label titles of other articles below `Related articles`."""
    last = len(lines) - 1  # of the lines without a role
    for at, line in enumerate(lines):
        if line.reason != "related" or line.words > 6:
            continue
        for other in lines[at + 1 : _teasers(lines, at + 1)]:
            other.label("chrome", "other articles")
        while last > at and lines[last].role:
            last -= 1
        if last <= at:
            continue
        links = _open(lines[at + 1 :])
        if any(other.prose for other in links):  # the article goes on: one link at most
            links = [other for other in links[:1] if other.words >= 5]
        for other in links:
            if not other.ends:
                other.label("chrome", "link to another article")


def _teasers(lines: list[Line], first: int) -> int:
    """Find where teasers of other articles end, each with its age (`2 uur geleden`)."""
    end = first
    for at in range(first, len(lines)):
        if at > end + 3:
            break
        if _AGO.match(lines[at].text):
            end = at + 1
    return end


def _label_tail(lines: list[Line]) -> None:
    """Label short lines behind the last paragraph: signatures, tags, buttons."""
    prose = [at for at, line in enumerate(lines) if line.prose and not line.role]
    if len(prose) < 2:
        return
    for line in _open(lines[prose[-1] + 1 :]):
        if line.words <= 6 and not line.ends:
            line.label("chrome", "after the last paragraph")


def _label_headings(lines: list[Line]) -> None:
    """Label short lines without a stop that stand above a paragraph."""
    asking = False
    run: list[Line] = []
    kept = _open(lines)
    for line, after in itertools.pairwise(kept):
        if line.prose or not _is_heading(line, after):
            if run:
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
    if line.words > 15:
        return False
    if text.endswith(":"):
        return line.words <= 5 and not _SAYS.search(text.rstrip(":"))
    if text.endswith("?"):
        return not after.text.endswith("?")
    return not line.ends and (not text[0].islower() or text[1:2].isupper())


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
