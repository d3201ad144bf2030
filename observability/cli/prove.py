"""`observability prove`: does an alert fire when it should, and only then?"""

import time
from pathlib import Path

import click

from observability import report
from observability.adapters.tools import PROMTOOL, find
from observability.cli.exit_codes import ExitCode
from observability.cli.mutants import as_lines, undecided_option, unlisted
from observability.cli.options import format_option, show_as
from observability.cli.progress import progress_bar
from observability.cli.steps import steps
from observability.exceptions import UsageError
from observability.findings import Severity
from observability.parallel import cores
from observability.verifier import Proven, prove, render


@click.command(
    short_help="Derive tests for any alerts, and run them with promtool.",
    epilog="""\b
Examples:
  observability prove /etc/prometheus/*.rules.yaml
  observability prove rules/ --output tests/     # keep the tests; promtool runs them without us
  observability prove manifests/ --format junit > prove.xml
  observability prove rules/ --mutants --output tests/   # tests that notice every change
""",
)
@click.argument("rules", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--output",
    "-o",
    type=click.Path(file_okay=False, path_type=Path),
    help="Folder for the tests.  [default: none is kept]",
)
@click.option("--mutants", is_flag=True, help="Change each alert in every way, and add cases until they notice.")
@undecided_option
@format_option
@click.option("--jobs", "-j", type=click.IntRange(1), help="Processes at once.  [default: one a core]")
def command(
    rules: tuple[Path, ...], output: Path | None, mutants: bool, undecided: bool, form: str, jobs: int | None
) -> int:
    """Show each alert in RULES firing and staying silent, whoever wrote it.

    RULES are rule files, PrometheusRule manifests, or folders of both. For each alert, series are found in its
    expression alone: each condition just over and just under its limit while nothing else decides, one evaluation
    before `for` and at it, with labels and annotations as a person will read them. promtool runs them.

    Findings are alerts that can never fire, that always do, or whose condition does not hold as long as their `for`,
    and alerts for which no test was derived, with the reason. An error makes the exit code 1.

    With --mutants, each alert is changed in one thing at a time (limit, comparison, window, matcher, `for`, ...). Where
    the tests do not notice, one that does is looked for and added. A table tells how many of each alert they notice.
    Of some, neither a difference nor a proof that there is none is found: --undecided lists them.
    """
    if undecided and not mutants:
        raise UsageError("--undecided goes with --mutants")
    began = time.monotonic()
    with steps() as progress:
        promtool = find(PROMTOOL, progress)
    with progress_bar("Proving") as bar:
        proven = prove(rules, output, promtool, jobs or cores(), bar, mutants=mutants, undecided=undecided)
    show_as(lambda name: render(proven.findings, proven.account, name), form)
    if mutants:
        click.echo(as_lines(proven.scores, added=True), err=True)
    click.echo(_summary(proven, time.monotonic() - began, output) + unlisted(proven.scores, listed=undecided), err=True)
    failed = any(finding.severity is Severity.ERROR for finding in proven.findings)
    return ExitCode.FINDINGS if failed else ExitCode.OK


def _summary(proven: Proven, seconds: float, output: Path | None) -> str:
    counts = f"{report.count(proven.findings)}: " if proven.findings else ""
    kept = f"; tests in {output}" if output else ""
    return (
        f"{counts}{proven.proven} of {proven.alerts} alerts are shown firing and silent, by {proven.cases} cases "
        f"in {seconds:.1f} s{kept}"
    )
