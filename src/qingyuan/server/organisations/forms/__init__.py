"""Input of organisations."""
