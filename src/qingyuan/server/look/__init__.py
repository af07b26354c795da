"""外观: what pages are made of (parts, tags, dates, theme); knows no context and no table."""
