"""Offline: the library as an app on a phone, and what opens there without a network."""
