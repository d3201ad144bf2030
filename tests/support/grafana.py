"""A Grafana to push to: its documented API for folders and dashboards, over a real socket, kept in memory.

What it refuses, and with which status and words, is what Grafana 10 to 13 do; where they differ, a switch says how.
"""

import gzip
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

import orjson
from attrs import Factory, define

from tests.support.webserver import Answer, Asked, Send, WebServer, page, serving

TOKEN = "glsa_s3cr3t"  # noqa: S105 - the test's
VIEWER = "glsa_v13w3r"
_UID = re.compile(r"[A-Za-z0-9_-]+")
# What the browser saves; it drops the rest.
_OF_THE_BROWSER = frozenset(
    (
        *("annotations", "description", "editable", "fiscalYearStartMonth", "graphTooltip", "id", "links", "panels"),
        *("preload", "refresh", "schemaVersion", "tags", "templating", "time", "timepicker", "timezone", "title"),
        *("uid", "version", "weekStart"),
    )
)
_SHORT = re.compile(r"(\d+)s")


@define
class Dashboard:
    json: dict[str, Any]
    id: int
    version: int
    folder: str = ""
    provisioned: str = ""
    message: str = ""
    by: str = "sa-1-push"


@define
class Fault:
    """Answers in place of the server, `times` times, where the request fits; `after` it did what it was asked."""

    fits: Callable[[Asked], bool]
    answer: Answer
    times: int = 1
    after: bool = False


class _RefusalError(Exception):
    def __init__(self, status: int, message: str, code: str = "") -> None:
        super().__init__(message)
        self.status = status
        self.body = {"message": message} | ({"status": code} if code else {})


