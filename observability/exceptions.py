"""One root for all that we raise on purpose. The command line maps each to its exit code."""

from collections.abc import Sequence
from difflib import get_close_matches

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

    @classmethod
    def unknown(cls, what: str, name: str, known: Sequence[str]) -> "UsageError":
        """There is nothing of this name: `what` begins the sentence, as in `there is no service`."""
        close = get_close_matches(name, known, 1)
        hint = f"did you mean {close[0]!r}?" if close else f"there are: {', '.join(known)}"
        return cls(f"{what} {name!r}; {hint}")


class MissingToolError(ObservabilityError):
    """A program or server that is needed is not there: exit 3. The message says how to get it."""
