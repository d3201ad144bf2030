"""Each check passes on a real tree and finds what was done to it."""

import re
from collections.abc import Callable

import pytest
from attrs import evolve

from observability.lint import DashboardFile, Tree
from observability.lint.dashboards import CHECKS, WHOLE_CHECKS
from observability.model.location import Location
from observability.model.rule import Alert
from tests.support.checks import findings_of, parted
from tests.unit.lint.dashboards.built import build

ALL = (*CHECKS, *WHOLE_CHECKS)
BY_ID = {check.ID: check for check in ALL}
WHOLE = {check.ID for check in WHOLE_CHECKS}


@pytest.fixture
def tree() -> Tree:
    return build()


@pytest.mark.parametrize("check", BY_ID)
def test_a_built_tree_passes(tree, check):
    assert [str(finding) for finding in findings_of(BY_ID[check], tree)] == []


def shop(tree):
    return tree.dashboards[0].json


def panels(tree):
    return [p for row in shop(tree)["panels"] for p in [row, *row.get("panels", [])] if p["type"] != "row"]


def panel(tree, title):
    return next(p for p in panels(tree) if p["title"].startswith(title))


def variables(tree):
    return shop(tree)["templating"]["list"]


def set_expr(title, expr, **more):
    def change(tree):
        panel(tree, title)["targets"][0].update(expr=expr, **more)

    return change


def set_step(title, value, other):
    def change(tree):
        steps = panel(tree, title)["fieldConfig"]["defaults"]["thresholds"]["steps"]
        next(step for step in steps if step["value"] == value)["value"] = other

    return change


def add_step(title, value):
    def change(tree):
        panel(tree, title)["fieldConfig"]["defaults"]["thresholds"]["steps"].append({"value": value})

    return change


def add_target(expr, kind="loki"):
    def change(tree):
        source = {"type": kind, "uid": "${datasource}"}
        panels(tree)[0]["targets"].append({"expr": expr, "refId": "Z", "datasource": source})

    return change


def add_variable(name, **settings):
    def change(tree):
        good = {
            "name": name,
            "label": name.capitalize(),
            "type": "query",
            "multi": True,
            "allValue": ".+",
            "refresh": 2,
            "datasource": {"type": "prometheus", "uid": "${datasource}"},
            "query": {"query": f"label_values(up, {name})"},
        }
        variables(tree).append({**good, **settings})

    return change


def with_rules(alert="UtilizationHigh", **changes) -> Callable[[Tree], Tree]:
    """The tree with every alert of this name changed."""

    def change(tree):
        (file,) = tree.rules
        groups = tuple(evolve(g, rules=tuple(changed(r) for r in g.rules)) for g in file.groups)
        return evolve(tree, rules=(evolve(file, groups=groups),))

    def changed(rule):
        if not isinstance(rule, Alert) or rule.alert != alert:
            return rule
        origin = Location("prometheus/rules/shop.yaml", 5, 7)
        return evolve(rule, origin=origin, **{key: value(rule) for key, value in changes.items()})

    return change


def unrecorded(name):
    """The tree without the rules that record a series."""

    def change(tree):
        (file,) = tree.rules
        kept = (evolve(g, rules=tuple(r for r in g.rules if getattr(r, "record", "") != name)) for g in file.groups)
        return evolve(tree, rules=(evolve(file, groups=tuple(kept)),))

    return change


def link_to(pattern, replacement):
    return with_rules(
        annotations=lambda r: {
            **r.annotations,
            "dashboard_url": re.sub(pattern, replacement, r.annotations["dashboard_url"]),
        }
    )


def copied(path, **changes):
    def change(tree):
        file = tree.dashboards[0]
        return evolve(tree, dashboards=(*tree.dashboards, DashboardFile(path, {**file.json, **changes})))

    return change


