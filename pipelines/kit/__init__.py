"""Test cases from captured pages: the bytes as they came, what was read of them, and a frame for what eyes see."""
