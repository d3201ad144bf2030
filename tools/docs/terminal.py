"""The command line as a person sees it, in a terminal of 80 columns."""

import io
import os
from collections.abc import Iterator
from contextlib import chdir, contextmanager, redirect_stderr, redirect_stdout
from pathlib import Path

from observability.cli import run


def output(folder: Path, *arguments: str) -> str:
    """What `observability` prints in this folder, errors included."""
    printed = io.StringIO()
    with chdir(folder), _columns(80), redirect_stdout(printed), redirect_stderr(printed):
        run(arguments)
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
