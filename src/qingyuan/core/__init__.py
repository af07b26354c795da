"""纯规则: plain Python, values in and values out; no clock, no files, no network."""
