"""What should and may be: the quota of the district and of each place, and how long the places last."""
