"""Pure rules of the access room."""
