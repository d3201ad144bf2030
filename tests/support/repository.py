"""A real git repository for tests, with its files in a few words."""

from pathlib import Path

from attrs import frozen

from tests.support import git


@frozen
class Repository:
    """One in this folder."""

    folder: Path

    @classmethod
    def start(cls, folder: Path) -> "Repository":
        folder.mkdir(parents=True, exist_ok=True)
        git.start(folder)
        return cls(folder)

    def git(self, *arguments: str) -> str:
        return git.git(self.folder, *arguments)

    def write(self, path: str, text: str | bytes) -> None:
        (self.folder / path).parent.mkdir(parents=True, exist_ok=True)
        (self.folder / path).write_bytes(text.encode() if isinstance(text, str) else text)

    def commit(self, **files: str) -> str:
        """Commit everything, and these files as well; the id of the commit."""
        for path, text in files.items():
            self.write(path, text)
        return git.commit(self.folder)
