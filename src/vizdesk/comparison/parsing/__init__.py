"""Any model's reply → detections in 0..1, labels, a value, and problems in words. Never raises."""

from vizdesk.comparison.parsing.reply import read

__all__ = ["read"]
