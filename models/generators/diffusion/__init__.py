"""Text-to-image: the pipelines are diffusers', their units, probes and bakeable changes are ours (METHODS 2)."""
