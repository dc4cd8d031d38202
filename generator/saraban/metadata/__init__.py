"""One standard a file: what machines read about the catalogue."""
