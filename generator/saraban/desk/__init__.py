"""Where people sign: the commands that write `verification.yaml`, and what they refuse."""

from saraban.desk.commands import COMMANDS

__all__ = ["COMMANDS"]
