"""The checks of rule files and dashboards: the docstring of each is its section."""

import re
from collections.abc import Iterable, Iterator
from textwrap import dedent
from typing import Protocol

from observability.lint import alerts, built, dashboards, expressions, files, online, rules
from observability.runbooks import checks as runbooks
from tools.docs.markdown import made_from, page

PATH = "docs/checks.md"

_INTRO = """\
# Checks

`observability lint` looks at [rule files of anybody](lint.md), `observability verify` at builds and their dashboards,
`observability runbooks audit` at where alerts lead. Each finding carries the id of its check. An error fails the run
(exit 1); a warning is only said, unless `--fail-on` says otherwise. Samples are run as tests: keys that a sample leaves
out are those of a good alert.

A check of `lint` is silenced where it is wrong, with the reason: `# observability: ignore ID REASON` in or above a
rule, `ignore-file` for a file, or an [entry of the project file](lint.md#silence)."""


class _Told(Protocol):
    """What each of all these modules has."""

    __doc__: str | None

    @property
    def ID(self) -> str:  # noqa: N802 # a module's constant
        """Its id."""


_FAMILIES: tuple[tuple[str, tuple[_Told, ...]], ...] = (
    ("PromQL", expressions.CHECKS),
    ("Alerts", alerts.CHECKS),
    ("Rule files", (*files.CHECKS, *rules.OF_PEOPLE, *rules.WHOLE_OF_PEOPLE)),
    ("With a Prometheus", online.CHECKS),
    ("Builds", built.WHOLE_CHECKS),
    ("Dashboards", (*dashboards.CHECKS, *dashboards.WHOLE_CHECKS)),
    ("Runbooks", runbooks.CHECKS),
)

# A paragraph of its own for each of the docstring's parts.
_PART = re.compile(r"^(Why|Passes|Fails|Mend|Options):", re.MULTILINE)
# A sample that is run.
_SAMPLE = re.compile(r"^(Passes|Fails):\n((?: {4}.*\n)+)", re.MULTILINE)


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
        yield _PART.sub(r"\n**\1:**", _SAMPLE.sub(_block, check.__doc__ or "")).replace("\n\n\n", "\n\n")


def _block(found: "re.Match[str]") -> str:
    return f"{found[1]}:\n\n```yaml\n{dedent(found[2])}```\n"
