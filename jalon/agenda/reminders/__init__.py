"""What people are told of their appointments: when, by what, in which words; sent beside the pages."""
