"""What can customers see and change of their own? Signed in by one-time code."""
