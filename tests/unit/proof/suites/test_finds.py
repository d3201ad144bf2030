"""What is found from what was kept is what would be found anew, and only what a change touches is looked for again."""

from collections.abc import Callable, Iterator

import pytest
from attrs import evolve, fields_dict
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from observability.model.durations import Duration
from observability.model.location import Location
from observability.model.rule import Alert, Recording, Rule, RuleGroup
from observability.proof.evaluator import Histogram
from observability.proof.samples.natives import Asked
from observability.proof.samples.segments import Segment
from observability.proof.series.pace import Pace
from observability.proof.series.source import Source
from observability.proof.suites import drafts as made
from observability.proof.suites import finds
from observability.proof.suites.asjson import dump, load
from observability.proof.suites.drafts import Drafts, drafts
from observability.proof.suites.finds import Finds
from observability.proof.suites.incidents import Part
from observability.proof.suites.keepsakes import Alone, Ramped, Raw
from tests.unit.proof.suites.suites import groups

RATE, RATIO = "job:errors:rate5m", "job:errors:ratio5m"


def rules(**changes: str) -> tuple[RuleGroup, ...]:
    """Two recordings, one over the other, and two alerts; any number and text in them can be another."""
    said = {"window": "5m", "limit": "5", "share": "0.1", "for": "10m", "owner": "us", "runbook": "a.md"} | changes
    many_errors = "{{ $labels.job }} has {{ $value }} errors"
    texts = {"summary": said.get("summary", many_errors), "runbook_url": f"https://x/{said['runbook']}"}
    labels = {"severity": "critical", "owner": said["owner"]}
    many = Alert("Many", f'{RATE}{{job="shop"}} > {said["limit"]}', Duration.parse(said["for"]), labels, texts)
    large = Alert("Large", f'{RATIO}{{job="shop"}} > {said["share"]}', Duration(0), labels, texts)
    made_of = f'sum by (job) (rate(errors_total{{job="shop"}}[{said["window"]}]))'
    recordings = Recording(RATE, made_of), Recording(RATIO, f"{RATE} / 100")
    every: list[Rule] = [*recordings, many, large]
    placed = (evolve(rule, origin=Location("shop.yaml", number)) for number, rule in enumerate(every, 1))
    return (RuleGroup("shop", tuple(placed)),)


def in_a_new_process(these: tuple[RuleGroup, ...], before: dict[str, str]) -> tuple[Drafts, dict[str, str]]:
    made._found.cache_clear()
    finds.LATELY.clear()
    its = Finds(before)
    return drafts(these, its), its.kept


@pytest.fixture(scope="module")
def kept() -> dict[str, str]:
    return in_a_new_process(rules(), {})[1]


def test_all_that_a_source_is_made_of_is_told_of_a_part_of_an_incident() -> None:
    source = Source((("__name__", "x"),), frozenset({"level"}))
    others: dict[str, object] = {
        "labels": (("__name__", "y"),),
        "knobs": frozenset({"step"}),
        "window": 1,
        "spread": "job",
        "eras": (1,),
        "native": Asked(),
        "tail": 0.1,
    }
    assert set(others) == set(fields_dict(Source))
    changed = [evolve(source, **{name: value}) for name, value in others.items()]
    told = [repr(Part(one, {}, {}, Pace(1, 1, 1)).told) for one in (source, *changed)]
    assert len(set(told)) == len(told)


CHANGES = st.fixed_dictionaries(
    {},
    optional={
        "window": st.sampled_from(["4m", "10m"]),
        "limit": st.sampled_from(["4", "5.5", "0"]),
        "share": st.sampled_from(["0.2", "1"]),
        "for": st.sampled_from(["0s", "2m"]),
        "owner": st.sampled_from(["them", "shop"]),
        "runbook": st.sampled_from(["b.md", '"{{ x }}"']),
    },
)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(changes=CHANGES)
def test_after_any_small_change_the_tests_are_those_that_are_found_anew(
    kept: dict[str, str], changes: dict[str, str]
) -> None:
    assert in_a_new_process(rules(**changes), kept) == in_a_new_process(rules(**changes), {})


def many(expr: str, **labels: str) -> Alert:
    return Alert("Many", expr, Duration(0), labels, {})


def recorded(expr: str, name: str = "a:b", **labels: str) -> Recording:
    return Recording(name, expr, labels)


@pytest.mark.parametrize(
    ("rule", "before", "after"),
    [
        pytest.param(
            many("sum(a:b) == 0"),
            recorded("sum by (job) (rate(x[5m]))"),
            recorded("sum by (job) (deriv(x[5m]))"),
            id="what it reads can be below zero",
        ),
        pytest.param(
            many("a:b > 5"),
            recorded("sum(x)", signal="http"),
            recorded("sum(x)", channel="http"),
            id="what it reads has another label",
        ),
        pytest.param(
            many("histogram_count(h) > 1"),
            recorded("histogram_fraction(0, 1, h)"),
            recorded("histogram_quantile(0.7, h)"),
            id="another asks for something else of the same histograms",
        ),
        pytest.param(
            recorded("sum by (job) (rate(h[5m]))"),
            recorded("a:b", "c:d"),
            recorded("histogram_sum(a:b)", "c:d"),
            id="another asks for their sum of the histograms that it records",
        ),
        pytest.param(
            many("x > 5", kind="a"),
            many("vector(1)", kind="b"),
            many("vector(1)", sort="b"),
            id="another of its name, which always fires",
        ),
    ],
)
def test_what_another_rule_changes_is_not_overlooked(rule: Rule, before: Rule, after: Rule) -> None:
    its = in_a_new_process((RuleGroup("shop", (rule, before)),), {})[1]
    these = (RuleGroup("shop", (rule, after)),)
    assert in_a_new_process(these, its) == in_a_new_process(these, {})


