"""Codes that went through Label Studio and doccano come back as they were meant, or are listed."""

import copy
import json
from xml.etree import ElementTree as ET

import invented_corpus
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from analysis import annotation, codebook, contracts, sheets
from analysis.contracts import InputError, TableError

TEXT = (
    "Tram in town 😀\n\nThe tram costs too much, said Ada. It is late. Trees fall.\n"
    "The tram is late again. No."
)
SENTENCES = ["Tram in town 😀", "The tram costs too much, said Ada.", "It is late.", "Trees fall.",
             "The tram is late again.", "No."]  # fmt: skip
COSTS, SAFETY, NATURE = "costs", "safety", "nature"


@pytest.fixture(scope="module")
def made():
    return invented_corpus.make(1, n_articles=6, sentences=4)


@pytest.fixture(scope="module")
def book(made):
    return made.book


def documents(text=TEXT):
    table = pd.DataFrame({"doc_id": ["a"], "source_file": ["a.txt"], "text": [text]})
    return contracts.conform(table.assign(
        source_format="text", position_in_file=1, date_source="none", words=1, text_sha256="x",
        outlet="The Secret Bulletin", wave="May 2031"), "documents")  # fmt: skip


def segments(text=TEXT, sentences=SENTENCES):
    rows, at = [], 0
    for number, sentence in enumerate(sentences):
        at = text.index(sentence, at)
        rows.append((f"a:sentence:{number:05}", "a", "sentence", number, at, at + len(sentence)))
        at += len(sentence)
    columns = ["segment_id", "doc_id", "unit", "position", "start", "end"]
    return pd.DataFrame(rows, columns=columns).assign(role="body")


def values(codings):
    """Codes by frame: the sentence numbers with 1, 0 and null."""
    found = {}
    for row in contracts.each_row(codings):
        code = "?" if pd.isna(row.value) else int(row.value)
        found.setdefault(row.frame, {}).setdefault(code, []).append(int(row.segment_id[-5:]))
    return found


def said(receipt, status):
    return receipt.loc[receipt["status"] == status, "reason"].tolist()


# Label Studio, one task for each unit ----------------------------------------------


def tasks(folder, book, units=None, texts=None, **options):
    """Write tasks and read them as Label Studio would; by number of the sentence."""
    path = folder / "tasks.json"
    units = segments() if units is None else units
    texts = documents() if texts is None else texts
    key = annotation.to_label_studio(units, texts, book, path=path, seed=1, **options)
    written = json.loads(path.read_text(encoding="utf-8"))
    return {unit[-5:] if isinstance(unit, str) else "article": task
            for unit, task in zip(key["unit_id"], written, strict=True)}  # fmt: skip


def choice(*frames, name="frames"):
    return {"from_name": name, "to_name": "text", "type": "choices", "id": "x",
            "value": {"choices": list(frames)}}  # fmt: skip


def exported(task, *results, coder=1, **more):
    annotations = [{"id": number, "completed_by": coder, "was_cancelled": False,
                    "result": list(result), **more}
                   for number, result in enumerate(results, start=1)]  # fmt: skip
    return {"id": 5, "annotations": annotations, "predictions": [], **task}


def read(folder, tasks_done, book, units=None, texts=None, **options):
    path = folder / "export.json"
    path.write_text(json.dumps(tasks_done, ensure_ascii=False), encoding="utf-8")
    units = segments() if units is None else units
    texts = documents() if texts is None else texts
    return annotation.from_label_studio(path, units, texts, book, **options)


def test_codes_ticked_in_label_studio_come_back(tmp_path, made):
    texts, units, truth = made.documents, made.segments, made.truth
    unsure = truth.index[::7]
    wanted = truth.assign(coder="anna")
    wanted.loc[unsure, "value"] = None
    key = annotation.to_label_studio(units, texts, made.book, path=tmp_path / "t.json", seed=1)
    unit_of = dict(zip(key["key"], key["unit_id"], strict=True))
    done = []
    for task in json.loads((tmp_path / "t.json").read_text(encoding="utf-8")):
        codes = wanted[wanted["segment_id"] == unit_of[task["data"]["unit"]]]
        present = codes.loc[codes["value"] == 1, "frame"].tolist() or ["-none-"]
        doubts = codes.loc[codes["value"].isna(), "frame"].tolist()
        result = [choice(*present), *([choice(*doubts, name="cannot_tell")] if doubts else [])]
        done.append(exported(task, result, coder=3))
    codings, receipt = read(tmp_path, done, made.book, units, texts, coders={3: "anna"})
    keys = ["segment_id", "frame"]
    columns = [*keys, "doc_id", "coder", "coder_kind", "value", "codebook", "round"]
    pd.testing.assert_frame_equal(
        codings[columns].sort_values(keys, ignore_index=True),
        wanted[columns].sort_values(keys, ignore_index=True),
    )
    assert receipt["status"].tolist() == ["read"]
    assert receipt[["expected", "n_read", "n_rejected"]].iloc[0].tolist() == [len(units)] * 2 + [0]


