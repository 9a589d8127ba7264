"""What happened on this machine: the log, crashes, versions, and details to be copied; no Qt."""
