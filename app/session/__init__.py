"""The open document and what happens to it: the state of the studio, without a widget."""
