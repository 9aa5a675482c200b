"""All measurements of speed in one run: `make bench`.

    python benchmarks/bench.py [--million] [--quick] [--python OTHER] [--docs]

1. the generator of invented news, 2. peers side by side, 3. end to end over the number of articles
and the size of the codebook, 4. coding again after an edit; at the end the aims, and whether each
is kept. About ten minutes on two cores; --million runs a million articles as well. Peers that are
installed in another Python are run with `--python /path/to/python`; it needs what
`benchmarks/peers.txt` lists, pandas, pyarrow, pyyaml and numba.
"""

import argparse
import json
import os
import platform
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import news
import pandas as pd
import peers
import scaling

ROOT = Path(__file__).resolve().parents[1]


def heading(text: str) -> None:
    """Print what comes."""
    print(f"\n## {text}\n", flush=True)


def generator(folder: Path, articles: int) -> Path:
    """Time the generator; gives the corpus for the peers."""
    corpus = folder / "corpus.parquet"
    news.write(corpus, 1)  # the vocabulary is made once
    start = time.process_time()
    n_bytes = news.write(corpus, articles)
    took = time.process_time() - start
    print(f"{articles:,} articles, {n_bytes / 1e6:.1f} MB: {n_bytes / 1e6 / took:.0f} MB/s")
    return corpus


def side_by_side(
    python: str, corpus: Path, out: Path, *, articles: int, rounds: int, large: bool
) -> pd.DataFrame:
    """Run the peers in the Python that has them."""
    command = [python, str(ROOT / "benchmarks" / "peers.py"), "--corpus", str(corpus), "--articles",
               str(articles), "--rounds", str(rounds), "--out", str(out),
               *(["--large"] if large else [])]  # fmt: skip
    paths = [str(ROOT), *filter(None, [os.environ.get("PYTHONPATH")])]
    subprocess.run(command, check=True, env=os.environ | {"PYTHONPATH": os.pathsep.join(paths)})
    return pd.read_csv(out)


def machine() -> str:
    """Say on what was measured."""
    from analysis import __version__

    return (f"framewaves {__version__}, Python {platform.python_version()}, "
            f"{os.cpu_count()} cores, {platform.system()} {platform.machine()}")  # fmt: skip


def main() -> int:
    parser = argparse.ArgumentParser(description="Measure the speed of framewaves and of peers.")
    parser.add_argument("--million", action="store_true", help="up to a million articles")
    parser.add_argument("--quick", action="store_true", help="a few minutes: up to 10,000 articles")
    parser.add_argument("--large", action="store_true", help="peers with the large codebook too")
    parser.add_argument("--python", default=sys.executable, help="a Python that has the peers")
    parser.add_argument("--articles", type=int, default=2_000, help="for the peers")
    parser.add_argument("--rounds", type=int, default=3, help="of the peers")
    parser.add_argument("--workers", type=int, default=min(2, os.cpu_count() or 1))
    parser.add_argument("--folder", type=Path, help="where to work; 10 GB free for a million")
    parser.add_argument("--docs", action="store_true", help="table and chart to docs/ too")
    chosen = parser.parse_args()
    results = ROOT / scaling.RESULTS
    results.mkdir(parents=True, exist_ok=True)
    print(machine())
    with tempfile.TemporaryDirectory(dir=chosen.folder) as name:
        heading("Invented news, one core")
        corpus = generator(Path(name), chosen.articles)
        heading("Peers side by side")
        table = side_by_side(chosen.python, corpus, results / "peers.csv", rounds=chosen.rounds,
                             articles=chosen.articles,
                             large=chosen.large or chosen.million)  # fmt: skip
    heading(f"End to end: framewaves code and tally, {chosen.workers} processes")
    sizes = [size for size in scaling.SIZES if not chosen.quick or size <= scaling.COMPARED]
    sizes += scaling.MILLION if chosen.million else ()
    rows, said = scaling.measured(sizes, workers=chosen.workers, folder=chosen.folder,
                                  seconds=7_200 if chosen.million else 360)  # fmt: skip
    for place in (results, *([ROOT / scaling.DOCS] if chosen.docs else [])):
        scaling.save(rows, place)
    print("\n" + peers.markdown(rows))
    heading("Aims")
    aims = [*said, *peers.verdicts(table), *scaling.verdicts(rows)]
    print("\n".join(aims))
    told = {"machine": machine(), "aims": aims}
    (results / "aims.json").write_text(json.dumps(told, indent=1) + "\n", encoding="utf-8")
    print(f"\nWritten: {scaling.RESULTS}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
