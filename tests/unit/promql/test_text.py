import pytest

from observability.model.selector import Selector
from observability.promql import chosen, equals, quote, regex, render, render_labels


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("shop", '"shop"'),
        ('a"b', r'"a\"b"'),
        ("a\\b", r'"a\\b"'),
        ("a\nb\tc", r'"a\nb\tc"'),
        # Grafana would put the value of a variable there.
        ("$shop", r'"\x24shop"'),
        ("${shop}", r'"\x24{shop}"'),
        ("[[shop]]", r'"\x5b[shop]]"'),
        ("5$", '"5$"'),
    ],
)
def test_a_label_has_just_this_value_in_a_rule_and_in_a_dashboard(value: str, written: str) -> None:
    assert quote(value) == written


def test_matchers_stand_in_their_order() -> None:
    matchers = (*equals({"service": "shop", "env": "eu"}), regex("code", "5.."))
    assert render_labels(matchers) == '{service="shop",env="eu",code=~"5.."}'
    assert render(Selector("up", matchers[:1])) == 'up{service="shop"}'
    assert render(Selector("up")) == "up"


def test_what_a_reader_chooses_reaches_grafana_as_it_is() -> None:
    assert render_labels((chosen("team", "owner"),)) == '{team=~"$owner"}'