def test_coders_are_blind_and_the_order_mixes_the_articles(tmp_path, made):
    first, again, other = (tmp_path / name for name in ("a.json", "b.json", "c.json"))
    key = annotation.to_label_studio(made.segments, made.documents, made.book, path=first, seed=1)
    shuffled = made.segments.sample(frac=1, random_state=1)
    annotation.to_label_studio(shuffled, made.documents, made.book, path=again, seed=1)
    annotation.to_label_studio(made.segments, made.documents, made.book, path=other, seed=2)
    text = first.read_text(encoding="utf-8")
    assert text == again.read_text(encoding="utf-8") != other.read_text(encoding="utf-8")
    for column in ("doc_id", "source_file", "outlet", "wave", "cluster_id"):
        assert not [value for value in made.documents[column].unique() if str(value) in text]
    assert not [unit for unit in made.segments["segment_id"] if unit in text]
    assert "predictions" not in text
    assert key["doc_id"].tolist() != sorted(key["doc_id"])
    same_article = key["doc_id"].eq(key["doc_id"].shift()).mean()
    assert same_article < 0.3


def test_pre_coding_is_told_when_it_comes_back(tmp_path, made):
    path = tmp_path / "t.json"
    annotation.to_label_studio(made.segments, made.documents, made.book, path=path, seed=1,
                               codings=made.machine)  # fmt: skip
    done = [exported(task, task["predictions"][0]["result"])
            for task in json.loads(path.read_text(encoding="utf-8"))]  # fmt: skip
    for task in done:
        task["predictions"] = [{"result": [choice(*made.book.frame_ids)]}]  # must not count
    codings, receipt = read(tmp_path, done, made.book, made.segments, made.documents)
    keys = ["segment_id", "frame"]
    assert (codings.set_index(keys)["value"].sort_index()
            == made.machine.set_index(keys)["value"].sort_index()).all()  # fmt: skip
    assert said(receipt, "skipped") == ["predictions, no annotations: 48"]
    told = "48 annotations were pre-coded by dictionary: they correct it, and are not independent"
    assert said(receipt, "remark") == [f"{told} of it"]
    with pytest.raises(InputError, match="codes of one coder"):
        annotation.to_label_studio(made.segments, made.documents, made.book, path=path, seed=1,
                                   codings=pd.concat([made.machine, made.truth]))  # fmt: skip
    with pytest.raises(InputError, match="pre-coding comes from hits"):
        annotation.to_label_studio(made.segments, made.documents, made.book, path=path, seed=1,
                                   codings=made.machine, passages=True)  # fmt: skip


@pytest.mark.parametrize("form", ["array", "lines", "tasks", "bom"])
def test_what_annotators_left_is_counted_and_not_used(tmp_path, book, form):
    task = tasks(tmp_path, book)
    cancelled = exported(task["00000"], [choice(COSTS)])
    cancelled["annotations"][0]["was_cancelled"] = True
    done = [
        cancelled,
        {**exported(task["00001"]), "drafts": [{"result": [choice(COSTS)]}]},
        {**task["00002"], "predictions": [{"result": [choice(SAFETY)]}], "annotations": []},
        exported(task["00003"], [choice(NATURE)], coder={"id": 2, "email": "bea@example.org"}),
        exported(task["00004"], []),
        "not a task",
    ]
    lines = "\n".join(json.dumps(one) for one in done)
    path = tmp_path / "e.json"
    content = {"array": json.dumps(done), "lines": lines, "tasks": json.dumps({"tasks": done}),
               "bom": "\ufeff" + json.dumps(done, indent=1)}[form]  # fmt: skip
    path.write_text(content, encoding="utf-8")
    codings, receipt = annotation.from_label_studio(path, segments(), documents(), book)
    assert values(codings) == {COSTS: {0: [3]}, SAFETY: {0: [3]}, NATURE: {1: [3]}}
    assert set(codings["coder"]) == {"annotator 2"}
    assert said(receipt, "skipped") == [
        "the annotator skipped this text",
        "drafts, not submitted: 1",
        "predictions, no annotations: 1",
        "tasks without an annotation: 2",
    ]
    rejected = receipt[receipt["status"] == "rejected"]
    assert rejected["position_in_file"].tolist() == [5, 6]
    assert "nothing is marked" in rejected["reason"].iloc[0]
    assert "not an object" in rejected["reason"].iloc[1]
    assert "5 of 6 units have no code" in said(receipt, "missing")[0]
    file = receipt[receipt["status"] == "read"].iloc[0]
    assert file[["expected", "n_read", "n_rejected"]].tolist() == [2, 1, 1]


