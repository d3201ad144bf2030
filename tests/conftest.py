"""What tests of all rooms share."""

import pytest

from observability.adapters.tools import PROMTOOL, provide
from tests.support.progress import silent
from tests.support.promtool import Promtool


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="write expected files anew instead of comparing")


@pytest.fixture(scope="session")
def promtool() -> Promtool:
    """The pinned promtool, or the one that PROMTOOL names. It is built if need be; none is a failure, never a skip."""
    return Promtool(provide(PROMTOOL, silent))
