"""Says what went wrong, to a person, and which exit code that is."""

import platform
import shlex
import traceback
from collections.abc import Sequence

import click

from observability import __version__, report
from observability.cli.exit_codes import ExitCode
from observability.exceptions import InputError, MissingToolError, UsageError
from observability.findings import Finding


def explain(error: Exception, arguments: Sequence[str]) -> ExitCode:
    """Print `error` to stderr; `arguments` are the command line that met it."""
    match error:
        case InputError():
            show_findings(error.findings)
            return ExitCode.INPUT
        case UsageError():
            click.echo(f"Error: {error}", err=True)
            return ExitCode.INPUT
        case MissingToolError():
            click.echo(f"Error: {error}", err=True)
            return ExitCode.MISSING_TOOL
    click.echo(_bug(error, arguments), err=True)
    return ExitCode.BUG


def show_findings(findings: Sequence[Finding]) -> None:
    """Print the findings and their number to stderr."""
    click.echo(report.render(findings, "text"), nl=False, err=True)
    click.echo(report.count(findings), err=True)


def _bug(error: Exception, arguments: Sequence[str]) -> str:
    trace = "".join(traceback.format_exception(error))
    return (
        "This is a bug in observability, not in your files. Please report it with all of this:\n\n"
        f"command line: {shlex.join(['observability', *arguments])}\n"
        f"version: {__version__}, Python {platform.python_version()}, {platform.system()}\n{trace}"
    )
