"""Finds the texts of the app and keeps its translations: ``python -m tests.translations``."""
