import pytest

from observability.preview.fill import ALL, Span, as_regex, filled, used

SPAN = Span(0, 86_400_000, 120_000, 15_000)
VARIABLE = {"name": "handler", "allValue": ".+", "multi": True, "includeAll": True}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('a{handler=~"$handler"}', 'a{handler=~"/cart"}'),
        ('a{handler=~"${handler}"}', 'a{handler=~"/cart"}'),
        ('a{handler=~"${handler:regex}"}', 'a{handler=~"/cart"}'),
        ('a{handler=~"[[handler]]"}', 'a{handler=~"/cart"}'),
        ("rate(a[$__rate_interval])", "rate(a[135s])"),
        ("rate(a[${__interval}])", "rate(a[120s])"),
        ("increase(a[$__range])", "increase(a[86400s])"),
        ('label_replace(a, "x", "$1", "y", "(.*)")', 'label_replace(a, "x", "$1", "y", "(.*)")'),
        ("a$", "a$"),
        ("$unknown", "$unknown"),
    ],
)
def test_variables_are_filled_in_as_grafana_does(text: str, expected: str) -> None:
    assert filled(text, {"handler": "/cart"}, SPAN) == expected


def test_the_rate_interval_holds_four_scrapes_at_least() -> None:
    assert filled("[$__rate_interval]", {}, Span(0, 60_000, 1_000, 15_000)) == "[60s]"


@pytest.mark.parametrize(
    ("interval", "window"), [("", "135s"), ("5m", "315s"), ("30s", "135s"), ("1h", "3615s"), (">1m", "135s")]
)
def test_the_rate_interval_minds_the_least_interval_of_a_query(interval: str, window: str) -> None:
    assert filled("[$__rate_interval]", {}, SPAN.no_finer_than(interval)) == f"[{window}]"


def test_each_variable_is_named_once() -> None:
    assert used('x{a="$a",b="${b:regex}"} / y{a="$a"}[$__range]') == ["a", "b", "__range"]


def test_a_value_is_escaped_for_a_regex_within_quotes() -> None:
    assert as_regex(VARIABLE, "a.b|c") == r"a\\.b\\|c"
    assert as_regex(VARIABLE, ALL) == ".+"
    assert as_regex({"name": "plain"}, "a.b") == "a.b"
    assert as_regex({"name": "plain"}, ALL) == ".*"
