"""StyleGAN2 (Karras et al. 2020) in pure torch, under NVIDIA's tensor names. No compiled operations."""
