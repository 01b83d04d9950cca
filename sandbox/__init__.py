"""Stand-ins for Telegram and intervals.icu: the demo, the bench and the tests."""
