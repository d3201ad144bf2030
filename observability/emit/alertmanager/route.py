"""A route of Alertmanager's tree, and how it is written."""

from collections.abc import Iterator

from attrs import frozen

from observability.emit.alertmanager.matchers import flow
from observability.model.routing import Timing
from observability.yamltext import comment, scalar


@frozen
class Route:
    """A route. What is None or empty is as in the route above, but for `mute`, which is nobody else's."""

    receiver: str
    matchers: tuple[str, ...] = ()
    timing: Timing | None = None
    group_by: tuple[str, ...] = ()
    mute: tuple[str, ...] = ()
    routes: "tuple[Route, ...]" = ()
    said: str = ""

    @property
    def receivers(self) -> frozenset[str]:
        """Every receiver that alerts come to from here."""
        return frozenset({self.receiver}).union(*(route.receivers for route in self.routes))


def lines(route: Route, indent: int) -> Iterator[str]:
    """The keys of a route, as YAML."""
    margin = " " * indent
    yield f"{margin}receiver: {scalar(route.receiver)}"
    if route.group_by:
        yield f"{margin}group_by: {flow(route.group_by)}"
    if route.timing:
        yield f"{margin}group_wait: {route.timing.group_wait}"
        yield f"{margin}group_interval: {route.timing.group_interval}"
        yield f"{margin}repeat_interval: {route.timing.repeat_interval}"
    if route.mute:
        yield f"{margin}mute_time_intervals: {flow(route.mute)}"
    if route.routes:
        yield f"{margin}routes:"
        for child in route.routes:
            yield from _child(child, indent + 2)


def _child(route: Route, indent: int) -> Iterator[str]:
    if route.said:
        yield comment(route.said, indent)
    yield f"{' ' * indent}- matchers: {flow(route.matchers)}"
    yield from lines(route, indent + 2)
