"""Practice pictures: layered hills in a colour mood, painted with Pillow alone."""
