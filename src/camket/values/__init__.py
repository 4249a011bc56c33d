"""What is a proper phone number, name, address, date? The values room: others import api and errors."""
