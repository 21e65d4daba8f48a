"""Asking a question on the screen: at the kiosk, in the editor's preview, in the desktop's form."""
