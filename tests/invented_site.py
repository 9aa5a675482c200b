"""A small invented run in its folder, as a report leaves it: for the tests of its pages."""

import base64
import hashlib
import io
import json

import nbformat
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output
from PIL import Image

BOOK = "frames@1.0.0+0a1b2c3d"
HOSTILE = '<script>alert("x")</script>'
SAID = (
    "**May** (9 gold codes): Theft 10 % raw, 12 % corrected (no interval); Irony & wit 3 % raw, "
    "3 % corrected (no interval).\n\n**June - May**, percentage points: Theft raw +17, corrected "
    "+18: description only; Irony & wit raw −9, corrected −9: description only. "
    "So few articles allow a description only."
)
LIMITS = "These are too few for any claim about change. Run with `include_inferred=False`."
WIDE = "".join(f"<td>a rather long value {number}</td>" for number in range(20))
TABLES = {
    "articles": "outlet,language,wave\nA,nl,May\nB,en,May\nA,nl,June\nC,nl,in no wave\n",
    "days": "wave,day,frame,n_docs\nJune,2026-06-01,theft,1\nJune,2026-06-30,theft,0\n"
    "May,2026-05-01,theft,1\nMay,2026-05-31,theft,0\n",
    "estimates": "measure,contrast,wave,n_units\nsalience,,June,20\nsalience,,May,21\n"
    "salience,June - May,,41\nprevalence,,May,2\n",
    "codings": "segment_id,coder,coder_kind,codebook\n"
    f"a1:sentence:0,dictionary,dictionary,{BOOK}\na1:sentence:1,dictionary,dictionary,{BOOK}\n",
    "corrected": "contrast,wave,n_gold\n,June,4\n,May,5\nJune - May,,9\n",
    "reliability": "measure,estimate,wave,language\nalpha,0.9,,\nalpha,0.7,,\nalpha,0.1,May,nl\n",
    "receipt": "source_file,status,reason,position_in_file,expected,n_read,n_rejected\n"
    f"a.txt,read,,,3,3,0\nb.txt,rejected,empty & {HOSTILE},,1,0,1\nb.txt,rejected,no text,1,,,\n"
    "c.tmp,skipped,a lock file,,,,\n",
    "=odd name": 'a,b\n"two\nlines",2\n',
}


def png(width=60, height=30):
    """A picture of one colour."""
    target = io.BytesIO()
    Image.new("RGB", (width, height), "#a0c0e0").save(target, "png", dpi=(300, 300))
    return target.getvalue()


def shown(markup):
    """An output of HTML."""
    return new_output("display_data", data={"text/html": markup, "text/plain": "..."})


def said(text):
    """An output of sentences."""
    return new_output("display_data", data={"text/markdown": text, "text/plain": text})


def notebook(title="The waves", *, question="What **changed**?"):
    """An executed notebook with what strains a page: wide tables, pictures, odd headings."""
    picture = base64.b64encode(png()).decode()
    cells = [
        new_markdown_cell(f"# {title}\n\n{question}\n\nMore."),
        new_code_cell("a_name = 'long' * 40  # a comment\nprint(1)", outputs=[]),
        new_markdown_cell("## First part\n\n- one\n- two"),
        new_code_cell("1", outputs=[shown(
            f"<table><thead><tr><th></th><th scope='col'>b</th></tr></thead>"
            f"<tbody><tr>{WIDE}</tr></tbody></table>")]),
        new_markdown_cell("## Second part\n\n#### Too deep"),
        new_code_cell("2", outputs=[
            shown(f'<figure class="fw-figure" id="figure-1"><img alt="Dots." '
                  f'src="data:image/png;base64,{picture}"><figcaption>C.</figcaption></figure>'),
            new_output("display_data", data={"image/png": picture}),
            new_output("error", ename="E", evalue="no", traceback=["x" * 300])]),
        new_markdown_cell("# A second title"),
        new_markdown_cell("## What can and cannot be claimed"),
        new_code_cell("3", outputs=[said(LIMITS)]),
    ]  # fmt: skip
    return new_notebook(cells=cells)


