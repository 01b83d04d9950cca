"""Workouts understood without asking: text to steps, steps to numbers, and back to text. Pure."""