def test_the_short_export_and_submissions_without_a_tick(tmp_path, book):
    task = tasks(tmp_path, book)
    more = {"annotator": 4, "annotation_id": 1, "lead_time": 3.5}
    done = [
        {**task["00000"]["data"], "id": 1, "frames": "costs", **more},
        {**task["00001"]["data"], "id": 2, "frames": {"choices": ["safety", "Natuur"]}, **more},
        {**task["00002"]["data"], "id": 3, "cannot_tell": "costs", "frames": "-none-",
         "note": ["Is it?"], **more},
        {**task["00003"]["data"], "id": 4, **more},
    ]  # fmt: skip
    codings, receipt = read(tmp_path, done, book)
    assert values(codings) == {
        COSTS: {1: [0], 0: [1], "?": [2]}, SAFETY: {0: [0, 2], 1: [1]}, NATURE: {0: [0, 2], 1: [1]}
    }  # fmt: skip
    assert set(codings.loc[codings["segment_id"].str.endswith("2"), "note"]) == {"Is it?"}
    assert len(said(receipt, "rejected")) == 1
    codings, receipt = read(tmp_path, done, book, empty_is_none=True)
    assert values(codings)[NATURE] == {0: [0, 2, 3], 1: [1]}
    assert not said(receipt, "rejected")


def test_labels_are_known_by_id_and_in_every_language_and_unknown_ones_told(tmp_path, book):
    task = tasks(tmp_path, book)
    done = [
        exported(task["00000"], [choice("costs")]),
        exported(task["00001"], [choice("KOSTEN ")]),
        exported(task["00002"], [choice("Geen van deze")]),
        exported(task["00003"], [choice("Costs"), choice("Money")]),
        exported(task["00004"], [choice("cost")]),
        exported(task["00005"], [choice("Niet te zeggen: Kosten", "Nature")]),
    ]
    codings, receipt = read(tmp_path, done, book)
    assert values(codings)[COSTS] == {1: [0, 1], 0: [2], "?": [5]}
    told = said(receipt, "rejected")
    assert len(told) == 2
    assert told[0].startswith(f"label 'Money' is not in the codebook {book.reference}. Known:")
    assert "Did you mean 'costs'?" in told[1]
    codings, receipt = read(tmp_path, done, book, labels={"Money": SAFETY, "cost": COSTS})
    assert values(codings)[SAFETY] == {0: [0, 1, 2, 4, 5], 1: [3]}
    assert not said(receipt, "rejected")
    with pytest.raises(InputError, match=r"'saftey' is no frame\. Did you mean 'safety'"):
        read(tmp_path, done, book, labels={"Money": "saftey"})


def test_answers_that_contradict_each_other_are_not_used(tmp_path, book):
    task = tasks(tmp_path, book)
    done = [
        exported(task["00000"], [choice(COSTS, "-none-")]),
        exported(task["00001"], [choice(COSTS), choice(COSTS, name="cannot_tell")]),
        exported(task["00002"], [choice("cannot tell", SAFETY)]),
    ]
    codings, receipt = read(tmp_path, done, book)
    assert values(codings) == {
        COSTS: {"?": [2]}, SAFETY: {0: [1], 1: [2]}, NATURE: {0: [1], "?": [2]}
    }  # fmt: skip
    assert said(receipt, "rejected") == ["'none' is marked, and 'costs' too"]
    assert "both as there and as not to be told" in said(receipt, "remark")[0]


def test_of_two_annotations_of_one_coder_the_latest_counts(tmp_path, book):
    task = tasks(tmp_path, book)
    earlier, later, tie = (copy.deepcopy(exported(task[f"0000{n}"])) for n in range(3))
    times = ["2031-05-02T10:00:00Z", "2031-05-01T10:00:00Z"]
    for one, moments in ((earlier, times), (later, times[::-1]), (tie, [times[0]] * 2)):
        one["annotations"] = [
            {"id": 7, "completed_by": 1, "updated_at": moment, "result": [choice(frame)]}
            for moment, frame in zip(moments, (COSTS, SAFETY), strict=True)
        ]
    codings, receipt = read(tmp_path, [earlier, later, tie], book)
    assert values(codings)[COSTS] == {1: [0], 0: [1]}
    told = said(receipt, "rejected")
    assert len(told) == 4
    assert sum("later one is used" in reason for reason in told) == 2
    assert sum("not known which is the later" in reason for reason in told) == 2
    two_coders = exported(task["00003"], [choice(COSTS)])
    two_coders["annotations"].append({"completed_by": 2, "result": [choice(SAFETY)]})
    codings, receipt = read(tmp_path, [two_coders], book)
    assert codings.groupby("coder")["value"].sum().to_dict() == {"annotator 1": 1, "annotator 2": 1}


