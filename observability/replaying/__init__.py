"""Replays alerts over the history that a Prometheus has: both versions, with the whole state machine.

`replay` asks the server for what both sides' alerts would have looked at, and tells what would have become of them.
"""

from observability.replaying.replay import replay
from observability.replaying.replayed import Replay, Replayed, Side
from observability.replaying.request import MOST_SAMPLES, Request

__all__ = ["MOST_SAMPLES", "Replay", "Replayed", "Request", "Side", "replay"]
