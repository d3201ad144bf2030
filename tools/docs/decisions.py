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
rewritten; a new record says what replaces it. Numbers go by chapter, so there are gaps between them."""

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
    140: "Lint",
    150: "Replay",
    160: "Preview",
    170: "What dashboards show",
    180: "Delivery",
    190: "In other repositories",
}


def text() -> str:
    """The page."""
    records = sorted(path for path in _FOLDER.glob("[0-9]*.md"))
    return page(made_from("the records beside it"), _INTRO, *_chapters(records))


def _chapters(records: list[Path]) -> Iterator[str]:
    for title, some in groupby(records, _chapter):
        yield f"## {title}\n\n" + "\n".join(map(_line, some))


def _chapter(record: Path) -> str:
    number = int(record.name.partition("-")[0])
    return _CHAPTERS[max(first for first in _CHAPTERS if first <= number)]


def _line(record: Path) -> str:
    with record.open(encoding="utf-8") as file:
        title = file.readline().lstrip("# ").strip()
    return f"- [{title}]({record.name})"
