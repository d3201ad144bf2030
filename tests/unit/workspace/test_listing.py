from pathlib import Path

import pytest

from observability.workspace import files_below, matching

PATHS = [
    "a.yaml",
    "services/a.yaml",
    "services/b.yml",
    "services/deep/er/c.yaml",
    "services/x[1].yaml",
    "services/b-2.yaml",
]


@pytest.mark.parametrize(
    "glob",
    [
        "*.yaml",
        "services/*.yaml",
        "services/**/*.yaml",
        "**/*.y*ml",
        "services/?.yaml",
        "services/[ab].y*",
        "services/[!a]*",
    ],
)
def test_a_pattern_means_what_it_means_on_disk(glob: str, tmp_path: Path) -> None:
    for path in PATHS:
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).touch()
    on_disk = [path.relative_to(tmp_path).as_posix() for path in tmp_path.glob(glob) if path.is_file()]
    assert on_disk
    assert sorted(matching(PATHS, [glob])) == sorted(on_disk)


def test_hidden_files_are_not_listed(tmp_path: Path) -> None:
    for path in ("b.yaml", ".hidden.yaml", ".git/x.yaml", "a/c.yaml"):
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).touch()
    assert files_below(tmp_path) == ("a/c.yaml", "b.yaml")
