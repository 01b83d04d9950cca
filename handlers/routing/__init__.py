"""From an update to the command it is meant for, and to an answer whatever happens."""
