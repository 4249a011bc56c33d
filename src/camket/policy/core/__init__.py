"""Pure rules of the policy room."""
