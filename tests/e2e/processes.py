"""Servers as child processes: started, waited for, killed, always ended, their output kept in a file."""

import os
import socket
import subprocess
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from itertools import count
from pathlib import Path
from typing import TypeVar

import httpx

_T = TypeVar("_T")
_START = 180.0  # seconds until a server must answer, on a busy machine
_LOG_TAIL = 4_000
# Ports below those that the system gives to whoever asks for any: between our look and a server's start it would give
# away one of these. Each process of the tests begins elsewhere.
_PORTS = range(10_000, 30_000)
_next_port = count(os.getpid() * 101)


def free_port() -> int:
    """A port of the loopback interface that nobody uses now, another each time."""
    for _ in _PORTS:
        port = _PORTS[next(_next_port) % len(_PORTS)]
        with socket.socket() as probe, suppress(OSError):
            probe.bind(("127.0.0.1", port))
            return port
    raise AssertionError("no port is free")


class Program:
    """A server that answers at the URL `ready` when it is up. What it prints is added to the file `log`."""

    def __init__(self, command: Sequence[str | Path], log: Path, ready: str) -> None:
        self.log = log
        self._command, self._ready = command, ready
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start it, also again, and wait until it answers."""
        with self.log.open("ab") as output:
            process = self._process = subprocess.Popen(self._command, stdout=output, stderr=subprocess.STDOUT)
        until(lambda: _answers(self._ready) or process.poll() is not None, _START, lambda: f"no answer\n{self._tail()}")
        assert process.poll() is None, f"{self._command[0]} stopped with {process.returncode}\n{self._tail()}"

    def kill(self) -> None:
        """End it at once (SIGKILL), as a machine does that loses its power."""
        assert self._process
        self._process.kill()
        self._process.wait(timeout=10)

    def end(self) -> None:
        """End it, if it runs."""
        if not self._process:
            return
        self._process.terminate()
        try:
            self._process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            self.kill()

    def _tail(self) -> str:
        return self.log.read_text(errors="replace")[-_LOG_TAIL:]


@contextmanager
def running(program: Program) -> Iterator[None]:
    """The program runs, and has answered once, until the block ends."""
    try:
        program.start()
        yield
    finally:
        program.end()


def until(condition: Callable[[], _T], seconds: float, otherwise: Callable[[], str]) -> _T:
    """What the condition yields as soon as that is true; fail with what `otherwise` says when it never is."""
    end = time.monotonic() + seconds
    while not (found := condition()):
        assert time.monotonic() < end, f"after {seconds:.0f} s: {otherwise()}"
        time.sleep(0.25)
    return found


def _answers(url: str) -> bool:
    try:
        # Nobody is trusted here: to read the machine's certificates takes longer than the answer.
        return httpx.get(url, trust_env=False, verify=False).is_success  # noqa: S501 - there is no TLS
    except httpx.TransportError:
        return False
