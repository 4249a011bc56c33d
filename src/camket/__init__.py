"""Camket: takes the privacy policy a business has published and makes it run."""

__version__ = "0.1.0"
