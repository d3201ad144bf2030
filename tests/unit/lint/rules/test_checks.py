"""Each check on rule files that are right, and on those that are wrong in its way alone."""

import re

import pytest
from attrs import evolve

from observability.findings import Severity
from observability.lint import built, rules
from observability.lint.tree import Tree
from observability.rulefiles import read_rule_file
from tests.support.checks import findings_of, parted

WHOLE_CHECKS = (*rules.WHOLE_CHECKS, *built.WHOLE_CHECKS)
ALL = (*rules.CHECKS, *WHOLE_CHECKS)
BY_ID = {check.ID: check for check in ALL}
WHOLE = {check.ID for check in WHOLE_CHECKS}
CATALOG = {
    "services": {
        "shop": {
            "source": {"file": "services/shop.yaml", "line": 3, "column": 1},
            "rules": "prometheus/rules/shop.yaml",
            "metrics": ["payment_provider_up"],
        }
    }
}
BY_HAND = {
    "metric": "queue_length",
    "alert": "QueueLong",
    "near": "",
    "source": {"file": "services/shop.yaml", "line": 11, "column": 13},
}
# Nothing is wrong with it, built or by hand.
GOOD = """
groups:
  - name: shop
    rules:
      - {record: 'job:errors:rate5m', expr: 'sum(rate(payment_errors_total[5m]))'}
      - alert: PaymentProviderDown
        expr: payment_provider_up == 0 and job:errors:rate5m > 0
        labels: {severity: critical}
        annotations: {summary: It is down., description: Nobody can pay., runbook_url: R, dashboard_url: B}
      - {alert: Watchdog, expr: vector(1), labels: {severity: info}, annotations: {summary: It is on., runbook_url: R}}
"""


def tree(*files, built=True):
    """The tree of shop.yaml and mail.yaml with these texts; None is a file that is not there."""
    named = zip(("shop.yaml", "mail.yaml"), files, strict=False)
    read = (read_rule_file(name, text.encode()) for name, text in named if text is not None)
    return Tree(tuple(reading.file for reading in read), catalog=CATALOG if built else None)


def group(*rules, name="a"):
    return f"groups:\n  - name: {name}\n    rules:\n" + "".join(f"      - {{{rule}}}\n" for rule in rules)


def alert(expr="vector(1)", **more):
    fields = {
        "labels": "{severity: info}",
        "annotations": "{summary: S, description: D, runbook_url: R, dashboard_url: B}",
        **more,
    }
    return f"alert: A, expr: '{expr}', " + ", ".join(f"{key}: {value}" for key, value in fields.items())


def annotated(annotations):
    return group(alert(annotations=annotations))


SUM = "record: 'a:b:sum', expr: sum(b)"
READS_SUM = "record: 'a:c:sum', expr: 'sum(a:b:sum)'"

# The labels of a group are those of its rules.
SHARED_LABELS = """
groups:
  - {name: a, labels: {x: y}, rules: [{record: 'a:b', expr: c}, {record: 'a:b', expr: c, labels: {x: y}}]}
"""

FILE = "write groups with rules, or remove the file"
GROUP = "write rules, or remove the group"

