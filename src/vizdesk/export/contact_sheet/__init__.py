"""The contact sheet of many images as a file: PNG, HTML, CSV, JSON."""
