"""How a dashboard on the server stands to the one that was built."""

from enum import StrEnum


class Standing(StrEnum):
    """One word each."""

    MISSING = "missing"
    SAME = "same"
    OLDER = "older"  # ours, as we pushed it; something else is built now
    CHANGED = "changed"  # ours, and somebody has saved it since
    FOREIGN = "foreign"  # somebody else's, under our uid
    SHARED = "shared"  # a view of all services, which another project pushes
    PROVISIONED = "provisioned"  # from a file, and different


# What is sent without being told to.
SENT = frozenset({Standing.MISSING, Standing.OLDER})
