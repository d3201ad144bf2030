"""What is on the server against what is built, each in words of its own."""

from pathlib import Path
from typing import Any

from observability.findings import Severity
from tests.support.grafana import VIEWER, GrafanaServer
from tests.support.webserver import page
from tests.unit.delivering.delivery import checks, dashboard, drifting, pushing, write


def test_there_is_none_after_a_push(server: GrafanaServer, root: Path) -> None:
    pushing(server, root)
    server.forget()
    assert drifting(server, root) == []
    assert server.sent == []


def test_a_viewer_may_look_for_it(server: GrafanaServer, root: Path) -> None:
    pushing(server, root)
    assert drifting(server, root, token=VIEWER) == []
    server.edit("cart", lambda json: json.update(title="Mine"))
    assert checks(drifting(server, root, token=VIEWER)) == ["dashboard-changed"]


def test_what_is_missing(server: GrafanaServer, root: Path) -> None:
    found = drifting(server, root)
    assert checks(found) == ["dashboard-missing"] * 3
    assert found[0].location.file == str(root / "production/grafana/dashboards/fleet.json")


def test_what_is_older(server: GrafanaServer, root: Path) -> None:
    pushing(server, root, revision="abc")
    write(
        root,
        {
            "fleet": dashboard("fleet"),
            "payments/checkout": dashboard("checkout", refresh="5m"),
            "shop/cart": dashboard("cart"),
        },
    )
    (found,) = drifting(server, root)
    assert found.check == "dashboard-older"
    assert "is older on the server, pushed from abc, than the build: refresh: `1m` became `5m`" in found.message


def test_what_was_changed_by_hand_is_told_by_panel_and_field(server: GrafanaServer, root: Path) -> None:
    pushing(server, root)

    def change(json: dict[str, Any]) -> None:
        json["panels"][0].update(title="Traffic", type="gauge")
        json["time"] = {"from": "now-1h"}

    server.edit("cart", change)
    found = drifting(server, root)
    start = "'Cart' was changed in Grafana by anna on 2026-11-26: "
    assert [one.message.removeprefix(start) for one in found] == [
        "panel 'Rate': title: `Rate` became `Traffic`",
        "panel 'Rate': type: `stat` became `gauge`",
        'time range added: {"from":"now-1h"}',
    ]


def test_what_was_changed_and_is_older_too(server: GrafanaServer, root: Path) -> None:
    pushing(server, root)
    one = server.dashboards["cart"]
    one.json["title"], one.version, one.message = "Mine", 2, ""
    write(
        root,
        {
            "fleet": dashboard("fleet"),
            "payments/checkout": dashboard("checkout"),
            "shop/cart": dashboard("cart", refresh="5m"),
        },
    )
    assert all("and the build has moved on since" in found.message for found in drifting(server, root))


def test_who_changed_hundreds_of_things_is_not_told_all_of_them(server: GrafanaServer, root: Path) -> None:
    pushing(server, root)
    server.edit("cart", lambda json: json["panels"][0].update({f"field{number}": number for number in range(100)}))
    found = drifting(server, root)
    assert len(found) == 21
    assert "has 80 more differences" in found[-1].message


def test_what_is_left_over_and_what_is_a_copy(server: GrafanaServer, root: Path) -> None:
    pushing(server, root)
    server.make(server.dashboards["cart"].json | {"uid": "copy", "title": "Copy\x1b[31m"})
    write(root, {"fleet": dashboard("fleet"), "shop/cart": dashboard("cart")})
    found = {one.check: one for one in drifting(server, root)}
    assert set(found) == {"dashboard-left-over", "dashboard-copy"}
    assert found["dashboard-left-over"].severity is Severity.WARNING
    assert found["dashboard-copy"].severity is Severity.INFO


def test_what_is_somebody_else_s_and_what_comes_from_a_file(server: GrafanaServer, root: Path) -> None:
    pushing(server, root)
    server.make({"uid": "cart", "title": "Anna's", "tags": []})
    server.make(dashboard("checkout", refresh="5m"), provisioned="checkout.json")
    assert checks(drifting(server, root)) == ["dashboard-foreign", "dashboard-provisioned"]


def test_what_the_server_does_not_show(server: GrafanaServer, root: Path) -> None:
    pushing(server, root)
    server.fail("GET /api/dashboards/uid/cart", page(b'{"message":"no"}', 403, Content_Type="application/json"))
    (found,) = drifting(server, root)
    assert found.check == "dashboard-unreadable"
    assert "the token may not do this (403: no); it takes dashboards:read" in found.message
