"""Texts that a regular expression matches."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from observability.proof.series.regexes import last, texts


@pytest.mark.parametrize(
    ("pattern", "first"),
    [
        ("5..", "500"),
        ("a|b", "a"),
        ("Pending|Unknown", "Pending"),
        (".+", "x"),
        (".*", ""),
        ("[^/]+/v[0-9]+", "x/v0"),
        (r"node-\d{2,}", "node-00"),
        ("(?i:prod|stage)", "prod"),
        ("x?y*", ""),
        ("^api$", "api"),
        ("(a)(b|c)", "ab"),
        (r"\w+\.example\.com:9\d+", "x.example.com:90"),
        ("[^a-z]", "0"),
        ("a{100}", "a" * 100),
        ("[45]..", "400"),
        ("(4|5)..", "400"),
        ("[ä-ü]", "ä"),
    ],
)
def test_the_plainest_text(pattern: str, first: str) -> None:
    assert texts(pattern)[0] == first


def test_every_alternative_is_among_them() -> None:
    assert set(texts("a|b|c")) == {"a", "b", "c"}


def test_what_nothing_matches_has_none() -> None:
    assert texts("a[^\\s\\S]") == ()


@pytest.mark.parametrize("pattern", ["(", "[[:digit:]]", r"\pL"])
def test_what_python_does_not_read_the_same_way_is_an_error(pattern: str) -> None:
    with pytest.raises(re.error):
        texts(pattern)


def test_what_is_too_long_has_none() -> None:
    assert texts("a{1000}") == ()


atoms = st.sampled_from(["a", "b", ".", "[0-9]", "[^x]", r"\d", r"\w", r"\.", "[a-c_]"])
patterns = st.recursive(
    atoms,
    lambda inner: st.one_of(
        st.tuples(inner, inner).map("".join),
        st.tuples(inner, inner).map(lambda pair: f"(?:{pair[0]}|{pair[1]})"),
        st.tuples(inner, st.sampled_from(["*", "+", "?", "{2}", "{1,3}"])).map(lambda pair: f"(?:{pair[0]}){pair[1]}"),
    ),
    max_leaves=6,
)


@given(patterns)
def test_all_texts_match(pattern: str) -> None:
    found = texts(pattern)
    assert found
    assert all(re.fullmatch(pattern, text, re.DOTALL) for text in found)


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        ("eu-.*|us-1", "us-1"),
        ("2..|3..", "300"),
        ("c|a", "a"),
        ("(eu|us)-(1|2)", "us-2"),
        ("[ca]", "a"),
        ("[a-c]|[^a]", "x"),
        ("ext[234]|xfs|btrfs", "btrfs"),
        ("(?i:a|B)", "B"),
        ("1(\\.0)?", "1.0"),
        ("a", "a"),
        ("a|", ""),
        ("[^\\s\\S]", None),
    ],
)
def test_the_last_that_is_named(pattern: str, text: str | None) -> None:
    assert last(pattern) == text


@given(patterns)
def test_the_last_matches(pattern: str) -> None:
    found = last(pattern)
    assert found is not None
    assert re.fullmatch(pattern, found, re.DOTALL)
