"""The index of decision records: number and title of each, in chapters."""

from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

from tools.docs.markdown import made_from, page

PATH = "docs/decisions/README.md"

_FOLDER = Path(__file__).parents[2] / "docs" / "decisions"

_INTRO = """\
# Decisions

What was decided, why, and what was rejected: one file each, about fifteen lines. A decision that no longer holds is not
rewritten; a new record says what replaces it. Numbers go by chapter as far as they last."""

# The first number of each chapter.
_CHAPTERS = {
    40: "Dashboards",
    50: "The example, its tests, and the programs they start",
    60: "Rules and their files",
    80: "Alertmanager",
    90: "Fleets, and the house itself",
    100: "Proof",
    110: "Runbooks",
    118: "Tests and mutants",
    130: "Review",
    140: "Lint, and what else is told",
    150: "Replay",
    160: "Preview",
    170: "What dashboards show",
    180: "Delivery",
    190: "In other repositories",
}
# Records whose number was the next one free, and the chapter to which they belong.
_ELSEWHERE = {
    **dict.fromkeys((148, 194, 198), 90),
    197: 60,
    **dict.fromkeys((*range(93, 100), 108, 192, 193, *range(200, 213), 216), 118),
    **dict.fromkeys((109, 213, 214, 215), 140),
    196: 130,
}


def text() -> str:
    """The page."""
    records = sorted(_FOLDER.glob("[0-9]*.md"), key=lambda record: (_first(record), record.name))
    return page(made_from("the records beside it"), _INTRO, *_chapters(records))


def _chapters(records: list[Path]) -> Iterator[str]:
    for first, some in groupby(records, _first):
        yield f"## {_CHAPTERS[first]}\n\n" + "\n".join(map(_line, some))


def _first(record: Path) -> int:
    """The first number of the record's chapter."""
    number = int(record.name.partition("-")[0])
    return _ELSEWHERE.get(number) or max(first for first in _CHAPTERS if first <= number)


def _line(record: Path) -> str:
    with record.open(encoding="utf-8") as file:
        title = file.readline().lstrip("# ").strip()
    return f"- [{title}]({record.name})"
