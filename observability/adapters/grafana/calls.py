"""Calls of the API that we make: what is asked, how the answer is read, and what the token must be allowed to."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any, Generic, TypeVar
from urllib.parse import quote

from attrs import field, frozen

from observability.adapters.grafana import answers
from observability.adapters.grafana.answers import Folder, Hit, Save, Saved, Stored

_T = TypeVar("_T", covariant=True)
_U = TypeVar("_U")

# The most that searches give at once is 5000, and lists of folders 1000.
PAGE = 1000


@frozen
class Call(Generic[_T]):
    """`read` makes a value of the answer; whatever it raises means that the answer has another shape.

    `path` counts from `/api`. `needs` are the permissions for it, in words. `may_miss`: that there is no such thing is
    an answer, and read as None.
    """

    method: str
    path: str
    read: Callable[[Any], _T]
    needs: str
    query: tuple[tuple[str, str], ...] = ()
    body: Mapping[str, Any] | None = field(default=None, repr=False)
    may_miss: bool = False

    def then(self, made: Callable[[_T], _U]) -> "Call[_U]":
        """The same call, of whose answer something else is made at once: what was read is not kept."""
        read = self.read
        also = (self.needs, self.query, self.body, self.may_miss)
        return Call(self.method, self.path, lambda answer: made(read(answer)), *also)


def search(tags: Sequence[str], page: int = 1) -> Call[tuple[Hit, ...]]:
    """The dashboards that have all of these tags, `PAGE` of them at once."""
    wanted = (("type", "dash-db"), *(("tag", tag) for tag in tags))
    return Call("GET", "search", answers.hits, "dashboards:read", (*wanted, ("limit", str(PAGE)), ("page", str(page))))


def dashboard(uid: str) -> Call[Stored | None]:
    """A dashboard; None where there is none."""
    read = _or_none(partial(answers.stored, uid))
    return Call("GET", f"dashboards/uid/{_part(uid)}", read, "dashboards:read", may_miss=True)


def newest_save(uid: str) -> Call[Save | None]:
    """The newest entry of a dashboard's history; None where there is no history."""
    path = f"dashboards/uid/{_part(uid)}/versions"
    return Call("GET", path, _or_none(answers.newest), "dashboards:write", (("limit", "1"),), may_miss=True)


def folders(parent: str = "", page: int = 1) -> Call[tuple[Folder, ...]]:
    """The folders in a folder, or at the root; `PAGE` of them at once."""
    inside = (("parentUid", parent),) if parent else ()
    query = (*inside, ("limit", str(PAGE)), ("page", str(page)))
    return Call("GET", "folders", answers.folders, "folders:read", query)


def folder(uid: str) -> Call[Folder | None]:
    """A folder; None where there is none."""
    return Call("GET", f"folders/{_part(uid)}", _or_none(answers.folder), "folders:read", may_miss=True)


def create_folder(uid: str, title: str, parent: str = "") -> Call[Folder]:
    """Make a folder, inside of another one or at the root."""
    body = {"uid": uid, "title": title} | ({"parentUid": parent} if parent else {})
    return Call("POST", "folders", answers.folder, "folders:create", body=body)


def save(json: Mapping[str, Any], folder_uid: str, message: str) -> Call[Saved]:
    """Save a dashboard. Its `version` must be that on the server; nothing is overwritten that we have not read."""
    body = {"dashboard": json, "folderUid": folder_uid, "message": message, "overwrite": False}
    return Call("POST", "dashboards/db", answers.saved, "dashboards:create and dashboards:write", body=body)


def delete(uid: str) -> Call[None]:
    """Delete a dashboard; that it is gone already is as good."""
    return Call("DELETE", f"dashboards/uid/{_part(uid)}", lambda _: None, "dashboards:delete", may_miss=True)


def _or_none(read: Callable[[Any], _T]) -> Callable[[Any], _T | None]:
    return lambda answer: None if answer is None else read(answer)


def _part(uid: str) -> str:
    return quote(uid, safe="")
