"""Knobs that stood elsewhere in the past: phases of which part is before what is read at last."""

from collections.abc import Iterator, Sequence

from observability.proof.series.knobs import STILL, before, past
from observability.proof.series.pace import Pace
from observability.proof.series.settings import Phase, Settings, main_knob, setting
from observability.proof.series.source import Source


def split(source: Source, phases: Sequence[Phase], pace: Pace) -> Iterator[Phase]:
    """Phases in which nothing changes: what was before ends where all that is later begins."""
    eras = reversed(list(enumerate(source.eras, 1)))
    ends = [(era, max((pace.start - reach) // pace.sample, 0)) for era, reach in eras]
    at = 0
    for phase in phases:
        end = at + phase.samples
        for era, until in ends:
            was = _then(source, phase.settings, era)
            if was and at < (until := min(until, end)):
                yield Phase(until - at, {**phase.settings, **was})
                at = until
        if at < end:
            still = {"present": phase.settings[STILL]} if STILL in phase.settings else {}
            yield Phase(end - at, {**phase.settings, **still})
            at = end


def _then(source: Source, settings: Settings, era: int) -> Settings:
    """Where knobs stood in an era, if not where they stand now."""
    turned = {knob: settings[past(knob, era)] for knob in ("present", "copies", "bound") if past(knob, era) in settings}
    main = before(era)
    return {main_knob(source): setting(settings, main), **turned} if main in source.knobs else turned
