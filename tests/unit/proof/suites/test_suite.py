"""The tests of a compiled service: they hold for its rules, and fail for rules that are wrong."""

from pathlib import Path

import pytest
import yaml
from attrs import evolve

from observability.findings import Severity
from observability.model.durations import Duration
from observability.model.rule import Alert, Recording, Rule, RuleGroup
from observability.proof.suites import suite
from tests.support.promtool import Promtool
from tests.unit.proof.suites.suites import Change, alerts, checkout, failing, groups

# In one process, as it takes seconds to find the tests of a service.
pytestmark = pytest.mark.xdist_group("suite of checkout")

BESIDE = "checkout/from-raw-series"


def whole(*beside: str) -> list[dict[str, object]]:
    files = [one for one in checkout().files if one.name == "checkout" or one.name.startswith(beside)]
    return [test for one in files for test in yaml.safe_load(one.text)["tests"]]


def test_all_hold_in_every_version_of_promtool(each_promtool: Promtool, tmp_path: Path) -> None:
    assert not failing(each_promtool, tmp_path)


def test_every_alert_is_seen_over_raw_series_with_all_it_says_and_then_it_resolves() -> None:
    checks = [check for test in whole(BESIDE) for check in test.get("alert_rule_test", [])]  # type: ignore[attr-defined]
    seen = [(check["alertname"], one["exp_labels"]) for check in checks for one in check["exp_alerts"]]
    for alert in alerts():
        fired = [labels for name, labels in seen if name == alert.alert and alert.labels.items() <= labels.items()]
        assert fired, alert
        own = [check["exp_alerts"] for check in checks if check["alertname"] == alert.alert]
        assert any(all(not alert.labels.items() <= one["exp_labels"].items() for one in fired) for fired in own)
    texts = [one["exp_annotations"] for check in checks for one in check["exp_alerts"]]
    assert all({"summary", "description", "runbook_url", "dashboard_url"} <= text.keys() for text in texts)
    assert not any("{{" in value for text in texts for value in text.values())


def looks_of(case: str) -> list[dict[str, list[dict[str, str]]]]:
    """What a scene of the test of silence looks at."""
    (test,) = (test for test in whole() if case in str(test["name"]))
    assert test["input_series"]
    return [look for look in test["promql_expr_test"] if look["expr"].endswith(f"# {case}")]  # type: ignore[attr-defined]


def test_nobody_is_woken_when_all_is_well_or_counters_begin_anew() -> None:
    for name in ("all is well", "counters begin anew"):
        looks = looks_of(name)
        assert looks
        assert not any(look["exp_samples"] for look in looks)


def test_without_any_series_only_that_is_told() -> None:
    (look,) = looks_of("no series at all")
    assert [sample["labels"].split('alertname="')[1].split('"')[0] for sample in look["exp_samples"]] == [
        "TelemetryAbsent"
    ]


def test_every_alert_and_every_recording_has_tests_of_its_own() -> None:
    by_themselves = [one for one in checkout().files if not one.name.startswith(BESIDE)]
    copied = [rule for one in by_themselves for group in one.rules for rule in group.rules]
    # What reads last week has two files, one for each pace.
    tested = [(rule.alert, rule.labels) for rule in copied if isinstance(rule, Alert)]
    once = [one for number, one in enumerate(tested) if one not in tested[:number]]
    assert once == [(alert.alert, alert.labels) for alert in alerts()]
    assert not [finding for finding in checkout().findings if finding.severity is not Severity.INFO]
    names = [one.name for one in checkout().files]
    assert len(names) == len(set(names))
    assert "checkout/AvailabilityBudgetBurn-critical-http" in names


def test_what_takes_many_evaluations_from_raw_series_runs_over_the_rules_that_it_needs() -> None:
    (slow,) = (rules for rules in beside() if "TrafficGone" in names_of(Alert, rules))
    assert names_of(Alert, slow) == {"TrafficGone"}
    assert names_of(Recording, slow) == {"signal:traffic:rate5m"}
    # What reads nothing of long ago is shown over all rules, in a few evaluations.
    document = yaml.safe_load(checkout().files[0].text)
    looks = [look for test in document["tests"] for look in test.get("alert_rule_test", [])]
    assert "TrafficGone" not in {look["alertname"] for look in looks}
    assert max(Duration.parse(look["eval_time"]).milliseconds for look in looks) <= 20 * 3_600_000


