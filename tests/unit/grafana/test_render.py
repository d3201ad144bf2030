"""The finish: nothing of what grafanalib carries along, and all that a reader needs."""

import json
import re
from collections import Counter
from decimal import Decimal

import pytest
from attrs import evolve
from grafanalib import core

from observability.grafana import render
from observability.model.dashboard import Dashboard, Row, Variable
from observability.model.identity import panel_id, row_id
from observability.model.panel import (
    Column,
    DataSource,
    Explore,
    Link,
    Panel,
    PanelKind,
    Query,
    QueryFormat,
    Role,
    Threshold,
)
from tests.unit.grafana import every_feature
from tests.unit.grafana.every_feature import DASHBOARD


def read(dashboard: Dashboard = DASHBOARD) -> dict:
    return json.loads(render(dashboard))


def all_panels(dashboard: dict) -> list[dict]:
    return [p for panel in dashboard["panels"] for p in (panel, *panel.get("panels", ()))]


def drawn(panel: Panel, *variables: Variable) -> dict:
    """The panel as Grafana gets it."""
    dashboard = Dashboard("uid", "Title", "Description", (Row("row", "Row", (panel,)),), variables=variables)
    return read(dashboard)["panels"][1]


def lines(*queries: Query, **settings) -> Panel:
    return Panel("key", "Title", "Description", PanelKind.TIMESERIES, queries, **settings)


def nulls(node, path=()):
    if node is None:
        yield path
    children = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
    for key, child in children:
        yield from nulls(child, (*path, key))


def defaults(panel: dict) -> dict:
    return panel["fieldConfig"]["defaults"]


def overridden(panel: dict, option: str) -> dict:
    (found,) = (o for o in panel["fieldConfig"]["overrides"] if o["matcher"]["options"] == option)
    return {p["id"]: p["value"] for p in found["properties"]}


# What the table of stale things names


def test_the_schema_is_42():
    assert read()["schemaVersion"] == 42


def test_rows_are_panels_and_children_of_open_rows_are_siblings():
    panels = read()["panels"]
    assert [(p["title"], p["collapsed"], len(p["panels"])) for p in panels if p["type"] == "row"] == [
        ("Status", False, 0),
        ("http", False, 0),
        ("Resources", True, 1),
        ("Logs and traces", True, 4),
    ]
    assert [p["title"] for p in panels[:6]] == [
        "Status",
        "Availability",
        "Last release",
        "Firing alerts",
        "Pool",
        "http",
    ]


def test_every_panel_has_its_place():
    assert all(set(p["gridPos"]) == {"h", "w", "x", "y"} for p in all_panels(read()))


@pytest.mark.parametrize(
    "key", ["__inputs", "hideControls", "rows", "sharedCrosshair", "style", "gnetId", "id", "version"]
)
def test_the_root_has_no_stale_key(key):
    assert key in core.Dashboard(title="x").to_json_data()
    assert key not in read()


@pytest.mark.parametrize("key", ["editable", "error", "height", "minSpan", "span", "cacheTimeout", "maxDataPoints"])
def test_a_panel_has_no_stale_key(key):
    assert key in core.TimeSeries().to_json_data()
    assert not [p["title"] for p in all_panels(read()) if key in p]


@pytest.mark.parametrize("key", sorted(core.Heatmap().to_json_data().keys() - core.TimeSeries().to_json_data().keys()))
def test_a_heatmap_has_no_angular_key(key):
    (heatmap,) = (p for p in all_panels(read()) if p["type"] == "heatmap")
    assert key == "options" or key not in heatmap


def test_the_only_nulls_are_the_bases_of_thresholds():
    found = list(nulls(read()))
    assert found
    assert {path[-3:] for path in found} == {("steps", 0, "value")}


def test_a_target_says_what_grafana_needs_and_nothing_else():
    (target,) = drawn(every_feature.HEATMAP)["targets"]
    assert target == {
        "datasource": {"type": "prometheus", "uid": "${datasource}"},
        "editorMode": "code",
        "expr": 'sum by (le) (signal:latency_bucket:rate5m{service="shop"})',
        "format": "heatmap",
        "instant": False,
        "legendFormat": "{{le}}",
        "range": True,
        "refId": "A",
    }


