"""Nesting without end is refused before it reaches libyaml's composer, which would take the process down with it."""

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from observability.rulefiles import read_rule_file
from observability.rulefiles.document import _deepest_possible, _depth

DEEP = {
    "lists in one line": b"[" * 20_000,
    "lists with brackets in comments": b"[ #]\n" * 20_000 + b"]" * 20_000,
    "dashes": b"- " * 20_000 + b"a",
    "maps": b"\n".join(b" " * level + b"a:" for level in range(3_000)),
    "maps in lists": b"\n".join(b" " * (level // 2) + (b"- a:" if level % 2 else b"a:") for level in range(2_000)),
    "keys": b"? " * 20_000 + b"a",
}


@pytest.mark.parametrize("text", DEEP.values(), ids=DEEP)
def test_what_is_nested_without_end_is_refused(text: bytes) -> None:
    reading = read_rule_file("deep.yaml", text)
    assert not reading.file.readable
    assert len(reading.findings) == 1


def test_many_brackets_side_by_side_are_not_deep() -> None:
    rules = b"".join(b"  - {record: 'a:b', expr: 'sum(rate(x{a=\"[[[[\"}[5m]))'}\n" for _ in range(2_000))
    reading = read_rule_file("wide.yaml", b"groups:\n- name: wide\n  rules:\n" + rules)
    assert reading.findings == ()
    assert len(list(reading.file.rules)) == 2_000


@given(st.text("-?: \na[]{},&!\t\"'", max_size=40).map(str.encode))
def test_no_document_is_deeper_than_the_bound_says(text: bytes) -> None:
    try:
        depth = _depth(text)
    except yaml.YAMLError:
        return
    assert depth <= _deepest_possible(text)
