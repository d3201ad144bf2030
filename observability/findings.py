"""Findings: what a check, a compiler stage or an audit has to say, in one shape for all reports."""

from enum import StrEnum

from attrs import frozen

from observability.model.location import Location

__all__ = ["Excerpt", "Finding", "Location", "Severity"]


class Severity(StrEnum):
    """How much a finding matters. Only errors fail a run unless the caller says otherwise."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@frozen
class Excerpt:
    """A line as it stands in its file, and the columns from `start` on, before `end`, both counted from 1."""

    line: str
    start: int
    end: int


@frozen
class Finding:
    """One thing to report.

    `check` is the stable id of who says it (`unknown-key`, `promtool`). `where` is the path inside the document
    (`spec.red.http.rate`), `hint` what would be right, `excerpt` the line that it is about, where that is shown. `test`
    is the case that failed, as `verify --run` knows it, and `tests` the folder of it: several may have such a case.
    """

    check: str
    message: str
    location: Location
    severity: Severity = Severity.ERROR
    where: str = ""
    hint: str = ""
    excerpt: Excerpt | None = None
    test: str = ""
    tests: str = ""

    def __str__(self) -> str:
        where = f" ({self.where})" if self.where else ""
        hint = f"; {self.hint}" if self.hint else ""
        return f"{self.location}: {self.message}{where}{hint}"
