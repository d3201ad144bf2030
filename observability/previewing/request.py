"""What is to be previewed."""

from pathlib import Path

from attrs import frozen

from observability.adapters.prometheus import Prometheus


@frozen
class Window:
    """The time that a page shows, in milliseconds: from `start` to `end`."""

    start: int
    end: int


@frozen
class Request:
    """`services` by name, none for all; `prometheus` is None where series are to be generated.

    `window` is the time that is asked of a server; generated series have their own. `compare` is a folder or a revision
    whose dashboards are shown beside those of now.
    """

    paths: tuple[Path, ...]
    services: tuple[str, ...] = ()
    environment: str | None = None
    prometheus: Prometheus | None = None
    window: Window | None = None
    compare: str = ""
