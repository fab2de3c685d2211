"""A long text outlives the browser and the connection, and a deputy goes on with it; what is in it stays harmless."""

from axe_playwright_python.sync_playwright import Axe
from browser_office import Visitor
from playwright.sync_api import Browser, Locator, expect

from bench.server import Server

ALLIANCE = "/buendnisse?buendnis=B%C3%BCndnis+Ausbildung+und+Besch%C3%A4ftigung"
TEXT = "Ein langer Text <script>window.boese = 1</script><img src=x onerror='window.boese = 1'> der nicht fertig"
OWN_OF_STREAMLIT = {"list", "listitem"}


def measure(visitor: Visitor) -> Locator:
    """The text of a new measure."""
    visitor.open(ALLIANCE)
    visitor.page.get_by_text("Eintragen und ändern").click()
    visitor.page.get_by_role("radio", name="Maßnahme", exact=True).click()
    text = visitor.page.get_by_label("Maßnahme", exact=True).and_(visitor.page.locator("textarea"))
    expect(text).to_be_visible()
    visitor.settle()
    return text


def findings(visitor: Visitor) -> set[str]:
    return {rule["id"] for rule in Axe().run(visitor.page).response["violations"]}


def test_a_text_outlives_the_browser_and_a_deputy_goes_on_with_it(chromium: Browser, example_county: Server) -> None:
    writer = Visitor(chromium, example_county.host)
    writer.sign_in_as_example("Koordinierungsstelle")
    text = measure(writer)
    text.fill("Ein  fertig")
    text.press("Home")
    for _ in range(4):
        text.press("ArrowRight")
    # Slower than the pauses after which it is sent: neither text nor cursor may be changed by the answers.
    text.press_sequentially("Text", delay=300)
    expect(text).to_have_value("Ein Text fertig")
    text.fill(TEXT)
    expect(writer.page.get_by_text("Entwurf gesichert um")).to_be_visible()
    assert findings(writer) <= OWN_OF_STREAMLIT
    writer.close()

    writer = Visitor(chromium, example_county.host)
    writer.sign_in_as_example("Koordinierungsstelle")
    expect(measure(writer)).to_have_value(TEXT)
    expect(writer.page.get_by_text("Hier steht Ihr Entwurf vom")).to_be_visible()
    writer.close()

    deputy = Visitor(chromium, example_county.host)
    deputy.sign_in_as_example("Verwaltung IT")
    deputy.open("/entwuerfe")
    assert findings(deputy) <= OWN_OF_STREAMLIT
    deputy.page.get_by_role("button", name="Stelle öffnen").click()
    expect(deputy.page.get_by_text("Koordinierungsstelle hat hier einen Entwurf vom")).to_contain_text(
        f"({len(TEXT)} Zeichen)"
    )
    deputy.page.get_by_role("button", name="Ansehen").click()
    expect(deputy.page.get_by_text(TEXT)).to_be_visible()
    assert deputy.page.evaluate("window.boese") is None
    deputy.page.keyboard.press("Escape")
    deputy.page.get_by_role("button", name="Übernehmen").click()
    text = deputy.page.get_by_label("Maßnahme", exact=True).and_(deputy.page.locator("textarea"))
    expect(text).to_have_value(TEXT)

    text.fill("ä" * 100_001)
    expect(
        deputy.page.get_by_text("Der Text hat 100.001 Zeichen, gespeichert werden höchstens 100.000.")
    ).to_be_visible()
    deputy.page.get_by_role("button", name="Maßnahme anlegen").click()
    expect(deputy.page.get_by_text("„Maßnahme“ hat 100.001 Zeichen, möglich sind 100.000.")).to_be_visible()
    assert len(text.input_value()) == 100_001
    deputy.page.get_by_role("button", name="Verwerfen").click()
    expect(text).to_have_value("")
    deputy.close()


def test_what_was_typed_without_a_connection_is_offered_again(chromium: Browser, example_county: Server) -> None:
    writer = Visitor(chromium, example_county.host)
    writer.sign_in_as_example("Koordinierungsstelle")
    text = measure(writer)
    writer.page.context.set_offline(True)
    # What was sent would arrive as soon as there is a connection again; here it never does.
    writer.page.evaluate("WebSocket.prototype.send = () => {}")
    text.fill("Im Zug getippt")
    expect(writer.page.get_by_text("noch nicht gesichert – keine Verbindung; der Text bleibt")).to_be_visible()
    page = writer.page
    writer.page = page.context.new_page()
    page.close()
    writer.page.context.set_offline(False)

    text = measure(writer)
    expect(text).to_have_value("")
    expect(writer.page.get_by_text("der nicht mehr gesichert werden konnte")).to_contain_text("(14 Zeichen)")
    writer.page.get_by_role("button", name="Einsetzen").click()
    expect(text).to_have_value("Im Zug getippt")
    expect(writer.page.get_by_text("Entwurf gesichert um")).to_be_visible()
    writer.page.get_by_role("button", name="Maßnahme anlegen").click()
    expect(writer.page.get_by_text("Die Maßnahme „Im Zug getippt“ ist eingetragen.")).to_be_visible()
    expect(text).to_have_value("")
    assert writer.page.evaluate("Object.keys(localStorage).filter(key => key.startsWith('entwurf'))") == []
    writer.close()
