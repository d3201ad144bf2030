"""Ports that servers of tests are given."""

import socket
from itertools import count

import pytest

from tests.e2e import processes
from tests.e2e.processes import free_port


def test_a_port_is_another_each_time() -> None:
    ports = [free_port() for _ in range(100)]
    assert len(set(ports)) == len(ports)


def test_a_port_that_somebody_uses_is_not_given_away(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(processes, "_next_port", count(0))
    first = free_port()
    monkeypatch.setattr(processes, "_next_port", count(0))
    with socket.socket() as other:
        other.bind(("127.0.0.1", first))
        assert free_port() > first
