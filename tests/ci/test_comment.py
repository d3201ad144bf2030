"""One comment, kept up to date."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.ci.github import GitHub, serving
from tools.ci.comment import MARK, main


@pytest.fixture
def github() -> Iterator[GitHub]:
    with serving() as state:
        yield state


@pytest.fixture
def page(tmp_path: Path) -> Path:
    path = tmp_path / "review.md"
    path.write_text("First\n")
    return path


def write(github: GitHub, page: Path, url: str = "") -> int:
    environment = {"GITHUB_API_URL": url or github.url, "GITHUB_REPOSITORY": "example/shop"}
    return main(environment | {"PULL_REQUEST": "7", "GITHUB_TOKEN": "a-token"}, page)


def bodies(github: GitHub) -> list[str]:
    return [comment["body"] for comment in github.comments]


def test_it_is_written_once_and_then_replaced(github: GitHub, page: Path) -> None:
    github.add("Looks good.", "somebody")
    assert write(github, page) == 0
    page.write_text("Second\n")
    assert write(github, page) == 0
    assert bodies(github) == ["Looks good.", f"{MARK}\nSecond\n"]
    assert github.tokens == {"Bearer a-token"}


def test_it_is_found_on_any_page(github: GitHub, page: Path) -> None:
    for _ in range(5):
        github.add("Looks good.", "somebody")
    write(github, page)
    write(github, page)
    assert len(github.comments) == 6


def test_a_comment_of_another_is_never_taken_for_ours(github: GitHub, page: Path) -> None:
    """Whoever wrote it could change what it says after us."""
    github.add(f"{MARK}\nNothing changed.", "somebody")
    write(github, page)
    assert bodies(github) == [f"{MARK}\nNothing changed.", f"{MARK}\nFirst\n"]


@pytest.mark.parametrize("status", [401, 403, 404])
def test_a_token_that_may_not_write_is_a_warning(
    github: GitHub, page: Path, capsys: pytest.CaptureFixture[str], status: int
) -> None:
    github.refuses = status
    assert write(github, page) == 0
    said = capsys.readouterr().out
    assert said.startswith(
        f"::warning::No comment was written: GitHub answered {status}, so the token may not write here."
    )
    assert "a-token" not in said


def test_an_error_of_github_is_one(github: GitHub, page: Path, capsys: pytest.CaptureFixture[str]) -> None:
    github.refuses = 500
    assert write(github, page) == 1
    assert capsys.readouterr().out.startswith("::error::No comment was written: GitHub answered 500.")


def test_no_github_is_an_error(github: GitHub, page: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert write(github, page, "http://127.0.0.1:9") == 1
    assert "GitHub was not reached (ConnectError)" in capsys.readouterr().out
