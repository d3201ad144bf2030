"""A repository as its owner has it: what `init` left, committed on `main`, and a branch with a change of an alert."""

from pathlib import Path

from observability import cli
from tests.support import git

# A change that matters: certificates warn later, and nobody is told for which reason.
BEFORE, AFTER = "< 14 * 86400", "< 2 * 86400"


def monitored(root: Path) -> Path:
    """The repository, with `main` and an upstream of that name."""
    root.mkdir()
    git.start(root)
    assert cli.run(["init", str(root)]) == 0
    git.commit(root, "Watch the example")
    git.git(root, "update-ref", "refs/remotes/origin/main", "HEAD")
    return root


def branch(root: Path) -> None:
    """A branch on which one alert changed, while `main` went on."""
    git.git(root, "switch", "-q", "-c", "change")
    change(root)
    git.commit(root, "Warn later of certificates")


def change(root: Path) -> None:
    """The change, not committed."""
    descriptor = root / "services" / "example.yaml"
    text = descriptor.read_text()
    assert BEFORE in text
    descriptor.write_text(text.replace(BEFORE, AFTER))
