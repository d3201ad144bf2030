"""A folder for each owner: ours, one of that title that is there already, or one to be made."""

from collections.abc import Iterable, Mapping

from attrs import frozen

from observability.adapters.grafana import Folder, Grafana, RefusedError, create_folder, folder, folders
from observability.delivery import Built
from observability.model.identity import folder_uid


@frozen
class Folders:
    """`uids` by owner. `missing` are the owners whose folders are not there yet; `parent` is where they are made."""

    parent: str
    uids: Mapping[str, str]
    missing: frozenset[str]

    def uid_of(self, built: Built) -> str:
        """The uid of the folder that a dashboard belongs into; empty for the root."""
        return self.uids[built.folder] if built.folder else self.parent


def find_folders(grafana: Grafana, dashboards: Iterable[Built], parent: str) -> Folders:
    """The folders of these dashboards.

    Raises:
        RefusedError: the server does not show us its folders.
        ServerError: it does not answer as a Grafana does.
    """
    owners = sorted({built.folder for built in dashboards} - {""})
    there = grafana.ask_pages(lambda page: folders(parent, page)) if owners else ()
    uids = {owner: uid for owner in owners if (uid := _uid(owner, there, parent))}
    # Somebody may have moved ours.
    elsewhere = [owner for owner in owners if owner not in uids]
    answers = grafana.ask_all(folder(folder_uid(owner, parent)) for owner in elsewhere)
    moved = {owner for owner, answer in zip(elsewhere, answers, strict=True) if isinstance(answer, Folder)}
    uids |= {owner: folder_uid(owner, parent) for owner in elsewhere}
    return Folders(parent, uids, frozenset(elsewhere) - moved)


def make_folders(
    grafana: Grafana, found: Folders, wanted: Iterable[str]
) -> tuple[Mapping[str, RefusedError], tuple[str, ...]]:
    """Make those of these owners' folders that are missing: what was refused, by owner, and what was made.

    A refusal is looked into: servers say of a folder that they have just made that it is there already, or nothing.

    Raises:
        ServerError: the server does not answer as a Grafana does.
    """
    owners = sorted(found.missing.intersection(wanted))
    answers = grafana.ask_all(create_folder(found.uids[owner], owner, found.parent) for owner in owners)
    named = dict(zip(owners, answers, strict=True))
    doubtful = {owner: answer for owner, answer in named.items() if isinstance(answer, RefusedError)}
    there = grafana.ask_all(folder(found.uids[owner]) for owner in doubtful)
    looked = zip(doubtful.items(), there, strict=True)
    refused = {owner: error for (owner, error), answer in looked if not isinstance(answer, Folder)}
    return refused, tuple(owner for owner in owners if owner not in refused)


def _uid(owner: str, there: Iterable[Folder], parent: str) -> str:
    """Ours, or else the one that people made for this owner, where there is no doubt which."""
    ours = folder_uid(owner, parent)
    if any(one.uid == ours for one in there):
        return ours
    named = [one.uid for one in there if one.title == owner]
    return named[0] if len(named) == 1 else ""