def test_queries_have_letters_even_after_z():
    panel = lines(*(Query(f"x{index}") for index in range(28)))
    assert [t["refId"] for t in drawn(panel)["targets"]][24:] == ["Y", "Z", "AA", "AB"]


def test_thresholds_start_at_minus_infinity():
    assert defaults(drawn(every_feature.POOL))["thresholds"] == {
        "mode": "absolute",
        "steps": [
            {"color": "#73bf69", "value": None},
            {"color": "#fade2a", "value": 0.8},
            {"color": "#c4162a", "value": 0.95},
        ],
    }


def test_a_stat_shows_the_last_value_and_says_what_no_value_means():
    stat = drawn(every_feature.AVAILABILITY)
    assert stat["options"]["reduceOptions"]["calcs"] == ["lastNotNull"]
    assert stat["options"]["colorMode"] == "background_solid"
    assert stat["options"]["graphMode"] == "area"
    assert defaults(stat)["noValue"] == "No requests"


def test_a_stat_without_a_word_for_no_value_has_none():
    stat = drawn(every_feature.LAST_DEPLOY)
    assert "noValue" not in defaults(stat)
    assert (stat["options"]["colorMode"], stat["options"]["graphMode"]) == ("value", "none")


def test_a_heatmap_calculates_no_buckets():
    options = drawn(every_feature.HEATMAP)["options"]
    assert options["calculate"] is False
    assert options["yAxis"]["unit"] == "s"


PROMETHEUS_S = [p for p in DASHBOARD.panels if not p.source and p.kind not in (PanelKind.TEXT, PanelKind.ALERT_LIST)]


@pytest.mark.parametrize("panel", PROMETHEUS_S)
def test_the_data_source_is_the_variable_everywhere(panel):
    made = drawn(panel)
    assert made["datasource"] == {"type": "prometheus", "uid": "${datasource}"}
    assert all(target["datasource"] == made["datasource"] for target in made["targets"])


def test_ids_come_from_keys_and_outlive_an_insertion():
    row = DASHBOARD.rows[1]
    longer = evolve(DASHBOARD, rows=(evolve(row, panels=(every_feature.POOL, *row.panels)),))
    by_title = {p["title"]: p["id"] for p in all_panels(read(longer))}
    assert by_title["http: requests"] == panel_id("http-traffic")
    assert by_title["http"] == row_id("red")


def test_ids_are_unique_and_fit_31_bits():
    ids = [p["id"] for p in all_panels(read())]
    assert max(Counter(ids).values()) == 1
    assert all(1 <= i < 2**31 for i in ids)


# What a reader sees


def test_the_same_dashboard_is_the_same_bytes_with_sorted_keys():
    first = render(DASHBOARD)
    assert first == render(DASHBOARD)
    keys = re.findall(r'^  "(\w+)"', first.decode(), re.MULTILINE)
    assert keys == sorted(keys)
    assert first.endswith(b"}\n")


def test_the_dashboard_keeps_time_crosshair_and_hands_off():
    made = read()
    assert (made["time"], made["refresh"]) == ({"from": "now-6h", "to": "now"}, "1m")
    assert (made["graphTooltip"], made["editable"]) == (1, False)


def test_several_series_have_a_legend_with_numbers_and_one_has_none():
    several, one = drawn(lines(Query("x", "{{a}}"))), drawn(lines(Query("x", "a")))
    assert several["options"]["legend"] == {
        "calcs": ["lastNotNull", "max"],
        "displayMode": "table",
        "placement": "bottom",
        "showLegend": True,
    }
    assert one["options"]["legend"]["showLegend"] is False


def test_the_tooltip_shows_all_series_largest_first():
    assert drawn(lines(Query("x")))["options"]["tooltip"] == {"mode": "multi", "sort": "desc"}


def test_a_role_alone_is_its_colour_and_several_are_shades():
    errors = drawn(every_feature.ERRORS)
    assert overridden(errors, "A")["color"] == {"fixedColor": "#ff7383", "mode": "fixed"}
    duration = drawn(every_feature.DURATION)
    assert overridden(duration, "C")["color"] == {"fixedColor": "#5794f2", "mode": "shades"}
    assert overridden(drawn(every_feature.RATE), "A")["color"] == {"fixedColor": "#ca95e5", "mode": "shades"}


