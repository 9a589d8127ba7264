"""The window: Qt widgets that show comparisons and call, but never compute."""
