"""Rule files as people read them: what repeats is short, what is long has its lines."""

import yaml

from observability.emit.rules import rule_file
from observability.model.durations import Duration
from observability.model.rule import Alert, Recording, RuleGroup

SHORT = {"service": "shop", "signal": "http", "quantile": "0.5"}
LONG = {"service": "shop", "signal": "h" * 90}


def written(*rules):
    return rule_file("Header.", (RuleGroup("shop", rules, "Of the shop."),)).decode()


def test_labels_of_a_recording_stand_on_one_line():
    text = written(Recording("a:b", "c", SHORT))
    assert '\n        labels: {quantile: "0.5", service: shop, signal: http}\n' in text


def test_labels_that_are_too_long_for_a_line_have_one_each():
    text = written(Recording("a:b", "c", LONG))
    assert "\n        labels:\n          service: shop\n          signal: hhh" in text
    assert max(map(len, text.splitlines())) <= 120


def test_a_recording_without_labels_has_no_line_for_them():
    assert "labels" not in written(Recording("a:b", "c", {}))


def test_labels_of_an_alert_have_a_line_each():
    text = written(Alert("Down", "up == 0", Duration(0), {"severity": "critical", **SHORT}, {}))
    assert "\n        labels:\n          quantile:" in text


def test_an_expression_with_quotes_is_read_without_backslashes():
    text = written(Recording("a:b", '1 - c{d="e"}', {}))
    assert """        expr: '1 - c{d="e"}'\n""" in text


def test_what_was_written_is_what_is_read():
    rules = (Recording("a:b", "c", SHORT), Recording("a:b", "c", LONG), Alert("Down", "up", Duration(0), SHORT, {}))
    (group,) = yaml.safe_load(written(*rules))["groups"]
    assert [rule["labels"] for rule in group["rules"]] == [SHORT, LONG, SHORT]
