"""Work that runs beside the web server: the ledger's sequencer."""
