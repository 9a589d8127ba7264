"""The endings of the files that may be opened as images, as patterns for a file dialog."""

from vizdesk.common.image_files import IMAGE_ENDINGS

IMAGES = " ".join(f"*{ending}" for ending in IMAGE_ENDINGS)
