"""One root for all that we raise on purpose. The command line maps each to its exit code."""

from collections.abc import Sequence

from observability.findings import Finding


class ObservabilityError(Exception):
    """Root; never raised itself."""


class InputError(ObservabilityError):
    """The user's input or usage is wrong: exit 2. `findings` are all of them, of all files."""

    def __init__(self, findings: Sequence[Finding]) -> None:
        super().__init__(findings)
        self.findings = tuple(findings)

    def __str__(self) -> str:
        return "\n".join(map(str, self.findings))


class UsageError(ObservabilityError):
    """The command was called in a way that cannot work: exit 2."""


class MissingToolError(ObservabilityError):
    """A program or server that is needed is not there: exit 3. The message says how to get it."""
