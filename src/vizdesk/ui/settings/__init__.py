"""The settings dialog and the offline switch."""
