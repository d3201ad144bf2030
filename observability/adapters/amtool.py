"""amtool: what it says of Alertmanager's configuration, and whom that would tell.

It was observed with 0.25 and 0.34. Both exit with 1 for a bad configuration and for a receiver that was not expected,
and print the receivers that alerts come to in the first line.
"""

import re
import subprocess
from collections.abc import Iterator, Mapping
from pathlib import Path

from attrs import frozen

from observability.exceptions import MissingToolError

_FAILED = re.compile(r"^Checking '.*'  FAILED: (?P<said>.*?)(?=\n\n|\nChecking |\Z)", re.MULTILINE | re.DOTALL)
_YAML = re.compile(r"\s*(?:yaml: )?line (?P<line>\d+): (?P<message>.*)")
_HEADING = "unmarshal errors:"
_DIFFERS = "Expected receivers did not match"
_SHOWN = 2_000


@frozen
class Complaint:
    """What is wrong with a configuration; a `line` of 0 is the whole file."""

    message: str
    line: int = 0


def check_config(amtool: Path, config: Path) -> list[Complaint]:
    """What `amtool check-config` finds in the file.

    Raises:
        MissingToolError: the program is no amtool that we know.
    """
    run = _run(amtool, "check-config", str(config))
    failed = _FAILED.search(run.stdout)
    if run.returncode not in (0, 1) or bool(run.returncode) is not bool(failed) or "Checking '" not in run.stdout:
        raise _failure(amtool, run)
    return list(_complaints(failed["said"])) if failed else []


def _complaints(said: str) -> Iterator[Complaint]:
    for line in said.splitlines():
        if found := _YAML.fullmatch(line):
            yield Complaint(found["message"], int(found["line"]))
        elif line.strip() and not line.endswith(_HEADING):
            yield Complaint(line.strip())


def misrouted(amtool: Path, config: Path, labels: Mapping[str, str], receiver: str) -> str:
    """Whom the configuration tells of an alert with these labels, if that is not `receiver` alone; else nothing.

    Raises:
        MissingToolError: the program is no amtool that we know.
    """
    pairs = [f"{name}={_quoted(value)}" for name, value in sorted(labels.items())]
    options = [f"--config.file={config}", f"--verify.receivers={receiver}"]
    run = _run(amtool, "config", "routes", "test", *options, "--", *pairs)
    told = run.stdout.partition("\n")[0]
    if run.returncode not in (0, 1) or not told or bool(run.returncode) is not (_DIFFERS in run.stdout + run.stderr):
        raise _failure(amtool, run)
    return told if run.returncode else ""


def _quoted(value: str) -> str:
    escaped = value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'


def _run(amtool: Path, *arguments: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [amtool, *arguments], stdin=subprocess.DEVNULL, capture_output=True, text=True, errors="replace"
    )


def _failure(amtool: Path, run: "subprocess.CompletedProcess[str]") -> MissingToolError:
    said = (run.stdout + run.stderr)[:_SHOWN].strip()
    return MissingToolError(f"{amtool} did not answer as amtool does (exit {run.returncode}): {said}")
