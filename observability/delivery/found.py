"""A dashboard that was found on the server."""

from collections.abc import Mapping
from functools import cached_property
from typing import Any

from attrs import frozen

from observability.delivery.canonical import fingerprint
from observability.delivery.mark import Mark, read_mark


@frozen(slots=False)
class Found:
    """`folder` is the uid of its folder, empty for the root. `provisioned`: the file that it comes from, if it does.

    `saved` is who saved it last and when, in words, as far as the server tells. `json` is anybody's.
    """

    json: Mapping[str, Any]
    version: int = 0
    id: int = 0
    folder: str = ""
    folder_title: str = ""
    provisioned: str | None = None
    saved: str = ""

    @property
    def uid(self) -> str:
        """By which Grafana knows it."""
        return str(self.json.get("uid") or "")

    @property
    def title(self) -> str:
        """As people call it."""
        return str(self.json.get("title") or self.uid)

    @property
    def tags(self) -> frozenset[str]:
        """Its tags."""
        tags = self.json.get("tags")
        return frozenset(map(str, tags)) if isinstance(tags, list) else frozenset()

    @cached_property
    def mark(self) -> Mark | None:
        """Our mark, if it has one."""
        return read_mark(self.json)

    @cached_property
    def content(self) -> str:
        """Its fingerprint."""
        return fingerprint(self.json)
