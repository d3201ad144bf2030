"""The characters of a value are found in the file, however it is written."""

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from observability.rulefiles import Source, written_at

VALUES = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"], exclude_characters="\u2028\u2029\ufeff"))


def node_of(text: str) -> yaml.ScalarNode:
    node = yaml.compose(text, yaml.CSafeLoader)
    assert isinstance(node, yaml.MappingNode)
    value = node.value[-1][1]
    assert isinstance(value, yaml.ScalarNode)
    return value


def piece(text: str, wanted: str) -> tuple[tuple[int, int], str]:
    source, node = Source(text), node_of(text)
    start = node.value.index(wanted)
    span = written_at(source, node, start, start + len(wanted))
    assert span is not None
    return source.position(span[0]), text[span[0] : span[1]]


@pytest.mark.parametrize(
    ("text", "place", "written"),
    [
        ("a: b\nexpr: x > HERE\n", (2, 11), "HERE"),
        ("expr:   'it''s HERE'\n", (1, 16), "HERE"),
        ('expr: "\\"q\\" \\x41 \\u00e9 HERE"\n', (1, 26), "HERE"),
        ("expr: |\n  a\n  HERE\n", (3, 3), "HERE"),
        ("expr: |2-\n   a\n  # no comment\n  HERE\n", (4, 3), "HERE"),
        ("expr: >-\n  a b\n\n  c HERE\n", (4, 5), "HERE"),
        ("expr: >\n  a\n    HERE\n  b\n", (3, 5), "HERE"),
        ("expr: a\n  b\n  HERE c\n", (3, 3), "HERE"),
        ("expr: 'a\n\n  HERE'\n", (3, 3), "HERE"),
        ('expr: "a \\\n   HERE"\n', (2, 4), "HERE"),
        ("expr: | # a comment with HERE in it\n  a HERE\n", (2, 5), "HERE"),
        ("{a: 1, expr: HERE}", (1, 14), "HERE"),
        ("a: größe\r\nexpr: é HERE\r\n", (2, 9), "HERE"),
    ],
)
def test_a_piece_is_found(text: str, place: tuple[int, int], written: str) -> None:
    assert piece(text, "HERE") == (place, written)


def test_what_is_escaped_is_found_with_its_escapes() -> None:
    assert piece('expr: "x{a=\\"b\\"}"', 'a="b"')[1] == 'a=\\"b\\"'
    assert piece("expr: 'x{a=''b''}'", "a='b'")[1] == "a=''b''"


@given(VALUES, VALUES, st.sampled_from(["'", '"', "|", ">", None]), st.integers(20, 200))
def test_any_value_is_found_in_any_style(before: str, after: str, style: str | None, width: int) -> None:
    value = f"{before} HERE {after}"
    text = yaml.dump({"k": value}, default_style=style, width=width, allow_unicode=True)
    node = node_of(text)
    if node.value != value or value.count("HERE") > 1:
        return
    source, start = Source(text), value.index("HERE")
    span = written_at(source, node, start, start + 4)
    assert span is not None
    assert text[span[0] : span[1]] == "HERE"
