"""What silences what: a page the ticket of the same trouble, absent telemetry all that it makes blind."""

from collections.abc import Iterator

from observability.emit.alertmanager.matchers import differs, equal, flow
from observability.model import names
from observability.model.routing import CRITICAL, WARNING, Routing
from observability.yamltext import comment

_ABSENT = equal("alertname", names.TELEMETRY_ABSENT)
_PAGE, _TICKET = equal(names.SEVERITY, CRITICAL), equal(names.SEVERITY, WARNING)
_OF_A_SIGNAL, _OF_THE_SERVICE = differs(names.SIGNAL, ""), equal(names.SIGNAL, "")


def lines(routing: Routing) -> Iterator[str]:
    """The rules, as YAML. A label that neither alert has counts as equal."""
    service = (names.SERVICE, *sorted(routing.environment.labels))
    things = tuple(label for label in routing.by if label not in service)
    yield from _rule(
        "A page silences the tickets of its signal and objective, and of the same thing where things are told apart.",
        (_PAGE, _OF_A_SIGNAL),
        (_TICKET, _OF_A_SIGNAL),
        (*service, names.SIGNAL, names.OBJECTIVE, *things),
    )
    yield from _rule(
        "A page of the whole service silences the ticket of its own name: those of other names are other troubles.",
        (_PAGE, _OF_THE_SERVICE),
        (_TICKET, _OF_THE_SERVICE),
        ("alertname", *service),
    )
    yield from _rule(
        "A service of which nothing is scraped is blind, so its alerts are silent, but for those that look elsewhere.",
        (_ABSENT, _PAGE, _OF_THE_SERVICE),
        (
            differs("alertname", names.TELEMETRY_ABSENT),
            differs(names.TELEMETRY, names.ELSEWHERE),
            differs(names.TIER, ""),
        ),
        (*service, names.OWNER),
    )


def _rule(said: str, source: tuple[str, ...], target: tuple[str, ...], same: tuple[str, ...]) -> Iterator[str]:
    yield comment(said, 2)
    yield f"  - source_matchers: {flow(source)}"
    yield f"    target_matchers: {flow(target)}"
    yield f"    equal: {flow(same)}"
