"""The router: Streamlit runs this file for every address."""

from dashboard.ui import frame

frame.run()
