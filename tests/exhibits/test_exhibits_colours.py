"""Every colour can be seen by everybody, on the pages this dashboard really has."""

import tomllib
from itertools import combinations, pairwise
from pathlib import Path

import numpy as np
import pytest

from dashboard.exhibits.colours import (
    DASHES,
    MARKERS,
    PALETTES,
    PATTERNS,
    class_colours,
    contrast,
    luminance,
    palette,
    rgb,
)
from dashboard.exhibits.deck_renderer import NAME_PLATE_OPACITY

THEMES = ("light", "dark")
GRAPHICS, TEXT = 3.0, 4.5

# Machado, Oliveira, Fernandes 2009, severity 1, on linear RGB
BLINDNESS = {
    "none": np.eye(3),
    "protanopia": [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
    "deuteranopia": [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]],
    "tritanopia": [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]],
}


def lab(colour, blindness):
    """CIE L*a*b* of a colour as somebody with this blindness sees it."""
    share = np.array(rgb(colour)) / 255
    linear = np.where(share <= 0.04045, share / 12.92, ((share + 0.055) / 1.055) ** 2.4)
    seen = np.clip(np.array(BLINDNESS[blindness]) @ linear, 0, 1)
    to_xyz = np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]])
    ratio = to_xyz @ seen / np.array([0.95047, 1, 1.08883])
    f = np.where(ratio > 0.008856, np.cbrt(ratio), 7.787 * ratio + 16 / 116)
    return np.array([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])])


def distance(first, second, blindness):
    return float(np.linalg.norm(lab(first, blindness) - lab(second, blindness)))


def test_contrast_is_that_of_the_standard():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)
    assert luminance("#ffffff") == pytest.approx(1)


@pytest.mark.parametrize("theme", THEMES)
def test_pages_are_those_of_the_configuration(theme):
    file = Path(__file__).parents[2] / ".streamlit" / "config.toml"
    set_up = tomllib.loads(file.read_text("utf-8"))["theme"][theme]
    colours = palette(theme)
    assert (colours.page, colours.panel) == (set_up["backgroundColor"], set_up["secondaryBackgroundColor"])


@pytest.mark.parametrize("theme", THEMES)
def test_graphics_stand_out_from_both_backgrounds(theme):
    colours = palette(theme)
    drawn = (*colours.series, *colours.sequence, *colours.diverging, colours.border, colours.axis, colours.hatch)
    for colour in drawn:
        for background in (colours.page, colours.panel):
            assert contrast(colour, background) >= GRAPHICS, (colour, background)
    assert contrast(colours.hatch, colours.missing) >= GRAPHICS


@pytest.mark.parametrize("theme", THEMES)
def test_text_stands_out_from_what_is_under_it(theme):
    colours = palette(theme)
    for text in (colours.text, colours.muted):
        for background in (colours.page, colours.panel):
            assert contrast(text, background) >= TEXT
    assert contrast(colours.facility_text, colours.facility) >= TEXT


@pytest.mark.parametrize("theme", THEMES)
def test_a_name_can_be_read_over_every_area(theme):
    colours = palette(theme)
    share = NAME_PLATE_OPACITY / 255
    for under in (*colours.sequence, *colours.diverging, colours.missing, colours.withheld, colours.facility_text):
        mixed = [
            round(share * plate + (1 - share) * below)
            for plate, below in zip(rgb(colours.page), rgb(under), strict=True)
        ]
        assert contrast(colours.text, "#{:02x}{:02x}{:02x}".format(*mixed)) >= TEXT, under


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("blindness", BLINDNESS)
def test_colour_blind_readers_can_tell_series_and_neighbouring_classes_apart(theme, blindness):
    colours = palette(theme)
    assert all(distance(a, b, blindness) >= 12 for a, b in combinations(colours.series, 2))
    for scale in (colours.sequence, colours.diverging):
        assert all(distance(a, b, blindness) >= 9 for a, b in pairwise(scale))


@pytest.mark.parametrize("theme", THEMES)
def test_a_higher_class_stands_out_more_from_the_page(theme):
    colours = palette(theme)
    steps = [contrast(colour, colours.page) for colour in colours.sequence]
    assert steps == sorted(steps)


@pytest.mark.parametrize("theme", THEMES)
def test_rises_and_falls_have_the_same_weight(theme):
    colours = palette(theme)
    fall, less, _, more, rise = (lab(colour, "none")[0] for colour in colours.diverging)
    assert abs(fall - rise) < 6
    assert abs(less - more) < 6


def test_every_series_has_a_form_of_its_own_besides_its_colour():
    for colours in PALETTES.values():
        forms = list(zip(DASHES, MARKERS, PATTERNS, strict=True))
        assert len(set(DASHES)) == len(set(MARKERS)) == len(set(PATTERNS)) == len(forms) >= len(colours.series)


def test_classes_are_spread_over_the_whole_sequence():
    sequence = palette("light").sequence
    assert class_colours("light", 5) == sequence
    assert class_colours("light", 2) == (sequence[0], sequence[4])
    assert class_colours("light", 1) == (sequence[2],)
    assert class_colours("dark", 5, diverging=True) == palette("dark").diverging
    with pytest.raises(ValueError, match="6 classes"):
        class_colours("light", 6)
