"""Reads those rules and dashboards that did not change but may read what did."""

import re
from collections.abc import Callable, Collection, Iterable, Iterator

import orjson
from attrs import frozen

from observability.lint import DashboardFile
from observability.promql import metrics_read
from observability.review.changed import Changed
from observability.review.reach import Readers
from observability.review.ruleset import Panel, Placed
from observability.reviewing.sides import Side, Sides, read_same


def readers(sides: Sides, found: Iterable[Changed], jobs: int) -> Readers | None:
    """Everything on the new side that may read one of the recordings that changed; None where none did."""
    changed = [one for one in found if not one.is_alert]
    if not changed:
        return None
    search = _Search({}, {one.gone.name for one in changed if one.gone})
    fresh = search.add(placed for one in changed for placed in (one.old, one.new) if placed)
    files = list(sides.new.untrimmed)
    everything = list(sides.new.files)
    while fresh:
        # Those that read what changed are looked for as well, in all that is known so far, and then on disk.
        more = [placed for file in everything for placed in file.placed if placed.recording and search.reads(placed)]
        fresh = [*fresh, *search.add(more)]
        read = read_same(sides.new, _may_read(fresh, search.gone), sides.environments, jobs)
        known = {(file.key, file.environment) for file in files}
        files += [file for file in read.files if (file.key, file.environment) not in known]
        everything = files
        fresh = search.add(p for file in files for p in file.placed if p.recording and search.reads(p))
    return Readers.of(files, _panels(sides.new, _may_read(list(search.seen.values()), frozenset())))


@frozen
class _Search:
    """The recordings whose readers are looked for, each once, and the names of those that are `gone`."""

    seen: dict[tuple[str, tuple[tuple[str, str], ...]], Placed]
    gone: set[str]

    def add(self, placed: Iterable[Placed]) -> list[Placed]:
        """Those that were not looked for yet."""
        asked = {one.series: one for one in placed}
        fresh = {key: one for key, one in asked.items() if key not in self.seen}
        self.seen.update(fresh)
        return list(fresh.values())

    def reads(self, placed: Placed) -> bool:
        """Whether a recording may read one of those, by its name."""
        return not self._names.isdisjoint(metrics_read(placed.rule.expr))

    @property
    def _names(self) -> set[str]:
        return {name for name, _ in self.seen}


def _may_read(recordings: Iterable[Placed], gone: Collection[str]) -> Callable[[bytes], bool]:
    """Whether a file may read one of these, or records one of those that are gone elsewhere."""
    by_name: dict[bytes, list[Placed]] = {}
    for one in recordings:
        by_name.setdefault(one.name.encode(), []).append(one)
    names = b"|".join(map(re.escape, sorted(by_name)))
    any_name = re.compile(rb"(record['\"]?:\s*['\"]?)?(?<![\w:])(" + names + rb")(?![\w:])(\{[^{}]*\})?")
    elsewhere = {name.encode() for name in gone}

    def wanted(content: bytes) -> bool:
        for found in any_name.finditer(content):
            is_made = found[1] is not None
            if found[2] in elsewhere if is_made else _could_be(found[3] or b"", by_name[found[2]]):
                return True
        return False

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
