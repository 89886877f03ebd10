"""Read the zip that somebody takes along from an own machine, within bounds, trusting nothing."""
