from collections.abc import Callable
from importlib import import_module

import click
import pytest

from observability import cli
from observability.cli.exit_codes import ExitCode
from observability.cli.group import COMMANDS, Commands
from observability.cli.runbooks import RUNBOOKS
from observability.exceptions import InputError, MissingToolError, UsageError
from observability.findings import Finding
from observability.model.location import Location


@pytest.fixture
def fail(monkeypatch: pytest.MonkeyPatch) -> Callable[[BaseException], int]:
    """Runs the command line with a command that raises."""

    def run(error: BaseException) -> int:
        @click.command("fail")
        def command() -> None:
            raise error

        monkeypatch.setattr(Commands, "get_command", lambda *_: command)
        return cli.run(["schema"])

    return run


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (InputError([Finding("check", "wrong", Location("a.yaml", 1, 1))]), ExitCode.INPUT),
        (UsageError("not so"), ExitCode.INPUT),
        (click.UsageError("not so"), ExitCode.INPUT),
        (MissingToolError("no promtool; apt-get install prometheus"), ExitCode.MISSING_TOOL),
        (KeyboardInterrupt(), ExitCode.INTERRUPTED),
        (BrokenPipeError(), ExitCode.BROKEN_PIPE),
        (ZeroDivisionError("oh"), ExitCode.BUG),
    ],
    ids=lambda value: type(value).__name__,
)
def test_each_kind_of_error_has_its_exit_code(
    fail: Callable[[BaseException], int], error: BaseException, code: ExitCode
) -> None:
    assert fail(error) == code


def test_all_findings_go_to_stderr_with_their_number(
    fail: Callable[[BaseException], int], capsys: pytest.CaptureFixture[str]
) -> None:
    fail(InputError([Finding("check", word, Location("a.yaml", line, 1)) for line, word in ((2, "b"), (1, "a"))]))
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err == "a.yaml:1:1: a\na.yaml:2:1: b\n2 errors in 1 file\n"


def test_a_bug_says_what_a_report_of_it_needs(
    fail: Callable[[BaseException], int], capsys: pytest.CaptureFixture[str]
) -> None:
    fail(ZeroDivisionError("oh"))
    message = capsys.readouterr().err
    for part in (
        "bug in observability",
        "command line: observability schema",
        "version: ",
        "Traceback",
        "ZeroDivisionError",
    ):
        assert part in message


@pytest.mark.parametrize("name", COMMANDS)
def test_the_list_of_commands_says_of_each_what_it_says_of_itself(name: str) -> None:
    command = Commands().get_command(click.Context(Commands()), name)
    assert command is not None
    assert command.short_help == COMMANDS[name]


@pytest.mark.parametrize("name", COMMANDS)
def test_each_command_shows_examples(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run([name, "--help"]) == 0
    assert f"  observability {name}" in capsys.readouterr().out


@pytest.mark.parametrize("name", RUNBOOKS)
def test_so_does_the_list_of_those_for_runbooks(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    command = import_module(f"observability.cli.runbooks.{name}").command
    assert command.short_help == RUNBOOKS[name]
    assert cli.run(["runbooks", name, "--help"]) == 0
    assert f"  observability runbooks {name}" in capsys.readouterr().out