# The check, the rule files, whether there is a catalog, and what is said of them, with the line of the last file.
WRONG = [
    ("no-rules", [""], True, "shop.yaml: has no rules; " + FILE),
    ("no-rules", ["# nothing\n"], True, "shop.yaml: has no rules; " + FILE),
    ("no-rules", ["groups: []"], True, "shop.yaml: has no rules; " + FILE),
    ("no-rules", [group()], True, "shop.yaml:2:5: group 'a' has no rules; " + GROUP),
    ("no-rules", ["groups: [{name: a, rules: []}]"], True, "shop.yaml:1:10: group 'a' has no rules; " + GROUP),
    (
        "missing-file",
        [None, GOOD],
        True,
        (
            "services/shop.yaml:3:1: prometheus/rules/shop.yaml, which holds the rules of 'shop', is not there; "
            "build again"
        ),
    ),
    (
        "duplicate-rule",
        [group(SUM, SUM)],
        False,
        (
            "shop.yaml:5:9: recording rule 'a:b:sum' is there already, with the same labels; "
            "remove it or that of shop.yaml:4:9, or tell them apart by a label"
        ),
    ),
    (
        "duplicate-rule",
        [group(SUM), group(SUM)],
        False,
        (
            "shop.yaml:4:9: recording rule 'a:b:sum' is there already, with the same labels; "
            "remove it or that of mail.yaml:4:9, or tell them apart by a label"
        ),
    ),
    (
        "duplicate-rule",
        [SHARED_LABELS],
        False,
        (
            "shop.yaml:3:65: recording rule 'a:b' is there already, with the same labels; "
            "remove it or that of shop.yaml:3:39, or tell them apart by a label"
        ),
    ),
    (
        "duplicate-rule",
        [group(alert(), alert("vector(2)"))],
        False,
        (
            "shop.yaml:5:9: alert 'A' is there already, with the same labels; "
            "remove it or that of shop.yaml:4:9, or tell them apart by a label"
        ),
    ),
    (
        "recording-name",
        [group("record: http_errors_total, expr: sum(b)")],
        False,
        (
            "shop.yaml:4:9: 'http_errors_total' looks like a metric that an exporter makes (record); "
            "name it level:metric:operations, as in job:http_requests:rate5m"
        ),
    ),
    (
        "rule-order",
        [group(READS_SUM, SUM)],
        False,
        (
            "shop.yaml:4:9: recording rule 'a:c:sum' reads 'a:b:sum', which the group records further down (expr); "
            "move line 5 up"
        ),
    ),
    (
        "rule-order",
        [group(alert("a:b:sum > 1"), SUM)],
        False,
        "shop.yaml:4:9: alert 'A' reads 'a:b:sum', which the group records further down (expr); move line 5 up",
    ),
    (
        "rule-order",
        [group(READS_SUM, SUM, "record: 'a:b:sum', expr: sum(b), labels: {x: y}")],
        False,
        (
            "shop.yaml:4:9: recording rule 'a:c:sum' reads 'a:b:sum', which the group records further down (expr); "
            "move line 5 up"
        ),
    ),
    (
        "rule-order",
        [group(SUM), group(READS_SUM, SUM)],
        False,
        (
            "mail.yaml:4:9: recording rule 'a:c:sum' reads 'a:b:sum', which the group records further down (expr); "
            "move line 5 up"
        ),
    ),
    (
        "unknown-recording",
        [group(SUM, alert("a:b:sums > 1"))],
        False,
        "shop.yaml:5:9: alert 'A' reads 'a:b:sums', which no rule records (expr); did you mean 'a:b:sum'?",
    ),
    (
        "unknown-recording",
        [group("record: 'a:b:sum', expr: 'sum(of:another:world)'")],
        False,
        (
            "shop.yaml:4:9: recording rule 'a:b:sum' reads 'of:another:world', which no rule records (expr); "
            "look at it together with the files that record it"
        ),
    ),
    (
        "undeclared-metric",
        [group(alert("pament_provider_up == 0"))],
        True,
        (
            "shop.yaml:4:9: alert 'A' reads 'pament_provider_up', which nobody declares or records (expr); "
            "name it in the descriptor, or mend the expression"
        ),
    ),
    (
        "undeclared-metric",
        [group(SUM), group(alert("x == 0"))],
        False,
        "mail.yaml: metrics of alerts were not checked: there is no catalog.json that says which are declared",
    ),
    (
        "alert-severity",
        [group(alert(labels="{}"))],
        False,
        "shop.yaml:4:9: alert 'A' has no severity (labels); write one of: critical, warning, info",
    ),
    (
        "alert-severity",
        [group(alert(labels="{severity: page}"))],
        False,
        (
            "shop.yaml:4:9: alert 'A' has the severity 'page', which nobody routes (labels.severity); "
            "write one of: critical, warning, info"
        ),
    ),
    (
        "alert-annotations",
        [annotated("{runbook_url: R}")],
        False,
        "shop.yaml:4:9: alert 'A' has no summary (annotations.summary); say in one line what is wrong",
    ),
    (
        "alert-annotations",
        [annotated("{summary: S, runbook_url: ' '}")],
        False,
        "shop.yaml:4:9: alert 'A' has no runbook_url (annotations.runbook_url); link to what is to be done",
    ),
    (
        "alert-annotations",
        [annotated("{summary: S, runbook_url: R, dashboard_url: B}")],
        True,
        "shop.yaml:4:9: alert 'A' has no description (annotations.description); say what it means, with the number",
    ),
    (
        "alert-annotations",
        [annotated("{summary: S, runbook_url: R, description: D}")],
        True,
        "shop.yaml:4:9: alert 'A' has no dashboard_url (annotations.dashboard_url); link to where it is seen",
    ),
]


