"""saraban (สารบัญ): verified data packages in, a searchable public portal out."""

__version__ = "0.1.0"
