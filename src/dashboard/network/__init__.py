"""Who works on it and what was learned: organisations with their functions, practice examples and hurdles."""
