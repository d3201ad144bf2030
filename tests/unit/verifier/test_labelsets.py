"""One alert of each kind that routes can tell apart, however many there are."""

from typing import Any

from observability.verifier.labelsets import Labels, distinct

SHOP = {"owner": "shop", "severity": "critical", "service": "shop"}


def config(*matchers: str) -> dict[str, Any]:
    return {"route": {"receiver": "x", "routes": [{"matchers": [text]} for text in matchers]}}


def kinds(settings: object, *alerts: Labels) -> int:
    return len(distinct([(labels, "x") for labels in alerts], settings))


def test_alerts_that_no_matcher_tells_apart_are_one() -> None:
    assert kinds(config('owner="shop"'), SHOP, SHOP | {"service": "cart"}, SHOP | {"severity": "info"}) == 1


def test_each_matcher_tells_apart_what_it_holds_for() -> None:
    every = [SHOP, SHOP | {"service": "cart"}, SHOP | {"service": "book"}, SHOP | {"service": "till"}]
    assert kinds(config('service=~"shop|cart"'), *every) == 2
    assert kinds(config('service=~"shop|cart"', 'service!="book"'), *every) == 3
    assert kinds(config('service!~"b.*"', 'service="shop"'), *every) == 3


def test_an_absent_label_is_an_empty_one() -> None:
    assert kinds(config('signal=""'), SHOP, SHOP | {"signal": "http"}) == 2


def test_nested_routes_count_and_an_unknown_syntax_tells_all_values_apart() -> None:
    nested = {"route": {"routes": [{"routes": [{"matchers": ['service=~"\\pL+"']}]}]}}
    assert kinds(nested, SHOP, SHOP | {"service": "cart"}) == 2


def test_two_expectations_of_one_kind_are_both_tested() -> None:
    assert len(distinct([(SHOP, "x"), (SHOP, "y"), (SHOP, "x")], config('owner="shop"'))) == 2


def test_what_is_no_configuration_tells_nothing_apart() -> None:
    assert kinds(None, SHOP, SHOP | {"owner": "x"}) == 1
