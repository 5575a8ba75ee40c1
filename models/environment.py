"""What can be said by environment variables; the studio says it to its engine so."""

from __future__ import annotations

# "cpu"; anything else is the best there is.
DEVICE_VARIABLE = "UNLIT_DEVICE"
# GiB that a batch of a search may take at most, where nothing else is asked for.
MEMORY_VARIABLE = "UNLIT_MEMORY"
