"""Two dashboards told apart in words: by panel and field, whatever stands in the lists of Grafana's JSON."""

from typing import Any

import pytest
from hypothesis import given

from observability.delivery.differences import difference, words
from tests.unit.delivery.test_canonical import DASHBOARDS


def panel(number: int, title: str = "Rate", **more: Any) -> dict[str, Any]:
    query = {"refId": "A", "expr": "rate(x[5m])", "legendFormat": "all"}
    place = {"x": 0, "y": number, "w": 12, "h": 8}
    return {"id": number, "title": title, "type": "stat", "gridPos": place, "targets": [query], **more}


def told(before: Any, after: Any) -> list[str]:
    wrap = (lambda one: {"panels": one}) if isinstance(before, list) else (lambda one: one)
    return words(difference(wrap(before), wrap(after)))


@given(DASHBOARDS)
def test_a_dashboard_does_not_differ_from_itself(dashboard: dict[str, Any]) -> None:
    assert not difference(dashboard, dashboard)


@given(DASHBOARDS, DASHBOARDS)
def test_two_differ_for_both_or_for_none(one: dict[str, Any], other: dict[str, Any]) -> None:
    assert bool(difference(one, other)) == bool(difference(other, one))
    words(difference(one, other))


def test_panels_come_and_go() -> None:
    assert told([panel(1), panel(2, "Errors")], [panel(1), panel(3, "Duration")]) == [
        "panel 'Duration' added",
        "panel 'Errors' removed",
    ]


def test_a_field_is_called_as_people_call_it() -> None:
    def changed(**fields: Any) -> list[str]:
        return told([panel(1)], [panel(1, **fields)])

    assert changed(title="Traffic") == ["panel 'Rate': title: `Rate` became `Traffic`"]
    assert changed(maxDataPoints=5) == ["panel 'Rate': maxDataPoints added: 5"]
    queries = [{"refId": "A", "expr": 'rate(y{a="b"}[5m])', "legendFormat": "all"}]
    assert changed(targets=queries) == ["panel 'Rate': query A: expr: `rate(x[5m])` became `rate(y{a=\"b\"}[5m])`"]


@pytest.mark.parametrize(
    ("before", "after", "line"),
    [
        (
            {"fieldConfig": {"defaults": {"unit": "s"}}},
            {"fieldConfig": {"defaults": {"unit": "ms"}}},
            "unit: `s` became `ms`",
        ),
        ({"transparent": True}, {"transparent": 1}, "transparent: true became 1"),
        ({"options": {"graphMode": "area"}}, {"options": {"graphMode": "none"}}, "graphMode: `area` became `none`"),
        (
            {"fieldConfig": {"overrides": [{"matcher": {"id": "byName", "options": "p99"}, "properties": [1]}]}},
            {"fieldConfig": {"overrides": [{"matcher": {"id": "byName", "options": "p99"}, "properties": [2]}]}},
            "override of byName p99: properties: [1] became [2]",
        ),
    ],
)
def test_a_field_of_a_panel(before: Any, after: Any, line: str) -> None:
    assert told([panel(1, **before)], [panel(1, **after)]) == [f"panel 'Rate': {line}"]


@pytest.mark.parametrize(
    ("before", "after", "line"),
    [
        ({"time": {"from": "now-6h"}}, {"time": {"from": "now-1h"}}, "time range: from: `now-6h` became `now-1h`"),
        (
            {"templating": {"list": [{"name": "job", "query": "a"}]}},
            {"templating": {"list": [{"name": "job", "query": "b"}]}},
            "variable job: query: `a` became `b`",
        ),
        (
            {"templating": {"list": [{"name": "job"}]}},
            {"templating": {"list": [{"name": "job"}, {"name": "pod"}]}},
            'variable pod added: {"name":"pod"}',
        ),
        (
            {"annotations": {"list": [{"name": "Deploys", "enable": True}]}},
            {"annotations": {"list": [{"name": "Deploys", "enable": False}]}},
            "annotation Deploys: enable: true became false",
        ),
        ({"tags": ["a"]}, {"tags": ["a", "b"]}, 'tags: ["a"] became ["a","b"]'),
        ({"refresh": "1m"}, {}, "refresh removed, was `1m`"),
        (
            {"templating": {"list": [{"name": "a"}, {"name": "b"}]}},
            {"templating": {"list": [{"name": "b"}, {"name": "a"}]}},
            'variable order: ["a","b"] became ["b","a"]',
        ),
    ],
)
def test_what_is_around_the_panels(before: Any, after: Any, line: str) -> None:
    assert told(before, after) == [line]


def test_panels_that_make_room_for_another_are_told_together() -> None:
    before = [panel(1), panel(2, "Errors"), panel(3, "Duration")]
    after = [panel(9, "New"), *({**one, "gridPos": {**one["gridPos"], "y": one["gridPos"]["y"] + 8}} for one in before)]
    assert told(before, after) == ["panel 'New' added", "3 panels moved, the first 'Rate'"]


def test_panels_in_a_folded_row_are_panels() -> None:
    row = {"id": 5, "type": "row", "title": "More", "collapsed": True}
    before, after = [{**row, "panels": [panel(1)]}], [{**row, "panels": [panel(1, type="gauge")]}]
    assert told(before, after) == ["panel 'Rate': type: `stat` became `gauge`"]


def test_long_expressions_are_shown_where_they_part() -> None:
    start = "sum(" * 100
    before, after = [panel(1, description=f"{start}a")], [panel(1, description=f"{start}b")]
    (line,) = told(before, after)
    assert line.endswith("sum(b`")
    assert len(line) < 250


def test_panels_with_the_same_id_are_not_mixed_up() -> None:
    assert told([panel(1), panel(1, "Copy")], [panel(1)]) == ["panel 'Copy' removed"]


def test_what_is_no_dashboard_at_all_is_compared_too() -> None:
    assert told({"panels": {"a": 1}}, {"panels": [5, panel(1)]}) == ["panel 'Rate' added"]
