"""Dashboards on their way: sent few at a time, each told as soon as it is settled."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from attrs import evolve, frozen

from observability.adapters.api import ServerError
from observability.adapters.grafana import Call, Grafana, RefusedError, Saved, Stored, Why, dashboard, delete, save
from observability.delivering.build import Build
from observability.delivering.folders import Folders, make_folders
from observability.delivering.outcome import Pushed, deed, removal
from observability.delivering.telling import left_over, refused
from observability.delivery import Assessed, Found, Leftover, marked, message, read_mark
from observability.parallel import Tally

_WAITS = RefusedError("", Why.OTHER, "Grafana keeps it back for somebody to take over (202)")
# By which a save may have met itself.
_AGAIN = (Why.CONFLICT, Why.EXISTS)


@frozen
class Sending:
    """`said` is what the history says of it, `revision` git's. `pushed` is filled on the way."""

    grafana: Grafana
    build: Build
    said: str
    revision: str
    pushed: Pushed
    progress: Tally

    def all(self, folders: Folders, to_send: Sequence[Assessed], to_remove: Sequence[Found]) -> None:
        """Send and remove these; whatever ends it early is told in `pushed`."""
        self.pushed.unsent = [one.built for one in to_send]
        try:
            self._send(self._with_folders(folders, to_send))
            self._remove(to_remove)
        except ServerError as error:
            self.pushed.stopped = str(error)
        except KeyboardInterrupt:
            self.pushed.stopped, self.pushed.interrupted = "interrupted", True

    def _with_folders(self, folders: Folders, to_send: Sequence[Assessed]) -> list[Assessed]:
        """Those whose folders are there, or could be made."""
        errors, made = make_folders(self.grafana, folders, {one.built.folder for one in to_send})
        self.pushed.folders += made
        for one in to_send:
            if error := errors.get(one.built.folder):
                reason = f"its folder {one.built.folder!r} could not be made: {error.reason}"
                self.pushed.unsent.remove(one.built)
                self.pushed.problems.append(refused(one.built, RefusedError("", error.why, reason)))
        return [one for one in to_send if one.built.folder not in errors]

    def _send(self, to_send: Sequence[Assessed]) -> None:
        again = list[tuple[Assessed, RefusedError]]()
        total = len(to_send)

        def begun(number: int) -> None:
            self.pushed.unsent.remove(to_send[number].built)
            self.pushed.unsure.append(to_send[number].built)

        def told(number: int, answer: Saved | RefusedError) -> None:
            if isinstance(answer, RefusedError) and answer.why in _AGAIN:
                again.append((to_send[number], answer))
            else:
                self._settle(to_send[number], answer)
            self.progress(total - len(self.pushed.unsent) - len(self.pushed.unsure), total)

        self.grafana.ask_all(map(self._call, to_send), told, begun)
        self._look_again(again)

    def _call(self, one: Assessed) -> Call[Saved]:
        return save(self._json(one), one.folder, message(one.built.json, self.said))

    def _json(self, one: Assessed) -> Mapping[str, Any]:
        version, number = (one.found.version, one.found.id) if one.found else (0, 0)
        return marked(one.built.json, self.build.origin, one.folder, version, self.revision, number)

    def _look_again(self, again: Sequence[tuple[Assessed, RefusedError]]) -> None:
        """A save whose answer was lost is tried again, and meets itself: then all is well."""
        answers = self.grafana.ask_all(dashboard(one.built.uid) for one, _ in again)
        for (one, error), answer in zip(again, answers, strict=True):
            mine = isinstance(answer, Stored) and read_mark(answer.json) == read_mark(self._json(one))
            self._settle(one, Saved(0) if mine else error)

    def _settle(self, one: Assessed, answer: Saved | RefusedError) -> None:
        self.pushed.unsure.remove(one.built)
        error = _WAITS if isinstance(answer, Saved) and answer.waits else answer
        if isinstance(error, RefusedError):
            self.pushed.problems.append(refused(one.built, error))
        else:
            self.pushed.done.append(deed(one))

    def _remove(self, to_remove: Sequence[Found]) -> None:
        def told(number: int, answer: RefusedError | None) -> None:
            found = to_remove[number]
            if isinstance(answer, RefusedError):
                one = left_over(found, Leftover.PUSHED, self.build.root)
                self.pushed.problems.append(evolve(one, message=f"{one.message}, and stays: {answer.reason}", hint=""))
            else:
                self.pushed.done.append(removal(found))

        self.grafana.ask_all(_deletes(to_remove), told)


def _deletes(to_remove: Iterable[Found]) -> Iterable[Call[None]]:
    return (delete(found.uid) for found in to_remove)
