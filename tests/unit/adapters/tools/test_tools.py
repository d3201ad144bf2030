"""How we come by programs: the user's choice, PATH, our cache; and what is said where there is none."""

import subprocess
from pathlib import Path

import pytest

from observability.adapters.tools import ALERTMANAGER, TOOLS, Tool, find, provide
from observability.adapters.tools.gobuild import GoProgram
from observability.adapters.tools.pins import pin
from observability.exceptions import MissingToolError
from tests.support.debian import DEBIAN_PROMTOOL
from tests.support.progress import silent

each_tool = pytest.mark.parametrize("tool", TOOLS, ids=[tool.name for tool in TOOLS])


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The only folder of PATH, empty; the cache is empty too, and nobody has chosen anything."""
    for tool in TOOLS:
        monkeypatch.delenv(tool.variable, raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path


def program(path: Path) -> Path:
    path.write_text("#!/bin/sh\n")
    path.chmod(0o755)
    return path


@pytest.mark.parametrize("tool", TOOLS, ids=lambda tool: tool.name)
def test_what_is_built_tells_the_pinned_version(tool: Tool) -> None:
    """The real ones, whatever the user chose for other tests."""
    assert isinstance(tool.source, GoProgram)
    run = subprocess.run([tool.source(silent), "--version"], capture_output=True, text=True)
    assert run.stdout.startswith(f"{tool.name}, version {pin(tool.source.package).version} ")


@each_tool
def test_the_choice_of_the_user_comes_before_path(tool: Tool, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program(path / tool.name)
    chosen = program(path / "chosen")
    monkeypatch.setenv(tool.variable, str(chosen))
    assert find(tool, silent) == provide(tool, silent) == chosen


@each_tool
def test_a_choice_that_is_no_program_is_an_error(tool: Tool, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program(path / tool.name)
    monkeypatch.setenv(tool.variable, "/nowhere/it")
    with pytest.raises(MissingToolError, match=f"{tool.variable}=/nowhere/it is no program"):
        find(tool, silent)


@each_tool
def test_what_is_on_path_is_found(tool: Tool, path: Path) -> None:
    installed = program(path / tool.name)
    assert find(tool, silent) == installed


def test_debian_has_another_name_for_alertmanager(path: Path) -> None:
    installed = program(path / "prometheus-alertmanager")
    assert find(ALERTMANAGER, silent) == installed


@pytest.mark.usefixtures("path")
def test_where_none_can_be_had_the_message_says_what_to_install() -> None:
    with pytest.raises(MissingToolError) as caught:
        find(DEBIAN_PROMTOOL, silent)
    assert "there is no apt-get here" in str(caught.value)
    assert "Debian, Ubuntu: apt install prometheus), or point DEBIAN_PROMTOOL at it" in str(caught.value)
