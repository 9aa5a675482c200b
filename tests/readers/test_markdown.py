"""Markdown with front matter: the fields above, the article below."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.readers import Article, Options, Rejected, Remark, Source, recognise
from analysis.readers.markdown import READER as MARKDOWN

BODY = "The company says that its rival has copied the answers of its models.\n"


def items(text: str) -> list:
    return list(MARKDOWN.read(Source.of_bytes("a.md", text.encode()), Options()))


def test_fields_are_read_and_the_text_is_what_follows():
    text = (
        '---\ntitle: "A: b"\ndate: 2025-05-03\nsource: The Paper\nauthor:\n  - Ann Other\n'
        "  - Bo Both\nurl: https://example.org/a\nlang: en\nsection: Tech\n"
        f"tags: [ai, chips]\nimage: ''\nseries:\n  name: x\n---\n\n# A: b\n\n{BODY}"
    )
    (found,) = items(text)
    assert found.text == f"\n# A: b\n\n{BODY}"
    assert (found.title, found.date, found.outlet) == ("A: b", "2025-05-03", "The Paper")
    assert (found.author, found.url) == ("Ann Other, Bo Both", "https://example.org/a")
    assert (found.language, found.section) == ("en", "Tech")
    assert found.raw == {"tags": ["ai", "chips"], "series": "{'name': 'x'}"}


def test_front_matter_that_is_not_yaml_is_read_line_by_line_and_told():
    remark, found = items(f"---\ntitle: OpenAI: a story\nauthor: 'Ann'\n---\n{BODY}")
    assert isinstance(remark, Remark)
    assert "not YAML" in remark.text
    assert (found.title, found.author, found.text) == ("OpenAI: a story", "Ann", BODY)


def test_windows_line_ends_and_dots_below():
    (found,) = items(f"---\r\ntitle: A\r\n...\r\n{BODY}")
    assert (found.title, found.text) == ("A", BODY)


def test_no_text_below():
    (found,) = items("---\ntitle: A\n---\n")
    assert isinstance(found, Article)
    assert (found.text, found.has_body) == ("A", False)
    assert found.remarks
    (refused,) = items("---\nurl: https://example.org\n---\n \n")
    assert isinstance(refused, Rejected)


@pytest.mark.parametrize(
    "text",
    [
        BODY,
        f"---\nA line between two rules.\n---\n{BODY}",
        f"---\n\n---\n{BODY}",
        f"---\ntitle: A\n{BODY}",
        f"\n---\ntitle: A\n---\n{BODY}",
        f"---\n- a\n- b\n---\n{BODY}",
        f"---\nTitle: a\nand then running text\nthat goes on: so\n---\n{BODY}",
    ],
)
def test_what_is_no_front_matter_is_plain_text(text):
    source = Source.of_bytes("a.md", text.encode())
    assert not MARKDOWN.recognises(source)
    assert recognise(source).format == "text"


def test_yaml_that_grows_is_not_expanded():
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 12)]
    text = "---\ntitle: A\n" + "\n".join(lines) + f"\n---\n{BODY}"
    remark, found = items(text)
    assert isinstance(remark, Remark)
    assert found.title == "A"
    assert sum(len(str(value)) for value in found.raw.values()) < 2_000


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1))
def test_the_text_is_kept_to_the_character(text):
    (found,) = items(f"---\ntitle: A\n---\n{text}x")
    assert found.text == f"{text}x"


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=80))
def test_whatever_is_between_the_lines_nothing_is_raised(front):
    source = Source.of_bytes("a.md", f"---\n{front}\n---\n{BODY}".encode())
    assert MARKDOWN.recognises(source) in {True, False}
