"""Any model's reply → boxes, points, outlines, labels, a value, and problems. Never raises."""
