"""Jobs side by side: every job done once, whatever becomes of the workers."""

import itertools
import os
import pickle
import signal
import socket
import subprocess
import sys
import time
from contextlib import closing
from multiprocessing import active_children
from pathlib import Path

import invented_jobs
import pytest

from analysis import partition
from analysis._engines import answers, cluster, dask, remote, versions
from analysis.contracts import InputError

TESTS = Path(__file__).resolve().parent
ROOT = TESTS.parent
POSIX = pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")


def begun(*words, kit=ROOT):
    """Start a process of Dask, or a script, with the kit and the tests' jobs within reach."""
    return subprocess.Popen(
        [sys.executable, *map(str, words)],
        cwd=TESTS,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(map(str, [kit, TESTS]))},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def ended(process):
    if process.returncode is None:
        process.terminate()
        process.communicate(timeout=20)


def scheduler_in(folder):
    """Start a scheduler, as one would by hand; gives the process and its scheduler file."""
    file = folder / "scheduler.json"
    process = begun("-m", "distributed.cli.dask_scheduler", "--host", "127.0.0.1", "--port", "0",
                    "--no-dashboard", "--dashboard-address", "127.0.0.1:0",
                    "--scheduler-file", file)  # fmt: skip
    until(lambda: file.exists() and file.read_text().endswith("}"), process)
    return process, str(file)


def worker_of(file, folder, **options):
    return begun("-m", "distributed.cli.dask_worker", "--scheduler-file", file, "--nthreads", "1",
                 "--no-dashboard", "--host", "127.0.0.1", "--local-directory", folder,
                 "--nworkers", "1", **options)  # fmt: skip


def until(true, process=None):
    """Wait for something that takes a moment."""
    for _ in range(600):
        if true():
            return
        assert process is None or process.poll() is None, process.communicate()[0]
        time.sleep(0.05)
    raise AssertionError("it never came")


def gone(pid):
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return True
    status = Path(f"/proc/{pid}/status")
    return status.exists() and "zombie" in status.read_text()


@pytest.fixture(scope="module")
def by_hand(tmp_path_factory):
    """A scheduler and two workers that were started as processes of their own."""
    folder = tmp_path_factory.mktemp("cluster")
    process, file = scheduler_in(folder)
    workers = [worker_of(file, folder) for _ in range(2)]
    yield file
    for each in (*workers, process):
        ended(each)


@pytest.fixture(scope="module")
def empty(tmp_path_factory):
    """A scheduler without workers."""
    process, file = scheduler_in(tmp_path_factory.mktemp("empty"))
    yield process, file
    ended(process)


@pytest.fixture(params=["local", "dask"])
def engine(request):
    """Options for each way to get jobs done."""
    if request.param == "local":
        return {"engine": "local", "workers": 2}
    return {"engine": "dask", "scheduler": request.getfixturevalue("by_hand")}


# Results


def test_every_job_is_done_once_and_numbered_in_the_order_it_came(engine):
    results = list(partition.run(invented_jobs.squared, range(40), **engine))
    assert sorted(results) == [(number, number**2) for number in range(40)]


def test_jobs_are_taken_as_they_are_needed(engine):
    taken = itertools.count()
    with closing(partition.run(invented_jobs.squared, taken, **engine)) as done:
        for _ in range(6):
            next(done)
    assert next(taken) <= 6 + 2 * 2


def test_no_jobs_is_no_trouble(engine):
    assert list(partition.run(invented_jobs.squared, [], **engine)) == []


def test_two_workers_share_the_jobs(engine):
    results = dict(partition.run(invented_jobs.own_process, range(12), **engine))
    assert len(set(results.values())) == 2
    assert os.getpid() not in results.values()


@pytest.mark.parametrize("options", [{"workers": 1}, {"workers": 1, "engine": "local"}])
def test_one_worker_is_this_process(options):
    results = dict(partition.run(invented_jobs.own_process, range(3), **options))
    assert set(results.values()) == {os.getpid()}


def test_a_worker_uses_one_thread(engine):
    for _, (arrow, others) in partition.run(invented_jobs.threads, range(2), **engine):
        assert arrow == 1
        assert set(others) <= {1}


# Workers that end


