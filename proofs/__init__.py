"""Prove. Runs of the whole program against simulated portals, hurt on purpose, and what they show."""
