"""Collects what is wrong with one file, so that a run tells all of it."""

from collections.abc import Iterable

from attrs import evolve

from observability.descriptor.masking import masked
from observability.descriptor.yaml.marks import NO_MARK, Mark, YamlMap
from observability.exceptions import InputError
from observability.findings import Finding, Location


class RefusedError(ValueError):
    """A value that cannot stand: `check` is the stable id of who says so, `hint` what would be right."""

    def __init__(self, message: str, hint: str = "", check: str = "invalid-value") -> None:
        super().__init__(message)
        self.hint = hint
        self.check = check


class Report:
    """The findings of one file, each once."""

    def __init__(self, file: str) -> None:
        self.file = file
        self._findings: dict[tuple[str, str, Location], Finding] = {}

    def add(self, check: str, message: str, mark: Mark = NO_MARK, where: str = "", hint: str = "") -> None:
        """Note one thing that is wrong."""
        self.take(Finding(check, message, Location(self.file, *mark), where=where, hint=hint))

    def take(self, finding: Finding) -> None:
        """Note a finding, unless the same was said of the same place."""
        message, where, hint = map(masked, (finding.message, finding.where, finding.hint))
        finding = evolve(finding, message=message, where=where, hint=hint)
        self._findings.setdefault((finding.check, finding.message, finding.location), finding)

    def take_variant(self, other: "Report", environment: str, overlay: YamlMap | None, below: str = "") -> None:
        """Note what is wrong in one environment only; what its overlay says, with the path of the overlay.

        `below` is the path of the map that holds `environments`, with its dot.
        """
        for finding in other.findings:
            if overlay and overlay.start <= (finding.location.line, finding.location.column) <= overlay.end:
                where = f"{below}environments.{environment}.{finding.where.removeprefix(below)}"
            else:
                where = f"{finding.where} in {environment}"
            self.take(evolve(finding, where=where))

    @property
    def findings(self) -> list[Finding]:
        """All of them, in the order of the file."""
        return sorted(self._findings.values(), key=lambda finding: (finding.location, finding.where, finding.message))

    def conclude(self) -> None:
        """Go on only where nothing is wrong.

        Raises:
            InputError: there are findings.
        """
        refuse(self.findings)


def refuse(findings: Iterable[Finding]) -> None:
    """Raise what was found, if anything was.

    Raises:
        InputError: there are findings.
    """
    if found := list(findings):
        raise InputError(found)
