"""The figures published for 2017 against those computed from the example, cell by cell."""
