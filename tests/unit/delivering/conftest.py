from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.grafana import GrafanaServer, grafana_server
from tests.unit.delivering.delivery import dashboard, write


@pytest.fixture
def server() -> Iterator[GrafanaServer]:
    with grafana_server() as running:
        yield running


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A build of two services of two owners, and the fleet."""
    write(
        tmp_path,
        {"fleet": dashboard("fleet"), "payments/checkout": dashboard("checkout"), "shop/cart": dashboard("cart")},
    )
    return tmp_path
