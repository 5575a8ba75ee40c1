"""What can be edited: networks, and the protocol that search and edits speak."""
