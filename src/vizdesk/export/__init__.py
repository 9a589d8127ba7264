"""A comparison as a file: painted with QtGui, never grabbed from widgets."""
