"""What is served: Telegram's webhook, health and metrics, the sign-in's way back, events."""
