"""The consent room: what each customer chose, when, shown which text; standing now; receipts."""