def figure(folder, name, **about):
    """Write a figure with the files beside it."""
    folder.mkdir(parents=True, exist_ok=True)
    told = {
        "caption": "Share of sentences. 3 articles & more.",
        "alt": 'Dot chart. Up & "down".',
        "said": SAID,
        "codebook": BOOK,
        "headline": False,
        **about,
    }
    contents = {"pdf": b"%PDF", "svg": b"<svg/>", "png": png(), "csv": b"a\n1\n",
                "json": json.dumps(told).encode()}  # fmt: skip
    for ending, content in contents.items():
        (folder / f"{name}.{ending}").write_bytes(content)
    return [f"figures/{name}.{ending}" for ending in contents]


def entry(name, outputs=(), *, status="passed", cause=""):
    """What the record says of a notebook."""
    hashes = {output: hashlib.sha256(output.encode()).hexdigest() for output in outputs}
    return {"name": name, "status": status, "cause": cause, "seconds": 1.5, "source": "0" * 64,
            "outputs": hashes}  # fmt: skip


def record(notebooks, **about):
    """A record of format 2."""
    return {
        "format": 2,
        "study": "Two waves & <more>",
        "question": "What changed?",
        "study_file": "seeds/study.yaml",
        "notebook_folder": "notebooks",
        "figures_folder": "figures",
        "parameters": {"min_units": 2},
        "versions": {"framewaves": "0.1.0", "python": "3.11.7"},
        "inputs": {"codebook.yaml": "0a1b2c3d" + "0" * 56, "study.yaml": "1" * 64},
        "notebooks": list(notebooks),
        **about,
    }


def write(folder, notebooks, **about):
    """Write `run.json`."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "run.json").write_text(json.dumps(record(notebooks, **about)), encoding="utf-8")
    return folder


def whole(folder):
    """A whole run: notebooks of which one failed, figures, tables, the paper, and evidence."""
    run, drawn = folder / "a-run", folder / "figures"
    for part in ("notebooks", "tables", "paper/tables", "paper/figures/sage"):
        (run / part).mkdir(parents=True)
    nbformat.write(notebook("The corpus"), run / "notebooks/10_corpus.ipynb")
    nbformat.write(notebook(), run / "notebooks/40_waves.ipynb")
    nbformat.write(notebook(HOSTILE, question=HOSTILE), run / "notebooks/50_x.ipynb")
    made = [*figure(drawn, "40-1-shares"), *figure(drawn, "40-0-raw")]
    old = figure(
        drawn, "50-1-voices", codebook="frames@0.9.0+ffffffff", said=HOSTILE, caption=HOSTILE
    )
    figure(drawn, "99-1-of-another-run")
    for name, text in TABLES.items():
        (run / "tables" / f"{name}.csv").write_text(text, encoding="utf-8")
    for ending in ("docx", "tex", "csv"):
        (run / "paper/tables" / f"table-corpus.{ending}").write_text("x")
    (run / "paper/tables/table-corpus.md").write_text("**Table 1**\n\n*Articles by News Wave*\n\n|")
    (run / "paper/tables/tables.tex").write_text("x")
    for number, name in ((2, "40-0-raw"), (10, "40-6-pairs")):
        for ending in ("eps", "caption.txt"):
            (run / f"paper/figures/sage/Figure_{number}.{ending}").write_text("x")
        (run / f"paper/figures/sage/Figure_{number}.json").write_text(f'{{"name": "{name}"}}')
    (run / "paper/numbers.json").write_text("{}")
    (run / "paper/methods.en.md").write_text(f"## Methods\n\nWe read *four* articles {HOSTILE}.\n")
    (run / "paper/methods.nl.md").write_text("Wij lazen vier artikelen.\n", encoding="utf-8")
    (run / "evidence.html").write_text("<!DOCTYPE html><title>E</title>")
    write(run, [
        entry("10_corpus", ["tables/articles.csv", "tables/receipt.csv"]),
        entry("40_waves", [*made, "tables/estimates.csv"]),
        entry("50_x", old, status="failed", cause=f"ValueError: {HOSTILE}"),
        entry("60_y", status="failed", cause="it never began"),
    ])  # fmt: skip
    return run, drawn
