"""What is on the server: folders, dashboards, and whose they are."""

from collections.abc import Iterable, Mapping, Sequence

from attrs import frozen

from observability.adapters.grafana import (
    Grafana,
    RefusedError,
    Save,
    Stored,
    Why,
    dashboard,
    folder,
    newest_save,
    search,
)
from observability.delivering.build import Build
from observability.delivering.folders import Folders, find_folders
from observability.delivery import (
    TAG,
    Assessed,
    Built,
    Found,
    Leftover,
    assess,
    doubtful,
    leftover,
    of_message,
)
from observability.exceptions import UsageError
from observability.parallel import Tally


@frozen
class Survey:
    """`refused` are those that the server does not show us. `leftovers` are on the server, and built no longer."""

    folders: Folders
    assessed: tuple[Assessed, ...]
    refused: tuple[tuple[Built, RefusedError], ...] = ()
    leftovers: tuple[tuple[Found, Leftover], ...] = ()


def survey(grafana: Grafana, build: Build, parent: str, progress: Tally) -> Survey:
    """Ask for all that a push must know. Owners' folders are, or will be, in the folder with the uid `parent`.

    Raises:
        UsageError: there is no folder with the uid `parent`.
        ServerError: the server does not answer as a Grafana does, or does not show us its dashboards or folders.
    """
    if parent and grafana.ask(folder(parent)) is None:
        raise UsageError(f"{grafana.access.url} has no folder with the uid {parent!r}; its URL there ends with the uid")
    hits = grafana.ask_pages(lambda page: search((TAG, build.origin.environment), page))
    folders = find_folders(grafana, build.dashboards, parent)
    uids = [built.uid for built in build.dashboards]
    others = sorted({hit.uid for hit in hits}.difference(uids)) if build.whole else []
    found = _found(grafana, [*uids, *others], progress)
    last = _histories(grafana, found.values())
    return Survey(
        folders,
        tuple(
            assess(built, there, folders.uid_of(built), build.origin, last.get(built.uid))
            for built in build.dashboards
            if not isinstance(there := found[built.uid], RefusedError)
        ),
        tuple((built, there) for built in build.dashboards if isinstance(there := found[built.uid], RefusedError)),
        tuple(
            (there, leftover(there, build.origin, last.get(uid)))
            for uid in others
            if isinstance(there := found[uid], Found)
        ),
    )


def _found(grafana: Grafana, uids: Sequence[str], progress: Tally) -> dict[str, Found | RefusedError | None]:
    done = 0

    def told(_number: int, _answer: object) -> None:
        nonlocal done
        done += 1
        progress(done, len(uids))

    server = grafana.access.url
    answers = grafana.ask_all((dashboard(uid).then(lambda one: _readable(one, server)) for uid in uids), told)
    return dict(zip(uids, answers, strict=True))


def _readable(stored: Stored | None, server: str) -> Found | RefusedError | None:
    """What the server told, as the rest of us knows it."""
    if stored is None:
        return None
    when = f" on {stored.updated[:10]}" if stored.updated else ""
    saved = f"by {stored.updated_by}{when}" if stored.updated_by else ""
    also = {"folder_title": stored.folder_title, "provisioned": stored.provisioned, "saved": saved}
    try:
        return Found.of(stored.json, stored.version, stored.id, stored.folder, **also)
    except ValueError as error:
        return RefusedError(server, Why.OTHER, f"what is there {error}")


def _histories(grafana: Grafana, found: Iterable[Found | RefusedError | None]) -> Mapping[str, str | None]:
    """The fingerprint that the newest entry of each history names, of those where it makes a difference."""
    uids = [one.uid for one in found if isinstance(one, Found) and doubtful(one)]
    answers = grafana.ask_all(map(newest_save, uids))
    return {uid: _told(answer) for uid, answer in zip(uids, answers, strict=True)}


def _told(answer: Save | RefusedError | None) -> str | None:
    if not isinstance(answer, Save):
        return None
    # Grafana before 12 calls the first one so, whatever was said.
    if answer.version == 1 and answer.message == "Initial save":
        return None
    return of_message(answer.message)
