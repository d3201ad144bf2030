"""A map of a descriptor as the reading code sees it: values by key, and a place to complain."""

from collections.abc import Callable, Iterator
from typing import Any, TypeVar

from observability.descriptor.report import RefusedError, Report
from observability.descriptor.yaml.marks import NO_MARK, Mark, YamlMap
from observability.findings import Location

T = TypeVar("T")


class Node:
    """One map and its path. Its values have the types of the schema: what had not was reported and dropped."""

    __slots__ = ("data", "path", "report")

    def __init__(self, data: YamlMap, path: str, report: Report) -> None:
        self.data = data
        self.path = path
        self.report = report

    def __contains__(self, key: str) -> bool:
        """Whether the key was written, be it well or badly."""
        return key in self.data or key in self.data.broken

    @property
    def is_damaged(self) -> bool:
        """Whether something here was reported and dropped: what is missing may have been meant by it."""
        return bool(self.data.broken)

    def get(self, key: str, default: Any = None) -> Any:
        """The plain value."""
        return self.data.get(key, default)

    def child(self, key: str) -> "Node":
        """The map below a key; an empty one where there is none."""
        value = self.data.get(key)
        path = f"{self.path}.{key}" if self.path else key
        return Node(value if isinstance(value, YamlMap) else YamlMap(self.mark(key)), path, self.report)

    def children(self, key: str) -> "Iterator[tuple[str, Node]]":
        """The maps by name below a key, in the file's order."""
        child = self.child(key)
        return ((name, child.child(name)) for name in child.data)

    def named(self, key: str, check: Callable[[str], object]) -> "Iterator[tuple[str, Node]]":
        """The same without those whose name `check` refuses, which is reported."""
        child = self.child(key)
        for name, node in self.children(key):
            try:
                check(name)
            except RefusedError as error:
                child.refuse_key(error, name)
            else:
                yield name, node

    def read(self, key: str, parse: Callable[[Any], T]) -> T | None:
        """What `parse` makes of the value. None where there is none, or where it was refused, which is reported."""
        if key not in self.data:
            return None
        try:
            return parse(self.data[key])
        except ValueError as error:
            self.refuse(error, key)
            return None

    def refuse(self, error: ValueError, key: str = "") -> None:
        """Report why a value cannot stand."""
        if isinstance(error, RefusedError):
            self.complain(error.check, str(error), key, error.hint)
        else:
            message, _, hint = str(error).partition("; ")
            self.complain("invalid-value", message, key, hint)

    def refuse_key(self, error: RefusedError, key: str) -> None:
        """Report why a key cannot have this name."""
        self.complain_of_key(error.check, str(error), key, error.hint)

    def complain(self, check: str, message: str, key: str = "", hint: str = "") -> None:
        """Report something at the value of `key`, or at the whole map."""
        where = ".".join(filter(None, (self.path, key)))
        self.report.add(check, message, self.mark(key), where, hint)

    def complain_of_key(self, check: str, message: str, key: str, hint: str) -> None:
        """Report something at the key itself: its name is what is wrong."""
        mark = self.data.keys_at.get(key, self.data.start)
        self.report.add(check, message, mark, ".".join(filter(None, (self.path, key))), hint)

    def mark(self, key: str) -> Mark:
        """Where the value of `key` stands, else the whole map."""
        return self.data.values_at.get(key) or self.data.start or NO_MARK

    def location(self, key: str = "") -> Location:
        """Where the key stands (a reader looks for it, not for its value), else the whole map."""
        return Location(self.report.file, *(self.data.keys_at.get(key) or self.data.start))
