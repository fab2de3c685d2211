"""The plain pages are German, labelled, readable in both colour schemes, and have no script."""

import re

import pytest
from web_browser import NEW, PASSWORD
from web_outline import Outline

from dashboard.access import commands
from dashboard.store import Circle, Role


def pages(store, admin, browser, account):
    """Every page of ours by name, as a browser gets it."""
    account("erika")
    with store.unit_of_work(admin) as work:
        invitation = commands.create(work, "otto", "Otto <b>Muster</b>", commands.Rights(Role.VIEWER, Circle.PUBLIC))
    yield "sign-in", browser.get("/anmelden")
    yield "refused", browser.submit("/anmelden", name="erika", passwort="falsch")
    yield "invitation", browser.get(invitation.path)
    yield "different", browser.submit(invitation.path, neu=PASSWORD, nochmal=NEW)
    yield "useless", browser.get("/einladung/" + "x" * 43)
    browser.submit("/anmelden", name="erika", passwort=PASSWORD)
    yield "own password", browser.get("/konto/passwort")
    yield "leave", browser.get("/abmelden")


def test_every_page_is_german_labelled_and_without_script(store, admin, browser, account):
    for name, answer in pages(store, admin, browser, account):
        outline = Outline(answer.text)
        assert (outline.open, outline.wrong) == ([], []), name
        assert outline.of("html") == [{"lang": "de"}]
        assert len(outline.of("h1")) == len(outline.of("main")) == len(outline.of("title")) == 1
        assert outline.of("script") == []
        assert not any(attribute.startswith("on") for _, attributes in outline.tags for attribute in attributes)
        assert "style" not in {attribute for _, attributes in outline.tags for attribute in attributes}
        fields = [field for field in outline.of("input") if field["type"] != "hidden" and "hidden" not in field]
        assert {field["id"] for field in fields} == {label["for"] for label in outline.of("label")}
        ids = [attributes["id"] for _, attributes in outline.tags if "id" in attributes]
        assert len(ids) == len(set(ids))
        for described in (field.get("aria-describedby", "") for field in fields):
            assert set(described.split()) <= set(ids)
        for form in outline.of("form"):
            assert form["method"] == "post"
        addresses = [attributes.get(key, "/") for _, attributes in outline.tags for key in ("href", "src", "action")]
        assert all(address.startswith(("/", "#")) for address in addresses)
        assert "<b>Muster" not in answer.text


def test_fields_say_what_password_managers_need(browser):
    fields = {field["name"]: field.get("autocomplete") for field in Outline(browser.get("/anmelden").text).of("input")}
    assert fields == {"token": None, "weiter": None, "name": "username", "passwort": "current-password"}


@pytest.mark.parametrize("colours", ["light", "dark"])
def test_every_pair_of_colours_has_enough_contrast(browser, colours):
    css = browser.get("/anmelden/anmelden.css").text
    blocks = re.findall(r":root \{(.*?)\}", css, re.DOTALL)
    values = dict(re.findall(r"--([\w-]+): (#\w{6});", blocks[0]))
    if colours == "dark":
        assert "prefers-color-scheme: dark" in css
        values |= dict(re.findall(r"--([\w-]+): (#\w{6});", blocks[1]))
    pairs = [
        ("text", "ground"), ("text", "paper"), ("quiet", "paper"), ("quiet", "ground"), ("link", "paper"),
        ("on-action", "action"), ("wrong", "wrong-ground"), ("text", "wrong-ground"), ("text", "good-ground"),
    ]  # fmt: skip
    for one, other in pairs:
        assert contrast(values[one], values[other]) >= 4.5, (one, other)
    assert contrast(values["line"], values["paper"]) >= 3


def contrast(one, other):
    def luminance(colour):
        parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
        red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)
