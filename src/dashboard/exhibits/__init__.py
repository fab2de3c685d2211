"""Exhibits: what is shown is built once, with its sentence, table and caveats, and rendered to every output.

Builders (``accommodation``, ``overview``) take frames and return an :class:`Exhibit`; renderers
(``plotly_renderer``, ``deck_renderer``, ``svg``) turn one into what a browser draws. Nothing here knows Streamlit.
"""

from dashboard.exhibits.exhibit import Column, Exhibit, Kind, sign_notes, table

__all__ = ["Column", "Exhibit", "Kind", "sign_notes", "table"]
