"""The main window: header, actions with their keys, window state."""
