"""How does a page a business has published become a policy folder? Reading, cutting, anchoring, writing.

`doors.py` has the two functions the room's door re-exports; the rest are its pure parts.
"""
