"""The version of Unlit, as documents record it."""

VERSION = "0.1.0"
