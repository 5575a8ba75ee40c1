"""StyleGAN3 (Karras et al. 2021) and StyleGAN-XL in pure torch, under NVIDIA's names. No compiled operations."""
