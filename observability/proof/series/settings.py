"""Where the knobs of sources stand, and for how long."""

from collections.abc import Mapping

from attrs import frozen

from observability.proof.series.knobs import CLIMB, before
from observability.proof.series.source import Source

# What a knob stands at if nobody turned it. A source that is not `present` has no samples; a counter that starts a
# phase `anew` starts it at zero.
RESTING: Mapping[str, float] = {
    "present": 1.0,
    "level": 1.0,
    "step": 60.0,
    "lead": 0.0,
    "changes": 0.0,
    "resets": 0.0,
    "samples": 1.0,
    "wave": 0.0,
    "bound": 1.0,
    "copies": 2.0,
    CLIMB: 0.0,
    "before": 1.0,
    "anew": 0.0,
}

BEFORE = before(1)

Settings = Mapping[str, float]


def resting(source: Source) -> Settings:
    """Where the knobs of a source stand if nobody turned them; what goes up and down does neither."""
    knobs = {knob: RESTING.get(knob, 1.0) for knob in ("present", *sorted(source.knobs))}
    if {"level", "step"} <= source.knobs:
        knobs["step"] = 0.0
    return knobs | {knob: knobs[main_knob(source)] for knob in knobs if knob.startswith(BEFORE)}


def main_knob(source: Source) -> str:
    """The knob whose earlier place `before` is."""
    return "level" if "level" in source.knobs else "step"


@frozen
class Phase:
    """For so many samples, the knobs of a source stand like this."""

    samples: int
    settings: Settings


def setting(settings: Settings, knob: str) -> float:
    """Where a knob stands."""
    return settings.get(knob, RESTING.get(knob, 1.0))


def copies(phase: Phase) -> int:
    """How many series there are."""
    return round(setting(phase.settings, "copies"))
