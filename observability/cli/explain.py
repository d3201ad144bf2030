"""`observability explain`: where a rule comes from and what it would take for it to fire."""

from collections.abc import Iterator
from difflib import get_close_matches
from pathlib import Path

import click

from observability.building import plan_of
from observability.exceptions import UsageError
from observability.explain import Explanation, explain
from observability.model import names
from observability.model.plan import Plan
from observability.model.rule import Alert, Recording


@click.command(
    short_help="Tell where a rule comes from, and when an alert would fire.",
    epilog="""\b
Examples:
  observability explain checkout                            # its alerts, with their places
  observability explain checkout AvailabilityBudgetBurn     # one alert, down to the raw series
""",
)
@click.argument("service")
@click.argument("alert", required=False)
@click.option("--environment", "-e", metavar="NAME", help="Of which environment.  [default: the first]")
@click.option(
    "--path", "paths", multiple=True, type=click.Path(path_type=Path), help="Where descriptors are; repeatable."
)
def command(service: str, alert: str | None, environment: str | None, paths: tuple[Path, ...]) -> None:
    """Explain the alerts of SERVICE, or the one called ALERT in full.

    For each alert: the line of the descriptor that asked for it, its PromQL, its windows and factors in words, what
    would have to happen for it to fire and how soon it would, and the recording rules that it reads.
    """
    plan = plan_of(paths or (Path(),), service, environment)
    lines = _in_full(plan, alert) if alert else _overview(plan)
    click.echo("\n".join(lines))


def _overview(plan: Plan) -> Iterator[str]:
    service = plan.service
    yield f"{service.title} ({service.origin}), owner {service.owner.name}, tier {service.tier}"
    yield f"{len(plan.recordings)} recording rules, {len(plan.alerts)} alerts in {service.environment.name}:"
    yield ""
    for alert in plan.alerts:
        subject = "/".join(alert.labels[key] for key in (names.SIGNAL, names.OBJECTIVE) if key in alert.labels)
        yield f"  {alert.alert} ({alert.labels[names.SEVERITY]}) {subject}".rstrip()
        yield f"      from {alert.origin}"
    yield ""
    yield f"Next: observability explain {service.name} {plan.alerts[0].alert}"


def _in_full(plan: Plan, name: str) -> Iterator[str]:
    explanations = explain(plan, name)
    if not explanations:
        every = sorted({alert.alert for alert in plan.alerts})
        close = get_close_matches(name, every, 1)
        hint = f"did you mean {close[0]!r}?" if close else f"it has: {', '.join(every)}"
        raise UsageError(f"{plan.service.name} has no alert {name!r}; {hint}")
    for explanation in explanations:
        yield from _one(explanation)


def _one(explanation: Explanation) -> Iterator[str]:
    alert = explanation.alert
    yield f"{alert.alert} ({alert.labels[names.SEVERITY]}), from {alert.origin}"
    yield ""
    yield from _indented(alert.expr)
    yield ""
    yield from (f"  {sentence}" for sentence in explanation.words)
    if explanation.soon:
        yield ""
        yield "  From a healthy start it fires after:"
        yield from (f"    {share:>6} bad events  {time}" for share, time in explanation.soon)
    yield ""
    yield from _links(alert)
    if explanation.reads:
        yield "  It reads, each made of those above it and of raw series:"
        for recording in explanation.reads:
            yield from _recording(recording)
    yield ""


def _links(alert: Alert) -> Iterator[str]:
    yield f"  runbook    {alert.annotations['runbook_url']}"
    yield f"  dashboard  {alert.annotations['dashboard_url']}"
    yield ""


def _recording(recording: Recording) -> Iterator[str]:
    quantile = recording.labels.get(names.QUANTILE)
    yield f"    {recording.record}{f' (quantile {quantile})' if quantile else ''}, from {recording.origin}"
    yield from _indented(recording.expr, 8)


def _indented(text: str, by: int = 4) -> Iterator[str]:
    return (" " * by + line for line in text.split("\n"))
