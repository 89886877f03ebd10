"""This app's only door to adapters."""
