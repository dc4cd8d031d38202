"""The desk: requests the office received, in a private ledger, with their due dates, letters and counts.

Nothing that makes the site imports this room; what the public may know leaves it as counts (`statistics.py`).
"""