# What looks like it and is right.
RIGHT = [
    ("no-rules", ["}"], True),  # no YAML: that is said once, by the reader
    ("missing-file", [], True),  # a build of dashboards only
    ("missing-file", [None, GOOD], False),
    ("duplicate-rule", [group(SUM, "record: 'a:b:sum', expr: sum(b), labels: {x: y}")], False),
    ("duplicate-rule", [group(alert()), group(alert())], False),  # two files may have an alert of one name
    ("duplicate-rule", [group(alert(), alert(labels="{severity: critical}"))], False),
    ("duplicate-rule", [group("expr: a", "expr: b")], False),  # no rules at all, says promtool
    ("recording-name", [group("expr: a")], False),
    ("rule-order", [group(SUM, READS_SUM)], False),
    ("rule-order", [group(SUM, READS_SUM, "record: 'a:b:sum', expr: sum(b), labels: {x: y}")], False),
    ("rule-order", [group("record: 'a:b:sum', expr: 'a:b:sum + b'")], False),
    ("rule-order", [group(READS_SUM), group(SUM)], False),  # groups have no order
    ("rule-order", [group("record: 'a:c:sum', expr: 'sum('", SUM)], False),
    ("unknown-recording", [group(SUM), group(alert("a:b:sum > 1"))], False),
    ("unknown-recording", [group(alert("a > 1"))], False),
    ("undeclared-metric", [group(alert("up == 0 or ALERTS or ALERTS_FOR_STATE or payment_provider_up"))], True),
    ("undeclared-metric", [group("record: x, expr: sum(b)", alert("x == 0"))], True),
    ("undeclared-metric", [group(alert("a:b:sums > 1"))], True),  # that of unknown-recording
    ("undeclared-metric", [group("record: 'a:b', expr: sum(b)")], True),
    ("undeclared-metric", [group("record: 'a:b', expr: sum(payment_provider)", alert("payment_provider_up"))], True),
    ("undeclared-metric", [group("record: 'a:b', expr: sum(b)")], False),
    ("alert-severity", [group(*(alert(labels=f"{{severity: {s}}}") for s in ("critical", "warning", "info")))], False),
    ("alert-severity", ["groups: [{name: a, labels: {severity: info}, rules: [{alert: A, expr: a}]}]"], False),
    ("alert-annotations", [annotated("{summary: S, runbook_url: R}")], False),
]


@pytest.mark.parametrize("check", BY_ID)
@pytest.mark.parametrize("built", [True, False])
def test_good_rules_pass(check, built):
    assert [f for f in findings_of(BY_ID[check], tree(GOOD, built=built)) if f.severity is not Severity.INFO] == []


