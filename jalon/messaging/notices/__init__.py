"""Short messages about one thing, by e-mail or SMS: asked for, sent once, their log without a word of content."""
