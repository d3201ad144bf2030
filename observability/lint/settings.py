"""What a check must be told of the place where the rules run."""

from collections.abc import Mapping

from attrs import Factory, frozen

from observability.model.durations import Duration
from observability.model.routing import SEVERITIES


@frozen
class Settings:
    """What the project file, the command line and a Prometheus tell.

    `pages` are the severities that wake somebody. `types` are those of metrics by name, as exporters declare them:
    `counter`, `gauge`, `histogram`, `summary`; empty where nobody was asked. `strict`: the rules are all that there
    are, and every alert is held to what we build ourselves. `dashboards`: whether it is known what dashboards
    read; None where it does not matter. `online`: a Prometheus will be asked for what rules read.
    """

    scrape_interval: Duration = Duration(15_000)
    severities: tuple[str, ...] = SEVERITIES
    pages: frozenset[str] = frozenset({"critical", "page"})
    types: Mapping[str, str] = Factory(dict)
    strict: bool = True
    dashboards: bool | None = False
    online: bool = False
