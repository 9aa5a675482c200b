"""The commands code and tally: counts that balance, kills that lose nothing, refusals."""

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import invented_corpus
import pandas as pd
import pyarrow.parquet as pq
import pytest

from analysis import cli, coded, contracts, ingest, measure, study
from analysis.cli import _shared

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """An invented study, and its corpus in row groups of two articles."""
    folder = tmp_path_factory.mktemp("tram")
    invented = invented_corpus.make(3, n_articles=6, sentences=5, copies=0.2)
    plan = study.load(invented_corpus.write(invented, folder))
    ingest.ingest(plan, [], folder / "whole.parquet")
    pq.write_table(pq.read_table(folder / "whole.parquet"), folder / "c.parquet", row_group_size=2)
    return folder


def run(capsys, *arguments):
    code = cli.main([str(argument) for argument in arguments])
    said = capsys.readouterr()
    return code, said.out, said.err


def code(capsys, made, out, *more):
    return run(capsys, "code", made / "c.parquet", "--study", made, "--out", out, "--workers", 1,
               *more)  # fmt: skip


def content(folder):
    """Every file of a folder by its name."""
    return {path.relative_to(folder).as_posix(): path.read_bytes()
            for path in sorted(folder.rglob("*")) if path.is_file()}  # fmt: skip


def test_counts_balance_and_a_second_run_finds_all_done(made, tmp_path, capsys):
    exit_code, out, err = code(capsys, made, tmp_path / "codes")
    assert (exit_code, err) == (0, "")
    n_docs = pq.read_metadata(made / "c.parquet").num_rows
    n_parts = pq.read_metadata(made / "c.parquet").num_row_groups
    first, units, hits, parts, place = out.splitlines()
    assert first == f"{n_docs} articles read = {n_docs} coded + 0 not asked + 0 without text"
    assert units.startswith(f"{5 * n_docs} sentences = {5 * n_docs} coded + 0")
    number, kinds = hits.split(" hits = ")
    assert int(number) == sum(int(kind.split()[0]) for kind in kinds.split(" + ")) > 10
    assert parts == f"{n_parts} parts = {n_parts} done now + 0 before"
    assert place == f"codes    {(tmp_path / 'codes').as_posix()}"
    _, out, _ = code(capsys, made, tmp_path / "codes")
    assert f"{n_parts} parts = 0 done now + {n_parts} before" in out


def test_tallies_are_written_whole_and_balance(made, tmp_path, capsys):
    code(capsys, made, tmp_path / "codes")
    target = tmp_path / "t" / "tallies.parquet"
    exit_code, out, err = run(capsys, "tally", tmp_path / "codes", "--by", "wave, role", "--roles",
                              "headline,body", "--out", target)  # fmt: skip
    assert (exit_code, err) == (0, "")
    wanted = coded.open(tmp_path / "codes").tallies(by=["wave", "role"], roles=["headline", "body"])
    found = contracts.conform(pd.read_parquet(target), "tallies")
    keys = ["doc_id", "wave", "role", "frame"]
    pd.testing.assert_frame_equal(found.sort_values(keys, ignore_index=True), wanted)
    assert "estimate" in measure.salience(found, level=0.95, by=["wave"]).columns
    articles, units, others, rows, place = out.splitlines()
    n_docs = pq.read_metadata(made / "c.parquet").num_rows
    assert articles.startswith(f"{n_docs} articles = {n_docs} counted + 0 without a unit that")
    total, kinds = units.split(" sentences = ")
    assert int(total) == sum(int(kind.split()[0]) for kind in kinds.split(" + "))
    assert others.startswith("in other roles: ")
    assert others.endswith(" lead")
    assert rows == f"{len(wanted)} rows of 3 frames"
    assert place.endswith(target.as_posix())
    before = target.read_bytes()
    run(capsys, "tally", tmp_path / "codes", "--by", "wave,role", "--roles", "headline,body",
        "--out", target)  # fmt: skip
    assert target.read_bytes() == before
    assert [path.name for path in target.parent.iterdir()] == ["tallies.parquet"]


def test_articles_in_no_group_are_told(made, tmp_path, capsys):
    table = pq.read_table(made / "whole.parquet").to_pandas()
    table.loc[:2, ["wave", "published_from", "published_to"]] = None
    table.loc[4, "text"] = ""
    schema = pq.read_schema(made / "whole.parquet")
    rows = ingest.pa.Table.from_pandas(table, schema=schema, preserve_index=False)
    pq.write_table(rows, tmp_path / "c.parquet")
    exit_code, out, _ = run(capsys, "code", tmp_path / "c.parquet", "--study", made, "--out",
                            tmp_path / "codes")  # fmt: skip
    assert exit_code == 0
    assert "0 not asked + 1 without text" in out
    exit_code, out, _ = run(capsys, "tally", tmp_path / "codes", "--by", "wave", "--out",
                            tmp_path / "t.parquet")  # fmt: skip
    assert exit_code == 0
    assert "without wave, in no group by it: 3 articles" in out


def test_waves_of_another_study_are_told_and_nothing_changes(made, tmp_path, capsys):
    shutil.copytree(made, tmp_path / "study")
    text = (tmp_path / "study/study.yaml").read_text()
    (tmp_path / "study/study.yaml").write_text(text.replace("May 2032", "Spring 2032"))
    exit_code, _, err = run(capsys, "code", made / "c.parquet", "--study", tmp_path / "study",
                            "--out", tmp_path / "codes", "--workers", 1)  # fmt: skip
    assert exit_code == 0
    assert "in the wave 'May 2032', which the study does not have" in err
    assert "run 'framewaves ingest' again" in err
    exit_code, _, err = run(capsys, "tally", tmp_path / "codes", "--by", "wave", "--study",
                            tmp_path / "study", "--out", tmp_path / "t.parquet")  # fmt: skip
    assert exit_code == 0
    assert "which the study does not have" in err
    assert set(pd.read_parquet(tmp_path / "t.parquet")["wave"]) == {"May 2031", "May 2032"}


