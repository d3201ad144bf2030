"""What we write into a dashboard that we push: whose it is, and what was pushed. There is no other memory of it."""

import re
from collections.abc import Mapping
from typing import Any

from attrs import asdict, frozen

from observability.delivery.canonical import MARK, fingerprint

_IN_MESSAGE = re.compile(r"\[content ([0-9a-f]{16})\]")
# Grafana refuses longer ones.
_LONGEST = 500


@frozen
class Origin:
    """Whose dashboards these are: two projects, or two environments, leave each other's alone."""

    project: str
    environment: str


@frozen
class Mark:
    """`uid` tells the dashboard from its copies, which carry its mark. `folder` is the uid of its folder.

    `content` is the fingerprint of what was pushed, `version` what Grafana numbered it, `revision` git's.
    """

    project: str
    environment: str
    uid: str
    folder: str
    content: str
    version: int
    revision: str

    @property
    def origin(self) -> Origin:
        """Whose it is."""
        return Origin(self.project, self.environment)


def marked(
    dashboard: Mapping[str, Any], origin: Origin, folder: str, version: int, revision: str = "", number: int = 0
) -> dict[str, Any]:
    """The dashboard as it is sent in place of version `version` (0: of none) of the dashboard with this id (0: none).

    Grafana numbers what it saves one higher, and refuses it if somebody else has saved in between.
    """
    mark = Mark(
        origin.project,
        origin.environment,
        str(dashboard["uid"]),
        folder,
        fingerprint(dashboard),
        version + 1,
        revision,
    )
    in_place_of = {"id": number or None, "version": version} if version else {"id": None}
    return {**dashboard, **in_place_of, MARK: asdict(mark)}


def read_mark(dashboard: Mapping[str, Any]) -> Mark | None:
    """The mark of a dashboard; None where it has none, that of a copy included."""
    match dashboard.get(MARK):
        case {
            "project": str(project),
            "environment": str(environment),
            "uid": str(uid),
            "folder": str(folder),
            "content": str(content),
            "version": int(version),
            "revision": str(revision),
        } if uid == dashboard.get("uid"):
            return Mark(project, environment, uid, folder, content, version, revision)
    return None


def message(dashboard: Mapping[str, Any], said: str) -> str:
    """What the dashboard's history says of a push. The fingerprint stands there too, should the mark get lost."""
    end = f" [content {fingerprint(dashboard)}]"
    begin = f"observability: {said}" if said else "observability"
    return f"{begin[: _LONGEST - len(end)]}{end}"


def of_message(text: str) -> str:
    """The fingerprint in a message of ours; empty in those of others."""
    found = _IN_MESSAGE.search(text)
    return found[1] if found else ""
