"""The checks of rule files and dashboards: the docstring of each is its section."""

import re
from collections.abc import Iterable, Iterator
from typing import Protocol

from observability.lint import dashboards, rules
from observability.runbooks import checks as runbooks
from tools.docs.markdown import made_from, page

PATH = "docs/checks.md"

_INTRO = """\
# Checks

`observability verify` looks at rule files and dashboards as they stand on the disk, whoever wrote them; `observability
runbooks audit` at where their alerts lead. Each finding carries the id of its check. An error fails the run (exit 1); a
warning is only said. Of a runbook, `--fail-on` says which kinds are errors."""


class _Told(Protocol):
    """What each of all these modules has."""

    __doc__: str | None

    @property
    def ID(self) -> str:  # noqa: N802 # a module's constant
        """Its id."""


_FAMILIES: tuple[tuple[str, tuple[_Told, ...]], ...] = (
    ("Rules", (*rules.CHECKS, *rules.WHOLE_CHECKS)),
    ("Dashboards", (*dashboards.CHECKS, *dashboards.WHOLE_CHECKS)),
    ("Runbooks", runbooks.CHECKS),
)

# A paragraph of its own for each of the docstring's parts.
_PART = re.compile(r"^(Why|Passes|Fails|Mend|Options):", re.MULTILINE)


def text() -> str:
    """The page."""
    return page(
        made_from("the docstrings in `observability/lint` and `observability/runbooks/checks`"), _INTRO, *_families()
    )


def _families() -> Iterator[str]:
    for family, checks in _FAMILIES:
        yield f"## {family}"
        yield from _sections(checks)


def _sections(checks: Iterable[_Told]) -> Iterator[str]:
    for check in sorted(checks, key=lambda check: check.ID):
        yield f"### {check.ID}"
        yield _PART.sub(r"\n**\1:**", check.__doc__ or "").replace("\n\n\n", "\n\n")
