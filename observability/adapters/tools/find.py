"""The programs that we run, one line each, and one way to come by all of them."""

import os
import shutil
from pathlib import Path

from attrs import frozen

from observability.adapters.progress import Progress
from observability.adapters.tools.gobuild import GoProgram
from observability.adapters.tools.source import Source, SourceError
from observability.exceptions import MissingToolError


@frozen
class Tool:
    """A program.

    `variable` names the environment variable that points at it, `source` has it when nobody installed it, and `install`
    tells how a person would. `also` are other names that it has on PATH.
    """

    name: str
    variable: str
    source: Source
    install: str
    also: tuple[str, ...] = ()


_PROMETHEUS = (
    "Debian, Ubuntu: apt install prometheus; Homebrew: brew install prometheus; container image: prom/prometheus"
)
_ALERTMANAGER = "Debian, Ubuntu: apt install prometheus-alertmanager; container image: prom/alertmanager"

PROMTOOL = Tool("promtool", "PROMTOOL", GoProgram("github.com/prometheus/prometheus/cmd/promtool"), _PROMETHEUS)
AMTOOL = Tool("amtool", "AMTOOL", GoProgram("github.com/prometheus/alertmanager/cmd/amtool"), _ALERTMANAGER)
PROMETHEUS = Tool("prometheus", "PROMETHEUS", GoProgram("github.com/prometheus/prometheus/cmd/prometheus"), _PROMETHEUS)
ALERTMANAGER = Tool(
    "alertmanager",
    "ALERTMANAGER",
    GoProgram("github.com/prometheus/alertmanager/cmd/alertmanager", page="ui/app/dist/index.html"),
    _ALERTMANAGER,
    also=("prometheus-alertmanager",),
)
TOOLS = (PROMTOOL, AMTOOL, PROMETHEUS, ALERTMANAGER)


def find(tool: Tool, progress: Progress) -> Path:
    """The program: the one that the user chose, else the one on PATH, else the one that `provide` has.

    Raises:
        MissingToolError: none is there, and none can be had.
    """
    return _chosen(tool) or _installed(tool) or _provided(tool, progress)


def there(tool: Tool) -> Path | None:
    """The same program, if it is there already: nothing is fetched or built.

    Raises:
        MissingToolError: the user chose one that is none.
    """
    return _chosen(tool) or _installed(tool) or tool.source.kept()


def provide(tool: Tool, progress: Progress) -> Path:
    """The program in the version that we pin, unless the user chose another; what is on PATH does not count.

    Raises:
        MissingToolError: it is not there, and cannot be had.
    """
    return _chosen(tool) or _provided(tool, progress)


def _chosen(tool: Tool) -> Path | None:
    choice = os.environ.get(tool.variable)
    if not choice:
        return None
    found = shutil.which(choice)
    if not found:
        raise MissingToolError(f"{tool.variable}={choice} is no program; unset it, or point it at {tool.name}")
    return Path(found)


def _installed(tool: Tool) -> Path | None:
    found = filter(None, map(shutil.which, (tool.name, *tool.also)))
    return next(map(Path, found), None)


def _provided(tool: Tool, progress: Progress) -> Path:
    try:
        return tool.source(progress)
    except (SourceError, OSError) as error:
        raise MissingToolError(
            f"{tool.name} is not there, and could not be had: {error}\n"
            f"Install it ({tool.install}), or point {tool.variable} at it."
        ) from error
