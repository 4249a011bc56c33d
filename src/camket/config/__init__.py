"""How is the program put together for running? Settings, addresses of the faces, database, start-up checks."""
