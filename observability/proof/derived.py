"""What is derived of an alert."""

from attrs import frozen

from observability.findings import Finding
from observability.model.rule import Alert
from observability.proof.case import Case, Kind


@frozen
class Derived:
    """The cases of an alert, and what is to be said of the alert and of what they leave out."""

    alert: Alert
    cases: tuple[Case, ...] = ()
    findings: tuple[Finding, ...] = ()

    @property
    def by_pace(self) -> "tuple[Derived, ...]":
        """The cases by how often they are evaluated, without what is to be said."""
        paces = dict.fromkeys(case.evaluation for case in self.cases)
        return tuple(
            Derived(self.alert, tuple(case for case in self.cases if case.evaluation == each)) for each in paces
        )

    @property
    def both_ways(self) -> bool:
        """Whether some case shows it firing, and some case shows it silent."""
        return {case.kind for case in self.cases} == set(Kind)
