"""What the process tells its caller."""

from enum import IntEnum


class ExitCode(IntEnum):
    """One number for each kind of ending; scripts rely on them."""

    OK = 0
    FINDINGS = 1
    INPUT = 2
    MISSING_TOOL = 3
    BUG = 70
    INTERRUPTED = 130
    # 128 + SIGPIPE, what a shell reports for every other program whose reader is gone.
    BROKEN_PIPE = 141
