"""What came of it."""

from attrs import frozen

from observability.findings import Finding
from observability.report.as_junit import Passed
from observability.verifier.account import Account


@frozen
class Verified:
    """What was looked at, and what was found.

    `shown` are alerts that tests show firing and silent, none of which failed. `passed` are the tests that say what
    they should, by their name for `verify --run`.
    """

    findings: tuple[Finding, ...] = ()
    files: int = 0
    rules: int = 0
    alerts: int = 0
    dashboards: int = 0
    routes: int = 0
    shown: int = 0
    cases: int = 0
    passed: tuple[Passed, ...] = ()

    @property
    def account(self) -> Account:
        """What is told of it beside the findings."""
        summary = {
            "files": self.files,
            "rules": self.rules,
            "alerts": self.alerts,
            "dashboards": self.dashboards,
            "routes": self.routes,
            "shown": self.shown,
            "cases": self.cases,
        }
        return Account(summary, self.passed)

    def __add__(self, other: "Verified") -> "Verified":
        return Verified(
            self.findings + other.findings,
            self.files + other.files,
            self.rules + other.rules,
            self.alerts + other.alerts,
            self.dashboards + other.dashboards,
            self.routes + other.routes,
            self.shown + other.shown,
            self.cases + other.cases,
            self.passed + other.passed,
        )
