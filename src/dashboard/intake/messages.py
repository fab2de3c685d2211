"""What findings say: per code its severity and the German sentence, which carries the facts and what to do."""

from dashboard.intake.messages_tables import TABLES
from dashboard.intake.severity import E, I, Severity, W

__all__ = ["MESSAGES", "REMARKS", "Severity"]

MESSAGES: dict[str, tuple[Severity, str]] = {
    # the file as a whole
    "personal-data": (
        E,
        "{where} sieht nach {what} aus ({why}). Angaben über einzelne Personen dürfen nicht eingereicht werden; "
        "es wurde nichts gespeichert. Bitte {where_from} entfernen und die Datei neu einreichen.",
    ),
    "layout-unknown": (
        E,
        "In der Datei wurde keine Tabelle erkannt, die das Programm kennt: {reason} Erwartet wird eine Kopfzeile wie "
        "„quartal; gemeinde; unterkunft; art; plaetze; belegt“ (Unterkünfte) oder „quartal; gemeinde; …“ mit einer "
        "Spalte je Kennzahl. Bitte die Spalten so benennen und die Datei neu einreichen.",
    ),
    "file-unusable": (E, "{reason}"),
    "no-rows": (E, "Unter der Kopfzeile stehen keine Daten. Bitte prüfen, ob die richtige Datei ausgewählt wurde."),
    "nothing-usable": (
        E,
        "Keine der {count} Zeilen gehört zu „{district}“. Bitte prüfen, ob es die Tabelle eines anderen Kreises ist.",
    ),
    "nothing-usable/empty": (
        E,
        "Die Datei enthält keine Werte, die übernommen werden können. Bitte prüfen, ob es die richtige Datei ist.",
    ),
    "file-known": (
        I,
        "Diese Datei ist bereits übernommen (Upload {upload} vom {at}, {who}); es wurde nichts doppelt "
        "gespeichert.{more}",
    ),
    "title-lines": (I, "{lines} über der Kopfzeile {was} als Überschrift gelesen: „{text}“."),
    "notes-below": (I, "{lines} unter den Daten {was} als Anmerkung gelesen und nicht übernommen: „{text}“."),
    # columns
    "column-missing": (
        E,
        "Die Spalte „{title}“ fehlt.{explanation} Bitte ergänzen oder eine vorhandene Spalte zuordnen.",
    ),
    "column-twice": (
        E,
        "Die Spalten {columns} bedeuten beide „{title}“. Bitte eine davon entfernen oder als „nicht "
        "übernehmen“ zuordnen.",
    ),
    "column-unmatched": (I, "Die Spalte „{header}“ ist nicht bekannt und wird nicht übernommen.{hint}"),
    "column-computed": (I, "„{title}“ rechnet das Programm selbst aus; die Spalte „{header}“ wird nicht übernommen."),
    "indicator-disabled": (
        W,
        "Die Kennzahl „{title}“ ist ausgeschaltet ({reason}); die Spalte „{header}“ wird nicht übernommen.",
    ),
    "column-unmatched/nameless": (
        I,
        "Die {number}. Spalte hat keine Überschrift und wird nicht übernommen. Wird sie gebraucht, bitte benennen.",
    ),
    "row-too-long": (
        E,
        "Diese Zeile hat {count} Felder, die Kopfzeile nur {width}. Enthält ein Feld das Trennzeichen „{delimiter}“? "
        "Dann bitte das ganze Feld in Anführungszeichen setzen.",
    ),
    # periods
    "period-missing": (
        E,
        "Der Zeitraum fehlt: Die Datei hat {where}. Bitte ergänzen oder den Zeitraum beim Einreichen angeben.",
    ),
    "period-invalid": (E, "{reason}"),
    "period-contradicts": (
        E,
        "Hier steht {stated}, angegeben wurde {given}. Bitte die Zeile berichtigen oder ohne Angabe des "
        "Zeitraums einreichen.",
    ),
    "period-frequency": (
        E,
        "{stated} ist kein Quartal. Unterkünfte werden je Quartal gemeldet, zum Beispiel „3. Quartal 2026“.",
    ),
    "frequency-other": (
        I,
        "„{title}“ wird sonst je {usual} geführt; die Werte für {periods} werden daneben gespeichert und nicht "
        "vermischt.",
    ),
    # places
    "place-missing": (E, "In dieser Zeile fehlt der Ort. Bitte Gemeindeschlüssel oder Name ergänzen."),
    "place-unknown": (E, "„{text}“ ist kein bekannter Ort ({district}).{hint} Bitte berichtigen oder zuordnen."),
    "place-ambiguous": (E, "„{text}“ kann mehreres sein: {candidates}. Bitte angeben, was gemeint ist."),
    "place-outside": (
        E,
        "„{text}“ liegt nicht im eigenen Gebiet ({district}). Bitte die Zeile entfernen oder den Ort berichtigen.",
    ),
    "place-contradicts": (
        E,
        "Schlüssel und Name passen nicht zusammen: {code} ist {one}, „{text}“ ist {other}. Bitte eines davon "
        "berichtigen.",
    ),
    "place-level": (E, "Eine Unterkunft liegt in einer Gemeinde oder Samtgemeinde; „{text}“ ist {place}."),
    "level-invalid": (E, "„{title}“ gibt es nicht für {place}, nur für: {levels}. Bitte die Zelle leeren."),
    # numbers, dates, words
    "number-missing": (E, "In „{title}“ fehlt die Zahl. Ist sie nicht bekannt, bitte einen Punkt „.“ eintragen."),
    "number-invalid": (E, "„{value}“ ist keine Zahl. Bitte berichtigen, zum Beispiel 1.234 oder 12,5."),
    "unit-unexpected/cell": (E, "„{title}“ wird in {unit} angegeben, hier steht „{value}“. Bitte berichtigen."),
    "number-negative": (E, "„{title}“ kann nicht unter null liegen."),
    "number-not-whole": (E, "„{title}“ zählt ganze {unit}; {value} ist keine ganze Zahl."),
    "number-ambiguous": (
        I,
        "Die Werte der Spalte lassen zwei Lesarten zu: „{example}“ wurde als {taken} gelesen, nicht als {other}.",
    ),
    "number-ambiguous/undecided": (
        E,
        "Die Werte der Spalte lassen zwei Lesarten zu: „{example}“ kann {taken} oder {other} sein. Bitte "
        "angeben, was gilt.",
    ),
    "out-of-range": (E, "„{title}“ liegt mit {value} außerhalb des gültigen Bereichs ({range})."),
    "date-invalid": (E, "„{value}“ ist kein Datum. Bitte in der Form 31.12.2027 angeben."),
    "yes-no-invalid": (E, "„{value}“ ist weder „ja“ noch „nein“. Bitte eines von beiden eintragen."),
    "text-too-long": (E, "Der Text in „{title}“ hat {length} Zeichen; möglich sind {limit}. Bitte kürzen."),
    # facilities
    "name-missing": (E, "In dieser Zeile fehlt der Name der Unterkunft. Bitte ergänzen."),
    "kind-missing": (E, "In dieser Zeile fehlt die Art der Unterkunft. Möglich sind: {kinds}."),
    "kind-unknown": (E, "„{value}“ ist keine bekannte Art der Unterkunft. Möglich sind: {kinds}."),
    "kind-asked": (E, "{question} Möglich sind: {kinds}. Die Antwort wird für diesen Lieferanten gemerkt."),
    "key-twice": (
        E,
        "{what} steht zweimal in der Datei: in Zeile {first} und in Zeile {second}. Bitte eine davon entfernen.",
    ),
    "parts-exceed": (E, "{parts} ergibt {sum} und ist mehr als „{title}“ ({whole}). Bitte berichtigen."),
    "over-occupied": (W, "Belegt sind {occupied}, Plätze gibt es {places}. Bitte prüfen, ob das stimmt."),
    "balance-differs": (
        W,
        "Im {before} waren {previous} belegt; mit {arrivals} Zugängen und {departures} Abgängen ergeben sich "
        "{expected}, "
        "gemeldet sind {occupied} (Unterschied {difference}). Bitte prüfen.",
    ),
    "position-invalid": (
        E,
        "{value} ist keine geografische {title} in Grad (WGS84, zum Beispiel {example}). Bitte berichtigen "
        "oder leer lassen.",
    ),
    "position-swapped": (
        E,
        "Breite ({latitude}) und Länge ({longitude}) sind vertauscht. Bitte die beiden Angaben tauschen.",
    ),
    "position-outside": (
        W,
        "Der Punkt {latitude}; {longitude} liegt nicht im eigenen Gebiet ({district}). Er wird nicht gezeichnet; bitte "
        "prüfen.",
    ),
    "position-incomplete": (W, "Nur eine der beiden Koordinaten ist angegeben. Die Unterkunft wird nicht gezeichnet."),
    "flats-summed": (
        I,
        "{count} Zeilen der Art „{kind}“ wurden zu einer Summe je Ort zusammengefasst. Namen, Anschriften und Lagen "
        "dieser Wohnungen werden nicht gespeichert, auch nicht in der aufbewahrten Datei.",
    ),
    "flats-incomplete": (
        W,
        "„{title}“ ist in {place} nur für {stated} von {count} Wohnungen angegeben; eine Summe wird nicht gebildet.",
    ),
    "facility-gone": (
        W,
        "{name} in {place} steht nicht mehr in der Datei und endet damit im {period}. "
        "Bitte prüfen, ob die Unterkunft wirklich weggefallen ist.",
    ),
    "place-absent/facilities": (
        W,
        "Für {names} stehen keine Unterkünfte in der Datei; im {since} hatte „{supplier}“ dort welche gemeldet. Bitte "
        "prüfen, ob Zeilen fehlen ({period}).",
    ),
    "details-changed": (I, "Bei {count} Unterkünften haben sich Angaben wie Name, Art oder Betreiber geändert."),
    # sums and checks against what is there
    "total-rows": (I, "Summenzeilen, die nachgerechnet und nicht mitgezählt wurden: {count}."),
    "sum-differs": (
        W,
        "„{title}“ ist mit {stated} angegeben, {against} ergibt {sum} (Unterschied {difference}). Bitte prüfen.",
    ),
    "value-unusual": (
        W,
        "„{title}“ liegt mit {value} weit außerhalb der bisherigen Werte ({low} bis {high}). Bitte prüfen, ob "
        "das stimmt.",
    ),
    "value-unusual/inside": (
        W,
        "„{title}“ liegt mit {value} weit von der Mitte der bisherigen Werte ({middle}) entfernt. Bitte prüfen, ob das "
        "stimmt.",
    ),
    "place-absent": (
        W,
        "{titles}: Es fehlen Angaben für {where}, die in der letzten Lieferung von „{supplier}“ standen. Bitte prüfen, "
        "ob Zeilen oder Zahlen fehlen.",
    ),
    "place-absent/county": (
        W,
        "{titles}: Es fehlen Angaben für {where}; für die anderen Gemeinden stehen sie in der Datei. Bitte prüfen, ob "
        "Zeilen oder Zahlen fehlen.",
    ),
    "place-absent/usual": (
        I,
        "{titles}: Wie in der letzten Lieferung von „{supplier}“ gibt es keine Angaben für {where}.",
    ),
    # the directory
    "directory-note": (I, "{text}"),
    # recognising, and official tables
    **TABLES,
}
"""Codes are stable: tests and suppliers' scripts rely on them. What stands behind a „/“ tells variants of one apart."""

REMARKS = {
    "file-cut": E,
    "formula-without-value": E,
    "quote-stray": W,
    "quote-spans-rows": W,
    "merged-number": W,
    "merged-across": W,
    "merged-covered": W,
    "number-scaled": W,
    "number-rounded": W,
    "date-without-year": W,
    "sheet-hidden": W,
}
"""Severity of what reading the bytes had to say where it is about data that are taken over (see ``remarks``);
everything else is information. A date among numbers is one too, for each such cell is an error (``number-invalid``)."""
