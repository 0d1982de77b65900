"""What is written of pathways: each act tells the journal, under the person’s file."""
