"""One side before anything of it is read as rules."""

from attrs import evolve, frozen

from observability.reviewing.choose import Chosen, choose, environment_of, is_descriptor, looks_like_rules
from observability.reviewing.projects import ProjectOf, project_of
from observability.reviewing.read import Unread
from observability.reviewing.targets import Target


@frozen
class Half:
    """What is asked for, the project that it belongs to, and the files that may be of concern."""

    target: Target
    project: ProjectOf
    chosen: Chosen

    @classmethod
    def of(cls, target: Target) -> "Half":
        """The side that a target means."""
        return cls(target, project_of(target), choose(target))

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
        return looks_like_rules(content) and not is_descriptor(content)

    def describes(self, path: str, content: bytes) -> bool:
        """Whether it is a descriptor of this project: there may be others' among its examples and tests."""
        if not is_descriptor(content):
            return False
        return self.target.is_file or self.project.content is None or self.project.describes(path)
