"""Which rule is which, whatever was done to it and in whatever order files are read."""

from attrs import evolve

from observability.model.durations import Duration
from observability.model.location import Location
from observability.model.rule import Alert, Recording
from observability.review.matching import Pair, match
from observability.review.ruleset import Placed


def alert(name: str, expr: str = "x > 1", severity: str = "critical", group: str = "g", key: str = "a.yaml") -> Placed:
    origin = Location(key, sum(map(ord, name + expr + severity)))
    return Placed(Alert(name, expr, Duration(0), {"severity": severity}, {}, origin=origin), key, group)


def recording(name: str, expr: str, key: str = "a.yaml", **labels: str) -> Placed:
    return Placed(Recording(name, expr, labels), key, "g")


def told(pairs: tuple[Pair, ...]) -> set[tuple[str, str]]:
    return {(_of(pair.old), _of(pair.new) + ("*" if pair.split else "")) for pair in pairs}


def _of(placed: Placed | None) -> str:
    return f"{placed.name} {placed.rule.labels.get('severity', '')}".strip() if placed else "-"


def test_several_alerts_of_one_name_are_told_apart_by_their_labels() -> None:
    old = [alert("A", "x > 1", "critical"), alert("A", "x > 0.5", "warning")]
    new = [alert("A", "x > 0.6", "warning"), alert("A", "x > 2", "critical")]
    assert told(match(old, new)) == {("A critical", "A critical"), ("A warning", "A warning")}


def test_an_alert_whose_severity_changed_is_found_by_its_expression() -> None:
    old = [alert("A", "x > 1", "critical"), alert("A", "x > 0.5", "warning")]
    new = [alert("A", "x > 1", "page"), alert("A", "x > 0.5", "ticket")]
    assert told(match(old, new)) == {("A critical", "A page"), ("A warning", "A ticket")}


def test_what_moved_to_another_file_and_group_is_found() -> None:
    (pair,) = match([alert("A", key="a.yaml", group="g")], [alert("A", key="b.yaml", group="h")])
    assert (pair.old and pair.old.key, pair.new and pair.new.key) == ("a.yaml", "b.yaml")


def test_a_renamed_alert_is_found_by_what_it_looks_at() -> None:
    old = [alert("HighErrors", "sum(rate(errors_total[5m])) > 1"), alert("Slow", "seconds > 1")]
    new = [alert("ErrorsHigh", "sum(rate(errors_total[5m])) > 2"), alert("SlowPages", "seconds > 2")]
    assert told(match(old, new)) == {
        ("HighErrors critical", "ErrorsHigh critical"),
        ("Slow critical", "SlowPages critical"),
    }


def test_what_has_little_in_common_is_gone_and_new() -> None:
    found = match([alert("A", "up == 0")], [alert("B", "sum by (job) (rate(errors_total[5m])) > 5")])
    assert told(found) == {("A critical", "-"), ("-", "B critical")}


def test_one_alert_that_became_two_is_a_split() -> None:
    old = [alert("Queue", "queue_length > 100")]
    new = [alert("QueueCritical", "queue_length > 100"), alert("QueueWarning", "queue_length > 50", "warning")]
    assert told(match(old, new)) == {
        ("Queue critical", "QueueCritical critical"),
        ("Queue critical", "QueueWarning warning*"),
    }


def test_an_alert_beside_one_that_stays_is_new() -> None:
    old = [alert("Queue", "queue_length > 100")]
    new = [*old, alert("QueueWarning", "queue_length > 50", "warning")]
    assert told(match(old, new)) == {("Queue critical", "Queue critical"), ("-", "QueueWarning warning")}


def test_the_labels_of_a_recording_are_part_of_what_it_is() -> None:
    old = [recording("r", "a", "a.yaml", service="a"), recording("r", "b", "b.yaml", service="b")]
    new = [recording("r", "c", "c.yaml", service="c"), recording("r", "b", "b.yaml", service="b")]
    assert [(pair.old is None, pair.new is None) for pair in match(old, new)] == [
        (False, False),
        (True, False),
        (False, True),
    ]


def test_alerts_of_another_service_are_others() -> None:
    old, new = alert("TrafficGone", key="a.yaml"), alert("TrafficGone", key="b.yaml")
    labelled = [evolve(p, rule=evolve(p.rule, labels={"service": p.key, "severity": "critical"})) for p in (old, new)]
    assert told(match(labelled[:1], labelled[1:])) == {("TrafficGone critical", "-"), ("-", "TrafficGone critical")}


def test_the_order_of_rules_and_files_does_not_matter() -> None:
    old = [alert(f"A{n % 7}", f"x{n % 5} > {n}", "critical", f"g{n % 3}", f"{n % 4}.yaml") for n in range(40)]
    new = [alert(f"A{n % 6}", f"x{n % 5} > {n + 1}", "critical", f"g{n % 2}", f"{n % 5}.yaml") for n in range(45)]
    expected = match(old, new)
    for turn in (1, 7, 22):
        assert match([*old[turn:], *old[:turn]], [*reversed(new[turn:]), *new[:turn]]) == expected
