"""报告: the first page of each role, and what every page shows around its content."""
