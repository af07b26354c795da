"""What every page needs and no context owns: addresses, uploads, refusals, error pages."""
