"""Two dashboards told apart: panels that came, went and changed, and what changed around them.

`difference` compares; `words` tells it, a line a change. Panels are known by their ids, which outlive an insertion.
"""

from observability.delivery.differences.compare import Difference, PanelChange, difference
from observability.delivery.differences.fields import NOTHING, Field
from observability.delivery.differences.words import words

__all__ = ["NOTHING", "Difference", "Field", "PanelChange", "difference", "words"]
