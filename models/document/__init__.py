"""The values that travel: frozen msgspec structs. No torch, no Qt."""
