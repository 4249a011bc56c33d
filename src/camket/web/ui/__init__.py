"""How do all pages look and speak? Tokens, components, words, times. Knows the rooms' data, none of their doors."""
