"""Where the program is installed."""

from collections.abc import Iterator

import pytest


@pytest.fixture(scope="module", autouse=True)
def only_what_runs_is_compiled() -> Iterator[None]:
    """Else pip compiles every module of every package each time, and few of them are ever imported."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PIP_NO_COMPILE", "0")  # which means no: it is the value of `compile`
        patch.setenv("PYTHONDONTWRITEBYTECODE", "")
        yield
