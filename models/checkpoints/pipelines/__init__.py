"""Text-to-image pipelines, in and out: diffusers folders and single files, read as data."""