@pytest.mark.parametrize(("check", "files", "built", "message"), WRONG)
def test_what_is_wrong_is_found(check, files, built, message):
    (finding,) = findings_of(BY_ID[check], tree(*files, built=built))
    assert (finding.check, str(finding)) == (check, message)
    assert finding.hint or finding.severity is Severity.INFO


@pytest.mark.parametrize(("check", "files", "built"), RIGHT)
def test_what_is_right_is_left_alone(check, files, built):
    assert findings_of(BY_ID[check], tree(*files, built=built)) == []


@pytest.mark.parametrize(("check", "files", "built"), [wrong[:3] for wrong in WRONG if wrong[0] in WHOLE])
def test_it_makes_no_difference_in_which_parts_a_tree_comes(check, files, built):
    whole = tree(*files, built=built)
    assert set(findings_of(BY_ID[check], *parted(whole))) == set(findings_of(BY_ID[check], whole))


def test_every_check_was_seen_to_fail():
    assert {check for check, *_ in WRONG} == set(BY_ID)


def test_only_style_and_what_was_not_looked_at_are_no_errors():
    severities = {
        (check, finding.severity)
        for check, files, built, _ in WRONG
        for finding in findings_of(BY_ID[check], tree(*files, built=built))
        if finding.severity is not Severity.ERROR
    }
    assert severities == {
        ("recording-name", Severity.WARNING),
        ("undeclared-metric", Severity.INFO),
    }


def services(*undeclared, **metrics):
    """A part of a tree for each service, with the metrics that it names; the first has some undeclared."""
    asked = dict.fromkeys(metrics, ()) | {next(iter(metrics)): undeclared}
    return [
        Tree(catalog={"services": {name: {"metrics": named, "undeclared": asked[name]}}})
        for name, named in metrics.items()
    ]


def test_a_metric_that_an_alert_by_hand_alone_names_is_told_where_it_stands():
    (finding,) = findings_of(BY_ID["undeclared-metric"], *services(BY_HAND, shop=["queue_length"], mail=["queue"]))
    assert str(finding) == (
        "services/shop.yaml:11:13: the alert QueueLong reads 'queue_length', which no descriptor declares "
        "(spec.alerts.QueueLong.expr); should its exporter rename it, nobody is told: "
        "measure it with a signal, or list it in spec.metrics"
    )
    assert finding.severity is Severity.WARNING


def test_another_service_may_declare_it():
    check = BY_ID["undeclared-metric"]
    assert findings_of(check, *services(BY_HAND, shop=["queue_length"], mail=["queue_length"])) == []
    assert findings_of(check, *services(BY_HAND, shop=["queue_length"], mail=["queue_length_bucket"])) == []


def test_a_rule_by_hand_over_a_metric_that_is_undeclared_is_told_once():
    (part,) = services(BY_HAND, shop=["queue_length"])
    rules = tree(group(alert("queue_length > 1"))).rules
    assert len(findings_of(BY_ID["undeclared-metric"], evolve(part, rules=rules))) == 1


def test_all_that_an_alert_lacks_is_said_at_once():
    found = findings_of(BY_ID["alert-annotations"], tree(group(alert(annotations="{}"))))
    missing = [finding.where for finding in found]
    assert missing == [f"annotations.{key}" for key in ("summary", "runbook_url", "description", "dashboard_url")]


def test_of_three_alike_two_are_too_many():
    found = findings_of(BY_ID["duplicate-rule"], tree(group(SUM, SUM, SUM), built=False))
    assert [finding.location.line for finding in found] == [5, 6]
    assert all("shop.yaml:4:9" in finding.hint for finding in found)


@pytest.mark.parametrize("check", ALL, ids=BY_ID)
def test_every_check_has_a_page_for_users(check):
    assert all(re.search(f"^{part}:\\s", check.__doc__, re.MULTILINE) for part in ("Why", "Passes", "Fails", "Mend"))


def test_ids_are_unique():
    assert len(BY_ID) == len(ALL)
