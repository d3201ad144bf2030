"""The command line: one command a file, one place where errors become exit codes.

Importing this room must stay cheap, for `--help` and completion wait for it: what a command needs is imported with it.
"""

import gc
import sys
from collections.abc import Sequence

import click

from observability import __version__
from observability.cli.exit_codes import ExitCode
from observability.cli.group import Commands
from observability.cli.streams import is_refused, open_streams, refusal, written_out

__all__ = ["main", "run"]


def main() -> None:
    """Run the command line of this process, and leave it with the right exit code."""
    # Next to nothing is made in circles here; to look for them took a seventh of the time in which tests are found.
    gc.set_threshold(100_000, 20, 20)
    open_streams()
    sys.exit(written_out(run(sys.argv[1:])))


def run(arguments: Sequence[str]) -> int:
    """Run one command line and return its exit code. This is the only place that catches every error."""
    try:
        return int(_commands.main(list(arguments), prog_name="observability", standalone_mode=False) or 0)
    except click.exceptions.Abort:
        return ExitCode.INTERRUPTED
    except click.ClickException as error:
        error.show()
        return ExitCode.INPUT
    except Exception as error:  # nothing may pass this boundary
        if is_refused(error):
            return refusal(error)
        from observability.cli.boundary import explain

        return explain(error, arguments)


@click.group(
    cls=Commands,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Start with `observability init`, then `observability build`.",
)
@click.version_option(__version__, message="%(prog)s %(version)s")
def _commands() -> None:
    """Compile what services promise into dashboards, recording rules and proven alerts."""
