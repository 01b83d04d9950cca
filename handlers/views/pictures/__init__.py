"""Pictures: SVG made of facts and words. Pure."""
