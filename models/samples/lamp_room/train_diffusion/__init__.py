"""Trains a tiny Stable Diffusion on rooms and their captions: see __main__. Only this package needs diffusers."""
