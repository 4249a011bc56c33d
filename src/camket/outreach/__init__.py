"""The outreach room. So far: sending the one-time codes that sign customers in."""
