"""One side before anything of it is read as rules."""

import posixpath
from collections.abc import Iterator

from attrs import evolve, frozen

from observability import workspace
from observability.reviewing.choose import Chosen, choose, environment_of, looks_like_rules
from observability.reviewing.projects import ProjectOf, project_of
from observability.reviewing.read import Unread
from observability.reviewing.targets import Target


@frozen
class Half:
    """What is asked for, the project that it belongs to, and the files that may be of concern.

    `inner` are the keys of folders with projects of their own, where what is asked for belongs to none.
    """

    target: Target
    project: ProjectOf
    chosen: Chosen
    inner: frozenset[str] = frozenset()

    @classmethod
    def of(cls, target: Target) -> "Half":
        """The side that a target means."""
        half = cls(target, project_of(target), choose(target))
        return half if half.project.content is not None or target.is_file else evolve(half, inner=half._projects())

    def beside(self, other: "Half") -> "Half":
        """The same, where a project that only the other side has is one here too."""
        return evolve(self, inner=self.inner | other.inner)

    def _projects(self) -> frozenset[str]:
        held = (self.target.key(path) for path in self.target.tree.paths if self.target.holds(path))
        keys = (key for key in held if not any(part.startswith(".") for part in key.split("/")))
        return frozenset(posixpath.dirname(key) for key in keys if posixpath.basename(key) == workspace.PROJECT_FILE)

    def within(self, folder: str) -> Iterator[str]:
        """The paths of an inner project's file, and of all that may be a descriptor of it."""
        below = (path for path in self.chosen.rules if self.target.key(path).startswith(f"{folder}/"))
        project = self.target.path(posixpath.join(folder, workspace.PROJECT_FILE))
        yield from (project, *below) if project in self.target.tree.paths else below

    def unread(self, path: str, content: bytes) -> Unread:
        """A file that is to be read."""
        key = self.target.key(path)
        found = Unread(key, self.target.tree.name(path), self.project.path(path), content)
        environment = environment_of(key, built=self.chosen.built)
        return evolve(found, environment=environment, described=self.describes(path, content))

    def concerns(self, path: str, content: bytes | None) -> bool:
        """Whether a file has rules, or means to have some."""
        if content is None:
            return False
        if self.target.is_file or self.describes(path, content):
            return True
        return looks_like_rules(content) and not workspace.is_descriptor(content)

    def describes(self, path: str, content: bytes) -> bool:
        """Whether it is a descriptor of this project: there may be others' among its examples and tests."""
        if not workspace.is_descriptor(content):
            return False
        if self.target.is_file:
            return True
        if self.project.content is not None:
            return self.project.describes(path)
        return not any(self.target.key(path).startswith(f"{folder}/") for folder in self.inner)
