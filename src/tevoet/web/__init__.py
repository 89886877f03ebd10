"""Settings, addresses and the way in for the application server."""
