"""What a push sends, what it leaves alone, and what it says of both."""

import asyncio
import os
import signal
from pathlib import Path
from typing import Any

import orjson
import pytest

from observability.delivery import read_mark
from observability.findings import Severity
from observability.model.identity import fleet_uid, folder_uid, owner_uid
from tests.support.grafana import VIEWER, GrafanaServer, grafana_server
from tests.support.webserver import Asked, Send, close, page
from tests.unit.delivering.delivery import checks, client, dashboard, deeds, drifting, pushing, write

FOLDER = folder_uid("payments")
SAVE = "POST /api/dashboards/db"


def refusal(status: int, message: str, code: str = "") -> Any:
    return page(orjson.dumps({"message": message, "status": code}), status, Content_Type="application/json")


def of(uid: str) -> Any:
    return lambda asked: asked.path == "/api/dashboards/db" and f'"uid":"{uid}","title"' in asked.body


def test_all_is_made_the_first_time_with_a_folder_for_each_owner(server: GrafanaServer, root: Path) -> None:
    pushed = pushing(server, root, said="revision abc", revision="abc")
    assert deeds(pushed) == ["create Cart", "create Checkout", "create Fleet"]
    assert pushed.problems == []
    assert {uid: one["title"] for uid, one in server.folders.items()} == {
        FOLDER: "payments",
        folder_uid("shop"): "shop",
    }
    assert server.dashboards["checkout"].folder == FOLDER
    assert server.dashboards["fleet"].folder == ""
    assert server.dashboards["checkout"].message.startswith("observability: revision abc [content ")
    mark = read_mark(server.dashboards["checkout"].json)
    assert mark is not None
    assert (mark.project, mark.environment, mark.revision) == ("shop", "production", "abc")


def test_nothing_is_sent_the_second_time(server: GrafanaServer, root: Path) -> None:
    pushing(server, root)
    server.forget()
    pushed = pushing(server, root)
    assert (pushed.done, pushed.problems, pushed.unchanged) == ([], [], 3)
    assert server.sent == []
    # Three dashboards, a search and a list of folders: nothing is in doubt, and no history is read.
    assert len(server.server.asked) == 5


def test_a_server_below_a_path_that_packs_its_answers(root: Path) -> None:
    with grafana_server(under="/grafana", packs=True) as server:
        asked = client(server, url=f"{server.url}/")
        assert deeds(pushing(server, root, asked)) == ["create Cart", "create Checkout", "create Fleet"]
        assert pushing(server, root, asked).unchanged == 3


def test_only_what_changed_is_sent(server: GrafanaServer, root: Path) -> None:
    pushing(server, root)
    server.forget()
    write(root, _three(checkout={"refresh": "5m"}))
    pushed = pushing(server, root)
    assert deeds(pushed) == ["update Checkout"]
    assert server.sent == [SAVE]
    assert server.dashboards["checkout"].json["refresh"] == "5m"
    assert server.dashboards["checkout"].version == 2


