"""What the tests of access agree on."""

from dashboard.access import Place

PASSWORD = "Vier Pferde im Regen"
OFFICE = Place("192.0.2.10")
