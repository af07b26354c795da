"""What a page costs in a city of any size."""
