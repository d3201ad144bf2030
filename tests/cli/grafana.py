"""A Grafana for a session: `grafana start`, and what people do in its browser while we push to it."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from tests.support.grafana import TOKEN, GrafanaServer, grafana_server

# What a session calls it; it listens where there is room.
URL = "http://localhost:3000"
_servers: list[GrafanaServer] = []


@contextmanager
def running() -> Iterator[None]:
    """A server for as long as a session goes; its token is in the environment."""
    with grafana_server() as server:
        _servers.append(server)
        os.environ["GRAFANA_TOKEN"] = TOKEN
        try:
            yield
        finally:
            del os.environ["GRAFANA_TOKEN"]
            _servers.pop()


def really(word: str) -> str:
    """A word of a command, with the server's real URL."""
    return word.replace(URL, _servers[-1].url) if _servers else word


def shown(text: str) -> str:
    """What was printed, with the URL that the session knows."""
    return text.replace(_servers[-1].url, URL) if _servers else text


def grafana(arguments: list[str]) -> int:
    """`grafana start`, `grafana retime SERVICE START`, `grafana take UID TITLE`, `grafana list`."""
    _DEEDS[arguments[0]](_servers[-1], *arguments[1:])
    return 0


def _retime(server: GrafanaServer, name: str, start: str) -> None:
    uid = next(uid for uid in server.dashboards if uid.startswith(f"{name}-"))
    server.edit(uid, lambda json: json["time"].update({"from": start}))


def _take(server: GrafanaServer, uid: str, title: str) -> None:
    server.make({"uid": uid, "title": title, "tags": []})


def _list(server: GrafanaServer) -> None:
    titles = {uid: one["title"] for uid, one in server.folders.items()} | {"": "General"}
    for one in sorted(server.dashboards.values(), key=lambda one: (titles[one.folder], one.json["title"])):
        told = one.message.partition(" [content ")[0] or f"saved by {one.by}"
        print(f"{titles[one.folder]}/{one.json['title']}, version {one.version}: {told}")  # noqa: T201 - what a program prints


_DEEDS: dict[str, Callable[..., object]] = {
    "start": lambda _server: None,
    "retime": _retime,
    "take": _take,
    "list": _list,
}
GRAFANA = {"grafana": grafana}
