"""The composition root: builds every service and starts the Qt application."""
