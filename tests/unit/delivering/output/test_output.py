"""A push in each format: what was done, what was not, and why it ended."""

import json

import pytest

from observability import report
from observability.delivering.outcome import Deed, Done, Pushed
from observability.delivering.output import FORMATS, Told, render
from observability.delivery import Built
from observability.delivery.differences import difference as compare
from observability.findings import Finding, Location

URL = "https://grafana.example.org"
BEFORE = {"refresh": "1m", "panels": [{"id": 1, "title": "A", "type": "stat"}]}
AFTER = {"refresh": "5m", "panels": [{"id": 2, "title": "<B>", "type": "stat"}]}


def pushed() -> Pushed:
    done = [
        Done(Deed.REMOVE, "Gone", "gone-1"),
        Done(Deed.UPDATE, "Shop", "b/shop.json", "shop", compare(BEFORE, AFTER), moves=True),
        Done(Deed.CREATE, "New | *team*", "a/new.json", "shop", compare({}, AFTER)),
    ]
    problem = Finding("dashboard-changed", "'Cart' was changed", Location("b/cart.json"), hint="look")
    return Pushed(done, folders=["shop"], problems=[problem], unchanged=4)


def stopped() -> Pushed:
    ended = pushed()
    ended.stopped = "the server is gone"
    ended.unsure = [Built.of("b/one.json", "shop", {"uid": "one", "title": "One"})]
    ended.unsent = [Built.of("b/two.json", "shop", {"uid": "two", "title": "Two"})]
    return ended


def test_as_text_it_has_what_was_done_what_was_not_and_a_summary() -> None:
    lines = render(Told(pushed(), URL, dry=False), "text").splitlines()
    assert lines == [
        "created the folder 'shop'",
        "created 'New | *team*' (a/new.json)",
        "updated 'Shop' (b/shop.json)",
        "removed 'Gone' (gone-1)",
        "b/cart.json: 'Cart' was changed; look",
        f"{URL}: 1 created, 1 updated, 1 removed, 4 unchanged",
    ]


def test_as_json_it_has_all_of_it() -> None:
    made = json.loads(render(Told(pushed(), URL, dry=True), "json"))
    new, shop, gone = made["dashboards"]
    assert (made["version"], made["server"], made["dry_run"], made["unchanged"]) == (1, URL, True, 4)
    assert (new["deed"], new["changes"]) == ("create", [])
    assert shop["changes"][0] == "moves to the folder 'shop'"
    assert "refresh: `1m` became `5m`" in shop["changes"]
    assert (gone["deed"], gone["file"]) == ("remove", "gone-1")
    assert (made["findings"][0]["check"], made["findings"][0]["hint"]) == ("dashboard-changed", "look")
    assert (made["stopped"], made["unsure"], made["unsent"]) == ("", [], [])


def test_what_ended_early_says_so_in_every_format_of_its_own() -> None:
    told = Told(stopped(), URL, dry=False)
    made = json.loads(render(told, "json"))
    assert (made["stopped"], made["unsure"], made["unsent"]) == ("the server is gone", ["b/one.json"], ["b/two.json"])
    assert "**It ended early:** the server is gone" in render(told, "markdown")
    assert "Under way, and perhaps sent: One\nNot sent: 1 dashboard: Two\n" in render(told, "text")


def test_as_markdown_all_text_is_shown_as_text() -> None:
    made = render(Told(pushed(), URL, dry=True), "markdown")
    assert "1 would be created, 1 would be updated, 1 would be removed, 4 unchanged." in made
    assert "| create | New \\| \\*team\\* | shop |  |" in made
    assert "panel '\\<B\\>' added" in made
    assert "`dashboard-changed`" in made


def test_a_large_push_is_cut_to_what_a_comment_holds() -> None:
    many = Pushed([Done(Deed.CREATE, f"D{n}", f"{n:03}.json") for n in range(60)])
    made = render(Told(many, URL, dry=True), "markdown")
    assert made.count("| create |") == 50
    assert "And 10 more." in made
    assert "And" not in render(Told(pushed(), URL, dry=True), "markdown")


@pytest.mark.parametrize("name", sorted({form.NAME for form in report.FORMATS} - {form.NAME for form in FORMATS}))
def test_other_formats_have_the_findings(name: str) -> None:
    assert "cart.json" in render(Told(pushed(), URL, dry=False), name)


@pytest.mark.parametrize("name", [form.NAME for form in report.FORMATS])
def test_each_ends_its_last_line(name: str) -> None:
    assert render(Told(pushed(), URL, dry=False), name).endswith("\n")
