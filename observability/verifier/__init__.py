"""Verifies what was built, or what people wrote: promtool, amtool and our own checks over whole folders.

Rule files are read back from disk, as Prometheus will; the catalog of the build leads from there to the descriptors.
"""

from observability.verifier.account import Account, render
from observability.verifier.mutants import Mutated, mutated
from observability.verifier.prove import Proven, prove
from observability.verifier.tested import ALL, Selection
from observability.verifier.verified import Verified
from observability.verifier.verify import needs_amtool, verify

__all__ = [
    "ALL",
    "Account",
    "Mutated",
    "Proven",
    "Selection",
    "Verified",
    "mutated",
    "needs_amtool",
    "prove",
    "render",
    "verify",
]
