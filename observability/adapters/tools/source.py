"""Where a program comes from that nobody installed, and the commands that get it."""

import subprocess
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Protocol

from observability.adapters.progress import Progress

_LINES_OF_ERROR = 20


class SourceError(Exception):
    """The program cannot be had from there; the message says why."""


class Source(Protocol):
    """One place that has a program."""

    def __call__(self, progress: Progress) -> Path:
        """The program, fetched or built unless the cache has it.

        Raises:
            SourceError: it cannot be had.
        """

    def kept(self) -> Path | None:
        """The program, if the cache has it."""


def said(command: Sequence[str], folder: Path, environment: Mapping[str, str]) -> Iterator[str]:
    """The lines that a command prints, both streams in one, as they come.

    Raises:
        SourceError: the command failed; the message is the end of what it said.
    """
    last: deque[str] = deque(maxlen=_LINES_OF_ERROR)
    with subprocess.Popen(
        command,
        cwd=folder,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
    ) as process:
        for line in process.stdout or ():
            last.append(line)
            yield line
    if process.returncode:
        raise SourceError(f"{' '.join(command[:2])} failed:\n{''.join(last).rstrip()}")
