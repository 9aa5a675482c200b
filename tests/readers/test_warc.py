"""WARC: pages become articles, the rest is counted, damage costs what is damaged."""

import gzip

import pytest
from invented_exports import web

from analysis.readers import Article, Options, Rejected, Remark, Source
from analysis.readers.warc import READER

TEXT = "\n\n".join(("The tide turns", *web.PARAGRAPHS))
PAGE = web.page(head=web.meta(article__published_time="2025-01-28")).encode()


def read(content):
    items = list(READER.read(Source.of_bytes("a.warc.gz", content), Options()))
    rows = [item for item in items if not isinstance(item, Remark)]
    assert [item.position for item in rows] == list(range(1, len(rows) + 1))
    return rows, [item.text for item in items if isinstance(item, Remark)]


def address(name):
    return f"https://bulletin.example/{name}"


def mixed(writer):
    web.record(writer, kind="request")
    web.record(writer, address("tide"), PAGE)
    web.record(writer, address("a.png"), b"\x89PNG", content_type="image/png")
    web.record(writer, address("style"), b"p {}", content_type="text/css")
    web.record(writer, address("old"), b"", status="301 Moved Permanently")
    web.record(writer, address("gone"), b"<html>Gone</html>", status="404 Not Found")
    web.record(writer, address("tide"), b"", kind="revisit")
    web.record(writer, address("meta"), b"a: b", kind="metadata")
    web.record(writer, address("front"), b"<html><body><a href='/x'>x</a></body></html>")
    web.record(writer, address("ebb"), web.page(title="Ebb").encode(), http=[("X-Y", "z")])


@pytest.mark.parametrize("packed", [True, False])
def test_pages_are_articles_and_the_rest_is_counted(packed):
    content = web.archive(mixed, packed=packed)
    assert READER.recognises(Source.of_bytes("a.bin", content))
    rows, remarks = read(content)
    assert [type(row) for row in rows] == [Article, Rejected, Article]
    first = rows[0]
    assert (first.text, first.url, first.date) == (TEXT, address("tide"), "2025-01-28")
    assert first.raw["crawl_date"] == "2025-02-01T10:00:00Z"
    assert first.identity == f"<urn:uuid:{2:032}>"
    assert rows[1].reason == f"no article text found ({address('front')})"
    assert remarks == ["records that are no articles: 1 image/png, 1 text/css, 1 with status 301, "
                       "1 with status 404"]  # fmt: skip


def test_file_packed_as_one_piece_is_read_too():
    rows, _ = read(gzip.compress(web.archive(mixed, packed=False)))
    assert [type(row) for row in rows] == [Article, Rejected, Article]


def test_packed_pages_and_stated_encodings():
    dutch = web.page(title="Eb", paragraphs=("Één mossel café crème. " * 20,), charset="").encode(
        "cp1252"
    )

    def write(writer):
        web.record(writer, address("a"), gzip.compress(PAGE), http=[("Content-Encoding", "gzip")])
        web.record(writer, address("b"), dutch, content_type="text/html; charset=ISO-8859-1")
        web.record(writer, address("c"), b"\x8b\x00", http=[("Content-Encoding", "zstd")])
        web.record(writer, address("d"), PAGE, kind="resource", content_type="text/html")

    rows, _ = read(web.archive(write))
    assert rows[0].text == TEXT
    assert rows[1].text.startswith("Eb\n\nÉén mossel café crème.")
    assert rows[2].reason == f"packed as 'zstd', which is not read ({address('c')})"
    assert (rows[3].text, rows[3].url) == (TEXT, address("d"))


def three(writer):
    for name in ("a", "b", "c"):
        web.record(writer, address(name), PAGE)


@pytest.mark.parametrize("packed", [True, False])
@pytest.mark.parametrize("cut", [20, 300])
def test_file_that_is_cut_off_keeps_what_was_whole(packed, cut):
    rows, _ = read(web.archive(three, packed=packed)[:-cut])
    assert [type(row) for row in rows] == [Article, Article, Rejected]
    assert "cut off" in rows[2].reason
    assert address("c") in rows[2].reason


def test_file_that_is_damaged_in_the_middle_keeps_what_came_before():
    content = bytearray(web.archive(three))
    third = len(content) // 3
    content[third + 60 : third + 120] = bytes(60)
    rows, _ = read(bytes(content))
    assert isinstance(rows[0], Article)
    assert isinstance(rows[-1], Rejected)
    assert "damaged" in rows[-1].reason


def test_rubbish_behind_the_last_record_is_told():
    rows, _ = read(web.archive(three, packed=False) + b"\r\nrubbish\r\n" * 3)
    assert [type(row) for row in rows] == [Article, Article, Article, Rejected]


def test_page_that_the_crawler_cut_is_remarked_on():
    def write(writer):
        web.record(writer, address("a"), PAGE, WARC_Truncated="length")

    assert read(web.archive(write))[0][0].remarks == ("the crawler did not take the whole page",)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"WARC paths of a crawl",
        gzip.compress(b"crawl-data/a.warc.gz\n", mtime=0),
        b"\x1f\x8b\x08",
    ],
)
def test_other_files_are_not_warc(content):
    assert not READER.recognises(Source.of_bytes("warc.paths.gz", content))
