"""The program: `observability`, and `python -m observability`."""

import signal
import sys

_OURS = signal.getsignal(signal.SIGINT) is signal.default_int_handler
if _OURS:
    # While modules are imported there is nothing to put in order, and a traceback would tell nobody anything.
    signal.signal(signal.SIGINT, signal.SIG_DFL)

from observability.cli import main as run  # noqa: E402 - after the lines above

# Seconds after which an interruption that was lost comes again.
_AGAIN = 0.01


def main() -> None:
    """Run the command line; from now on an interruption is told in words."""
    if _OURS:
        signal.signal(signal.SIGINT, signal.default_int_handler)
        signal.signal(signal.SIGALRM, signal.default_int_handler)
        sys.unraisablehook = _unraisable
    run()


def _unraisable(what: "sys.UnraisableHookArgs") -> None:
    """Where Python can raise nothing, as when an object goes away, it would show a traceback and go on."""
    if what.exc_type is KeyboardInterrupt:
        signal.setitimer(signal.ITIMER_REAL, _AGAIN)
    else:
        sys.__unraisablehook__(what)


if __name__ == "__main__":
    main()
