"""The program: `observability`, and `python -m observability`."""

import signal

_OURS = signal.getsignal(signal.SIGINT) is signal.default_int_handler
if _OURS:
    # While modules are imported there is nothing to put in order, and a traceback would tell nobody anything.
    signal.signal(signal.SIGINT, signal.SIG_DFL)

from observability.cli import main as run  # noqa: E402 - after the line above


def main() -> None:
    """Run the command line; from now on an interruption is told in words."""
    if _OURS:
        signal.signal(signal.SIGINT, signal.default_int_handler)
    run()


if __name__ == "__main__":
    main()
