"""Pass or fail: suites of pictures with expected answers, typed checks, verdicts. Pure."""
