"""What the pages of organisations show, as plain values."""
