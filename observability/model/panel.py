"""Dashboards as data: what is shown and why. How Grafana wants it is the business of `grafana`."""

from decimal import Decimal
from enum import StrEnum

from attrs import frozen

from observability.model.location import NOWHERE, Location


class PanelKind(StrEnum):
    """The shapes in which we draw."""

    STAT = "stat"
    TIMESERIES = "timeseries"
    HEATMAP = "heatmap"
    TABLE = "table"
    GAUGE = "gauge"
    BAR_GAUGE = "bargauge"
    ALERT_LIST = "alertlist"
    TEXT = "text"


class Role(StrEnum):
    """What a colour means; `grafana.theme` gives each its shade."""

    RATE = "rate"
    DURATION = "duration"
    ERRORS = "errors"
    FINE = "fine"
    WARNING = "warning"
    CRITICAL = "critical"
    THRESHOLD = "threshold"
    NEUTRAL = "neutral"
    PALETTE = "palette"


class QueryFormat(StrEnum):
    """How Prometheus' answer is shaped."""

    TIME_SERIES = "time_series"
    TABLE = "table"
    HEATMAP = "heatmap"


@frozen
class Threshold:
    """From `value` on (or below it, where the panel says so) the colour means `role`."""

    value: Decimal
    role: Role


@frozen
class Link:
    """A titled link; `url` is a checked http(s) URL or a Grafana path."""

    title: str
    url: str


@frozen
class Query:
    """One query of a panel. `legend` is Grafana's legend text, as in `{{handler}}`; `role` colours its series.

    In a table, `column` is the title of the value's column, and `thresholds` (ascending, over `base`) colour its cells;
    a query without a column only brings labels.
    The query of an alert list is a bare selector of alerts: `{service="checkout"}`.
    """

    expr: str
    legend: str = ""
    role: Role | None = None
    instant: bool = False
    format: QueryFormat = QueryFormat.TIME_SERIES
    column: str = ""
    unit: str = ""
    thresholds: tuple[Threshold, ...] = ()
    base: Role = Role.NEUTRAL


@frozen
class Column:
    """A label's column in a table: its title, and where its cells lead. A `hidden` one only feeds links."""

    label: str
    title: str = ""
    link: Link | None = None
    hidden: bool = False


@frozen
class Panel:
    """One panel. `key` is stable and unique in its dashboard: ids and alert links are made of it.

    `width` is of 24 columns, `height` in Grafana's grid units. `thresholds` ascend; `base` is the role under the first.
    `raw` is the query over raw series that a reader opens in Explore. In a table, `columns` are those of labels, which
    stand before the queries', and `sort` names the titles by which its rows are ordered, largest first.
    Titles, descriptions and texts are shown as they are: in the latter two, `code` is code and a URL is a link.
    """

    key: str
    title: str
    description: str
    kind: PanelKind
    queries: tuple[Query, ...] = ()
    unit: str = "short"
    width: int = 8
    height: int = 8
    decimals: int | None = None
    minimum: Decimal | None = None
    maximum: Decimal | None = None
    log: bool = False
    thresholds: tuple[Threshold, ...] = ()
    base: Role = Role.NEUTRAL
    no_value: str = ""
    links: tuple[Link, ...] = ()
    raw: str = ""
    text: str = ""
    columns: tuple[Column, ...] = ()
    sort: tuple[str, ...] = ()
    origin: Location = NOWHERE


@frozen
class Row:
    """A titled row of panels, folded or open. Panels are laid out left to right, wrapping at 24 columns."""

    key: str
    title: str
    panels: tuple[Panel, ...]
    collapsed: bool = False


@frozen
class Variable:
    """A template variable: the values of `label` in the series of `selector` (PromQL); multi, All = `.+`."""

    name: str
    title: str
    selector: str
    label: str


@frozen
class Annotation:
    """Marks over all time series panels, from a PromQL expression."""

    name: str
    expr: str
    role: Role
    title: str
    text: str = ""


@frozen
class Dashboard:
    """A dashboard; `uid` is at most 40 characters and unique in the tree. `folder` is the owner's name, or empty."""

    uid: str
    title: str
    description: str
    rows: tuple[Row, ...]
    folder: str = ""
    tags: tuple[str, ...] = ()
    variables: tuple[Variable, ...] = ()
    annotations: tuple[Annotation, ...] = ()
    links: tuple[Link, ...] = ()

    @property
    def panels(self) -> tuple[Panel, ...]:
        """All panels, in reading order."""
        return tuple(panel for row in self.rows for panel in row.panels)
