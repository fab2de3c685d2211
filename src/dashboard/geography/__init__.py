"""Places of all levels, their boundaries, and the matching of what suppliers write to them.

Reading is in ``queries``, matching in ``matching``; ``commands`` registers and alone needs the readers of official
files.
"""
