"""How do customers come in from spreadsheets? Reading, mapping and cleaning here; writing goes through `access`."""
