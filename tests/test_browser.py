"""The evidence browser: what it says, what it keeps out, and how it is used by keyboard."""

import itertools

import headless
import pandas as pd
import pytest

from analysis import browser, codebook, contracts, material, study

LABELS = {"theft": "IP theft", "irony": "Hypocrisy"}
ACTORS = {"accuser": "Accuser", "experts": "Experts"}
TEXT_A = 'The firm <b>stole</b> data, Acme said. =1+1 is "odd" & true.\n\nNothing more is known.'
TEXT_B = "Een deskundige zag diefstal. Rustig bleef het."


def tables():
    documents = contracts.conform(
        pd.DataFrame(
            {
                "doc_id": ["a", "b"], "source_file": ["a.txt", "b.txt"], "source_format": "text",
                "position_in_file": 0, "outlet": ['The "Daily" <i>', "De Krant"],
                "language": ["en", "nl"], "text": [TEXT_A, TEXT_B], "date_source": "none",
                "words": 9, "text_sha256": "0", "wave": ["first & last", None],
            }
        ), "documents"
    )  # fmt: skip
    spans = [
        ("a", 0, TEXT_A.index(" =1")),
        ("a", TEXT_A.index("=1"), TEXT_A.index("\n")),
        ("a", TEXT_A.index("Nothing"), len(TEXT_A)),
        ("b", 0, TEXT_B.index(" Rustig")),
        ("b", TEXT_B.index("Rustig"), len(TEXT_B)),
    ]
    segments = contracts.conform(
        pd.DataFrame(
            [
                {"segment_id": f"{doc}{at}", "doc_id": doc, "unit": "sentence", "position": at,
                 "start": start, "end": end, "role": "body",
                 "language": "en" if doc == "a" else "nl"}
                for at, (doc, start, end) in enumerate(spans)
            ]
        ), "segments"
    )  # fmt: skip
    at = TEXT_A.index("stole")
    hits = contracts.conform(
        pd.DataFrame(
            [
                {
                    "segment_id": "a0",
                    "doc_id": "a",
                    "frame": "theft",
                    "indicator": "taken",
                    "pattern": "stole",
                    "start": at,
                    "end": at + 5,
                    "matched": "stole",
                    "status": "hit",
                }
            ]
        ),
        "hits",
    )
    carried = {("a0", "theft"), ("a1", "irony"), ("b3", "theft"), ("a1", "theft")}
    codings = contracts.conform(
        pd.DataFrame(
            [
                {
                    "segment_id": unit,
                    "doc_id": unit[0],
                    "frame": frame,
                    "coder": "d",
                    "coder_kind": "dictionary",
                    "codebook": "c",
                    "value": int((unit, frame) in carried),
                }
                for unit in segments["segment_id"]
                for frame in LABELS
            ]
        ),
        "codings",
    )
    voices = contracts.conform(
        pd.DataFrame(
            {"segment_id": ["a0", "a1", "b3"], "doc_id": ["a", "a", "b"], "position": 0,
             "speaker": ["Acme", None, "Een deskundige"], "actor": ["accuser", None, "experts"],
             "form": ["reported", "hearsay", "reported"], "status": "speaks", "cue": "said",
             "cue_start": 0, "cue_end": 4}
        ), "voices")  # fmt: skip
    return documents, segments, hits, codings, voices


def page(*, voices=True, **options):
    *rest, said = tables()
    return browser.page(*rest, said if voices else None, title="A <study>", labels=LABELS,
                        actors=ACTORS, **options)  # fmt: skip


def test_article_text_is_escaped_and_nothing_comes_from_elsewhere():
    made = page(said="2 of 9 <articles>")
    assert "<b>stole</b> data" not in made
    assert "&lt;b&gt;" in made
    assert "The &quot;Daily&quot; &lt;i&gt;" in made
    assert "<i>," not in made
    assert "2 of 9 &lt;articles&gt;" in made
    assert "http" not in made
    assert "innerHTML" not in made


