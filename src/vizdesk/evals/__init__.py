"""Pass or fail: suites of images with expected answers, typed checks, verdicts. Pure."""
