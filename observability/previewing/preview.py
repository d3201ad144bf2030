"""From descriptors to a page."""

from observability import __version__
from observability.adapters.asking import Prometheus
from observability.adapters.progress import Progress
from observability.adapters.tools import PROMETHEUS, find
from observability.preview.fill import Span
from observability.preview.page import page
from observability.preview.variables import MOST_VALUES
from observability.previewing.compiled import Compiled, compiled
from observability.previewing.gathered import gathered
from observability.previewing.generated import generated
from observability.previewing.request import Request
from observability.simulation import Clock

from attrs import frozen

# A graph over half a screen has about so many points.
_POINTS = 720
_SECOND = 1000


@frozen
class Preview:
    """The page, and how many dashboards it shows."""

    html: bytes
    dashboards: int


def preview(request: Request, progress: Progress) -> Preview:
    """Compile, ask and lay out.

    Raises:
        InputError: everything that is wrong with the descriptors.
        UsageError: there is no such service or environment.
        MissingToolError: there is no Prometheus to ask.
    """
    made = compiled(request)
    scrape = made.environment.scrape_interval.milliseconds
    if request.prometheus and request.window:
        span = Span(request.window.start, request.window.end, _step(request.window.end - request.window.start), scrape)
        return _page(made, request.prometheus, span, "prometheus")
    clock = Clock(scrape)
    program = find(PROMETHEUS, progress)
    progress("generating a day of series")
    with generated(made.plans, clock, program) as server:
        return _page(made, server, Span(clock.shown, clock.end, _step(clock.end - clock.shown), scrape), "generated")


def _step(span: int) -> int:
    return max(1, span // _POINTS // _SECOND) * _SECOND


def _page(made: Compiled, server: Prometheus, span: Span, source: str) -> Preview:
    payload = {
        "version": __version__,
        "source": source,
        "mostValues": MOST_VALUES,
        "environment": made.environment.name,
        "span": {"start": span.start, "end": span.end, "step": span.step},
        **gathered(server, made.dashboards, span),
    }
    return Preview(page(payload), len(made.dashboards))
