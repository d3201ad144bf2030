"""`observability lint`: what is wrong with rules, whoever wrote them?"""

import time
from pathlib import Path

import click

from observability import report, workspace
from observability.adapters.prometheus import Prometheus
from observability.baseline import Baseline, dump_baseline, read_baseline
from observability.cli.exit_codes import ExitCode
from observability.cli.options import baseline_options, format_option, show
from observability.cli.progress import progress_bar
from observability.cli.prometheus_options import prometheus_options
from observability.exceptions import UsageError
from observability.findings import Finding, Severity
from observability.linting import Linted, Online, Request, lint
from observability.model.durations import Duration
from observability.parallel import cores
from observability.report.as_text import printable

_NONE = "none"
_ORDER = list(Severity)


@click.command(
    short_help="Check rule files of anybody, and mend what is sure.",
    epilog="""\b
Examples:
  observability lint rules/                            # all rule files below a folder
  observability lint manifests/*.yaml                  # PrometheusRules of Kubernetes
  observability lint rules/ --fix                      # mend what is sure
  observability lint rules/ --format sarif > lint.sarif
  observability lint rules/ --prometheus http://localhost:9090   # is there what they read?
  observability lint rules/ --baseline known.json --update-baseline   # begin with what there is
""",
)
@click.argument("rules", nargs=-1, required=True, type=click.Path(path_type=Path))
@format_option
@click.option(
    "--fail-on",
    type=click.Choice([*(kind.value for kind in Severity), _NONE]),
    default=Severity.ERROR.value,
    show_default=True,
    help="The exit code is 1 where something of this severity, or a worse one, is found.",
)
@click.option("--scrape-interval", metavar="TIME", help="How often is scraped.  [default: the project's, else 15s]")
@click.option(
    "--dashboards",
    multiple=True,
    type=click.Path(path_type=Path),
    help="Dashboards that read what is recorded, JSON, or a folder of them; repeatable.",
)
@prometheus_options
@click.option(
    "--costly",
    type=click.IntRange(1),
    default=1_000_000,
    show_default=True,
    help="With --prometheus: from how many samples at one evaluation on a rule is told.",
)
@baseline_options
@click.option("--fix", is_flag=True, help="Mend what is sure, in place, and tell the rest.")
@click.option("--jobs", "-j", type=click.IntRange(1), help="Processes at once.  [default: one a core]")
def command(
    rules: tuple[Path, ...],
    form: str,
    fail_on: str,
    scrape_interval: str | None,
    dashboards: tuple[Path, ...],
    baseline: Path | None,
    update_baseline: bool,
    fix: bool,
    jobs: int | None,
    costly: int,
    prometheus: Prometheus | None,
) -> int:
    """Check the rules at RULES: rule files, PrometheusRule manifests, folders of both, folders that `build` made.

    Each finding names its check, which docs/checks.md describes, and the place in the file. A comment in the file,
    `# observability: ignore CHECK REASON`, silences it for the rule that it stands in or above.

    With --prometheus, a server is asked for the types of metrics, for series that rules read, and how many these are.

    --fix changes only what certainly means the same, and no other byte of the file.
    """
    known = Baseline() if baseline is None or update_baseline else read_baseline(baseline)
    online = Online(prometheus, round(time.time() * 1000), costly) if prometheus else None
    with progress_bar("Linting") as bar:
        linted = lint(Request(rules, _interval(scrape_interval), dashboards, known, fix, jobs or cores(), online, bar))
    for fixed in linted.fixed:
        # What takes several edits of a line is told once.
        for edit in reversed({(one.location.line, one.done): one for one in reversed(fixed.edits)}.values()):
            click.echo(printable(f"{edit.location}: fixed: {edit.done}"), err=True)
    if baseline and update_baseline:
        workspace.replace(baseline, dump_baseline(linted.findings))
        click.echo(f"Known from now on, in {baseline}: {report.number('finding', len(linted.findings))}", err=True)
        return ExitCode.OK
    show(linted.findings, form)
    click.echo(_summary(linted), err=True)
    return ExitCode.FINDINGS if _fails(linted.findings, fail_on) else ExitCode.OK


def _interval(text: str | None) -> Duration | None:
    try:
        interval = Duration.parse(text) if text else None
    except ValueError as error:
        raise UsageError(f"--scrape-interval: {error}") from None
    if interval and not interval.milliseconds:
        raise UsageError("--scrape-interval: write a time that is longer than nothing")
    return interval


def _fails(findings: tuple[Finding, ...], fail_on: str) -> bool:
    if fail_on == _NONE:
        return False
    worst = _ORDER.index(Severity(fail_on))
    return any(_ORDER.index(finding.severity) <= worst for finding in findings)


def _summary(linted: Linted) -> str:
    said = report.count(linted.findings) if linted.findings else "Nothing to report"
    parts = [f", {len(linted.known)} known"] if linted.known else []
    parts += [f", {linted.silenced} silenced"] if linted.silenced else []
    parts += [f", {linted.mended} of the baseline mended: update it"] if linted.mended else []
    looked_at = f"{report.number('rule', linted.rules)} in {report.number('file', linted.files)}"
    return f"{said}{''.join(parts)}: {looked_at}"
