"""Whole compilations: each folder here is a project, and `expected/` all that it becomes.

`make golden` rewrites the expected files; a person reads the difference.
"""

import shutil
from pathlib import Path

import pytest

from observability.building import Request, build

CASES = sorted(folder for folder in Path(__file__).parent.iterdir() if (folder / "services").is_dir())


def tree(folder: Path) -> dict[str, str]:
    files = (path for path in folder.rglob("*") if path.is_file() and path.name != ".observability.json")
    return {path.relative_to(folder).as_posix(): path.read_text() for path in sorted(files)}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_project_becomes_what_was_read_and_approved(
    case: Path, tmp_path: Path, pytestconfig: pytest.Config, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Without a project file the root is the current folder, and the case must not see this repository's own project.
    shutil.copytree(case, tmp_path / "project", ignore=shutil.ignore_patterns("expected"))
    monkeypatch.chdir(tmp_path / "project")
    build(Request((Path(),), tmp_path / "built"))
    built = tree(tmp_path / "built")
    if pytestconfig.getoption("update_golden"):
        shutil.rmtree(case / "expected", ignore_errors=True)
        shutil.copytree(tmp_path / "built", case / "expected", ignore=shutil.ignore_patterns(".observability.json"))
    expected = tree(case / "expected")
    assert sorted(built) == sorted(expected)
    for path, text in built.items():
        assert text == expected[path], path
