"""What a result depends on, so that a worker with something else is found before it works."""

import hashlib
import platform
from functools import lru_cache
from importlib import metadata
from pathlib import Path
from typing import Final

import analysis

__all__ = ["differences", "versions"]

_PACKAGES: Final = ("numba", "numpy", "pandas", "py3langid", "pyarrow")


@lru_cache(maxsize=1)
def versions() -> dict[str, str]:
    """Tell the versions here: Python, this kit (with a hash of its source), what it counts with.

    Examples
    --------
    >>> sorted(versions())
    ['framewaves', 'numba', 'numpy', 'pandas', 'py3langid', 'pyarrow', 'python']
    """
    found = {name: _version(name) for name in _PACKAGES}
    found["python"] = ".".join(platform.python_version_tuple()[:2])
    found["framewaves"] = f"{analysis.__version__}+{_source()}"
    return found


def differences(here: dict[str, str], there: dict[str, str]) -> list[str]:
    """Say in what a worker differs.

    Examples
    --------
    >>> differences({"numpy": "2.4.6", "numba": "0.63.1"}, {"numpy": "2.2.0", "numba": "0.63.1"})
    ['numpy 2.2.0 instead of 2.4.6']
    """
    return [
        f"{name} {there.get(name, 'missing')} instead of {version}"
        for name, version in sorted(here.items())
        if there.get(name, "missing") != version
    ]


def _version(package: str) -> str:
    """Tell the version of a package."""
    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return "missing"


def _source() -> str:
    """Hash the source of this kit, as it may be edited under one version number."""
    root = Path(analysis.__file__).parent
    digest = hashlib.sha256()
    for path in sorted(root.rglob("*.py"), key=lambda path: path.relative_to(root).as_posix()):
        digest.update(path.relative_to(root).as_posix().encode() + b"\0")
        digest.update(path.read_bytes().replace(b"\r\n", b"\n") + b"\0")
    return digest.hexdigest()[:8]
