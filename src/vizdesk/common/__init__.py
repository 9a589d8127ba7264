"""Below everything: paths, resources, atomic files, offline switch, formatting."""
