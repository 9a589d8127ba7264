"""The vendors' Batch APIs, one module each; `engines/batch/registry.py` lists them."""