def test_counts_that_do_not_balance_end_with_code_1(made, tmp_path, capsys):
    code(capsys, made, tmp_path / "codes")
    path = tmp_path / "codes/done/00000.json"
    record = json.loads(path.read_text())
    path.write_text(json.dumps({**record, "units": record["units"] + 1}))
    exit_code, _, err = code(capsys, made, tmp_path / "codes")
    assert exit_code == 1
    assert "this does not add up: units and units written" in err
    exit_code, _, err = run(capsys, "tally", tmp_path / "codes", "--out", tmp_path / "t.parquet")
    assert exit_code == 1
    assert "do not add up" in err


@pytest.mark.parametrize(
    ("arguments", "told"),
    [(["code", "none.parquet", "--out", "x"], "no such file"),
     (["code", "study.yaml", "--out", "x"], "no Parquet file"),
     (["code", "c.parquet", "--out", "study.yaml"], "name a folder"),
     (["code", "c.parquet", "--out", "study.yaml/x"], "nothing can be written there"),
     (["code", "c.parquet", "--out", "."], "holds other files"),
     (["code", "c.parquet", "--out", "x", "--workers", "0"], "give 1 or more"),
     (["code", "c.parquet", "--out", "x", "--scheduler", "tcp://a:1"], "--engine dask"),
     (["code", "c.parquet", "--out", "x", "--study", "other"], "other"),
     (["tally", "none", "--out", "t.parquet"], "there are no codes here"),
     (["tally", "codes", "--out", "t.csv"], "let its name end in .parquet"),
     (["tally", "codes", "--out", "codes/t.parquet"], "lies in the folder of codes"),
     (["tally", "codes", "--out", "t.parquet", "--by", "wav"], "Did you mean 'wave'"),
     (["tally", "codes", "--out", "t.parquet", "--roles", "bodi"], "no role 'bodi'")],
)  # fmt: skip
def test_input_that_cannot_be_used_is_told_in_one_line(
    made, tmp_path, monkeypatch, capsys, arguments, told
):
    for name in ("study.yaml", "codebook.yaml", "articles.csv", "gold.csv", "c.parquet"):
        shutil.copy(made / name, tmp_path / name)
    monkeypatch.chdir(tmp_path)
    if arguments[0] == "code" and "--study" not in arguments:
        arguments = [*arguments, "--study", "study.yaml"]
    if "codes" in arguments:
        code(capsys, made, "codes", "--workers", 1)
    exit_code, out, err = run(capsys, *arguments)
    assert (exit_code, out) == (2, "")
    assert told in err
    assert len(err.splitlines()) == 1
    assert not (tmp_path / "t.parquet").exists()


def test_a_person_sees_articles_and_megabytes_a_second(made, tmp_path, capsys, monkeypatch):
    monkeypatch.setattr(_shared, "watched", lambda: True)
    exit_code, _, err = code(capsys, made, tmp_path / "codes")
    assert exit_code == 0
    assert " articles/s" in err.replace("s/ articles", " articles/s")
    assert "MB/s" in err


# ---------------------------------------------------------------- killed

SAFE = {**os.environ, "FRAMEWAVES_COMPILED": "0"}


def start(made, out, **options):
    command = [sys.executable, "-m", "analysis", "code", str(made / "c.parquet"), "--study",
               str(made), "--out", str(out), "--workers", "2"]  # fmt: skip
    return subprocess.Popen(command, cwd=ROOT, env=SAFE, stdout=subprocess.PIPE,
                            stderr=subprocess.PIPE, text=True, **options)  # fmt: skip


@pytest.mark.skipif(os.name != "posix", reason="kill -9 is of POSIX")
def test_killed_at_random_points_nothing_is_lost_or_doubled(made, tmp_path, capsys):
    assert code(capsys, made, tmp_path / "whole")[0] == 0
    chance, folder = random.Random(8), tmp_path / "codes"
    kills = 0
    for done_before_kill in (1, 3):
        running = start(made, folder)
        deadline = time.monotonic() + 300
        while running.poll() is None and time.monotonic() < deadline:
            if len(list(folder.glob("done/*.json"))) >= done_before_kill:
                time.sleep(chance.random() * 0.05)
                running.send_signal(signal.SIGKILL)
                break
            time.sleep(0.005)
        running.communicate()
        kills += running.returncode == -signal.SIGKILL
    assert kills
    exit_code, out, err = code(capsys, made, folder)
    assert (exit_code, err) == (0, "")
    assert content(folder) == content(tmp_path / "whole")
    assert not out.splitlines()[-2].endswith(" 0 before"), "what was done is not done again"


@pytest.mark.skipif(os.name != "posix", reason="limits are of POSIX")
def test_a_disk_that_is_full_is_told_and_the_run_goes_on_later(made, tmp_path, capsys):
    import resource

    def small():
        resource.setrlimit(resource.RLIMIT_FSIZE, (6_000, 6_000))

    full = start(made, tmp_path / "codes", preexec_fn=small)
    _, err = full.communicate(timeout=300)
    assert full.returncode == 2
    assert len(err.splitlines()) == 1
    assert "File too large" in err
    assert "run the same command again" in err
    assert not list((tmp_path / "codes").glob("done/*"))
    assert code(capsys, made, tmp_path / "codes")[0] == 0
    code(capsys, made, tmp_path / "whole")
    assert content(tmp_path / "codes") == content(tmp_path / "whole")
