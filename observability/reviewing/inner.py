"""Projects below what is compared: what their descriptors become, only they can say."""

import posixpath
from collections.abc import Iterator

from observability import workspace
from observability.findings import Finding, Location
from observability.reviewing.half import Half


def inner_projects(old: Half, new: Half) -> Iterator[Finding]:
    """Those in which something changed: not to compare them is an error, as "no rule changed" would be untrue."""
    for folder in sorted(new.inner):
        if _content(old, folder) != _content(new, folder):
            project = posixpath.join(folder, workspace.PROJECT_FILE)
            target = new.target if new.target.path(project) in new.target.tree.paths else old.target
            message = "the descriptors of this project changed, and are not compared from above it"
            hint = f"run this in {target.path(folder)}, or name that folder on both sides"
            yield Finding("inner-project", message, Location(target.tree.name(target.path(project))), hint=hint)


def _content(half: Half, folder: str) -> dict[str, bytes]:
    paths = list(half.within(folder))
    found = zip(paths, half.target.tree.read(paths), strict=True)
    return {half.target.key(path): content for path, content in found if content and _counts(path, content)}


def _counts(path: str, content: bytes) -> bool:
    return path.endswith(workspace.PROJECT_FILE) or workspace.is_descriptor(content)
