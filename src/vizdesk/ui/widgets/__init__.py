"""Theme and reusable widgets; they know no page."""
