"""Any model's reply → boxes, points, outlines, labels, a value, and problems. Never raises."""

from vizdesk.comparison.parsing.growing import ReplyReader
from vizdesk.comparison.parsing.reply import read

__all__ = ["ReplyReader", "read"]
