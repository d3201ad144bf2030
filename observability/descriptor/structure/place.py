"""Where in a document an error is."""

from collections.abc import Sequence
from typing import Any

from observability.descriptor.repeatable import in_routing
from observability.descriptor.yaml.marks import Mark, YamlList, YamlMap


class Place:
    """The value that an error is about, the nearest map above it, the key there, and the mark."""

    def __init__(self, root: YamlMap, path: Sequence[str | int]) -> None:
        self.path = ".".join(map(str, path))
        self.map: YamlMap = root
        self.key: str | None = None
        self.mark: Mark = root.start
        value: Any = root
        for step in path:
            self._enter(value, step)
            value = value[step]
        self.value = value

    def _enter(self, value: Any, step: str | int) -> None:
        if isinstance(value, YamlMap):
            self.map, self.key = value, str(step)
            self.mark = value.values_at[self.key]
        elif isinstance(value, YamlList):
            self.mark = value.marks[int(step)]

    @property
    def in_routing(self) -> bool:
        """Whether it is where people write secrets."""
        return in_routing(self.path.split("."))

    def drop(self) -> None:
        """Leave the value out of the document, so that the rest can be read."""
        if self.key is not None:
            self.map.discard(self.key)

    def of(self, key: str) -> str:
        """The path of a key below."""
        return f"{self.path}.{key}" if self.path else key
