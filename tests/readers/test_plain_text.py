"""A text file is one article, kept to the character."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.readers import Article, Options, Source, Unreadable, recognise
from analysis.readers.plain_text import READER as PLAIN_TEXT

BODY = "The company says that its rival has copied the answers of its models."


def article(text: str | bytes, **options) -> Article:
    raw = text if isinstance(text, bytes) else text.encode()
    (item,) = PLAIN_TEXT.read(Source.of_bytes("a.txt", raw), Options(**options))
    return item


@pytest.mark.parametrize(
    ("labels", "expected"),
    [
        ("Title: A: b\nDate: 3 May 2025\nOutlet: The Paper", ("A: b", "3 May 2025", "The Paper")),
        ("Titel: A\nDatum: 3 mei 2025\nKrant: De Krant", ("A", "3 mei 2025", "De Krant")),
        ("Titel: A\nDatum: 3. Mai 2025\nQuelle: Blatt", ("A", "3. Mai 2025", "Blatt")),
        ("Titre : A\nDate : 3 mai 2025\nJournal : Le Journal", ("A", "3 mai 2025", "Le Journal")),
    ],
)
def test_a_block_of_labels_is_read_and_stays_in_the_text(labels, expected):
    text = f"{labels}\n\n{BODY}\n"
    found = article(text)
    assert (found.title, found.date, found.outlet) == expected
    assert found.text == text


@pytest.mark.parametrize(
    "text",
    [
        f"date 2026-02-13 {BODY}",  # the header line of the seeds, read by the dating stage
        f"Title: A\n{BODY}",  # no blank line
        f"Reaction: none\nNote: x\n\n{BODY}",  # no label of an article
        f"Title: A\nA line of text.\n\n{BODY}",
        f"Title: A\nTitle: B\n\n{BODY}",
        f"He said: no.\n\nTitle: A\n\n{BODY}",
        "\n".join(f"Label {chr(97 + number)}: x" for number in range(24)),
    ],
)
def test_what_is_no_block_of_labels_is_left_alone(text):
    found = article(text)
    assert (found.title, found.date, found.outlet, found.raw) == (None, None, None, {})
    assert found.text == text


def test_labels_without_a_column_are_kept():
    assert article(f"Title: A\nPage number: 4\n\n{BODY}").raw == {"page_number": "4"}


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1))
def test_the_text_is_kept_whatever_stands_above_it(text):
    written = f"Title: A\r\n\r\n{text}x"
    assert article(written).text == written


def test_the_studys_encoding_replaces_the_guess():
    raw = "Společnost tvrdí, že soupeř kopíroval.".encode("cp1250")
    assert article(raw).text != raw.decode("cp1250")
    assert article(raw, encoding="cp1250").text == raw.decode("cp1250")
    with pytest.raises(Unreadable, match="encoding 'utf-8' of the study"):
        article(raw, encoding="utf-8")


def test_a_file_that_is_too_large_is_not_opened():
    def opened():
        raise AssertionError

    source = Source("a.txt", 1_000_000_000, opened)
    with pytest.raises(Unreadable, match="larger than 50 MB"):
        next(PLAIN_TEXT.read(source, Options()))


@pytest.mark.parametrize(
    ("name", "raw", "known"),
    [
        ("a.txt", BODY.encode(), True),
        ("a", BODY.encode("utf-16"), True),
        ("a.unknown", BODY.encode(), True),
        ("a.csv", BODY.encode(), False),
        ("a.txt", b"\0\1\2", False),
        ("a.txt", b"  \n", False),
        ("a.txt", b"<!DOCTYPE html><p>x", False),
        ("a.txt", b"{\\rtf1 x}", False),
        ("a.txt", b"%PDF-1.7 x", False),
    ],
)
def test_text_is_told_by_its_content_and_other_forms_by_their_ending(name, raw, known):
    assert PLAIN_TEXT.recognises(Source.of_bytes(name, raw)) == known


def test_text_is_asked_last():
    assert recognise(Source.of_bytes("a.txt", BODY.encode())) is PLAIN_TEXT


@pytest.mark.parametrize("shift", range(4))
def test_a_head_that_is_cut_within_a_character_is_still_text(shift):
    source = Source.of_bytes("a.txt", ("x" * shift + "é€" * 40_000).encode())
    assert set(source.head_text) <= {"x", "é", "€"}


# Encodings ------------------------------------------------------------------------

RUSSIAN = "Компания заявила, что ее модели скопированы. Представитель от комментариев отказался."
CZECH = "Společnost tvrdí, že její soupeř zkopíroval modely. Žádný mluvčí to nechtěl říct, ťuká."


@pytest.mark.parametrize(
    ("text", "encoding"), [(RUSSIAN, "cp1251"), (RUSSIAN, "koi8_r"), (CZECH, "cp1250")]
)
def test_older_encodings_are_guessed_when_nothing_else_gives_text(text, encoding):
    source = Source.of_bytes("a.txt", text.encode(encoding))
    assert source.text().text == text
    assert source.text().encoding == encoding
    assert "which is a guess" in source.text().remark


@pytest.mark.parametrize(
    "raw",
    [
        "Η εταιρεία λέει ότι ο ανταγωνιστής της έχει αντιγράψει τα μοντέλα.".encode("iso8859-7"),
        "公司表示其竞争对手复制了模型。发言人拒绝评论，但表示调查仍在继续。".encode("gb18030"),
        "会社は、競合他社がモデルの回答を無断でコピーしたと述べた。".encode("shift_jis"),
        bytes(range(128, 256)) * 4,
    ],
)
def test_a_guess_that_is_not_sure_is_not_made(raw):
    with pytest.raises(Unreadable, match="encoding"):
        Source.of_bytes("a.txt", raw).text()
