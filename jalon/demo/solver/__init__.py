"""From declared marginals to a folder of the exchange format: seeded, always the same bytes, pure Python."""
