"""The `camket` command."""
