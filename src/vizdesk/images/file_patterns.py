"""The endings of the files that may be opened as images, as patterns for a file dialog."""

IMAGES = "*.png *.jpg *.jpeg *.webp *.avif *.gif *.bmp *.tif *.tiff *.svg *.heic"
