"""The commands of `unlit` that need no window: each one a file, all through the inline engine."""
