"""What an athlete typed, in every language at once: days, lengths, wellness, workouts."""
