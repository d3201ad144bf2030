"""How dashboards are called: two environments may lie in one Grafana."""

from observability.model.service import Environment


def in_environment(title: str, environment: Environment) -> str:
    """The title, with the environment where there is more than the default one."""
    return title if environment.name == "default" else f"{title} ({environment.name})"
