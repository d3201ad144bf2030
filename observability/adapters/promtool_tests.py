"""promtool: what `test rules` has to say, taken apart. It was observed with 2.42 and 3.16.

Its exit code is 0 or 1. A file of which it says SUCCESS may have asserted nothing: who writes it must see to that.
"""

import ast
import os
import re
import subprocess
import tempfile
from collections.abc import Collection, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, contextmanager, nullcontext
from itertools import chain
from pathlib import Path

from attrs import frozen

from observability.exceptions import MissingToolError

_FILE = re.compile(r"^(?:Processing test file: |Unit Testing:  )(.*)$", re.MULTILINE)
_FAILED = "  FAILED:"
_NO_MATCH = "WARNING: no file match pattern"
# Where promtool's next complaint begins, with the test's name if it is told; and how an expression tells its test's.
_BEGINNING = re.compile(r"^    (?=(?:name: .*,\n    alertname|(?<!,\n    )alertname|expr|rule): )", re.MULTILINE)
_NAME = re.compile(r"name: (.*),\n\s*alertname: ")
# Names may hold anything: what is said of the time stands behind the alert's name, or the expression as Go quotes it.
_EXPR = re.compile(r'expr: ("(?:[^"\\]|\\.)*"), time: (\w+)')
_TIME = re.compile(r"^\s*(?:alertname|rule): .*?, time: (\w+)", re.MULTILINE)
_SHOWN = 2_000
# Each test takes some megabytes and is done with them: as fast as with `MEMORY` of checks, in a third of the memory.
_MEMORY = {"GOGC": "off", "GOMEMLIMIT": "256MiB", "GOMAXPROCS": "1"}
# Of a machine with little room there, a container say, nothing is taken.
_IN_MEMORY, _ROOM = "/dev/shm", 1 << 30  # noqa: S108 - a folder of our own is made there

# Milliseconds; where samples are farther apart.
LONG = 36 * 3_600_000
# At the end of a long test the database waits for half a second until nobody can read any more what it writes down.
_BESIDE = 4


@frozen
class Failure:
    """What did not go as expected. `test` is the test's name and `time` when that was; empty where it is not said."""

    message: str
    test: str = ""
    time: str = ""


@frozen
class Tested:
    """A file of tests, and what failed in it."""

    path: str
    failures: tuple[Failure, ...] = ()


def run_tests(promtool: Path, folder: Path, paths: Sequence[str], long: Collection[str] = ()) -> list[Tested]:
    """What `promtool test rules` finds in these files of a folder.

    `long` are those that go on for longer than `LONG`: promtool writes their samples down in files of half a gigabyte
    with little in them, of which a disk keeps just that, and memory would hold all.

    Raises:
        MissingToolError: the program is no promtool that we know, for it did not say of each file how it is.
    """
    apart = [path for path in paths if path in long]
    short = [path for path in paths if path not in long]
    with ThreadPoolExecutor(_BESIDE) as beside:
        waiting = [beside.submit(_tested, promtool, folder, [path], nullcontext({})) for path in apart]
        tested = _tested(promtool, folder, short, _databases())
    found = {one.path: one for one in chain(tested, *(one.result() for one in waiting))}
    return [found[path] for path in paths]


def _tested(
    promtool: Path, folder: Path, paths: Sequence[str], place: AbstractContextManager[dict[str, str]]
) -> list[Tested]:
    if not paths:
        return []
    with place as databases:
        run = subprocess.run(
            [promtool, "test", "rules", *paths],
            cwd=folder,
            env=os.environ | _MEMORY | databases,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="surrogateescape",
        )
    _, *parts = _FILE.split(run.stdout)
    tested = [Tested(path, tuple(_failures(said))) for path, said in zip(parts[::2], parts[1::2], strict=True)]
    failed = any(one.failures for one in tested)
    if run.returncode not in (0, 1) or [one.path for one in tested] != list(paths) or (run.returncode == 1) > failed:
        said = run.stdout[:_SHOWN].strip()
        raise MissingToolError(f"{promtool} did not test all files as promtool does (exit {run.returncode}): {said}")
    return tested


@contextmanager
def _databases() -> Iterator[dict[str, str]]:
    """Where promtool creates a database for each test: in memory if there is room, as a disk makes it wait for each."""
    try:
        system = os.statvfs(_IN_MEMORY)
        roomy = system.f_bavail * system.f_frsize >= _ROOM and os.access(_IN_MEMORY, os.W_OK)
    except OSError:
        roomy = False
    if not roomy:
        yield {}
        return
    with tempfile.TemporaryDirectory(prefix="observability-", dir=_IN_MEMORY) as folder:
        yield {"TMPDIR": folder}


def _failures(said: str) -> Iterator[Failure]:
    if _NO_MATCH in said:
        yield Failure("the rule file is not there")
    _, failed, complaints = said.partition(_FAILED)
    if failed:
        first, *rest = _BEGINNING.split(complaints.strip("\n"))
        yield from (_failure(complaint) for complaint in (*([first] if first.strip() else []), *rest))


def _failure(complaint: str) -> Failure:
    message = " ".join(complaint.split())
    if expr := _EXPR.match(complaint):
        # All that Go writes between quotes, Python reads.
        _, _, comment = str(ast.literal_eval(expr[1])).partition(" # ")
        return Failure(message, comment, expr[2])
    name, time = _NAME.match(complaint), _TIME.search(complaint)
    return Failure(message, name[1] if name else "", time[1] if time else "")
