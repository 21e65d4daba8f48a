"""Spoken notes: recording one in the form, and listening to one."""
