"""A dashboard that was built."""

from collections.abc import Mapping
from functools import cached_property
from typing import Any

from attrs import frozen

from observability.delivery.canonical import fingerprint


@frozen(slots=False)
class Built:
    """`path` is its file, `folder` its owner's name, empty for what stands above them."""

    path: str
    folder: str
    json: Mapping[str, Any]

    @property
    def uid(self) -> str:
        """By which Grafana knows it."""
        return str(self.json["uid"])

    @property
    def title(self) -> str:
        """As people call it."""
        return str(self.json["title"])

    @cached_property
    def content(self) -> str:
        """Its fingerprint."""
        return fingerprint(self.json)
