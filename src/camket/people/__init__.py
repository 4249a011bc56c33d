"""The people room: opaque ids of customers and staff, roles, sign-in. No contact data of customers."""
