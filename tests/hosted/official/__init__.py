"""The official clients, unmodified, against the stand-ins: recipes of hosted-services.md, 4."""
