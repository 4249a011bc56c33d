"""The API: another system of the shop asks, with a key bound to roles."""
