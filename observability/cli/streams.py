"""What this process reads and writes: there from the start, and written out at the end."""

import errno
import os
import sys

import click

from observability.cli.exit_codes import ExitCode

# What a disk or a device answers that cannot take more.
_REFUSED = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO})


def open_streams() -> None:
    """Open what the caller closed (`>&-`), so that no file of ours comes to stand for standard output."""
    for number, name in enumerate(("stdin", "stdout", "stderr")):
        if getattr(sys, name) is None:
            os.dup2(os.open(os.devnull, os.O_RDWR), number)
            os.set_inheritable(number, True)
            setattr(sys, name, os.fdopen(number, "w" if number else "r", encoding="utf-8", closefd=False))


def is_refused(error: Exception) -> bool:
    """Whether standard output could not be written: only a stream has no file name."""
    return isinstance(error, OSError) and error.errno in _REFUSED and error.filename is None


def refusal(error: Exception) -> ExitCode:
    """Tell that standard output could not be written."""
    reason = error.strerror if isinstance(error, OSError) else str(error)
    click.echo(f"Error: standard output cannot be written: {reason}", err=True)
    return ExitCode.INPUT


def written_out(code: int) -> int:
    """Write out what is left; the exit code, which is another one where that cannot be."""
    try:
        sys.stdout.flush()
    except OSError as error:
        # Python would try again at exit, and complain.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        # The reader of a pipe may be gone (`| head`).
        return code if isinstance(error, BrokenPipeError) else refusal(error)
    return code
