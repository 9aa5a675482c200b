"""Set up and run framewaves with nothing but Python: `python3 run.py report`.

The Makefile calls this file, so that a machine without make has the same commands:

    python3 run.py report [options]   run the notebooks on seeds/, write reports/ and figures/
    python3 run.py test               lint, type-check and run all tests
    python3 run.py lab                open JupyterLab on the notebooks
    python3 run.py bench              how fast, beside its peers? (--million: a million articles)
    python3 run.py bench-validity     do corrected intervals hold the truth? (--long: 2,000 runs)
    python3 run.py setup              only create .venv and install the locked packages

Everything is installed into .venv beside this file, from requirements.lock with
hashes. A second call starts at once: the set-up is repeated only when the lock,
pyproject.toml or the Python version changed.
"""

import hashlib
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
STAMP = VENV / ".installed"
INPUTS = ("requirements.lock", "pyproject.toml")


def venv_command(name):
    """Path of a command inside .venv, on Windows and elsewhere."""
    folder, ending = ("Scripts", ".exe") if os.name == "nt" else ("bin", "")
    return str(VENV / folder / (name + ending))


def fingerprint():
    """Hash of all that decides what is installed."""
    digest = hashlib.sha256(repr(sys.version_info[:2]).encode())
    for name in INPUTS:
        digest.update((ROOT / name).read_bytes())
    return digest.hexdigest()


def run(*command):
    """Run a command from the project's root and return its exit code."""
    return subprocess.run(command, cwd=ROOT, check=False).returncode


def setup():
    """Create .venv and install the locked packages, unless that was done."""
    if STAMP.exists() and STAMP.read_text().strip() == fingerprint():
        return
    print("framewaves: setting up .venv (once; 1 to 3 minutes, 1.2 GB) ...", flush=True)
    if run(sys.executable, "-m", "venv", "--clear", str(VENV)):
        sys.exit(
            "framewaves: python could not create a virtual environment; "
            "on Debian or Ubuntu: apt install python3-venv"
        )
    pip = (
        venv_command("python"),
        "-m",
        "pip",
        "install",
        "--quiet",
        "--disable-pip-version-check",
        "--no-deps",
    )
    steps = (
        (*pip, "--require-hashes", "-r", "requirements.lock"),
        (*pip, "--no-build-isolation", "-e", "."),
    )
    for step in steps:
        if run(*step):
            sys.exit(
                "framewaves: the set-up failed; the lines above say why. "
                "Run the same command again once that is mended."
            )
    STAMP.write_text(fingerprint() + "\n")


def checks():
    """Commands of `test`, in order: the quick ones first."""
    python = venv_command("python")
    yield venv_command("ruff"), "check", "."
    yield venv_command("ruff"), "format", "--check", "."
    yield venv_command("mypy"), "analysis"
    yield (venv_command("lint-imports"),)
    yield python, "-m", "pytest", "-n", "auto", *sys.argv[2:]


def main():
    """Do what the first word of the command line says."""
    if sys.version_info < (3, 11):  # noqa: UP036 - the one place an older Python arrives
        sys.exit(
            "framewaves needs Python 3.11 or newer; this is "
            f"{sys.version.split()[0]}. Name another one: make PYTHON=python3.12 report"
        )
    task, rest = (sys.argv[1:2] or ["help"])[0], sys.argv[2:]
    if task not in {"report", "test", "lab", "setup", "bench", "bench-validity"}:
        sys.exit(__doc__)
    setup()
    if task == "report":
        sys.exit(run(venv_command("framewaves"), "report", *rest))
    if task == "lab":
        sys.exit(run(venv_command("jupyter"), "lab", *rest))
    if task == "bench":
        sys.exit(run(venv_command("python"), "benchmarks/bench.py", *rest))
    if task == "bench-validity":
        sys.exit(run(venv_command("python"), "benchmarks/validity.py", *rest))
    if task == "test":
        for command in checks():
            print("framewaves:", *(Path(command[0]).name, *command[1:]), flush=True)
            if code := run(*command):
                sys.exit(code)


if __name__ == "__main__":
    main()