def test_the_articles_are_whole_without_scripts():
    without = page().split("<script>")[0]
    for sentence in (
        "Nothing more is known.",
        "Rustig bleef het.",
        "is &quot;odd&quot; &amp; true.",
    ):
        assert sentence in without
    assert "said by someone not named" in without
    assert "Acme (Accuser)" in without


def test_a_code_or_voice_without_a_name_is_told():
    *rest, said = tables()
    with pytest.raises(contracts.InputError, match=r"codings\.frame holds 'irony'.*no name"):
        browser.page(*rest, title="S", labels={"theft": "T"})
    with pytest.raises(contracts.InputError, match=r"voices\.actor holds 'experts'"):
        browser.page(*rest, said, title="S", labels=LABELS, actors={"accuser": "A"})


def test_a_medium_that_only_relays_leaves_the_sentence_unattributed():
    documents, segments, hits, codings, voices = tables()
    relayed = voices.assign(status=["relays", "speaks", "speaks"])
    made = browser.page(documents, segments, hits, codings, relayed, title="S", labels=LABELS,
                        actors=ACTORS)  # fmt: skip
    assert 'id="u-a0" tabindex="-1" data-frame="theft" data-voice="unattributed"' in made


def test_one_choice_is_none():
    documents, segments, hits, codings, voices = tables()
    own = [table[table["doc_id"] == "a"] for table in (documents, segments, hits, codings, voices)]
    made = browser.page(*own, title="S", labels=LABELS, actors=ACTORS)
    assert 'id="outlet"' not in made
    assert 'id="wave"' not in made
    assert 'id="frame"' in made
    assert 'id="voice"' in made
    assert 'id="voice"' not in page(voices=False)


def test_an_empty_study_gives_a_page():
    empty = [
        contracts.empty(name) for name in ("documents", "segments", "hits", "codings", "voices")
    ]
    assert "<h1>Evidence: S</h1>" in browser.page(*empty, title="S", labels=LABELS, actors=ACTORS)


def test_order_of_rows_does_not_matter():
    documents, segments, hits, codings, voices = tables()
    turned = [table.iloc[::-1] for table in (documents, segments, hits, codings, voices)]
    assert browser.page(*turned, title="A <study>", labels=LABELS, actors=ACTORS) == page()


def test_the_seeds_can_be_read_whole():
    plan = study.load("seeds/study.yaml")
    book = codebook.load(plan.codebook)
    whole = material.read(plan, book)
    shown = whole.shown(whole.documents, seed=1)
    made = browser.page(*shown[:4], title=plan.title, labels=book.labels("en"))
    assert made.count('class="u') == shown.segments["role"].isin(
        [*contracts.COUNTED_ROLES, "pullquote"]).sum()  # fmt: skip


@pytest.fixture(scope="module")
def opened(tmp_path_factory):
    folder = tmp_path_factory.mktemp("browser")
    (folder / "evidence.html").write_text(page(), encoding="utf-8")
    with headless.browser(folder / "profile") as made:
        yield made, (folder / "evidence.html").as_uri()


LISTED = "[...document.querySelectorAll('#list a')].map(a => a.firstChild.textContent)"


@headless.needed
def test_choices_narrow_the_sentences_and_say_how_many(opened):
    made, address = opened
    made.open(address)
    assert made.run("document.getElementById('count').textContent") == (
        "5 sentences of 5, in 2 articles of 2."
    )
    made.choose("frame", "theft")
    assert len(made.run(LISTED)) == 3
    made.choose("voice", "accuser")
    assert made.run(LISTED) == ["The firm <b>stole</b> data, Acme said."]
    assert made.run("document.getElementById('count').textContent") == (
        "1 sentence of 5, in 1 article of 2."
    )
    assert made.run("[...document.querySelectorAll('article')].map(a => a.hidden)") == [False, True]
    options = "[...document.getElementById('voice').options].map(o => o.textContent)"
    assert made.run(options) == [
        "All (3)",
        "Accuser (1)",
        "Experts (1)",
        "Unattributed (1)",
        "Journalist (0)",
    ]
    assert made.run("location.hash") == "#frame=theft&voice=accuser"


