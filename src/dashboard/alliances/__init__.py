"""What was agreed and where it stands: alliances, partners, recommendations, goals with their progress, measures."""
