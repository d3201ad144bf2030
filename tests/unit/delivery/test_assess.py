"""Ours, changed by hand, or somebody else's: told from what is on the server alone."""

from typing import Any

import pytest

from observability.delivery import (
    Built,
    Found,
    Leftover,
    Origin,
    Standing,
    assess,
    doubtful,
    fingerprint,
    leftover,
    marked,
)
from observability.model.identity import alerts_uid, fleet_uid, owner_uid, rules_uid

ORIGIN, FOLDER = Origin("shop", "production"), "owner-shop-1"
JSON = {"uid": "shop-1", "title": "Shop", "tags": ["observability", "production"], "refresh": "1m", "panels": []}
OLD = {**JSON, "panels": [{"id": 1, "title": "Rate"}]}
BUILT = Built.of("shop.json", "shop", JSON)


def pushed(json: Any = JSON, origin: Origin = ORIGIN, folder: str = FOLDER, version: int = 1, **more: Any) -> Found:
    return Found.of({**marked(json, origin, folder, version - 1), **more}, version, 7, folder)


def standing(found: Found | None, last: str | None = None) -> Standing:
    return assess(BUILT, found, FOLDER, ORIGIN, last).standing


def test_what_is_not_there_is_missing() -> None:
    assert standing(None) is Standing.MISSING


def test_what_was_pushed_and_is_built_is_the_same() -> None:
    assert standing(pushed()) is Standing.SAME


@pytest.mark.parametrize("uid", [fleet_uid("production"), alerts_uid("production"), rules_uid("production")])
@pytest.mark.parametrize("environment", ["production", "staging"])
def test_a_view_of_another_project_s_is_shared_in_one_environment_alone(uid: str, environment: str) -> None:
    view = Built.of("fleet.json", "", {**JSON, "uid": uid})
    found = pushed({**OLD, "uid": uid}, Origin("web", environment), folder="")
    expected = Standing.SHARED if environment == "production" else Standing.FOREIGN
    assert assess(view, found, "", ORIGIN).standing is expected


def test_an_owner_s_view_is_shared_and_another_owner_s_is_not() -> None:
    uid = owner_uid("shop", "production")
    found = pushed({**OLD, "uid": uid}, Origin("web", "production"))
    views = [Built.of("_owner.json", owner, {**JSON, "uid": uid}) for owner in ("shop", "web")]
    assert [assess(view, found, FOLDER, ORIGIN).standing for view in views] == [Standing.SHARED, Standing.FOREIGN]


def test_what_was_pushed_before_is_older() -> None:
    assert standing(pushed(OLD)) is Standing.OLDER


@pytest.mark.parametrize("json", [JSON, OLD])
def test_what_differs_from_its_mark_was_changed(json: Any) -> None:
    found = pushed(json, version=2, title="Mine")
    assert doubtful(found)
    assert standing(found, "") is Standing.CHANGED


def test_what_lost_its_mark_to_the_browser_was_changed() -> None:
    saved = Found.of({**OLD, "title": "Mine"}, 2, 7, FOLDER)
    assert doubtful(saved)
    assert standing(saved, "") is Standing.CHANGED
    assert standing(saved, None) is Standing.CHANGED


def test_who_changes_it_back_has_not_changed_it() -> None:
    assert standing(Found.of(JSON, 5, 7, FOLDER), "") is Standing.SAME


def test_what_was_moved_by_hand_was_changed() -> None:
    found = Found.of(marked(JSON, ORIGIN, FOLDER, 0), 1, 7, "elsewhere")
    assert standing(found) is Standing.CHANGED
    assert assess(BUILT, found, FOLDER, ORIGIN).moved


def test_who_goes_back_to_what_was_pushed_once_has_changed_it() -> None:
    found = Found.of(marked(OLD, ORIGIN, FOLDER, 0), 3, 7, FOLDER)
    assert doubtful(found)
    assert standing(found, "") is Standing.CHANGED
    assert standing(found, fingerprint(JSON)) is Standing.CHANGED


def test_a_version_that_grafana_counted_on_is_no_change() -> None:
    found = Found.of(marked(OLD, ORIGIN, FOLDER, 0), 3, 7, FOLDER)
    assert standing(found, fingerprint(OLD)) is Standing.OLDER
    assert standing(found, None) is Standing.OLDER


def test_what_moves_with_its_owner_is_older() -> None:
    found = pushed(folder="owner-before")
    assert assess(BUILT, found, FOLDER, ORIGIN).standing is Standing.OLDER


class TestAServerThatChangesWhatItIsSent:
    """A refresh that is too short is raised, for one."""

    FOUND = pushed(refresh="5m")
    CHANGED = pushed(refresh="5m", title="Mine", version=2)

    def test_is_known_by_its_history(self) -> None:
        assert standing(self.FOUND, fingerprint(JSON)) is Standing.SAME
        assert standing(self.CHANGED, "") is Standing.CHANGED

    def test_by_the_number_of_the_save_where_that_is_not_to_be_read(self) -> None:
        assert standing(self.FOUND, None) is Standing.SAME
        later = Found.of(self.FOUND.json, 2, 7, FOLDER)
        assert standing(later, None) is Standing.CHANGED

    def test_has_not_moved_it(self) -> None:
        moved = Found.of(self.FOUND.json, 1, 7, "elsewhere")
        assert not doubtful(moved)
        assert standing(moved, fingerprint(JSON)) is Standing.CHANGED

    def test_and_by_its_history_where_it_drops_the_mark(self) -> None:
        dropped = Found.of({**OLD, "refresh": "5m"}, 3, 7, FOLDER)
        assert standing(dropped, fingerprint(OLD)) is Standing.OLDER
        assert standing(dropped, fingerprint(JSON)) is Standing.SAME


def test_what_has_neither_mark_nor_tag_is_not_ours() -> None:
    found = Found.of({**JSON, "tags": ["mine"]}, 1, 7, FOLDER)
    assert standing(found) is Standing.FOREIGN


@pytest.mark.parametrize("other", [Origin("web", "production"), Origin("shop", "staging")])
def test_what_another_project_pushed_is_not_ours(other: Origin) -> None:
    one = assess(BUILT, pushed(origin=other), FOLDER, ORIGIN)
    assert (one.standing, one.whose) == (Standing.FOREIGN, other)


def test_what_comes_from_a_file_is_told_as_such_where_it_differs() -> None:
    assert standing(Found.of(JSON, 1, 7, FOLDER, provisioned="shop.json")) is Standing.SAME
    assert standing(Found.of(OLD, 1, 7, FOLDER, provisioned="shop.json")) is Standing.PROVISIONED


@pytest.mark.parametrize(
    ("found", "last", "what"),
    [
        (pushed(), None, Leftover.PUSHED),
        (pushed(title="Mine", version=2), "", Leftover.CHANGED),
        (pushed(origin=Origin("web", "production")), None, Leftover.NONE),
        (Found.of(JSON, 1, 7, FOLDER, provisioned="shop.json"), None, Leftover.NONE),
        (Found.of({**marked(JSON, ORIGIN, FOLDER, 0), "uid": "copy"}, 1, 7, FOLDER), None, Leftover.UNMARKED),
        (Found.of(JSON, 1, 7, FOLDER), None, Leftover.UNMARKED),
    ],
)
def test_only_what_carries_our_mark_was_left_over(found: Found, last: str | None, what: Leftover) -> None:
    assert leftover(found, ORIGIN, last) is what
