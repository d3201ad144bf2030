"""One run of the command line in a process of its own, measured by that process itself."""

import json
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from attrs import frozen

# The operating system tells peaks for a process and for the largest of its children, once they have ended.
_MEASURED = """\
import json, os, resource, sys
from observability.cli import main
told, sys.argv[1:] = sys.argv[1], sys.argv[2:]
try:
    main()
except SystemExit as end:
    code = end.code
usage = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
peaks = [one.ru_maxrss for one in usage]
open(told, "w").write(json.dumps([*peaks, sum(one.ru_utime + one.ru_stime for one in usage)]))
sys.exit(code)
"""


@frozen
class Run:
    """What a run took. `parent` is the peak memory of the process, `child` that of its largest child, in bytes.

    `work` are the seconds that all cores were busy with it, which does not depend on who else works there.
    """

    seconds: float
    parent: int
    child: int
    work: float = 0.0


def measure(folder: Path, *arguments: str) -> Run:
    """Run `observability` with these arguments in `folder`.

    Raises:
        RuntimeError: it did not exit with 0; the message is what it said.
    """
    peaks = folder / "peaks.json"
    command = [sys.executable, "-c", _MEASURED, str(peaks), *arguments]
    started = time.perf_counter()
    _run(command, folder)
    seconds = time.perf_counter() - started
    parent, child, work = json.loads(peaks.read_text())
    return Run(seconds, 1024 * parent, 1024 * child, work)


def _run(command: Sequence[str], folder: Path) -> None:
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"{command[4:]} exited with {done.returncode}:\n{done.stdout}{done.stderr}")