@headless.needed
def test_an_address_opens_what_was_chosen(opened):
    made, address = opened
    made.open(f"{address}#frame=irony&wave=first+%26+last")
    assert made.run(LISTED) == ['=1+1 is "odd" & true.']
    made.open(f"{address}#frame=unknown")
    assert len(made.run(LISTED)) == 5


@headless.needed
def test_it_works_by_keyboard(opened):
    made, address = opened
    made.open(f"{address}#")
    made.press("Tab")
    assert made.run("document.activeElement.className") == "skip"
    made.press("Tab")
    assert made.run("document.activeElement.id") == "frame"
    made.press("I")  # typing chooses, as in every list of the browser
    assert made.run("document.activeElement.value") == "theft"
    while made.run("document.activeElement.id") != "words":
        made.press("Tab")
    for letter in "firm":
        made.press(letter)
    assert made.run(LISTED) == ["The firm <b>stole</b> data, Acme said."]
    while made.run("document.activeElement.closest('#list') === null"):
        made.press("Tab")
    made.press("Enter")
    assert made.run("document.activeElement.id") == "u-a0"
    assert made.run("document.querySelector('#list a').getAttribute('aria-current')") == "true"
    made.press("Tab")  # the way back
    made.press("Enter")
    assert made.run("document.activeElement.closest('#list') !== null")


@headless.needed
def test_a_screen_reader_is_told_what_each_part_is(opened):
    made, address = opened
    made.open(address)
    told = made.controls()
    for control in [("combobox", "Frame"), ("combobox", "News wave"), ("combobox", "Voice"),
                    ("combobox", "Outlet"), ("searchbox", "Words in the sentence"),
                    ("button", "Show all"), ("region", "Sentences"), ("region", "Articles"),
                    ("form", "Choose sentences")]:  # fmt: skip
        assert control in told
    assert any(role == "status" for role, _ in told)
    assert not [role for role, name in told if role in {"button", "combobox", "link"} and not name]
    levels = made.run("[...document.querySelectorAll('h1,h2,h3')].map(h => +h.tagName[1])")
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in itertools.pairwise(levels))


@headless.needed
def test_nothing_is_asked_of_a_network_and_no_script_fails(opened):
    made, address = opened
    made.said.clear()
    made.open(address)
    made.choose("frame", "irony")
    asked = [message["params"]["request"]["url"] for message in made.said
             if message["method"] == "Network.requestWillBeSent"]  # fmt: skip
    assert asked
    assert all(url.startswith(("file:", "data:", "about:")) for url in asked)
    assert not [m for m in made.said if m["method"] == "Runtime.exceptionThrown"]


@headless.needed
def test_saved_rows_are_no_formulas(opened):
    made, address = opened
    made.open(f"{address}#frame=irony")
    made.run("""window.saved = null;
        URL.createObjectURL = (made) => { made.text().then((text) => { window.saved = text; });
                                          return 'blob:x'; };
        HTMLAnchorElement.prototype.click = () => {};
        document.getElementById('save').click();""")
    made.run("0")
    text = made.run("window.saved")
    assert text.startswith("doc_id,article,start,end,frames,voices,sentence\r\n")
    assert '"\'=1+1 is ""odd"" & true."' in text
    assert '"a"' in text
    assert "theft irony" in text


@headless.needed
def test_a_phone_needs_no_sideways_scrolling(opened):
    made, address = opened
    made.ask("Emulation.setDeviceMetricsOverride", width=360, height=700, deviceScaleFactor=1,
             mobile=True)  # fmt: skip
    made.open(address)
    wide = made.run("document.documentElement.scrollWidth")
    made.ask("Emulation.clearDeviceMetricsOverride")
    assert wide <= 360