def test_codes_keep_the_version_and_the_frames_they_were_made_with(tmp_path, book, made):
    task = tasks(tmp_path, book, coding_round=2)
    newer = invented_corpus._loaded(
        made.codebook_text.replace("1.0.0", "1.1.0").replace("id: safety", "id: danger")
    )
    stranger = copy.deepcopy(task["00001"])
    for name in ("codebook", "offered", "round"):
        del stranger["data"][name]
    done = [exported(one, [choice(COSTS)]) for one in (task["00000"], stranger)]
    codings, receipt = read(tmp_path, done, newer)
    first, second = (codings[codings["segment_id"].str.endswith(n)] for n in "01")
    assert first["frame"].tolist() == [COSTS, NATURE]  # danger was not asked for
    assert set(first["codebook"]) == {book.reference} != {newer.reference}
    assert set(first["round"]) == {2}
    assert second["frame"].tolist() == [COSTS, "danger", NATURE]
    assert set(second["codebook"]) == {"tram@not stated"}
    told = said(receipt, "remark")
    assert any(book.reference in reason and newer.reference in reason for reason in told)
    assert any("do not say with which version" in reason for reason in told)


def test_a_task_is_only_used_for_the_text_it_showed(tmp_path, book):
    task = tasks(tmp_path, book)
    other, elsewhere, unnamed, twice = (copy.deepcopy(task["00001"]) for _ in range(4))
    marked_up = copy.deepcopy(task["00002"])
    marked_up["data"]["text"] = "<p>It is&nbsp;<b>late</b>.</p>"
    other["data"]["text"] = "Another sentence."
    elsewhere["data"]["unit"] = "t123"
    del unnamed["data"]["unit"]
    unnamed["data"]["text"] = "The  tram costs\r\ntoo much, said Ada."
    twice["data"] = {"text": "It is late."}
    units = segments(TEXT + " It is late.", [*SENTENCES, "It is late."])
    texts = documents(TEXT + " It is late.")
    done = [exported(one, [choice(COSTS)]) for one in (other, elsewhere, unnamed, twice, marked_up)]
    codings, receipt = read(tmp_path, done, book, units, texts)
    assert values(codings)[COSTS] == {1: [1, 2]}
    told = said(receipt, "rejected")
    assert "not that of the unit" in told[0]
    assert "'t123' is not among the units given" in told[1]
    assert "2 units have its text" in told[2]
    assert said(receipt, "remark")[0].startswith("1 annotations without the id of a unit")


# Label Studio, passages in articles -------------------------------------------------


def passage(quote, *frames, start=None, text=TEXT, number=0, **more):
    at = -1
    for _ in range(number + 1):
        at = text.index(quote, at + 1)
    start = at if start is None else start
    value = {"start": start, "end": start + len(quote), "text": quote, "labels": list(frames)}
    return {"from_name": "passages", "to_name": "text", "type": "labels", "id": "x",
            "value": {**value, **more}}  # fmt: skip


def article(folder, book, *results, units=None, text=TEXT, shown=None):
    units = segments(text) if units is None else units
    task = tasks(folder, book, units, documents(text), passages=True)["article"]
    if shown is not None:
        task["data"]["text"] = shown
    return read(folder, [exported(task, list(results))], book, units, documents(text))


def test_passages_become_codes_of_the_units_they_stand_in(tmp_path, book):
    codings, receipt = article(
        tmp_path, book,
        passage("costs too much", COSTS),
        passage("No.", SAFETY),
        passage("late. Trees", NATURE),  # half of two short sentences
        passage("is late. Trees fall.\nTh", COSTS),  # two letters reach into a third unit
    )  # fmt: skip
    assert values(codings) == {
        COSTS: {1: [1, 2, 3], 0: [0, 4, 5]},
        SAFETY: {1: [5], 0: [0, 1, 2, 3, 4]},
        NATURE: {1: [2, 3], 0: [0, 1, 4, 5]},
    }
    assert said(receipt, "remark") == [
        "passage 'nature': it counts in 2 units",
        "passage 'costs': it counts in 2 units",
    ]


def test_a_few_letters_too_many_do_not_code_the_neighbour(tmp_path, book):
    codings, _ = article(tmp_path, book, passage("fall.\nThe tram is late again", COSTS))
    assert values(codings)[COSTS][1] == [3, 4]  # 'fall.' is half of 'Trees fall.'
    codings, receipt = article(tmp_path, book, passage("all.\nThe tram is late again", COSTS))
    assert values(codings)[COSTS][1] == [4]
    assert not said(receipt, "remark")


