"""Where do customers' contact data live? Sealed under a key of their own, searchable only through blind indexes."""
