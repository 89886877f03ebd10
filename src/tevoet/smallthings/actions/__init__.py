"""What is done with mail: queue it, send it, stop it."""
