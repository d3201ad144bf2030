"""A push: what changed is sent, what is not ours or was changed by hand is told."""

from collections.abc import Iterator, Sequence

from attrs import frozen

from observability.adapters.grafana import Grafana
from observability.delivering.build import Build
from observability.delivering.outcome import Pushed, deed, removal
from observability.delivering.sending import Sending
from observability.delivering.survey import Survey, survey
from observability.delivering.telling import kept, left_over, refused
from observability.delivery import Assessed, Found, Leftover
from observability.delivery.standing import SENT, Standing
from observability.findings import Finding
from observability.parallel import Tally


@frozen
class Request:
    """`parent` is the uid of the folder that all goes into, empty for the root.

    `said` is what the history says of the push, `revision` git's. `changed` and `foreign`: what was changed by hand,
    and what is not ours, is replaced. `prune`: what we pushed and build no longer is removed.
    """

    parent: str = ""
    said: str = ""
    revision: str = ""
    changed: bool = False
    foreign: bool = False
    prune: bool = False


@frozen
class Prepared:
    """What a push has to do, and what is known before: what is not sent, and how much is as it should be."""

    there: Survey
    to_send: tuple[Assessed, ...]
    to_remove: tuple[Found, ...]
    problems: tuple[Finding, ...]
    unchanged: int


def prepare(grafana: Grafana, build: Build, request: Request, progress: Tally) -> Prepared:
    """Find out what a push of a build has to do.

    Raises:
        UsageError: there is no such folder.
        ServerError: the server does not answer as a Grafana does, or does not show us its dashboards or folders.
    """
    there = survey(grafana, build, request.parent, progress)
    to_send = tuple(one for one in there.assessed if _is_sent(one, request))
    to_remove = tuple(found for found, what in there.leftovers if _is_removed(what, request))
    problems = tuple(_problems(build, there, to_send, to_remove))
    return Prepared(there, to_send, to_remove, problems, sum(one.standing is Standing.SAME for one in there.assessed))


def rehearse(prepared: Prepared) -> Pushed:
    """What a push would do, as if it were done."""
    missing = prepared.there.folders.missing
    return Pushed(
        done=[*map(deed, prepared.to_send), *map(removal, prepared.to_remove)],
        folders=sorted(missing.intersection(one.built.folder for one in prepared.to_send)),
        problems=list(prepared.problems),
        unchanged=prepared.unchanged,
    )


def push(grafana: Grafana, build: Build, request: Request, prepared: Prepared, progress: Tally) -> Pushed:
    """Do it. It ends early where the server does or a person wants it, and tells how far it came."""
    pushed = Pushed(problems=list(prepared.problems), unchanged=prepared.unchanged)
    sending = Sending(grafana, build, request.said, request.revision, pushed, progress)
    sending.all(prepared.there.folders, prepared.to_send, prepared.to_remove)
    return pushed


def _is_sent(one: Assessed, request: Request) -> bool:
    told = {Standing.CHANGED: request.changed, Standing.FOREIGN: request.foreign, Standing.SHARED: request.foreign}
    return one.standing in SENT or told.get(one.standing, False)


def _is_removed(what: Leftover, request: Request) -> bool:
    return request.prune and (what is Leftover.PUSHED or (what is Leftover.CHANGED and request.changed))


def _problems(
    build: Build, there: Survey, to_send: Sequence[Assessed], to_remove: Sequence[Found]
) -> Iterator[Finding]:
    yield from (refused(built, error) for built, error in there.refused)
    yield from (kept(one) for one in there.assessed if one not in to_send and one.standing is not Standing.SAME)
    for found, what in there.leftovers:
        if what in (Leftover.PUSHED, Leftover.CHANGED) and found not in to_remove:
            yield left_over(found, what, build.root)
