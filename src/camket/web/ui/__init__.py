"""How do all pages look and speak? Tokens, components, words, times. Knows no room but `kernel` and `words`."""
