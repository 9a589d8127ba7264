"""The drawn questions of vizdesk 67, one module a group of scenes."""
