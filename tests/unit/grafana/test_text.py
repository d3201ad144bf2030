"""Text from a descriptor is shown, never interpreted."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from observability.grafana.text import markdown, plain, url

# How Grafana finds variables, from its sources.
VARIABLE = re.compile(r"\$(\w+)|\[\[(\w+?)(?::(\w+))?\]\]|\${(\w+)(?:\.([^:^\}]+))?(?::([^\}]+))?}")
TEXTS = st.text(alphabet=st.sampled_from("$[]{}<>&`*_#-|!()\\.:/ \n\thttps1ab")) | st.text()


@pytest.mark.parametrize("text", ["${__from}", "$__user", "[[x]]", "a $service b", "[[[x]]]", "$${x}"])
def test_a_title_holds_no_variable_and_reads_the_same(text):
    shown = plain(text)
    assert not VARIABLE.search(shown)
    assert shown.replace("\u2060", "") == text


@pytest.mark.parametrize("text", ["5 $ a month", "a [b] c", "100 % of {x}", "plain"])
def test_a_title_without_variables_is_left_alone(text):
    assert plain(text) == text


def test_a_title_loses_control_characters():
    assert plain("a\x00b\x1bc\rd") == "abcd"


def test_html_in_a_description_is_text():
    assert markdown("<script>alert(1)</script>") == "&#60;script&#62;alert&#40;1&#41;&#60;/script&#62;"


def test_a_variable_in_a_description_is_text():
    assert markdown("${__from} $x [[y]]") == "&#36;&#123;__from&#125; &#36;x &#91;&#91;y&#93;&#93;".replace(
        "__", "&#95;&#95;"
    )


def test_markup_in_a_description_is_text():
    assert markdown("*a* _b_ [c](javascript:d) # e") == (
        "&#42;a&#42; &#95;b&#95; &#91;c&#93;&#40;javascript:d&#41; &#35; e"
    )


def test_an_entity_in_a_description_is_text():
    assert markdown("&lt;") == "&#38;lt;"


def test_code_in_a_description_stays_code():
    assert markdown('Reads `signal:traffic:rate5m{service="a"}`.') == 'Reads `signal:traffic:rate5m{service="a"}`.'


@pytest.mark.parametrize("text", ["`$x`", "`[[x]]`", "`${__from}`"])
def test_code_is_no_way_to_a_variable(text):
    assert not VARIABLE.search(markdown(text))


def test_a_url_in_a_description_becomes_a_link():
    assert markdown("See https://example.org/a_b.md#c.") == "See <https://example.org/a_b.md#c>."


@pytest.mark.parametrize("text", ["---", "  ===  ", "- - -", "+"])
def test_a_ruler_is_text(text):
    assert markdown(text).startswith("\\")


def test_numbers_at_a_line_s_start_are_no_list():
    assert markdown("1. a\n2) b") == "1\\. a\n2&#41; b"


def test_an_indent_is_no_block_of_code():
    assert markdown("a\n\n    b\n\tc") == "a\n\nb\nc"


@given(TEXTS)
def test_no_text_makes_a_variable(text):
    assert not VARIABLE.search(plain(text))
    assert not VARIABLE.search(markdown(text))


@given(TEXTS)
def test_no_text_makes_a_tag_but_a_link(text):
    outside_code = re.sub(r"`[^`]*`", "", markdown(text))
    assert not re.search(r"<(?!https?://)", outside_code)


def test_an_outer_address_holds_no_variable_and_no_space():
    assert url("https://example.org/?q=${__from} [[x]]") == "https://example.org/?q=%24%7B__from%7D%20%5B%5Bx%5D%5D"


def test_an_encoded_address_is_not_encoded_twice():
    assert url("https://example.org/a%20b") == "https://example.org/a%20b"


def test_a_path_inside_grafana_keeps_its_variables():
    assert url("/d/x?var-a=${a}") == "/d/x?var-a=${a}"


def test_two_slashes_are_no_path_inside_grafana():
    assert url("//evil.example.org/${__from}") == "//evil.example.org/%24%7B__from%7D"
