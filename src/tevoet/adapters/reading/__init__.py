"""Find out what kind of file each path holds, by its content, and read them all as one stream."""