def test_lines_of_one_role_are_each_wider_than_the_one_before():
    duration, errors = drawn(every_feature.DURATION), drawn(every_feature.ERRORS)
    assert [overridden(duration, letter)["custom.lineWidth"] for letter in "ABC"] == [1, 2, 3]
    assert "custom.lineWidth" not in overridden(errors, "A")  # alone, beside those of other roles
    one, other = Query("x", "in", Role.RATE), Query("y", "out", Role.RATE)
    assert "custom.lineWidth" not in overridden(drawn(lines(one, other)), "B")  # none comes before the other


def test_what_is_no_line_has_no_width():
    stat = evolve(every_feature.DURATION, kind=PanelKind.STAT)
    assert "custom.lineWidth" not in overridden(drawn(stat), "C")


def test_areas_are_filled_under_lines_that_are_alone():
    def filled(*legends: str) -> int:
        return defaults(drawn(lines(*(Query("x", legend) for legend in legends))))["custom"]["fillOpacity"]

    assert [filled("one"), filled("{{a}}"), filled("one", "other")] == [8, 0, 0]


def test_an_axis_may_end_where_values_seldom_go_beyond():
    made = defaults(drawn(lines(Query("x"), soft_maximum=Decimal(1))))
    assert (made["custom"]["axisSoftMax"], made.get("max")) == (1, None)


def test_cells_of_labels_may_be_coloured_and_ordered_by_the_alphabet():
    columns = (Column("severity", "Severity", roles=(("critical", Role.CRITICAL),)),)
    query = Query("x", column="For", no_value="-", format=QueryFormat.TABLE)
    made = drawn(Panel("k", "T", "D", PanelKind.TABLE, (query,), columns=columns, sort=("Severity", "For")))
    first, second = ({p["id"]: p["value"] for p in o["properties"]} for o in made["fieldConfig"]["overrides"])
    assert first["mappings"][0]["options"] == {"critical": {"color": "#c4162a", "index": 0, "text": "critical"}}
    assert first["custom.cellOptions"]["type"] == "color-background"
    assert second["noValue"] == "-"
    assert [(one["displayName"], one["desc"]) for one in made["options"]["sortBy"]] == [
        ("Severity", False),
        ("For", True),
    ]


def test_a_threshold_line_is_dashed():
    line = overridden(drawn(every_feature.ERRORS), "B")
    assert line["color"]["fixedColor"] == "#ffb357"
    assert line["custom.lineStyle"] == {"dash": [10, 10], "fill": "dash"}


def test_a_query_may_have_a_unit_of_its_own():
    errors = drawn(every_feature.ERRORS)
    assert defaults(errors)["unit"] == "percentunit"
    assert overridden(errors, "C")["unit"] == "reqps"


def test_thresholds_of_lines_are_drawn_dashed_and_only_where_there_are_any():
    limit = Threshold(Decimal(5), Role.WARNING)
    style = [defaults(drawn(lines(Query("x"), thresholds=t)))["custom"]["thresholdsStyle"] for t in ((limit,), ())]
    assert style == [{"mode": "dashed"}, {"mode": "off"}]


def test_limits_and_decimals_are_exact_numbers():
    panel = lines(Query("x"), minimum=Decimal(0), maximum=Decimal("0.1"), decimals=0)
    assert {k: defaults(drawn(panel))[k] for k in ("min", "max", "decimals")} == {"min": 0, "max": 0.1, "decimals": 0}
    assert not {"min", "max"} & defaults(drawn(lines(Query("x")))).keys()


@pytest.mark.parametrize(("unit", "shown"), [("percentunit", 2), ("none", 0), ("s", 1), ("dateTimeFromNow", None)])
def test_every_unit_has_its_decimals_unless_others_are_wanted(unit, shown):
    assert defaults(drawn(lines(Query("x"), unit=unit))).get("decimals") == shown
    assert defaults(drawn(lines(Query("x"), unit=unit, decimals=5)))["decimals"] == 5


def test_an_axis_may_be_logarithmic_and_still_have_a_place_for_0():
    scale = defaults(drawn(every_feature.DURATION))["custom"]["scaleDistribution"]
    assert scale == {"log": 10, "type": "symlog", "linearThreshold": 1}
    assert defaults(drawn(every_feature.RATE))["custom"]["scaleDistribution"]["type"] == "linear"


