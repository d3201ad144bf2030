"""The project file of a side, and what it says of all of its descriptors."""

import posixpath
from collections.abc import Iterator

from attrs import frozen

from observability import descriptor, workspace
from observability.descriptor import Project
from observability.exceptions import InputError
from observability.findings import Finding
from observability.model.artifact import Source
from observability.reviewing.targets import Target


@frozen
class ProjectOf:
    """A side's project; `folder` is where its file is, from the root of the tree. `content` is None without one."""

    project: Project
    folder: str = ""
    content: bytes | None = None
    findings: tuple[Finding, ...] = ()

    def path(self, path: str) -> str:
        """A path of the tree, from the project's folder on."""
        return posixpath.relpath(path, self.folder) if self.folder else path

    def describes(self, path: str) -> bool:
        """Whether the project's patterns mean this path of the tree."""
        below = not self.folder or path.startswith(f"{self.folder}/")
        return below and bool(workspace.matching([self.path(path)], self.project.services))


def project_of(target: Target) -> ProjectOf:
    """The nearest project file, at the target or above it. One that is wrong is told, and does as if none were."""
    for folder in _above(target.inside):
        path = posixpath.join(folder, workspace.PROJECT_FILE)
        content = next(target.tree.read([path]), None)
        if content is not None:
            try:
                return ProjectOf(descriptor.load_project(Source(target.tree.name(path), content)), folder, content)
            except InputError as error:
                return ProjectOf(Project(), folder, content, error.findings)
    return ProjectOf(Project(), target.inside if not target.is_file else posixpath.dirname(target.inside))


def _above(path: str) -> Iterator[str]:
    while path:
        yield path
        path = posixpath.dirname(path)
    yield ""
