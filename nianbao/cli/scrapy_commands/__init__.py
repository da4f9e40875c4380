"""Scrapy's own commands, where ours must take their place (setting COMMANDS_MODULE)."""
