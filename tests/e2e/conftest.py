"""The stage that most end-to-end tests share."""

from collections.abc import Iterator

import pytest

from tests.e2e.stage import Setting, Stage, stage

# An alert is sent each second, so that what Prometheus and Alertmanager tell of notifications has data.
_SCENE = Setting(
    services=("alertmanager", "node", "prometheus", "shop"), load=40, flags=("--rules.alert.resend-delay=1s",)
)


@pytest.fixture(scope="session")
def scene(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    """Everything started, once for all tests; ended whatever happens. Logs stay in pytest's folder."""
    with stage(tmp_path_factory.mktemp("e2e"), _SCENE) as started:
        yield started
