"""One search over all of the house: what people wrote, the catalogue, the handbook and the files that came in."""
