"""Questions on screen: one question as a visitor answers it, and the editor for staff."""
