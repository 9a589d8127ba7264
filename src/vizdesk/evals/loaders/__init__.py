"""Any folder of images and prompts → a Suite, or everything that is wrong with it, at once."""

from vizdesk.evals.loaders.detect_format import open_suite

__all__ = ["open_suite"]
