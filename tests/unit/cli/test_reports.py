"""`--report`: the same findings for several readers, of one run."""

from pathlib import Path

import orjson
import pytest

from observability import cli


@pytest.fixture
def wrong(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / ".git").mkdir()
    monkeypatch.chdir(tmp_path)
    assert cli.run(["init"]) == 0
    descriptor = tmp_path / "services" / "example.yaml"
    descriptor.write_text(descriptor.read_text().replace("owner: platform", "owner: plattform"))
    return tmp_path


def test_each_file_has_its_format(wrong: Path, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    assert cli.run(["validate", "--report", "markdown=a=b.md", "--report", "json=b.json", "--format", "github"]) == 2
    assert capsys.readouterr().out.startswith("::error file=services/example.yaml,")
    assert "| error | `owner` |" in (wrong / "a=b.md").read_text()
    (finding,) = orjson.loads((wrong / "b.json").read_bytes())["findings"]
    assert finding["check"] == "owner"


@pytest.mark.usefixtures("wrong")
@pytest.mark.parametrize("report", ["md=a.md", "markdown", "markdown=", "=a.md"])
def test_what_is_no_report_is_told(capsys: pytest.CaptureFixture[str], report: str) -> None:
    assert cli.run(["validate", "--report", report]) == 2
    said = capsys.readouterr().err
    assert f"{report!r} is not FORMAT=FILE, where FORMAT is one of text, json, " in said


@pytest.mark.usefixtures("wrong")
def test_a_file_that_cannot_be_written_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["validate", "--report", "json=no/such/folder.json"]) == 2
    assert "no/such/folder.json: cannot be written: No such file or directory" in capsys.readouterr().err
