"""The Contact sheet layout: images × models as a table that fills the canvas."""
