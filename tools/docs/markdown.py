"""Small pieces of Markdown as GitHub shows it."""

from collections.abc import Iterable, Sequence


def made_from(source: str) -> str:
    """The first line of a page: where to change it."""
    return f"<!-- Made from {source}. Change that, and run `make docs`. -->"


def code(text: str) -> str:
    """Inline code; text with backticks gets longer fences."""
    return f"`` {text} ``" if "`" in text else f"`{text}`"


def link(title: str, heading: str) -> str:
    """A link to a heading of the same page."""
    return f"[{title}](#{heading.lower().replace(' ', '-')})"


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |" for line in lines)


def page(*blocks: str) -> str:
    """Blocks with a blank line between them."""
    return "\n\n".join(block.strip("\n") for block in blocks if block) + "\n"
