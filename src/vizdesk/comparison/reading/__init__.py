"""Any model's reply → detections in 0..1, labels, a value, and problems in words. Never raises."""

from vizdesk.comparison.reading.replies import read

__all__ = ["read"]
