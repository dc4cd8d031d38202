"""`python -m saraban`: the commands, where the script is not on the path."""

from saraban.cli import main

main()
