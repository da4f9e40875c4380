"""What happened in a night, told in the morning: each cause by its name, with the evidence behind it."""
