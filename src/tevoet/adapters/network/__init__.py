"""Ways to servers of others: to addresses that were looked at, within limits of size and time."""
