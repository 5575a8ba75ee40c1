"""Files, in and out: what is this, read it as data, write it back."""
