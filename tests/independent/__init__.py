"""A second computation of the letter, written from the exchange contract alone: it shares no code with `jalon`."""
