"""How a notice reaches a whole city: time to issue, cost of pages, counters under load."""
