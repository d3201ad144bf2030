"""promtool: what `check rules` has to say, taken apart.

It was observed with 2.42, 2.53, 3.5 and 3.16. Its exit code is 0, 1 (bad rules) or 3 (lint, with `--lint-fatal` only);
an unknown word after `--lint` switches linting off, so the words stand here and nowhere else.
"""

import os
import re
import subprocess
from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import Path

from attrs import frozen

from observability.exceptions import MissingToolError

# Go tidies up its memory when it has doubled, which is often while it is small. At nine times as much it takes 30 MB
# more and a quarter of the time less; never to tidy up is no faster.
MEMORY = {"GOGC": "800"}
_CHECK = ("check", "rules", "--lint=all", "--lint-fatal", "--")
_EXPECTED_CODES = (0, 1, 3)

_FILE = "Checking "
_LINT = "lint error"
_HEADING = "unmarshal errors:"
_DUPLICATE = re.compile(r"^Metric: (.*)$", re.MULTILINE)
_YAML = re.compile(r"(?:yaml:)?\s+line (?P<line>\d+): (?P<message>.*)")
_RULE = re.compile(
    r"(?:(?P<line>\d+):(?P<column>\d+): (?:\d+:\d+: )?)?"
    r'(?:group "(?P<group>[^"]*)", rule (?P<rule>\d+), "[^"]*": )?(?P<message>.*)'
)
_SHOWN = 2_000
_VERSION = re.compile(r"version (\d+)\.(\d+)")
# What says no version is taken for one of tomorrow.
_UNKNOWN = (99, 0)


@frozen
class Complaint:
    """What promtool says of a file: `rule` counts from 1 in its `group`. What it does not say is 0 or empty."""

    path: str
    message: str
    line: int = 0
    column: int = 0
    group: str = ""
    rule: int = 0


@lru_cache(8)
def version(promtool: Path) -> tuple[int, int]:
    """The version that it says it has.

    Raises:
        MissingToolError: it cannot be run.
    """
    try:
        said = subprocess.run([promtool, "--version"], capture_output=True, text=True, stdin=subprocess.DEVNULL)
    except OSError as error:
        raise MissingToolError(f"{promtool} cannot be run: {error.strerror}") from None
    found = _VERSION.search(said.stdout + said.stderr)
    return (int(found[1]), int(found[2])) if found else _UNKNOWN


def check_rules(promtool: Path, paths: Sequence[str]) -> list[Complaint]:
    """What `promtool check rules` finds in these files, all lints included.

    Raises:
        MissingToolError: the program is no promtool that we know, for it did not say of each file how it is.
    """
    if not paths:  # then it would read its input
        return []
    run = subprocess.run(
        [promtool, *_CHECK, *paths],
        env=os.environ | MEMORY,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="surrogateescape",
    )
    blocks = _blocks(run.stdout, paths)
    if run.returncode not in _EXPECTED_CODES or len(blocks) != len(paths):
        raise _failure(promtool, run)
    complaints = [complaint for path, said in zip(paths, blocks, strict=True) for complaint in _complaints(path, said)]
    if bool(run.returncode) is not bool(complaints):
        raise _failure(promtool, run)
    return list(dict.fromkeys(complaints))


def _failure(promtool: Path, run: "subprocess.CompletedProcess[str]") -> MissingToolError:
    said = run.stdout[:_SHOWN].strip()
    return MissingToolError(f"{promtool} did not check all files as promtool does (exit {run.returncode}): {said}")


def _blocks(output: str, paths: Sequence[str]) -> list[str]:
    """What was said of each file; nothing at all where not each was named in its turn."""
    blocks, rest = [], f"\n{output}"
    for path in paths:
        before, heading, rest = rest.partition(f"\n{_FILE}{path}\n")
        if not heading:
            return []
        blocks.append(before)
    return [*blocks[1:], rest]


def _complaints(path: str, said: str) -> Iterator[Complaint]:
    _, _, errors = said.partition("  FAILED:\n")
    if errors.startswith(_LINT):
        yield from (Complaint(path, f"duplicate rule '{name}'") for name in _DUPLICATE.findall(errors))
    else:
        yield from (_complaint(path, line) for line in errors.split("\n") if line.strip() and not _is_heading(line))


def _is_heading(line: str) -> bool:
    return line.endswith(_HEADING)


def _complaint(path: str, line: str) -> Complaint:
    text = line.removeprefix(f"{path}: ")
    found = _YAML.fullmatch(text) or _RULE.fullmatch(text)
    if not found:
        return Complaint(path, text.strip())
    part = found.groupdict("")
    numbers = {key: int(part.get(key) or 0) for key in ("line", "column", "rule")}
    return Complaint(path, part["message"], group=part.get("group", ""), **numbers)
