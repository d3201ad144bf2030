"""This repository as another one gets it."""

import shutil
from pathlib import Path

HERE = Path(__file__).parents[2]
_FOLDERS = ("observability", "tools")
_FILES = (".pre-commit-hooks.yaml", "LICENSE", "README.md", "action.yml", "pyproject.toml", "requirements.lock")


def installable(folder: Path) -> Path:
    """What pip and pre-commit want of it, apart, so that they leave nothing here."""
    folder.mkdir()
    for name in _FOLDERS:
        shutil.copytree(HERE / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in _FILES:
        shutil.copy(HERE / name, folder / name)
    return folder
