"""The real git, as nobody in particular: no setting of this machine counts, and a commit has the time it is given."""

import os
import subprocess
from pathlib import Path

_WHO = {f"GIT_{role}_{what}": "x" for role in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
# A hook that runs these tests names its own repository there.
_FOREIGN = ("GIT_DIR", "GIT_INDEX_FILE", "GIT_WORK_TREE")


def environment(time: int = 0) -> dict[str, str]:
    """What a program is started with that may call git itself; `time` in seconds since 1970."""
    times = {f"GIT_{role}_DATE": f"@{time} +0000" for role in ("AUTHOR", "COMMITTER")}
    kept = {key: value for key, value in os.environ.items() if key not in _FOREIGN}
    return kept | _WHO | times | {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}


def git(root: Path, *arguments: str, time: int = 0) -> str:
    """One command in a repository; what it printed."""
    command = ["git", *arguments]
    return subprocess.run(command, cwd=root, env=environment(time), check=True, capture_output=True, text=True).stdout


def start(root: Path) -> None:
    """A repository whose branch is `main`, without a commit."""
    git(root, "init", "-q", "-b", "main")


def commit(root: Path, message: str = "x", *paths: str, time: int = 0) -> str:
    """All that changed, or these paths; the revision."""
    git(root, "add", "--all", "--", *(paths or (".",)))
    git(root, "commit", "-q", "--allow-empty", "-m", message, time=time)
    return git(root, "rev-parse", "HEAD").strip()
