"""`observability runbooks audit`: does every alert lead to a page that answers it?"""

from pathlib import Path

import click
from attrs import evolve

from observability import report, workspace
from observability.auditing import Audited, Online, Request, audit, read_exposed
from observability.baseline import Baseline, dump_baseline, read_baseline
from observability.cli.exit_codes import ExitCode
from observability.cli.options import baseline_options, format_option, show
from observability.cli.progress import progress_bar
from observability.cli.runbooks.summary import as_lines, as_markdown
from observability.cli.runbooks.web_options import web_options
from observability.descriptor.values.runbooks import pages
from observability.exceptions import UsageError
from observability.findings import Severity
from observability.parallel import cores
from observability.runbooks.kind import FAILING, Kind

_ANY, _NONE = "any", "none"
# What has a hint is there already, under another name.
_CAN_BE_BEGUN = frozenset({"missing-page", "missing-anchor", "missing-section"})
_DEFAULT = ", ".join(kind for kind in Kind if kind in FAILING)


@click.command(
    short_help="Check that every alert leads to a page that answers it.",
    epilog="""\b
Examples:
  observability runbooks audit                        # the project of this folder
  observability runbooks audit rules/ manifests/      # rules that people wrote
  observability runbooks audit --fail-on any
  observability runbooks audit --online --cache links.json
  observability runbooks audit --baseline known.json --update-baseline   # begin with what there is
""",
)
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@format_option
@click.option(
    "--fail-on",
    multiple=True,
    type=click.Choice([*(kind.value for kind in Kind), _ANY, _NONE]),
    help=f"Which kinds of findings are errors; repeatable.  [default: {_DEFAULT}]",
)
@click.option("--environment", "-e", "environments", multiple=True, metavar="NAME", help="Only this one; repeatable.")
@click.option(
    "--url",
    metavar="URL",
    default="",
    help="The URL of the repository's pages, with {path} in it.  [default: the project file's]",
)
@click.option(
    "--metrics",
    type=click.Path(dir_okay=False, path_type=Path),
    help="All metrics that exist: what a target exposes, a name a line, or Prometheus' answer with all names.",
)
@baseline_options
@click.option(
    "--summary",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write a table by owner with all findings, Markdown, into this file.",
)
@web_options
@click.option("--jobs", "-j", type=click.IntRange(1), help="Processes at once.  [default: one a core]")
def command(
    paths: tuple[Path, ...],
    form: str,
    fail_on: tuple[str, ...],
    environments: tuple[str, ...],
    url: str,
    metrics: Path | None,
    baseline: Path | None,
    update_baseline: bool,
    summary: Path | None,
    jobs: int | None,
    online: Online | None,
) -> int:
    """Follow the runbook link of each alert at PATHS, and judge where it leads.

    PATHS are descriptors, folders of a project, folders that `build` made, rule files or PrometheusRule manifests, or
    folders of these; by default the current folder. Links into the repository are looked up in its tree: the page, its
    section, what stands there. Without --online nothing is asked of the network.

    Findings go to standard output, a table by owner to standard error. An error makes the exit code 1.
    """
    known = Baseline() if baseline is None or update_baseline else read_baseline(baseline)
    exposed = read_exposed(metrics) if metrics else None
    kinds, told = _kinds(fail_on), _pages_url(url)
    with progress_bar("Asking") as bar:
        asked = evolve(online, done=bar) if online else None
        audited = audit(Request(paths or (Path(),), environments, told, kinds, known, exposed, jobs or cores(), asked))
    if baseline and update_baseline:
        workspace.replace(baseline, dump_baseline(problem.finding for problem in audited.problems))
        click.echo(f"{len(audited.problems)} findings are known from now on, in {baseline}", err=True)
        return ExitCode.OK
    if summary:
        workspace.replace(summary, as_markdown(audited).encode("utf-8", "backslashreplace"))
    findings = [problem.finding for problem in audited.problems]
    show(findings, form)
    for line in (*as_lines(audited), _last_line(audited)):
        click.echo(line, err=True)
    if audited.described and any(found.check in _CAN_BE_BEGUN and not found.hint for found in findings):
        click.echo("Next: observability runbooks new begins what is missing", err=True)
    return ExitCode.FINDINGS if any(found.severity is Severity.ERROR for found in findings) else ExitCode.OK


def _pages_url(url: str) -> str:
    try:
        return pages(url) if url else ""
    except ValueError as error:
        raise UsageError(f"--url: {error}") from None


def _kinds(fail_on: tuple[str, ...]) -> frozenset[Kind]:
    if _NONE in fail_on and len(fail_on) > 1:
        raise UsageError("--fail-on none stands alone")
    if _ANY in fail_on:
        return frozenset(Kind)
    return frozenset(Kind(kind) for kind in fail_on if kind != _NONE) if fail_on else FAILING


def _last_line(audited: Audited) -> str:
    findings = [problem.finding for problem in audited.problems]
    said = report.count(findings) if findings else "Nothing to report"
    known = f", {len(audited.known)} known" if audited.known else ""
    mended = f", {audited.mended} of the baseline mended: update it" if audited.mended else ""
    web = f", {audited.elsewhere} of them lead into the web, where nobody looked" if audited.elsewhere else ""
    looked_at = f"{report.number('alert', audited.alerts)}, {report.number('page', audited.pages)}"
    return f"{said}{known}{mended}: {looked_at}{web}"
