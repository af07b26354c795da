"""What the first pages, lists and histories show, as plain values."""
