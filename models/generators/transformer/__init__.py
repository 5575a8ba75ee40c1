"""Text-to-image transformers: Stable Diffusion 3 and FLUX. They draw; they have no units that could be edited."""
