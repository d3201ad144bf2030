from typing import Any

from observability.preview.compare import paired


def dashboard(uid: str, *panels: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"uid": uid, "title": uid, "panels": list(panels), **more}


def panel(number: int, **more: Any) -> dict[str, Any]:
    return {"id": number, "title": f"Panel {number}", "gridPos": {"x": 0, "y": 0, "w": 8, "h": 8}, **more}


def test_dashboards_find_each_other_by_uid() -> None:
    pairs = paired([dashboard("a"), dashboard("new")], [dashboard("gone"), dashboard("a")])
    assert [(one.uid, one.change) for one in pairs] == [("a", "same"), ("new", "added"), ("gone", "removed")]


def test_panels_are_told_by_what_happened_to_them() -> None:
    before = dashboard("a", panel(1), panel(2, unit="s"), panel(3), panel(4))
    after = dashboard("a", panel(1), panel(2, unit="ms"), panel(4, gridPos={"x": 8, "y": 0, "w": 8, "h": 8}), panel(5))
    (pair,) = paired([after], [before])
    assert pair.change == "changed"
    assert {number: told["change"] for number, told in pair.panels.items()} == {
        "2": "changed",
        "3": "removed",
        "4": "moved",
        "5": "added",
    }
    assert pair.panels["2"]["words"] == ["unit: `s` became `ms`"]


def test_what_changed_beside_panels_is_told_too() -> None:
    (pair,) = paired([dashboard("a", refresh="1m")], [dashboard("a", refresh="5m")])
    assert (pair.change, pair.panels, pair.around) == ("changed", {}, ["refresh: `5m` became `1m`"])
