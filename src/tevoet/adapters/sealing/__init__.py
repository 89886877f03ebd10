"""Age files: keys are made, and records sealed and opened, with a library's own randomness."""
