"""The worked example in docs/adding-a-reader.md runs, and its test passes."""

import re
import sys
import types
from pathlib import Path

import pytest

DOC = Path(__file__).parents[2] / "docs" / "adding-a-reader.md"
MODULE, TEST = re.findall(r"```python\n(.*?)```", DOC.read_text("utf-8"), re.DOTALL)


@pytest.fixture
def example(monkeypatch):
    """Names of the test in the document, with its reader in place."""
    module = types.ModuleType("analysis.readers.clippings")
    exec(MODULE, module.__dict__)
    monkeypatch.setitem(sys.modules, module.__name__, module)
    names = {}
    exec(TEST, names)
    return names


@pytest.mark.parametrize("name", re.findall(r"^def (test_\w+)", TEST, re.MULTILINE))
def test_example_of_the_document(example, name):
    example[name]()


def test_example_at_the_top_of_the_document(example):
    shown = re.search(r"```text\n(.*?)```", DOC.read_text("utf-8"), re.DOTALL).group(1)
    texts = [item.text for item in example["read"](shown) if hasattr(item, "position")]
    assert texts == ["The tide turns\n\nWater leaves the harbour.", "A picture of the quay"]
