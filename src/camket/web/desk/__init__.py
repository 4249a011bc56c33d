"""What do staff see? Search, masked cards, values opened for a stated purpose."""
