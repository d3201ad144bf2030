"""How dashboards are called and found: two environments may lie in one Grafana."""

from observability.model.service import Environment


def in_environment(title: str, environment: Environment) -> str:
    """The title, with the environment where there is more than the default one."""
    return title if environment.name == "default" else f"{title} ({environment.name})"


def tags(environment: Environment, kind: str) -> tuple[str, ...]:
    """The tags of a dashboard, `kind` among them: what it is about, or a service's tier."""
    return tuple(sorted({"observability", kind, environment.name}))
