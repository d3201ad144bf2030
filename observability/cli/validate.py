"""`observability validate`: everything that is wrong with what people wrote, in one run."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TypeVar

import click
from attrs import frozen

from observability import descriptor, report, workspace
from observability.cli.exit_codes import ExitCode
from observability.descriptor import Project
from observability.exceptions import InputError
from observability.findings import Finding
from observability.workspace import Workspace

_Loaded = TypeVar("_Loaded")

# Descriptors are still checked when the project file is broken, but not for what only that file can know.
_ASK_THE_PROJECT = frozenset({"environment", "owner", "tier"})


@click.command(
    short_help="Check descriptors, and report every error of every file.",
    epilog="""\b
Examples:
  observability validate
  observability validate services/checkout.yaml
  observability validate --format json | jq '.findings[].message'
""",
)
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option(
    "--format",
    "form",
    type=click.Choice([form.NAME for form in report.FORMATS]),
    default="text",
    show_default=True,
    help="How errors are printed: lines for people and editors, or a document for programs.",
)
@click.pass_context
def command(ctx: click.Context, paths: tuple[Path, ...], form: str) -> None:
    """Check descriptors and the project file without compiling anything.

    Each PATH is a descriptor, or a folder that stands for the project's descriptors in it; without one, the current
    folder. Every error of every file is printed to standard output as file:line:column, what is wrong, where in the
    descriptor, and what would be right. The exit code is 2 if there is one.
    """
    checked = _check(paths or (Path(),))
    if checked.findings:
        click.echo(report.render(checked.findings, form), nl=False)
        click.echo(report.count(checked.findings), err=True)
        ctx.exit(ExitCode.INPUT)
    click.echo(_praise(checked) if form == "text" else report.render((), form).rstrip())


@frozen
class _Checked:
    """What was looked at. `findings` are all that is wrong."""

    project: Project
    services: int
    findings: tuple[Finding, ...]


def _check(paths: Sequence[Path]) -> _Checked:
    found = workspace.locate(paths)
    project, of_project = _attempt(lambda: descriptor.load_project(found.project))
    known = project or Project()
    reading = workspace.read_services(found, known.services)
    documents = [_attempt(partial(descriptor.load_service, source, known)) for source in reading.services]
    of_services = [finding for _, findings in documents for finding in findings]
    if project is None or (found.has_project and found.project is None):
        of_services = [finding for finding in of_services if finding.check not in _ASK_THE_PROJECT]
    findings = [*found.findings, *of_project, *reading.findings, *of_services]
    together = descriptor.check_together([document.card for document, _ in documents if document], known)
    # A dependency may be among those that could not be read, or that nobody asked to look at.
    findings += [finding for finding in together if finding.check != "depends-on" or _is_whole(found, findings)]
    return _Checked(known, len(reading.services), tuple(findings))


def _is_whole(found: Workspace, findings: Sequence[Finding]) -> bool:
    return not findings and found.root in found.paths


def _attempt(load: Callable[[], _Loaded]) -> tuple[_Loaded | None, tuple[Finding, ...]]:
    try:
        return load(), ()
    except InputError as error:
        return None, error.findings


def _praise(checked: _Checked) -> str:
    names = [environment.name for environment in checked.project.environments]
    services = f"{checked.services} service{'' if checked.services == 1 else 's'}"
    environments = f"{len(names)} environment{'' if len(names) == 1 else 's'} ({', '.join(names)})"
    return f"{services} in {environments}: nothing is wrong. Next: observability build"
