"""Find what makes this: causal effects of units on a painted region."""