@pytest.mark.parametrize("how", ["utf-16", "returns", "html", "no words", "no text"])
def test_shifted_offsets_find_the_passage_all_the_same(tmp_path, book, how):
    again = {"quote": "The tram", "number": 1}
    if how == "utf-16":
        at = TEXT.index("The tram is") + 1  # the emoji counts twice
        result, shown = passage(**again, start=at), None
    elif how == "returns":
        shown = TEXT.replace("\n", "\r\n")
        result = passage(**again, text=shown)
    elif how == "html":
        shown = "<p>" + TEXT.replace("\n\n", "</p>\n<p>").replace("late", "<b>late</b>") + "</p>"
        result = passage("again", text=shown)
    elif how == "no words":
        result, shown = passage(**again), None
        del result["value"]["text"]
    else:
        result, shown = passage("late again", start=3), None
        result["value"] |= {"start": None, "end": None}
    result["value"]["labels"] = [SAFETY]
    codings, receipt = article(tmp_path, book, result, shown=shown)
    assert values(codings)[SAFETY] == {1: [4], 0: [0, 1, 2, 3, 5]}
    assert not said(receipt, "rejected")


def test_a_passage_that_is_not_found_gives_no_code_at_all_for_its_frame(tmp_path, book):
    codings, receipt = article(
        tmp_path, book,
        passage("tram", COSTS, start=TEXT.index("late"), end=None),  # near to none
        passage("costs too much", COSTS),
        passage("Trees", SAFETY) | {"value": {"start": 3, "end": 9, "text": "Bridges",
                                              "labels": [SAFETY]}},
    )  # fmt: skip
    assert values(codings) == {COSTS: {1: [1]}, NATURE: {0: [0, 1, 2, 3, 4, 5]}}
    told = receipt[receipt["status"] == "remark"]
    assert "'tram' stand in 2 places" in told["reason"].iloc[0]
    assert "'Bridges' are not in the text" in told["reason"].iloc[1]
    assert told["quote"].tolist() == ["tram", "Bridges"]


def test_an_article_without_a_passage_carries_no_frame_and_doubt_is_doubt(tmp_path, book):
    codings, _ = article(tmp_path, book)
    assert set(codings["value"]) == {0}
    assert len(codings) == 18
    codings, _ = article(tmp_path, book, passage("Trees fall", "cannot_tell"),
                         passage("Trees", NATURE))  # fmt: skip
    assert values(codings)[COSTS] == {0: [0, 1, 2, 4, 5], "?": [3]}
    assert values(codings)[NATURE] == {0: [0, 1, 2, 4, 5], 1: [3]}


def test_only_the_units_given_get_codes_and_a_passage_elsewhere_is_told(tmp_path, book):
    units = segments().iloc[[1, 4]]
    codings, receipt = article(tmp_path, book, passage("Trees fall", NATURE), units=units)
    assert values(codings)[NATURE] == {0: [1, 4]}
    assert said(receipt, "remark") == ["passage 'nature': it lies in none of the units given"]


def test_hits_can_be_shown_to_be_corrected(tmp_path, book):
    rows = [("p", SAFETY, 22, 26, "hit"), ("q", SAFETY, 22, 26, "hit"),
            ("r", COSTS, 27, 32, "negated")]  # fmt: skip
    hits = pd.DataFrame(rows, columns=["pattern", "frame", "start", "end", "status"])
    hits = hits.assign(doc_id="a", segment_id="a:sentence:00001", indicator="i", matched="tram")
    task = tasks(tmp_path, book, passages=True, hits=hits)["article"]
    result = task["predictions"][0]["result"]
    assert [one["value"] for one in result] == [
        {"start": 22, "end": 26, "text": TEXT[22:26], "labels": [SAFETY]}
    ]
    codings, receipt = read(tmp_path, [exported(task, result)], book)
    assert values(codings)[SAFETY][1] == [1]
    assert "pre-coded by dictionary" in said(receipt, "remark")[0]


def test_one_unit_coded_alone_and_in_its_article_must_be_decided(tmp_path, book):
    (tmp_path / "units").mkdir()
    alone = exported(tasks(tmp_path / "units", book)["00001"], [choice(COSTS)])
    whole = exported(tasks(tmp_path, book, passages=True)["article"], [passage("Trees", NATURE)])
    with pytest.raises(InputError, match="both as texts of their own and within their articles"):
        read(tmp_path, [alone, whole], book)


# To the folder of coders' files ---------------------------------------------------------


