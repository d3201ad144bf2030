"""Checks on runbooks, one a file. The docstring of each is the user's page; they look into no file themselves.

To add one: a module with a docstring, an `ID` and a `check`, and a line in `CHECKS`.
"""

from collections.abc import Iterator
from typing import Protocol

from observability.runbooks.checks import (
    alert_not_named,
    missing_anchor,
    missing_owner,
    missing_page,
    missing_section,
    orphan_page,
    page_link,
    runbook_link,
    shared_section,
    stale_page,
    stub_section,
    unknown_name,
    web_link,
)
from observability.runbooks.library import Library
from observability.runbooks.problem import Problem


class Check(Protocol):
    """A module with an id, a page for users and one function."""

    __doc__: str | None

    @property
    def ID(self) -> str:  # noqa: N802 # a module's constant
        """The stable name that findings carry and people search for: `missing-anchor`."""

    def check(self, library: Library) -> Iterator[Problem]:
        """Everything that is wrong, at the line of the alert or of the page that is to be mended."""


CHECKS: tuple[Check, ...] = (
    runbook_link,
    missing_page,
    missing_anchor,
    web_link,
    missing_section,
    stub_section,
    alert_not_named,
    page_link,
    unknown_name,
    shared_section,
    missing_owner,
    stale_page,
    orphan_page,
)
