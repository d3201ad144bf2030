"""From descriptors to a page."""

from attrs import frozen

from observability import __version__
from observability.adapters.progress import Progress
from observability.adapters.prometheus import Prometheus
from observability.adapters.tools import PROMETHEUS, find
from observability.preview.compare import Pair, paired
from observability.preview.fill import Span
from observability.preview.page import page
from observability.preview.variables import MOST_VALUES
from observability.previewing.compiled import Compiled, compiled
from observability.previewing.earlier import Earlier, earlier
from observability.previewing.gathered import gathered
from observability.previewing.generated import generated
from observability.previewing.request import Request
from observability.simulation import Clock

# A graph over half a screen has about so many points.
_POINTS, _FEWEST = 720, 144
# A page of so many points for each series of a service stays below three megabytes.
_ALL = 2880
_SECOND = 1000


@frozen
class Preview:
    """The page, how many dashboards it shows, and how many queries it holds the answers of."""

    html: bytes
    dashboards: int
    queries: int


def preview(request: Request, progress: Progress) -> Preview:
    """Compile, ask and lay out.

    Raises:
        InputError: everything that is wrong with the descriptors.
        UsageError: there is no such service or environment.
        MissingToolError: there is no Prometheus to ask.
    """
    made = compiled(request)
    before = earlier(request.compare, made) if request.compare else None
    scrape = made.environment.scrape_interval.milliseconds
    if request.prometheus and request.window:
        span = _span(request.window.start, request.window.end, scrape, len(made.services))
        return _page(made, before, request.prometheus, span, "prometheus")
    clock = Clock(scrape)
    program = find(PROMETHEUS, progress)
    progress("preview: generating a day of series")
    plans = (*made.plans, *(before.plans if before else ()))
    with generated(plans, clock, program) as server:
        return _page(made, before, server, _span(clock.shown, clock.end, scrape, len(made.services)), "generated")


def _span(start: int, end: int, scrape: int, services: int) -> Span:
    """Fewer points where many services share a page."""
    points = max(_FEWEST, min(_POINTS, _ALL // max(1, services)))
    return Span(start, end, max(1, (end - start) // points // _SECOND) * _SECOND, scrape)


def _page(made: Compiled, before: Earlier | None, server: Prometheus, span: Span, source: str) -> Preview:
    pairs = paired(made.dashboards, before.dashboards) if before else [Pair(one, None) for one in made.dashboards]
    found = gathered(server, pairs, span)
    payload = {
        "version": __version__,
        "source": source,
        "mostValues": MOST_VALUES,
        "environment": made.environment.name,
        "compared": before.name if before else None,
        "span": {"start": span.start, "end": span.end, "step": span.step},
        **found,
    }
    return Preview(page(payload), len(pairs), len(found["results"]))
