"""Options that several commands share, so that they mean and say the same everywhere."""

from collections.abc import Callable, Sequence
from functools import wraps
from pathlib import Path
from typing import Any, TypeVar

import click

from observability import report, workspace
from observability.exceptions import UsageError
from observability.findings import Finding

_NAMES = [form.NAME for form in report.FORMATS]
_FILES = "observability.reports"
_Command = TypeVar("_Command", bound=Callable[..., Any])


def _remember(ctx: click.Context, _: click.Parameter, given: Sequence[str]) -> None:
    ctx.meta[_FILES] = [_report_file(value) for value in given]


def _report_file(value: str) -> tuple[str, Path]:
    """`markdown=review.md`: a format, and the file that gets it."""
    form, _, path = value.partition("=")
    if form not in _NAMES or not path:
        raise click.BadParameter(f"{value!r} is not FORMAT=FILE, where FORMAT is one of {', '.join(_NAMES)}")
    return form, Path(path)


def format_option(command: _Command) -> _Command:
    """`--format`, which the command gets as `form`, and `--report`, which `show` minds."""
    also = click.option(
        "--report",
        multiple=True,
        metavar="FORMAT=FILE",
        expose_value=False,
        callback=_remember,
        help="Write the findings into this file too, in this format; repeatable.",
    )
    chosen = click.option(
        "--format",
        "form",
        type=click.Choice(_NAMES),
        default="text",
        show_default=True,
        help="How findings are printed: lines for people and editors, or a document for programs.",
    )
    return chosen(also(command))


def show(findings: Sequence[Finding], form: str) -> None:
    """Print the findings of the running command in a format, and write the files that `--report` asks for."""
    show_as(lambda name: report.render(findings, name), form)


def show_as(render: Callable[[str], str], form: str) -> None:
    """The same for what is not findings alone: a format's name to the text of it."""
    click.echo(render(form), nl=False)
    write_reports(render)


def write_reports(render: Callable[[str], str]) -> None:
    """Write the files that `--report` asks for."""
    for name, path in click.get_current_context().meta.get(_FILES, ()):
        workspace.replace(path, render(name).encode("utf-8", "backslashreplace"))


def baseline_options(command: Callable[..., int]) -> Callable[..., int]:
    """Give a command a baseline; it gets `baseline`, a path or None, and `update_baseline`, which needs one."""

    @wraps(command)
    def checked(**given: Any) -> int:
        if given["update_baseline"] and given["baseline"] is None:
            raise UsageError("--update-baseline needs --baseline FILE, which it writes")
        return command(**given)

    update = click.option("--update-baseline", is_flag=True, help="Write what is found now into the baseline.")
    path = click.Path(dir_okay=False, path_type=Path)
    return click.option("--baseline", type=path, help="Findings that are known, and fail no run.")(update(checked))