# What is done to the tree, the check that must find it, and words of the message.
WRONG = [
    ("template-datasource", lambda t: variables(t).pop(0), "no data source variable"),
    ("template-datasource", lambda t: variables(t)[0].update(name="ds"), "has the name 'ds'"),
    ("template-datasource", lambda t: variables(t)[0].update(label="DS"), "has the label 'DS'"),
    ("template-job", add_variable("job", multi=False), "has the multi False"),
    ("template-job", add_variable("job", allValue=".*"), "has the allValue '.*'"),
    ("template-job", add_variable("job", datasource="prom"), "has the data source 'prom'"),
    ("template-instance", add_variable("instance", label="Host"), "has the label 'Host'"),
    ("template-label-promql", add_variable("a", query="label_value(up, a)"), "is not understood"),
    ("template-label-promql", add_variable("a", query="label_values(up{a=}, a)"), "is none"),
    ("template-label-promql", add_variable("a", query="up"), "is no function"),
    ("template-on-time-change-reload", lambda t: variables(t)[1].update(refresh=1), "has the refresh 1"),
    ("panel-datasource", lambda t: panels(t)[0].update(datasource={"uid": "PBFA"}), "'PBFA'"),
    ("panel-datasource", lambda t: panel(t, "http: rate")["targets"][0].update(datasource="x"), "'x'"),
    ("panel-title-description", lambda t: panels(t)[0].update(title=" "), "has no title"),
    ("panel-title-description", lambda t: panels(t)[0].pop("description"), "has no description"),
    ("panel-units", lambda t: panels(t)[0]["fieldConfig"]["defaults"].pop("unit"), "has no unit"),
    ("panel-units", lambda t: panels(t)[0]["fieldConfig"]["defaults"].update(unit="seconds"), "'seconds'"),
    ("panel-no-targets", lambda t: panel(t, "http: rate").update(targets=[]), "has no query"),
    ("target-logql", add_target('|= "error"'), "is no LogQL"),
    ("target-logql", add_target('{a="b"'), "is no LogQL"),
    ("target-logql", add_target('{a="b"} |= "x'), "is no LogQL"),
    ("target-logql-auto", add_target('rate({a="b"}[5m])'), "fixed window"),
    ("target-promql", set_expr("http: rate", "sum by a (b)"), "is no PromQL"),
    ("target-rate-interval", set_expr("http: rate", 'sum(rate(a{job="b"}[5m]))'), "fixed window"),
    ("target-job", set_expr("http: rate", "sum(rate(a[$__rate_interval]))"), "reads 'a' of everybody"),
    ("target-job", set_expr("http: rate", "signal:traffic:rate5m"), "reads 'signal:traffic:rate5m' of everybody"),
    ("target-instance", set_expr("http: rate", 'rate(a{job="b"}[$__rate_interval])'), "each instance of 'a'"),
    ("target-counter-agg", set_expr("http: rate", 'sum(a_total{job="b"})'), "the counter 'a_total' itself"),
    ("uneditable-dashboard", lambda t: shop(t).update(editable=True), "can be edited"),
    ("uneditable-dashboard", lambda t: shop(t).pop("editable"), "can be edited"),
    ("alert-panel", link_to(r"viewPanel=\d+", "viewPanel=1"), "no panel 1"),
    ("alert-panel", link_to(r"/d/[^?]+", "/d/gone"), "no dashboard 'gone'"),
    ("alert-threshold", with_rules(expr=lambda r: re.sub(r">= [\d.]+", ">= 0.7", r.expr)), "no threshold at 0.7"),
    ("alert-threshold", set_step("db-pool: utilization", 0.8, 0.9), "no threshold at 0.8, where UtilizationHigh fires"),
    ("alert-threshold", set_step("db-pool: utilization", 0.8, 0.9), "threshold at 0.9, where none of its alerts"),
    ("alert-threshold", set_step("db-pool: saturation", 100, 90), "no threshold at 100, where ExhaustionPredicted"),
    ("alert-threshold", set_step("http: availability burn", 14.4, 14), "no threshold at 14.4, where AvailabilityBudg"),
    ("alert-threshold", set_step("http: availability burn", 14.4, 14), "threshold at 14, where none of its alerts"),
    ("alert-threshold", set_step("http: latency burn", 6, 7), "no threshold at 6, where LatencyBudgetBurn fires"),
    (
        "alert-threshold",
        with_rules("AvailabilityBudgetBurn", expr=lambda r: r.expr.replace("> 0.006", "> 0.007")),
        "no threshold at 7, where AvailabilityBudgetBurn",
    ),
    (
        "alert-threshold",
        set_expr("db-pool: utilization", 'a:b:c{service="shop"}'),
        "nothing of signal:utilization:ratio",
    ),
    ("dashboard-size", lambda t: shop(t).update(description="x" * 2**20), "bytes"),
    ("duplicate-dashboard", copied("grafana/dashboards/mail/a.json", title="A"), "the uid"),
    ("duplicate-dashboard", copied("grafana/dashboards/payments/a.json", uid="a"), "the title"),
    ("duplicate-panel-id", lambda t: panels(t)[0].update(id=panels(t)[1]["id"]), "has the id of"),
    ("duplicate-panel-id", lambda t: panels(t)[0].pop("id"), "has the id None"),
    ("duplicate-panel-id", lambda t: panels(t)[0].update(id=2**31), "has the id 2147483648"),
    ("grafana-window-in-rule", with_rules(expr=lambda _: "rate(a[$__rate_interval])"), "uses $__rate_interval"),
    ("known-metric", set_expr("http: rate", 'signal:trafic:rate5m{service="shop"}'), "'signal:trafic:rate5m'"),
    ("known-metric", unrecorded("signal:latency_seconds:quantile_rate5m"), "'signal:latency_seconds:quantile_rate5m'"),
    ("known-metric", set_expr("http: rate", 'sum(node_load1{job="a"})'), "'node_load1'"),
    ("legend-labels", lambda t: panel(t, "http: rate")["targets"][0].update(legendFormat="{{pod}}"), "label 'pod'"),
    ("panel-layout", lambda t: panels(t)[1]["gridPos"].update(x=panels(t)[0]["gridPos"]["x"]), "overlaps"),
    ("panel-layout", lambda t: panels(t)[0]["gridPos"].update(x=23), "outside the grid"),
    (
        "quantile-buckets",
        set_expr("http: rate", 'histogram_quantile(0.9, sum(rate(a_bucket{job="b"}[$__rate_interval])))'),
        "without 'le'",
    ),
    ("schema-version", lambda t: shop(t).update(schemaVersion=41), "is 41"),
    ("undefined-variable", lambda t: panels(t)[0].update(title="${gone}"), "'$gone' is not defined"),
    ("undefined-variable", set_expr("http: rate", 'a{b=~"$gone"}'), "'$gone' is not defined"),
    ("unit-suffix", lambda t: panel(t, "http: duration")["fieldConfig"]["defaults"].update(unit="ms"), "in seconds"),
    ("unused-variable", add_variable("zone"), "'zone' is not used"),
]