def test_a_table_names_orders_and_colours_its_columns():
    table = drawn(every_feature.ENDPOINTS)
    assert table["transformations"][1]["options"] == {
        "excludeByName": {"Time": True, "__name__": True},
        "indexByName": {"handler": 0, "dashboard": 1, "Value #A": 2, "Value #B": 3},
        "renameByName": {"handler": "Handler", "Value #A": "Rate", "Value #B": "Errors"},
    }
    assert table["options"]["sortBy"] == [
        {"desc": True, "displayName": "Errors"},
        {"desc": True, "displayName": "Rate"},
    ]
    assert overridden(table, "Rate") == {"unit": "reqps", "decimals": 2}
    assert overridden(table, "Errors")["custom.cellOptions"]["type"] == "color-background"
    assert overridden(table, "dashboard") == {"custom.hidden": True}


def test_the_value_of_a_table_s_only_query_has_no_letter():
    panel = evolve(every_feature.ENDPOINTS, queries=every_feature.ENDPOINTS.queries[:1])
    assert "Value" in drawn(panel)["transformations"][1]["options"]["renameByName"]


def test_a_cell_leads_on_with_time_and_variables_kept():
    (link,) = overridden(drawn(every_feature.ENDPOINTS), "Handler")["links"]
    assert link["url"] == "/d/shop-1?var-handler=${__data.fields.handler}&${__url_time_range}&${__all_variables}"


def test_an_alert_list_filters_by_labels_and_asks_no_series():
    made = drawn(every_feature.ALERTS)
    assert made["options"]["alertInstanceLabelFilter"] == '{service="shop"}'
    assert "targets" not in made


def test_a_text_panel_lists_its_links():
    content = drawn(every_feature.NOTES)["options"]["content"]
    assert content == (
        "Logs of `shop` and its traces:\n\n"
        "- [Logs &#91;shop&#93;](<https://logs.example.org/?q=%24%7B__from%7D>)\n- [Traces](</explore>)"
    )


def test_a_state_timeline_names_and_colours_its_states():
    made = drawn(every_feature.HISTORY)
    assert defaults(made)["mappings"] == [
        {
            "type": "value",
            "options": {
                "1": {"color": "#fade2a", "index": 0, "text": "ticket"},
                "2": {"color": "#c4162a", "index": 1, "text": "page"},
            },
        }
    ]


def test_logs_and_traces_are_asked_of_their_own_data_source():
    logs, traces = drawn(every_feature.LOGS), drawn(every_feature.TRACES)
    assert (logs["datasource"], logs["targets"][0]["expr"]) == ({"type": "loki", "uid": "loki"}, '{app="shop"}')
    assert (traces["targets"][0]["datasource"]["uid"], traces["targets"][0]["query"]) == ("tempo", "{}")
    assert "transformations" not in traces


def test_what_was_is_dashed_and_grey():
    made = overridden(drawn(lines(Query("x", "now", Role.RATE), Query("y", "a week ago", Role.PAST))), "B")
    assert (made["color"]["fixedColor"], made["custom.lineStyle"]["fill"]) == ("#8e8e8e", "dash")


def test_a_line_that_is_coloured_by_its_value_changes_on_its_way():
    made = drawn(lines(Query("x", "budget", Role.VALUE)))
    assert overridden(made, "A")["color"] == {"mode": "thresholds"}
    assert defaults(made)["custom"]["gradientMode"] == "scheme"


def test_a_query_may_ask_for_exemplars_and_for_no_more_points_than_there_are():
    assert {"exemplar", "interval"}.isdisjoint(drawn(lines(Query("x")))["targets"][0])
    (target,) = drawn(lines(Query("x", exemplars=True, step="1m")))["targets"]
    assert (target["exemplar"], target["interval"]) == (True, "1m")


# Links


def test_what_is_clicked_offers_the_links_of_the_panel_after_its_own():
    panel = evolve(
        every_feature.RATE,
        data_links=(Link("This one", "/d/shop-1?var-handler=${__field.labels.handler:percentencode}", narrows=True),),
        explore=(Explore("Logs", '{app="shop"}', DataSource("loki", "loki")),),
    )
    made = drawn(panel)
    titles = [link["title"] for link in defaults(made)["links"]]
    assert titles == ["This one", "Open raw query in Explore", "Logs", "Runbook", "Inventory"]
    assert [link["title"] for link in made["links"]] == titles[1:]


