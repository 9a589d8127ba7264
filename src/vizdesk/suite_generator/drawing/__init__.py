"""What the scenes are drawn with: canvas, typefaces, backgrounds, things."""
