"""A recipe leaves as a file: a whole generator, or what is added to one."""
