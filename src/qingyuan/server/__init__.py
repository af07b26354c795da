"""网站: the platform, a Django site cut by the notice's own nouns."""
