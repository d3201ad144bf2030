"""The group of commands, and the program around it."""

import signal
import subprocess
import sys

import pytest

from observability import cli


@pytest.mark.parametrize(
    ("asked", "same"),
    [(["help"], ["--help"]), (["help", "build"], ["build", "--help"]), (["runbooks", "help"], ["runbooks", "--help"])],
)
def test_help_is_also_a_command(capsys: pytest.CaptureFixture[str], asked: list[str], same: list[str]) -> None:
    assert cli.run(asked) == 0
    said = capsys.readouterr().out
    assert cli.run(same) == 0
    assert said.startswith("Usage: observability")
    assert said == capsys.readouterr().out


def test_it_runs_as_a_module() -> None:
    done = subprocess.run([sys.executable, "-m", "observability", "--version"], capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("observability ")


@pytest.mark.parametrize(
    ("before", "expected"),
    [("default_int_handler", -signal.SIGINT), ("SIG_IGN", 0)],
)
def test_who_interrupts_the_start_reads_no_traceback(before: str, expected: int) -> None:
    # What runs in a shell's background inherits that interrupts are ignored.
    # The signal comes while click is imported, which is looked for by this finder first.
    code = (
        f"import signal, sys; signal.signal(signal.SIGINT, signal.{before});"
        "finder = type('Finder', (), {'find_spec': lambda name, *_: signal.raise_signal(signal.SIGINT)"
        " if name == 'click' else None}); sys.meta_path.insert(0, finder); import observability.__main__"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (expected, "")


def test_an_interruption_where_nothing_can_be_raised_is_not_lost() -> None:
    code = """
import signal, sys, time
signal.signal(signal.SIGINT, signal.default_int_handler)
import observability.__main__ as program, observability.cli.schema as schema
class Last:
    def __del__(self):
        signal.raise_signal(signal.SIGINT)
def wait():
    Last()
    time.sleep(30)
schema.schema_text = wait
sys.argv = ["observability", "schema"]
program.main()
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert done.returncode == 130
    assert "Traceback" not in done.stderr
