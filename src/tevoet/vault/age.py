"""The one door of this app to the adapters that make and open age files."""
