"""Models that can be asked: built-in, added by the user, found on disk, saved as sets."""
