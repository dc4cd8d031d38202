"""What is computed from published tables."""
