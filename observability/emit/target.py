"""What a build can be limited to."""

from enum import StrEnum


class Target(StrEnum):
    """The values of `--only`."""

    RULES = "rules"
    DASHBOARDS = "dashboards"
    ALERTMANAGER = "alertmanager"
    TESTS = "tests"


# To find tests takes a second a service: they are made when somebody asks for them, and kept up to date from then on.
USUAL = frozenset(Target) - {Target.TESTS}
