"""What a recipe does, measured in pictures: a report with numbers, intervals, and pictures before and after."""
