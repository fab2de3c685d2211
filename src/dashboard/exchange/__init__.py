"""What people entered, as tables out and in with the same columns: organisations, alliances, goals, blocks …"""
