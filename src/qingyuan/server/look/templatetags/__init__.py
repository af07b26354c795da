"""Template tags: `{% load look %}`."""