def test_saved_codes_are_read_as_a_coders_file(tmp_path, book):
    task = tasks(tmp_path, book)
    done = [
        exported(task["00001"], [choice(COSTS), choice(NATURE, name="cannot_tell")]),
        exported(task["00003"], [choice("-none-"), {"from_name": "note", "type": "textarea",
                                                     "value": {"text": ["=1+1", "Is it?"]}}]),
    ]  # fmt: skip
    codings, _ = read(tmp_path, done, book, coders={1: "anna"})
    assert set(codings["note"].dropna()) == {"=1+1; Is it?"}
    (folder := tmp_path / "coding").mkdir()
    annotation.save(codings, folder / "label_studio.csv")
    assert b"'=1+1; Is it?" in (folder / "label_studio.csv").read_bytes()
    units = segments().rename(columns={"segment_id": "unit_id"})
    again, _ = sheets.read(folder, units, book)
    columns = ["segment_id", "frame", "coder", "coder_kind", "value", "codebook", "round"]
    keys = ["segment_id", "frame"]
    found, wanted = (table[columns].sort_values(keys, ignore_index=True)
                     for table in (again, codings))  # fmt: skip
    pd.testing.assert_frame_equal(found, wanted)
    with pytest.raises(InputError, match="already with other content"):
        annotation.save(codings.head(1), folder / "label_studio.csv")


# The configuration --------------------------------------------------------------------


def test_the_configuration_is_xml_whatever_the_labels_are(tmp_path, made):
    text = made.codebook_text.replace("{en: Costs, nl: Kosten}", '{en: "$<b>&\\"", nl: Kosten}')
    book = invented_corpus._loaded(text)
    for passages in (False, True):
        xml = annotation.label_studio_config(
            book, unit="sentence", label_language="en", passages=passages
        )
        options = [one for one in ET.fromstring(xml).iter() if one.tag in ("Choice", "Label")]
        assert options[0].get("value") == ' $<b>&"'
        assert [one.get("alias") for one in options[:3]] == list(book.frame_ids)


def test_a_configuration_that_cannot_work_is_refused(book, made):
    with pytest.raises(InputError, match="Did you mean 'sentence'"):
        annotation.label_studio_config(book, unit="sentense", label_language="en")
    with pytest.raises(InputError, match="no labels in 'de'"):
        annotation.label_studio_config(book, unit="sentence", label_language="de")
    with pytest.raises(InputError, match="nothing before or after"):
        annotation.label_studio_config(book, unit="document", label_language="en", context=True)
    same = invented_corpus._loaded(made.codebook_text.replace("en: Safety", "en: costs"))
    with pytest.raises(InputError, match=r"'costs' and 'safety' .* have the same label"):
        annotation.label_studio_config(same, unit="sentence", label_language="en")


def test_context_is_shown_and_not_coded(tmp_path, book):
    units = segments().assign(role=["headline", "body", "chrome", "body", "body", "body"])
    task = tasks(tmp_path, book, units.iloc[[1]], segments=units)["00001"]
    assert task["data"]["before"] == SENTENCES[0]
    assert task["data"]["after"] == SENTENCES[3]  # furniture is passed over
    xml = annotation.label_studio_config(book, unit="sentence", label_language="en", context=True)
    labelled = {one.get("toName") for one in ET.fromstring(xml).iter()} - {None}
    assert labelled == {"text"}


# doccano ---------------------------------------------------------------------------------


def lines(folder, book, units=None, texts=None, **options):
    path = folder / "texts.jsonl"
    units = segments() if units is None else units
    key = annotation.to_doccano(units, documents() if texts is None else texts, book, path=path,
                                seed=1, label_language="nl", **options)  # fmt: skip
    written = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    return {unit[-5:] if isinstance(unit, str) else "article": line
            for unit, line in zip(key["unit_id"], written, strict=True)}  # fmt: skip


def from_doccano(path, rows, book, **options):
    content = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    path.write_text(content, encoding="utf-8")
    return annotation.from_doccano(path, segments(), documents(), book, **options)


def as_meta(row):
    """An export that keeps the further columns under meta."""
    return {"text": row["text"], "meta": {name: value for name, value in row.items()
                                         if name not in ("text", "label")}}  # fmt: skip


def test_codes_labelled_in_doccano_come_back(tmp_path, made):
    path = tmp_path / "anna.jsonl"
    annotation.to_doccano(made.segments, made.documents, made.book, path=path, seed=1,
                          label_language="en", codings=made.truth)  # fmt: skip
    codings, receipt = annotation.from_doccano(path, made.segments, made.documents, made.book)
    keys = ["segment_id", "frame"]
    assert (codings.set_index(keys)["value"].sort_index()
            == made.truth.set_index(keys)["value"].sort_index()).all()  # fmt: skip
    assert set(codings["coder"]) == {"anna"}
    assert said(receipt, "remark") == [
        "48 annotations were pre-coded by gold: they correct it, and are not independent of it"
    ]


