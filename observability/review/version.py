"""One version of an alert, with all that is recorded for it."""

from attrs import frozen

from observability.model.rule import Alert, Recording


@frozen
class Version:
    """An alert, and the recordings that it is made of, each before those that read it."""

    alert: Alert
    recordings: tuple[Recording, ...] = ()

    @property
    def expressions(self) -> tuple[str, ...]:
        """Of the alert and of its recordings."""
        return (self.alert.expr, *(rule.expr for rule in self.recordings))
