"""How does Camket have a PostgreSQL that nobody installed? By running the wheel's binaries itself."""
