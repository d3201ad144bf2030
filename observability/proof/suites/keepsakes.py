"""What is kept of what was found: of each alert by itself, of recordings together, of each alert over raw series."""

from attrs import frozen

from observability.findings import Finding
from observability.proof.boundaries.scene import Point
from observability.proof.script import Script
from observability.proof.series.source import Source


@frozen
class Alone:
    """What shows an alert by itself, each evaluated at such intervals, and what is to be said of it."""

    tests: tuple[tuple[int, tuple[Script, ...]], ...]
    findings: tuple[Finding, ...]


@frozen
class Ramped:
    """Tests of recordings, evaluated every `interval` milliseconds; the recordings that they leave out, each with why.

    Recordings are told by their titles.
    """

    scripts: tuple[Script, ...]
    interval: int = 0
    gaps: tuple[tuple[str, str], ...] = ()


@frozen
class Raw:
    """Raw series over which an alert fires and, `under`, does not, when it is looked at from `start` milliseconds on.

    Or `why` none were found.
    """

    sources: tuple[Source, ...] = ()
    start: int = 0
    over: Point = ()
    under: Point = ()
    why: str = ""
