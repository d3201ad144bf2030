"""Tests of a whole file of rules: of its alerts over raw series, of what it records, and of each alert by itself."""

from observability.proof.suites.alike import Anonymous, anonymous
from observability.proof.suites.finds import Finds
from observability.proof.suites.noticing import score_recordings
from observability.proof.suites.packing import CASE
from observability.proof.suites.suite import Suite, TestFile, suite
from observability.proof.suites.turns import ONE_BY_ONE
from observability.proof.suites.under import all_recorded, natives, never_negative, read_by

__all__ = [
    "CASE",
    "ONE_BY_ONE",
    "Anonymous",
    "Finds",
    "Suite",
    "TestFile",
    "all_recorded",
    "anonymous",
    "natives",
    "never_negative",
    "read_by",
    "score_recordings",
    "suite",
]
