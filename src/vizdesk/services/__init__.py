"""What window and command line ask for, one small service a subject; no Qt, no engine."""
