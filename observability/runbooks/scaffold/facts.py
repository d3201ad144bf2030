"""What the compiler knows of a page: the service, and each alert that leads there."""

from attrs import field, frozen


@frozen
class Variant:
    """One rule of an alert's name: `label` tells it from the others, empty where it is the only one.

    `meaning` is what it says, without numbers of the moment; `words` are sentences on when it fires. All are texts of
    anybody. `dashboard` is a URL, or a path in Grafana.
    """

    label: str
    meaning: str
    words: tuple[str, ...]
    expr: str
    dashboard: str = ""


@frozen
class AlertFacts:
    """An alert by its name, all of its rules, and what usually causes such a signal."""

    name: str
    variants: tuple[Variant, ...]
    causes: tuple[str, ...] = field(factory=tuple)


@frozen
class PageFacts:
    """A page's service. `dependents` are the titles of the services that call it.

    `logs` and `traces`: a URL, or a data source of Grafana; empty for none.
    """

    title: str
    description: str
    alerts: tuple[AlertFacts, ...]
    dependents: tuple[str, ...] = ()
    logs: str = ""
    traces: str = ""
