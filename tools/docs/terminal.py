"""The command line as a person sees it, in a terminal of 80 columns."""

import io
import os
from collections.abc import Iterator
from contextlib import chdir, contextmanager, redirect_stderr, redirect_stdout
from pathlib import Path

from observability.cli import run
from observability.cli.exit_codes import ExitCode


def output(folder: Path, *arguments: str, code: ExitCode = ExitCode.OK) -> str:
    """What `observability` prints in this folder, errors included.

    Raises:
        RuntimeError: it ended with another exit code; the message is what it printed.
    """
    printed = io.StringIO()
    with chdir(folder), _columns(80), redirect_stdout(printed), redirect_stderr(printed):
        ended = run(arguments)
    if ended != code:
        raise RuntimeError(printed.getvalue())
    return printed.getvalue()


@contextmanager
def _columns(columns: int) -> Iterator[None]:
    before = os.environ.get("COLUMNS")
    os.environ["COLUMNS"] = str(columns)
    try:
        yield
    finally:
        os.environ.pop("COLUMNS")
        if before is not None:
            os.environ["COLUMNS"] = before
