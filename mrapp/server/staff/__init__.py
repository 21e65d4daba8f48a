"""Staff: how they sign in, and the pages on which they read, judge and answer remarks."""
