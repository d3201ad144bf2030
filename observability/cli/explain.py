"""`observability explain`: where a rule comes from and what it would take for it to fire."""

from collections.abc import Iterator
from difflib import get_close_matches
from pathlib import Path

import click

from observability.building import Planned, plan_of
from observability.exceptions import UsageError
from observability.explain import Explanation, explain
from observability.model import names
from observability.model.routing import NOBODY, Told
from observability.model.rule import Alert, Recording

_NO_ROUTES = "nobody by us: the project file gives this environment no alertmanager"


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
    would have to happen for it to fire and how soon it would, who is told, and the recording rules that it reads.
    """
    found = plan_of(paths or (Path(),), service, environment)
    lines = _in_full(found, alert) if alert else _overview(found)
    click.echo("\n".join(lines))


def _overview(found: Planned) -> Iterator[str]:
    plan = found.plan
    service = plan.service
    yield f"{service.title} ({service.origin}), owner {service.owner.name}, tier {service.tier}"
    yield f"Told: {_receivers(found.told)}"
    yield f"{len(plan.recordings)} recording rules, {len(plan.alerts)} alerts in {service.environment.name}:"
    yield ""
    for alert in plan.alerts:
        subject = "/".join(alert.labels[key] for key in (names.SIGNAL, names.OBJECTIVE) if key in alert.labels)
        yield f"  {alert.alert} ({alert.labels[names.SEVERITY]}) {subject}".rstrip()
        yield f"      from {alert.origin}"
    yield ""
    yield f"Next: observability explain {service.name} {plan.alerts[0].alert}"


def _receivers(told: Told | None) -> str:
    """By severity, the worst first."""
    if told is None:
        return _NO_ROUTES
    return ", ".join(f"{receiver or NOBODY} of {severity}" for severity, receiver in told.items())


def _in_full(found: Planned, name: str) -> Iterator[str]:
    plan = found.plan
    explanations = explain(plan, name)
    if not explanations:
        every = sorted({alert.alert for alert in plan.alerts})
        close = get_close_matches(name, every, 1)
        hint = f"did you mean {close[0]!r}?" if close else f"it has: {', '.join(every)}"
        raise UsageError(f"{plan.service.name} has no alert {name!r}; {hint}")
    for explanation in explanations:
        yield from _one(explanation, found.told)


def _one(explanation: Explanation, told: Told | None) -> Iterator[str]:
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
    yield from _links(alert, told)
    if explanation.reads:
        yield "  It reads, each made of those above it and of raw series:"
        for recording in explanation.reads:
            yield from _recording(recording)
    yield ""


def _links(alert: Alert, told: Told | None) -> Iterator[str]:
    yield f"  runbook    {alert.annotations['runbook_url']}"
    yield f"  dashboard  {alert.annotations['dashboard_url']}"
    yield f"  told       {_NO_ROUTES if told is None else told[alert.labels[names.SEVERITY]] or NOBODY}"
    yield ""


def _recording(recording: Recording) -> Iterator[str]:
    quantile = recording.labels.get(names.QUANTILE)
    yield f"    {recording.record}{f' (quantile {quantile})' if quantile else ''}, from {recording.origin}"
    yield from _indented(recording.expr, 8)


def _indented(text: str, by: int = 4) -> Iterator[str]:
    return (" " * by + line for line in text.split("\n"))
