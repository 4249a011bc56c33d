"""Which words do all rooms share? Ids, instants, canonical bytes, ports, the base of all errors. No Django."""
