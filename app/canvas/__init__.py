"""The picture, and painting on it."""
