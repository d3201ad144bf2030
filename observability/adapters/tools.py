"""The programs that we run, and how we come by them: one way for all, and one line each."""

import os
import platform
import shutil
import sys
from pathlib import Path

from attrs import frozen

from observability.adapters.cache import cache_folder, made_once
from observability.adapters.gobuild import BuildError, build
from observability.adapters.golang import NoGoError, toolchain
from observability.adapters.pins import prometheus_version
from observability.adapters.progress import Progress
from observability.exceptions import MissingToolError


@frozen
class Tool:
    """A program. `variable` names the environment variable that points at it, `package` its place in the Go modules."""

    name: str
    variable: str
    package: str


PROMTOOL = Tool("promtool", "PROMTOOL", "github.com/prometheus/prometheus/cmd/promtool")
PROMETHEUS = Tool("prometheus", "PROMETHEUS", "github.com/prometheus/prometheus/cmd/prometheus")
TOOLS = (PROMTOOL, PROMETHEUS)


def find(tool: Tool, progress: Progress) -> Path:
    """The program: the one that the user chose, else the one on PATH, else the pinned one.

    Raises:
        MissingToolError: none is there, and none can be built.
    """
    installed = shutil.which(tool.name)
    return _chosen(tool) or (Path(installed) if installed else _pinned(tool, progress))


def provide(tool: Tool, progress: Progress) -> Path:
    """The program in the version that we pin, unless the user chose another; what is on PATH does not count.

    Raises:
        MissingToolError: it is not there, and cannot be built.
    """
    return _chosen(tool) or _pinned(tool, progress)


def _chosen(tool: Tool) -> Path | None:
    choice = os.environ.get(tool.variable)
    if not choice:
        return None
    found = shutil.which(choice)
    if not found:
        raise MissingToolError(f"{tool.variable}={choice} is no program; unset it, or point it at {tool.name}")
    return Path(found)


def _pinned(tool: Tool, progress: Progress) -> Path:
    path = cache_folder() / f"prometheus-{prometheus_version()}-{sys.platform}-{platform.machine()}" / tool.name
    try:
        return made_once(path, lambda output: build(toolchain(progress), tool.package, output, progress), progress)
    except (NoGoError, BuildError, OSError) as error:
        raise MissingToolError(_advice(tool, error)) from error


def _advice(tool: Tool, error: Exception) -> str:
    return (
        f"{tool.name} is not there, and could not be built: {error}\n"
        f"Install it (Debian, Ubuntu: apt install prometheus; Homebrew: brew install prometheus; "
        f"container image: prom/prometheus), or point {tool.variable} at it."
    )
