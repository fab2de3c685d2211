"""What ``make bench`` measures: pages against a bare page, the import against a bare ``executemany``."""