LARGER = "x > 5 unless x offset 2h > 5"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param(
            Alert("Many", "x > 5", Duration(0), {}, {"summary": "many"}),
            Alert("Many", "x > 5", Duration(0), {}, {"summary": "{{ $labels.zone }}"}),
            id="its words ask for a label that series did not have",
        ),
        pytest.param(
            Alert("Many", LARGER, Duration(0), {}, {}),
            Alert("Many", LARGER, Duration.parse("6h"), {}, {}),
            id="it waits for longer than it can hold",
        ),
    ],
)
def test_raw_series_are_those_for_the_alert_as_it_is_now(before: Alert, after: Alert) -> None:
    its = in_a_new_process((RuleGroup("shop", (before,)),), {})[1]
    these = (RuleGroup("shop", (after,)),)
    assert in_a_new_process(these, its) == in_a_new_process(these, {})


@pytest.mark.parametrize(
    ("changes", "again"),
    [
        ({}, []),
        ({"runbook": "b.md"}, []),
        ({"owner": "them"}, []),
        # As its service is called.
        ({"owner": "shop"}, []),
        # Whatever it says of the label that it asked for before, raw series are the same; it has other words for each.
        ({"summary": "{{ $labels.job }}"}, ["Alone", "Alone", "Script"]),
        # The alert alone, over raw series, and the incident of both.
        ({"limit": "6"}, ["Alone", "Raw", "Script"]),
        # What it reads is input where an alert is by itself; of recordings only those that read it are not alike.
        ({"window": "10m"}, ["Ramped", "Raw", "Raw", "Script"]),
    ],
)
def test_only_what_a_change_touches_is_found_again(
    kept: dict[str, str], changes: dict[str, str], again: list[str]
) -> None:
    after = in_a_new_process(rules(**changes), kept)[1]
    assert sorted(kind(text) for name, text in after.items() if name not in kept) == again


def test_of_alerts_that_read_histograms_only_the_incident_of_the_one_that_changed_is_found_again() -> None:
    def both(limit: int) -> tuple[RuleGroup, ...]:
        slow = Alert("Slow", "histogram_quantile(0.9, rate(h[5m])) > 1", Duration(0), {}, {})
        rare = Alert("Rare", f"histogram_count(rate(h[5m])) < {limit}", Duration(0), {}, {})
        return (RuleGroup("shop", (slow, rare)),)

    before = in_a_new_process(both(3), {})[1]
    after = in_a_new_process(both(4), before)[1]
    assert [kind(text) for text in before.values()].count("Script") == 2
    assert sorted(kind(text) for name, text in after.items() if name not in before) == ["Alone", "Raw", "Script"]


def kind(text: str) -> str:
    return type(load(text)).__name__


def test_what_is_not_asked_for_any_more_is_not_kept(kept: dict[str, str]) -> None:
    after = in_a_new_process(rules(limit="6"), kept)[1]
    assert len(after) == len(kept)
    assert not kept.items() <= after.items()


def test_a_process_holds_no_more_than_so_much_and_keeps_all_the_same(
    kept: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(finds, "_MOST", 2)
    assert in_a_new_process(rules(), {})[1] == kept
    assert len(finds.LATELY) == 2


def broken() -> Iterator[Callable[[str], str]]:
    yield lambda text: text[:-1]
    yield lambda _: ""
    yield lambda _: "null"
    yield lambda _: '{"Alone":[[]]}'
    yield lambda _: '{"Raw":[1,2,3,4,5,6]}'
    yield lambda _: '{"system":["rm"]}'
    yield lambda _: '{"Duration":[1]}'
    yield lambda _: "[" * 100_000


@pytest.mark.parametrize("change", list(broken()))
def test_what_cannot_be_read_is_found_anew(kept: dict[str, str], change: Callable[[str], str]) -> None:
    poisoned = {name: change(text) for name, text in kept.items()}
    assert in_a_new_process(rules(), poisoned) == in_a_new_process(rules(), {})


def test_all_that_a_service_has_is_the_same_when_it_is_read() -> None:
    expected, its = in_a_new_process(groups(), {})
    assert {kind(text) for text in its.values()} == {"Alone", "Ramped", "Raw", "Script"}
    assert all(dump(load(text)) == text for text in its.values())
    assert in_a_new_process(groups(), its) == (expected, its)


@pytest.mark.parametrize(
    "value",
    [
        Raw(over=({"level": float("inf"), "step": 1e-300},), why='"'),
        Ramped((), 5, (("a", "b"),)),
        Alone(((60_000, ()),), ()),
        (Segment(3, 0.1, -0.2), Segment(2), Segment(1, stale=True)),
        (Segment(3, float("inf")), Segment(2, 1.0, float("-inf"))),
        (Segment(2, Histogram(3, 2.5, ((0, 3.0),)), Histogram(1, 1.0)), Segment(1, 5.0)),
    ],
)
def test_values_are_the_same_when_they_are_read(value: object) -> None:
    assert load(dump(value)) == value


def test_what_nobody_knows_how_to_read_is_not_written() -> None:
    with pytest.raises(TypeError, match="RuleGroup cannot be kept"):
        dump(RuleGroup("x", ()))
