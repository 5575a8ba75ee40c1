"""Change it: previews, baked weights, exported files."""
