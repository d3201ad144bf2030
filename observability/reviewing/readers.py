"""Reads those rules and dashboards that did not change but may read what did."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence

import orjson

from observability.lint import DashboardFile
from observability.review.changed import Changed
from observability.review.reach import Readers
from observability.review.ruleset import Panel, Placed
from observability.reviewing.sides import Side, Sides, read_same

# So many steps from a recording to its farthest reader; a chain that is longer is told as far as that.
_DEEPEST = 20


def readers(sides: Sides, found: Iterable[Changed], jobs: int) -> Readers | None:
    """Everything on the new side that may read one of the recordings that changed; None where none did."""
    changed = [placed for one in found for placed in (one.old, one.new) if placed and placed.recording]
    if not changed:
        return None
    files = list(sides.new.untrimmed)
    looked_for = _Names()
    frontier = [*changed, *(placed for file in sides.new.files for placed in file.placed if placed.recording)]
    for _ in range(_DEEPEST):
        wanted = looked_for.add(frontier)
        if wanted is None:
            break
        read = read_same(sides.new, wanted, sides.environments, jobs)
        known = {(file.key, file.environment) for file in files}
        more = [file for file in read.files if (file.key, file.environment) not in known]
        files += more
        frontier = [placed for file in more for placed in file.placed if placed.recording]
    return Readers.of(files, _panels(sides.new, looked_for.all))


class _Names:
    """The recordings whose readers were looked for already."""

    def __init__(self) -> None:
        self._seen: dict[tuple[str, tuple[tuple[str, str], ...]], Placed] = {}

    def add(self, placed: Sequence[Placed]) -> Callable[[bytes], bool] | None:
        """Whether a file may read one of those that are new; None where none is."""
        fresh = {(one.name, tuple(sorted(one.rule.labels.items()))): one for one in placed}
        fresh = {key: one for key, one in fresh.items() if key not in self._seen}
        self._seen |= fresh
        return _may_read(list(fresh.values())) if fresh else None

    def all(self, content: bytes) -> bool:
        """Whether a file may read any of them."""
        return _may_read(list(self._seen.values()))(content)


def _may_read(recordings: Sequence[Placed]) -> Callable[[bytes], bool]:
    by_name: dict[bytes, list[Placed]] = {}
    for one in recordings:
        by_name.setdefault(one.name.encode(), []).append(one)
    any_name = re.compile(rb"(?<![\w:])(" + b"|".join(map(re.escape, sorted(by_name))) + rb")(?![\w:])(\{[^{}]*\})?")

    def wanted(content: bytes) -> bool:
        return any(_could_be(found[2] or b"", by_name[found[1]]) for found in any_name.finditer(content))

    return wanted


def _could_be(matchers: bytes, recordings: Iterable[Placed]) -> bool:
    """Whether the matchers, as they stand in the file, let one of these pass: a label of another value tells."""
    pinned = dict(_PINNED.findall(matchers))
    return any(
        all(pinned.get(name.encode(), value.encode()) == value.encode() for name, value in one.rule.labels.items())
        for one in recordings
    )


_PINNED = re.compile(rb"""(?<![\w])(\w+)=\\?["']((?:[^"'\\])*)\\?["']""")


def _panels(side: Side, wanted: Callable[[bytes], bool]) -> Iterator[Panel]:
    """Of all dashboards beside the rules; what is no dashboard is passed over."""
    paths = side.chosen.dashboards
    for path, content in zip(paths, side.target.tree.read(paths), strict=True):
        if content and b'"panels"' in content and wanted(content):
            yield from _of_dashboard(side.target.tree.name(path), content)


def _of_dashboard(name: str, content: bytes) -> Iterator[Panel]:
    try:
        document = orjson.loads(content)
        panels = DashboardFile(name, document).panels if isinstance(document, dict) else ()
        for panel in panels:
            queries = [str(target.json.get("expr", "")) for target in panel.inner("targets")]
            yield Panel(str(document.get("title") or name), str(panel.json.get("title", "")), tuple(queries))
    except (ValueError, AttributeError, TypeError):  # some other JSON
        return
