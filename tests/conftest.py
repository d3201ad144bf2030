"""What tests of all rooms share."""

import signal

import pytest
from hypothesis import HealthCheck, settings

from observability.adapters.tools import AMTOOL, PROMTOOL, provide
from observability.parallel import cores
from tests.support.alertmanager import Amtool
from tests.support.debian import DEBIAN_AMTOOL, DEBIAN_PROMTOOL, needs_debian
from tests.support.progress import silent
from tests.support.promtool import Promtool

# How long an example takes, or the making of one, says more of what else runs than of the example. The same ones are
# tried each time: a find by chance belongs to whoever looks for one, with `--hypothesis-profile=wandering`.
settings.register_profile("unhurried", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("wandering", settings.get_profile("unhurried"), derandomize=False)
settings.load_profile("unhurried")
# What incidents assert is explained as in a test.
pytest.register_assert_rewrite("tests.e2e.incidents", "tests.e2e.links")
# What runs in the background of a script inherits that interrupts are ignored; tests of interrupts send some.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers() -> int:
    """One process more than there are cores: some tests wait for real servers, and leave a core alone meanwhile."""
    return cores() + 1


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="write expected files anew instead of comparing")


@pytest.fixture(scope="session")
def promtool() -> Promtool:
    """The pinned promtool, or the one that PROMTOOL names. It is built if need be; none is a failure, never a skip."""
    return Promtool(provide(PROMTOOL, silent))


@pytest.fixture(scope="session", params=["newest", pytest.param("debian", marks=needs_debian)])
def each_promtool(request: pytest.FixtureRequest) -> Promtool:
    """The newest promtool, then the older one of the machine's own Debian, for what must hold with both."""
    return Promtool(provide({"newest": PROMTOOL, "debian": DEBIAN_PROMTOOL}[request.param], silent))


@pytest.fixture(scope="session", params=["newest", pytest.param("debian", marks=needs_debian)])
def each_amtool(request: pytest.FixtureRequest) -> Amtool:
    """The newest amtool, then the older one of the machine's own Debian."""
    return Amtool(provide({"newest": AMTOOL, "debian": DEBIAN_AMTOOL}[request.param], silent))
