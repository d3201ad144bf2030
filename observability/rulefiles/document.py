"""YAML to a tree of nodes that know their lines. What Prometheus passes over in silence is said here."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

import yaml

from observability.findings import Finding, Location

# PyYAML's composer recurses in C and takes the process down with it at some ten thousand levels.
_DEEPEST = 1_000
_FLOW = (b"[", b"{")
_MERGE = "<<"
_NULLS = frozenset({"", "~", "null", "Null", "NULL"})


class _Composer(yaml.CBaseLoader):
    """libyaml's composer. Tags are left out: nothing asks for one, and to find them takes a third of the time."""

    def descend_resolver(self, *_: object) -> None:
        """Nothing to prepare."""

    def ascend_resolver(self) -> None:
        """Nothing to end."""

    def resolve(self, *_: object) -> str:
        """No tag."""
        return ""


class UnreadableError(Exception):
    """The file cannot be read at all; `finding` says why."""

    def __init__(self, finding: Finding) -> None:
        super().__init__(str(finding))
        self.finding = finding


def compose(path: str, text: bytes) -> yaml.Node | None:
    """The only document of a file; None for an empty one.

    Raises:
        UnreadableError: no YAML, more than one document, nested without end.
    """
    with _told(path, text):
        node: yaml.Node | None = _Composer(text).get_single_node()
        return node


def compose_all(path: str, text: bytes) -> list[yaml.Node]:
    """All documents of a file.

    Raises:
        UnreadableError: no YAML, nested without end.
    """
    with _told(path, text):
        composer, nodes = _Composer(text), list[yaml.Node]()
        while composer.check_node():
            node = composer.get_node()
            nodes += [] if node is None else [node]
        return nodes


@contextmanager
def _told(path: str, text: bytes) -> Iterator[None]:
    """What is wrong with a text, as a finding."""
    try:
        if _deepest_possible(text) > _DEEPEST and _depth(text) > _DEEPEST:
            raise UnreadableError(Finding("rule-file", f"is nested over {_DEEPEST} levels deep", Location(path)))
        yield
    except yaml.MarkedYAMLError as error:
        raise UnreadableError(_syntax(path, error)) from error
    except yaml.reader.ReaderError as error:
        raise UnreadableError(_no_text(path, text, error)) from error


def place(path: str, node: yaml.Node) -> Location:
    """Where the node starts."""
    return Location(path, node.start_mark.line + 1, node.start_mark.column + 1)


def fields(node: yaml.Node | None) -> Mapping[str, yaml.Node]:
    """A mapping by its keys, `<<` followed; empty for anything else."""
    if not isinstance(node, yaml.MappingNode):
        return {}
    found = _own(node)
    return _merged(node) if _MERGE in found else found


def items(node: yaml.Node | None) -> list[yaml.Node]:
    """A sequence's items; none for anything else."""
    return list(node.value) if isinstance(node, yaml.SequenceNode) else []


def text(node: yaml.Node | None) -> str:
    """A scalar as it is written; empty for anything else."""
    return str(node.value) if isinstance(node, yaml.ScalarNode) else ""


def is_null(node: yaml.Node) -> bool:
    """Whether there is no value."""
    return isinstance(node, yaml.ScalarNode) and not node.style and node.value in _NULLS


def texts(node: yaml.Node | None) -> dict[str, str]:
    """A mapping of scalars."""
    return {key: text(value) for key, value in fields(node).items()}


def _own(node: yaml.MappingNode) -> dict[str, yaml.Node]:
    return {key.value: value for key, value in node.value if isinstance(key, yaml.ScalarNode)}


def _merged(node: yaml.MappingNode) -> Mapping[str, yaml.Node]:
    """A map and all that it merges, each map once: the nearest has its way, and a map may merge itself."""
    found: dict[str, yaml.Node] = {}
    waiting, seen = list[yaml.Node]([node]), set[yaml.Node]()
    while waiting:
        source = waiting.pop()
        if isinstance(source, yaml.MappingNode) and source not in seen:
            seen.add(source)
            own = _own(source)
            if _MERGE in own:
                merged = own.pop(_MERGE)
                waiting.extend(reversed(items(merged) or [merged]))
            found = own | found
    return found


def _deepest_possible(text: bytes) -> int:
    """A bound that is quick to find: a level needs a bracket or a column of its own; a column holds a map in a list."""
    return sum(map(text.count, _FLOW)) + 2 * max(map(len, text.splitlines()), default=0)


def _depth(text: bytes) -> int:
    deepest = depth = 0
    for event in _events(text):
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        deepest = max(deepest, depth)
    return deepest


def _events(text: bytes) -> Iterator[yaml.Event]:
    yield from iter(yaml.CSafeLoader(text).get_event, None)


def _no_text(path: str, text: bytes, error: yaml.reader.ReaderError) -> Finding:
    before = text[: error.position].split(b"\n")
    location = Location(path, len(before), len(before[-1]) + 1)
    return Finding("rule-file", f"is not YAML: {error.reason}", location, hint="save it as UTF-8 text")


def _syntax(path: str, error: yaml.MarkedYAMLError) -> Finding:
    mark = error.problem_mark
    location = Location(path, mark.line + 1, mark.column + 1) if mark else Location(path)
    if error.context == "expected a single document in the stream":
        hint = "put it into a file of its own: Prometheus reads the first, and passes over the rest"
        return Finding("rule-file", "holds more than one YAML document", location, hint=hint)
    return Finding("rule-file", f"is not YAML: {error.problem}", location)
