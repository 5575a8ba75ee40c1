"""The generator's own process, and how the studio speaks to it."""