def test_a_link_that_narrows_sets_a_variable_once():
    (link,) = defaults(drawn(lines(Query("x"), data_links=(Link("This", "/d/a?var-b=1", narrows=True),))))["links"]
    assert link["url"] == "/d/a?var-b=1&${__url_time_range}&${datasource:queryparam}"


def test_explore_of_another_data_source_is_asked_in_its_own_way():
    explores = (
        Explore("Logs", '{app="shop"}', DataSource("loki", "loki-1")),
        Explore("Lines", "service:shop", DataSource("elasticsearch", "es")),
        Explore("Nothing asked", "", DataSource("jaeger", "j")),
    )
    logs, lucene, empty = (link["url"] for link in drawn(lines(Query("x"), explore=explores))["links"])
    assert "%22datasource%22%3A%22loki-1%22" in logs
    assert "%22expr%22%3A%22%7Bapp%3D" in logs
    assert "%22query%22%3A%22service%3Ashop%22" in lucene
    assert "query%22%3A" not in empty


def test_explore_opens_with_the_raw_query_its_variables_and_the_time_range():
    explore = drawn(every_feature.RATE, Variable("handler", "Handler", "x", "handler"))["links"][0]
    assert explore["title"] == "Open raw query in Explore"
    assert "handler%3D~%5C%22${handler:regex}%5C%22" in explore["url"]
    assert "%5B%24__rate_interval%5D" in explore["url"]
    assert "%22from%22%3A%22${__from}%22" in explore["url"]


def test_explore_leaves_a_dollar_that_is_no_variable_alone():
    panel = evolve(every_feature.RATE, raw='x{a="$handler"}')
    assert "a%3D%5C%22%24handler%5C%22" in drawn(panel)["links"][0]["url"]


def test_links_inside_grafana_keep_time_and_variables_and_others_open_apart():
    inside, outside = read()["links"]
    assert (inside["keepTime"], inside["includeVars"], inside["targetBlank"]) == (True, True, False)
    assert (outside["keepTime"], outside["includeVars"], outside["targetBlank"]) == (False, False, True)


# Variables and annotations


def test_the_data_source_is_the_first_variable():
    first = read()["templating"]["list"][0]
    assert (first["name"], first["type"], first["query"]) == ("datasource", "datasource", "prometheus")


def test_variables_over_the_same_series_are_chained():
    queries = [v["definition"] for v in read()["templating"]["list"][1:]]
    assert queries == [
        'label_values(signal:traffic:rate5m{service="shop"}, handler)',
        'label_values(signal:traffic:rate5m{service="shop",handler=~"$handler"}, method)',
        'label_values(signal:saturation:value{service="shop"}, pool)',
    ]


def test_a_label_variable_is_multi_with_all_and_follows_the_time_range():
    variable = read()["templating"]["list"][1]
    assert {k: variable[k] for k in ("multi", "includeAll", "allValue", "refresh")} == {
        "multi": True,
        "includeAll": True,
        "allValue": ".+",
        "refresh": 2,
    }


def test_annotations_have_their_role_s_colour():
    made = read()["annotations"]["list"]
    assert [(a["name"], a["iconColor"]) for a in made[1:]] == [("Releases", "#ca95e5"), ("Alerts", "#ff7383")]


# Untrusted text


HOSTILE = "<script>alert(1)</script> ${__from} [[x]]"


def test_hostile_text_is_shown_in_every_place():
    panel = Panel("key", HOSTILE, HOSTILE, PanelKind.TEXT, text=HOSTILE, links=(Link(HOSTILE, "https://example.org"),))
    row = Row("row", HOSTILE, (panel,))
    dashboard = Dashboard("uid", HOSTILE, HOSTILE, (row,), links=(Link(HOSTILE, "/d/x"),))
    made = read(dashboard)
    text = json.dumps({**made, "title": "", "description": ""})
    assert "[[x]]" not in text
    assert "${__from}" not in text
    assert "<script" not in made["panels"][1]["description"] + made["panels"][1]["options"]["content"]
    assert made["title"] == HOSTILE


def test_queries_are_left_as_they_are_and_legends_keep_their_labels():
    (target,) = drawn(lines(Query('x{a=~"$a"}', "{{a}} ${b}")))["targets"]
    assert (target["expr"], target["legendFormat"]) == ('x{a=~"$a"}', "{{a}} $\u2060{b}")
