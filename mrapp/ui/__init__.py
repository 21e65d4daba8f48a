"""Qt: windows, panels and dialogs. Shows what the session says and asks for what people want."""
