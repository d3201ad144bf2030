"""The web, asked politely and with suspicion: links are written by anybody, and so are the answers.

`ask` asks for many addresses at once; what came of each is a `Journey`, which is handed to who judges it.
"""

from observability.adapters.web.ask import ask
from observability.adapters.web.journey import Hop, Journey, Trouble
from observability.adapters.web.means import Limits, Means

__all__ = ["Hop", "Journey", "Limits", "Means", "Trouble", "ask"]
