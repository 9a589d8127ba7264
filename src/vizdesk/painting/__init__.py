"""Painting with QtGui alone: bounding boxes, labels, class colours, image pyramid, fonts."""
