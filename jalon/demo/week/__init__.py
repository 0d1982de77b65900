"""What the exchange format does not carry: the notes, reviews, papers and hours of an ordinary week.

Made from the facts just imported, with the example’s own seed: the same folder gives the same week. Nothing here
changes a figure of the letter. Source of its sizes: docs/rules/exemple.md.
"""