@pytest.mark.parametrize(("check", "change", "words"), WRONG, ids=[f"{c}: {w}" for c, _, w in WRONG])
def test_what_is_wrong_is_found(tree, check, change, words):
    changed = change(tree)
    found = findings_of(BY_ID[check], changed if isinstance(changed, Tree) else tree)
    assert any(words in finding.message for finding in found), [str(f) for f in found]
    assert all(finding.check == check and finding.location.file and finding.hint for finding in found)


# What looks like it and is right.
RIGHT = [
    ("template-job", add_variable("job")),
    ("template-instance", add_variable("instance")),
    ("template-label-promql", add_variable("a", query="label_values(a)")),
    ("template-label-promql", add_variable("a", query="query_result(topk(3, up))")),
    ("panel-units", lambda t: panels(t)[0]["fieldConfig"]["defaults"].update(unit="suffix:x")),
    ("target-logql", add_target('sum(rate({a="}"} |= `"` [$__auto]))')),
    ("target-logql-auto", add_target('sum(rate({a="[5m]"}[$__auto]))')),
    ("target-rate-interval", set_expr("http: rate", 'sum(rate(a{job="b"}[${__rate_interval}]))')),
    ("target-instance", set_expr("http: rate", 'a{instance=~"$instance"}')),
    ("target-counter-agg", set_expr("http: rate", 'sum(increase(a_total{job="b"}[1h]))')),
    ("legend-labels", set_expr("http: rate", "a", legendFormat="{{pod}}")),
    ("unit-suffix", set_expr("http: rate", 'sum(rate(a_seconds_sum{job="b"}[5m]))')),
    ("undefined-variable", lambda t: panels(t)[0].update(title="$1 ${__from} 5 $")),
    ("duplicate-dashboard", copied("grafana/dashboards/mail/a.json", uid="a")),
    ("alert-panel", lambda t: evolve(t, dashboards=())),
    ("alert-threshold", set_step("db-pool: utilization", 0.8, 0.80001)),
    ("alert-threshold", add_step("db-pool: utilization", 0)),
    ("alert-threshold", add_step("db-pool: utilization", "high")),
    ("alert-threshold", with_rules(expr=lambda r: f"({r.expr})\nunless up == 0")),
    ("alert-threshold", with_rules(expr=lambda _: "up offset 1d > 5 or sum by")),
    (
        "known-metric",
        lambda t: evolve(unrecorded("signal:latency_seconds:quantile_rate5m")(t), dashboards=t.dashboards[1:]),
    ),
    ("known-metric", lambda t: set_expr("http: rate", 'sum(raw{job="a"})')(t) or evolve(t, catalog=None)),
]


@pytest.mark.parametrize(("check", "change"), RIGHT)
def test_what_is_right_is_left_alone(tree, check, change):
    changed = change(tree)
    assert findings_of(BY_ID[check], changed if isinstance(changed, Tree) else tree) == []


@pytest.mark.parametrize(("check", "change"), [wrong[:2] for wrong in WRONG if wrong[0] in WHOLE])
def test_it_makes_no_difference_in_which_parts_a_tree_comes(tree, check, change):
    changed = change(tree)
    whole = changed if isinstance(changed, Tree) else tree
    assert set(findings_of(BY_ID[check], *parted(whole))) == set(findings_of(BY_ID[check], whole))


def test_every_check_was_seen_to_fail():
    assert {check for check, _, _ in WRONG} == set(BY_ID)


@pytest.mark.parametrize("check", ALL, ids=BY_ID)
def test_every_check_has_a_page_for_users(check):
    page = check.__doc__
    assert all(f"\n{part}" in page for part in ("Why: ", "Mend: "))
    assert re.search(r"^Passes: ", page, re.MULTILINE)
    assert re.search(r"^Fails: ", page, re.MULTILINE)


def test_ids_are_unique():
    assert len(BY_ID) == len(ALL)


def test_a_finding_names_the_place_inside_the_dashboard(tree):
    shop(tree)["panels"][1]["targets"][0]["expr"] = "sum by a (b)"
    (finding,) = findings_of(BY_ID["target-promql"], tree)
    assert (finding.location.file, finding.where) == ("grafana/dashboards/payments/shop.json", "panels[1].targets[0]")
