"""What Grafana answers, as values. Whoever raises here has met JSON of another shape."""

import re
from collections.abc import Mapping
from typing import Any

from attrs import frozen

# What Grafana allows; what goes into a path is nothing else.
_UID = re.compile(r"[A-Za-z0-9_-]{1,40}", re.ASCII)


@frozen
class Hit:
    """A dashboard that a search found."""

    uid: str
    title: str


@frozen
class Folder:
    """A folder."""

    uid: str
    title: str


@frozen
class Stored:
    """A dashboard on the server: its JSON, and what the server says of it.

    `id` is 0 where the server tells none. `folder` is the uid of its folder, empty for the root. `provisioned` is the
    file that it comes from, and None where it comes from none. `updated_by` and `updated` are the server's texts.
    """

    uid: str
    json: Mapping[str, Any]
    version: int
    id: int = 0
    folder: str = ""
    folder_title: str = ""
    provisioned: str | None = None
    updated_by: str = ""
    updated: str = ""


@frozen
class Save:
    """An entry of a dashboard's history."""

    version: int
    message: str


@frozen
class Saved:
    """What became of a dashboard. `waits`: somebody else is to take it over, and it is not saved yet."""

    version: int
    waits: bool = False


def is_uid(text: str) -> bool:
    """Whether Grafana takes this for a uid."""
    return bool(_UID.fullmatch(text))


def hits(answer: Any) -> tuple[Hit, ...]:
    """What a search found; what cannot be asked for by its uid is passed over."""
    return tuple(Hit(uid, str(one["title"])) for one in _list(answer) if (uid := _uid(one)))


def folders(answer: Any) -> tuple[Folder, ...]:
    """A list of folders."""
    return tuple(folder(one) for one in _list(answer) if _uid(one))


def folder(answer: Mapping[str, Any]) -> Folder:
    """A folder."""
    return Folder(str(answer["uid"]), str(answer["title"]))


def stored(uid: str, answer: Mapping[str, Any]) -> Stored:
    """The dashboard with this uid, which newer versions keep beside its JSON."""
    json, meta = {"uid": uid, **_object(answer["dashboard"])}, _object(answer["meta"])
    file = str(meta.get("provisionedExternalId") or "")
    return Stored(
        uid=uid,
        json=json,
        version=int(meta.get("version") or json.get("version") or 0),
        id=int(json.get("id") or 0),
        folder=str(meta.get("folderUid") or ""),
        folder_title=str(meta.get("folderTitle") or ""),
        # Where files may be overruled, only their path is told, and saving works.
        provisioned=file if meta.get("provisioned") else None,
        updated_by=str(meta.get("updatedBy") or ""),
        updated=str(meta.get("updated") or ""),
    )


def newest(answer: Any) -> Save | None:
    """The newest entry of a history: a list, and since Grafana 11.6 an object that holds it."""
    entries = _list(answer["versions"] if isinstance(answer, Mapping) else answer)
    saves = [Save(int(one["version"]), str(one.get("message") or "")) for one in entries]
    return max(saves, key=lambda save: save.version, default=None)


def saved(answer: Mapping[str, Any]) -> Saved:
    """What became of a dashboard that was sent."""
    if answer.get("status") == "pending":
        return Saved(0, waits=True)
    return Saved(int(answer["version"]))


def _list(answer: Any) -> list[Any]:
    if not isinstance(answer, list):
        raise TypeError("no list")
    return answer


def _object(answer: Any) -> Mapping[str, Any]:
    if not isinstance(answer, Mapping):
        raise TypeError("no object")
    return answer


def _uid(answer: Mapping[str, Any]) -> str:
    uid = str(answer["uid"])
    return uid if is_uid(uid) else ""
