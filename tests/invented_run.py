"""A run of an invented study, made without any kernel: for tests of sharing.

    folder, plan = invented_run.make(tmp_path)      # the run, its study

The tables, the figure and the notebook are such as a report leaves, with their hashes in
`run.json`; one table holds sentences, as result tables do.
"""

import json
from pathlib import Path

import invented_corpus
import matplotlib as mpl

mpl.use("agg")
import matplotlib.pyplot as plt
import nbformat
import pandas as pd
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from analysis import codebook, export, material, report, run_record, study

ABOUT = """\
authors:
  - {name: Ines Verbrugge, orcid: 0000-0002-1825-0097, affiliation: A university}
  - name: Tom van der Aa
paper:
  title: Who pays for the tram?
  reference: https://doi.org/10.1234/tram
  date: 2033-02-01
licence: CC-BY-4.0
"""
CODE = """\
from analysis import codebook, export, material, study
plan = study.load(study_file)
whole = material.read(plan, codebook.load(plan.codebook))
counts = whole.tallies(whole.documents, by=["wave"])
export.save_table(counts, "counts", folder=tables_folder)
export.save_table(whole.receipt, "receipt", folder=tables_folder)
export.save_table(whole.saved()["hits"], "hits", folder=tables_folder)"""
PARAMETERS = """\
study_file: str = "study.yaml"  # study
tables_folder: str = "tables"  # tables"""


def write_study(folder, *, about=ABOUT, seed=3, n_articles=3, one_file=False):
    """An invented study with gold codes; its authors are in the study file."""
    made = invented_corpus.make(seed, n_articles=n_articles, sentences=6, one_file=one_file)
    file = invented_corpus.write(made, folder)
    with file.open("a", encoding="utf-8") as text:
        text.write(about)
    (folder / "notebooks").mkdir()
    nbformat.write(notebook(), folder / "notebooks" / "10_counts.ipynb")
    return file


def notebook():
    """The one notebook of the study, without outputs."""
    cells = [
        new_markdown_cell("# Counts\n\nHow many?", id="a"),
        new_code_cell(PARAMETERS, metadata={"tags": ["parameters"]}, id="b"),
        new_code_cell(CODE, id="c"),
    ]
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    return new_notebook(cells=cells, metadata={"kernelspec": kernel})


def make(folder: Path, **options):
    """A study in `folder/study` and a run of it in `folder/run`; gives the run and the study."""
    plan = study.load(write_study(folder / "study", **options))
    whole = material.read(plan, codebook.load(plan.codebook))
    run = folder / "run"
    tables = {
        "counts": whole.tallies(whole.documents, by=["wave"]),
        "receipt": whole.receipt,
        "hits": whole.saved()["hits"],
        "lines": _lines(whole),
    }
    for name, table in tables.items():
        export.save_table(table, name, folder=run / "tables")
    canvas, axes = plt.subplots(figsize=(2, 2))
    axes.bar([0, 1], [1, 2])
    export.save(canvas, "10-1-counts", data=pd.DataFrame({"n": [1, 2]}), caption="Counts by wave.",
                alt="Bars.", folder=run / "figures")  # fmt: skip
    plt.close(canvas)
    _executed(run, whole)
    record(run, plan)
    return run, plan


def _lines(whole):
    """A table with a sentence in each row under a name that says nothing."""
    shown = whole.shown(whole.documents, seed=0, most=99)
    units = shown.segments.merge(shown.documents[["doc_id", "text"]], on="doc_id")
    said = [row.text[row.start : row.end] for row in units.itertuples()]
    return units[["segment_id", "start", "end"]].assign(said=said)


def _executed(run, whole):
    """The notebook as papermill leaves it, with an article in its outputs."""
    made = notebook()
    injected = new_code_cell("study_file = 'x'", metadata={"tags": ["injected-parameters"]})
    made.cells.insert(2, injected)
    text = whole.documents["text"].iloc[0]
    made.cells[3].outputs = [new_output("stream", text=text)]
    made.cells[3].execution_count = 2
    made.metadata["papermill"] = {"input_path": "notebooks/10_counts.ipynb"}
    (run / "notebooks").mkdir()
    nbformat.write(made, run / "notebooks" / "10_counts.ipynb")
    (run / "evidence.html").write_text(f"<p>{text}</p>", encoding="utf-8")


def record(run, plan):
    """Write run.json of a run from the files that are there."""
    names = [path.relative_to(run).as_posix() for path in sorted(run.rglob("*")) if path.is_file()]
    names.remove("run.json") if "run.json" in names else None
    run_record.write(
        run,
        {
            "study": plan.title,
            "question": "",
            "study_file": "study.yaml",
            "notebook_folder": "notebooks",
            "figures_folder": "",
            "parameters": {},
            "versions": report.versions(),
            "inputs": study.hashes(plan),
            "notebooks": [
                {
                    "name": "10_counts",
                    "status": "passed",
                    "cause": "",
                    "seconds": 1.5,
                    "source": run_record.source_hash(run / "notebooks" / "10_counts.ipynb"),
                    "outputs": run_record.hashed(names, run, run / "figures"),
                }
            ],
        },
    )


def edited(path, change):
    """Change a JSON file."""
    content = json.loads(path.read_text(encoding="utf-8"))
    change(content)
    path.write_text(json.dumps(content), encoding="utf-8")
