"""Servers as child processes: started, waited for, always ended, their output kept in a file."""

import socket
import subprocess
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

_START = 30.0  # seconds until a server must answer
_LOG_TAIL = 4_000


def free_port() -> int:
    """A port of the loopback interface that nobody uses now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def running(command: Sequence[str | Path], log: Path, ready: Callable[[], bool]) -> Iterator[None]:
    """The program runs, and has answered once, until the block ends."""
    with log.open("wb") as output:
        process = subprocess.Popen(command, stdout=output, stderr=subprocess.STDOUT)
    try:
        until(lambda: ready() or process.poll() is not None, _START, lambda: f"no answer\n{_tail(log)}")
        assert process.poll() is None, f"{command[0]} stopped with {process.returncode}\n{_tail(log)}"
        yield
    finally:
        _end(process)


def until(condition: Callable[[], bool], seconds: float, otherwise: Callable[[], str]) -> None:
    """Wait until the condition holds; fail with what `otherwise` says when it never does."""
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, f"after {seconds:.0f} s: {otherwise()}"
        time.sleep(0.25)


def _end(process: "subprocess.Popen[bytes]") -> None:
    process.terminate()
    try:
        process.wait(timeout=10)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait(timeout=10)


def _tail(log: Path) -> str:
    return log.read_text(errors="replace")[-_LOG_TAIL:]
