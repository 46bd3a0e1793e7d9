"""What the claims rest on, and the register of publications."""
