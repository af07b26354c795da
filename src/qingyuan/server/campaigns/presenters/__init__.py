"""What the pages of campaigns show, as plain values."""
