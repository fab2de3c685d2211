"""What every figure means: fields, indicators, breaks, source profiles and words, read from data/catalogue
and from what the county decided in the browser."""

from dashboard.catalogue.catalogue import Catalogue
from dashboard.catalogue.current import current
from dashboard.catalogue.entries import Break, Field, Indicator, Restrictions, Term
from dashboard.catalogue.headers import Headers, Match, normalise
from dashboard.catalogue.loading import load
from dashboard.catalogue.problems import CatalogueError, Problem
from dashboard.catalogue.profiles import FlatProfile, Profile, ProfileDimension, ProfileMember, Total
from dashboard.catalogue.profiles_tables import ClassicProfile, LongProfile
from dashboard.catalogue.stored import Decision, EntryKind, Stored
from dashboard.catalogue.vocabulary import Dimension, FacilityColumn, Kind, Question, Vocabulary

__all__ = [
    "Break",
    "Catalogue",
    "CatalogueError",
    "ClassicProfile",
    "Decision",
    "Dimension",
    "EntryKind",
    "FacilityColumn",
    "Field",
    "FlatProfile",
    "Headers",
    "Indicator",
    "Kind",
    "LongProfile",
    "Match",
    "Problem",
    "Profile",
    "ProfileDimension",
    "ProfileMember",
    "Question",
    "Restrictions",
    "Stored",
    "Term",
    "Total",
    "Vocabulary",
    "current",
    "load",
    "normalise",
]
