"""The environments of a project, each with what is scraped and evaluated there, and how often."""

from collections.abc import Iterator

from observability.descriptor.node import Node
from observability.descriptor.report import RefusedError
from observability.descriptor.values import identifiers
from observability.descriptor.values.quantities import duration
from observability.model import names
from observability.model.durations import Duration
from observability.model.service import Environment

_SECOND = Duration.parse("1s")
# A rate over five minutes should see four samples; one lost scrape must not leave it with fewer than two.
_SLOWEST_SCRAPE = Duration.parse("1m15s")
# A group as slow as Prometheus' lookback leaves holes for its readers.
_SLOWEST_EVALUATION = Duration.parse("2m")


def environments_of(spec: Node, grafana_url: str) -> tuple[Environment, ...]:
    """Those that `spec.environments` names, or the one that there is without names."""
    return tuple(_environments(spec, grafana_url)) or _only_environment(spec, grafana_url)


def _environments(spec: Node, grafana_url: str) -> Iterator[Environment]:
    for name, node in spec.named("environments", identifiers.name):
        yield Environment(
            name,
            labels=dict(_matchers(node.child("matchers"), name)),
            scrape_interval=_scrape_interval(node) or _scrape_interval(spec) or Environment("").scrape_interval,
            evaluation_interval=_evaluation(node) or _evaluation(spec) or Environment("").evaluation_interval,
            grafana_url=grafana_url,
        )


def _only_environment(spec: Node, grafana_url: str) -> tuple[Environment, ...]:
    scrape = _scrape_interval(spec) or Environment("").scrape_interval
    evaluation = _evaluation(spec) or Environment("").evaluation_interval
    return (Environment("default", {}, scrape, evaluation, grafana_url),)


def _matchers(node: Node, environment: str) -> Iterator[tuple[str, str]]:
    for label in sorted(node.data):
        try:
            _check_matcher(label, node.data[label], environment)
        except ValueError as error:
            node.refuse(error, label)
        else:
            yield label, node.data[label]


def _check_matcher(label: str, value: str, environment: str) -> None:
    # `environment: production` in the environment production says what our own label would say.
    if (label, value) != (names.ENVIRONMENT, environment):
        identifiers.free_label(label)
    if not value:
        raise RefusedError("an empty value means that the label is absent", "name a value")
    if "{{" in value:
        raise RefusedError("{{ ... }} would be run as a template", "write a plain value", "template")


def _scrape_interval(node: Node) -> Duration | None:
    why = "a rate over 5 minutes needs four samples"
    return node.read("scrape_interval", lambda text: _interval(text, _SLOWEST_SCRAPE, why))


def _evaluation(node: Node) -> Duration | None:
    why = "the rules that read a slower group would find holes"
    return node.read("evaluation_interval", lambda text: _interval(text, _SLOWEST_EVALUATION, why))


def _interval(text: str, slowest: Duration, why: str) -> Duration:
    span = duration(text)
    if span > slowest:
        raise RefusedError(f"an interval of {text} is too long: {why}", f"write {slowest} or less", "interval")
    if span < _SECOND:
        raise RefusedError(f"an interval of {text} is too short", f"write {_SECOND} or more", "interval")
    return span
