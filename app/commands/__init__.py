"""The commands of `unlit` as people type them: options, and what they say in --help. app.headless does the work."""
