"""How are values sealed, opened, padded, named and indexed? Pure byte rules: no Django, no clock, no files."""