@pytest.mark.parametrize("nested", [False, True])
@pytest.mark.parametrize("name", ["label", "labels", "cats"])
def test_forms_of_text_classification(tmp_path, book, name, nested):
    line = lines(tmp_path, book)
    rows = [
        {**line["00000"], name: ["Kosten", "safety"]},
        {**line["00001"], name: ["Geen van deze"], "Comments": ["Lastig", "Echt"]},
        {**line["00002"], name: "Kosten#Niet te zeggen: Natuur"},
        {**line["00003"], name: []},
    ]
    rows = [{**(as_meta(row) if nested else row), name: row[name]} for row in rows]
    rows[1]["Comments"] = ["Lastig", "Echt"]
    if name != "label" and not nested:
        rows = [{key: value for key, value in row.items() if key != "label"} for row in rows]
    codings, receipt = from_doccano(tmp_path / "bea.jsonl", rows, book, coders={"bea": "B"})
    assert values(codings) == {
        COSTS: {1: [0, 2], 0: [1]}, SAFETY: {1: [0], 0: [1, 2]}, NATURE: {0: [0, 1], "?": [2]}
    }  # fmt: skip
    assert set(codings["coder"]) == {"B"}
    assert set(codings["note"].dropna()) == {"Lastig; Echt"}
    assert said(receipt, "rejected")[0].startswith("nothing is marked")
    assert set(codings["codebook"]) == {book.reference}


@pytest.mark.parametrize("returns", [False, True])
@pytest.mark.parametrize("form", ["lists", "objects", "old"])
def test_forms_of_sequence_labelling(tmp_path, book, form, returns):
    line = lines(tmp_path, book, passages=True)["article"]
    shown = TEXT.replace("\n", "\r\n") if returns else TEXT
    spots = [(shown.index(words), shown.index(words) + len(words), label)
             for words, label in (("costs too much", "Kosten"), ("Trees", "nature"))]  # fmt: skip
    marks = {
        "lists": {"label": [list(spot) for spot in spots]},
        "objects": {"entities": [{"id": 1, "label": label, "start_offset": start, "end_offset": end}
                                 for start, end, label in spots], "relations": []},
        "old": {"annotations": [{"label": label, "start_offset": start, "end_offset": end,
                                 "user": 4} for start, end, label in spots]},
    }[form]  # fmt: skip
    row = {name: value for name, value in line.items() if name != "label"} | marks | {"text": shown}
    codings, receipt = from_doccano(tmp_path / "admin.jsonl", [row], book)
    assert values(codings) == {
        COSTS: {1: [1], 0: [0, 2, 3, 4, 5]}, SAFETY: {0: [0, 1, 2, 3, 4, 5]},
        NATURE: {1: [3], 0: [0, 1, 2, 4, 5]},
    }  # fmt: skip
    assert set(codings["coder"]) == {"annotator 4" if form == "old" else "admin"}
    assert set(receipt["status"]) == {"read"}


def test_a_folder_with_a_file_for_each_annotator(tmp_path, book):
    line = lines(tmp_path, book)
    (folder := tmp_path / "export").mkdir()
    for name, frame in (("anna", "Kosten"), ("bea", "Natuur")):
        row = {**line["00000"], "label": [frame]}
        (folder / f"{name}.jsonl").write_text(json.dumps(row), encoding="utf-8")
    (folder / "readme.txt").write_text("not an export", encoding="utf-8")
    codings, receipt = annotation.from_doccano(folder, segments(), documents(), book)
    assert codings.loc[codings["value"] == 1, ["coder", "frame"]].to_numpy().tolist() == [
        ["anna", COSTS], ["bea", NATURE]
    ]  # fmt: skip
    assert receipt.loc[receipt["status"] == "read", "source_file"].tolist() == [
        "anna.jsonl", "bea.jsonl"
    ]  # fmt: skip
    shared = tmp_path / "all.jsonl"
    _, receipt = from_doccano(shared, [{**line["00000"], "label": ["Natuur"]}], book)
    assert "does not say who coded what" in said(receipt, "remark")[0]


def test_the_labels_of_a_doccano_project_mean_what_they_say(book):
    made = json.loads(annotation.doccano_labels(book, label_language="nl"))
    assert [one["text"] for one in made] == [
        "Kosten", "Veiligheid", "Natuur", "Geen van deze", "Niet te zeggen: Kosten",
        "Niet te zeggen: Veiligheid", "Niet te zeggen: Natuur",
    ]  # fmt: skip
    assert len({one["suffix_key"] for one in made}) == len(made)
    spans = json.loads(annotation.doccano_labels(book, label_language="nl", passages=True))
    assert "Geen van deze" not in [one["text"] for one in spans]


