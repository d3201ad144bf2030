"""What is asked of a review."""

from datetime import date
from pathlib import Path

from attrs import frozen


@frozen
class Request:
    """What the user asked for. Overrides are over by `today`; without `promtool` nothing is confirmed."""

    old: str
    new: str | None
    today: date
    environments: tuple[str, ...] = ()
    promtool: Path | None = None
    jobs: int = 1
