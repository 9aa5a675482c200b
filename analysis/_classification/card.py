"""The model card: what a classifier was trained on, how well it does, what it is for."""

import hashlib
from collections import Counter
from collections.abc import Sequence
from importlib.metadata import version
from typing import Any, Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

import analysis
from analysis.contracts import each_row

__all__ = ["card", "markdown"]

Floats = NDArray[Any]

_USE: Final = (
    "Coding more texts of the same kind - outlets, period, language, length - with the same "
    "codebook, where the share of each label is corrected with a gold sample that the model was "
    "not trained on."
)
_LIMITS: Final = (
    "Scores are those of models that had not seen the text, on the texts it was trained on; "
    "other outlets, topics or years can be worse.",
    "The model knows words, not meanings: irony, quotation and negation are not told apart.",
    "Its errors can differ between news waves; a difference between waves needs correction.",
    "Labels with few examples are close to guesses; the intervals say how few.",
    "The file holds words and runs of letters of the training texts, and fingerprints of them, "
    "but no text.",
)
_PACKAGES: Final = ("numpy", "scikit-learn", "scipy")
_TOP: Final = ("accuracy", "subset_accuracy", "macro_f1", "micro_f1")


def card(
    *, name: str, labels: Sequence[str], targets: Floats, texts: Sequence[str],
    languages: Sequence[str], folds: Sequence[str], part: str, codebook: str, kind: str,
    embedding: tuple[str, str] | None, seed: int, scores: pd.DataFrame, level: float,
) -> dict[str, Any]:  # fmt: skip
    """Gather what is to be known of a model; no date and no path, so that bytes repeat."""
    digest = hashlib.sha256()
    for text in texts:
        digest.update(hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest())
    sizes = [len(text) for text in texts]
    return {
        "name": name,
        "trained_on": {
            "n_texts": len(texts),
            "n_per_label": {label: int(np.nansum(targets[:, at]))
                            for at, label in enumerate(labels)},
            "n_without_label": int((np.nansum(targets, axis=1) == 0).sum()),
            "median_characters": float(np.median(sizes)) if sizes else 0.0,
            "languages": dict(sorted(Counter(languages).items())),
            "part": part,
            "codebook": codebook,
            "texts_sha256": digest.hexdigest(),
        },
        "folds": dict(sorted(Counter(folds).items())),
        "features": kind,
        "embedding": embedding and dict(zip(("name", "digest"), embedding, strict=True)),
        "seed": seed,
        "level": level,
        "scores_out_of_fold": _records(scores),
        "intended_use": _USE,
        "limits": list(_LIMITS),
        "versions": {"framewaves": analysis.__version__,
                     **{package: version(package) for package in _PACKAGES}},
    }  # fmt: skip


def _records(scores: pd.DataFrame) -> list[dict[str, Any]]:
    """Rows of scores without what is empty, six digits."""
    return [
        {name: (round(value, 6) if isinstance(value, float) else value)
         for name, value in row._asdict().items() if not pd.isna(value)}
        for row in each_row(scores)
    ]  # fmt: skip


def markdown(content: dict[str, Any]) -> str:
    """Write a model card as a Markdown page."""
    trained = content["trained_on"]
    rows = content["scores_out_of_fold"]
    head = [
        f"# Model card: {_safe(content['name'])}",
        "",
        f"- trained on {trained['n_texts']:,} texts ({_safe(trained['part'])}), median "
        f"{trained['median_characters']:,.0f} characters",
        f"- languages: {_counts(trained['languages'])}",
        f"- codebook: {_safe(trained['codebook'] or 'none')}",
        f"- features: {content['features']}{_embedding(content)}; seed {content['seed']}",
        f"- folds: {_counts(content['folds'])}",
        f"- texts, SHA-256: {trained['texts_sha256']}",
        f"- versions: {_counts(content['versions'])}",
        "",
        f"## Scores on texts it had not seen (out of fold, {content['level']:.0%} interval)",
        "",
        *(f"- {row['measure'].replace('_', ' ')}: {_estimate(row)}"
          for row in rows if row["measure"] in _TOP),
        "",
        "| label | texts | precision | recall | F1 |",
        "|---|---|---|---|---|",
    ]  # fmt: skip
    for label, number in sorted(trained["n_per_label"].items()):
        by = {row["measure"]: row for row in rows if row.get("label") == label}
        cells = [_estimate(by.get(name, {})) for name in ("precision", "recall", "f1")]
        head.append(f"| {_safe(label)} | {number:,} | {' | '.join(cells)} |")
    ends = ["", "## For what", "", content["intended_use"], "", "## Limits", "",
            *(f"- {limit}" for limit in content["limits"]), ""]  # fmt: skip
    return "\n".join([*head, *ends])


def _estimate(row: dict[str, Any]) -> str:
    """Write an estimate with its interval."""
    if "estimate" not in row:
        return "undefined"
    if "ci_low" not in row:
        return f"{row['estimate']:.3f}"
    return f"{row['estimate']:.3f} ({row['ci_low']:.3f}-{row['ci_high']:.3f})"


def _embedding(content: dict[str, Any]) -> str:
    """Name of the embedding model."""
    found = content["embedding"]
    return f" ({_safe(found['name'])}, {found['digest']})" if found else ""


def _counts(found: dict[str, Any]) -> str:
    """Names and numbers in one line."""
    return ", ".join(f"{_safe(name)} {value}" for name, value in sorted(found.items())) or "none"


def _safe(text: str) -> str:
    """Keep a label from breaking the page: no line breaks, bars, or markup."""
    plain = "".join(char if char.isprintable() else " " for char in str(text))
    for mark in "\\|`<>[]":
        plain = plain.replace(
            mark, f"\\{mark}" if mark not in "<>" else {"<": "&lt;", ">": "&gt;"}[mark]
        )
    return plain
