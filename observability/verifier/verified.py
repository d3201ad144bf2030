"""What came of it."""

from attrs import frozen

from observability.findings import Finding


@frozen
class Verified:
    """What was looked at, and what was found. `shown` are alerts that tests show firing and silent."""

    findings: tuple[Finding, ...] = ()
    files: int = 0
    rules: int = 0
    alerts: int = 0
    dashboards: int = 0
    routes: int = 0
    shown: int = 0
    cases: int = 0

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
        )
