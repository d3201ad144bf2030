"""Samples as OpenMetrics text, and from there as blocks of Prometheus' storage, made by promtool."""

import subprocess
from collections.abc import Iterable
from pathlib import Path

from attrs import frozen

# promtool reads its input once for each block; by default a block is two hours, and days of samples take an hour.
BLOCK = "--max-block-duration=30d"


@frozen
class Series:
    """A series with its labels, as PromQL writes it, and its samples: seconds since 1970, value."""

    name: str
    samples: Iterable[tuple[float, float]]


def write(path: Path, series: Iterable[Series]) -> None:
    """All series into one file."""
    with path.open("w") as text:
        for one in series:
            text.write("".join(f"{one.name} {value!r} {at:.3f}\n" for at, value in one.samples))
        text.write("# EOF\n")


def import_file(promtool: Path, text: Path, data: Path) -> None:
    """The samples of the file as blocks in the folder `data`."""
    run(promtool, "tsdb", "create-blocks-from", BLOCK, "openmetrics", text, data)


def run(program: Path, *arguments: str | Path) -> str:
    """What the program prints.

    Raises:
        RuntimeError: it did not exit with 0; the message is what it said.
    """
    done = subprocess.run([program, *arguments], capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"{program.name} {arguments[0]} exited with {done.returncode}:\n{done.stdout}{done.stderr}")
    return done.stdout
