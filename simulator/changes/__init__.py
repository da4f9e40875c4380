"""What a switch does to an answer: other statuses, other pages, other bytes, other ways of sending."""
