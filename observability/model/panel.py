"""Panels as data: what is shown and why. How Grafana wants it is the business of `grafana`."""

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
    STATE_TIMELINE = "state-timeline"
    LOGS = "logs"
    TEXT = "text"


class Role(StrEnum):
    """What a colour means; `grafana.theme` gives each its shade."""

    RATE = "rate"
    DURATION = "duration"
    # How much of something there is: what is used, what waits.
    LEVEL = "level"
    ERRORS = "errors"
    FINE = "fine"
    WARNING = "warning"
    CRITICAL = "critical"
    THRESHOLD = "threshold"
    # What was: drawn beside what is, and never louder.
    PAST = "past"
    NEUTRAL = "neutral"
    # Each series a colour of its own, by its name: the same one in every panel.
    PALETTE = "palette"
    # The colour of the threshold that the value is over.
    VALUE = "value"


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
class DataSource:
    """A data source by name, where it is not the Prometheus that the dashboard's first variable chooses."""

    kind: str
    uid: str


@frozen
class Link:
    """A titled link; `url` is a checked http(s) URL or a Grafana path.

    Inside Grafana it keeps the time range and, unless `narrows`, all variables; one that narrows sets its own.
    """

    title: str
    url: str
    narrows: bool = False


@frozen
class Explore:
    """A link to Grafana's Explore, with a query of any data source and the dashboard's time range."""

    title: str
    expr: str
    source: DataSource | None = None


@frozen
class Query:
    """One query of a panel. `legend` is Grafana's legend text, as in `{{handler}}`; `role` colours its series.

    `thresholds` (ascending, over `base`) hold for this query instead of the panel's. In a table, they colour the cells
    of its value, whose title is `column`; a query without a column only brings labels.
    The query of an alert list is a bare selector of alerts: `{service="checkout"}`.
    `exemplars` asks for traces of single events too. `step` is the least time between two points, as in `1m`.
    `no_value` stands in the cell of a row that has none of this query's.
    """

    expr: str
    legend: str = ""
    role: Role | None = None
    instant: bool = False
    format: QueryFormat = QueryFormat.TIME_SERIES
    column: str = ""
    unit: str = ""
    decimals: int | None = None
    thresholds: tuple[Threshold, ...] = ()
    base: Role = Role.NEUTRAL
    exemplars: bool = False
    step: str = ""
    no_value: str = ""


@frozen
class Column:
    """A label's column in a table: its title, and where its cells lead. A `hidden` one only feeds links.

    `roles` colours the cells of these values.
    """

    label: str
    title: str = ""
    link: Link | None = None
    hidden: bool = False
    roles: tuple[tuple[str, Role], ...] = ()


@frozen
class Panel:
    """One panel. `key` is stable and unique in its dashboard: ids and alert links are made of it.

    `width` is of 24 columns, `height` in Grafana's grid units. `thresholds` ascend; `base` is the role under the first.
    `decimals` are those of the unit where none are given. What is above `maximum` is not drawn; `soft_maximum` is where
    the axis ends while nothing is above it. From `log_above` on the axis is logarithmic, below it is linear, so that 0
    has its place. `raw` is the query over raw series that a reader opens in Explore. `links` and `explore` stand in the
    panel's corner and on its data; `data_links`, which may name a label of what was clicked, on its data alone. In a
    table, `columns` are those of labels, which stand before the queries', and `sort` names the titles by which its rows
    are ordered: values largest first, labels by the alphabet. `source` answers the queries; none is the dashboard's
    Prometheus. Of a state timeline, the thresholds are the states, and `words` what each is called, by its value.
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
    soft_maximum: Decimal | None = None
    log_above: Decimal | None = None
    thresholds: tuple[Threshold, ...] = ()
    base: Role = Role.NEUTRAL
    no_value: str = ""
    links: tuple[Link, ...] = ()
    explore: tuple[Explore, ...] = ()
    data_links: tuple[Link, ...] = ()
    source: DataSource | None = None
    words: tuple[tuple[str, str], ...] = ()
    raw: str = ""
    text: str = ""
    columns: tuple[Column, ...] = ()
    sort: tuple[str, ...] = ()
    origin: Location = NOWHERE
