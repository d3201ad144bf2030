"""YAML as a person would write it reads back as the very text that was meant, whatever that is."""

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from observability.yamltext import comment, flow, quoted, scalar

# Words and signs that YAML takes for something else than text.
TAKEN = [
    *["", " ", "~", "null", "Null", "yes", "No", "on", "OFF", "true", "y", "N", "=", "<<", "---", "...", "-", "?", ":"],
    *["1", "-1", "1.0", ".5", "1e3", "0x1f", "0o17", "017", "1_000", "190:20:30", ".inf", "-.INF", ".nan", "+12e03"],
    *["2001-01-01", "2001-12-14t21:59:43.10-05:00", "&a", "*a", "!a", "!!str a", "|", ">-", "%a", "@a", "`a", "a: b"],
    *[
        "a #b",
        "a:",
        "# a",
        "[a",
        "{a",
        "]",
        ",",
        "'a'",
        '"a"',
        "a\\b",
        "key: |",
        "a\tb",
        "\ta",
        " a",
        "a ",
        "a\n",
        "\na",
    ],
    *["a\n\nb", "a\n b\n  c", " a\nb", "a\nb ", "a\r\nb", "a\rb", "\x00", "\x1b[31m", "\x7f", "\x80", "\x9f", "a\x85b"],
    *["\u2028", "a\n\u2029b", "\ufeff", "\ufffe", "\uffff", "\xa0", "é", "日本", "🙂", "\U0010ffff", "{{ $value }}"],
]
LONG = "word " * 40 + "end"

# Any text that can be UTF-8.
TEXTS = st.text(st.characters(exclude_categories=["Cs"]))
LINES = st.lists(st.text("ab:#'\"-{ \\$", max_size=9), min_size=2, max_size=5).map("\n".join)
PROSE = st.lists(st.text("ab:#'\"-{>|,.", max_size=15), min_size=12, max_size=40).map(" ".join)


def read_back(text: str, prose: bool) -> object:
    return yaml.safe_load(f"k:\n  k: {scalar(text, 2, prose=prose)}\n  next: 1\n")


@pytest.mark.parametrize("prose", [False, True])
@pytest.mark.parametrize(
    "text", [*TAKEN, LONG, LONG + " ", f" {LONG}", LONG.replace(" ", "  ", 1), LONG + "\n", "a" * 200]
)
def test_what_yaml_takes_for_something_else_stays_text(text, prose):
    assert read_back(text, prose) == {"k": {"k": text, "next": 1}}


@given(TEXTS | LINES | PROSE, st.booleans())
def test_any_text_reads_back(text, prose):
    assert read_back(text, prose) == {"k": {"k": text, "next": 1}}


@given(TEXTS)
def test_any_text_reads_back_from_quotes(text):
    assert yaml.safe_load(quoted(text)) == text


@given(st.dictionaries(TEXTS | st.sampled_from(TAKEN), TEXTS | LINES | st.sampled_from(TAKEN), max_size=4))
@example({text: text for text in TAKEN})
@example({"why?": "a?", "where": "https://example.org/?a=b"})
def test_any_map_on_one_line_reads_back(values):
    line = flow(values)
    assert "\n" not in line
    assert yaml.safe_load(f"k: {line}\nnext: 1") == {"k": values, "next": 1}


def test_plain_words_on_one_line_have_no_quotes_and_are_sorted():
    assert flow({"signal": "db-pool", "service": "shop", "quantile": "0.5"}) == (
        '{quantile: "0.5", service: shop, signal: db-pool}'
    )


@pytest.mark.parametrize(
    "text", ["up == 0", "sum(rate(x[5m])) / 2", "(a > 1)", "/d/checkout?viewPanel=1", "https://example.org/#a"]
)
def test_plain_words_and_expressions_have_no_quotes(text):
    assert scalar(text) == text


def test_lines_stand_as_they_were_laid_out():
    assert scalar("(\n  a\n\n) / 2", 4) == "|-\n      (\n        a\n\n      ) / 2"


def test_what_has_double_quotes_stands_in_single_ones():
    assert scalar('1 - x{a="b"}') == """'1 - x{a="b"}'"""


@given(st.lists(st.sampled_from(["{{ $value | humanize }}", "word", "a"]), min_size=20, max_size=60))
def test_no_line_of_prose_ends_within_braces(words):
    lines = scalar(" ".join(words), prose=True).splitlines()
    assert all(line.count("{{") == line.count("}}") for line in lines)


def test_long_prose_is_folded_and_nothing_else_is():
    assert scalar(LONG, prose=True).startswith(">-\n  word")
    assert max(map(len, scalar(LONG, 8, prose=True).splitlines())) <= 120
    assert "\n" not in scalar(LONG)


@example("a\x85- b: c", 0)
@example("a\u2028b\r\x0bc\x0cd\x1ee", 2)
@given(TEXTS, st.integers(0, 8))
def test_a_comment_cannot_be_broken_out_of(text, indent):
    lines = comment(text, indent)
    assert all(line.startswith(" " * indent + "# ") for line in lines.splitlines())
    assert yaml.safe_load(f"k: 1\n{lines}\nl: 2") == {"k": 1, "l": 2}
