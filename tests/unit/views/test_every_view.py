"""What holds for every panel of every view: it says what it shows, what to do, and what it means to be empty."""

import json
import re
from decimal import Decimal

import pytest
from attrs import evolve

from observability.emit.dashboards import FLEET_VIEWS
from observability.grafana import render
from observability.lowering import lower
from observability.model.identity import panel_id
from observability.model.panel import PanelKind
from observability.model.service import Environment, Owner
from observability.views import owner
from tests.unit.lint.dashboards.built import HTTP, ORDERS, PRODUCTION, SHOP

VIEWS = {
    "service": lower(SHOP).dashboard,
    **{name: view(PRODUCTION, 3) for name, view in FLEET_VIEWS.items()},
    "owner": owner.dashboard(SHOP.owner, PRODUCTION, 3),
}
PANELS = {f"{name}: {panel.key}": panel for name, view in VIEWS.items() for panel in view.panels}
NUMERIC = {key: panel for key, panel in PANELS.items() if panel.kind not in (PanelKind.ALERT_LIST, PanelKind.LOGS)}
LARGEST = 1_000_000


@pytest.mark.parametrize("panel", PANELS.values(), ids=PANELS)
def test_a_panel_says_what_it_shows_and_what_to_do(panel):
    assert panel.title
    what, *_, do = panel.description.split("\n\nWhat to do: ")
    assert what.endswith(".") or "\n\nReads `" in what
    assert do.split("\n\n")[0].endswith(".")


@pytest.mark.parametrize("panel", NUMERIC.values(), ids=NUMERIC)
def test_a_panel_says_what_it_means_to_be_empty(panel):
    assert panel.no_value != "No data"
    assert panel.no_value


@pytest.mark.parametrize("panel", VIEWS["service"].panels, ids=lambda panel: panel.key)
def test_a_panel_of_a_service_leads_to_its_runbook(panel):
    assert "Runbook: https://git.example.org/runbooks/shop.md" in panel.description


@pytest.mark.parametrize("panel", NUMERIC.values(), ids=NUMERIC)
def test_a_share_runs_from_0_to_1_and_counts_begin_at_0(panel):
    if panel.kind is not PanelKind.TIMESERIES:
        return
    budget = "budget" in panel.key
    share = panel.unit == "percentunit" and "share" not in panel.key
    # Of what is used and what waits there may be more than there is.
    lent = share and panel.key.endswith(("utilization", "saturation"))
    assert (panel.maximum, panel.soft_maximum) == (1 if share and not lent else None, 1 if lent else None)
    assert panel.minimum == (None if budget else 0)


@pytest.mark.parametrize("panel", NUMERIC.values(), ids=NUMERIC)
def test_little_is_seen_beside_much_where_a_share_of_errors_is_drawn(panel):
    if panel.kind is not PanelKind.TIMESERIES:
        assert panel.log_above is None
    elif panel.unit == "suffix:x":
        assert panel.log_above == 1
    else:
        errors = panel.maximum == 1 and panel.no_value == "No errors"
        assert panel.log_above == (Decimal("0.01") if errors else None)


@pytest.mark.parametrize("name", VIEWS)
def test_decimals_are_set_and_no_colour_follows_the_order_of_series(name):
    text = render(VIEWS[name]).decode()
    assert '"palette-classic"' not in text
    for panel in drawn(json.loads(text)):
        defaults = panel["fieldConfig"]["defaults"]
        assert "unit" not in defaults or "decimals" in defaults or defaults["unit"].startswith("dateTime")


def drawn(dashboard):
    return [p for row in dashboard["panels"] for p in (row, *row.get("panels", ())) if p["type"] != "row"]


@pytest.mark.parametrize("name", VIEWS)
def test_a_view_has_its_time_its_pace_and_one_cross_hair(name):
    made = json.loads(render(VIEWS[name]))
    assert (made["time"], made["refresh"], made["graphTooltip"]) == ({"from": "now-6h", "to": "now"}, "1m", 1)


@pytest.mark.parametrize("name", VIEWS)
def test_a_view_is_small_and_the_same_every_time(name):
    once, again = render(VIEWS[name]), render(VIEWS[name])
    assert once == again
    assert len(once) < LARGEST


def test_twenty_signals_with_two_objectives_each_are_small_enough():
    signals = tuple(evolve(HTTP, name=f"http-{number}") for number in range(20))
    made = render(lower(evolve(SHOP, signals=signals)).dashboard)
    assert len(made) < LARGEST
    assert len(json.loads(made)["panels"]) > 20 * 9


def test_no_two_views_have_one_uid_or_in_one_folder_one_title():
    views = [*VIEWS.values(), lower(evolve(SHOP, name="fleet", title="Fleet")).dashboard]
    assert len({view.uid for view in views}) == len(views)
    assert len({(view.folder, view.title) for view in views}) == len(views)
    other = Environment("staging", {"env": "staging"})
    assert not {view.uid for view in views} & {view(other, 3).uid for view in FLEET_VIEWS.values()}


def test_ids_outlive_an_insertion():
    def ids(signals):
        panels = lower(evolve(SHOP, signals=signals)).dashboard.panels
        return {panel.key: panel_id(panel.key) for panel in panels}

    without, within = ids((ORDERS,)), ids((HTTP, ORDERS))
    assert without.items() < within.items()
    made = json.loads(render(lower(evolve(SHOP, signals=(HTTP, ORDERS))).dashboard))
    assert {panel["id"] for panel in drawn(made)} == set(within.values())


HOSTILE = "<script>alert(1)</script> ${__from} [[x]] **b** [l](javascript:x) $handler"


def test_text_of_a_descriptor_is_shown_as_text():
    signals = tuple(evolve(signal, title=HOSTILE) for signal in SHOP.signals)
    team = Owner("payments", HOSTILE)
    shop = evolve(SHOP, title=HOSTILE, description=HOSTILE, owner=team, signals=signals)
    assert any("script" in panel.title for panel in lower(shop).dashboard.panels)
    for view in (lower(shop).dashboard, owner.dashboard(team, PRODUCTION, 3)):
        made = json.loads(render(view))
        shown = [text for panel in drawn(made) for text in texts(panel)]
        assert HOSTILE in made["title"]  # in which Grafana looks for no variables
        assert not [text for text in shown if re.search(r"\$(\{__from|handler)|\[\[x", text)]
        described = [panel["description"] for panel in drawn(made)]
        assert not [text for text in described if re.search(r"<script|\*\*b|\]\(javascript", text)]


def texts(panel):
    """What a reader sees of a panel, but for its queries and links."""
    yield panel["title"]
    yield panel["description"]
    yield from (target.get("legendFormat", "") for target in panel.get("targets", ()))
