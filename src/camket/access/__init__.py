"""The access room: decide, record, open. The one way to plaintext."""
