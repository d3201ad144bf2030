"""YAML's maps and lists as plain data that remembers where it was written.

They are a dict and a list, so the JSON Schema validator and `match` take them as they are.
"""

from collections.abc import Iterator
from typing import Any

# Line and column, both from 1.
Mark = tuple[int, int]

NO_MARK: Mark = (0, 0)


class YamlMap(dict[str, Any]):
    """A map. `keys_at` and `values_at` tell where each key and value stand, `start` and `end` where the whole does.

    `removed` are keys that an overlay took away with a null, and where. `broken` are keys whose value was already
    reported and dropped: whoever misses them must not complain a second time.
    """

    __slots__ = ("broken", "end", "keys_at", "removed", "start", "values_at")

    def __init__(self, start: Mark = NO_MARK) -> None:
        super().__init__()
        self.start = self.end = start
        self.keys_at: dict[str, Mark] = {}
        self.values_at: dict[str, Mark] = {}
        self.removed: dict[str, Mark] = {}
        self.broken: set[str] = set()

    def put(self, key: str, value: Any, key_at: Mark, value_at: Mark) -> None:
        """Set a key together with its marks."""
        self[key] = value
        self.keys_at[key] = key_at
        self.values_at[key] = value_at

    def discard(self, key: str) -> None:
        """Drop a value that was reported."""
        self.pop(key, None)
        self.broken.add(key)


class YamlList(list[Any]):
    """A list; `marks` tell where each item stands."""

    __slots__ = ("marks",)

    def __init__(self) -> None:
        super().__init__()
        self.marks: list[Mark] = []

    def put(self, value: Any, mark: Mark) -> None:
        """Append an item together with its mark."""
        self.append(value)
        self.marks.append(mark)


def unmarked(value: Any) -> Any:
    """A copy in plain dicts and lists, for what outlives its file."""
    if isinstance(value, dict):
        return {key: unmarked(item) for key, item in value.items()}
    return [unmarked(item) for item in value] if isinstance(value, list) else value


def marked_items(data: YamlList) -> Iterator[tuple[Any, Mark]]:
    """The items of a list with their marks."""
    return zip(data, data.marks, strict=True)
