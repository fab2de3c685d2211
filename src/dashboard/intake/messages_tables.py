"""Sentences about how a table was recognised, what a person decided about it, and about official tables."""

from dashboard.intake.severity import E, I, Severity, W

TABLES: dict[str, tuple[Severity, str]] = {
    "sheet-unknown": (E, "Ein Blatt „{sheet}“ gibt es nicht. Die Datei hat die Blätter {sheets}."),
    "sheet-not-read": (
        I,
        "Das Blatt „{sheet}“ wurde durchgesehen und nicht gelesen: Darin ist keine bekannte Tabelle.",
    ),
    "sheet-not-read/table": (
        W,
        "Auch das Blatt „{sheet}“ enthält eine Tabelle ({layout}). Gelesen wird nur „{read}“; bitte das andere Blatt "
        "für sich einreichen, wenn es gebraucht wird.",
    ),
    "header-row-unknown": (E, "Die Zeile {row} ist leer oder nicht in der Datei; dort kann keine Kopfzeile stehen."),
    "answer-unfit": (
        W,
        "Eine Angabe passt nicht zu dieser Datei: {why} Sie wurde nicht verwendet; bitte prüfen und neu angeben.",
    ),
    "answer-unfit/absent": (
        I,
        "Gemerkt ist, dass die Spalte „{header}“ die Angabe „{title}“ enthält. Diese Spalte steht nicht in der Datei.",
    ),
    "column-by-content": (
        I,
        "Die Spalte „{header}“ ohne Überschrift wurde an ihrem Inhalt als „{title}“ erkannt.",
    ),
    "column-open": (
        E,
        "Die Spalte „{header}“ enthält Text („{text}“). Gliedert er die Werte auf, wären sie ohne ihn falsch. Bitte "
        "angeben, was die Spalte ist, oder dass sie nicht gebraucht wird.",
    ),
    "column-breakdown": (
        I,
        "Die Spalte „{header}“ gilt als Gliederung: Ihre Angaben werden je Wert gespeichert und nicht addiert.",
    ),
    "column-unmatched/profile": (
        I,
        "Nicht übernommen, weil das Profil sie nicht nennt: {columns}.",
    ),
    "unit-factor": (
        W,
        "Über der Spalte steht „{text}“, „{title}“ wird in {unit} geführt. Stehen die Werte in Tausend, wären sie um "
        "das Tausendfache zu klein; bitte prüfen.",
    ),
    "unit-factor/store": (
        W,
        "„{title}“: Die Werte sind rund {factor} dessen, was für dieselben Orte sonst gilt. {place}: hier {new} "
        "({period}), gespeichert {old} ({then}). Erwartet wird die Einheit „{unit}“; bitte prüfen, ob die Datei eine "
        "andere meint.",
    ),
    "unit-unexpected/rows": (
        E,
        "„{title}“ wird in {unit} angegeben, in {count} Zeilen steht „{value}“. Bitte berichtigen oder diese Zeilen "
        "auslassen.",
    ),
    "indicator-missing": (E, "Die Datei sagt nicht, welche Kennzahl sie enthält. Bitte einmal für die Datei angeben."),
    "indicator-missing/row": (E, "In dieser Zeile fehlt die Kennzahl. Bitte ergänzen."),
    "indicator-unknown": (
        W,
        "„{text}“ ist keine bekannte Kennzahl; {count} Zeilen werden nicht übernommen. Bitte zuordnen oder auslassen.",
    ),
    "rows-not-taken": (I, "{count} Zeilen mit {what} werden wie angegeben nicht übernommen."),
    "period-from-title": (I, "Der Zeitraum steht in der Überschrift („{text}“) und gilt für alle Zeilen."),
    "place-missing/file": (E, "Die Tabelle hat keine Spalte mit dem Ort. Bitte angeben, für welchen Ort sie gilt."),
    "place-from-title": (I, "Der Ort steht in der Überschrift („{text}“): Alle Zeilen gelten für {place}."),
    "place-unknown/official": (
        W,
        "„{text}“ ist kein Ort, den es hier (noch) gibt; seine Zeilen wurden beiseitegelegt. Gemeint sein könnte: "
        "{candidates}.",
    ),
    "rows-set-aside": (I, "{count} Zeilen betreffen andere Gebiete und wurden beiseitegelegt."),
    "rows-set-aside/variable": (
        I,
        "{count} Zeilen enthalten andere Merkmale als das Profil und wurden beiseitegelegt.",
    ),
    "rows-set-aside/level": (
        I,
        "{count} Werte von „{title}“ betreffen Ebenen, für die es die Kennzahl nicht gibt, und wurden beiseitegelegt.",
    ),
    "categories-open": (
        I,
        "„{header}“: Ein Wert ohne Aufgliederung steht nicht in der Datei, und ohne Ihre Angabe wird keiner gebildet. "
        "Gehört „{name}“ zu den Teilen, die zusammen das Ganze ergeben?",
    ),
    "categories-open/many": (
        I,
        "„{header}“ hat {count} Kategorien. Ein Wert ohne Aufgliederung steht nicht in der Datei, und es wird keiner "
        "gebildet.",
    ),
    "categories-left": (
        W,
        "„{header}“: Addiert werden nur die Kategorien, die dazu angegeben sind. Nichts angegeben ist zu {names}.",
    ),
    "sum-of-categories": (I, "{count} Werte ohne Aufgliederung sind wie angegeben die Summe über {parts}."),
    "profile-unknown": (
        E,
        "Für diese Tabelle (Statistik {statistic}, Merkmale {variables}) gibt es kein Quellenprofil. Ohne "
        "Profil wird nichts "
        "zusammengezählt; bitte eine bekannte Tabelle wählen: {known}.",
    ),
    "profile-mismatch": (E, "Die Datei passt nicht zum Profil „{profile}“: {reason}"),
    "category-unknown": (
        E,
        "„{code}“ ({label}) ist keine Kategorie des Profils „{profile}“. Bitte das Profil ergänzen, bevor "
        "gezählt wird.",
    ),
    "unit-unexpected": (E, "Die Werte stehen in „{value}“; das Profil „{profile}“ erwartet „{unit}“."),
    "sum-of-parts": (I, "„{title}“: Der Wert ohne Aufgliederung ist die {label} über {parts}."),
    "sum-part-missing": (
        W,
        "Für {place}, {period}, fehlen Zeilen mit {parts}. Die Summe kann deshalb zu klein sein; bitte prüfen, ob die "
        "Datei vollständig ist.",
    ),
    "sum-incomplete": (
        W,
        "Für {place}, {period}, haben {count} Zellen keinen Wert; eine Summe wird nicht gebildet.",
    ),
    "profile-note": (I, "{text}"),
}
