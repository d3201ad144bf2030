"""Cases share a test where they do not disturb one another, and only there."""

from attrs import evolve

from observability.model.durations import Duration
from observability.model.rule import Alert
from observability.proof import derive
from observability.proof.script import Script
from observability.proof.suites.packing import CASE, packed

FIVE_MINUTES = Duration.parse("5m")


def scripts(expr: str, **labels: str) -> tuple[list[str], list[Script]]:
    """The names of an alert's cases that have series, and its tests."""
    derived = derive(Alert("A", expr, FIVE_MINUTES, labels, {"summary": "{{ $labels.instance }}: {{ $value }}"}))
    assert derived.both_ways
    return [case.name for case in derived.cases if case.inputs], list(packed(derived))


def told_apart(script: Script) -> set[str]:
    return {dict(one.labels).get(CASE, "") for one in script.inputs}


def test_cases_that_keep_their_labels_are_one_test() -> None:
    names, (together,) = scripts('x{job="a"} > 5')
    assert told_apart(together) == set(names)


def test_a_pack_expects_of_each_case_what_it_does_alone() -> None:
    _, (together,) = scripts('x{job="a"} > 5')
    times = sorted(check.at for _, check in together.alerts)
    fired = [
        {one.labels[CASE] for _, check in together.alerts if check.at == at for one in check.expected} for at in times
    ]
    # What is to stop has done so before others fire.
    assert fired[:2] == [{"stops when its reason is gone"}, set()]
    assert fired[-1] >= {"1 % over 5"}
    assert not fired[-1] & {"1 % under 5", "exactly 5", "stops when its reason is gone"}


def test_a_case_that_takes_less_time_begins_later() -> None:
    _, (together,) = scripts('x{job="a"} > 5')
    (over,) = (one for one in together.inputs if dict(one.labels)[CASE] == "1 % over 5")
    missing, there = over.segments[:2]
    assert missing.first is None
    assert there.first == 5.05
    begun = missing.count * together.sample
    assert [check.at - begun for _, check in together.alerts][-2:] == [240_000, 300_000]


def test_what_tells_the_time_stands_where_it_would_alone() -> None:
    for expr in ("time() - x > 5", "avg_over_time(x[10m:1m]) > 5"):
        _, (*packs, _) = scripts(expr)
        assert packs
        for one in (one for pack in packs for one in pack.inputs):
            assert one.segments[0].first is not None


def test_what_is_added_up_takes_turns() -> None:
    for expr in ("sum(x) > 5", "max by (job) (x) > 5 and on () y == 1"):
        names, (script,) = scripts(expr)
        assert told_apart(script) == {""}
        assert {check.case for _, check in script.alerts} == {*names, "no series at all"}


def test_what_must_be_absent_takes_turns() -> None:
    names, (script,) = scripts("absent(x)")
    assert told_apart(script) == {""}
    assert {check.case for _, check in script.alerts} >= set(names)


def test_a_label_that_means_something_already_is_left_alone() -> None:
    for labels, expr in (({}, f'x{{{CASE}="a"}} > 5'), ({CASE: "a"}, "x > 5")):
        names, (script,) = scripts(expr, **labels)
        assert {check.case for _, check in script.alerts} == {*names, "no series at all"}


def test_cases_with_samples_as_often_share_a_test_and_others_do_not() -> None:
    derived = derive(Alert("A", 'x{job="a"} > 5', FIVE_MINUTES, {}, {"summary": "s"}))
    held = [case for case in derived.cases if len(case.checks) == 1 and case.inputs]
    often = [evolve(case, name=f"{case.name}, often", sample=case.sample // 2) for case in held]
    found = list(packed(evolve(derived, cases=(*held, *often))))
    assert {script.sample for script in found} == {held[0].sample, often[0].sample}
    for script in found:
        assert script.sample == often[0].sample or not any(name.endswith("often") for name in told_apart(script))
