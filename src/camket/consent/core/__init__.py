"""Pure rules of the consent room."""
