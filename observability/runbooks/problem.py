"""One thing that an audit has to say, and whose it is."""

from attrs import frozen

from observability.findings import Finding
from observability.runbooks.kind import Kind


@frozen
class Problem:
    """A finding of a kind. `owners` are those of the alerts that lead there, sorted; nobody's where there is none."""

    kind: Kind
    finding: Finding
    owners: tuple[str, ...] = ()