@POSIX
def test_a_job_whose_worker_ended_is_done_again(engine, tmp_path):
    said = []
    jobs = [(str(tmp_path), number) for number in range(7)]
    results = list(partition.run(invented_jobs.deadly_at_first, jobs, say=said.append, **engine))
    assert sorted(results) == [(number, number) for number in range(7)]
    if engine["engine"] == "local":
        assert sorted(said) == [
            f"A worker was ended by SIGKILL; job {number} is done again." for number in (0, 3, 6)
        ]


@POSIX
def test_workers_killed_from_outside_cost_no_job_and_double_none(engine, tmp_path):
    jobs = [(str(tmp_path), number) for number in range(60)]
    numbers, killed = [], 0
    for number, pid in partition.run(invented_jobs.written, jobs, **engine):
        numbers.append(number)
        if len(numbers) in (5, 25):
            os.kill(pid, signal.SIGKILL)
            killed += 1
    assert sorted(numbers) == list(range(60))
    whole = [path for path in tmp_path.iterdir() if not path.name.startswith(".")]
    assert sorted(path.name for path in whole) == [f"{number:03d}" for number in range(60)]
    assert all(path.read_text() == f"part {int(path.name)}\n" for path in whole)
    assert killed == 2


@POSIX
def test_a_job_that_no_worker_survives_is_named(engine):
    with pytest.raises(InputError, match=r"Job 2 was begun 4 times.*too little memory.*job: 2$"):
        list(partition.run(invented_jobs.deadly, range(4), **engine))


@POSIX
def test_workers_end_when_this_process_is_killed(tmp_path):
    process, pids = endless_run(tmp_path)
    process.kill()
    process.communicate()
    until(lambda: all(map(gone, pids)))


@POSIX
@pytest.mark.parametrize("engine", partition.ENGINES)
def test_an_interrupt_stops_all_at_once_and_quietly(tmp_path, engine):
    process, pids = endless_run(tmp_path, engine)
    for pid in (process.pid, *pids):  # as a terminal does
        os.kill(pid, signal.SIGINT)
    assert process.communicate(timeout=20)[0] == "stopped\n"
    assert all(map(gone, pids))


def endless_run(folder, engine="local"):
    """Start a run, in a process of its own, that does not end by itself."""
    script = folder / "endless.py"
    script.write_text(
        f"""\
if __name__ == "__main__":
    import invented_jobs
    from analysis import partition

    try:
        jobs = [({str(folder)!r}, number) for number in range(4)]
        list(partition.run(invented_jobs.endless, jobs, engine={engine!r}, workers=2))
    except KeyboardInterrupt:
        print("stopped")
"""
    )
    process = begun(script)
    files = [folder / "pid-0", folder / "pid-1"]
    until(lambda: all(file.exists() and file.read_text() for file in files), process)
    return process, [int(file.read_text()) for file in files]


def test_leaving_early_stops_the_workers():
    with closing(partition.run(invented_jobs.squared, [1, 2], workers=2)) as done:
        next(done)
        assert active_children()
    assert not active_children()


# Errors of the work


def test_an_error_comes_out_as_itself_and_the_others_stop(engine):
    message = r"^part 3: this row group is torn\. Write the corpus again\.$"
    with pytest.raises(InputError, match=message):
        list(partition.run(invented_jobs.torn, itertools.count(), **engine))
    assert not active_children()


def test_an_error_that_was_not_foreseen_says_where_it_came_from(engine):
    with pytest.raises(ZeroDivisionError) as error:
        list(partition.run(invented_jobs.divided, range(5), **engine))
    assert "invented_jobs.py" in error.value.__notes__[0]


def test_an_error_that_cannot_travel_keeps_its_text(engine):
    with pytest.raises(RuntimeError, match="StubbornError: part 3: no way"):
        list(partition.run(invented_jobs.stubborn, range(5), **engine))


def test_a_result_that_cannot_travel_is_an_error(engine):
    with pytest.raises(Exception, match=r"[Cc]an't (pickle|get local)"):
        list(partition.run(invented_jobs.unpicklable, range(5), **engine))


def test_a_script_that_is_not_guarded_is_told_so(tmp_path):
    script = tmp_path / "unguarded.py"
    script.write_text(
        "import invented_jobs\nfrom analysis import partition\n"
        "print(list(partition.run(invented_jobs.squared, range(4), workers=2)))\n"
    )
    said = begun(script).communicate(timeout=60)[0]
    assert "InputError: Worker processes cannot be started here" in said
    assert "if __name__ == '__main__':" in said


