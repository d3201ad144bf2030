"""Tells of long work step by step: a bar for those who watch, a line a step for logs."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

import click

from observability.adapters.progress import Progress


@contextmanager
def steps() -> Iterator[Progress]:
    """A function that is told which step is under way, and how far."""
    if not sys.stderr.isatty():
        yield _Lines()
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeElapsedColumn
    from rich.progress import Progress as Bars

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Bars(*columns, console=Console(stderr=True), transient=True) as bars:
        tasks = {}

        def tell(step: str, done: int = 0, total: int | None = None) -> None:
            if step not in tasks:
                tasks[step] = bars.add_task(step, total=None)
            bars.update(tasks[step], completed=done, total=total)

        yield tell


class _Lines:
    """Says each step once."""

    def __init__(self) -> None:
        self._step = ""

    def __call__(self, step: str, done: int = 0, total: int | None = None) -> None:  # noqa: ARG002 - a log has no bar
        if step != self._step:
            self._step = step
            click.echo(step, err=True)
