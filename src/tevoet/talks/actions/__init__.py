"""What two people do around a talk. Each act is all or nothing."""
