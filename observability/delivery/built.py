"""A dashboard that was built."""

from collections.abc import Mapping
from typing import Any

import orjson
from attrs import field, frozen

from observability.delivery.canonical import fingerprint


@frozen
class Built:
    """`path` is its file, `folder` its owner's name, empty for what stands above them. `content` is its fingerprint.

    The JSON is kept as text: a fleet's would fill the memory otherwise.
    """

    path: str
    folder: str
    uid: str
    title: str
    content: str
    text: bytes = field(repr=False)

    @classmethod
    def of(cls, path: str, folder: str, json: Mapping[str, Any]) -> "Built":
        """One of JSON with a uid and a title.

        Raises:
            ValueError: it is nested too deep to be a dashboard.
        """
        return cls(path, folder, str(json["uid"]), str(json["title"]), fingerprint(json), orjson.dumps(json))

    @property
    def json(self) -> Mapping[str, Any]:
        """The whole dashboard."""
        json: Mapping[str, Any] = orjson.loads(self.text)
        return json
