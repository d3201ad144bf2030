"""The traps are those of PromQL, whatever the version."""

import pytest

from tests.support.promtool import Promtool


@pytest.fixture(scope="session")
def promtool(each_promtool: Promtool) -> Promtool:
    """Every promtool, in place of the newest."""
    return each_promtool
