"""Read a YAML file that a researcher wrote, and remember which line holds what.

Every complaint about a study or a codebook names the file and the line. The reading is
plainer than YAML 1.1: only `true` and `false` are booleans (so `no` can be a language
or a pattern), keys are texts as written, days stay texts such as `2025-01-20`, and a
key may stand only once.
"""

import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, Final

import yaml

from analysis.contracts import InputError, did_you_mean

__all__ = ["Lines", "fail", "load", "only_keys"]

_QUOTE: Final = (
    "Put a text in quotes if it begins with one of * & ! % @ ` [ { or holds ': ' or ' #'; "
    "indent with spaces, not with tabs."
)

_NO_TEXT: Final = re.compile("[\x00\ud800-\udfff]")
_TAGS: Final = frozenset(
    f"tag:yaml.org,2002:{name}" for name in ("map", "seq", "str", "bool", "null", "int", "float")
)


class _Loader(yaml.SafeLoader):
    """Safe loader with fewer surprises: no yes/no/on/off, no dates, no octal, no merge."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        """Build a mapping whose keys are texts, each of them there once."""
        seen: dict[str, int] = {}
        for key, _ in node.value:
            if not isinstance(key, yaml.ScalarNode):
                raise _refuse(key, "a key must be a plain text, not a list or a mapping")
            key.tag = "tag:yaml.org,2002:str"
            if key.value in seen:
                first = f"first in line {seen[key.value]}; keep one of them"
                raise _refuse(key, f"key {key.value!r} is there twice, {first}")
            seen[key.value] = key.start_mark.line + 1
        return super().construct_mapping(node, deep=deep)

    def construct_object(self, node: yaml.Node, deep: bool = False) -> Any:
        """Build one value; tags such as `!name` have no meaning here."""
        if node.tag not in _TAGS:
            raise _refuse(node, "a text that begins with ! must be in quotes")
        if isinstance(node, yaml.ScalarNode) and _NO_TEXT.search(node.value):
            message = "this holds a code (\\0, or \\ud800 to \\udfff) that is no character"
            raise _refuse(node, f"{message}; write the character itself, or remove the code")
        try:
            return super().construct_object(node, deep=deep)
        except ValueError as cause:  # a number of thousands of digits, or `!!int x`
            raise _refuse(node, "this is not a number that can be read") from cause


def _refuse(node: yaml.Node, text: str) -> yaml.constructor.ConstructorError:
    """Make the error of PyYAML's that keeps the place."""
    return yaml.constructor.ConstructorError(None, None, text, node.start_mark)


_Loader.yaml_implicit_resolvers = {}
for _tag, _pattern, _first in (
    ("bool", r"^(?:true|True|TRUE|false|False|FALSE)$", "tTfF"),
    ("null", r"^(?:~|null|Null|NULL|)$", ["~", "n", "N", ""]),
    ("int", r"^[-+]?(?:0|[1-9][0-9]*)$", "-+0123456789"),
    ("float", r"^[-+]?(?:\.[0-9]+|[0-9]+\.[0-9]*)(?:[eE][-+]?[0-9]+)?$", "-+.0123456789"),
):
    _Loader.add_implicit_resolver(f"tag:yaml.org,2002:{_tag}", re.compile(_pattern), list(_first))


class Lines:
    r"""Line numbers of a file that `load` has read.

    Examples
    --------
    >>> import pathlib, tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     file = pathlib.Path(folder, "study.yaml")
    ...     _ = file.write_text("title: A story\nwaves:\n  - name: first\nversion: 1.10\n")
    ...     content, lines = load(file)
    >>> content["waves"], lines.at("waves", 0, "name")
    ([{'name': 'first'}], 3)
    >>> content["version"], lines.text("version")
    (1.1, '1.10')
    """

    def __init__(self, root: yaml.Node) -> None:
        self._root = root

    def at(self, *keys: str | int) -> int:
        """Line (counted from 1) of a key or list item; of its nearest parent if absent."""
        return self._walk(keys)[0]

    def text(self, *keys: str | int) -> str | None:
        """Give a scalar as it is written (`1.10` and not 1.1); None if there is none."""
        _, node = self._walk(keys)
        return node.value if isinstance(node, yaml.ScalarNode) else None

    def _walk(self, keys: tuple[str | int, ...]) -> tuple[int, yaml.Node | None]:
        """Line of the deepest part of `keys` that exists, and the node if all exist."""
        node, line = self._root, self._root.start_mark.line + 1
        for key in keys:
            step = _step(node, key)
            if step is None:
                return line, None
            node, line = step
        return line, node


