"""All tests: laws of engines, acts and pages of apps, rules of the house, and journeys."""
