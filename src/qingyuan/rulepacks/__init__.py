"""规则包: data, not code.  One TOML file a campaign; every rule cites its clause."""