# Options


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"engine": "dusk"}, "engine: 'dusk' is no way .* Did you mean 'dask'"),
        ({"workers": 0}, "workers: 0 is not a number of processes"),
        ({"scheduler": "tcp://127.0.0.1:8786"}, "of use with the engine 'dask' only"),
        (
            {"engine": "dask", "scheduler": "tcp://127.0.0.1:8786", "workers": 2},
            "has its own workers",
        ),
        (
            {"engine": "dask", "scheduler": "http://127.0.0.1:8787/status"},
            "not the address of a Dask scheduler.*dashboard",
        ),
        ({"engine": "dask", "scheduler": "127.0.0.1"}, "looks like tcp://10.0.0.5:8786"),
        ({"engine": "dask", "scheduler": "none/scheduler.json"}, "there is no such file"),
    ],
)
def test_options_that_cannot_be_are_refused_before_anything_begins(options, message):
    with pytest.raises(InputError, match=message):
        partition.run(invented_jobs.squared, [1], **options)


def test_without_distributed_the_command_to_install_it_is_told(monkeypatch):
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(InputError, match=r"pip install 'framewaves\[cluster\]'"):
        partition.run(invented_jobs.squared, [1], engine="dask")


# A cluster


@pytest.mark.parametrize("port_is", ["closed", "silent"])
def test_a_scheduler_that_does_not_answer_is_told_of_soon(monkeypatch, port_is):
    monkeypatch.setattr(cluster, "_CONNECT", 1)
    with socket.create_server(("127.0.0.1", 0)) as server:
        address = f"tcp://127.0.0.1:{server.getsockname()[1]}"
        if port_is == "closed":
            server.close()
        with pytest.raises(InputError, match=f"scheduler {address}: no Dask scheduler answers"):
            list(partition.run(invented_jobs.squared, [1], engine="dask", scheduler=address))


def test_a_local_cluster_is_seen_by_this_computer_alone_and_leaves_nothing():
    levels = cluster.library().client.logger.level
    jobs = range(2)
    results = dict(partition.run(invented_jobs.listening, jobs, engine="dask", workers=2))
    assert [has for _, has in results.values()] == [True, True]
    assert {place for places, _ in results.values() for place in places} == {"127.0.0.1"}
    assert not active_children()
    assert cluster.library().client.logger.level == levels


def test_a_worker_with_other_versions_is_refused_before_the_run(by_hand, monkeypatch):
    here = {**versions.versions(), "numpy": "0.1"}
    monkeypatch.setattr(dask, "versions", lambda: here)
    with pytest.raises(InputError, match=r"2 of 2 workers have other versions.*instead of 0\.1"):
        list(partition.run(invented_jobs.squared, [1], engine="dask", scheduler=by_hand))


def test_a_worker_that_comes_later_looks_at_its_versions_itself():
    answer = remote.do(b"", b"", {**versions.versions(), "numba": "0.1"})
    with pytest.raises(InputError, match=r"A worker of the cluster has numba .* instead of 0\.1"):
        answers.opened(pickle.loads(answer))


def test_a_worker_without_the_kit_is_told_of(tmp_path, empty):
    _, file = empty
    (tmp_path / "bare").mkdir()
    (tmp_path / "bare" / "analysis.py").write_text("raise ModuleNotFoundError\n")
    worker = worker_of(file, tmp_path, kit=tmp_path / "bare")
    try:
        with pytest.raises(InputError, match=r"framewaves is not installed, or is older.*lock"):
            list(partition.run(invented_jobs.squared, [1], engine="dask", scheduler=file))
    finally:
        ended(worker)


def test_a_scheduler_without_workers_is_waited_for_and_one_that_is_gone_is_not(empty, monkeypatch):
    monkeypatch.setattr(dask, "_ALONE", 1)
    scheduler, file = empty
    said = []

    def say(sentence):
        said.append(sentence)
        ended(scheduler)

    with pytest.raises(InputError, match=r"The scheduler of the cluster is gone.*same command"):
        list(partition.run(invented_jobs.squared, [1], engine="dask", scheduler=file, say=say))
    assert said == ["The scheduler has no workers now; waiting for them."]
