import re
from pathlib import Path

import orjson
import pytest

from observability import cli
from observability.starter import SCHEMA


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / ".git").mkdir()
    monkeypatch.chdir(tmp_path)
    assert cli.run(["init"]) == 0
    return tmp_path


def test_a_start_validates_and_builds_as_it_is(repository: Path) -> None:
    assert cli.run(["validate"]) == 0
    assert cli.run(["build"]) == 0
    assert cli.run(["build", "--check"]) == 0
    assert (repository / "build" / "production" / "prometheus" / "rules" / "example.yaml").is_file()


def test_each_alert_of_the_start_has_its_section_in_the_runbook(repository: Path) -> None:
    assert cli.run(["build"]) == 0
    rules = "".join(path.read_text() for path in repository.glob("build/*/prometheus/rules/*.yaml"))
    links = set(re.findall(r"runbook_url: \S+/blob/main/(\S+)#(\S+)", rules))
    assert {anchor for _, anchor in links} >= {"availabilitybudgetburn", "certificateexpires", "watchdog"}
    for page, anchor in links:
        sections = _sections((repository / page).read_text())
        assert sections[anchor] == ["Meaning", "Impact", "Diagnosis", "Mitigation"], (page, anchor)
    named = {anchor for page in {page for page, _ in links} for anchor in _sections((repository / page).read_text())}
    assert named == {anchor for _, anchor in links}, "a section of an alert that the example does not have"


def _sections(page: str) -> dict[str, list[str]]:
    parts = re.split(r"^## (.+)$", page, flags=re.MULTILINE)[1:]
    return {
        name.lower(): re.findall(r"^### (.+)$", text, re.MULTILINE)
        for name, text in zip(parts[::2], parts[1::2], strict=True)
    }


def test_nothing_is_overwritten(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (repository / "Makefile").write_text("mine")
    (repository / ".gitignore").unlink()
    (repository / ".gitignore").symlink_to("nowhere")
    assert cli.run(["init"]) == 0
    assert (repository / "Makefile").read_text() == "mine"
    assert (repository / ".gitignore").is_symlink()
    assert "kept Makefile, which was there" in capsys.readouterr().out


def test_editors_find_the_schema(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    settings = orjson.loads((repository / ".vscode" / "settings.json").read_bytes())
    ((schema, patterns),) = settings["yaml.schemas"].items()
    assert schema == SCHEMA
    assert all(list(repository.glob(pattern)) for pattern in patterns)
    capsys.readouterr()
    cli.run(["schema"])
    assert (repository / SCHEMA).read_text() == capsys.readouterr().out
