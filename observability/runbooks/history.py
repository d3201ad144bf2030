"""When each line was last changed, from one read of the whole history: `git log` with its patches, newest first.

The log must be of one line of history (`--first-parent -m`), without context lines (`-U0`) and without renames: then
each patch tells which lines of the newer state it made, and where the others stood before.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from attrs import Factory, define, field, frozen

from observability.model.location import Location
from observability.runbooks.blocks import block

# Begins the line of a commit; no line of a patch does. Its time in seconds since 1970 follows.
MARK = "\0"
_HUNK = re.compile(r"@@ -\d+(?:,(?P<old>\d+))? \+(?P<start>\d+)(?:,(?P<new>\d+))? @@")
_NEW = "+++ "
_OLD = "--- "


@frozen
class History:
    """The last change of `alerts`, by where they stand, and of `files`, by path: in seconds since 1970.

    What is not there, or None, is a change that is not committed yet, or of what is not in the repository.
    """

    alerts: Mapping[Location, int | None] = field(factory=dict)
    files: Mapping[str, int | None] = field(factory=dict)


def history(log: Iterable[str], texts: Mapping[str, Sequence[str]], alerts: Iterable[Location]) -> History:
    """Read a log. `texts`: the lines of the files that the alerts stand in, as they are now.

    What a log tells before its first mark is not committed.
    """
    reader = _Reader({path: _File.of(len(lines)) for path, lines in texts.items()})
    reader.read(iter(log))
    times = {
        alert: latest(reader.asked[alert.file].times[line - 1] for line in block(texts[alert.file], alert))
        for alert in sorted(set(alerts))
        if alert.file in texts and 0 < alert.line <= len(texts[alert.file])
    }
    return History(times, reader.files)


def latest(times: Iterable[int | None]) -> int | None:
    """The latest of some times; None if one of them is not known."""
    found = list(times)
    return None if not found or None in found else max(time for time in found if time is not None)


@define
class _File:
    """`now`: for each line of the state that is looked at, its line of today, or -1; `times` is by lines of today."""

    now: list[int]
    times: list[int | None]

    @classmethod
    def of(cls, length: int) -> "_File":
        return cls(list(range(length)), [None] * length)

    def apply(self, hunks: list[tuple[int, int, int]], time: int | None) -> None:
        """Go back before a change: its lines are of this time, the others move to where they stood."""
        for start, old, new in reversed(hunks):
            first = start - 1 if new else start
            for line in self.now[first : first + new]:
                if line >= 0:
                    self.times[line] = time
            self.now[first : first + new] = [-1] * old


@define
class _Reader:
    asked: dict[str, _File]
    files: dict[str, int | None] = Factory(dict)
    time: int | None = None

    def read(self, log: Iterator[str]) -> None:
        """Read all patches."""
        path, hunks = "", list[tuple[int, int, int]]()
        for line in log:
            if found := _HUNK.match(line):
                start, old, new = int(found["start"]), int(found["old"] or 1), int(found["new"] or 1)
                hunks.append((start, old, new))
                _skip(log, old + new)
            elif line.startswith((MARK, "diff ")):
                self._end(path, hunks)
                path, hunks = "", []
                self.time = int(line.removeprefix(MARK)) if line.startswith(MARK) else self.time
            elif line.startswith((_OLD, _NEW)):
                path = _path(line[len(_NEW) :]) or path
        self._end(path, hunks)

    def _end(self, path: str, hunks: list[tuple[int, int, int]]) -> None:
        if path:
            self.files.setdefault(path, self.time)
        if path in self.asked:
            self.asked[path].apply(hunks, self.time)


def _skip(log: Iterator[str], count: int) -> None:
    # What stands in a file is never read as part of the log, whatever it looks like.
    for _ in range(count):
        if next(log, "").startswith("\\"):  # "\ No newline at end of file"
            next(log, "")


def _path(name: str) -> str:
    """A path as `git diff` writes it, without its prefix; empty where there was no file."""
    name = name.rstrip("\t")
    if name.startswith('"'):
        name = name[1:-1].encode("latin-1", "backslashreplace").decode("unicode_escape")
    return name[2:] if name.startswith(("a/", "b/")) else ""
