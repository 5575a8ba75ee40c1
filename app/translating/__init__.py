"""For those who write and translate the texts: what texts there are, and what is not translated yet."""
