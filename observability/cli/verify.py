"""`observability verify`: is what was built what it should be?"""

import time
from pathlib import Path

import click

from observability import report
from observability.adapters.tools import AMTOOL, PROMTOOL, find
from observability.cli.exit_codes import ExitCode
from observability.cli.mutants import as_lines, undecided_option, unlisted
from observability.cli.options import format_option, show_as
from observability.cli.progress import progress_bar
from observability.cli.steps import steps
from observability.exceptions import UsageError
from observability.findings import Severity
from observability.parallel import cores
from observability.verifier import ALL, Selection, Verified, mutated, needs_amtool, render, verify


@click.command(
    short_help="Check rules, dashboards and routes with promtool, amtool and our own checks.",
    epilog="""\b
Examples:
  observability verify                      # what `observability build` left in build/
  observability verify build/production     # one environment
  observability verify /etc/prometheus/*.rules.yaml   # rule files that people wrote
  observability verify manifests/           # PrometheusRules of Kubernetes
  observability verify --format json > findings.json
  observability verify --run shop                     # only the tests of one service
  observability verify --run shop/UtilizationHigh/"exactly 0.9"    # only one case
  observability verify --mutants --service shop       # would the tests notice a change of a rule?
""",
)
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@format_option
@click.option("--jobs", "-j", type=click.IntRange(1), help="Processes at once.  [default: one a core]")
@click.option("--tests/--no-tests", default=True, help="Run the tests of the rules, where a build has made some.")
@click.option("--run", "chosen", metavar="SERVICE[/ALERT[/CASE]]", help="Run these tests, and look at nothing else.")
@click.option("--mutants", is_flag=True, help="Change each rule in every way, and tell what its tests would notice.")
@click.option("--service", metavar="NAME", default="", help="With --mutants: the rules of this service alone.")
@undecided_option
def command(
    paths: tuple[Path, ...],
    form: str,
    jobs: int | None,
    tests: bool,
    chosen: str | None,
    mutants: bool,
    service: str,
    undecided: bool,
) -> int:
    """Check the rules, dashboards and routes at PATHS: folders that `build` made (by default build/), or rules by hand.

    Those may be rule files, PrometheusRule manifests, or folders of both.
    promtool judges the rules, with all of its lints; our checks say what it passes over, and judge the dashboards.
    amtool judges Alertmanager's configuration, where there is one, and tells whom each alert would come to: the
    receiver that the project file names for its owner and severity.
    Where `build --only tests` has made tests of the rules, promtool runs them, and we see that they are any: that they
    run over the rules that are loaded, and that each alert is shown firing and silent.
    A finding names the line of the descriptor that it comes from, where the catalog of the build tells. An error
    makes the exit code 1.

    With --mutants nothing is checked: each rule is changed in one thing at a time, its tests are played with that in
    memory, and a table tells how many changes they notice. A change that they do not notice, though it makes a
    difference, is an error, told with series that show it; one of which neither that nor the opposite is known is
    counted as undecided: --undecided lists them.
    """
    began = time.monotonic()
    paths = paths or (Path("build"),)
    if mutants:
        return _mutants(paths, service, form, jobs or cores(), chosen, undecided=undecided)
    if service:
        raise UsageError("--service goes with --mutants; to run the tests of a service: --run NAME")
    if undecided:
        raise UsageError("--undecided goes with --mutants")
    verified = _verified(paths, jobs or cores(), tests, chosen)
    show_as(lambda name: render(verified.findings, verified.account, name), form)
    click.echo(_summary(verified, time.monotonic() - began, chosen), err=True)
    failed = any(finding.severity is Severity.ERROR for finding in verified.findings)
    return ExitCode.FINDINGS if failed else ExitCode.OK


def _verified(paths: tuple[Path, ...], jobs: int, tests: bool, chosen: str | None) -> Verified:
    selection = Selection.parse(chosen) if chosen else ALL if tests else None
    routed = needs_amtool(paths) and not chosen
    with steps() as progress:
        promtool = find(PROMTOOL, progress)
        amtool = find(AMTOOL, progress) if routed else None
    with progress_bar("Verifying") as bar:
        verified = verify(paths, promtool, jobs, bar, amtool, selection)
    if chosen and not verified.cases and not verified.findings:
        raise UsageError(f"no test is called {chosen}; the files of tests are named after service and alert")
    return verified


def _mutants(
    paths: tuple[Path, ...], service: str, form: str, jobs: int, chosen: str | None, *, undecided: bool
) -> int:
    if chosen:
        raise UsageError(
            "--mutants are shown to all tests of a rule, so leave --run out; for one service: --service NAME"
        )
    began = time.monotonic()
    with progress_bar("Changing rules") as bar:
        found = mutated(paths, service, jobs, bar, undecided=undecided)
    show_as(lambda name: render(found.findings, found.account, name), form)
    click.echo(as_lines(found.scores, added=False), err=True)
    which = unlisted(found.scores, listed=undecided)
    click.echo(f"{len(found.scores)} rules in {time.monotonic() - began:.1f} s{which}", err=True)
    survives = any(finding.severity is Severity.ERROR for finding in found.findings)
    return ExitCode.FINDINGS if survives else ExitCode.OK


def _summary(verified: Verified, seconds: float, chosen: str | None) -> str:
    judged = f"{report.count(verified.findings)}: " if verified.findings else "All is well: "
    if chosen:
        return f"{judged}{verified.cases} case{'s' if verified.cases != 1 else ''} of {chosen} in {seconds:.1f} s"
    routes = f", {verified.routes} routes" if verified.routes else ""
    tests = f", {verified.shown} alerts shown firing and silent by {verified.cases} cases" if verified.cases else ""
    looked_at = (
        f"{verified.files} rule files, {verified.rules} rules, {verified.alerts} of them alerts, "
        f"{verified.dashboards} dashboards{routes}{tests} in {seconds:.1f} s"
    )
    return f"{judged}{looked_at}"
