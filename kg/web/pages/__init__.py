"""What pages show, one module for a kind of page."""
