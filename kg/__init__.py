"""Jinqiao (金桥): a knowledge graph of Chinese financial policy, made from the news."""

__version__ = "0.1.0"
