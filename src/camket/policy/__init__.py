"""The policy room: reads, checks and adopts what the business promised. Others import api, data, errors."""
