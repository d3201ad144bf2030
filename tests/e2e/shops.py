"""A shop as a child process, under load, with its switch for faults."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx

from tests.e2e.processes import Program, free_port, running


class Shop:
    """A running shop. `program` can be killed and started again; it comes back without faults."""

    def __init__(self, port: int, program: Program) -> None:
        self.port, self.program = port, program

    def fault(self, **faults: float) -> None:
        """Break it; nothing given mends it."""
        httpx.post(f"http://127.0.0.1:{self.port}/fault", json=faults, trust_env=False).raise_for_status()


@contextmanager
def shop(folder: Path, load: int) -> Iterator[Shop]:
    """A shop that is asked `load` times a second."""
    port = free_port()
    command = (sys.executable, "-m", "tests.e2e.shop", "--port", str(port), "--load", str(load))
    program = Program(command, folder / "shop.log", f"http://127.0.0.1:{port}/metrics")
    with running(program):
        yield Shop(port, program)
