"""The formats a comparison can be exported to, one module each; `export.registry` lists them."""