def test_one_incident_runs_over_all_rules_and_others_over_those_of_their_alerts() -> None:
    (incident,) = (test for test in whole() if str(test["name"]).startswith("from raw series"))
    over_all = {look["alertname"] for look in incident["alert_rule_test"]}  # type: ignore[attr-defined]
    every = {alert.alert for alert in alerts()}
    assert len(over_all) > len(every) / 2
    assert over_all.union(*(names_of(Alert, rules) for rules in beside())) == every
    assert all(len(rules) < sum(len(group.rules) for group in groups()) / 2 for rules in beside())


def beside() -> list[tuple[Rule, ...]]:
    """The rules of the files that are over some."""
    return [one.rules[0].rules for one in checkout().files if one.name.startswith(BESIDE)]


def names_of(kind: type[Rule], rules: tuple[Rule, ...]) -> set[str]:
    return {rule.alert if isinstance(rule, Alert) else rule.record for rule in rules if isinstance(rule, kind)}


def test_an_alert_that_reads_nothing_has_tests_too() -> None:
    heartbeat = RuleGroup("g", (Alert("Heartbeat", "vector(1)", Duration(0), {}, {}),))
    assert [one.name for one in suite("s", "../rules/s.yaml", (heartbeat,)).files] == ["s", "s/Heartbeat"]


def in_recordings(old: str, new: str) -> Change:
    def change(rule: Rule) -> Rule:
        return evolve(rule, expr=rule.expr.replace(old, new)) if isinstance(rule, Recording) else rule

    return change


# Some of each kind, with the real promtool; all of them, in memory, are what mutants are for.
@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("[30m15s]", "[29m15s]"),
        ("offset 30m", "offset 31m"),
        ("offset 27d", "offset 28d"),
        ("sum by (objective, events)", "max by (objective, events)"),
        ("rate(", "irate("),
        ('code=~"5.."', 'code=~"4.."'),
        ("or vector(0)", "or vector(1)"),
        ("clamp(", "clamp_min(max("),
        ("> 0)", ">= 0)"),
        ('events="bad"', 'events="all"'),
    ],
)
def test_a_mistake_in_what_is_recorded_shows(promtool: Promtool, tmp_path: Path, old: str, new: str) -> None:
    assert any(old in rule.expr for group in groups() for rule in group.rules if isinstance(rule, Recording))
    found = failing(promtool, tmp_path, in_recordings(old, new), "/recordings")
    assert found, f"nobody saw that {old} became {new}"


def in_alerts(old: str, new: str) -> Change:
    def change(rule: Rule) -> Rule:
        return evolve(rule, expr=rule.expr.replace(old, new)) if isinstance(rule, Alert) else rule

    return change


@pytest.mark.parametrize(
    "change",
    [
        in_alerts("> 0.0144", "> 0.0146"),
        in_alerts("> 0.0144", ">= 0.0144"),
        in_alerts("rate5m", "rate30m"),
        in_alerts("* 3600 > 4.5", "* 3600 > 4.4"),
        in_alerts(">= 1000", "> 1000"),
        lambda rule: (
            evolve(rule, duration=evolve(rule.duration, milliseconds=2 * rule.duration.milliseconds))
            if isinstance(rule, Alert)
            else rule
        ),
        lambda rule: evolve(rule, keep_firing_for=None) if isinstance(rule, Alert) else rule,
        lambda rule: evolve(rule, labels={**rule.labels, "severity": "info"}) if isinstance(rule, Alert) else rule,
        lambda rule: (
            evolve(rule, annotations={**rule.annotations, "runbook_url": ""}) if isinstance(rule, Alert) else rule
        ),
    ],
)
def test_a_mistake_in_alerts_shows(promtool: Promtool, tmp_path: Path, change: Change) -> None:
    assert failing(promtool, tmp_path, change, "/AvailabilityBudgetBurn") or failing(
        promtool, tmp_path / "others", change, "/SaturationHigh"
    )


def test_a_recording_under_another_name_shows_from_raw_series(promtool: Promtool, tmp_path: Path) -> None:
    def change(rule: Rule) -> Rule:
        is_meant = isinstance(rule, Recording) and rule.record == "signal:saturation:value"
        return evolve(rule, record="signal:saturation:values") if is_meant else rule

    assert any("SaturationHigh" in one for one in failing(promtool, tmp_path, change, ".yaml"))
