"""Telegram: updates in, each kept until it is answered; messages and pictures out."""
