"""Which metrics an expression reads, also where expressions that differ in values alone are parsed once."""

import pytest

from observability.promql import metric_names, metrics_read
from observability.promql.text import quote


@pytest.mark.parametrize("value", ['a "quoted" one', "a \\", "a\nb", "", 'x="y"', "} or z{"])
def test_the_value_of_a_label_is_no_metric(value: str) -> None:
    assert metric_names(f"sum(x{{a={quote(value)}}}) / y") == {"x", "y"}


def test_a_name_given_as_a_label_is_a_metric() -> None:
    assert metric_names('{__name__="x"}') == {"x"}
    assert metric_names('{__name__="y"}') == {"y"}


def test_a_selector_without_a_name_reads_no_metric_that_is_known() -> None:
    assert metric_names('{job="x"} or {__name__=~"y|z"}') == set()


@pytest.mark.parametrize("text", ['x{a=~"("}', 'x{a!~"("}', 'x{a="b}', 'x{a="\\"}', "sum("])
def test_what_is_not_promql_is_refused_however_often_its_like_was_read(text: str) -> None:
    metric_names('x{a="b"}')
    metric_names('x{a=~"b"}')
    with pytest.raises(ValueError, match=r"\S"):
        metric_names(text)


def test_what_is_no_promql_reads_nothing() -> None:
    assert metrics_read("sum(x") == frozenset()
    assert metrics_read("sum(x)") == {"x"}