def _three(checkout: dict[str, Any] | None = None, **more: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """The build of `root`, and what else there is."""
    base = {"fleet": dashboard("fleet"), "payments/checkout": dashboard("checkout", **(checkout or {}))}
    return base | {"shop/cart": dashboard("cart")} | more


def edited(server: GrafanaServer) -> None:
    server.edit("checkout", lambda json: json["panels"][0].update(title="Traffic"))


class TestWhatWasChangedByHand:
    def test_is_left_alone_and_told_and_the_others_go_on(self, server: GrafanaServer, root: Path) -> None:
        pushing(server, root)
        edited(server)
        write(root, _three({"refresh": "5m"}, **{"shop/new": dashboard("new")}))
        pushed = pushing(server, root)
        assert deeds(pushed) == ["create New"]
        (problem,) = pushed.problems
        assert problem.check == "dashboard-changed"
        assert "was changed in Grafana since we pushed it by anna on 2026-11-26" in problem.message
        assert "panel 'Rate': title: `Rate` became `Traffic`" in problem.message
        assert "--overwrite-changed" in problem.hint
        assert server.dashboards["checkout"].json["panels"][0]["title"] == "Traffic"

    def test_is_replaced_when_told_and_is_ours_again(self, server: GrafanaServer, root: Path) -> None:
        pushing(server, root)
        edited(server)
        assert deeds(pushing(server, root, changed=True)) == ["replace Checkout"]
        assert server.dashboards["checkout"].json["panels"][0]["title"] == "Rate"
        assert pushing(server, root).unchanged == 3

    def test_includes_what_was_moved(self, server: GrafanaServer, root: Path) -> None:
        pushing(server, root)
        server.dashboards["checkout"].folder = folder_uid("shop")
        (problem,) = pushing(server, root).problems
        assert "it is in the folder 'shop'" in problem.message
        pushing(server, root, changed=True)
        assert server.dashboards["checkout"].folder == FOLDER

    def test_includes_what_was_changed_by_the_api_with_the_mark_left_on(
        self, server: GrafanaServer, root: Path
    ) -> None:
        pushing(server, root)
        one = server.dashboards["checkout"]
        one.json["title"], one.version, one.message = "Mine", 2, ""
        assert checks(pushing(server, root).problems) == ["dashboard-changed"]

    def test_is_not_what_an_older_grafana_calls_its_first_save(self, server: GrafanaServer, root: Path) -> None:
        """Which says nothing of whose it is; and it has raised a refresh that was too short."""
        pushing(server, root)
        one = server.dashboards["checkout"]
        one.json["refresh"], one.message = "5m", "Initial save"
        assert pushing(server, root).unchanged == 3

    def test_includes_who_went_back_to_an_older_version(self, server: GrafanaServer, root: Path) -> None:
        pushing(server, root)
        one = server.dashboards["checkout"]
        before = one.json
        write(root, _three({"refresh": "5m"}))
        pushing(server, root)
        one.json, one.version, one.message = before, 3, "Restored from version 1"
        assert checks(pushing(server, root).problems) == ["dashboard-changed"]
        assert one.json["refresh"] == "1m"

    def test_and_by_somebody_while_we_were_pushing(self, server: GrafanaServer, root: Path) -> None:
        pushing(server, root)
        write(root, _three({"refresh": "5m"}))
        server.fail(of("checkout"), refusal(412, "The dashboard has been changed by someone else", "version-mismatch"))
        (problem,) = pushing(server, root).problems
        assert problem.check == "dashboard-refused"
        assert "somebody saved it since we read it (412); run the command again" in problem.message


class TestWhatIsNotOurs:
    def test_is_left_alone_unless_told(self, server: GrafanaServer, root: Path) -> None:
        server.make({"uid": "checkout", "title": "Anna's", "tags": []})
        pushed = pushing(server, root)
        assert deeds(pushed) == ["create Cart", "create Fleet"]
        (problem,) = pushed.problems
        assert (problem.check, problem.hint) == ("dashboard-foreign", "a push with --take-over replaces it")
        assert server.dashboards["checkout"].json["title"] == "Anna's"
        assert checks(pushing(server, root, changed=True).problems) == ["dashboard-foreign"]
        assert deeds(pushing(server, root, foreign=True)) == ["replace Checkout"]
        assert pushing(server, root).unchanged == 3

    def test_names_the_project_that_it_is_of(self, server: GrafanaServer, root: Path, tmp_path: Path) -> None:
        other = tmp_path / "other"
        write(other, {"payments/checkout": dashboard("checkout", refresh="5m")}, project="web")
        pushing(server, other)
        (problem,) = pushing(server, root).problems
        assert "project 'web' (production) pushes 'Checkout'" in problem.message

    def test_is_no_view_of_all_services_that_another_project_pushes(
        self, server: GrafanaServer, root: Path, tmp_path: Path
    ) -> None:
        other, uid = tmp_path / "other", fleet_uid("production")
        write(other, {"fleet": dashboard(uid, refresh="5m"), "a/cart": dashboard("cart")}, project="web")
        write(root, {"fleet": dashboard(uid), "shop/cart": dashboard("cart")})
        pushing(server, other)
        shared, foreign = pushing(server, root).problems
        assert (shared.check, shared.severity) == ("dashboard-shared", Severity.INFO)
        assert "is pushed by project 'web', and shows the services of all projects" in shared.message
        assert (foreign.check, foreign.severity) == ("dashboard-foreign", Severity.ERROR)
        assert checks(drifting(server, root)) == ["dashboard-foreign", "dashboard-shared"]
        assert server.dashboards[uid].json["refresh"] == "5m"
        assert deeds(pushing(server, root, foreign=True)) == ["replace Cart", f"replace {uid.title()}"]

    def test_is_no_view_that_is_the_same_in_two_projects(
        self, server: GrafanaServer, root: Path, tmp_path: Path
    ) -> None:
        other, uid = tmp_path / "other", owner_uid("shop", "production")
        write(other, {"shop/_owner": dashboard(uid)}, project="web")
        write(root, {"shop/_owner": dashboard(uid)})
        pushing(server, other)
        again = pushing(server, root)
        assert (again.unchanged, again.problems) == (1, [])

    def test_and_what_grafana_takes_from_files_is_told(self, server: GrafanaServer, root: Path) -> None:
        server.make(dashboard("checkout", refresh="5m"), provisioned="payments/checkout.json")
        (problem,) = pushing(server, root, changed=True, foreign=True).problems
        assert problem.check == "dashboard-provisioned"
        assert (
            "comes from a file that Grafana provisions, payments/checkout.json, and nobody may save it"
            in problem.message
        )


class TestWhatIsBuiltNoLonger:
    def test_is_told_and_removed_only_when_told(self, server: GrafanaServer, root: Path) -> None:
        pushing(server, root)
        write(root, {"fleet": dashboard("fleet"), "shop/cart": dashboard("cart")})
        pushed = pushing(server, root)
        assert checks(pushed.problems) == ["dashboard-left-over"]
        assert "checkout" in server.dashboards
        assert deeds(pushing(server, root, prune=True)) == ["remove Checkout"]
        assert "checkout" not in server.dashboards

    def test_stays_if_somebody_changed_it(self, server: GrafanaServer, root: Path) -> None:
        pushing(server, root)
        one = server.dashboards["checkout"]
        one.json["title"], one.version, one.message = "Mine", 2, ""
        write(root, {"fleet": dashboard("fleet"), "shop/cart": dashboard("cart")})
        (problem,) = pushing(server, root, prune=True).problems
        assert "is no longer built, and was changed in Grafana since" in problem.message
        assert deeds(pushing(server, root, prune=True, changed=True)) == ["remove Mine"]

    def test_is_no_copy_and_not_another_project_s(self, server: GrafanaServer, root: Path, tmp_path: Path) -> None:
        pushing(server, root)
        copy = server.dashboards["checkout"].json | {"uid": "copy", "title": "Copy"}
        server.make(copy)
        other = tmp_path / "other"
        write(other, {"web": dashboard("web")}, project="web")
        pushing(server, other)
        server.make(dashboard("file"), provisioned="file.json")
        pushed = pushing(server, root, prune=True, changed=True, foreign=True)
        assert (pushed.done, pushed.problems) == ([], [])
        assert {"copy", "web", "file"} <= set(server.dashboards)

    def test_stays_where_the_server_does_not_let_it_go(self, server: GrafanaServer, root: Path) -> None:
        pushing(server, root)
        write(root, {"fleet": dashboard("fleet"), "shop/cart": dashboard("cart")})
        server.fail("DELETE", refusal(403, "no"))
        (problem,) = pushing(server, root, prune=True).problems
        assert "and stays: the token may not do this (403: no); it takes dashboards:delete" in problem.message


class TestFolders:
    def test_one_that_people_made_for_the_owner_is_used(self, server: GrafanaServer, root: Path) -> None:
        server.folders["anna"] = {"uid": "anna", "title": "payments"}
        pushed = pushing(server, root)
        assert pushed.folders == ["shop"]
        assert server.dashboards["checkout"].folder == "anna"
        assert pushing(server, root).unchanged == 3

    def test_one_of_ours_that_was_moved_is_found(self, server: GrafanaServer, root: Path) -> None:
        pushing(server, root)
        server.folders["top"] = {"uid": "top", "title": "Top"}
        server.folders[FOLDER]["parentUid"] = "top"
        assert pushing(server, root).unchanged == 3
        write(root, _three({"refresh": "5m"}))
        pushed = pushing(server, root)
        assert (deeds(pushed), pushed.folders, pushed.problems) == (["update Checkout"], [], [])

    def test_none_is_taken_for_the_owner_s_where_there_are_two(self, server: GrafanaServer, root: Path) -> None:
        server.folders["anna"] = {"uid": "anna", "title": "payments"}
        server.folders["bert"] = {"uid": "bert", "title": "payments"}
        pushing(server, root)
        assert server.dashboards["checkout"].folder == FOLDER

    def test_they_are_made_in_another_when_told(self, server: GrafanaServer, root: Path) -> None:
        server.folders["top"] = {"uid": "top", "title": "Top"}
        pushing(server, root, parent="top")
        assert server.dashboards["fleet"].folder == "top"
        inner = server.dashboards["checkout"].folder
        assert server.folders[inner] == {
            "id": server.folders[inner]["id"],
            "uid": inner,
            "title": "payments",
            "parentUid": "top",
        }
        assert pushing(server, root, parent="top").unchanged == 3

    @pytest.mark.parametrize("said", [(412, ""), (409, "a folder with the same name already exists"), (500, "failed")])
    def test_one_that_was_made_although_the_server_says_no_is_there(
        self, server: GrafanaServer, root: Path, said: tuple[int, str]
    ) -> None:
        server.fail("POST /api/folders", refusal(*said), after=True)
        pushed = pushing(server, root)
        assert pushed.problems == []
        assert deeds(pushed) == ["create Cart", "create Checkout", "create Fleet"]
        assert server.dashboards["checkout"].folder == FOLDER

    def test_what_has_none_is_told_and_the_others_go_on(self, server: GrafanaServer, root: Path) -> None:
        server.fail(lambda asked: asked.method == "POST" and '"payments"' in asked.body, refusal(403, "no"))
        pushed = pushing(server, root)
        assert deeds(pushed) == ["create Cart", "create Fleet"]
        (problem,) = pushed.problems
        assert "its folder 'payments' could not be made: the token may not do this" in problem.message
        assert "it takes folders:create" in problem.message

    def test_a_dashboard_moves_with_its_owner(self, server: GrafanaServer, root: Path) -> None:
        pushing(server, root)
        write(
            root, {"fleet": dashboard("fleet"), "shop/checkout": dashboard("checkout"), "shop/cart": dashboard("cart")}
        )
        assert deeds(pushing(server, root)) == ["update Checkout"]
        assert server.dashboards["checkout"].folder == folder_uid("shop")


class TestWhatTheServerRefuses:
    @pytest.mark.parametrize(
        ("status", "message", "words"),
        [
            (403, "no", "the token may not do this (403: no)"),
            (422, "alert", "the server refuses it (422: alert)"),
            (500, "database is locked", "the server fails at it (500: database is locked)"),
        ],
    )
    def test_of_one_is_told_and_the_others_go_on(
        self, server: GrafanaServer, root: Path, status: int, message: str, words: str
    ) -> None:
        server.fail(of("checkout"), refusal(status, message), times=9)
        pushed = pushing(server, root)
        assert deeds(pushed) == ["create Cart", "create Fleet"]
        (problem,) = pushed.problems
        assert f"'Checkout' was not sent: {words}" in problem.message
        assert not pushed.stopped

    def test_a_title_that_is_taken_before_grafana_11_3(self, server: GrafanaServer, root: Path) -> None:
        server.unique_titles = True
        server.folders["anna"] = {"uid": "anna", "title": "payments"}
        server.make({"uid": "x", "title": "Checkout", "tags": []}, folder="anna")
        (problem,) = pushing(server, root).problems
        assert "something of its title or uid is in that folder already (412:" in problem.message

    def test_what_it_keeps_back_was_not_sent(self, server: GrafanaServer, root: Path) -> None:
        server.fail(of("cart"), refusal(202, "changes were broadcast", "pending"))
        pushed = pushing(server, root)
        (problem,) = pushed.problems
        assert "Grafana keeps it back for somebody to take over (202)" in problem.message

    def test_what_it_does_not_show_is_not_overwritten(self, server: GrafanaServer, root: Path) -> None:
        server.fail("GET /api/dashboards/uid/cart", refusal(406, "dashboard api version not supported, use v2"))
        pushed = pushing(server, root, changed=True, foreign=True)
        assert deeds(pushed) == ["create Checkout", "create Fleet"]
        assert "saved in a schema that this API does not give out" in pushed.problems[0].message

    def test_what_nobody_could_read_without_end_is_told(self, server: GrafanaServer, root: Path) -> None:
        deep = b'{"a":' * 500 + b"1" + b"}" * 500
        body = b'{"dashboard":{"uid":"cart","panels":[' + deep + b']},"meta":{}}'
        server.fail("GET /api/dashboards/uid/cart", page(body, Content_Type="application/json"))
        (problem,) = pushing(server, root).problems
        assert "what is there is nested too deep to be a dashboard" in problem.message


class TestASaveWhoseAnswerIsLost:
    """It is sent again, and meets what it has done itself."""

    @staticmethod
    async def cut(_asked: Asked, send: Send) -> None:
        await send(b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{")
        close()

    def test_is_no_conflict(self, server: GrafanaServer, root: Path) -> None:
        pushing(server, root)
        write(root, _three({"refresh": "5m"}))
        server.fail(of("checkout"), self.cut, after=True)
        pushed = pushing(server, root)
        assert (deeds(pushed), pushed.problems) == (["update Checkout"], [])
        assert server.dashboards["checkout"].version == 2

    def test_nor_is_a_new_one(self, server: GrafanaServer, root: Path) -> None:
        server.fail(of("checkout"), self.cut, after=True)
        pushed = pushing(server, root)
        assert (len(pushed.done), pushed.problems) == (3, [])
        assert pushing(server, root).unchanged == 3


class TestWhatEndsEarly:
    def test_a_server_that_gives_up_is_told_with_what_was_sent(self, server: GrafanaServer, root: Path) -> None:
        server.fail(of("checkout"), page("down", 503), times=9)
        pushed = pushing(server, root, client(server, at_once=1))
        assert deeds(pushed) == ["create Fleet"]
        assert "is down, or has too much to do (503)" in pushed.stopped
        assert [one.title for one in pushed.unsure] == ["Checkout"]
        assert [one.title for one in pushed.unsent] == ["Cart"]
        assert not pushed.interrupted
        server.faults.clear()
        assert deeds(pushing(server, root)) == ["create Cart", "create Checkout"]

    @pytest.mark.usefixtures("interruptible")
    def test_so_is_a_person_who_has_enough(self, server: GrafanaServer, root: Path) -> None:
        async def interrupt(_asked: Asked, _send: Send) -> None:
            os.kill(os.getpid(), signal.SIGINT)
            await asyncio.sleep(5)

        server.fail(of("checkout"), interrupt)
        pushed = pushing(server, root, client(server, at_once=1))
        assert (pushed.stopped, pushed.interrupted) == ("interrupted", True)
        assert deeds(pushed) == ["create Fleet"]
        assert [one.title for one in (*pushed.unsure, *pushed.unsent)] == ["Checkout", "Cart"]

    @pytest.fixture
    def interruptible(self) -> Any:
        before = signal.signal(signal.SIGINT, signal.default_int_handler)
        yield
        signal.signal(signal.SIGINT, before)


def test_a_viewer_finds_out_that_it_cannot_send(server: GrafanaServer, root: Path) -> None:
    pushed = pushing(server, root, client(server, VIEWER))
    assert checks(pushed.problems) == ["dashboard-refused"] * 3
    assert server.dashboards == {}
