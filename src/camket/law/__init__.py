"""What does the law ask, as tables a program can compute with? Deadlines, elements, message rules, floors, days off."""
