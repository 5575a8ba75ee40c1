"""Files that hold only what a recipe changes: other programs add them to the generator that they have."""
