"""The index of decision records: number and title of each."""

from pathlib import Path

from tools.docs.markdown import made_from, page

PATH = "docs/decisions/README.md"

_FOLDER = Path(__file__).parents[2] / "docs" / "decisions"

_INTRO = """\
# Decisions

What was decided, why, and what was rejected: one file each, about fifteen lines. A decision that no longer holds is not
rewritten; a new record says what replaces it."""


def text() -> str:
    """The page."""
    records = sorted(path for path in _FOLDER.glob("[0-9]*.md"))
    return page(made_from("the records beside it"), _INTRO, "\n".join(map(_line, records)))


def _line(record: Path) -> str:
    with record.open(encoding="utf-8") as file:
        title = file.readline().lstrip("# ").strip()
    return f"- [{title}]({record.name})"
