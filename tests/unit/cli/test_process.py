"""What only a process of its own shows."""

import resource
import signal
import subprocess
import sys
from pathlib import Path

import pytest

PROGRAM = Path(sys.executable).with_name("observability")


def test_help_comes_at_once() -> None:
    """Within 150 ms of a processor's time: the clock on the wall also counts the tests that run at the same time."""
    seconds = []
    for _ in range(5):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run([PROGRAM, "--help"], check=True, capture_output=True)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        seconds.append(after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime)
    assert min(seconds) <= 0.150


def test_help_imports_no_command() -> None:
    code = "import sys, observability.cli as cli; cli.run(['--help']); print(*sys.modules, file=sys.stderr)"
    loaded = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True).stderr.split()
    assert not {"grafanalib", "yaml", "promql_parser", "rich", "attrs"}.intersection(loaded)


def test_a_reader_that_goes_away_is_no_error() -> None:
    command = f"'{PROGRAM}' schema | head -c 1 >/dev/null; echo ${{PIPESTATUS[0]}}"
    done = subprocess.run(["bash", "-c", command], check=True, capture_output=True, text=True)
    assert done.stderr == ""
    assert done.stdout in ("0\n", "141\n")  # 0 where the pipe took all before head went away


def test_results_and_messages_go_different_ways(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    done = subprocess.run([PROGRAM, "validate", "--format", "json"], cwd=tmp_path, capture_output=True, text=True)
    assert done.returncode == 2
    assert done.stdout.startswith("{")
    assert done.stderr == "1 error in 1 file\n"


def test_an_interrupt_ends_it_with_130(tmp_path: Path) -> None:
    code = "from observability import cli; import observability.cli.schema as s, time, sys\n"
    code += "def wait(): print('ready', flush=True); time.sleep(60)\n"
    # What runs in a shell's background inherits that interrupts are ignored.
    code += "import signal; signal.signal(signal.SIGINT, signal.default_int_handler)\n"
    code += "s.schema_text = wait; sys.argv = ['observability', 'schema']; cli.main()"
    with subprocess.Popen(
        [sys.executable, "-c", code], cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as program:
        assert program.stdout is not None
        program.stdout.readline()
        program.send_signal(signal.SIGINT)
        _, errors = program.communicate(timeout=30)
    assert program.returncode == 130
    assert b"Traceback" not in errors


@pytest.mark.parametrize("arguments", ["schema", "--version", "validate"])
def test_output_that_the_disk_refuses_is_no_bug_and_no_success(arguments: str, tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("apiVersion: observability/v1\n")
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run([PROGRAM, arguments], cwd=tmp_path, stdout=full, stderr=subprocess.PIPE, text=True)
    assert (done.returncode, done.stderr) == (
        2,
        "Error: standard output cannot be written: No space left on device\n",
    )


@pytest.mark.parametrize("closed", [">&-", "2>&-", "<&- >&- 2>&-"])
def test_streams_that_are_closed_change_no_exit_code(closed: str, tmp_path: Path) -> None:
    subprocess.run([PROGRAM, "init"], cwd=tmp_path, check=True, capture_output=True)
    for arguments in ("build --jobs 1", "validate", "explain example"):
        command = f"'{PROGRAM}' {arguments} {closed}"
        done = subprocess.run(["bash", "-c", command], cwd=tmp_path, capture_output=True, text=True)
        assert (done.returncode, "Traceback" in done.stderr) == (0, False)
    assert (tmp_path / "build/production/prometheus/rules/example.yaml").read_text().startswith("# Made by")