@define
class GrafanaServer:
    """`unique_titles`: as before 11.3. `old_history`: a list, as before 11.6.

    `under`: the path that it is served from, as `/grafana`. `packs`: answers are gzipped where the client takes it.
    `drops`: it keeps no keys that it does not know. `shortest` is the shortest refresh that it allows, in seconds.
    """

    folders: dict[str, dict[str, Any]] = Factory(dict)
    dashboards: dict[str, Dashboard] = Factory(dict)
    faults: list[Fault] = Factory(list)
    unique_titles: bool = False
    old_history: bool = False
    shows_history: bool = True
    drops: bool = False
    shortest: int = 0
    under: str = ""
    packs: bool = False
    server: WebServer = Factory(WebServer)
    _ids: int = 0

    @property
    def url(self) -> str:
        return self.server.url("") + self.under

    @property
    def sent(self) -> list[str]:
        """What was asked to change something, as `POST /api/folders`."""
        return [f"{asked.method} {asked.path}" for asked in self.server.asked if asked.method != "GET"]

    def forget(self) -> None:
        self.server.asked.clear()

    # What people do in the browser.

    def edit(self, uid: str, change: Callable[[dict[str, Any]], object], by: str = "anna") -> None:
        """Somebody changes a dashboard in the browser, and saves it."""
        one = self.dashboards[uid]
        json = orjson.loads(orjson.dumps(one.json))
        change(json)
        one.json = {key: value for key, value in json.items() if key in _OF_THE_BROWSER}
        one.version += 1
        one.message, one.by = "", by

    def make(self, json: Mapping[str, Any], folder: str = "", **more: Any) -> Dashboard:
        """Somebody's dashboard."""
        self._ids += 1
        made = Dashboard(dict(json), self._ids, folder=folder, **{"version": 1, "by": "anna", **more})
        self.dashboards[json["uid"]] = made
        return made

    def fail(self, fits: str | Callable[[Asked], bool], answer: Answer, times: int = 1, *, after: bool = False) -> None:
        """Answer so where a request fits, which `POST /api/dashboards/db` may say."""
        told = fits if callable(fits) else lambda asked: f"{asked.method} {asked.path}".startswith(fits)
        self.faults.append(Fault(told, answer, times, after))

    # What it answers.

    async def answer(self, asked: Asked, send: Send) -> None:
        fault = next((fault for fault in self.faults if fault.times and fault.fits(asked)), None)
        if fault is None:
            await self._answer(asked)(asked, send)
            return
        fault.times -= 1
        if fault.after:
            self._answer(asked)
        await fault.answer(asked, send)

    def _answer(self, asked: Asked) -> Answer:
        try:
            self._let_in(asked)
            return self._packed(self._done(asked), asked)
        except _RefusalError as error:
            return _json(error.body, error.status)

    def _packed(self, document: Any, asked: Asked) -> Answer:
        if not self.packs or "gzip" not in asked.headers.get("accept-encoding", ""):
            return _json(document)
        packed = gzip.compress(orjson.dumps(document))
        return page(packed, Content_Type="application/json", Content_Encoding="gzip")

    def _let_in(self, asked: Asked) -> None:
        token = asked.headers.get("authorization", "").removeprefix("Bearer ")
        if not token:
            raise _RefusalError(401, "Unauthorized")
        if token not in (TOKEN, VIEWER):
            raise _RefusalError(401, "Invalid API key")
        if token == VIEWER and (asked.method != "GET" or asked.path.partition("?")[0].endswith("/versions")):
            raise _RefusalError(403, "You'll need additional permissions to perform this action.")

    def _done(self, asked: Asked) -> Any:
        if not asked.path.startswith(f"{self.under}/api/"):
            raise _RefusalError(404, "Not found")
        url = urlsplit(asked.path.removeprefix(self.under))
        query = parse_qs(url.query)
        parts = [unquote(part) for part in url.path.removeprefix("/api/").split("/")]
        body = orjson.loads(asked.body) if asked.body else {}
        if parts[0] == "dashboards":
            return self._done_to_dashboards(asked.method, parts[1:], body)
        match (asked.method, *parts):
            case "GET", "search":
                return self._search(query)
            case "GET", "folders":
                return self._folders(query)
            case "GET", "folders", uid if uid in self.folders:
                return self.folders[uid]
            case "GET", "folders", _:
                raise _RefusalError(404, "folder not found", "not-found")
            case "POST", "folders":
                return self._make_folder(body)
        raise _RefusalError(404, "Not found")

    def _done_to_dashboards(self, method: str, parts: list[str], body: Mapping[str, Any]) -> Any:
        match (method, *parts):
            case "POST", "db":
                return self._save(body)
            case "GET", "uid", uid:
                return self._shown(self._dashboard(uid))
            case "DELETE", "uid", uid:
                return self._delete(uid)
            case "GET", "uid", uid, "versions":
                return self._history(self._dashboard(uid))
        raise _RefusalError(404, "Not found")

    def _dashboard(self, uid: str) -> Dashboard:
        if uid not in self.dashboards:
            raise _RefusalError(404, "Dashboard not found", "not-found")
        return self.dashboards[uid]

    def _search(self, query: Mapping[str, list[str]]) -> Any:
        wanted = set(query.get("tag", []))
        hits = [
            {"uid": uid, "title": one.json["title"], "type": "dash-db", "folderUid": one.folder}
            for uid, one in sorted(self.dashboards.items())
            if wanted <= set(one.json.get("tags", []))
        ]
        return _page(hits, query)

    def _folders(self, query: Mapping[str, list[str]]) -> Any:
        (parent,) = query.get("parentUid", [""])
        return _page([one for one in self.folders.values() if one.get("parentUid", "") == parent], query)

    def _make_folder(self, body: Mapping[str, Any]) -> Any:
        uid, title, parent = body["uid"], body["title"], body.get("parentUid", "")
        _check_uid(uid)
        if parent and parent not in self.folders:
            raise _RefusalError(404, "folder not found", "not-found")
        if uid in self.folders:
            raise _RefusalError(409, "a folder with the same uid already exists")
        if self.unique_titles and any(one["title"] == title for one in self.folders.values()):
            raise _RefusalError(409, "a folder with the same name already exists in the current location")
        self._ids += 1
        self.folders[uid] = {"id": self._ids, "uid": uid, "title": title} | ({"parentUid": parent} if parent else {})
        return self.folders[uid]

    def _save(self, body: Mapping[str, Any]) -> Any:
        json, folder = dict(body["dashboard"]), body.get("folderUid", "")
        if len(body.get("message", "")) > 500:
            raise _RefusalError(400, "message too long, max 500 characters")
        _check_uid(json["uid"])
        json["title"] = json["title"].strip()
        if not json["title"]:
            raise _RefusalError(400, "Dashboard title cannot be empty", "empty-name")
        if folder and folder not in self.folders:
            raise _RefusalError(400, "folder not found")
        there = self.dashboards.get(json["uid"])
        self._check_save(json, folder, there, overwrite=body.get("overwrite", False))
        self._ids += 1
        one = there or Dashboard({}, self._ids, 0)
        one.version, one.folder, one.message, one.by = one.version + 1, folder, body.get("message", ""), "sa-1-push"
        one.json = self._kept(json) | {"id": one.id, "version": one.version}
        self.dashboards[json["uid"]] = one
        slug = json["title"].lower().replace(" ", "-")
        told = {"id": one.id, "uid": json["uid"], "status": "success", "version": one.version, "slug": slug}
        return told | {"url": f"/d/{json['uid']}/{slug}", "folderUid": folder}

    def _check_save(self, json: Mapping[str, Any], folder: str, there: Dashboard | None, *, overwrite: bool) -> None:
        if json.get("id") and not any(one.id == json["id"] for one in self.dashboards.values()):
            raise _RefusalError(404, "Dashboard not found", "not-found")
        if there and there.provisioned:
            raise _RefusalError(400, "Cannot save provisioned dashboard")
        if there and json.get("version", 0) != there.version and not overwrite:
            raise _RefusalError(412, "The dashboard has been changed by someone else", "version-mismatch")
        same = (
            other.folder == folder and other.json["title"] == json["title"]
            for other in self.dashboards.values()
            if other is not there
        )
        if self.unique_titles and any(same):
            raise _RefusalError(412, "A dashboard with the same name in the folder already exists", "name-exists")

    def _kept(self, json: dict[str, Any]) -> dict[str, Any]:
        if self.drops:
            json = {key: value for key, value in json.items() if key in _OF_THE_BROWSER}
        if (refresh := _SHORT.fullmatch(str(json.get("refresh", "")))) and int(refresh[1]) < self.shortest:
            json["refresh"] = f"{self.shortest}s"
        return json

    def _shown(self, one: Dashboard) -> Any:
        meta = {
            "type": "db",
            "version": one.version,
            "folderUid": one.folder,
            "folderTitle": self.folders[one.folder]["title"] if one.folder else "General",
            "provisioned": bool(one.provisioned),
            "provisionedExternalId": one.provisioned,
            "updatedBy": one.by,
            "updated": "2026-11-26T09:00:00Z",
        }
        return {"dashboard": one.json | {"id": one.id, "version": one.version}, "meta": meta}

    def _delete(self, uid: str) -> Any:
        one = self._dashboard(uid)
        if one.provisioned:
            raise _RefusalError(400, "provisioned dashboard cannot be deleted")
        del self.dashboards[uid]
        return {"title": one.json["title"], "message": f"Dashboard {one.json['title']} deleted", "uid": uid}

    def _history(self, one: Dashboard) -> Any:
        if not self.shows_history:
            raise _RefusalError(403, "Access denied to this dashboard")
        message = "Initial save" if self.old_history and one.version == 1 else one.message
        newest = [{"id": 1, "version": one.version, "message": message, "createdBy": one.by}]
        return newest if self.old_history else {"continueToken": "", "versions": newest}


def _check_uid(uid: str) -> None:
    if not _UID.fullmatch(uid):
        raise _RefusalError(400, "uid contains illegal characters")
    if len(uid) > 40:
        raise _RefusalError(400, "uid too long, max 40 characters")


def _page(all_of: list[Any], query: Mapping[str, list[str]]) -> list[Any]:
    (limit,), (number,) = query.get("limit", ["1000"]), query.get("page", ["1"])
    size, first = int(limit), int(number) - 1
    return all_of[first * size : (first + 1) * size]


def _json(document: Any, status: int = 200) -> Answer:
    return page(orjson.dumps(document), status, Content_Type="application/json")


@contextmanager
def grafana_server(**switches: Any) -> Iterator[GrafanaServer]:
    """One that runs."""
    with serving() as server:
        made = GrafanaServer(server=server, **switches)
        server.other = made.answer
        yield made
