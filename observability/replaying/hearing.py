"""A server to be asked, whose warnings are kept: they may be about anything that was asked."""

from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from attrs import Factory, define, evolve

from observability.adapters.prometheus import Answer, Call, Prometheus, QueryError

_T = TypeVar("_T")

# One series is enough to know that there are some.
_LIMITED = "results truncated due to limit"


@define
class Hearing:
    """`warnings` are all that were heard, each once; `partial`: some of them say that data is missing."""

    server: Prometheus
    warnings: dict[str, None] = Factory(dict)
    partial: bool = False

    @property
    def url(self) -> str:
        """Where the server is."""
        return self.server.access.url

    def ask_all(
        self, calls: Iterable[Call[_T]], done: Callable[[int], None] = lambda _done: None
    ) -> Sequence[Answer[_T] | QueryError]:
        """As the server's own.

        Raises:
            ServerError: the server does not answer as a Prometheus does.
        """
        answers = self.server.ask_all(calls, done)
        for answer in answers:
            if isinstance(answer, Answer):
                self._hear(answer)
        return answers

    def _hear(self, answer: Answer[object]) -> None:
        heard = evolve(answer, warnings=tuple(one for one in answer.warnings if one != _LIMITED))
        self.warnings |= dict.fromkeys(heard.warnings)
        self.partial = self.partial or heard.partial

    @property
    def notes(self) -> list[str]:
        """What a reader must know of it."""
        told = [f"the server warns: {warning}" for warning in sorted(self.warnings)]
        missing = "so it may have left out data: figures may be too low, and series that are called absent be there"
        return [*told, missing] if self.partial else told
