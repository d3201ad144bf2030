"""A server that answers as GitHub documents its API for comments of an issue: pages, authors, what a token may."""

import json
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from attrs import define, field

ME = "github-actions[bot]"
_PER_PAGE = 2
_MOST = 65_536
_COMMENTS = "/repos/example/shop/issues/7/comments"


@define
class GitHub:
    """`comments` of the only pull request there is, oldest first; `refuses` answers with this to whatever writes."""

    comments: list[dict[str, Any]] = field(factory=list)
    refuses: int = 0
    url: str = ""
    tokens: set[str] = field(factory=set)

    def add(self, body: str, login: str = ME) -> dict[str, Any]:
        comment = {"id": 100 + len(self.comments), "body": body, "user": {"login": login}}
        self.comments.append(comment)
        return comment


class _Handler(BaseHTTPRequestHandler):
    server: "_Server"

    def do_GET(self) -> None:
        path, _, query = self.path.partition("?")
        if path == "/user":  # as to a workflow's own token
            return self._answer(403, {"message": "Resource not accessible by integration"})
        assert path == _COMMENTS
        comments = self.server.github.comments
        page = int(dict(pair.split("=") for pair in query.split("&")).get("page", 1))
        next_page = f'<{self.server.github.url}{path}?per_page=100&page={page + 1}>; rel="next"'
        more = {"Link": next_page} if page * _PER_PAGE < len(comments) else {}
        return self._answer(200, comments[(page - 1) * _PER_PAGE : page * _PER_PAGE], more)

    def do_POST(self) -> None:
        assert self.path == _COMMENTS
        self._write(self.server.github.add, 201)

    def do_PATCH(self) -> None:
        which = int(self.path.removeprefix("/repos/example/shop/issues/comments/"))
        found = next(comment for comment in self.server.github.comments if comment["id"] == which)
        self._write(lambda body: found.update(body=body), 200)

    def _write(self, write: Callable[[str], Any], status: int) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))["body"]
        github = self.server.github
        github.tokens.add(self.headers["Authorization"])
        refused = github.refuses or (422 if len(body) > _MOST else 0)
        if not refused:
            write(body)
        self._answer(refused or status, {})

    def _answer(self, status: int, what: Any, headers: Mapping[str, str] | None = None) -> None:
        content = json.dumps(what).encode()
        self.send_response(status)
        for key, value in {"Content-Length": str(len(content)), **(headers or {})}.items():
            self.send_header(key, value)
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_: object) -> None:
        """Nobody reads it."""


class _Server(ThreadingHTTPServer):
    def __init__(self, github: GitHub) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.github = github
        github.url = f"http://127.0.0.1:{self.server_port}"


@contextmanager
def serving() -> Iterator[GitHub]:
    with _Server(GitHub()) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server.github
        server.shutdown()
