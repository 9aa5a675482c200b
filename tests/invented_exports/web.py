"""Builders of saved web pages and WARC files; all texts are invented."""

import io
import json

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

PARAGRAPHS = (
    "The water has left the harbour of the small town, and the boats lie on the sand as if "
    "they had been put there by hand.",
    "Fishermen wait on the quay. The harbour master says that the sea will come back, as it "
    "has done every day since the harbour was built.",
    "Nobody in the town has seen a lower tide. The mussels are dry, the gulls walk where they "
    "used to swim, and the ferry has been cancelled until the evening.",
)


def page(
    title="The tide turns",
    paragraphs=PARAGRAPHS,
    head="",
    language="en",
    site="The Bulletin",
    charset="utf-8",
    extra="",
):
    """Write a web page with menu, article and foot, as text."""
    body = "".join(f"<p>{paragraph}</p>\n" for paragraph in paragraphs)
    return (
        f'<!DOCTYPE html>\n<html lang="{language}"><head><meta charset="{charset}">'
        f'<title>{title} | {site}</title><meta property="og:site_name" content="{site}">{head}'
        "<script>var tracker = 'scriptword';</script></head>\n"
        '<body><nav><ul><li><a href="/">Home</a></li><li><a href="/sea">Sea</a></li></ul></nav>'
        f"<article><h1>{title}</h1>\n{body}</article>{extra}"
        "<footer>All rights reserved. <a href='/terms'>Terms</a></footer></body></html>\n"
    )


def meta(**named):
    """Write metadata of a page; `__` stands for a colon in a name."""
    return "".join(f'<meta property="{name.replace("__", ":")}" content="{value}">'
                   for name, value in named.items())  # fmt: skip


def linked_data(**fields):
    """Write JSON-LD about an article."""
    return f'<script type="application/ld+json">{json.dumps(fields)}</script>'


def record(
    writer,
    uri="https://bulletin.example/tide",
    payload=b"",
    kind="response",
    status="200 OK",
    content_type="text/html; charset=utf-8",
    **headers,
):
    """Write one record of a WARC file, dated so that the bytes are the same each time."""
    http = None
    if kind in {"response", "revisit"}:
        http = StatusAndHeaders(status, [("Content-Type", content_type), *headers.pop("http", ())],
                                protocol="HTTP/1.1")  # fmt: skip
    elif kind == "request":
        http = StatusAndHeaders(
            "GET / HTTP/1.1", [("Host", "bulletin.example")], is_http_request=True
        )
        payload = b""
    number = getattr(writer, "count", 0) + 1
    writer.count = number
    more = {"WARC-Date": "2025-02-01T10:00:00Z", "WARC-Record-ID": f"<urn:uuid:{number:032}>"}
    more |= {name.replace("_", "-"): value for name, value in headers.items()}
    writer.write_record(
        writer.create_warc_record(
            uri, kind, payload=io.BytesIO(payload), length=len(payload), http_headers=http,
            warc_content_type=content_type if kind == "resource" else "", warc_headers_dict=more,
        )
    )  # fmt: skip


def archive(write, *, packed=True):
    """Write a WARC file; `write` is called with its writer."""
    out = io.BytesIO()
    write(WARCWriter(out, gzip=packed))
    return out.getvalue()