# Files --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b'[{"id": 1,\n "data": {"text": "a"', "line 2, character 22"),
        (b"id;text\n1;a", "is not JSON"),
        (b'{"a": 1', "is not JSON"),
        (b"\xff\xfe\xff", "UTF-8"),
        (b'["caf\xe9"]', "is not text in UTF-8"),
        (b"PK\x03\x04....", "is a zip. Unpack it"),
        (b"[" * 100_000, "too deep"),
        (b"[" + b"9" * 5_000 + b"]", "thousands of digits"),
    ],
)
def test_a_damaged_file_is_told_with_place_and_remedy(tmp_path, book, content, words):
    (path := tmp_path / "broken.json").write_bytes(content)
    for function in (annotation.from_label_studio, annotation.from_doccano):
        with pytest.raises(InputError, match="broken") as caught:
            function(path, segments(), documents(), book)
        assert words in str(caught.value)
        assert "xport it" in str(caught.value) or "Unpack" in str(caught.value)


def test_a_damaged_line_costs_that_line_only(tmp_path, book):
    line = lines(tmp_path, book)
    good = [json.dumps({**line[f"0000{n}"], "label": ["Kosten"]}) for n in range(2)]
    (path := tmp_path / "anna.jsonl").write_text("\n".join([good[0], '{"text": ', good[1]]))
    codings, receipt = annotation.from_doccano(path, segments(), documents(), book)
    assert values(codings)[COSTS] == {1: [0, 1]}
    assert receipt.loc[receipt["status"] == "rejected", "position_in_file"].tolist() == [2]


def test_paths_that_are_not_there_and_files_that_would_be_lost(tmp_path, book):
    with pytest.raises(InputError, match=r"no file 'nothing\.json'"):
        annotation.from_label_studio(tmp_path / "nothing.json", segments(), documents(), book)
    with pytest.raises(InputError, match="holds no"):
        annotation.from_label_studio(tmp_path, segments(), documents(), book)
    tasks(tmp_path, book)
    tasks(tmp_path, book)  # the same again is no loss
    (tmp_path / "tasks.json").write_text("[codes]")
    with pytest.raises(InputError, match="perhaps with codes"):
        tasks(tmp_path, book)


def test_units_that_do_not_fit_are_refused(tmp_path, book):
    path = tmp_path / "t.json"
    with pytest.raises(TableError, match="shorter than they were"):
        annotation.to_label_studio(segments(), documents("Short."), book, path=path, seed=1)
    without, double = segments().drop(columns="start"), pd.concat([segments()] * 2)
    with pytest.raises(TableError, match="lacks 'start'"):
        annotation.to_label_studio(without, documents(), book, path=path, seed=1)
    with pytest.raises(TableError, match="units twice"):
        annotation.to_label_studio(double, documents(), book, path=path, seed=1)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8)
    | st.sampled_from([*SENTENCES, TEXT, "costs", "Natuur", "-none-", "\ud83d"]),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(
        st.sampled_from(["annotations", "result", "value", "data", "text", "unit", "choices",
                         "labels", "label", "start", "end", "completed_by", "id", "from_name",
                         "entities", "frames", "round", "annotator", "meta", "offered", "codebook",
                         "globalOffsets", "updated_at", "form", "Comments", "predictions", "user"]),
        inner, max_size=5),
    max_leaves=25,
)  # fmt: skip


def anywhere(value):
    """The value as a whole export, and in the places of one that hold what people typed."""
    item = {"from_name": "x", "value": {"labels": value, "start": value, "end": 3, "text": value}}
    results = [value, [{"value": value}], [item]]
    annotations = [{"completed_by": value, "result": result} for result in results]
    yield value
    yield [{"data": {"text": SENTENCES[1]}, "annotations": annotations}]
    yield [{"text": SENTENCES[1], "label": value, "user": value, "Comments": value}]


SLOW = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow]


@settings(deadline=None, max_examples=15, suppress_health_check=SLOW)
@given(JSON)
def test_law_any_json_is_read_or_listed_and_never_breaks_the_reading(tmp_path, book, value):
    path, units, texts = tmp_path / "any.json", segments(), documents()
    for content in anywhere(value):
        path.write_text(json.dumps(content), encoding="utf-8")
        for function in (annotation.from_label_studio, annotation.from_doccano):
            codings, receipt = function(path, units, texts, book, empty_is_none=True)
            contracts.check(codings, "codings")
            file = receipt[receipt["status"] == "read"].iloc[0]
            assert file["expected"] == file["n_read"] + file["n_rejected"]


def test_a_codebook_read_from_a_file_is_enough_for_the_seeds():
    seeds = codebook.load("seeds/codebook.yaml")
    for language, name in (("en", "IP theft"), ("nl", "IP-diefstal")):
        xml = annotation.label_studio_config(seeds, unit="sentence", label_language=language)
        assert ET.fromstring(xml).find(".//Choice").get("value") == name
