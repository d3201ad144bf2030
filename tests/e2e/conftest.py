"""The stage that most end-to-end tests share.

Tests of real servers wait most of their time, so that one process takes them all, while others compute: the group
`servers`. It is the largest, and xdist begins with that.
"""

from collections.abc import Iterator

import pytest

from tests.e2e.stage import Setting, Stage, stage

# An alert is sent each second, so that what Prometheus and Alertmanager tell of notifications has data.
_SCENE = Setting(
    services=("alertmanager", "node", "prometheus", "shop"), load=40, flags=("--rules.alert.resend-delay=1s",)
)


@pytest.fixture(scope="module")
def scene(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    """Everything started, once for all tests of a file; ended whatever happens. Logs stay in pytest's folder."""
    with stage(tmp_path_factory.mktemp("e2e"), _SCENE) as started:
        yield started
