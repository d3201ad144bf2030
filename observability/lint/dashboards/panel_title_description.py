"""Every panel has a title and a description.

Why: at three in the morning nobody guesses what a line means.

Passes: `{"title": "Requests", "description": "Requests per second, by handler."}`.
Fails: `{"title": "Requests"}`.
Mend: say what is shown, what it is read from, and what to do about it.
"""

from collections.abc import Iterator

from observability.findings import Finding
from observability.lint.dashboards.reading import all_panels, title
from observability.lint.tree import Tree

ID = "panel-title-description"


def check(tree: Tree) -> Iterator[Finding]:
    """Panels that lack one of the two."""
    for panel in all_panels(tree):
        for key in ("title", "description"):
            if not str(panel.json.get(key) or "").strip():
                yield panel.finding(ID, f"{title(panel)} has no {key}", f"add a {key}")
