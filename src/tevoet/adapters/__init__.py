"""The outside world, still without Django: files, servers and the library that runs figures."""
