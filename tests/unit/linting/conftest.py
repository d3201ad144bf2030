from pathlib import Path

import pytest


@pytest.fixture(autouse=True)
def _nobodys_project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Rules of no project are judged by that of the current folder."""
    monkeypatch.chdir(tmp_path)
