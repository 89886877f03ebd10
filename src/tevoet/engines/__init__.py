"""What can be computed from plain values: no Django, disk, network, clock or randomness."""
