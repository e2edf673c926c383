"""Accounts: who works here, and signing in."""
