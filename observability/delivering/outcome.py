"""What a push did, as far as it came."""

from enum import StrEnum

from attrs import Factory, define, field, frozen

from observability.delivery import Assessed, Built, Found
from observability.delivery.differences import Difference
from observability.delivery.standing import Standing
from observability.findings import Finding


class Deed(StrEnum):
    """What was done to a dashboard, or would be."""

    CREATE = "create"
    UPDATE = "update"
    REPLACE = "replace"  # what somebody changed, or what is not ours
    REMOVE = "remove"

    @property
    def past(self) -> str:
        """`created`."""
        return f"{self}d"


@frozen
class Done:
    """`name` is the title, `where` the file, or the uid of what is removed. `folder` is its owner's, if it has one."""

    deed: Deed
    name: str
    where: str
    folder: str = ""
    difference: Difference = field(factory=Difference)
    moves: bool = False


@define
class Pushed:
    """What was done, in the order of the build; filled while it is done, so that an interrupted push can tell.

    `folders` are those that were made. `unsure` were under way when the push ended, `unsent` were still to come.
    `stopped` says why it ended early, if it did; `interrupted`: because a person wanted it to.
    """

    done: list[Done] = Factory(list)
    folders: list[str] = Factory(list)
    problems: list[Finding] = Factory(list)
    unchanged: int = 0
    unsure: list[Built] = Factory(list)
    unsent: list[Built] = Factory(list)
    stopped: str = ""
    interrupted: bool = False


def deed(one: Assessed) -> Done:
    """What sending this does."""
    what = Deed.CREATE if one.found is None else Deed.UPDATE if one.standing is Standing.OLDER else Deed.REPLACE
    return Done(what, one.built.title, one.built.path, one.built.folder, one.to_come, one.moved)


def removal(found: Found) -> Done:
    """What removing this does."""
    return Done(Deed.REMOVE, found.title, found.uid)
