"""The scene of the end-to-end tests: the shop under load, a Prometheus with the compiled rules, somebody to be told."""

import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import httpx
import pytest
from attrs import frozen

from observability.adapters.tools import PROMETHEUS, provide
from tests.e2e.compiled import Compiled, compile_services
from tests.e2e.processes import free_port, running
from tests.e2e.prometheus import Prometheus, prometheus
from tests.e2e.receiver import Receiver, receiver
from tests.support.progress import silent

_REQUESTS_A_SECOND = "40"


@frozen
class Scene:
    """All that runs, and what it was made of."""

    compiled: Compiled
    prometheus: Prometheus
    receiver: Receiver
    shop_port: int

    def fault(self, **faults: float) -> None:
        """Break the shop; nothing given mends it."""
        httpx.post(f"http://127.0.0.1:{self.shop_port}/fault", json=faults, trust_env=False).raise_for_status()


@pytest.fixture(scope="session")
def scene(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Scene]:
    """Everything started, once for all tests; ended whatever happens. Logs stay in pytest's folder."""
    program = provide(PROMETHEUS, silent)
    folder = tmp_path_factory.mktemp("e2e")
    compiled = compile_services(folder)
    with ExitStack() as started:
        port = started.enter_context(_shop(folder))
        told = started.enter_context(receiver())
        server = prometheus(program, folder, compiled.rule_files, {"shop": port}, told.server_port)
        yield Scene(compiled, started.enter_context(server), told, port)


@contextmanager
def _shop(folder: Path) -> Iterator[int]:
    port = free_port()
    command = (sys.executable, "-m", "tests.e2e.shop", "--port", str(port), "--load", _REQUESTS_A_SECOND)
    with running(command, folder / "shop.log", lambda: _answers(f"http://127.0.0.1:{port}/metrics")):
        yield port


def _answers(url: str) -> bool:
    try:
        return httpx.get(url, trust_env=False).is_success
    except httpx.TransportError:
        return False
