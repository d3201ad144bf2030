"""The reference of the command line: the `--help` of each command."""

from collections.abc import Iterator
from pathlib import Path

from observability.cli.dashboards import DASHBOARDS
from observability.cli.exit_codes import ExitCode
from observability.cli.group import COMMANDS
from observability.cli.runbooks import RUNBOOKS
from tools.docs.markdown import code, made_from, page, table
from tools.docs.terminal import output

PATH = "docs/commands.md"

_HERE = Path(__file__).parent

_MEANINGS = {
    ExitCode.OK: "Nothing to report.",
    ExitCode.FINDINGS: "There are findings: `verify` or an audit found something wrong, `build --check` a difference.",
    ExitCode.INPUT: "A descriptor, another file, or the command line is wrong, or output cannot be written.",
    ExitCode.MISSING_TOOL: "A program or server that is needed is not there; the message says how to get it.",
    ExitCode.BUG: "A bug of ours; the message says what to report.",
    ExitCode.INTERRUPTED: "Interrupted, as by Ctrl-C.",
    ExitCode.BROKEN_PIPE: "Whoever read the output is gone, as with `| head`.",
}

_BELOW = {"runbooks": RUNBOOKS, "dashboards": DASHBOARDS}

_INTRO = """\
# Commands

Errors go to standard error, each as `file:line:column: what is wrong (path.in.the.descriptor); what would be right`."""


def text() -> str:
    """The page."""
    codes = table(("exit code", "meaning"), ((code(str(int(each))), _MEANINGS[each]) for each in ExitCode))
    return page(made_from("the commands' help"), _INTRO, codes, *_sections())


def _sections() -> Iterator[str]:
    yield _help()
    for name in COMMANDS:
        yield f"## {name}"
        yield _help(name)
        for below in _BELOW.get(name, ()):
            yield f"### {name} {below}"
            yield _help(name, below)


def _help(*command: str) -> str:
    return f"```\n{output(_HERE, *command, '--help').rstrip()}\n```"
