"""Any folder of pictures and prompts → a Suite, or everything that is wrong with it, at once."""

from vizdesk.evals.reading_suites.opening import open_suite

__all__ = ["open_suite"]
