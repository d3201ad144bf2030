"""Debian's own promtool, which is older than ours. `python -m tests.support.debian` has it ready."""

import shutil

import pytest

from observability.adapters.debian import DebianProgram
from observability.adapters.tools import Tool, provide

DEBIAN_PROMTOOL = Tool(
    "promtool",
    "DEBIAN_PROMTOOL",
    DebianProgram("prometheus", "usr/bin/promtool"),
    "Debian, Ubuntu: apt install prometheus",
)
# Where there is an apt, a program that it cannot fetch is a failure.
is_debian = shutil.which("apt-get") is not None
needs_debian = pytest.mark.skipif(not is_debian, reason="Debian's packages are for Debian and its children")


if __name__ == "__main__" and is_debian:
    from observability.cli.steps import steps

    with steps() as progress:
        print(provide(DEBIAN_PROMTOOL, progress))  # noqa: T201 - a script
