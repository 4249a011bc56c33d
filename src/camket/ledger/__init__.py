"""What was done with people's data, by whom, under which clause? A log nobody can rewrite unnoticed."""
