"""Everything a person touches. Imports no torch, except through app.engine.worker."""
