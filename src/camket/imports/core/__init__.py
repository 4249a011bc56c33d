"""How is a spreadsheet read, understood and cleaned? Pure: files in, rows out; no database, no clock."""
