"""Pure rules of the law room."""
