"""A deck as PowerPoint: native charts, maps and tables, on our own design or the county's."""

from dashboard.documents.deck import Deck, ExhibitSlide, Section, Slide, TextSlide

__all__ = ["Deck", "ExhibitSlide", "Section", "Slide", "TextSlide", "deck"]


def deck(described: Deck) -> bytes:
    """The .pptx. Raises UserError where the county's template or logo cannot be used; the sentence says why."""
    raise NotImplementedError
