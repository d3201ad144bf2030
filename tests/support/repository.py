"""A real git repository for tests."""

import os
import subprocess
from pathlib import Path

from attrs import frozen

# Nothing of the person who runs the tests changes what happens.
_ENVIRONMENT = {
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_AUTHOR_NAME": "a",
    "GIT_AUTHOR_EMAIL": "a@example.org",
    "GIT_COMMITTER_NAME": "a",
    "GIT_COMMITTER_EMAIL": "a@example.org",
    "GIT_AUTHOR_DATE": "2026-01-01T00:00:00Z",
    "GIT_COMMITTER_DATE": "2026-01-01T00:00:00Z",
}


@frozen
class Repository:
    """One in this folder."""

    folder: Path

    @classmethod
    def start(cls, folder: Path) -> "Repository":
        folder.mkdir(parents=True, exist_ok=True)
        repository = cls(folder)
        repository.git("init", "-q", "-b", "main")
        return repository

    def git(self, *arguments: str) -> str:
        run = subprocess.run(
            ["git", *arguments],
            cwd=self.folder,
            env=os.environ | _ENVIRONMENT,
            capture_output=True,
            text=True,
            check=True,
        )
        return run.stdout

    def write(self, path: str, text: str | bytes) -> None:
        (self.folder / path).parent.mkdir(parents=True, exist_ok=True)
        (self.folder / path).write_bytes(text.encode() if isinstance(text, str) else text)

    def commit(self, **files: str) -> str:
        """Commit everything, and these files as well; the id of the commit."""
        for path, text in files.items():
            self.write(path, text)
        self.git("add", "-A")
        self.git("commit", "-q", "--allow-empty", "-m", "x")
        return self.git("rev-parse", "HEAD").strip()
