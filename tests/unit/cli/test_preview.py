"""What a preview needs, and what it says without it."""

from pathlib import Path

import pytest

from observability import cli

ROOT = Path(__file__).parents[3]


def test_without_a_prometheus_it_exits_with_3_and_says_what_would_help(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PROMETHEUS", "/nowhere/prometheus")
    page = tmp_path / "page.html"
    assert cli.run(["preview", "shop", "--path", str(ROOT), "--output", str(page)]) == 3
    assert "PROMETHEUS=/nowhere/prometheus is no program" in capsys.readouterr().err
    assert not page.exists()


def test_a_page_that_cannot_be_written_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(ROOT)
    assert cli.run(["preview", "node", "--output", str(tmp_path / "no/folder/page.html")]) == 2
    assert "cannot be written: No such file or directory" in capsys.readouterr().err
