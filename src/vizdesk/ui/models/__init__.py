"""The Models page: comparison table, model pages, list, endpoints, downloads, profiles."""
