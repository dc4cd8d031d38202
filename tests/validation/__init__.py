"""Saraban's validator beside frictionless: generated packages, the catalogue of its errors, the files of its peers."""
