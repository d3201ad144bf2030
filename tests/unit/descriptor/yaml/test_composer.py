from decimal import Decimal
from typing import Any

import pytest

from observability.descriptor.report import Report
from observability.descriptor.yaml.composer import compose
from observability.model.artifact import Source


def read(text: str | bytes) -> tuple[Any, list[str]]:
    report = Report("f.yaml")
    content = text.encode() if isinstance(text, str) else text
    data = compose(Source("f.yaml", content), report)
    return data, [str(finding) for finding in report.findings]


def test_keys_and_values_know_their_line_and_column() -> None:
    data, findings = read("a: 1\nb:\n  - x\n  - {c: yy}\n")
    assert not findings
    assert data == {"a": 1, "b": ["x", {"c": "yy"}]}
    assert data.keys_at == {"a": (1, 1), "b": (2, 1)}
    assert data.values_at["a"] == (1, 4)
    assert data["b"].marks == [(3, 5), (4, 5)]
    assert data["b"][1].values_at["c"] == (4, 9)


def test_columns_count_characters_not_bytes() -> None:
    data, _ = read("äöü: {x: 1}")
    assert data["äöü"].keys_at["x"] == (1, 7)


@pytest.mark.parametrize("text", ["", "# nothing\n", "---\n", "\n\n", "~"])
def test_an_empty_file_says_how_to_start(text: str) -> None:
    data, findings = read(text)
    assert data is None
    assert len(findings) == 1
    assert "empty; start with apiVersion, kind, metadata" in findings[0]


def test_a_second_document_is_refused_where_it_starts() -> None:
    assert read("a: 1\n---\nb: 2\n")[1] == [
        "f.yaml:2:1: a second document starts here; a file holds one; put it into a file of its own"
    ]


def test_one_document_with_its_markers_is_fine() -> None:
    assert read("%YAML 1.2\n---\na: 1\n...\n") == ({"a": 1}, [])


def test_a_duplicate_key_names_the_line_of_the_first() -> None:
    assert read("a:\n  b: 1\n  c: 2\n  b: 3\n")[1] == [
        "f.yaml:4:3: the key 'b' stands here a second time (a.b); see line 2"
    ]


def test_all_duplicates_and_tags_are_told_at_once() -> None:
    _, findings = read("a: 1\na: !!str 2\nb: !!python/object:os.system {}\n")
    assert [finding.split(";")[0] for finding in findings] == [
        "f.yaml:2:1: the key 'a' stands here a second time (a)",
        "f.yaml:2:4: the tag tag:yaml.org,2002:str is not allowed (a)",
        "f.yaml:3:4: the tag tag:yaml.org,2002:python/object:os.system is not allowed (b)",
    ]


@pytest.mark.parametrize(
    ("text", "place"),
    [("a:\n\tb: 1\n", "2:1"), ("\ta: 1\n", "1:1"), ("a:\n  b: 1\n\tc: 2\n", "3:1")],
)
def test_a_tab_is_called_a_tab(text: str, place: str) -> None:
    assert read(text)[1] == [f"f.yaml:{place}: a tab stands where YAML wants spaces; indent with spaces"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("a: b: c", "1:5: a second `:` in one line"),
        ("a: 'x", "a quoted text has no end"),
        ("a: [1, 2\n", "a list in brackets is not closed"),
        ("a: {b: 1\n", "a map in braces is not closed"),
        ("a: @x", "1:4: a text cannot start with '@'; put it into quotes"),
        ('a: "\\q"', "an unknown escape in double quotes"),
        ("a:\n  - b\n c: d\n", "3:2: this line does not line up"),
        ("? [a]\n: 1", "a key must be plain text"),
        ("<<: {a: 1}", "the merge key << is not part of YAML 1.2"),
    ],
)
def test_syntax_errors_come_in_words(text: str, words: str) -> None:
    _, findings = read(text)
    assert len(findings) == 1
    assert words in findings[0]


def test_a_byte_order_mark_and_windows_line_ends_are_no_error() -> None:
    data, findings = read(b"\xef\xbb\xbfa: x\r\nb: y\r\n")
    assert (data, findings) == ({"a": "x", "b": "y"}, [])
    assert data.keys_at["b"] == (2, 1)


def test_anchors_stand_for_their_value() -> None:
    data, findings = read("a: &x {b: 1}\nc: *x\n")
    assert (data, findings) == ({"a": {"b": 1}, "c": {"b": 1}}, [])


@pytest.mark.parametrize("text", ["a: *x", "a: &x [*x]"])
def test_an_alias_of_nothing_yet_is_refused(text: str) -> None:
    assert "no anchor &x before this alias" in read(text)[1][0]


def test_an_alias_bomb_is_defused() -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{i}: &a{i} [{', '.join([f'*a{i - 1}'] * 10)}]" for i in range(1, 10)]
    data, findings = read("\n".join(lines))
    assert data is None
    assert findings == [
        (
            "f.yaml:5:25: the file has more than 50000 values, aliases included; "
            "a descriptor needs some hundred: write them out"
        ),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "[" * 10_000,
        "{a: " * 10_000,
        "- " * 10_000,
        "\n".join(" " * i + "a:" for i in range(1_000)),
        "[" * 10_000 + "]" * 10_000,
    ],
    ids=["flow lists", "flow maps", "block lists", "block maps", "closed"],
)
def test_a_deep_well_ends_after_fifty_levels(text: str) -> None:
    data, findings = read(text)
    assert data is None
    assert "nested more than 50 levels deep" in findings[0]


def test_numbers_keep_their_digits() -> None:
    data, _ = read("[99.90, 0.1, 1e3, 12345678901234567890, 0x1f]")
    assert data == [Decimal("99.90"), Decimal("0.1"), Decimal(1000), 12345678901234567890, 31]
    assert str(data[0]) == "99.90"
    assert not any(isinstance(number, float) for number in data)


def test_only_true_and_false_are_booleans_and_dates_are_text() -> None:
    data, _ = read("[true, False, yes, on, 2027-01-31, '1', 1_000]")
    assert data == [True, False, "yes", "on", "2027-01-31", "1", "1_000"]
    assert data[0] is True


def test_a_number_too_long_to_reckon_with_stays_text() -> None:
    data, _ = read(f"[{'9' * 5000}, 1e999999999]")
    assert all(isinstance(item, str) for item in data)
