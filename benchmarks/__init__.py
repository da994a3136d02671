"""How fast, measured so that two machines can be compared: ``make bench``."""