def _step(node: yaml.Node, key: str | int) -> tuple[yaml.Node, int] | None:
    """Value under one key or index, and the line where that key or item begins."""
    if isinstance(node, yaml.MappingNode):
        for name, value in node.value:
            if name.value == str(key):
                return value, name.start_mark.line + 1
    if isinstance(node, yaml.SequenceNode) and isinstance(key, int) and key < len(node.value):
        item = node.value[key]
        return item, item.start_mark.line + 1
    return None


def load(path: Path) -> tuple[dict[str, Any], Lines]:
    """Read a YAML file that holds one mapping.

    Parameters
    ----------
    path : Path

    Returns
    -------
    dict of str to Any
        Texts, whole numbers, decimals, true/false, None, lists and mappings. Days are
        texts; every key is a text.
    Lines
        Line numbers of keys and list items, and scalars as written.

    Raises
    ------
    InputError
        If the file is missing, empty, not UTF-8, not YAML, not a mapping, or has a
        key twice; with file and line.

    Examples
    --------
    >>> load(Path("no-such-study.yaml"))
    Traceback (most recent call last):
        ...
    analysis.contracts.InputError: no-such-study.yaml: there is no such file. ...
    """
    text = _read(path)
    loader = None
    try:
        loader = _Loader(text)
        root = loader.get_single_node()
        content = None if root is None else loader.construct_document(root)
    except yaml.reader.ReaderError as cause:
        line = text.count("\n", 0, cause.position) + 1
        message = "holds a control character that YAML does not allow. Remove it."
        raise fail(path, line, message) from cause
    except yaml.MarkedYAMLError as cause:
        raise _syntax(path, cause) from cause
    except RecursionError as cause:
        raise fail(path, None, "is nested too deeply to be read.") from cause
    finally:
        if loader is not None:
            loader.dispose()
    if root is None:
        raise fail(path, None, "is empty. 'framewaves init' makes one to change.")
    if not isinstance(content, dict):
        message = "must be a list of 'key: value' lines, such as 'title: My study'."
        raise fail(path, root.start_mark.line + 1, message)
    return content, Lines(root)


def _read(path: Path) -> str:
    """Text of the file, without a byte order mark."""
    try:
        raw = path.read_bytes()
    except FileNotFoundError as cause:
        message = "there is no such file. Check the path; 'framewaves init' makes one to change."
        raise fail(path, None, message) from cause
    except OSError as cause:
        raise fail(path, None, f"cannot be read ({cause.strerror}).") from cause
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as cause:
        line = raw.count(b"\n", 0, cause.start) + 1
        message = "is not UTF-8. Save it again with the encoding UTF-8."
        raise fail(path, line, message) from cause


def _syntax(path: Path, cause: yaml.MarkedYAMLError) -> InputError:
    """Turn PyYAML's complaint into one with file, line and remedy."""
    mark = cause.problem_mark or cause.context_mark
    line = None if mark is None else mark.line + 1
    problem = cause.problem or cause.context or "cannot be read"
    if isinstance(cause, yaml.constructor.ConstructorError):
        return fail(path, line, f"{problem}.")
    begin = (
        ""
        if cause.context_mark is None
        else f" (in what begins in line {cause.context_mark.line + 1})"
    )
    return fail(path, line, f"not valid YAML: {problem}{begin}. {_QUOTE}")


def fail(path: Path, line: int | None, message: str) -> InputError:
    """Make (not raise) an error that begins with folder, file and line.

    Examples
    --------
    >>> fail(Path("/home/me/seeds/codebook.yaml"), 12, "has no name.")
    InputError('seeds/codebook.yaml, line 12: has no name.')
    """
    names = [part for part in path.parts[-2:] if part not in {path.anchor, ".", ".."}]
    where = "/".join(names) + ("" if line is None else f", line {line}")
    return InputError(f"{where}: {message}")


def only_keys(
    mapping: Mapping[str, Any],
    allowed: Iterable[str],
    where: Iterable[str | int] = (),
    *,
    path: Path,
    lines: Lines,
) -> None:
    """Raise at the first key of `mapping` that is not in `allowed`.

    Parameters
    ----------
    mapping : mapping of str to Any
    allowed : iterable of str
    where : iterable of str or int
        Keys that lead to `mapping` from the top of the file; none for the top itself.
    path : Path
        Named in the error.
    lines : Lines
        From the same `load` as `mapping`.

    Raises
    ------
    InputError
        With file, line and the nearest known key.
    """
    known = tuple(allowed)
    for key in mapping:
        if key not in known:
            message = f"unknown key {key!r}. {did_you_mean(key, known)}"
            raise fail(path, lines.at(*where, key), message)
