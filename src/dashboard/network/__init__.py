"""Who works on it: organisations, and the functions and shared mailboxes through which they are reached."""
