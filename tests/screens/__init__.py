"""Pictures of the real window in its main states, for whoever changes it to look at."""
