"""What may anybody read and fill in? The policy, the forms, the demo start page."""
