"""What is worked out of a store beforehand and kept beside it: full text, and which agencies are instructed together."""
