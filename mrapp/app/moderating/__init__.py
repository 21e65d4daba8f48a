"""Points at what may be personal or abusive in a text; a person decides, no text is changed."""
