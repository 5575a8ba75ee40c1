"""The panels of the studio: they show values and say what a person wants; they own no document."""
