"""A dashboard that was found on the server."""

from collections.abc import Mapping
from typing import Any

import orjson
from attrs import field, frozen

from observability.delivery.canonical import fingerprint
from observability.delivery.mark import Mark, read_mark


@frozen
class Found:
    """What is there, which is anybody's; `content` is its fingerprint, `mark` ours if it has one.

    `folder` is the uid of its folder, empty for the root. `provisioned`: the file that it comes from, if it does.
    `saved` is who saved it last and when, in words, as far as the server tells.
    """

    uid: str
    title: str
    tags: frozenset[str]
    mark: Mark | None
    content: str
    text: bytes = field(repr=False)
    version: int = 0
    id: int = 0
    folder: str = ""
    folder_title: str = ""
    provisioned: str | None = None
    saved: str = ""

    @classmethod
    def of(cls, json: Mapping[str, Any], version: int = 0, number: int = 0, folder: str = "", **more: Any) -> "Found":
        """One of its JSON, and what else is told of it.

        Raises:
            ValueError: it is nested too deep to be a dashboard.
        """
        uid, tags = str(json.get("uid") or ""), json.get("tags")
        return cls(
            uid=uid,
            title=str(json.get("title") or uid),
            tags=frozenset(map(str, tags)) if isinstance(tags, list) else frozenset(),
            mark=read_mark(json),
            content=fingerprint(json),
            text=orjson.dumps(json),
            version=version,
            id=number,
            folder=folder,
            **more,
        )

    @property
    def json(self) -> Mapping[str, Any]:
        """The whole dashboard."""
        json: Mapping[str, Any] = orjson.loads(self.text)
        return json
