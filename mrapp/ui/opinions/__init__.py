"""What people said, in the main window: pins, list, card; saying something; coming back to it."""
