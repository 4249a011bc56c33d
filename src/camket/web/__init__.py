"""Which pages does the program have? Public, for customers, for staff: thin views over the rooms' doors."""
