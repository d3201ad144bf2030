"""What a build can be limited to."""

from enum import StrEnum


class Target(StrEnum):
    """The values of `--only`."""

    RULES = "rules"
    DASHBOARDS = "dashboards"
    ALERTMANAGER = "alertmanager"
