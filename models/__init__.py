"""Everything that knows tensors: documents, generators, checkpoints, search, edits. Never imports app or Qt."""
