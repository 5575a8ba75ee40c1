"""What words mean, changed in closed form: unified concept editing (METHODS 2.3 and 2.4)."""
