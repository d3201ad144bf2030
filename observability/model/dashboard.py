"""Dashboards as data: rows of panels, what is chosen above them, and what is marked over them."""

from attrs import frozen

from observability.model.panel import Link, Panel, Role


@frozen
class Menu:
    """A drop-down list of all dashboards that carry these tags."""

    title: str
    tags: tuple[str, ...]


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
    """Marks over all time series panels, from a PromQL expression; not `shown`, the reader may switch them on."""

    name: str
    expr: str
    role: Role
    title: str
    text: str = ""
    shown: bool = True


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
    menus: tuple[Menu, ...] = ()

    @property
    def panels(self) -> tuple[Panel, ...]:
        """All panels, in reading order."""
        return tuple(panel for row in self.rows for panel in row.panels)
