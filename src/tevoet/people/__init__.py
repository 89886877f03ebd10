"""Organisation, person, team, connection, invitation and sign-in."""
