"""Debian's own promtool and amtool, which are older than ours. `python -m tests.support.debian` has them ready."""

import shutil

import pytest

from observability.adapters.tools import Tool, provide
from tests.support.apt import DebianProgram

DEBIAN_PROMTOOL = Tool(
    "promtool",
    "DEBIAN_PROMTOOL",
    DebianProgram("prometheus", "usr/bin/promtool"),
    "Debian, Ubuntu: apt install prometheus",
)
DEBIAN_AMTOOL = Tool(
    "amtool",
    "DEBIAN_AMTOOL",
    DebianProgram("prometheus-alertmanager", "usr/bin/amtool"),
    "Debian, Ubuntu: apt install prometheus-alertmanager",
)
# Where there is an apt, a program that it cannot fetch is a failure.
is_debian = shutil.which("apt-get") is not None
needs_debian = pytest.mark.skipif(not is_debian, reason="Debian's packages are for Debian and its children")


if __name__ == "__main__" and is_debian:
    from observability.cli.steps import steps

    with steps() as progress:
        for tool in (DEBIAN_PROMTOOL, DEBIAN_AMTOOL):
            print(provide(tool, progress))  # noqa: T201 - a script
