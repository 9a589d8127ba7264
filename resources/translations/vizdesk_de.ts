<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
<context>
    <name></name>
    <message>
        <source>The whole image is needed for that; this is a small copy of it.</source>
        <translation>Dafür wird das ganze Bild gebraucht; dies ist eine kleine Kopie davon.</translation>
    </message>
    <message>
        <source>There is nothing to save yet: run a comparison first.</source>
        <translation>Es gibt noch nichts zu speichern: zuerst einen Vergleich starten.</translation>
    </message>
    <message>
        <source>There is nothing to copy yet: run a comparison first.</source>
        <translation>Es gibt noch nichts zu kopieren: zuerst einen Vergleich starten.</translation>
    </message>
    <message>
        <source>The comparison is in the clipboard as an image.</source>
        <translation>Der Vergleich liegt als Bild in der Zwischenablage.</translation>
    </message>
    <message>
        <source>Painting…</source>
        <translation>Wird gezeichnet …</translation>
    </message>
    <message>
        <source>The folder could not be read: {why}</source>
        <translation>Der Ordner ließ sich nicht lesen: {why}</translation>
    </message>
    <message>
        <source>the pasted image</source>
        <translation>das eingefügte Bild</translation>
    </message>
    <message>
        <source>The browser gave only an address, and vizdesk fetches nothing by itself. Copy the image and paste it here, or save it first.</source>
        <translation>Der Browser gab nur eine Adresse weiter, und vizdesk holt nichts von selbst. Das Bild kopieren und hier einfügen oder zuerst speichern.</translation>
    </message>
    <message>
        <source>There is no image in the clipboard.</source>
        <translation>In der Zwischenablage ist kein Bild.</translation>
    </message>
    <message>
        <source>Opening image {at} of {n}: {name}…</source>
        <translation>Bild {at} von {n} wird geöffnet: {name} …</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Stopped: {left} of {n} images were not opened.</source>
        <translation>Abgebrochen: {left} von {n} Bildern wurden nicht geöffnet.</translation>
    </message>
    <message>
        <source>{name} could not be opened: {why}</source>
        <translation>{name} ließ sich nicht öffnen: {why}</translation>
    </message>
    <message>
        <source>Opening {name}…</source>
        <translation>{name} wird geöffnet …</translation>
    </message>
    <message>
        <source>Expand or restore a pane</source>
        <translation>Ein Feld vergrößern oder verkleinern</translation>
    </message>
    <message>
        <source>Choose a task</source>
        <translation>Eine Aufgabe wählen</translation>
    </message>
    <message>
        <source>Zoom all panes</source>
        <translation>Alle Felder zoomen</translation>
    </message>
    <message>
        <source>scroll</source>
        <translation>Mausrad</translation>
    </message>
    <message>
        <source>Move all panes</source>
        <translation>Alle Felder verschieben</translation>
    </message>
    <message>
        <source>drag</source>
        <translation>ziehen</translation>
    </message>
    <message>
        <source>arrow keys</source>
        <translation>Pfeiltasten</translation>
    </message>
    <message>
        <source>Ctrl + drag</source>
        <translation>Strg + ziehen</translation>
    </message>
    <message>
        <source>double-click</source>
        <translation>Doppelklick</translation>
    </message>
    <message>
        <source>Pixel for pixel</source>
        <translation>Pixel für Pixel</translation>
    </message>
    <message>
        <source>Pan one pane only</source>
        <translation>Nur ein Feld bewegen</translation>
    </message>
    <message>
        <source>Fit, and relink</source>
        <translation>Einpassen und wieder verbinden</translation>
    </message>
    <message>
        <source>Relink and keep the offset</source>
        <translation>Verbinden und Versatz behalten</translation>
    </message>
    <message>
        <source>right-click</source>
        <translation>Rechtsklick</translation>
    </message>
    <message>
        <source>Hide boxes while it is held</source>
        <translation>Boxen ausblenden, solange gehalten</translation>
    </message>
    <message>
        <source>Space</source>
        <translation>Leertaste</translation>
    </message>
    <message>
        <source>click</source>
        <translation>Klick</translation>
    </message>
    <message>
        <source>Select a box and its row; again: the larger one</source>
        <translation>Box und ihre Zeile wählen; noch einmal: die größere</translation>
    </message>
    <message>
        <source>Zoom to a box; again: the whole image</source>
        <translation>Zu einer Box zoomen; noch einmal: ganzes Bild</translation>
    </message>
    <message>
        <source>click its row</source>
        <translation>Klick auf ihre Zeile</translation>
    </message>
    <message>
        <source>The same object in the other panes</source>
        <translation>Dasselbe Objekt in den anderen Feldern</translation>
    </message>
    <message>
        <source>point at it</source>
        <translation>darauf zeigen</translation>
    </message>
    <message>
        <source>double-click its head</source>
        <translation>Doppelklick auf den Kopf</translation>
    </message>
    <message>
        <source>Put a pane in another place</source>
        <translation>Ein Feld umstellen</translation>
    </message>
    <message>
        <source>drag its head</source>
        <translation>am Kopf ziehen</translation>
    </message>
    <message>
        <source>Image and answer of all panes</source>
        <translation>Bild und Antwort aller Felder</translation>
    </message>
    <message>
        <source>drag between them</source>
        <translation>dazwischen ziehen</translation>
    </message>
    <message>
        <source>Add images or GGUF files</source>
        <translation>Bilder oder GGUF-Dateien hinzufügen</translation>
    </message>
    <message>
        <source>drop</source>
        <translation>ablegen</translation>
    </message>
    <message>
        <source>What else a model can do</source>
        <translation>Was ein Modell sonst noch kann</translation>
    </message>
    <message>
        <source>right-click it</source>
        <translation>Rechtsklick darauf</translation>
    </message>
    <message>
        <source>Keyboard map</source>
        <translation>Tastenübersicht</translation>
    </message>
    <message>
        <source>KEYS</source>
        <translation>TASTEN</translation>
    </message>
    <message>
        <source>IN AN IMAGE</source>
        <translation>IM BILD</translation>
    </message>
    <message>
        <source>IN THE MENU</source>
        <translation>IM MENÜ</translation>
    </message>
    <message>
        <source>Settings…</source>
        <translation>Einstellungen …</translation>
    </message>
    <message>
        <source>Duplicate with other settings…</source>
        <translation>Mit anderen Einstellungen duplizieren …</translation>
    </message>
    <message>
        <source>Enter another key…</source>
        <translation>Anderen Schlüssel eingeben …</translation>
    </message>
    <message>
        <source>Find the file…</source>
        <translation>Datei suchen …</translation>
    </message>
    <message>
        <source>Show in folder</source>
        <translation>Im Ordner zeigen</translation>
    </message>
    <message>
        <source>Rename…</source>
        <translation>Umbenennen …</translation>
    </message>
    <message>
        <source>Remove from the list</source>
        <translation>Aus der Liste nehmen</translation>
    </message>
    <message>
        <source>Caption</source>
        <translation>Beschreiben</translation>
    </message>
    <message>
        <source>Ask</source>
        <translation>Fragen</translation>
    </message>
    <message>
        <source>Detect everything</source>
        <translation>Alles erkennen</translation>
    </message>
    <message>
        <source>Detect classes</source>
        <translation>Klassen erkennen</translation>
    </message>
    <message>
        <source>Detect: how to write boxes</source>
        <translation>Erkennen: Schreibweise der Rahmen</translation>
    </message>
    <message>
        <source>Classify: one of a list</source>
        <translation>Einordnen: eines aus einer Liste</translation>
    </message>
    <message>
        <source>Classify: several</source>
        <translation>Einordnen: mehrere</translation>
    </message>
    <message>
        <source>Classify: free</source>
        <translation>Einordnen: frei</translation>
    </message>
    <message>
        <source>Count everything</source>
        <translation>Alles zählen</translation>
    </message>
    <message>
        <source>Count things</source>
        <translation>Dinge zählen</translation>
    </message>
    <message>
        <source>{width} and {height}: the image as sent, in pixels.</source>
        <translation>{width} und {height}: das gesendete Bild in Pixeln.</translation>
    </message>
    <message>
        <source>{question}: what you ask.</source>
        <translation>{question}: die gestellte Frage.</translation>
    </message>
    <message>
        <source>{classes}: the classes with commas; {separated}: with semicolons.</source>
        <translation>{classes}: die Klassen mit Kommas; {separated}: mit Strichpunkten.</translation>
    </message>
    <message>
        <source>Follows the words for detection, also your own. </source>
        <translation>Folgt den Worten fürs Erkennen, auch eigenen. </translation>
    </message>
    <message>
        <source>{classes}: the classes with commas.</source>
        <translation>{classes}: die Klassen mit Kommas.</translation>
    </message>
    <message>
        <source>{classes}: what is counted, in your own words.</source>
        <translation>{classes}: was gezählt wird, in Ihren eigenen Worten.</translation>
    </message>
    <message>
        <source>{fields}: one line for each field.</source>
        <translation>{fields}: eine Zeile für jedes Feld.</translation>
    </message>
    <message>
        <source>Follows the words for structured answers, also your own.</source>
        <translation>Folgt den Worten für strukturierte Antworten, auch eigenen.</translation>
    </message>
    <message>
        <source>Sent as it stands here.</source>
        <translation>Wird so gesendet, wie es hier steht.</translation>
    </message>
    <message>
        <source>no boxes</source>
        <translation>keine Rahmen</translation>
    </message>
    <message>
        <source>0 to 1</source>
        <translation>0 bis 1</translation>
    </message>
    <message>
        <source>percent</source>
        <translation>Prozent</translation>
    </message>
    <message>
        <source>0 to 1000</source>
        <translation>0 bis 1000</translation>
    </message>
    <message>
        <source>0 to 999</source>
        <translation>0 bis 999</translation>
    </message>
    <message>
        <source>0 to 1023 of 1024</source>
        <translation>0 bis 1023 von 1024</translation>
    </message>
    <message>
        <source>pixels of the image sent</source>
        <translation>Pixel des gesendeten Bildes</translation>
    </message>
    <message>
        <source>pixels of the original</source>
        <translation>Pixel des Originals</translation>
    </message>
    <message>
        <source>Longest edge</source>
        <translation>Längste Kante</translation>
    </message>
    <message>
        <source>Square, stretched</source>
        <translation>Quadrat, gestreckt</translation>
    </message>
    <message>
        <source>Cells of a grid</source>
        <translation>Zellen eines Rasters</translation>
    </message>
    <message>
        <source>Cells, as many as allowed</source>
        <translation>Zellen, so viele wie erlaubt</translation>
    </message>
    <message>
        <source>Longest edge, exactly</source>
        <translation>Längste Kante, genau</translation>
    </message>
    <message>
        <source>Square tiles</source>
        <translation>Quadratische Kacheln</translation>
    </message>
    <message>
        <source>Whole patches</source>
        <translation>Ganze Patches</translation>
    </message>
    <message>
        <source>Bilinear</source>
        <translation>Bilinear</translation>
    </message>
    <message>
        <source>Bicubic</source>
        <translation>Bikubisch</translation>
    </message>
    <message>
        <source>Lanczos</source>
        <translation>Lanczos</translation>
    </message>
    <message>
        <source>Has no thinking mode</source>
        <translation>Kann nicht nachdenken</translation>
    </message>
    <message>
        <source>Asked not to think</source>
        <translation>Soll nicht nachdenken</translation>
    </message>
    <message>
        <source>Thinks before it answers</source>
        <translation>Denkt vor der Antwort nach</translation>
    </message>
    <message>
        <source>An image</source>
        <translation>Ein Bild</translation>
    </message>
    <message>
        <source>This image</source>
        <translation>Dieses Bild</translation>
    </message>
    <message>
        <source>{whose}, {old}, is sent as it is.</source>
        <translation>{whose}, {old}, wird unverändert gesendet.</translation>
    </message>
    <message>
        <source>{whose}, {old}, is sent at {new}.</source>
        <translation>{whose}, {old}, wird mit {new} gesendet.</translation>
    </message>
    <message>
        <source>the side its projector takes</source>
        <translation>der Seite, die sein Projektor nimmt</translation>
    </message>
    <message>
        <source>, as its projector says</source>
        <translation>, wie sein Projektor sagt</translation>
    </message>
    <message>
        <source>Longest edge at most {edge} pixels; never enlarged.</source>
        <translation>Längste Kante höchstens {edge} Pixel; nie vergrößert.</translation>
    </message>
    <message>
        <source>Stretched to a square of {side}.</source>
        <translation>Gestreckt auf ein Quadrat von {side}.</translation>
    </message>
    <message>
        <source>what its projector takes</source>
        <translation>was sein Projektor nimmt</translation>
    </message>
    <message>
        <source>Longest edge brought to {edge}.</source>
        <translation>Längste Kante auf {edge} gebracht.</translation>
    </message>
    <message>
        <source>Stretched to at most {most} squares of {side}.</source>
        <translation>Gestreckt auf höchstens {most} Quadrate von {side}.</translation>
    </message>
    <message>
        <source>Longest edge at most {edge} pixels; both stretched up to patches of {side}.</source>
        <translation>Längste Kante höchstens {edge} Pixel; beide gestreckt auf ganze Patches von {side}.</translation>
    </message>
    <message>
        <source>Both edges whole cells of {cell} pixels</source>
        <translation>Beide Kanten ganze Zellen von {cell} Pixeln</translation>
    </message>
    <message>
        <source>, {least} to {most} cells</source>
        <translation>, {least} bis {most} Zellen</translation>
    </message>
    <message>
        <source>, at most {most} cells</source>
        <translation>, höchstens {most} Zellen</translation>
    </message>
    <message>
        <source>Source: {source} ({date}).</source>
        <translation>Quelle: {source} ({date}).</translation>
    </message>
    <message>
        <source>{name}: less</source>
        <translation>{name}: weniger</translation>
    </message>
    <message>
        <source>{name}: more</source>
        <translation>{name}: mehr</translation>
    </message>
    <message>
        <source>Browse…</source>
        <translation>Durchsuchen …</translation>
    </message>
    <message>
        <source>{name}: choose</source>
        <translation>{name}: wählen</translation>
    </message>
    <message>
        <source>Add a folder…</source>
        <translation>Ordner hinzufügen …</translation>
    </message>
    <message>
        <source>{name}: add</source>
        <translation>{name}: hinzufügen</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Remove {folder}</source>
        <translation>{folder} entfernen</translation>
    </message>
    <message>
        <source>thinking</source>
        <translation>denkt nach</translation>
    </message>
    <message>
        <source>about {time} left</source>
        <translation>noch etwa {time}</translation>
    </message>
    <message>
        <source>Estimated before it is asked: {n} image tokens. Real figures follow in the panes.</source>
        <translation>Vor dem Fragen geschätzt: {n} Bild-Token. Die wirklichen Zahlen stehen danach in den Feldern.</translation>
    </message>
    <message>
        <source>its own</source>
        <translation>die eigene</translation>
    </message>
    <message>
        <source>temperature {value}</source>
        <translation>Temperatur {value}</translation>
    </message>
    <message>
        <source>seed {value}</source>
        <translation>Startwert {value}</translation>
    </message>
    <message>
        <source>{n} tokens</source>
        <translation>{n} Token</translation>
    </message>
    <message>
        <source>effort {value}</source>
        <translation>Aufwand {value}</translation>
    </message>
    <message>
        <source>not thinking</source>
        <translation>ohne Nachdenken</translation>
    </message>
    <message>
        <source>constrained</source>
        <translation>mit Formzwang</translation>
    </message>
    <message>
        <source>not constrained</source>
        <translation>ohne Formzwang</translation>
    </message>
    <message>
        <source>, about {cost}</source>
        <translation>, etwa {cost}</translation>
    </message>
    <message>
        <source> – what {models} will cost is not known before</source>
        <translation> – was {models} kosten wird, ist vorher nicht bekannt</translation>
    </message>
    <message>
        <source>, and with a ceiling it is asked once only, if its server does not tell</source>
        <translation>, und mit einer Obergrenze wird es nur einmal gefragt, wenn sein Server es nicht sagt</translation>
    </message>
    <message>
        <source>Its small preview stands in.</source>
        <translation>An seiner Stelle steht eine kleine Vorschau.</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>Starten</translation>
    </message>
    <message>
        <source>Stop everything</source>
        <translation>Alles anhalten</translation>
    </message>
    <message>
        <source>Open images</source>
        <translation>Bilder öffnen</translation>
    </message>
    <message>
        <source>Add a model</source>
        <translation>Ein Modell hinzufügen</translation>
    </message>
    <message>
        <source>Models on this disk</source>
        <translation>Modelle auf diesem Datenträger</translation>
    </message>
    <message>
        <source>Paste an image</source>
        <translation>Ein Bild einfügen</translation>
    </message>
    <message>
        <source>Paste an answer…</source>
        <translation>Antwort einfügen …</translation>
    </message>
    <message>
        <source>Next image</source>
        <translation>Nächstes Bild</translation>
    </message>
    <message>
        <source>Previous image</source>
        <translation>Voriges Bild</translation>
    </message>
    <message>
        <source>Grid, Columns, Overlay, Differences</source>
        <translation>Raster, Spalten, Überlagerung, Unterschiede</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>Vergleich</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>Modelle</translation>
    </message>
    <message>
        <source>History</source>
        <translation>Verlauf</translation>
    </message>
    <message>
        <source>Evals</source>
        <translation>Evals</translation>
    </message>
    <message>
        <source>Keys and endpoints</source>
        <translation>Schlüssel und Endpunkte</translation>
    </message>
    <message>
        <source>Download a model</source>
        <translation>Ein Modell herunterladen</translation>
    </message>
    <message>
        <source>Refresh prices</source>
        <translation>Preise aktualisieren</translation>
    </message>
    <message>
        <source>Offline</source>
        <translation>Offline</translation>
    </message>
    <message>
        <source>Copy the comparison as an image</source>
        <translation>Vergleich als Bild kopieren</translation>
    </message>
    <message>
        <source>Light or dark</source>
        <translation>Hell oder dunkel</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>Beenden</translation>
    </message>
    <message>
        <source>Copy details</source>
        <translation>Einzelheiten kopieren</translation>
    </message>
    <message>
        <source>image</source>
        <translation>Bild</translation>
    </message>
    <message>
        <source>Cells, or square tiles when large</source>
        <translation>Zellen, bei großen quadratische Kacheln</translation>
    </message>
    <message>
        <source>Cells, filled up on the right and below</source>
        <translation>Zellen, rechts und unten aufgefüllt</translation>
    </message>
    <message>
        <source>Square, filled up</source>
        <translation>Quadrat, aufgefüllt</translation>
    </message>
    <message>
        <source>Square, filled up before it is resized</source>
        <translation>Quadrat, vor dem Skalieren aufgefüllt</translation>
    </message>
    <message>
        <source>Filled up to a square of {side}.</source>
        <translation>Aufgefüllt zu einem Quadrat von {side}.</translation>
    </message>
    <message>
        <source>; larger images in at most {most} squares of {side}</source>
        <translation>; größere Bilder in höchstens {most} Quadraten von {side}</translation>
    </message>
    <message>
        <source>Chat template…</source>
        <translation>Chat-Vorlage…</translation>
    </message>
    <message>
        <source>Choose another projector…</source>
        <translation>Anderen Projektor wählen …</translation>
    </message>
    <message>
        <source>Cancel the download</source>
        <translation>Download abbrechen</translation>
    </message>
    <message>
        <source>Keep what is there of {name}?</source>
        <translation>Behalten, was von {name} schon da ist?</translation>
    </message>
    <message>
        <source>Keep for later</source>
        <translation>Für später behalten</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Löschen</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>Weiterladen</translation>
    </message>
    <message>
        <source>asking the hub…</source>
        <translation>fragt den Hub …</translation>
    </message>
    <message>
        <source>paused · {how}</source>
        <translation>angehalten · {how}</translation>
    </message>
    <message>
        <source>Run again</source>
        <translation>Erneut starten</translation>
    </message>
    <message>
        <source>Prompt &amp;&amp; box format…</source>
        <translation>Prompt &amp;&amp; Boxformat …</translation>
    </message>
    <message>
        <source>Copy model ID</source>
        <translation>Modell-ID kopieren</translation>
    </message>
    <message>
        <source>Caption, detailed</source>
        <translation>Bildbeschreibung, ausführlich</translation>
    </message>
    <message>
        <source>OCR</source>
        <translation>OCR</translation>
    </message>
    <message>
        <source>Extract</source>
        <translation>Extrahieren</translation>
    </message>
    <message>
        <source>Extract: output format</source>
        <translation>Extrahieren: Ausgabeformat</translation>
    </message>
    <message>
        <source>Image variant</source>
        <translation>Bildvariante</translation>
    </message>
    <message>
        <source>In all repeats</source>
        <translation>In allen Wiederholungen</translation>
    </message>
    <message>
        <source>Repeat {n}</source>
        <translation>Wiederholung {n}</translation>
    </message>
    <message>
        <source>Queued</source>
        <translation>In Warteschlange</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Fehlgeschlagen</translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation>Gestoppt</translation>
    </message>
    <message>
        <source>Not supported</source>
        <translation>Nicht unterstützt</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>Wartet</translation>
    </message>
    <message>
        <source>Waiting for a slot</source>
        <translation>Wartet auf einen Platz</translation>
    </message>
    <message>
        <source>Waiting to retry</source>
        <translation>Wartet auf neuen Versuch</translation>
    </message>
    <message>
        <source>Loading model</source>
        <translation>Lädt Modell</translation>
    </message>
    <message>
        <source>Processing image</source>
        <translation>Verarbeitet Bild</translation>
    </message>
    <message>
        <source>Processing prompt</source>
        <translation>Verarbeitet Prompt</translation>
    </message>
    <message>
        <source>Thinking</source>
        <translation>Denkt nach</translation>
    </message>
    <message>
        <source>Writing…</source>
        <translation>Schreibt …</translation>
    </message>
    <message>
        <source>Truncated (max tokens)</source>
        <translation>Abgeschnitten (max. Tokens)</translation>
    </message>
    <message>
        <source>Stopped: repetition</source>
        <translation>Gestoppt: Wiederholung</translation>
    </message>
    <message>
        <source>Blocked by content filter</source>
        <translation>Vom Inhaltsfilter blockiert</translation>
    </message>
    <message>
        <source>Cut off by server</source>
        <translation>Vom Server abgebrochen</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Fertig</translation>
    </message>
    <message>
        <source>TTFT</source>
        <translation>TTFT</translation>
    </message>
    <message>
        <source>{input} in / {output} out</source>
        <translation>{input} ein / {output} aus</translation>
    </message>
    <message>
        <source>reasoning tokens</source>
        <translation>Reasoning-Tokens</translation>
    </message>
    <message>
        <source>Total</source>
        <translation>Gesamt</translation>
    </message>
    <message>
        <source>{total} (load {load})</source>
        <translation>{total} (Laden {load})</translation>
    </message>
    <message>
        <source>Export the comparison</source>
        <translation>Vergleich exportieren</translation>
    </message>
    <message>
        <source>Add as test case</source>
        <translation>Als Testfall hinzufügen</translation>
    </message>
    <message>
        <source>Focus prompt</source>
        <translation>Zum Prompt</translation>
    </message>
    <message>
        <source>Blind vote</source>
        <translation>Blind abstimmen</translation>
    </message>
    <message>
        <source>Stability</source>
        <translation>Stabilität</translation>
    </message>
    <message>
        <source>Truth</source>
        <translation>Wahrheit</translation>
    </message>
    <message>
        <source>Model list</source>
        <translation>Modellliste</translation>
    </message>
    <message>
        <source>Boxes</source>
        <translation>Rahmen</translation>
    </message>
    <message>
        <source>Labels</source>
        <translation>Beschriftungen</translation>
    </message>
    <message>
        <source>Pane to the left</source>
        <translation>Feld nach links</translation>
    </message>
    <message>
        <source>Pane to the right</source>
        <translation>Feld nach rechts</translation>
    </message>
    <message>
        <source>System</source>
        <translation>System</translation>
    </message>
    <message>
        <source>Object</source>
        <translation>Objekt</translation>
    </message>
    <message>
        <source>Agreement</source>
        <translation>Übereinstimmung</translation>
    </message>
    <message>
        <source>Line</source>
        <translation>Zeile</translation>
    </message>
    <message>
        <source>Majority</source>
        <translation>Mehrheit</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>Antwort</translation>
    </message>
    <message>
        <source>Class</source>
        <translation>Klasse</translation>
    </message>
    <message>
        <source>Count</source>
        <translation>Zahl</translation>
    </message>
    <message>
        <source>Median</source>
        <translation>Median</translation>
    </message>
    <message>
        <source>Field</source>
        <translation>Feld</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>ja</translation>
    </message>
    <message>
        <source>label differs</source>
        <translation>Klasse verschieden</translation>
    </message>
    <message>
        <source>only {number}</source>
        <translation>nur {number}</translation>
    </message>
    <message>
        <source>reference</source>
        <translation>Referenz</translation>
    </message>
    <message>
        <source>CER {cer} % · WER {wer} %</source>
        <translation>CER {cer} % · WER {wer} %</translation>
    </message>
    <message>
        <source>missing</source>
        <translation>fehlt</translation>
    </message>
    <message>
        <source>says</source>
        <translation>sagt</translation>
    </message>
    <message>
        <source>from the median</source>
        <translation>vom Median</translation>
    </message>
    <message>
        <source>draws</source>
        <translation>zeichnet</translation>
    </message>
    <message>
        <source>same, other form</source>
        <translation>gleich, andere Form</translation>
    </message>
    <message>
        <source>as text</source>
        <translation>als Text</translation>
    </message>
    <message>
        <source>{n} entries</source>
        <translation>{n} Einträge</translation>
    </message>
    <message>
        <source>Two answers are needed to see where they differ. Run to compare.</source>
        <translation>Um Unterschiede zu sehen, sind zwei Antworten nötig. Zum Vergleichen ausführen.</translation>
    </message>
    <message>
        <source>{n} of {all} rows shown</source>
        <translation>{n} von {all} Zeilen gezeigt</translation>
    </message>
    <message>
        <source>↑ ↓ row · N P next, previous difference · ⏎ zoom · Ctrl+C copies the table</source>
        <translation>↑ ↓ Zeile · N P nächster, voriger Unterschied · ⏎ vergrößern · Strg+C kopiert die Tabelle</translation>
    </message>
    <message>
        <source>Previous</source>
        <translation>Zurück</translation>
    </message>
    <message>
        <source>Previous difference (P)</source>
        <translation>Voriger Unterschied (P)</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>Weiter</translation>
    </message>
    <message>
        <source>Next difference (N)</source>
        <translation>Nächster Unterschied (N)</translation>
    </message>
    <message>
        <source>Fit</source>
        <translation>Einpassen</translation>
    </message>
    <message>
        <source>Show the whole image</source>
        <translation>Das ganze Bild zeigen</translation>
    </message>
    <message>
        <source>Accept as truth</source>
        <translation>Als Wahrheit übernehmen</translation>
    </message>
    <message>
        <source>The object of this row is there: part of the truth</source>
        <translation>Das Objekt dieser Zeile ist da: ein Teil der Wahrheit</translation>
    </message>
    <message>
        <source>Ask several times…</source>
        <translation>Mehrmals fragen …</translation>
    </message>
    <message>
        <source>Sample of differences: a scene</source>
        <translation>Beispiel für Unterschiede: eine Szene</translation>
    </message>
    <message>
        <source>Sample of differences: a receipt</source>
        <translation>Beispiel für Unterschiede: ein Kassenzettel</translation>
    </message>
    <message>
        <source>Contact sheet: images, and what each model says of them</source>
        <translation>Kontaktbogen: Bilder, und was jedes Modell zu ihnen sagt</translation>
    </message>
    <message>
        <source>All images together</source>
        <translation>Alle Bilder zusammen</translation>
    </message>
    <message>
        <source>Find image name</source>
        <translation>Bildnamen suchen</translation>
    </message>
    <message>
        <source>Images in which one model is alone with something</source>
        <translation>Bilder, in denen ein Modell mit etwas allein ist</translation>
    </message>
    <message>
        <source>Order of the rows</source>
        <translation>Reihenfolge der Zeilen</translation>
    </message>
    <message>
        <source>Sort: as opened</source>
        <translation>Sortierung: wie geöffnet</translation>
    </message>
    <message>
        <source>Sort: name</source>
        <translation>Sortierung: Name</translation>
    </message>
    <message>
        <source>Sort: disagreement</source>
        <translation>Sortierung: Uneinigkeit</translation>
    </message>
    <message>
        <source>Image + counts</source>
        <translation>Bild + Anzahlen</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>Text</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Alle</translation>
    </message>
    <message>
        <source>Differing</source>
        <translation>Abweichend</translation>
    </message>
    <message>
        <source>Incomplete</source>
        <translation>Unvollständig</translation>
    </message>
    <message>
        <source>Only one model: any</source>
        <translation>Nur ein Modell: beliebig</translation>
    </message>
    <message>
        <source>Only {model}</source>
        <translation>Nur {model}</translation>
    </message>
    <message>
        <source>No image passes the filter</source>
        <translation>Kein Bild passt zum Filter</translation>
    </message>
    <message>
        <source>Row {n} of {all}</source>
        <translation>Zeile {n} von {all}</translation>
    </message>
    <message>
        <source>⏎ opens the image · Esc comes back · Ctrl+C copies the table</source>
        <translation>⏎ öffnet das Bild · Esc führt zurück · Strg+C kopiert die Tabelle</translation>
    </message>
    <message>
        <source>Contact sheet</source>
        <translation>Kontaktbogen</translation>
    </message>
    <message>
        <source>Not run</source>
        <translation>Nicht gefragt</translation>
    </message>
    <message>
        <source>differs from most</source>
        <translation>weicht von den meisten ab</translation>
    </message>
    <message>
        <source>Image</source>
        <translation>Bild</translation>
    </message>
    <message>
        <source>Counts stand in this order: {classes}</source>
        <translation>Anzahlen stehen in dieser Reihenfolge: {classes}</translation>
    </message>
    <message>
        <source>{done} of {total} images</source>
        <translation>{done} von {total} Bildern</translation>
    </message>
    <message>
        <source>{n} failed</source>
        <translation>{n} gescheitert</translation>
    </message>
    <message>
        <source>{n} not sent</source>
        <translation>{n} nicht gesendet</translation>
    </message>
    <message>
        <source>Run on many images…</source>
        <translation>Für viele Bilder starten…</translation>
    </message>
    <message>
        <source>Run on all open images</source>
        <translation>Für alle offenen Bilder starten</translation>
    </message>
    <message>
        <source>Run on those not answered</source>
        <translation>Für unbeantwortete starten</translation>
    </message>
    <message>
        <source>Retry failed</source>
        <translation>Gescheiterte wiederholen</translation>
    </message>
    <message>
        <source>waiting</source>
        <translation>wartet</translation>
    </message>
    <message>
        <source>asking</source>
        <translation>wird gefragt</translation>
    </message>
    <message>
        <source>done</source>
        <translation>fertig</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>gescheitert</translation>
    </message>
    <message>
        <source>This image ({n})</source>
        <translation>Dieses Bild ({n})</translation>
    </message>
    <message>
        <source>All open images ({n})</source>
        <translation>Alle offenen Bilder ({n})</translation>
    </message>
    <message>
        <source>Those not answered ({n})</source>
        <translation>Unbeantwortete ({n})</translation>
    </message>
    <message>
        <source>Those that failed ({n})</source>
        <translation>Gescheiterte ({n})</translation>
    </message>
    <message>
        <source>It costs nothing.</source>
        <translation>Es kostet nichts.</translation>
    </message>
    <message>
        <source>of {n} requests the cost is not known</source>
        <translation>von {n} Anfragen sind die Kosten nicht bekannt</translation>
    </message>
    <message>
        <source>It may cost money: {unknown}.</source>
        <translation>Es kann Geld kosten: {unknown}.</translation>
    </message>
    <message>
        <source>It costs about {cost}</source>
        <translation>Es kostet etwa {cost}</translation>
    </message>
    <message>
        <source>How long it takes is not known: none of the models has answered yet.</source>
        <translation>Wie lange es dauert, ist nicht bekannt: Noch hat keins der Modelle geantwortet.</translation>
    </message>
    <message>
        <source>It takes about {time}.</source>
        <translation>Es dauert etwa {time}.</translation>
    </message>
    <message>
        <source>{requests} requests about {images} images.</source>
        <translation>{requests} Anfragen zu {images} Bildern.</translation>
    </message>
    <message>
        <source>{n} of them have an answer already and are asked again.</source>
        <translation>{n} davon sind schon beantwortet und werden noch einmal gestellt.</translation>
    </message>
    <message>
        <source>The images are sent to {servers}.</source>
        <translation>Die Bilder werden gesendet an: {servers}.</translation>
    </message>
    <message>
        <source>The images stay on this machine.</source>
        <translation>Die Bilder bleiben auf diesem Rechner.</translation>
    </message>
    <message>
        <source>Ask those that have not answered</source>
        <translation>Die fragen, die nicht geantwortet haben</translation>
    </message>
    <message>
        <source>Ask those again that failed</source>
        <translation>Die noch einmal fragen, die gescheitert sind</translation>
    </message>
    <message>
        <source>Run {n} not answered</source>
        <translation>{n} unbeantwortete ausführen</translation>
    </message>
    <message>
        <source>Retry {n} failed</source>
        <translation>{n} gescheiterte wiederholen</translation>
    </message>
    <message>
        <source>Export the contact sheet</source>
        <translation>Kontaktbogen exportieren</translation>
    </message>
    <message>
        <source>The contact sheet is being written…</source>
        <translation>Der Kontaktbogen wird geschrieben …</translation>
    </message>
    <message>
        <source>{path} and further files</source>
        <translation>{path} und weitere Dateien</translation>
    </message>
    <message>
        <source>Saved {path}</source>
        <translation>{path} gesichert</translation>
    </message>
    <message>
        <source>{done} of {total} answers</source>
        <translation>{done} von {total} Antworten</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>Exportieren</translation>
    </message>
    <message>
        <source>Replace</source>
        <translation>Ersetzen</translation>
    </message>
    <message>
        <source>New class</source>
        <translation>Neue Klasse</translation>
    </message>
    <message>
        <source>What is it?</source>
        <translation>Was ist es?</translation>
    </message>
    <message>
        <source>drawn</source>
        <translation>gezeichnet</translation>
    </message>
    <message>
        <source>consensus</source>
        <translation>Konsens</translation>
    </message>
    <message>
        <source>edited, {source}</source>
        <translation>geändert, {source}</translation>
    </message>
    <message>
        <source>edited</source>
        <translation>geändert</translation>
    </message>
    <message>
        <source>imported, {source}</source>
        <translation>importiert, {source}</translation>
    </message>
    <message>
        <source>imported</source>
        <translation>importiert</translation>
    </message>
    <message>
        <source>Origin</source>
        <translation>Herkunft</translation>
    </message>
    <message>
        <source>Place</source>
        <translation>Lage</translation>
    </message>
    <message>
        <source>{n} drawn</source>
        <translation>{n} gezeichnet</translation>
    </message>
    <message>
        <source>{n} edited</source>
        <translation>{n} geändert</translation>
    </message>
    <message>
        <source>{n} accepted</source>
        <translation>{n} übernommen</translation>
    </message>
    <message>
        <source>{n} imported</source>
        <translation>{n} importiert</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>Wrong characters: edits ÷ length</source>
        <translation>Falsche Zeichen: Änderungen ÷ Länge</translation>
    </message>
    <message>
        <source>Wrong words: edits ÷ length</source>
        <translation>Falsche Wörter: Änderungen ÷ Länge</translation>
    </message>
    <message>
        <source>Right</source>
        <translation>Richtig</translation>
    </message>
    <message>
        <source>True positives: found, and there</source>
        <translation>True Positives: gefunden und da</translation>
    </message>
    <message>
        <source>False positives: found, and not there</source>
        <translation>False Positives: gefunden, aber nicht da</translation>
    </message>
    <message>
        <source>False negatives: there, and not found</source>
        <translation>False Negatives: da, aber nicht gefunden</translation>
    </message>
    <message>
        <source>Precision: TP ÷ (TP + FP)</source>
        <translation>Genauigkeit: TP ÷ (TP + FP)</translation>
    </message>
    <message>
        <source>Recall: TP ÷ (TP + FN)</source>
        <translation>Trefferquote: TP ÷ (TP + FN)</translation>
    </message>
    <message>
        <source>2 TP ÷ (2 TP + FP + FN)</source>
        <translation>2 TP ÷ (2 TP + FP + FN)</translation>
    </message>
    <message>
        <source>mAP@[.5:.95] as COCO computes it</source>
        <translation>mAP@[.5:.95], wie COCO sie berechnet</translation>
    </message>
    <message>
        <source>truth started from this model</source>
        <translation>Wahrheit begann mit diesem Modell</translation>
    </message>
    <message>
        <source>truth of {n} started from this model</source>
        <translation>Wahrheit von {n} begann mit diesem Modell</translation>
    </message>
    <message>
        <source>{n} not read</source>
        <translation>{n} nicht gelesen</translation>
    </message>
    <message>
        <source>Original</source>
        <translation>Original</translation>
    </message>
    <message>
        <source>JPEG, quality {n}</source>
        <translation>JPEG, Qualität {n}</translation>
    </message>
    <message>
        <source>Scaled to {n} %</source>
        <translation>Auf {n} % verkleinert</translation>
    </message>
    <message>
        <source>Cropped to {n} %</source>
        <translation>Auf {n} % beschnitten</translation>
    </message>
    <message>
        <source>Rotated by {n}°</source>
        <translation>Um {n}° gedreht</translation>
    </message>
    <message>
        <source>Brightness {n} %</source>
        <translation>Helligkeit {n} %</translation>
    </message>
    <message>
        <source>Blurred, {n} px</source>
        <translation>Unscharf, {n} px</translation>
    </message>
    <message>
        <source>Noise, {n} of 255</source>
        <translation>Rauschen, {n} von 255</translation>
    </message>
    <message>
        <source>Grey</source>
        <translation>Grau</translation>
    </message>
    <message>
        <source>Mirrored</source>
        <translation>Gespiegelt</translation>
    </message>
    <message>
        <source>boxes moved back</source>
        <translation>Boxen zurückversetzt</translation>
    </message>
    <message>
        <source>boxes turned back</source>
        <translation>Boxen zurückgedreht</translation>
    </message>
    <message>
        <source>boxes mirrored back</source>
        <translation>Boxen zurückgespiegelt</translation>
    </message>
    <message>
        <source>{n} of {all}</source>
        <translation>{n} von {all}</translation>
    </message>
    <message>
        <source>alike {value}</source>
        <translation>gleich {value}</translation>
    </message>
    <message>
        <source>like original {value}</source>
        <translation>wie Original {value}</translation>
    </message>
    <message>
        <source>{low} to {high} objects</source>
        <translation>{low} bis {high} Objekte</translation>
    </message>
    <message>
        <source>95 % interval: {interval}</source>
        <translation>95-%-Intervall: {interval}</translation>
    </message>
    <message>
        <source>Consensus ≥ {k} of {n} · {boxes}</source>
        <translation>Konsens ≥ {k} von {n} · {boxes}</translation>
    </message>
    <message>
        <source>Last image · {n}</source>
        <translation>Letztes Bild · {n}</translation>
    </message>
    <message>
        <source>Nothing is there: a box of a model is wrong then.</source>
        <translation>Nichts ist da: Jeder Kasten eines Modells ist dann falsch.</translation>
    </message>
    <message>
        <source>Empty</source>
        <translation>Leer</translation>
    </message>
    <message>
        <source>CycloneDX: every part with its version and licence, for scanners of licences.</source>
        <translation>CycloneDX: jeder Teil mit Version und Lizenz, für Programme, die Lizenzen prüfen.</translation>
    </message>
    <message>
        <source>What is right is not known: no answer is scored.</source>
        <translation>Was richtig ist, ist nicht bekannt: Keine Antwort wird bewertet.</translation>
    </message>
    <message>
        <source>Not known</source>
        <translation>Nicht bekannt</translation>
    </message>
    <message>
        <source>Export votes</source>
        <translation>Stimmen exportieren</translation>
    </message>
    <message>
        <source>Saved {votes} to {path}</source>
        <translation>{votes} in {path} gespeichert</translation>
    </message>
    <message>
        <source>Import votes</source>
        <translation>Stimmen importieren</translation>
    </message>
    <message>
        <source>Votes</source>
        <translation>Stimmen</translation>
    </message>
    <message>
        <source>{votes} read, {new} of them new.</source>
        <translation>{votes} gelesen, davon {new} neu.</translation>
    </message>
</context>
<context>
    <name>AboutDialog</name>
    <message>
        <source>About vizdesk</source>
        <translation>Über vizdesk</translation>
    </message>
    <message>
        <source>VERSIONS</source>
        <translation>VERSIONEN</translation>
    </message>
    <message>
        <source>LICENCES</source>
        <translation>LIZENZEN</translation>
    </message>
    <message>
        <source>Compares vision models side by side, on this machine and through their APIs.</source>
        <translation>Vergleicht Bildmodelle Seite an Seite, auf diesem Rechner und über ihre APIs.</translation>
    </message>
    <message>
        <source>Copy versions</source>
        <translation>Versionen kopieren</translation>
    </message>
    <message>
        <source>Licence texts…</source>
        <translation>Lizenztexte…</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>see its text</source>
        <translation>siehe Text</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>Kopiert</translation>
    </message>
    <message>
        <source>GPU: being looked for…</source>
        <translation>GPU: wird gesucht …</translation>
    </message>
    <message>
        <source>GPU</source>
        <translation>GPU</translation>
    </message>
    <message>
        <source>None: the processor computes.</source>
        <translation>Keine: Der Prozessor rechnet.</translation>
    </message>
</context>
<context>
    <name>AddEndpointDialog</name>
    <message>
        <source>Add a server</source>
        <translation>Server hinzufügen</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>My server</source>
        <translation>Mein Server</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Adresse</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>Schlüssel</translation>
    </message>
    <message>
        <source>none, or paste it here</source>
        <translation>keiner, oder hier einfügen</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>Hinzufügen</translation>
    </message>
    <message>
        <source>Any server that speaks OpenAI&apos;s API, on any machine.</source>
        <translation>Jeder Server, der OpenAIs API spricht, auf jedem Rechner.</translation>
    </message>
    <message>
        <source>It will be asked at {url}</source>
        <translation>Gefragt wird unter {url}</translation>
    </message>
</context>
<context>
    <name>AgreementBar</name>
    <message>
        <source>Agreement</source>
        <translation>Übereinstimmung</translation>
    </message>
    <message>
        <source>Editing truth</source>
        <translation>Wahrheit bearbeiten</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Fertig</translation>
    </message>
    <message>
        <source>Back to the answers (Esc)</source>
        <translation>Zurück zu den Antworten (Esc)</translation>
    </message>
    <message>
        <source>What answers are held against</source>
        <translation>Woran Antworten gemessen werden</translation>
    </message>
    <message>
        <source>Least overlap of two boxes of one object</source>
        <translation>Kleinste Überlappung zweier Rahmen eines Objekts</translation>
    </message>
    <message>
        <source>What does not matter in texts</source>
        <translation>Was in Texten nicht zählt</translation>
    </message>
    <message>
        <source>Only differences</source>
        <translation>Nur Unterschiede</translation>
    </message>
    <message>
        <source>comparing…</source>
        <translation>wird verglichen …</translation>
    </message>
    <message>
        <source>Blind</source>
        <translation>Blind</translation>
    </message>
    <message>
        <source>End voting</source>
        <translation>Abstimmung beenden</translation>
    </message>
    <message>
        <source>Majority</source>
        <translation>Mehrheit</translation>
    </message>
    <message>
        <source>IoU {value}</source>
        <translation>IoU {value}</translation>
    </message>
    <message>
        <source>Upper and lower case</source>
        <translation>Groß- und Kleinschreibung</translation>
    </message>
    <message>
        <source>Blanks and line ends</source>
        <translation>Leerzeichen und Zeilenenden</translation>
    </message>
    <message>
        <source>Punctuation</source>
        <translation>Zeichensetzung</translation>
    </message>
    <message>
        <source>Forms of letters (Unicode NFKC)</source>
        <translation>Formen der Buchstaben (Unicode NFKC)</translation>
    </message>
    <message>
        <source>Reference {name}</source>
        <translation>Bezug {name}</translation>
    </message>
    <message>
        <source>case</source>
        <translation>Groß/klein</translation>
    </message>
    <message>
        <source>spacing</source>
        <translation>Leerzeichen</translation>
    </message>
    <message>
        <source>punctuation</source>
        <translation>Satzzeichen</translation>
    </message>
    <message>
        <source>forms</source>
        <translation>Formen</translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>nichts</translation>
    </message>
    <message>
        <source>Ignore {what}</source>
        <translation>Ohne {what}</translation>
    </message>
</context>
<context>
    <name>AgreementController</name>
    <message>
        <source>Run to compare.</source>
        <translation>Zum Vergleichen ausführen.</translation>
    </message>
    <message>
        <source>Choose two models or more to see where they differ.</source>
        <translation>Zwei oder mehr Modelle wählen, um Unterschiede zu sehen.</translation>
    </message>
</context>
<context>
    <name>AnswerDetails</name>
    <message>
        <source>Raw reply</source>
        <translation>Rohe Antwort</translation>
    </message>
    <message>
        <source>Copy details</source>
        <translation>Einzelheiten kopieren</translation>
    </message>
    <message>
        <source>Boxes</source>
        <translation>Rahmen</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>Antwort</translation>
    </message>
    <message>
        <source>Raw</source>
        <translation>Roh</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Copy the answer</source>
        <translation>Die Antwort kopieren</translation>
    </message>
    <message>
        <source>Nothing was pasted about this image and task.</source>
        <translation>Zu diesem Bild und dieser Aufgabe wurde nichts eingefügt.</translation>
    </message>
    <message>
        <source>No objects found.</source>
        <translation>Keine Objekte gefunden.</translation>
    </message>
    <message>
        <source>Error</source>
        <translation>Fehler</translation>
    </message>
    <message numerus="yes">
        <source>%n differ(s)</source>
        <translation>
            <numerusform>%n weicht ab</numerusform>
            <numerusform>%n weichen ab</numerusform>
        </translation>
    </message>
    <message>
        <source>Not run yet.</source>
        <translation>Noch nicht gestartet.</translation>
    </message>
    <message>
        <source>Boxes, Answer, Raw</source>
        <translation>Rahmen, Antwort, Roh</translation>
    </message>
</context>
<context>
    <name>AnswerForm</name>
    <message>
        <source>Check type</source>
        <translation>Art der Prüfung</translation>
    </message>
    <message>
        <source>Line ends count</source>
        <translation>Zeilenenden zählen</translation>
    </message>
    <message>
        <source>All text in the image, as it is written there</source>
        <translation>Aller Text im Bild, wie er dort steht</translation>
    </message>
    <message>
        <source>The right answer to the question above</source>
        <translation>Die richtige Antwort auf die Frage oben</translation>
    </message>
    <message>
        <source>The classes that are right, with commas between; {none} where none is</source>
        <translation>Die richtigen Klassen, mit Kommas dazwischen; {none}, wo keine richtig ist</translation>
    </message>
    <message>
        <source>How many there are; empty: as many as are drawn</source>
        <translation>Wie viele es sind; leer: so viele, wie gezeichnet sind</translation>
    </message>
    <message>
        <source>A JSON object with the right values</source>
        <translation>Ein JSON-Objekt mit den richtigen Werten</translation>
    </message>
</context>
<context>
    <name>AnswerPane</name>
    <message>
        <source>Image, {name}</source>
        <translation>Bild, {name}</translation>
    </message>
    <message>
        <source>The image stays on this machine.</source>
        <translation>Das Bild bleibt auf diesem Rechner.</translation>
    </message>
    <message>
        <source>The image is sent to {who}.</source>
        <translation>Das Bild wird an {who} gesendet.</translation>
    </message>
    <message>
        <source>Expand or restore this pane</source>
        <translation>Dieses Feld vergrößern oder verkleinern</translation>
    </message>
    <message>
        <source>Accept as truth</source>
        <translation>Als Wahrheit übernehmen</translation>
    </message>
    <message>
        <source>Paste an answer…</source>
        <translation>Antwort einfügen …</translation>
    </message>
    <message>
        <source>Progress, {name}</source>
        <translation>Fortschritt, {name}</translation>
    </message>
    <message>
        <source>You pasted this answer: vizdesk has not asked for it.</source>
        <translation>Selbst eingefügt: vizdesk hat nicht danach gefragt.</translation>
    </message>
    <message>
        <source>Figures, {name}</source>
        <translation>Zahlen, {name}</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>Starten</translation>
    </message>
    <message>
        <source>Paste…</source>
        <translation>Einfügen …</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Pasted</source>
        <translation>Eingefügt</translation>
    </message>
    <message>
        <source>Local</source>
        <translation>Lokal</translation>
    </message>
    <message>
        <source>Cloud</source>
        <translation>Cloud</translation>
    </message>
    <message>
        <source>Not run</source>
        <translation>Nicht gestartet</translation>
    </message>
    <message>
        <source>Retry</source>
        <translation>Erneut versuchen</translation>
    </message>
    <message>
        <source>Run again</source>
        <translation>Erneut starten</translation>
    </message>
</context>
<context>
    <name>AnswerSide</name>
    <message>
        <source>Answer {letter}</source>
        <translation>Antwort {letter}</translation>
    </message>
    <message numerus="yes">
        <source>%n object(s)</source>
        <translation>
            <numerusform>%n Objekt</numerusform>
            <numerusform>%n Objekte</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n word(s)</source>
        <translation>
            <numerusform>%n Wort</numerusform>
            <numerusform>%n Wörter</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>AnswerText</name>
    <message>
        <source>Answer</source>
        <translation>Antwort</translation>
    </message>
    <message>
        <source>Reply</source>
        <translation>Antwort im Wortlaut</translation>
    </message>
    <message>
        <source>Show all</source>
        <translation>Alles zeigen</translation>
    </message>
    <message>
        <source>Show all ({count} more characters, as written)</source>
        <translation>Alles zeigen ({count} weitere Zeichen, wie geschrieben)</translation>
    </message>
</context>
<context>
    <name>AnswersPanel</name>
    <message>
        <source>Answers</source>
        <translation>Antworten</translation>
    </message>
    <message>
        <source>Image of the prompt</source>
        <translation>Bild der Frage</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>gescheitert</translation>
    </message>
    <message>
        <source> (your word)</source>
        <translation> (eigenes Urteil)</translation>
    </message>
    <message>
        <source>right, not in the form asked for</source>
        <translation>richtig, nicht in der verlangten Form</translation>
    </message>
    <message>
        <source>right</source>
        <translation>richtig</translation>
    </message>
    <message>
        <source>wrong</source>
        <translation>falsch</translation>
    </message>
    <message>
        <source>no verdict</source>
        <translation>kein Urteil</translation>
    </message>
    <message>
        <source>{model} as judge: {verdict} (“{reply}”)</source>
        <translation>{model} als Richter: {verdict} („{reply}“)</translation>
    </message>
    <message>
        <source>Take back</source>
        <translation>Zurücknehmen</translation>
    </message>
    <message>
        <source>Take your verdict back</source>
        <translation>Das eigene Urteil zurücknehmen</translation>
    </message>
    <message>
        <source>Count as right</source>
        <translation>Als richtig zählen</translation>
    </message>
    <message>
        <source>Count as wrong</source>
        <translation>Als falsch zählen</translation>
    </message>
</context>
<context>
    <name>Banner</name>
    <message>
        <source>Hint</source>
        <translation>Hinweis</translation>
    </message>
    <message>
        <source>Close this hint</source>
        <translation>Diesen Hinweis schließen</translation>
    </message>
</context>
<context>
    <name>BlindLock</name>
    <message>
        <source>Names are hidden while you vote: end voting first.</source>
        <translation>Beim Abstimmen sind die Namen verdeckt: Beenden Sie zuerst die Abstimmung.</translation>
    </message>
</context>
<context>
    <name>BoxDiagram</name>
    <message>
        <source>Which number is which side of the box</source>
        <translation>Welche Zahl welche Seite des Rahmens ist</translation>
    </message>
</context>
<context>
    <name>BoxesEditor</name>
    <message>
        <source>Form</source>
        <translation>Form</translation>
    </message>
    <message>
        <source>Numbers</source>
        <translation>Zahlen</translation>
    </message>
    <message>
        <source>Order</source>
        <translation>Reihenfolge</translation>
    </message>
    <message>
        <source>x before y</source>
        <translation>x vor y</translation>
    </message>
    <message>
        <source>y before x</source>
        <translation>y vor x</translation>
    </message>
    <message>
        <source>Keys of the box</source>
        <translation>Schlüssel: Rahmen</translation>
    </message>
    <message>
        <source>One key of a list of four numbers, and others that are taken for it; or four keys: left, top, right, bottom.</source>
        <translation>Ein Schlüssel einer Liste von vier Zahlen, und andere, die dafür genommen werden; oder vier Schlüssel: links, oben, rechts, unten.</translation>
    </message>
    <message>
        <source>Keys of the name</source>
        <translation>Schlüssel: Name</translation>
    </message>
    <message>
        <source>Box keys</source>
        <translation>Schlüssel des Rahmens</translation>
    </message>
    <message>
        <source>Name keys</source>
        <translation>Schlüssel des Namens</translation>
    </message>
    <message>
        <source>cat</source>
        <translation>Katze</translation>
    </message>
    <message>
        <source>It writes no boxes.</source>
        <translation>Es schreibt keine Rahmen.</translation>
    </message>
</context>
<context>
    <name>BoxesModel</name>
    <message>
        <source>label</source>
        <translation>Klasse</translation>
    </message>
    <message>
        <source>kind</source>
        <translation>Art</translation>
    </message>
    <message>
        <source>score</source>
        <translation>Score</translation>
    </message>
    <message>
        <source>box</source>
        <translation>Rahmen</translation>
    </message>
    <message>
        <source>point</source>
        <translation>Punkt</translation>
    </message>
    <message>
        <source>outline</source>
        <translation>Umriss</translation>
    </message>
    <message>
        <source>box (x0, y0, x1, y1), {units}</source>
        <translation>Box (x0, y0, x1, y1), {units}</translation>
    </message>
</context>
<context>
    <name>BoxesTable</name>
    <message>
        <source>Boxes</source>
        <translation>Rahmen</translation>
    </message>
</context>
<context>
    <name>CatalogueFilters</name>
    <message>
        <source>Where it runs</source>
        <translation>Wo es läuft</translation>
    </message>
    <message>
        <source>Price</source>
        <translation>Preis</translation>
    </message>
    <message>
        <source>Context window</source>
        <translation>Kontextfenster</translation>
    </message>
    <message>
        <source>Licence</source>
        <translation>Lizenz</translation>
    </message>
    <message>
        <source>Gives boxes</source>
        <translation>Gibt Rahmen</translation>
    </message>
    <message>
        <source>Fits this machine</source>
        <translation>Passt auf diesen Rechner</translation>
    </message>
    <message>
        <source>Clear filters</source>
        <translation>Filter aufheben</translation>
    </message>
    <message>
        <source>local and API</source>
        <translation>lokal und API</translation>
    </message>
    <message>
        <source>local</source>
        <translation>lokal</translation>
    </message>
    <message>
        <source>API</source>
        <translation>API</translation>
    </message>
    <message>
        <source>any price</source>
        <translation>jeder Preis</translation>
    </message>
    <message>
        <source>up to {price} per 1M output</source>
        <translation>bis {price} je 1M Ausgabe</translation>
    </message>
    <message>
        <source>from {n} tokens</source>
        <translation>ab {n} Tokens</translation>
    </message>
    <message>
        <source>any context</source>
        <translation>jeder Kontext</translation>
    </message>
    <message>
        <source>any licence</source>
        <translation>jede Lizenz</translation>
    </message>
    <message>
        <source>Apache 2.0 or MIT</source>
        <translation>Apache 2.0 oder MIT</translation>
    </message>
    <message>
        <source>open weights</source>
        <translation>offene Gewichte</translation>
    </message>
    <message>
        <source>proprietary</source>
        <translation>proprietär</translation>
    </message>
</context>
<context>
    <name>CatalogueModel</name>
    <message>
        <source>in the table</source>
        <translation>in der Tabelle</translation>
    </message>
    <message>
        <source>not in the table</source>
        <translation>nicht in der Tabelle</translation>
    </message>
    <message>
        <source>Local</source>
        <translation>Lokal</translation>
    </message>
    <message>
        <source>API</source>
        <translation>API</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>ja</translation>
    </message>
    <message>
        <source>experimental</source>
        <translation>Versuch</translation>
    </message>
    <message>
        <source>No source names boxes for it; vizdesk can ask for them all the same.</source>
        <translation>Keine Quelle nennt Rahmen; vizdesk kann trotzdem danach fragen.</translation>
    </message>
    <message>
        <source>The smallest files that run it; whether they fit here is not known.</source>
        <translation>Die kleinsten Dateien, mit denen es läuft; ob sie hier passen, ist nicht bekannt.</translation>
    </message>
    <message>
        <source>The smallest files that run it; they fit this machine.</source>
        <translation>Die kleinsten Dateien, mit denen es läuft; sie passen auf diesen Rechner.</translation>
    </message>
    <message>
        <source>The smallest files that run it; too large for this machine.</source>
        <translation>Die kleinsten Dateien, mit denen es läuft; zu groß für diesen Rechner.</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>Organisation</source>
        <translation>Organisation</translation>
    </message>
    <message>
        <source>Runs</source>
        <translation>Läuft</translation>
    </message>
    <message>
        <source>Output $/1M</source>
        <translation>Ausgabe $/1M</translation>
    </message>
    <message>
        <source>Context</source>
        <translation>Kontext</translation>
    </message>
    <message>
        <source>Parameters</source>
        <translation>Parameter</translation>
    </message>
    <message>
        <source>Files</source>
        <translation>Dateien</translation>
    </message>
    <message>
        <source>Licence</source>
        <translation>Lizenz</translation>
    </message>
    <message>
        <source>Boxes</source>
        <translation>Rahmen</translation>
    </message>
    <message>
        <source>Released</source>
        <translation>Erschienen</translation>
    </message>
</context>
<context>
    <name>CataloguePage</name>
    <message>
        <source>← Comparison table</source>
        <translation>← Vergleichstabelle</translation>
    </message>
    <message>
        <source>Search name, maker, family, licence</source>
        <translation>Name, Hersteller, Familie, Lizenz suchen</translation>
    </message>
    <message>
        <source>Search the catalogue</source>
        <translation>Den Katalog durchsuchen</translation>
    </message>
    <message>
        <source>Clear filters</source>
        <translation>Filter aufheben</translation>
    </message>
    <message>
        <source>Models of the catalogue</source>
        <translation>Modelle des Katalogs</translation>
    </message>
    <message>
        <source>No model of the catalogue is like that.</source>
        <translation>Kein Modell des Katalogs ist so.</translation>
    </message>
    <message>
        <source>Enter opens a model’s page, Space puts it into the comparison table, a heading sorts.</source>
        <translation>Eingabe öffnet die Seite eines Modells, die Leertaste nimmt es in die Vergleichstabelle auf, eine Überschrift sortiert.</translation>
    </message>
    <message>
        <source>{n} of {all} models</source>
        <translation>{n} von {all} Modellen</translation>
    </message>
</context>
<context>
    <name>ClassChips</name>
    <message>
        <source>Remove “{name}”</source>
        <translation>„{name}“ entfernen</translation>
    </message>
</context>
<context>
    <name>ClassCounts</name>
    <message>
        <source>Classes: </source>
        <translation>Klassen: </translation>
    </message>
    <message>
        <source>+{n} more</source>
        <translation>+{n} weitere</translation>
    </message>
</context>
<context>
    <name>ClassMenu</name>
    <message>
        <source>Class</source>
        <translation>Klasse</translation>
    </message>
    <message>
        <source>New class…</source>
        <translation>Neue Klasse …</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Löschen</translation>
    </message>
</context>
<context>
    <name>CombinedOverlay</name>
    <message>
        <source>Image with the boxes of all models</source>
        <translation>Bild mit den Rahmen aller Modelle</translation>
    </message>
    <message>
        <source>No boxes yet: run Detect.</source>
        <translation>Noch keine Rahmen: „Erkennen“ starten.</translation>
    </message>
    <message>
        <source>dashed: one model alone · thin: all models · pointed at: raised</source>
        <translation>gestrichelt: nur ein Modell · dünn: alle Modelle · unter dem Zeiger: hervorgehoben</translation>
    </message>
</context>
<context>
    <name>CompareView</name>
    <message>
        <source>Paste an answer…</source>
        <translation>Antwort einfügen …</translation>
    </message>
</context>
<context>
    <name>CostCalculator</name>
    <message>
        <source>Images a day</source>
        <translation>Bilder am Tag</translation>
    </message>
    <message>
        <source>Tokens in, each</source>
        <translation>Token hinein, je Bild</translation>
    </message>
    <message>
        <source>Tokens out, each</source>
        <translation>Token heraus, je Bild</translation>
    </message>
    <message>
        <source>A machine of one’s own, $</source>
        <translation>Ein eigener Rechner, $</translation>
    </message>
    <message>
        <source>It draws, watts</source>
        <translation>Er verbraucht, Watt</translation>
    </message>
    <message>
        <source>Electricity, $ per kWh</source>
        <translation>Strom, $ je kWh</translation>
    </message>
    <message>
        <source>Seconds for an image here</source>
        <translation>Sekunden je Bild hier</translation>
    </message>
    <message>
        <source>Tokens: {origin}.</source>
        <translation>Token: {origin}.</translation>
    </message>
    <message>
        <source>Here: {here} of electricity a month</source>
        <translation>Hier: Strom für {here} im Monat</translation>
    </message>
    <message>
        <source>API: {month} a month ({each} an image)</source>
        <translation>API: {month} im Monat ({each} je Bild)</translation>
    </message>
    <message>
        <source>One such machine answers {most} images a day: too few.</source>
        <translation>Ein solcher Rechner beantwortet {most} Bilder am Tag: zu wenige.</translation>
    </message>
    <message>
        <source>No price is known, so an API cannot be reckoned.</source>
        <translation>Es ist kein Preis bekannt; eine API lässt sich nicht berechnen.</translation>
    </message>
    <message>
        <source>A machine of one’s own never pays for itself at these figures.</source>
        <translation>Bei diesen Zahlen macht sich ein eigener Rechner nie bezahlt.</translation>
    </message>
    <message>
        <source>A machine of one’s own takes more than a century to pay for itself.</source>
        <translation>Ein eigener Rechner macht sich erst nach mehr als hundert Jahren bezahlt.</translation>
    </message>
    <message>
        <source>A machine of one’s own has paid for itself after {months:,.1f} months.</source>
        <translation>Ein eigener Rechner hat sich nach {months:,.1f} Monaten bezahlt gemacht.</translation>
    </message>
</context>
<context>
    <name>DiscoveredServers</name>
    <message>
        <source>looking…</source>
        <translation>sucht …</translation>
    </message>
    <message>
        <source>Found on this machine:</source>
        <translation>Auf diesem Rechner gefunden:</translation>
    </message>
    <message>
        <source>No server of models answers at the usual ports ({ports}).</source>
        <translation>An den üblichen Ports ({ports}) antwortet kein Modellserver.</translation>
    </message>
    <message>
        <source>in the list</source>
        <translation>in der Liste</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>Hinzufügen</translation>
    </message>
    <message>
        <source>wants a key</source>
        <translation>will einen Schlüssel</translation>
    </message>
    <message numerus="yes">
        <source>%n model(s)</source>
        <translation>
            <numerusform>%n Modell</numerusform>
            <numerusform>%n Modelle</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>DiskSearchDialog</name>
    <message>
        <source>Models on this disk</source>
        <translation>Modelle auf diesem Datenträger</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>Family</source>
        <translation>Familie</translation>
    </message>
    <message>
        <source>Look in a folder…</source>
        <translation>In einem Ordner suchen …</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>Hinzufügen</translation>
    </message>
    <message>
        <source>Looking…</source>
        <translation>Sucht …</translation>
    </message>
    <message>
        <source>Looking… {n} files so far, in {folder}</source>
        <translation>Sucht … bisher {n} Dateien, in {folder}</translation>
    </message>
    <message>
        <source>Looking failed: {why}</source>
        <translation>Die Suche scheiterte: {why}</translation>
    </message>
    <message>
        <source>No models that see images were found. Looked into the folders of Hugging Face, LM Studio, llama.cpp, Jan and Ollama.</source>
        <translation>Es wurden keine Modelle gefunden, die Bilder sehen. Gesucht wurde in den Ordnern von Hugging Face, LM Studio, llama.cpp, Jan und Ollama.</translation>
    </message>
    <message>
        <source>{n} text-only models were left out.</source>
        <translation>{n} reine Textmodelle wurden ausgelassen.</translation>
    </message>
    <message>
        <source>… and {n} more such files.</source>
        <translation>… und {n} weitere solche Dateien.</translation>
    </message>
    <message>
        <source>in the list</source>
        <translation>in der Liste</translation>
    </message>
    <message>
        <source>Add {n}</source>
        <translation>{n} hinzufügen</translation>
    </message>
    <message>
        <source>Look for models in</source>
        <translation>Nach Modellen suchen in</translation>
    </message>
    <message>
        <source>Projector</source>
        <translation>Projektor</translation>
    </message>
    <message>
        <source>Projector of {name}</source>
        <translation>Projektor von {name}</translation>
    </message>
    <message>
        <source>Choose its projector…</source>
        <translation>Projektor wählen …</translation>
    </message>
</context>
<context>
    <name>DownloadDialog</name>
    <message>
        <source>Download {name}</source>
        <translation>{name} herunterladen</translation>
    </message>
    <message>
        <source>Download a model</source>
        <translation>Ein Modell herunterladen</translation>
    </message>
    <message>
        <source>Search Hugging Face</source>
        <translation>Hugging Face durchsuchen</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>Suchen</translation>
    </message>
    <message>
        <source>Repositories</source>
        <translation>Repositorys</translation>
    </message>
    <message>
        <source>Download</source>
        <translation>Herunterladen</translation>
    </message>
    <message>
        <source>Nothing is asked before you press Search.</source>
        <translation>Vor einem Druck auf „Suchen“ wird nichts gefragt.</translation>
    </message>
    <message>
        <source>Asking the hub about {repo}…</source>
        <translation>Der Hub wird nach {repo} gefragt …</translation>
    </message>
    <message>
        <source>Asking the hub…</source>
        <translation>Der Hub wird gefragt …</translation>
    </message>
    <message>
        <source>Nothing was found by these words.</source>
        <translation>Dazu wurde nichts gefunden.</translation>
    </message>
    <message>
        <source>Choose a repository.</source>
        <translation>Ein Repository wählen.</translation>
    </message>
    <message>
        <source>There are no GGUF files in {repo}.</source>
        <translation>In {repo} gibt es keine GGUF-Dateien.</translation>
    </message>
    <message>
        <source>Choose which one to download.</source>
        <translation>Wählen, was heruntergeladen wird.</translation>
    </message>
    <message>
        <source>not said</source>
        <translation>nicht genannt</translation>
    </message>
    <message>
        <source>Licence: {licence}</source>
        <translation>Lizenz: {licence}</translation>
    </message>
    <message>
        <source>Only for people who accepted its terms, with a token.</source>
        <translation>Nur nach Annahme der Bedingungen, mit einem Zugangstoken.</translation>
    </message>
    <message>
        <source>{total} in all; {free} are free on the disk of {folder}</source>
        <translation>{total} insgesamt; {free} sind frei auf dem Datenträger von {folder}</translation>
    </message>
    <message>
        <source>Words, a link to Hugging Face, or OWNER/NAME:QUANTISATION</source>
        <translation>Wörter, ein Link zu Hugging Face oder BESITZER/NAME:QUANTISIERUNG</translation>
    </message>
    <message>
        <source>Projector</source>
        <translation>Projektor</translation>
    </message>
    <message>
        <source>{n} downloads</source>
        <translation>{n} Downloads</translation>
    </message>
    <message>
        <source>terms to accept</source>
        <translation>Bedingungen anzunehmen</translation>
    </message>
    <message>
        <source>Choose its projector…</source>
        <translation>Projektor wählen …</translation>
    </message>
    <message>
        <source>There is no projector in this repository: alone it reads text only. The one of the model it was made from may fit.</source>
        <translation>In diesem Repository ist kein Projektor: Allein liest es nur Text. Der des Modells, aus dem es gemacht wurde, passt vielleicht.</translation>
    </message>
    <message>
        <source>Several projectors fit this model, and neither headers nor names tell which was published with it. Choose one.</source>
        <translation>Mehrere Projektoren passen zu diesem Modell, und weder Kopfdaten noch Namen verraten, welcher mit ihm veröffentlicht wurde. Einen wählen.</translation>
    </message>
</context>
<context>
    <name>DownloadRow</name>
    <message>
        <source>Cancel…</source>
        <translation>Abbrechen …</translation>
    </message>
    <message>
        <source>asking the hub…</source>
        <translation>fragt den Hub …</translation>
    </message>
    <message>
        <source>paused · {how}</source>
        <translation>pausiert · {how}</translation>
    </message>
    <message>
        <source>done</source>
        <translation>fertig</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Pause</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>Fortsetzen</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
</context>
<context>
    <name>DownloadsController</name>
    <message>
        <source>The part is still in use; it was kept.</source>
        <translation>Der Teil wird noch benutzt; er wurde behalten.</translation>
    </message>
    <message>
        <source>The part could not be deleted: {why}</source>
        <translation>Der Teil ließ sich nicht löschen: {why}</translation>
    </message>
    <message>
        <source>{name} is here and can be asked.</source>
        <translation>{name} ist da und kann gefragt werden.</translation>
    </message>
    <message>
        <source>Unfinished downloads could not be looked up: {why}</source>
        <translation>Unfertige Downloads ließen sich nicht nachsehen: {why}</translation>
    </message>
</context>
<context>
    <name>EndpointRow</name>
    <message>
        <source>looking…</source>
        <translation>sucht …</translation>
    </message>
    <message>
        <source>Add key…</source>
        <translation>Schlüssel …</translation>
    </message>
    <message>
        <source>Test</source>
        <translation>Prüfen</translation>
    </message>
    <message>
        <source>Models…</source>
        <translation>Modelle …</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Remove {name}</source>
        <translation>{name} entfernen</translation>
    </message>
    <message>
        <source>Remove the key…</source>
        <translation>Schlüssel entfernen …</translation>
    </message>
    <message>
        <source>Remove this server…</source>
        <translation>Diesen Server entfernen …</translation>
    </message>
    <message>
        <source>Replace key…</source>
        <translation>Schlüssel ersetzen …</translation>
    </message>
    <message>
        <source>key from the environment ({variable})</source>
        <translation>Schlüssel aus der Umgebung ({variable})</translation>
    </message>
    <message>
        <source>key in the password store</source>
        <translation>Schlüssel im Passwortspeicher</translation>
    </message>
    <message>
        <source>password store locked</source>
        <translation>Passwortspeicher gesperrt</translation>
    </message>
    <message>
        <source>no key</source>
        <translation>kein Schlüssel</translation>
    </message>
    <message>
        <source>password store fails</source>
        <translation>Passwortspeicher versagt</translation>
    </message>
    <message>
        <source>password store does not answer</source>
        <translation>Passwortspeicher antwortet nicht</translation>
    </message>
    <message>
        <source>no API key</source>
        <translation>kein API-Schlüssel</translation>
    </message>
    <message>
        <source>session only</source>
        <translation>nur diese Sitzung</translation>
    </message>
</context>
<context>
    <name>EndpointsController</name>
    <message>
        <source>Added {name}.</source>
        <translation>{name} hinzugefügt.</translation>
    </message>
    <message>
        <source>In the list of models now: {names}.</source>
        <translation>Jetzt in der Modellliste: {names}.</translation>
    </message>
</context>
<context>
    <name>EndpointsDialog</name>
    <message>
        <source>Keys and endpoints</source>
        <translation>Schlüssel und Endpunkte</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Noch einmal</translation>
    </message>
    <message>
        <source>Add a server…</source>
        <translation>Server hinzufügen …</translation>
    </message>
    <message>
        <source>Keys are kept in this system&apos;s password store, or until you close vizdesk where there is none. Each is sent only to the server it belongs to.</source>
        <translation>Schlüssel liegen im Passwortspeicher dieses Systems; wo keiner ist, nur bis vizdesk geschlossen wird. Jeder geht nur an den Server, zu dem er gehört.</translation>
    </message>
    <message>
        <source>SERVICES</source>
        <translation>DIENSTE</translation>
    </message>
    <message>
        <source>YOUR OWN SERVERS</source>
        <translation>EIGENE SERVER</translation>
    </message>
    <message>
        <source>Remove the key for {name}?</source>
        <translation>Den Schlüssel für {name} entfernen?</translation>
    </message>
    <message>
        <source>vizdesk cannot bring it back; you can enter it again.</source>
        <translation>vizdesk kann ihn nicht zurückholen; er lässt sich neu eingeben.</translation>
    </message>
    <message>
        <source>Remove {name}?</source>
        <translation>{name} entfernen?</translation>
    </message>
    <message>
        <source>Its key is removed too. Models you added from it stay in the list.</source>
        <translation>Auch sein Schlüssel wird entfernt. Hinzugefügte Modelle bleiben in der Liste.</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>asking {host}…</source>
        <translation>fragt {host} …</translation>
    </message>
    <message>
        <source>Detect local servers</source>
        <translation>Lokale Server suchen</translation>
    </message>
</context>
<context>
    <name>EntryPainter</name>
    <message>
        <source>pinned · </source>
        <translation>angeheftet · </translation>
    </message>
</context>
<context>
    <name>ErrorDialog</name>
    <message>
        <source>Something went wrong</source>
        <translation>Etwas ist schiefgegangen</translation>
    </message>
    <message>
        <source>vizdesk made a mistake and goes on; what was answered is kept.</source>
        <translation>vizdesk hat einen Fehler gemacht und läuft weiter; alle Antworten bleiben erhalten.</translation>
    </message>
    <message>
        <source>vizdesk cannot start; installing it again may help.</source>
        <translation>vizdesk kann nicht starten; neu installieren hilft vielleicht.</translation>
    </message>
    <message>
        <source>Copy details</source>
        <translation>Einzelheiten kopieren</translation>
    </message>
    <message>
        <source>Show the log</source>
        <translation>Protokoll zeigen</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>Weiter</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>Kopiert</translation>
    </message>
</context>
<context>
    <name>EvalCharts</name>
    <message>
        <source>Nothing here can be compared yet.</source>
        <translation>Hier lässt sich noch nichts vergleichen.</translation>
    </message>
    <message>
        <source>Models in pairs</source>
        <translation>Modelle paarweise</translation>
    </message>
    <message>
        <source>Comparison</source>
        <translation>Vergleich</translation>
    </message>
    <message>
        <source>Score against time</source>
        <translation>Ergebnis und Zeit</translation>
    </message>
    <message>
        <source>seconds, median</source>
        <translation>Sekunden, Median</translation>
    </message>
    <message>
        <source>Score against cost</source>
        <translation>Ergebnis und Kosten</translation>
    </message>
    <message>
        <source>US dollars for 1,000 tasks</source>
        <translation>US-Dollar für 1.000 Aufgaben</translation>
    </message>
    <message>
        <source>Reference model</source>
        <translation>Bezugsmodell</translation>
    </message>
    <message>
        <source>Compared with</source>
        <translation>Verglichen mit</translation>
    </message>
    <message>
        <source>Fewer pairs are corrected less. Choose before you look at the results.</source>
        <translation>Weniger Paare werden weniger korrigiert. Wählen Sie, bevor Sie die Ergebnisse ansehen.</translation>
    </message>
    <message>
        <source>All pairs</source>
        <translation>Alle Paare</translation>
    </message>
    <message>
        <source>with all others</source>
        <translation>mit allen anderen</translation>
    </message>
</context>
<context>
    <name>EvalModelPicker</name>
    <message>
        <source>Models</source>
        <translation>Modelle</translation>
    </message>
    <message>
        <source>Find a model</source>
        <translation>Modell suchen</translation>
    </message>
    <message numerus="yes">
        <source>%n more need a key or a download first</source>
        <translation>
            <numerusform>%n weiteres braucht erst einen Schlüssel oder einen Download</numerusform>
            <numerusform>%n weitere brauchen erst einen Schlüssel oder einen Download</numerusform>
        </translation>
    </message>
    <message>
        <source>Hide them</source>
        <translation>Ausblenden</translation>
    </message>
</context>
<context>
    <name>EvalsController</name>
    <message>
        <source>The evals could not be used: {why}</source>
        <translation>Die Evals ließen sich nicht benutzen: {why}</translation>
    </message>
    <message>
        <source>Choose a suite and at least one model.</source>
        <translation>Eine Testreihe und mindestens ein Modell wählen.</translation>
    </message>
    <message numerus="yes">
        <source>%n question(s)</source>
        <translation>
            <numerusform>%n Frage</numerusform>
            <numerusform>%n Fragen</numerusform>
        </translation>
    </message>
    <message>
        <source>This was begun before: going on where it stopped.</source>
        <translation>Das war schon begonnen: es geht weiter, wo es anhielt.</translation>
    </message>
    <message>
        <source>Save the results</source>
        <translation>Ergebnisse speichern</translation>
    </message>
    <message>
        <source>Saved {path}.</source>
        <translation>{path} gespeichert.</translation>
    </message>
    <message>
        <source>Deleted.</source>
        <translation>Gelöscht.</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>An eval run has ended: {answered} of {total} answered.</source>
        <translation>Ein Eval-Lauf ist zu Ende: {answered} von {total} beantwortet.</translation>
    </message>
</context>
<context>
    <name>EvalsPage</name>
    <message>
        <source>New run</source>
        <translation>Neuer Lauf</translation>
    </message>
    <message>
        <source>Runs</source>
        <translation>Läuft</translation>
    </message>
    <message>
        <source>No runs yet. Those you begin are kept here, with every answer.</source>
        <translation>Noch keine Läufe. Was hier beginnt, bleibt mit jeder Antwort erhalten.</translation>
    </message>
    <message>
        <source>Loading…</source>
        <translation>Wird geladen …</translation>
    </message>
</context>
<context>
    <name>ExpectationController</name>
    <message>
        <source>Open an image first.</source>
        <translation>Zuerst ein Bild öffnen.</translation>
    </message>
    <message>
        <source>nobody</source>
        <translation>niemand</translation>
    </message>
    <message>
        <source>Added to “{suite}”.</source>
        <translation>In „{suite}“ aufgenommen.</translation>
    </message>
    <message>
        <source>Show the evals</source>
        <translation>Evals zeigen</translation>
    </message>
</context>
<context>
    <name>ExpectationDialog</name>
    <message>
        <source>any word, for example “labels”</source>
        <translation>ein beliebiges Wort, etwa „Etiketten“</translation>
    </message>
    <message>
        <source>My suite</source>
        <translation>Meine Testreihe</translation>
    </message>
    <message>
        <source>Add to the suite</source>
        <translation>In die Testreihe aufnehmen</translation>
    </message>
    <message>
        <source>Begin with the answer of</source>
        <translation>Mit der Antwort von</translation>
    </message>
    <message>
        <source>Question</source>
        <translation>Frage</translation>
    </message>
    <message>
        <source>Expected</source>
        <translation>Erwartet</translation>
    </message>
    <message>
        <source>Category</source>
        <translation>Kategorie</translation>
    </message>
    <message>
        <source>Suite</source>
        <translation>Testreihe</translation>
    </message>
    <message>
        <source>Option</source>
        <translation>Option</translation>
    </message>
    <message>
        <source>Write a question.</source>
        <translation>Eine Frage schreiben.</translation>
    </message>
    <message>
        <source>Add {image} as test case</source>
        <translation>{image} als Testfall hinzufügen</translation>
    </message>
    <message>
        <source>Check type</source>
        <translation>Art der Prüfung</translation>
    </message>
    <message>
        <source>Write the expected answer.</source>
        <translation>Die erwartete Antwort eintragen.</translation>
    </message>
</context>
<context>
    <name>ExportDialog</name>
    <message>
        <source>Saved {names}.</source>
        <translation>{names} gespeichert.</translation>
    </message>
    <message>
        <source>Stopped; nothing was written.</source>
        <translation>Abgebrochen; es wurde nichts geschrieben.</translation>
    </message>
    <message>
        <source>The comparison is in the clipboard as an image.</source>
        <translation>Der Vergleich liegt als Bild in der Zwischenablage.</translation>
    </message>
    <message>
        <source>The comparison is in the clipboard as text.</source>
        <translation>Der Vergleich ist als Text in der Zwischenablage.</translation>
    </message>
    <message>
        <source>Export the comparison</source>
        <translation>Vergleich exportieren</translation>
    </message>
</context>
<context>
    <name>ExportForm</name>
    <message>
        <source>Form</source>
        <translation>Format</translation>
    </message>
    <message>
        <source>How much</source>
        <translation>Umfang</translation>
    </message>
    <message>
        <source>The part of the image, the classes and the panes that are in sight</source>
        <translation>Der Bildausschnitt, die Klassen und die Felder, die zu sehen sind</translation>
    </message>
    <message>
        <source>You see the whole comparison: nothing is zoomed or hidden</source>
        <translation>Der ganze Vergleich ist zu sehen: nichts ist gezoomt oder verborgen</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Hell</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Dunkel</translation>
    </message>
    <message>
        <source>Preview</source>
        <translation>Vorschau</translation>
    </message>
    <message>
        <source>Writing</source>
        <translation>Schreiben</translation>
    </message>
    <message>
        <source>Copy as image</source>
        <translation>Als Bild kopieren</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Save…</source>
        <translation>Speichern …</translation>
    </message>
    <message>
        <source>Painting…</source>
        <translation>Wird gezeichnet …</translation>
    </message>
    <message>
        <source>No model gave boxes, so there are none to write.</source>
        <translation>Kein Modell gab Rahmen an; es gibt keine zu schreiben.</translation>
    </message>
    <message>
        <source>{wide} × {high} pixels</source>
        <translation>{wide} × {high} Pixel</translation>
    </message>
    <message>
        <source>Writing…</source>
        <translation>Schreibt …</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Copy as text</source>
        <translation>Als Text kopieren</translation>
    </message>
    <message>
        <source>Everything</source>
        <translation>Alles</translation>
    </message>
    <message>
        <source>Current view</source>
        <translation>Aktuelle Ansicht</translation>
    </message>
    <message>
        <source>Background</source>
        <translation>Hintergrund</translation>
    </message>
    <message>
        <source>White</source>
        <translation>Weiß</translation>
    </message>
    <message>
        <source>All open images ({n})</source>
        <translation>Alle offenen Bilder ({n})</translation>
    </message>
    <message>
        <source>This image</source>
        <translation>Dieses Bild</translation>
    </message>
    <message>
        <source>Which images</source>
        <translation>Welche Bilder</translation>
    </message>
    <message>
        <source>Copy the images into it</source>
        <translation>Bilder hineinkopieren</translation>
    </message>
</context>
<context>
    <name>FirstModelController</name>
    <message>
        <source>What fits this machine could not be found out: {why}</source>
        <translation>Was auf diesen Rechner passt, ließ sich nicht herausfinden: {why}</translation>
    </message>
</context>
<context>
    <name>FrameChooser</name>
    <message>
        <source>Frame</source>
        <translation>Einzelbild</translation>
    </message>
    <message>
        <source>Page or frame of this file</source>
        <translation>Seite oder Einzelbild dieser Datei</translation>
    </message>
    <message>
        <source>Frame before</source>
        <translation>Voriges Einzelbild</translation>
    </message>
    <message>
        <source>Frame after</source>
        <translation>Nächstes Einzelbild</translation>
    </message>
    <message>
        <source>Page</source>
        <translation>Seite</translation>
    </message>
    <message>
        <source> of {n}</source>
        <translation> von {n}</translation>
    </message>
    <message>
        <source>Open all</source>
        <translation>Alle öffnen</translation>
    </message>
    <message>
        <source>Open every page or frame of this file as an image of its own</source>
        <translation>Jede Seite dieser Datei als eigenes Bild öffnen</translation>
    </message>
</context>
<context>
    <name>Header</name>
    <message>
        <source>offline</source>
        <translation>offline</translation>
    </message>
    <message>
        <source>vizdesk opens no connection; ☰ → Offline switches it off</source>
        <translation>vizdesk öffnet keine Verbindung; ☰ → Offline schaltet das ab</translation>
    </message>
    <message>
        <source>Grid</source>
        <translation>Raster</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Stop everything (Esc)</source>
        <translation>Alles anhalten (Esc)</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>Starten</translation>
    </message>
    <message>
        <source>Run (Ctrl+Enter)</source>
        <translation>Starten (Strg+Eingabe)</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>Vergleich</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>Modelle</translation>
    </message>
    <message>
        <source>History</source>
        <translation>Verlauf</translation>
    </message>
    <message>
        <source>Evals</source>
        <translation>Evals</translation>
    </message>
    <message>
        <source>Columns</source>
        <translation>Spalten</translation>
    </message>
    <message>
        <source>Other pages of the window</source>
        <translation>Andere Seiten des Fensters</translation>
    </message>
    <message>
        <source>Layout (Ctrl+G)</source>
        <translation>Anordnung (Strg+G)</translation>
    </message>
    <message>
        <source>Layout</source>
        <translation>Anordnung</translation>
    </message>
    <message>
        <source>View</source>
        <translation>Ansicht</translation>
    </message>
    <message>
        <source>What is shown on the images</source>
        <translation>Was auf den Bildern zu sehen ist</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>Exportieren …</translation>
    </message>
    <message>
        <source>Export the comparison (Ctrl+E)</source>
        <translation>Vergleich exportieren (Strg+E)</translation>
    </message>
    <message>
        <source>Menu</source>
        <translation>Menü</translation>
    </message>
    <message>
        <source>Other ways to run</source>
        <translation>Weitere Arten zu starten</translation>
    </message>
    <message>
        <source>Overlay</source>
        <translation>Überlagerung</translation>
    </message>
    <message>
        <source>A/B slider</source>
        <translation>A/B-Regler</translation>
    </message>
    <message>
        <source>Blind vote</source>
        <translation>Blind abstimmen</translation>
    </message>
    <message>
        <source>Stability</source>
        <translation>Stabilität</translation>
    </message>
    <message>
        <source>Truth</source>
        <translation>Wahrheit</translation>
    </message>
    <message>
        <source>Run {n}</source>
        <translation>{n} starten</translation>
    </message>
    <message>
        <source>Differences</source>
        <translation>Unterschiede</translation>
    </message>
    <message>
        <source>Contact sheet</source>
        <translation>Kontaktbogen</translation>
    </message>
</context>
<context>
    <name>HelpController</name>
    <message>
        <source>Keyboard map</source>
        <translation>Tastenübersicht</translation>
    </message>
    <message>
        <source>Copy details of the last message</source>
        <translation>Einzelheiten der letzten Meldung kopieren</translation>
    </message>
    <message>
        <source>Log file</source>
        <translation>Protokolldatei</translation>
    </message>
    <message>
        <source>About vizdesk</source>
        <translation>Über vizdesk</translation>
    </message>
    <message>
        <source>The log is {path}.</source>
        <translation>Das Protokoll ist {path}.</translation>
    </message>
    <message>
        <source>The details of the last message are in the clipboard.</source>
        <translation>Die Einzelheiten der letzten Meldung sind in der Zwischenablage.</translation>
    </message>
    <message>
        <source>There was no message yet.</source>
        <translation>Es gab noch keine Meldung.</translation>
    </message>
    <message>
        <source>Show the log</source>
        <translation>Protokoll zeigen</translation>
    </message>
    <message>
        <source>The details of that end are in the clipboard.</source>
        <translation>Die Einzelheiten dieses Endes sind in der Zwischenablage.</translation>
    </message>
    <message>
        <source>What was answered until then is in the history.</source>
        <translation>Was bis dahin beantwortet wurde, steht im Verlauf.</translation>
    </message>
    <message>
        <source>Reopen the last comparison</source>
        <translation>Letzten Vergleich wieder öffnen</translation>
    </message>
    <message>
        <source>The history could not be used: {why}</source>
        <translation>Der Verlauf ließ sich nicht benutzen: {why}</translation>
    </message>
    <message>
        <source>Last time vizdesk ended unexpectedly.</source>
        <translation>Beim letzten Mal endete vizdesk unerwartet.</translation>
    </message>
</context>
<context>
    <name>HistoryController</name>
    <message>
        <source>The history could not be used: {why}</source>
        <translation>Der Verlauf ließ sich nicht benutzen: {why}</translation>
    </message>
    <message numerus="yes">
        <source>%n comparison(s) wait to be written to the history, and are tried again: {why}</source>
        <translation>
            <numerusform>%n Vergleich wartet darauf, in den Verlauf geschrieben zu werden; es wird wieder versucht: {why}</numerusform>
            <numerusform>%n Vergleiche warten darauf, in den Verlauf geschrieben zu werden; es wird wieder versucht: {why}</numerusform>
        </translation>
    </message>
    <message>
        <source>Opening…</source>
        <translation>Öffnet …</translation>
    </message>
    <message>
        <source>Find the image…</source>
        <translation>Bild suchen …</translation>
    </message>
    <message>
        <source>Where is {name} now?</source>
        <translation>Wo ist {name} jetzt?</translation>
    </message>
    <message>
        <source>Images ({endings})</source>
        <translation>Bilder ({endings})</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message numerus="yes">
        <source>%n comparison(s) deleted.</source>
        <translation>
            <numerusform>%n Vergleich gelöscht.</numerusform>
            <numerusform>%n Vergleiche gelöscht.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>HistoryPage</name>
    <message>
        <source>Search answers, files, models</source>
        <translation>Antworten, Dateien, Modelle durchsuchen</translation>
    </message>
    <message>
        <source>Search the history</source>
        <translation>Verlauf durchsuchen</translation>
    </message>
    <message>
        <source>Task</source>
        <translation>Aufgabe</translation>
    </message>
    <message>
        <source>all tasks</source>
        <translation>alle Aufgaben</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>all models</source>
        <translation>alle Modelle</translation>
    </message>
    <message>
        <source>When</source>
        <translation>Wann</translation>
    </message>
    <message>
        <source>any day</source>
        <translation>jeder Tag</translation>
    </message>
    <message>
        <source>today</source>
        <translation>heute</translation>
    </message>
    <message>
        <source>last 7 days</source>
        <translation>letzte 7 Tage</translation>
    </message>
    <message>
        <source>last 31 days</source>
        <translation>letzte 31 Tage</translation>
    </message>
    <message>
        <source>last 12 months</source>
        <translation>letzte 12 Monate</translation>
    </message>
    <message>
        <source>Comparisons</source>
        <translation>Vergleiche</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>Pin</source>
        <translation>Anheften</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Löschen</translation>
    </message>
    <message>
        <source>Nothing in the history fits.</source>
        <translation>Nichts im Verlauf passt dazu.</translation>
    </message>
    <message>
        <source>Every comparison you make is kept here.</source>
        <translation>Jeder Vergleich wird hier aufbewahrt.</translation>
    </message>
    <message numerus="yes">
        <source>%n comparison(s) · {size} on this disk</source>
        <translation>
            <numerusform>%n Vergleich · {size} auf diesem Datenträger</numerusform>
            <numerusform>%n Vergleiche · {size} auf diesem Datenträger</numerusform>
        </translation>
    </message>
    <message>
        <source>Unpin</source>
        <translation>Lösen</translation>
    </message>
    <message>
        <source>Loading…</source>
        <translation>Wird geladen …</translation>
    </message>
</context>
<context>
    <name>ImagePager</name>
    <message>
        <source>Image before</source>
        <translation>Bild davor</translation>
    </message>
    <message>
        <source>Image after</source>
        <translation>Bild danach</translation>
    </message>
    <message>
        <source>Image {n} of {all} · {name}</source>
        <translation>Bild {n} von {all} · {name}</translation>
    </message>
</context>
<context>
    <name>ImageRuleEditor</name>
    <message>
        <source>Image size</source>
        <translation>Bildgröße</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>Filter</translation>
    </message>
    <message>
        <source>Cell, pixels</source>
        <translation>Zelle, Pixel</translation>
    </message>
    <message>
        <source>Longest edge, at most</source>
        <translation>Längste Kante, höchstens</translation>
    </message>
    <message>
        <source>Side</source>
        <translation>Seite</translation>
    </message>
    <message>
        <source>Pixels, at least</source>
        <translation>Pixel, mindestens</translation>
    </message>
    <message>
        <source>Pixels, at most</source>
        <translation>Pixel, höchstens</translation>
    </message>
    <message>
        <source>Tiles, at most</source>
        <translation>Kacheln, höchstens</translation>
    </message>
    <message>
        <source>Fit</source>
        <translation>Einpassung</translation>
    </message>
    <message>
        <source>the model&apos;s own</source>
        <translation>die des Modells</translation>
    </message>
    <message>
        <source>no limit</source>
        <translation>ohne Grenze</translation>
    </message>
</context>
<context>
    <name>ImageRunController</name>
    <message>
        <source>All of these are being asked; Esc stops them.</source>
        <translation>Sie werden alle gerade gefragt; Esc hält sie an.</translation>
    </message>
    <message>
        <source>No answer failed.</source>
        <translation>Keine Antwort ist gescheitert.</translation>
    </message>
    <message>
        <source>All checked models have answered this about all open images.</source>
        <translation>Alle angehakten Modelle haben das zu allen offenen Bildern beantwortet.</translation>
    </message>
    <message>
        <source>Continue: {left} of {total} images not answered</source>
        <translation>Fortsetzen: {left} von {total} Bildern nicht beantwortet</translation>
    </message>
    <message>
        <source>A run over them was cut off. What was answered is kept and not asked again.</source>
        <translation>Ein Lauf über sie wurde abgebrochen. Was beantwortet ist, bleibt und wird nicht noch einmal gefragt.</translation>
    </message>
    <message>
        <source>Continue</source>
        <translation>Fortsetzen</translation>
    </message>
    <message>
        <source>Not now</source>
        <translation>Nicht jetzt</translation>
    </message>
</context>
<context>
    <name>ImageRunDialog</name>
    <message>
        <source>Run on many images</source>
        <translation>Für viele Bilder starten</translation>
    </message>
    <message>
        <source>Ask before only where it may cost money</source>
        <translation>Vorher nur fragen, wenn es Geld kosten kann</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>Starten</translation>
    </message>
</context>
<context>
    <name>ImageRunPanel</name>
    <message>
        <source>Progress of the run over the images</source>
        <translation>Fortschritt des Laufs über die Bilder</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Continue</source>
        <translation>Fortsetzen</translation>
    </message>
    <message>
        <source>Retry failed</source>
        <translation>Gescheiterte wiederholen</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message numerus="yes">
        <source>%n image(s) not answered</source>
        <translation>
            <numerusform>%n Bild nicht beantwortet</numerusform>
            <numerusform>%n Bilder nicht beantwortet</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ImageStrip</name>
    <message>
        <source>Scroll: zoom all · Ctrl+drag: pan this pane only · Alt+1 to 9: expand</source>
        <translation>Scrollen: alle zoomen · Strg+Ziehen: nur dieses Feld bewegen · Alt+1 bis 9: vergrößern</translation>
    </message>
    <message>
        <source>Image {at} of {n}</source>
        <translation>Bild {at} von {n}</translation>
    </message>
</context>
<context>
    <name>ImageView</name>
    <message>
        <source>Image</source>
        <translation>Bild</translation>
    </message>
    <message numerus="yes">
        <source>%n box(es)</source>
        <translation>
            <numerusform>%n Rahmen</numerusform>
            <numerusform>%n Rahmen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n point(s)</source>
        <translation>
            <numerusform>%n Punkt</numerusform>
            <numerusform>%n Punkte</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n outline(s)</source>
        <translation>
            <numerusform>%n Umriss</numerusform>
            <numerusform>%n Umrisse</numerusform>
        </translation>
    </message>
    <message>
        <source>No image yet</source>
        <translation>Noch kein Bild</translation>
    </message>
    <message>
        <source>Unlinked · double-click to relink</source>
        <translation>Gelöst · Doppelklick verbindet wieder</translation>
    </message>
    <message>
        <source>Linked beside the others</source>
        <translation>Verbunden, neben den anderen</translation>
    </message>
    <message>
        <source>Relink where the others look</source>
        <translation>Wieder dorthin, wo die anderen sind</translation>
    </message>
    <message>
        <source>Relink and keep the offset</source>
        <translation>Verbinden und Versatz behalten</translation>
    </message>
</context>
<context>
    <name>JudgementButton</name>
    <message>
        <source>Vote</source>
        <translation>Bewerten</translation>
    </message>
    <message>
        <source>Vote on this answer, or write a note</source>
        <translation>Diese Antwort bewerten oder eine Notiz schreiben</translation>
    </message>
    <message>
        <source>Good</source>
        <translation>Gut</translation>
    </message>
    <message>
        <source>Bad</source>
        <translation>Schlecht</translation>
    </message>
    <message>
        <source>Best of all</source>
        <translation>Beste von allen</translation>
    </message>
    <message>
        <source>Note…</source>
        <translation>Notiz …</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Notiz</translation>
    </message>
    <message>
        <source>Note on the answer of {name}</source>
        <translation>Notiz zur Antwort von {name}</translation>
    </message>
</context>
<context>
    <name>KeyDialog</name>
    <message>
        <source>Key for {name}</source>
        <translation>Schlüssel für {name}</translation>
    </message>
    <message>
        <source>API key</source>
        <translation>API-Schlüssel</translation>
    </message>
    <message>
        <source>Paste the key here</source>
        <translation>Schlüssel hier einfügen</translation>
    </message>
    <message>
        <source>The key goes into this system&apos;s password store. Where there is none, it is kept only until you close vizdesk. It is sent to {name} and to nobody else.</source>
        <translation>Der Schlüssel kommt in den Passwortspeicher dieses Systems. Wo keiner ist, bleibt er nur, bis vizdesk geschlossen wird. Er geht an {name} und an niemanden sonst.</translation>
    </message>
</context>
<context>
    <name>LabelBars</name>
    <message>
        <source>Classes: </source>
        <translation>Klassen: </translation>
    </message>
</context>
<context>
    <name>LicencesDialog</name>
    <message>
        <source>Licence texts</source>
        <translation>Lizenztexte</translation>
    </message>
    <message>
        <source>Parts of vizdesk</source>
        <translation>Bestandteile von vizdesk</translation>
    </message>
    <message>
        <source>Licence text</source>
        <translation>Lizenztext</translation>
    </message>
    <message>
        <source>Copy text</source>
        <translation>Text kopieren</translation>
    </message>
    <message>
        <source>Copy bill of materials</source>
        <translation>Stückliste kopieren</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>Kopiert</translation>
    </message>
</context>
<context>
    <name>LongWork</name>
    <message>
        <source>All models have ended, after {time}.</source>
        <translation>Alle Modelle sind nach {time} fertig.</translation>
    </message>
</context>
<context>
    <name>LossQuestion</name>
    <message>
        <source>Not in the history yet</source>
        <translation>Noch nicht im Verlauf</translation>
    </message>
    <message>
        <source>Close anyway</source>
        <translation>Trotzdem schließen</translation>
    </message>
    <message>
        <source>Keep open</source>
        <translation>Offen lassen</translation>
    </message>
    <message numerus="yes">
        <source>%n comparison(s) could not be written yet.</source>
        <translation>
            <numerusform>%n Vergleich ließ sich noch nicht schreiben.</numerusform>
            <numerusform>%n Vergleiche ließen sich noch nicht schreiben.</numerusform>
        </translation>
    </message>
    <message>
        <source>{why}

Closed now, this is lost. It is tried again every 5 seconds; once all is written, vizdesk closes.</source>
        <translation>{why}

Wird jetzt geschlossen, geht das verloren. Es wird alle 5 Sekunden wieder versucht; ist alles geschrieben, schließt sich vizdesk.</translation>
    </message>
</context>
<context>
    <name>MainActions</name>
    <message>
        <source>Open images</source>
        <translation>Bilder öffnen</translation>
    </message>
    <message>
        <source>Open an image first.</source>
        <translation>Zuerst ein Bild öffnen.</translation>
    </message>
    <message>
        <source>The image is not there any more: open it again to ask about it.</source>
        <translation>Das Bild ist nicht mehr da: Bitte erneut öffnen, um danach zu fragen.</translation>
    </message>
    <message>
        <source>Check at least one model on the left.</source>
        <translation>Links mindestens ein Modell anhaken.</translation>
    </message>
    <message>
        <source>All checked models are being asked; Esc stops them.</source>
        <translation>Alle gewählten Modelle werden gerade gefragt; Esc hält sie an.</translation>
    </message>
    <message>
        <source>Pasted answers are not asked for: check a model on the left.</source>
        <translation>Eingefügte Antworten werden nicht erfragt: links ein Modell ankreuzen.</translation>
    </message>
    <message>
        <source>Images</source>
        <translation>Bilder</translation>
    </message>
    <message>
        <source>Run again</source>
        <translation>Erneut starten</translation>
    </message>
    <message>
        <source>All checked models have answered this.</source>
        <translation>Alle angehakten Modelle haben das beantwortet.</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>Drop to open</source>
        <translation>Zum Öffnen ablegen</translation>
    </message>
    <message>
        <source>When vizdesk was closed last: {notices}</source>
        <translation>Als vizdesk zuletzt geschlossen wurde: {notices}</translation>
    </message>
    <message>
        <source>vizdesk opens images, folders of them, and GGUF files.</source>
        <translation>vizdesk öffnet Bilder, Ordner mit Bildern und GGUF-Dateien.</translation>
    </message>
</context>
<context>
    <name>MatrixTable</name>
    <message>
        <source>What differs, models side by side</source>
        <translation>Unterschiede, Modelle nebeneinander</translation>
    </message>
</context>
<context>
    <name>ModelAddRemove</name>
    <message>
        <source>Choose a model&apos;s files: its weights and its projector (mmproj)</source>
        <translation>Die Dateien eines Modells wählen: Gewichte und Projektor (mmproj)</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>Modelle</translation>
    </message>
    <message>
        <source>All files</source>
        <translation>Alle Dateien</translation>
    </message>
    <message numerus="yes">
        <source>Looking at %n file(s)…</source>
        <translation>
            <numerusform>%n Datei wird angesehen …</numerusform>
            <numerusform>%n Dateien werden angesehen …</numerusform>
        </translation>
    </message>
    <message>
        <source>The files could not be read: {why}</source>
        <translation>Die Dateien ließen sich nicht lesen: {why}</translation>
    </message>
    <message>
        <source>{name} is in the list already.</source>
        <translation>{name} steht schon in der Liste.</translation>
    </message>
    <message>
        <source>Added {models}.</source>
        <translation>{models} hinzugefügt.</translation>
    </message>
    <message>
        <source>Until you close vizdesk: {why}</source>
        <translation>Nur bis vizdesk geschlossen wird: {why}</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>{name} (family {family})</source>
        <translation>{name} (Familie {family})</translation>
    </message>
    <message>
        <source>Removed {name} from the list. Its files are not deleted.</source>
        <translation>{name} ist aus der Liste genommen. Die Dateien sind nicht gelöscht.</translation>
    </message>
    <message>
        <source>Where is {file} now?</source>
        <translation>Wo ist {file} jetzt?</translation>
    </message>
    <message>
        <source>{name} was found again.</source>
        <translation>{name} ist wiedergefunden.</translation>
    </message>
    <message>
        <source>{names} is asked with this chat template from now on.</source>
        <translation>{names} wird von nun an mit dieser Chat-Vorlage gefragt.</translation>
    </message>
    <message>
        <source>No other projector beside {name} fits it.</source>
        <translation>Kein anderer Projektor neben {name} passt dazu.</translation>
    </message>
    <message>
        <source>Choose</source>
        <translation>Wählen</translation>
    </message>
    <message>
        <source>{name} is asked with {projector} now.</source>
        <translation>{name} wird jetzt mit {projector} gefragt.</translation>
    </message>
    <message>
        <source>Choose its projector…</source>
        <translation>Projektor auswählen …</translation>
    </message>
    <message>
        <source>Search Hugging Face…</source>
        <translation>Hugging Face durchsuchen …</translation>
    </message>
    <message>
        <source>Not added: it cannot see images yet</source>
        <translation>Nicht hinzugefügt: es sieht noch keine Bilder</translation>
    </message>
    <message>
        <source>The projector (mmproj) of {name}</source>
        <translation>Der Projektor (mmproj) von {name}</translation>
    </message>
</context>
<context>
    <name>ModelList</name>
    <message>
        <source>Models</source>
        <translation>Modelle</translation>
    </message>
    <message>
        <source>Find a model</source>
        <translation>Modell suchen</translation>
    </message>
    <message>
        <source>Sets</source>
        <translation>Sets</translation>
    </message>
    <message>
        <source>Saved sets of models</source>
        <translation>Gespeicherte Sets von Modellen</translation>
    </message>
    <message>
        <source>Add GGUF files…</source>
        <translation>GGUF-Dateien hinzufügen …</translation>
    </message>
    <message>
        <source>Find on this disk…</source>
        <translation>Auf dem Datenträger suchen …</translation>
    </message>
    <message>
        <source>Search Hugging Face…</source>
        <translation>Hugging Face durchsuchen …</translation>
    </message>
    <message>
        <source>Add an API model…</source>
        <translation>API-Modell hinzufügen …</translation>
    </message>
    <message>
        <source>SERVERS ON THIS MACHINE</source>
        <translation>SERVER AUF DIESEM RECHNER</translation>
    </message>
    <message>
        <source>THROUGH AN API</source>
        <translation>ÜBER EINE API</translation>
    </message>
    <message>
        <source>PASTED</source>
        <translation>EINGEFÜGT</translation>
    </message>
    <message>
        <source>Show fewer</source>
        <translation>Weniger zeigen</translation>
    </message>
    <message>
        <source>Show all {n}</source>
        <translation>Alle {n} zeigen</translation>
    </message>
    <message>
        <source>INCLUDED</source>
        <translation>SCHON DABEI</translation>
    </message>
    <message>
        <source>FITS THIS MACHINE</source>
        <translation>PASST AUF DIESEN RECHNER</translation>
    </message>
    <message>
        <source>TOO LARGE FOR THIS MACHINE</source>
        <translation>ZU GROSS FÜR DIESEN RECHNER</translation>
    </message>
    <message>
        <source>SIZE NOT KNOWN</source>
        <translation>GRÖSSE UNBEKANNT</translation>
    </message>
    <message>
        <source>limit {size}</source>
        <translation>Grenze {size}</translation>
    </message>
    <message>
        <source>{size} free</source>
        <translation>{size} frei</translation>
    </message>
</context>
<context>
    <name>ModelListController</name>
    <message>
        <source>What the models need could not be found out: {why}</source>
        <translation>Was die Modelle brauchen, ließ sich nicht herausfinden: {why}</translation>
    </message>
    <message>
        <source>The key could not be kept: {why}</source>
        <translation>Der Schlüssel ließ sich nicht speichern: {why}</translation>
    </message>
    <message>
        <source>Add an API key…</source>
        <translation>Schlüssel eingeben …</translation>
    </message>
    <message>
        <source>Add a GGUF…</source>
        <translation>GGUF hinzufügen …</translation>
    </message>
    <message>
        <source>{name} is asked with other settings from now on.</source>
        <translation>{name} wird ab jetzt mit anderen Einstellungen gefragt.</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>Umbenennen</translation>
    </message>
    <message>
        <source>Name of the model</source>
        <translation>Name des Modells</translation>
    </message>
    <message>
        <source>Copied {id}, for vizdesk compare --model.</source>
        <translation>{id} kopiert, für vizdesk compare --model.</translation>
    </message>
    <message>
        <source>Download…</source>
        <translation>Herunterladen …</translation>
    </message>
    <message>
        <source>Find the file…</source>
        <translation>Datei suchen …</translation>
    </message>
    <message>
        <source>Send your key “{key}” to {host}?</source>
        <translation>Ihren Schlüssel „{key}“ an {host} senden?</translation>
    </message>
    <message>
        <source>“{model}” asks for it. Allow it only if you know this server and meant this key for it; vizdesk remembers that.</source>
        <translation>„{model}“ verlangt ihn. Erlauben Sie es nur, wenn Sie diesen Server kennen und den Schlüssel für ihn gedacht haben; vizdesk merkt sich das.</translation>
    </message>
    <message>
        <source>Send a key?</source>
        <translation>Schlüssel senden?</translation>
    </message>
    <message>
        <source>Allow</source>
        <translation>Erlauben</translation>
    </message>
</context>
<context>
    <name>ModelOfferCard</name>
    <message>
        <source>A real model</source>
        <translation>Ein echtes Modell</translation>
    </message>
    <message>
        <source>Cancel…</source>
        <translation>Abbrechen …</translation>
    </message>
    <message>
        <source>Then it is asked about this</source>
        <translation>Danach wird es hierzu gefragt</translation>
    </message>
    <message>
        <source>The catalogue has no model whose size is known. “Search Hugging Face…” in the list finds others.</source>
        <translation>Der Katalog hat kein Modell, dessen Größe bekannt ist. „Hugging Face durchsuchen …“ in der Liste findet andere.</translation>
    </message>
    <message>
        <source>Looking at this machine…</source>
        <translation>Sieht sich diesen Rechner an …</translation>
    </message>
    <message>
        <source>✓ Fits this machine</source>
        <translation>✓ Passt auf diesen Rechner</translation>
    </message>
    <message>
        <source>Just fits this machine</source>
        <translation>Passt gerade noch</translation>
    </message>
    <message>
        <source>Too large for this machine</source>
        <translation>Zu groß für diesen Rechner</translation>
    </message>
    <message>
        <source>No room on the disk</source>
        <translation>Kein Platz auf dem Datenträger</translation>
    </message>
    <message>
        <source>Reads no images</source>
        <translation>Liest keine Bilder</translation>
    </message>
    <message>
        <source>Memory of this machine unknown</source>
        <translation>Speicher dieses Rechners unbekannt</translation>
    </message>
    <message>
        <source>✓ On this disk</source>
        <translation>✓ Auf diesem Datenträger</translation>
    </message>
    <message>
        <source>A real model for photos: {tasks}.</source>
        <translation>Ein echtes Modell für Fotos: {tasks}.</translation>
    </message>
    <message>
        <source>Answers with boxes.</source>
        <translation>Antwortet mit Rahmen.</translation>
    </message>
    <message>
        <source>No boxes.</source>
        <translation>Keine Rahmen.</translation>
    </message>
    <message>
        <source>unknown</source>
        <translation>unbekannt</translation>
    </message>
    <message>
        <source>Needs boxes? {name} · {size}</source>
        <translation>Mit Rahmen? {name} · {size}</translation>
    </message>
    <message>
        <source>Try it with a photo</source>
        <translation>Mit einem Foto ausprobieren</translation>
    </message>
    <message>
        <source>Resume the download</source>
        <translation>Download fortsetzen</translation>
    </message>
    <message>
        <source>Download {size}</source>
        <translation>{size} herunterladen</translation>
    </message>
    <message>
        <source>vizdesk is offline; switch that off in the menu (☰) to download.</source>
        <translation>vizdesk ist offline; zum Herunterladen im Menü (☰) ausschalten.</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Noch einmal</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>Fortsetzen</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>{size} download</source>
        <translation>{size} Download</translation>
    </message>
    <message>
        <source>{size} memory</source>
        <translation>{size} Speicher</translation>
    </message>
    <message>
        <source>Licence: {name}</source>
        <translation>Lizenz: {name}</translation>
    </message>
</context>
<context>
    <name>ModelPage</name>
    <message>
        <source>Cost calculator</source>
        <translation>Kostenrechner</translation>
    </message>
    <message>
        <source>← All models</source>
        <translation>← Alle Modelle</translation>
    </message>
    <message>
        <source>Add to the table</source>
        <translation>In die Tabelle nehmen</translation>
    </message>
    <message>
        <source>Try it</source>
        <translation>Ausprobieren</translation>
    </message>
    <message>
        <source>Download…</source>
        <translation>Herunterladen …</translation>
    </message>
    <message>
        <source>{n} tokens</source>
        <translation>{n} Token</translation>
    </message>
    <message>
        <source>Verdict, from facts</source>
        <translation>Urteil, aus Tatsachen</translation>
    </message>
    <message>
        <source>About</source>
        <translation>Über das Modell</translation>
    </message>
    <message>
        <source>Capabilities</source>
        <translation>Fähigkeiten</translation>
    </message>
    <message>
        <source>Best for</source>
        <translation>Am besten für</translation>
    </message>
    <message>
        <source>Strengths</source>
        <translation>Stärken</translation>
    </message>
    <message>
        <source>Limitations</source>
        <translation>Grenzen</translation>
    </message>
    <message>
        <source>Strengths and limitations</source>
        <translation>Stärken und Grenzen</translation>
    </message>
    <message>
        <source>Questions people ask</source>
        <translation>Häufige Fragen</translation>
    </message>
    <message>
        <source>Your rating and notes</source>
        <translation>Eigene Wertung und Notizen</translation>
    </message>
    <message>
        <source>Other {family} models</source>
        <translation>Andere Modelle: {family}</translation>
    </message>
    <message>
        <source>Price · USD per 1M output tokens, lower is better</source>
        <translation>Preis · USD je 1 Mio. Ausgabe-Token, weniger ist besser</translation>
    </message>
    <message>
        <source>Published Vision Evals · % of 67 prompts passed</source>
        <translation>Veröffentlichte Vision Evals · % von 67 Prompts bestanden</translation>
    </message>
    <message>
        <source>Context window · tokens</source>
        <translation>Kontextfenster · Token</translation>
    </message>
    <message>
        <source>Logarithmic axis from {value}: else the short bars would vanish.</source>
        <translation>Logarithmische Achse ab {value}: Sonst verschwänden die kurzen Balken.</translation>
    </message>
    <message>
        <source>How it compares (striped bar)</source>
        <translation>Im Vergleich (gestreifter Balken)</translation>
    </message>
    <message>
        <source>Intelligence · Artificial Analysis index, higher is better</source>
        <translation>Intelligenz · Index von Artificial Analysis, höher ist besser</translation>
    </message>
    <message>
        <source>Speed · output tokens a second at its API, higher is better</source>
        <translation>Tempo · Ausgabetokens je Sekunde an seiner API, höher ist besser</translation>
    </message>
    <message>
        <source>Arena, vision · rating by people’s votes, higher is better</source>
        <translation>Arena, Bilder · Wertung nach Stimmen von Menschen, höher ist besser</translation>
    </message>
    <message>
        <source>Quick start</source>
        <translation>Schnellstart</translation>
    </message>
    <message>
        <source>Figures and their sources</source>
        <translation>Zahlen und ihre Quellen</translation>
    </message>
</context>
<context>
    <name>ModelPicker</name>
    <message>
        <source>add a model…</source>
        <translation>Modell hinzufügen …</translation>
    </message>
    <message>
        <source>Add a model to the table</source>
        <translation>Ein Modell in die Tabelle nehmen</translation>
    </message>
    <message>
        <source>Which models are compared; choose one to take it out</source>
        <translation>Welche Modelle verglichen werden; eines wählen, um es herauszunehmen</translation>
    </message>
    <message numerus="yes">
        <source>%n model(s)</source>
        <translation>
            <numerusform>%n Modell</numerusform>
            <numerusform>%n Modelle</numerusform>
        </translation>
    </message>
    <message>
        <source>Take {name} out</source>
        <translation>{name} herausnehmen</translation>
    </message>
</context>
<context>
    <name>ModelRail</name>
    <message>
        <source>Show the model list (Ctrl+B)</source>
        <translation>Modellliste zeigen (Strg+B)</translation>
    </message>
    <message>
        <source>Check another model</source>
        <translation>Weiteres Modell anhaken</translation>
    </message>
</context>
<context>
    <name>ModelRow</name>
    <message>
        <source>pasted</source>
        <translation>eingefügt</translation>
    </message>
    <message>
        <source>ready</source>
        <translation>bereit</translation>
    </message>
    <message>
        <source>offline</source>
        <translation>offline</translation>
    </message>
    <message>
        <source>file missing</source>
        <translation>Datei fehlt</translation>
    </message>
    <message>
        <source>too large</source>
        <translation>zu groß</translation>
    </message>
    <message>
        <source>download</source>
        <translation>Download</translation>
    </message>
    <message>
        <source>shut down</source>
        <translation>eingestellt</translation>
    </message>
    <message>
        <source>key not allowed</source>
        <translation>Schlüssel nicht erlaubt</translation>
    </message>
    <message>
        <source>key set</source>
        <translation>Schlüssel hinterlegt</translation>
    </message>
    <message>
        <source>no API key</source>
        <translation>kein API-Schlüssel</translation>
    </message>
    <message>
        <source>no room on the disk</source>
        <translation>kein Platz auf dem Datenträger</translation>
    </message>
    <message>
        <source>needs ≈ {size}</source>
        <translation>braucht ≈ {size}</translation>
    </message>
    <message>
        <source>size ?</source>
        <translation>Größe ?</translation>
    </message>
</context>
<context>
    <name>ModelSetsController</name>
    <message>
        <source>No set is saved yet</source>
        <translation>Noch kein Set gespeichert</translation>
    </message>
    <message>
        <source>Save the checked models…</source>
        <translation>Angehakte Modelle speichern …</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>Umbenennen</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Löschen</translation>
    </message>
    <message>
        <source>None of the models of “{name}” is in the list any more: {lost}.</source>
        <translation>Keines der Modelle von „{name}“ steht noch in der Liste: {lost}.</translation>
    </message>
    <message>
        <source>“{name}” without {lost}, not in the list any more.</source>
        <translation>„{name}“ ohne {lost}, nicht mehr in der Liste.</translation>
    </message>
    <message>
        <source>Save the checked models</source>
        <translation>Angehakte Modelle speichern</translation>
    </message>
    <message>
        <source>My {n}</source>
        <translation>Meine {n}</translation>
    </message>
    <message>
        <source>“{name}” is saved.</source>
        <translation>„{name}“ ist gespeichert.</translation>
    </message>
    <message>
        <source>Sets</source>
        <translation>Sets</translation>
    </message>
    <message>
        <source>Replace the set “{name}”?</source>
        <translation>Das Set „{name}“ ersetzen?</translation>
    </message>
    <message>
        <source>Replace</source>
        <translation>Ersetzen</translation>
    </message>
    <message>
        <source>Rename the set</source>
        <translation>Das Set umbenennen</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>“{name}” is deleted.</source>
        <translation>„{name}“ ist gelöscht.</translation>
    </message>
    <message>
        <source>Name of the set</source>
        <translation>Name des Sets</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Sichern</translation>
    </message>
</context>
<context>
    <name>ModelTableView</name>
    <message>
        <source>Corner of the table</source>
        <translation>Ecke der Tabelle</translation>
    </message>
    <message>
        <source>Comparison table</source>
        <translation>Vergleichstabelle</translation>
    </message>
    <message>
        <source>Open its page</source>
        <translation>Seite öffnen</translation>
    </message>
    <message>
        <source>Let it go</source>
        <translation>Lösen</translation>
    </message>
    <message>
        <source>Pin as first</source>
        <translation>Vorn anheften</translation>
    </message>
    <message>
        <source>Take out of the table</source>
        <translation>Aus der Tabelle nehmen</translation>
    </message>
</context>
<context>
    <name>ModelsController</name>
    <message>
        <source>{name} cannot be run yet.</source>
        <translation>{name} kann noch nicht gefragt werden.</translation>
    </message>
    <message>
        <source>Download…</source>
        <translation>Herunterladen …</translation>
    </message>
</context>
<context>
    <name>ModelsPage</name>
    <message>
        <source>Add models above to compare what is known of them.</source>
        <translation>Oben Modelle hinzufügen, um zu vergleichen, was über sie bekannt ist.</translation>
    </message>
    <message>
        <source>Browse all {n}…</source>
        <translation>Alle {n} durchsehen…</translation>
    </message>
    <message>
        <source>Search, filter and sort all models of the catalogue</source>
        <translation>Alle Modelle des Katalogs durchsuchen, filtern und sortieren</translation>
    </message>
    <message>
        <source>Overview</source>
        <translation>Überblick</translation>
    </message>
    <message>
        <source>Say in words what these models are, over the table</source>
        <translation>Über der Tabelle in Worten sagen, was diese Modelle sind</translation>
    </message>
    <message>
        <source>Hide equal rows</source>
        <translation>Gleiche Zeilen verbergen</translation>
    </message>
    <message>
        <source>Copy as</source>
        <translation>Kopieren als</translation>
    </message>
    <message>
        <source>Compare these</source>
        <translation>Diese vergleichen</translation>
    </message>
    <message>
        <source>A name opens its page, a property sorts, a pointer on a cell says its source.</source>
        <translation>Ein Name öffnet seine Seite, eine Eigenschaft sortiert, der Zeiger auf einer Zelle nennt die Quelle.</translation>
    </message>
    <message>
        <source>Markdown</source>
        <translation>Markdown</translation>
    </message>
    <message>
        <source>CSV</source>
        <translation>CSV</translation>
    </message>
    <message>
        <source>JSON, with sources</source>
        <translation>JSON, mit Quellen</translation>
    </message>
    <message>
        <source>HTML</source>
        <translation>HTML</translation>
    </message>
    <message>
        <source>Compare these {n}</source>
        <translation>Diese {n} vergleichen</translation>
    </message>
    <message>
        <source>The table is in the clipboard as {form}.</source>
        <translation>Die Tabelle liegt als {form} in der Zwischenablage.</translation>
    </message>
    <message>
        <source>≥75% good</source>
        <translation>≥75% gut</translation>
    </message>
    <message>
        <source>40–74% fair</source>
        <translation>40–74% mittel</translation>
    </message>
    <message>
        <source>&lt;40% weak</source>
        <translation>&lt;40% schwach</translation>
    </message>
</context>
<context>
    <name>NameHeader</name>
    <message>
        <source>pinned</source>
        <translation>angeheftet</translation>
    </message>
</context>
<context>
    <name>NoteField</name>
    <message>
        <source>A note that is kept with your vote; Enter to go on</source>
        <translation>Eine Notiz zu Ihrer Stimme; weiter mit Enter</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Notiz</translation>
    </message>
</context>
<context>
    <name>OffersTable</name>
    <message>
        <source>Files</source>
        <translation>Dateien</translation>
    </message>
    <message>
        <source>This machine</source>
        <translation>Dieser Rechner</translation>
    </message>
    <message>
        <source>This machine ({free} allowed)</source>
        <translation>Dieser Rechner ({free} erlaubt)</translation>
    </message>
    <message>
        <source>This machine ({free} free)</source>
        <translation>Dieser Rechner ({free} frei)</translation>
    </message>
    <message>
        <source>Quantisation</source>
        <translation>Quantisierung</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>Licence</source>
        <translation>Lizenz</translation>
    </message>
    <message>
        <source>not said</source>
        <translation>nicht genannt</translation>
    </message>
    <message>
        <source>✓ fits · {need}</source>
        <translation>✓ passt · {need}</translation>
    </message>
    <message>
        <source>≈ close · {need}</source>
        <translation>≈ knapp · {need}</translation>
    </message>
    <message>
        <source>✕ too large · {need}</source>
        <translation>✕ zu groß · {need}</translation>
    </message>
    <message>
        <source>✕ no room on the disk</source>
        <translation>✕ kein Platz auf der Platte</translation>
    </message>
    <message>
        <source>✕ no projector: text only</source>
        <translation>✕ kein Projektor: nur Text</translation>
    </message>
</context>
<context>
    <name>OfflineController</name>
    <message>
        <source>This run was started offline and stays so; start vizdesk anew.</source>
        <translation>Dieser Lauf wurde offline gestartet und bleibt es; vizdesk neu starten.</translation>
    </message>
    <message>
        <source>Offline: vizdesk opens no connection until you switch it off.</source>
        <translation>Offline: vizdesk öffnet keine Verbindung, bis das abgeschaltet wird.</translation>
    </message>
    <message>
        <source>Online again. Models behind an API can be asked.</source>
        <translation>Wieder online. Modelle hinter einer API können gefragt werden.</translation>
    </message>
    <message>
        <source>A connection could not be closed: {why}</source>
        <translation>Eine Verbindung ließ sich nicht schließen: {why}</translation>
    </message>
    <message>
        <source>This is not remembered for the next start: {why}</source>
        <translation>Beim nächsten Start gilt das nicht mehr: {why}</translation>
    </message>
</context>
<context>
    <name>Onboarding</name>
    <message>
        <source>Drop an image anywhere in this window. The demo models know shapes and numbers only: for photos, add a model.</source>
        <translation>Ein Bild irgendwo im Fenster ablegen. Die Demo-Modelle kennen nur Formen und Zahlen: für Fotos ein Modell hinzufügen.</translation>
    </message>
    <message>
        <source>Try your own images</source>
        <translation>Eigene Bilder ausprobieren</translation>
    </message>
</context>
<context>
    <name>Overview</name>
    <message>
        <source>Overview</source>
        <translation>Überblick</translation>
    </message>
    <message>
        <source>Open the page of {name}</source>
        <translation>Die Seite von {name} öffnen</translation>
    </message>
</context>
<context>
    <name>PageForm</name>
    <message>
        <source>Original as first panel</source>
        <translation>Original als erstes Feld</translation>
    </message>
    <message>
        <source>Overlay: all boxes on one image</source>
        <translation>Überlagerung: alle Rahmen auf einem Bild</translation>
    </message>
    <message>
        <source>Prompt</source>
        <translation>Prompt</translation>
    </message>
    <message>
        <source>Coordinates</source>
        <translation>Koordinaten</translation>
    </message>
    <message>
        <source>Figures</source>
        <translation>Messwerte</translation>
    </message>
    <message>
        <source>Footer</source>
        <translation>Fußzeile</translation>
    </message>
    <message>
        <source>File name</source>
        <translation>Dateiname</translation>
    </message>
    <message>
        <source>Reset</source>
        <translation>Zurücksetzen</translation>
    </message>
    <message>
        <source>Everything here as it is at first</source>
        <translation>Alles hier wie am Anfang</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>Titel</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Notiz</translation>
    </message>
    <message>
        <source>Automatic</source>
        <translation>Automatisch</translation>
    </message>
    <message>
        <source>16:9 row</source>
        <translation>16:9-Reihe</translation>
    </message>
    <message>
        <source>Columns</source>
        <translation>Spalten</translation>
    </message>
    <message>
        <source>16:9 row: one page for a slide; with many models its panels take more rows</source>
        <translation>16:9-Reihe: eine Seite für eine Folie; bei vielen Modellen stehen die Felder in mehreren Reihen</translation>
    </message>
    <message>
        <source> px</source>
        <translation> px</translation>
    </message>
    <message>
        <source>Label size</source>
        <translation>Schriftgröße</translation>
    </message>
    <message>
        <source>The question, and the prompt as sent</source>
        <translation>Die Frage und der gesendete Prompt</translation>
    </message>
    <message>
        <source>Times, tokens and cost</source>
        <translation>Zeiten, Token und Kosten</translation>
    </message>
    <message>
        <source>vizdesk&apos;s version and the image&apos;s SHA-256</source>
        <translation>vizdesks Version und der SHA-256 des Bildes</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>Zeigen</translation>
    </message>
</context>
<context>
    <name>PairsModel</name>
    <message>
        <source>First</source>
        <translation>Erstes</translation>
    </message>
    <message>
        <source>Second</source>
        <translation>Zweites</translation>
    </message>
</context>
<context>
    <name>PairsTable</name>
    <message>
        <source>Models in pairs</source>
        <translation>Modelle paarweise</translation>
    </message>
</context>
<context>
    <name>PasteController</name>
    <message>
        <source>Open an image first.</source>
        <translation>Zuerst ein Bild öffnen.</translation>
    </message>
    <message>
        <source>The whole image is not there: an answer cannot be tied to it.</source>
        <translation>Das ganze Bild ist nicht da: Eine Antwort lässt sich ihm nicht zuordnen.</translation>
    </message>
    <message>
        <source>pasted</source>
        <translation>eingefügt</translation>
    </message>
    <message>
        <source>{name} (pasted)</source>
        <translation>{name} (eingefügt)</translation>
    </message>
    <message>
        <source>Pasted answer</source>
        <translation>Eingefügte Antwort</translation>
    </message>
</context>
<context>
    <name>PasteDialog</name>
    <message>
        <source>Paste an answer</source>
        <translation>Antwort einfügen</translation>
    </message>
    <message>
        <source>A reply to “{task}” about this image, copied from anywhere. Nobody is asked; it is read, compared and exported like the answers of your models.</source>
        <translation>Eine Antwort auf „{task}“ zu diesem Bild, von irgendwoher kopiert. Niemand wird gefragt; sie wird gelesen, verglichen und exportiert wie die Antworten der Modelle.</translation>
    </message>
    <message>
        <source>Reply</source>
        <translation>Antwort im Wortlaut</translation>
    </message>
    <message>
        <source>The whole reply, as it was written</source>
        <translation>Die ganze Antwort im Wortlaut</translation>
    </message>
    <message>
        <source>Model or tool</source>
        <translation>Modell oder Werkzeug</translation>
    </message>
    <message>
        <source>Whose reply it is, a web chat&apos;s for example</source>
        <translation>Von wem die Antwort ist, etwa ein Web-Chat</translation>
    </message>
    <message>
        <source>Family</source>
        <translation>Familie</translation>
    </message>
    <message>
        <source>Width</source>
        <translation>Breite</translation>
    </message>
    <message>
        <source>Height</source>
        <translation>Höhe</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>Hinzufügen</translation>
    </message>
    <message>
        <source>if it is known</source>
        <translation>falls bekannt</translation>
    </message>
    <message>
        <source>Image as it was sent</source>
        <translation>Gesendetes Bild</translation>
    </message>
    <message>
        <source>Guess: {family}</source>
        <translation>Geraten: {family}</translation>
    </message>
    <message>
        <source>Chosen by you.</source>
        <translation>Selbst gewählt.</translation>
    </message>
</context>
<context>
    <name>PriceRefreshController</name>
    <message>
        <source>Fetching prices from OpenRouter…</source>
        <translation>Preise werden von OpenRouter geholt …</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Stopped. The prices are as they were.</source>
        <translation>Angehalten. Die Preise sind wie zuvor.</translation>
    </message>
    <message>
        <source>Entries not read: {n}.</source>
        <translation>Nicht gelesene Einträge: {n}.</translation>
    </message>
</context>
<context>
    <name>ProfileController</name>
    <message>
        <source>Chosen by you.</source>
        <translation>Selbst gewählt.</translation>
    </message>
    <message>
        <source>What you changed could not be kept: {why}. Make room, or free the folder.</source>
        <translation>Die Änderung ließ sich nicht speichern: {why}. Platz schaffen oder den Ordner freigeben.</translation>
    </message>
</context>
<context>
    <name>ProfileDialog</name>
    <message>
        <source>How {name} is asked</source>
        <translation>Wie {name} gefragt wird</translation>
    </message>
    <message>
        <source>Family</source>
        <translation>Familie</translation>
    </message>
    <message>
        <source>Image and words</source>
        <translation>Bild und Worte</translation>
    </message>
    <message>
        <source>Image, then words</source>
        <translation>Bild, dann Worte</translation>
    </message>
    <message>
        <source>Words, then image</source>
        <translation>Worte, dann Bild</translation>
    </message>
    <message>
        <source>Thinking</source>
        <translation>Nachdenken</translation>
    </message>
    <message>
        <source>Takes a temperature</source>
        <translation>Nimmt eine Temperatur an</translation>
    </message>
    <message>
        <source>Back to the shipped profile</source>
        <translation>Zurück zum mitgelieferten Profil</translation>
    </message>
    <message>
        <source>BOXES</source>
        <translation>RAHMEN</translation>
    </message>
    <message>
        <source>IMAGE</source>
        <translation>BILD</translation>
    </message>
    <message>
        <source>WRITING</source>
        <translation>SCHREIBEN</translation>
    </message>
    <message>
        <source>Its makers advise {number:g}; a comparison is fair at 0.</source>
        <translation>Die Hersteller raten zu {number:g}; ein Vergleich ist bei 0 gerecht.</translation>
    </message>
    <message>
        <source>A family of your own.</source>
        <translation>Eine eigene Familie.</translation>
    </message>
    <message>
        <source>Yours; for every model asked as this family.</source>
        <translation>Eigenes; für jedes Modell, das als diese Familie gefragt wird.</translation>
    </message>
    <message>
        <source>As shipped again, once you save.</source>
        <translation>Nach dem Speichern wieder wie mitgeliefert.</translation>
    </message>
    <message>
        <source>As shipped.</source>
        <translation>Wie mitgeliefert.</translation>
    </message>
    <message>
        <source>Profile</source>
        <translation>Profil</translation>
    </message>
    <message>
        <source>PROMPTS</source>
        <translation>PROMPTS</translation>
    </message>
</context>
<context>
    <name>ProjectorDialog</name>
    <message>
        <source>Choose the projector</source>
        <translation>Projektor wählen</translation>
    </message>
    <message>
        <source>Which projector belongs to {names}?</source>
        <translation>Welcher Projektor gehört zu {names}?</translation>
    </message>
    <message>
        <source>Projector</source>
        <translation>Projektor</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>Typ</translation>
    </message>
    <message>
        <source>Precision</source>
        <translation>Genauigkeit</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>Projectors</source>
        <translation>Projektoren</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>Hinzufügen</translation>
    </message>
    <message>
        <source>Name in its header</source>
        <translation>Name in den Kopfdaten</translation>
    </message>
    <message>
        <source>A projector turns an image into what a model reads. These fit by their headers; the likeliest by where it lies and what it is called is first. The wrong one gives wrong answers, not an error.</source>
        <translation>Ein Projektor macht aus einem Bild, was ein Modell liest. Diese passen nach ihren Kopfdaten; der nach Ort und Namen wahrscheinlichste steht oben. Der falsche gibt falsche Antworten, keinen Fehler.</translation>
    </message>
</context>
<context>
    <name>PromptList</name>
    <message>
        <source>Which prompts</source>
        <translation>Welche Prompts</translation>
    </message>
    <message>
        <source>Category</source>
        <translation>Kategorie</translation>
    </message>
    <message>
        <source>Open on its image</source>
        <translation>Auf seinem Bild öffnen</translation>
    </message>
    <message>
        <source>Prompts</source>
        <translation>Prompts</translation>
    </message>
    <message>
        <source>All prompts</source>
        <translation>Alle Prompts</translation>
    </message>
    <message>
        <source>Not right by some</source>
        <translation>Nicht bei allen richtig</translation>
    </message>
    <message>
        <source>Models differ</source>
        <translation>Modelle uneinig</translation>
    </message>
    <message>
        <source>Right by none</source>
        <translation>Bei keinem richtig</translation>
    </message>
    <message>
        <source>No answer came</source>
        <translation>Keine Antwort kam</translation>
    </message>
    <message>
        <source>All categories</source>
        <translation>Alle Kategorien</translation>
    </message>
    <message numerus="yes">
        <source>%n prompt(s)</source>
        <translation>
            <numerusform>%n Prompt</numerusform>
            <numerusform>%n Prompts</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PromptPanel</name>
    <message>
        <source>Model family whose prompt is shown</source>
        <translation>Modellfamilie, deren Prompt gezeigt wird</translation>
    </message>
    <message>
        <source>Back to each family&apos;s own words</source>
        <translation>Zurück zu den Worten jeder Familie</translation>
    </message>
    <message>
        <source>Forces the form of the answer. Off for a fair comparison: it changes what models say.</source>
        <translation>Erzwingt die Form der Antwort. Aus für einen gerechten Vergleich: es ändert, was Modelle sagen.</translation>
    </message>
    <message>
        <source>Prompt</source>
        <translation>Prompt</translation>
    </message>
    <message>
        <source>Your words, for every model</source>
        <translation>Eigene Worte, für jedes Modell</translation>
    </message>
    <message>
        <source>Edit to use the same words for every model</source>
        <translation>Ändern, um für jedes Modell die gleichen Worte zu nehmen</translation>
    </message>
    <message>
        <source>Prompt &amp;&amp; box format…</source>
        <translation>Prompt &amp;&amp; Boxformat …</translation>
    </message>
    <message>
        <source>Show and edit the prompts of this family</source>
        <translation>Prompts dieser Familie zeigen und bearbeiten</translation>
    </message>
    <message>
        <source>Structured output (JSON schema)</source>
        <translation>Strukturierte Ausgabe (JSON-Schema)</translation>
    </message>
</context>
<context>
    <name>PromptsEditor</name>
    <message>
        <source>Prompts</source>
        <translation>Prompts</translation>
    </message>
    <message>
        <source>SENT NOW</source>
        <translation>JETZT GESENDET</translation>
    </message>
    <message>
        <source>The words as they are sent now</source>
        <translation>Die Worte, wie sie jetzt gesendet werden</translation>
    </message>
    <message>
        <source>NOT ASKED</source>
        <translation>NICHT GEFRAGT</translation>
    </message>
    <message>
        <source>This family cannot do it, says its profile.</source>
        <translation>Diese Familie kann das nicht, sagt ihr Profil.</translation>
    </message>
    <message>
        <source>SENT, FOR EXAMPLE</source>
        <translation>GESENDET, ZUM BEISPIEL</translation>
    </message>
    <message>
        <source>Nothing is said before the prompt.</source>
        <translation>Vor dem Prompt wird nichts gesagt.</translation>
    </message>
    <message>
        <source>No words: the image is sent alone.</source>
        <translation>Keine Worte: das Bild wird allein gesendet.</translation>
    </message>
    <message>
        <source>This family has no words for it. Write some to be able to ask.</source>
        <translation>Diese Familie hat keine Worte dafür. Welche schreiben, um fragen zu können.</translation>
    </message>
    <message>
        <source>System prompt</source>
        <translation>System-Prompt</translation>
    </message>
</context>
<context>
    <name>PromptsModel</name>
    <message>
        <source>Category</source>
        <translation>Kategorie</translation>
    </message>
    <message>
        <source>Prompt</source>
        <translation>Prompt</translation>
    </message>
</context>
<context>
    <name>RatingPanel</name>
    <message>
        <source>This task</source>
        <translation>Diese Aufgabe</translation>
    </message>
    <message>
        <source>All tasks</source>
        <translation>Alle Aufgaben</translation>
    </message>
    <message>
        <source>Rating of the models</source>
        <translation>Bewertung der Modelle</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>Take the last vote back (Ctrl+Z)</source>
        <translation>Die letzte Stimme zurücknehmen (Strg+Z)</translation>
    </message>
    <message>
        <source>Last votes</source>
        <translation>Letzte Stimmen</translation>
    </message>
    <message>
        <source>Rating</source>
        <translation>Bewertung</translation>
    </message>
    <message>
        <source>names revealed</source>
        <translation>mit Namen</translation>
    </message>
    <message>
        <source>Votes</source>
        <translation>Stimmen</translation>
    </message>
    <message>
        <source>Export and import votes</source>
        <translation>Stimmen exportieren und importieren</translation>
    </message>
    <message>
        <source>Export votes…</source>
        <translation>Stimmen exportieren…</translation>
    </message>
    <message>
        <source>Import votes…</source>
        <translation>Stimmen importieren…</translation>
    </message>
    <message>
        <source>Votes are kept on this computer</source>
        <translation>Stimmen bleiben auf diesem Rechner</translation>
    </message>
    <message>
        <source>The rating grows with your votes.</source>
        <translation>Die Bewertung entsteht aus Ihren Stimmen.</translation>
    </message>
    <message numerus="yes">
        <source>%n vote(s)</source>
        <translation>
            <numerusform>%n Stimme</numerusform>
            <numerusform>%n Stimmen</numerusform>
        </translation>
    </message>
    <message>
        <source>“Both bad” counts as a tie ({n} of {all}).</source>
        <translation>„Beide schlecht“ zählt als unentschieden ({n} von {all}).</translation>
    </message>
    <message>
        <source>Side A was chosen in {n} of {all} [{low} %, {high} %], p = {p}.</source>
        <translation>Seite A wurde in {n} von {all} gewählt [{low} %, {high} %], p = {p}.</translation>
    </message>
    <message numerus="yes">
        <source>%n tie(s)</source>
        <translation>
            <numerusform>%n Unentschieden</numerusform>
            <numerusform>%n Unentschieden</numerusform>
        </translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>95 % interval</source>
        <translation>95-%-Intervall</translation>
    </message>
    <message>
        <source>W–T–L</source>
        <translation>S–U–N</translation>
    </message>
    <message>
        <source>Votes won, tied and lost</source>
        <translation>Stimmen gewonnen, unentschieden und verloren</translation>
    </message>
    <message>
        <source>rank {ranks}</source>
        <translation>Rang {ranks}</translation>
    </message>
    <message>
        <source>you chose A</source>
        <translation>Sie wählten A</translation>
    </message>
    <message>
        <source>you chose B</source>
        <translation>Sie wählten B</translation>
    </message>
    <message>
        <source>tie</source>
        <translation>unentschieden</translation>
    </message>
    <message>
        <source>both bad</source>
        <translation>beide schlecht</translation>
    </message>
    <message>
        <source>What you noticed with your own images…</source>
        <translation>Was bei den eigenen Bildern auffiel…</translation>
    </message>
    <message>
        <source>Your notes</source>
        <translation>Eigene Notizen</translation>
    </message>
    <message>
        <source>{n} of {all}</source>
        <translation>{n} von {all}</translation>
    </message>
    <message>
        <source>Nothing was measured here yet: ask it, or run an eval.</source>
        <translation>Hier wurde noch nichts gemessen: Fragen Sie es, oder starten Sie einen Eval.</translation>
    </message>
    <message>
        <source>{n} of {all}, {day}; the same star again takes them away</source>
        <translation>{n} von {all}, {day}; derselbe Stern noch einmal nimmt sie weg</translation>
    </message>
    <message>
        <source>not rated yet; stars and notes stay on this machine</source>
        <translation>noch nicht gewertet; Sterne und Notizen bleiben auf diesem Rechner</translation>
    </message>
</context>
<context>
    <name>RefusedImages</name>
    <message numerus="yes">
        <source>… and %n more</source>
        <translation>
            <numerusform>… und noch %n</numerusform>
            <numerusform>… und noch %n</numerusform>
        </translation>
    </message>
    <message>
        <source>Copy the list</source>
        <translation>Liste kopieren</translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) could not be opened</source>
        <translation>
            <numerusform>%n Datei konnte nicht geöffnet werden</numerusform>
            <numerusform>%n Dateien konnten nicht geöffnet werden</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ReopenController</name>
    <message numerus="yes">
        <source> and %n more</source>
        <translation>
            <numerusform> und %n weiteres</numerusform>
            <numerusform> und %n weitere</numerusform>
        </translation>
    </message>
    <message>
        <source>{image}{more} · {task} · {when}</source>
        <translation>{image}{more} · {task} · {when}</translation>
    </message>
    <message>
        <source>Continue with the last images</source>
        <translation>Weiter mit den letzten Bildern</translation>
    </message>
    <message numerus="yes">
        <source>Opening %n image(s) again…</source>
        <translation>
            <numerusform>Öffnet %n Bild wieder …</numerusform>
            <numerusform>Öffnet %n Bilder wieder …</numerusform>
        </translation>
    </message>
    <message>
        <source>{name}: {why}</source>
        <translation>{name}: {why}</translation>
    </message>
    <message numerus="yes">
        <source>%n image(s) of the last time are not as they were</source>
        <translation>
            <numerusform>%n Bild vom letzten Mal ist nicht, wie es war</numerusform>
            <numerusform>%n Bilder vom letzten Mal sind nicht, wie sie waren</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>… and %n more</source>
        <translation>
            <numerusform>… und %n weiteres</numerusform>
            <numerusform>… und %n weitere</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RepeatController</name>
    <message>
        <source>Open an image first.</source>
        <translation>Bitte zuerst ein Bild öffnen.</translation>
    </message>
    <message>
        <source>Repeat</source>
        <translation>Wiederholen</translation>
    </message>
    <message>
        <source>How many times is {name} to be asked?</source>
        <translation>Wie oft soll {name} gefragt werden?</translation>
    </message>
    <message>
        <source>At temperature 0 the answers differ only by the engine.</source>
        <translation>Bei Temperatur 0 unterscheiden sich die Antworten nur durch die Engine.</translation>
    </message>
    <message>
        <source>Each costs about {cost}.</source>
        <translation>Jede kostet etwa {cost}.</translation>
    </message>
    <message numerus="yes">
        <source>%n answer(s) of {name}</source>
        <translation>
            <numerusform>%n Antwort von {name}</numerusform>
            <numerusform>%n Antworten von {name}</numerusform>
        </translation>
    </message>
    <message>
        <source>Back to the models before</source>
        <translation>Zurück zu den Modellen davor</translation>
    </message>
</context>
<context>
    <name>ReplyExcerpt</name>
    <message>
        <source>Reply</source>
        <translation>Antwort im Wortlaut</translation>
    </message>
    <message>
        <source>Reply: {beginning}</source>
        <translation>Antwort: {beginning}</translation>
    </message>
    <message>
        <source>Reply · {count} more characters under Raw</source>
        <translation>Antwort im Wortlaut · {count} weitere Zeichen unter Roh</translation>
    </message>
</context>
<context>
    <name>ResultsTable</name>
    <message>
        <source>Results</source>
        <translation>Ergebnisse</translation>
    </message>
</context>
<context>
    <name>RunFields</name>
    <message>
        <source>Another seed, another suite of the same kinds of question, which no model can have learnt</source>
        <translation>Anderer Startwert, andere Testreihe mit denselben Arten von Fragen, die kein Modell gelernt haben kann</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>Startwert</translation>
    </message>
    <message>
        <source>Ask each prompt so many times</source>
        <translation>Jeden Prompt so oft stellen</translation>
    </message>
    <message>
        <source>At most so many prompts</source>
        <translation>Höchstens so viele Prompts</translation>
    </message>
    <message>
        <source>all</source>
        <translation>alle</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keins</translation>
    </message>
    <message>
        <source>Stop before it costs more</source>
        <translation>Anhalten, bevor es mehr kostet</translation>
    </message>
    <message>
        <source>Judge</source>
        <translation>Juror</translation>
    </message>
    <message>
        <source>A model that judges answers too, beside the rules; never its own answers</source>
        <translation>Ein Modell, das Antworten ebenfalls beurteilt, neben den Regeln; nie die eigenen</translation>
    </message>
    <message>
        <source>Repeats</source>
        <translation>Wiederholungen</translation>
    </message>
    <message>
        <source>Prompts</source>
        <translation>Prompts</translation>
    </message>
    <message>
        <source>Ceiling</source>
        <translation>Obergrenze</translation>
    </message>
</context>
<context>
    <name>RunForm</name>
    <message>
        <source>Suites</source>
        <translation>Testreihen</translation>
    </message>
    <message>
        <source>Open a folder…</source>
        <translation>Ordner öffnen …</translation>
    </message>
    <message>
        <source>What to ask about each image; empty: describe it (answers only)</source>
        <translation>Was zu jedem Bild gefragt wird; leer: beschreiben (nur Antworten)</translation>
    </message>
    <message>
        <source>Prompt for images without keys</source>
        <translation>Prompt für Bilder ohne Lösung</translation>
    </message>
    <message>
        <source>Begin</source>
        <translation>Beginnen</translation>
    </message>
    <message>
        <source>A new run</source>
        <translation>Ein neuer Lauf</translation>
    </message>
    <message>
        <source>Every prompt of a suite is put to every model; each answer is judged by a rule you can read, and counted with an interval that says how sure the figure is.</source>
        <translation>Jeder Prompt einer Testreihe geht an jedes Modell; jede Antwort wird nach einer lesbaren Regel beurteilt und mit einem Intervall gezählt, das sagt, wie sicher die Zahl ist.</translation>
    </message>
    <message>
        <source>Suite</source>
        <translation>Testreihe</translation>
    </message>
    <message>
        <source>A suite, or a folder of images</source>
        <translation>Eine Testreihe oder ein Ordner mit Bildern</translation>
    </message>
    <message>
        <source>Reading…</source>
        <translation>Liest …</translation>
    </message>
    <message>
        <source>Drawn at the first run.</source>
        <translation>Wird beim ersten Lauf gezeichnet.</translation>
    </message>
    <message numerus="yes">
        <source>%n prompt(s)</source>
        <translation>
            <numerusform>%n Prompt</numerusform>
            <numerusform>%n Prompts</numerusform>
        </translation>
    </message>
    <message>
        <source>In a batch: {models}. The others are asked the usual way.</source>
        <translation>Im Stapel: {models}. Die anderen werden wie sonst gefragt.</translation>
    </message>
    <message>
        <source>Drawing image {number} of {size}… Esc stops.</source>
        <translation>Bild {number} von {size} wird gezeichnet … Esc hält an.</translation>
    </message>
    <message>
        <source>Through the Batch API (half the price, up to two days)</source>
        <translation>Über die Batch-API (halber Preis, bis zu zwei Tage)</translation>
    </message>
    <message>
        <source>Leave out what is missing</source>
        <translation>Fehlendes auslassen</translation>
    </message>
</context>
<context>
    <name>RunView</name>
    <message>
        <source>Results</source>
        <translation>Ergebnisse</translation>
    </message>
    <message>
        <source>Prompts</source>
        <translation>Prompts</translation>
    </message>
    <message>
        <source>Comparison</source>
        <translation>Vergleich</translation>
    </message>
    <message>
        <source>What to show</source>
        <translation>Was gezeigt wird</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>Weiter</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Cancel the batch</source>
        <translation>Stapel abbrechen</translation>
    </message>
    <message>
        <source>End it at its server; what it has answered is kept and paid for.</source>
        <translation>Ihn beim Server beenden; was beantwortet ist, bleibt und wird bezahlt.</translation>
    </message>
    <message>
        <source>Save…</source>
        <translation>Speichern …</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Löschen</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>Fortschritt</translation>
    </message>
    <message>
        <source>How to read this</source>
        <translation>Wie man das liest</translation>
    </message>
    <message numerus="yes">
        <source>%n more pair(s) under Comparison.</source>
        <translation>
            <numerusform>%n weiteres Paar unter Vergleich.</numerusform>
            <numerusform>%n weitere Paare unter Vergleich.</numerusform>
        </translation>
    </message>
    <message>
        <source>{done} of {total}</source>
        <translation>{done} von {total}</translation>
    </message>
    <message>
        <source>in a batch: {done} of {total}</source>
        <translation>im Stapel: {done} von {total}</translation>
    </message>
    <message>
        <source>a batch of {total} goes on at its server; Go on fetches it</source>
        <translation>ein Stapel von {total} läuft beim Server weiter; „Weiter“ holt ihn</translation>
    </message>
    <message>
        <source>{spent} so far, about {whole} in all</source>
        <translation>bisher {spent}, insgesamt etwa {whole}</translation>
    </message>
    <message>
        <source>{spent} in all</source>
        <translation>insgesamt {spent}</translation>
    </message>
    <message numerus="yes">
        <source>%n failed</source>
        <translation>
            <numerusform>%n gescheitert</numerusform>
            <numerusform>%n gescheitert</numerusform>
        </translation>
    </message>
    <message>
        <source>{assumed} of it assumed: no cost was told</source>
        <translation>davon {assumed} angenommen: Kosten wurden nicht genannt</translation>
    </message>
    <message>
        <source>stopped at the ceiling: begin the same with a higher one to go on</source>
        <translation>an der Obergrenze angehalten: mit einer höheren dasselbe beginnen, dann geht es weiter</translation>
    </message>
    <message>
        <source>Not asked any more: {reason}</source>
        <translation>Wird nicht mehr gefragt: {reason}</translation>
    </message>
    <message>
        <source>Mend it, then go on: only what is left is asked.</source>
        <translation>Den Grund beheben, dann fortfahren: Gefragt wird nur, was noch fehlt.</translation>
    </message>
    <message numerus="yes">
        <source>Retry %n failed</source>
        <translation>
            <numerusform>%n gescheiterte wiederholen</numerusform>
            <numerusform>%n gescheiterte wiederholen</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SamplingDialog</name>
    <message>
        <source>Duplicate {name}</source>
        <translation>{name} duplizieren</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Temperature</source>
        <translation>Temperatur</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>Startwert</translation>
    </message>
    <message>
        <source>as the model chooses</source>
        <translation>wie das Modell es wählt</translation>
    </message>
    <message>
        <source>Duplicate</source>
        <translation>Duplizieren</translation>
    </message>
    <message>
        <source>Defaults</source>
        <translation>Vorgaben</translation>
    </message>
    <message>
        <source>{family} refuses a temperature.</source>
        <translation>{family} lehnt eine Temperatur ab.</translation>
    </message>
    <message>
        <source>Left out, because {server} refused it on {day}: {fields}.</source>
        <translation>Weggelassen, weil {server} es am {day} abgelehnt hat: {fields}.</translation>
    </message>
    <message>
        <source>Send it again</source>
        <translation>Wieder senden</translation>
    </message>
    <message>
        <source>Max output tokens</source>
        <translation>Max. Ausgabe-Tokens</translation>
    </message>
    <message>
        <source>Enable thinking</source>
        <translation>Nachdenken einschalten</translation>
    </message>
    <message>
        <source>Reasoning effort</source>
        <translation>Reasoning-Aufwand</translation>
    </message>
    <message>
        <source>Structured output (JSON schema)</source>
        <translation>Strukturierte Ausgabe (JSON-Schema)</translation>
    </message>
    <message>
        <source>At temperature 0 the same question gives the same answer. An empty field leaves the choice to the model. A JSON schema helps weak models, and changes what they say.</source>
        <translation>Bei Temperatur 0 gibt dieselbe Frage dieselbe Antwort. Ein leeres Feld überlässt dem Modell die Wahl. Ein JSON-Schema hilft schwachen Modellen und ändert, was sie sagen.</translation>
    </message>
</context>
<context>
    <name>ScoreBoard</name>
    <message>
        <source>Run to score</source>
        <translation>noch kein Lauf</translation>
    </message>
    <message>
        <source>no truth yet</source>
        <translation>noch keine Wahrheit</translation>
    </message>
    <message>
        <source>as you draw</source>
        <translation>während Sie zeichnen</translation>
    </message>
    <message>
        <source>as you write</source>
        <translation>während Sie schreiben</translation>
    </message>
    <message numerus="yes">
        <source>%n image(s)</source>
        <translation>
            <numerusform>%n Bild</numerusform>
            <numerusform>%n Bilder</numerusform>
        </translation>
    </message>
    <message>
        <source>{n} {label} · FP</source>
        <translation>{n} {label} · FP</translation>
    </message>
    <message>
        <source>{n} {label} · FN</source>
        <translation>{n} {label} · FN</translation>
    </message>
</context>
<context>
    <name>ScoreKey</name>
    <message>
        <source>≥75% good</source>
        <translation>≥75% gut</translation>
    </message>
    <message>
        <source>40–74% fair</source>
        <translation>40–74% mittel</translation>
    </message>
    <message>
        <source>&lt;40% weak</source>
        <translation>&lt;40% schwach</translation>
    </message>
    <message>
        <source>Score key:</source>
        <translation>Farben:</translation>
    </message>
</context>
<context>
    <name>ServerModelsDialog</name>
    <message>
        <source>Models of {name}</source>
        <translation>Modelle von {name}</translation>
    </message>
    <message>
        <source>Filter, or write a model&apos;s name</source>
        <translation>Filtern oder einen Modellnamen schreiben</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>Filter</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>Modelle</translation>
    </message>
    <message>
        <source>Also models that read no images ({n})</source>
        <translation>Auch Modelle, die keine Bilder lesen ({n})</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>Hinzufügen</translation>
    </message>
    <message>
        <source>This server lists no models. Write the name of one.</source>
        <translation>Dieser Server nennt keine Modelle. Den Namen eines Modells schreiben.</translation>
    </message>
    <message>
        <source>The first {n} read images; of the others the server does not say.</source>
        <translation>Die ersten {n} lesen Bilder; zu den anderen sagt der Server nichts.</translation>
    </message>
    <message>
        <source>The server does not say which of these read images.</source>
        <translation>Der Server sagt nicht, welche davon Bilder lesen.</translation>
    </message>
    <message>
        <source>in the list</source>
        <translation>in der Liste</translation>
    </message>
    <message>
        <source>reads images</source>
        <translation>liest Bilder</translation>
    </message>
    <message>
        <source>reads no images</source>
        <translation>liest keine Bilder</translation>
    </message>
    <message>
        <source>The server does not say whether it reads images.</source>
        <translation>Der Server sagt nicht, ob es Bilder liest.</translation>
    </message>
    <message>
        <source>not in the server&apos;s list</source>
        <translation>nicht in der Liste des Servers</translation>
    </message>
    <message>
        <source>Add {n} models</source>
        <translation>{n} Modelle hinzufügen</translation>
    </message>
</context>
<context>
    <name>SettingsController</name>
    <message>
        <source>This run was started offline and stays so.</source>
        <translation>Dieser Lauf wurde offline gestartet und bleibt es.</translation>
    </message>
    <message>
        <source>This is not remembered for the next start: {why}</source>
        <translation>Beim nächsten Start gilt das nicht mehr: {why}</translation>
    </message>
</context>
<context>
    <name>SettingsDialog</name>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>Restore defaults…</source>
        <translation>Vorgaben wiederherstellen …</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Fertig</translation>
    </message>
    <message>
        <source>{name} changes when vizdesk is started again.</source>
        <translation>{name} ändert sich, wenn vizdesk neu gestartet wird.</translation>
    </message>
    <message>
        <source>Restore defaults</source>
        <translation>Vorgaben wiederherstellen</translation>
    </message>
    <message>
        <source>Give every setting its default again?</source>
        <translation>Jede Einstellung auf ihre Vorgabe zurücksetzen?</translation>
    </message>
    <message>
        <source>Models, keys, sets and the history stay as they are.</source>
        <translation>Modelle, Schlüssel, Sets und Verlauf bleiben, wie sie sind.</translation>
    </message>
    <message>
        <source>Restore</source>
        <translation>Zurücksetzen</translation>
    </message>
    <message>
        <source>needs restart</source>
        <translation>Neustart nötig</translation>
    </message>
</context>
<context>
    <name>SliderView</name>
    <message>
        <source>Image with the boxes of two models</source>
        <translation>Bild mit den Boxen zweier Modelle</translation>
    </message>
    <message>
        <source>Model {name}</source>
        <translation>Modell {name}</translation>
    </message>
    <message>
        <source>Flicker</source>
        <translation>Flackern</translation>
    </message>
    <message>
        <source>Show one and the other in turn</source>
        <translation>Abwechselnd das eine und das andere zeigen</translation>
    </message>
</context>
<context>
    <name>SnippetsPanel</name>
    <message>
        <source>Quick start</source>
        <translation>Schnellstart</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Copy the code</source>
        <translation>Den Code kopieren</translation>
    </message>
    <message>
        <source>The code is in the clipboard.</source>
        <translation>Der Code ist in der Zwischenablage.</translation>
    </message>
</context>
<context>
    <name>StabilityBody</name>
    <message>
        <source>Which model is asked</source>
        <translation>Welches Modell gefragt wird</translation>
    </message>
    <message>
        <source>How often each variant is asked</source>
        <translation>Wie oft jede Variante gefragt wird</translation>
    </message>
    <message>
        <source>Temperature in place of the model&apos;s own</source>
        <translation>Temperatur anstelle der eigenen des Modells</translation>
    </message>
    <message>
        <source>How the image is changed</source>
        <translation>Wie das Bild verändert wird</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>Starten</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>Exportieren …</translation>
    </message>
    <message>
        <source>Save all figures as JSON</source>
        <translation>Alle Zahlen als JSON speichern</translation>
    </message>
    <message>
        <source>Progress of the stability run</source>
        <translation>Fortschritt des Stabilitätslaufs</translation>
    </message>
    <message>
        <source>Amber: fewer than the reference · Click: compare · Hold Space: reference</source>
        <translation>Gelb: weniger als die Referenz · Klick: vergleichen · Leertaste halten: Referenz</translation>
    </message>
</context>
<context>
    <name>StabilityGrid</name>
    <message>
        <source>Answers by variant and repeat</source>
        <translation>Antworten nach Variante und Wiederholung</translation>
    </message>
</context>
<context>
    <name>StabilityPanel</name>
    <message>
        <source>How often each object was found</source>
        <translation>Wie oft jedes Objekt gefunden wurde</translation>
    </message>
    <message>
        <source>run first</source>
        <translation>erst starten</translation>
    </message>
</context>
<context>
    <name>StabilityWorkbench</name>
    <message>
        <source>The image is still being opened.</source>
        <translation>Das Bild wird noch geöffnet.</translation>
    </message>
    <message>
        <source>Check a model on the left: it is asked again and again.</source>
        <translation>Wählen Sie links ein Modell: Es wird mehrmals gefragt.</translation>
    </message>
    <message>
        <source>Run {n}</source>
        <translation>{n} starten</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>Starten</translation>
    </message>
    <message>
        <source>Beginning…</source>
        <translation>Beginnt…</translation>
    </message>
    <message>
        <source>{n} of {all} done</source>
        <translation>{n} von {all} fertig</translation>
    </message>
    <message>
        <source>{n} failed</source>
        <translation>{n} gescheitert</translation>
    </message>
    <message>
        <source>All {n} questions are answered.</source>
        <translation>Alle {n} Fragen sind beantwortet.</translation>
    </message>
    <message>
        <source>{n} failed; Run asks them again.</source>
        <translation>{n} gescheitert; Starten fragt sie noch einmal.</translation>
    </message>
    <message>
        <source>At temperature 0 repeats differ only by the engine.</source>
        <translation>Bei Temperatur 0 unterscheiden sich Wiederholungen nur durch die Engine.</translation>
    </message>
    <message>
        <source>No model</source>
        <translation>Kein Modell</translation>
    </message>
    <message>
        <source>Repeats {n}</source>
        <translation>Wiederholungen {n}</translation>
    </message>
    <message>
        <source>own</source>
        <translation>eigene</translation>
    </message>
    <message>
        <source>Temperature {value}</source>
        <translation>Temperatur {value}</translation>
    </message>
    <message>
        <source>Perturbations {n} of {all}</source>
        <translation>Veränderungen {n} von {all}</translation>
    </message>
    <message>
        <source>{variant}, repeat {n}</source>
        <translation>{variant}, Wiederholung {n}</translation>
    </message>
    <message>
        <source>Reference</source>
        <translation>Referenz</translation>
    </message>
    <message>
        <source>Missing against the reference: {names}</source>
        <translation>Fehlt gegenüber der Referenz: {names}</translation>
    </message>
    <message>
        <source>All of the reference is there.</source>
        <translation>Alles aus der Referenz ist da.</translation>
    </message>
    <message>
        <source>Export the stability report</source>
        <translation>Stabilitätsbericht exportieren</translation>
    </message>
    <message>
        <source>Saved {path}</source>
        <translation>{path} gesichert</translation>
    </message>
</context>
<context>
    <name>StartFrom</name>
    <message>
        <source>Other</source>
        <translation>Andere</translation>
    </message>
    <message>
        <source>Start from</source>
        <translation>Beginnen mit</translation>
    </message>
</context>
<context>
    <name>SuiteDialog</name>
    <message>
        <source>Save truth as a suite</source>
        <translation>Wahrheit als Suite sichern</translation>
    </message>
    <message>
        <source>Name of the suite</source>
        <translation>Name der Suite</translation>
    </message>
    <message>
        <source>for example: Warehouse, March</source>
        <translation>zum Beispiel: Lager, März</translation>
    </message>
    <message numerus="yes">
        <source>%n image(s) with truth become prompts.</source>
        <translation>
            <numerusform>%n Bild mit Wahrheit wird zur Frage.</numerusform>
            <numerusform>%n Bilder mit Wahrheit werden zu Fragen.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n image(s) without truth are left out.</source>
        <translation>
            <numerusform>%n Bild ohne Wahrheit wird ausgelassen.</numerusform>
            <numerusform>%n Bilder ohne Wahrheit werden ausgelassen.</numerusform>
        </translation>
    </message>
    <message>
        <source>Images that are saved</source>
        <translation>Bilder, die gesichert werden</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Sichern</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>There is a suite of this name; choose another one.</source>
        <translation>Eine Suite dieses Namens gibt es schon; wählen Sie einen anderen.</translation>
    </message>
</context>
<context>
    <name>SupportView</name>
    <message>
        <source>Image with the objects by their support</source>
        <translation>Bild mit den Objekten nach ihrer Unterstützung</translation>
    </message>
    <message>
        <source>{label} · only {model}</source>
        <translation>{label} · nur {model}</translation>
    </message>
</context>
<context>
    <name>TaskBar</name>
    <message>
        <source>Choose a task</source>
        <translation>Eine Aufgabe wählen</translation>
    </message>
</context>
<context>
    <name>TaskForm</name>
    <message>
        <source>Prompt ▸</source>
        <translation>Prompt ▸</translation>
    </message>
    <message>
        <source>Show and edit the prompt</source>
        <translation>Den Prompt zeigen und ändern</translation>
    </message>
    <message>
        <source>Prompt ▾</source>
        <translation>Prompt ▾</translation>
    </message>
</context>
<context>
    <name>TemplateDialog</name>
    <message>
        <source>Choose the chat template</source>
        <translation>Chat-Vorlage wählen</translation>
    </message>
    <message>
        <source>With which chat template is {names} asked?</source>
        <translation>Mit welcher Chat-Vorlage wird {names} gefragt?</translation>
    </message>
    <message>
        <source>Chat template</source>
        <translation>Chat-Vorlage</translation>
    </message>
    <message>
        <source>The file’s own</source>
        <translation>Die der Datei</translation>
    </message>
    <message>
        <source>My own</source>
        <translation>Eine eigene</translation>
    </message>
    <message>
        <source>Jinja source of the chat template</source>
        <translation>Jinja-Quelltext der Chat-Vorlage</translation>
    </message>
    <message>
        <source>Use</source>
        <translation>Verwenden</translation>
    </message>
    <message>
        <source>A chat template says where the question, the image and the answer stand in what the model reads. With the wrong one a model answers badly, and no error says so: its model card names the right one.</source>
        <translation>Eine Chat-Vorlage sagt, wo Frage, Bild und Antwort in dem stehen, was das Modell liest. Mit der falschen antwortet ein Modell schlecht, und kein Fehler sagt es: Seine Modellkarte nennt die richtige.</translation>
    </message>
    <message>
        <source>The file holds none. {words}</source>
        <translation>Die Datei enthält keine. {words}</translation>
    </message>
</context>
<context>
    <name>ThinkingSection</name>
    <message>
        <source>Thinking</source>
        <translation>Nachdenken</translation>
    </message>
    <message>
        <source>Thinking · {count} tokens</source>
        <translation>Nachdenken · {count} Token</translation>
    </message>
    <message>
        <source>open, press to fold</source>
        <translation>aufgeklappt, zum Zuklappen drücken</translation>
    </message>
    <message>
        <source>folded, press to open</source>
        <translation>zugeklappt, zum Aufklappen drücken</translation>
    </message>
</context>
<context>
    <name>Thumb</name>
    <message>
        <source>Add images</source>
        <translation>Bilder hinzufügen</translation>
    </message>
    <message>
        <source>Add images (Ctrl+O)</source>
        <translation>Bilder hinzufügen (Strg+O)</translation>
    </message>
    <message>
        <source>has truth</source>
        <translation>hat Wahrheit</translation>
    </message>
    <message>
        <source>Close image</source>
        <translation>Bild schließen</translation>
    </message>
    <message>
        <source>{name}, agreement {mark}</source>
        <translation>{name}, Übereinstimmung {mark}</translation>
    </message>
</context>
<context>
    <name>ToolStrip</name>
    <message>
        <source>Select and move (V)</source>
        <translation>Auswählen und verschieben (V)</translation>
    </message>
    <message>
        <source>Draw a box (R)</source>
        <translation>Kasten zeichnen (R)</translation>
    </message>
    <message>
        <source>Move the image (H)</source>
        <translation>Bild verschieben (H)</translation>
    </message>
    <message>
        <source>Undo (Ctrl+Z)</source>
        <translation>Rückgängig (Strg+Z)</translation>
    </message>
    <message>
        <source>Redo (Ctrl+Shift+Z)</source>
        <translation>Wiederholen (Strg+Umschalt+Z)</translation>
    </message>
    <message>
        <source>Delete the selected object (Del)</source>
        <translation>Gewähltes Objekt löschen (Entf)</translation>
    </message>
</context>
<context>
    <name>TruthBody</name>
    <message>
        <source>Draw what a model has wrong, in red dashes</source>
        <translation>Rot gestrichelt zeichnen, was ein Modell falsch hat</translation>
    </message>
    <message>
        <source>Show the whole image (0)</source>
        <translation>Ganzes Bild zeigen (0)</translation>
    </message>
    <message>
        <source>Draw a box · Shift: square · Space: pan · 1–9: class · Enter: one in the middle</source>
        <translation>Kasten zeichnen · Umschalt: Quadrat · Leertaste: verschieben · 1–9: Klasse · Eingabe: einer in der Mitte</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keins</translation>
    </message>
    <message>
        <source>Show model boxes: {name}</source>
        <translation>Fehler zeigen: {name}</translation>
    </message>
</context>
<context>
    <name>TruthCanvas</name>
    <message>
        <source>Image on which truth is drawn</source>
        <translation>Bild, auf dem die Wahrheit gezeichnet wird</translation>
    </message>
</context>
<context>
    <name>TruthController</name>
    <message>
        <source>“{label}” is part of the truth of this image now.</source>
        <translation>„{label}“ gehört jetzt zur Wahrheit dieses Bildes.</translation>
    </message>
    <message>
        <source>What {name} found is the truth of this image now.</source>
        <translation>Was {name} fand, ist jetzt die Wahrheit dieses Bildes.</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>Zeigen</translation>
    </message>
</context>
<context>
    <name>TruthExchange</name>
    <message>
        <source>No open image has truth yet.</source>
        <translation>Noch kein offenes Bild hat Wahrheit.</translation>
    </message>
    <message>
        <source>The suite was not saved.</source>
        <translation>Die Suite wurde nicht gesichert.</translation>
    </message>
    <message numerus="yes">
        <source>“{name}” is saved as a suite: %n prompt(s).</source>
        <translation>
            <numerusform>„{name}“ ist als Suite gesichert: %n Frage.</numerusform>
            <numerusform>„{name}“ ist als Suite gesichert: %n Fragen.</numerusform>
        </translation>
    </message>
    <message>
        <source>Show the evals</source>
        <translation>Evals zeigen</translation>
    </message>
    <message>
        <source>Import truth</source>
        <translation>Wahrheit importieren</translation>
    </message>
    <message>
        <source>Annotations</source>
        <translation>Annotationen</translation>
    </message>
    <message>
        <source>Reading {name}…</source>
        <translation>{name} wird gelesen …</translation>
    </message>
    <message numerus="yes">
        <source>Truth of %n image(s) was imported.</source>
        <translation>
            <numerusform>Die Wahrheit von %n Bild wurde importiert.</numerusform>
            <numerusform>Die Wahrheit von %n Bildern wurde importiert.</numerusform>
        </translation>
    </message>
    <message>
        <source>Open the images</source>
        <translation>Bilder öffnen</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>Export truth</source>
        <translation>Wahrheit exportieren</translation>
    </message>
    <message>
        <source>Saved {path}</source>
        <translation>{path} gesichert</translation>
    </message>
    <message>
        <source>Saved in {path}</source>
        <translation>In {path} gesichert</translation>
    </message>
</context>
<context>
    <name>TruthPanel</name>
    <message>
        <source>Objects of the truth</source>
        <translation>Objekte der Wahrheit</translation>
    </message>
    <message>
        <source>Scores of the models</source>
        <translation>Bewertung der Modelle</translation>
    </message>
    <message>
        <source>This image</source>
        <translation>Dieses Bild</translation>
    </message>
    <message>
        <source>All images</source>
        <translation>Alle Bilder</translation>
    </message>
    <message>
        <source>Truth</source>
        <translation>Wahrheit</translation>
    </message>
    <message>
        <source>Tab: next box</source>
        <translation>Tab: nächster Kasten</translation>
    </message>
    <message>
        <source>Score now</source>
        <translation>Bewertung</translation>
    </message>
    <message>
        <source>Images with truth</source>
        <translation>Bilder mit Wahrheit</translation>
    </message>
    <message>
        <source>Next without truth</source>
        <translation>Nächstes ohne</translation>
    </message>
    <message>
        <source>Next without truth (N)</source>
        <translation>Nächstes Bild ohne Wahrheit (N)</translation>
    </message>
    <message>
        <source>Import and export truth</source>
        <translation>Wahrheit importieren und exportieren</translation>
    </message>
    <message>
        <source>Import a file…</source>
        <translation>Datei importieren …</translation>
    </message>
    <message>
        <source>Import a folder…</source>
        <translation>Ordner importieren …</translation>
    </message>
    <message>
        <source>Export truth…</source>
        <translation>Wahrheit exportieren …</translation>
    </message>
    <message>
        <source>Save as suite…</source>
        <translation>Als Suite sichern …</translation>
    </message>
    <message>
        <source>{n} of {all} images have truth</source>
        <translation>{n} von {all} Bildern haben Wahrheit</translation>
    </message>
</context>
<context>
    <name>TruthWorkbench</name>
    <message numerus="yes">
        <source>%n object(s)</source>
        <translation>
            <numerusform>%n Objekt</numerusform>
            <numerusform>%n Objekte</numerusform>
        </translation>
    </message>
    <message>
        <source>Captions are not scored: there are many right ones.</source>
        <translation>Bildbeschreibungen werden nicht bewertet: Viele sind richtig.</translation>
    </message>
    <message>
        <source>Nothing is there: whatever a model finds here is wrong.</source>
        <translation>Nichts ist da: Was ein Modell hier findet, ist falsch.</translation>
    </message>
    <message>
        <source>What is right here is not known yet. Press R and draw, or start from an answer above.</source>
        <translation>Was hier richtig ist, ist noch nicht bekannt. Drücken Sie R und zeichnen Sie, oder beginnen Sie mit einer Antwort von oben.</translation>
    </message>
    <message>
        <source>Saved</source>
        <translation>Gesichert</translation>
    </message>
    <message>
        <source>Saving…</source>
        <translation>Wird gesichert …</translation>
    </message>
    <message>
        <source>Not saved</source>
        <translation>Nicht gesichert</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>The objects were begun anew.</source>
        <translation>Die Objekte wurden neu begonnen.</translation>
    </message>
    <message>
        <source>The next box is “{name}”.</source>
        <translation>Der nächste Kasten ist „{name}“.</translation>
    </message>
    <message>
        <source>All open images have truth.</source>
        <translation>Alle offenen Bilder haben Wahrheit.</translation>
    </message>
</context>
<context>
    <name>ViewMenu</name>
    <message>
        <source>Boxes</source>
        <translation>Rahmen</translation>
    </message>
    <message>
        <source>Labels</source>
        <translation>Beschriftungen</translation>
    </message>
    <message>
        <source>Hold Space to hide boxes</source>
        <translation>Leertaste halten blendet Boxen aus</translation>
    </message>
    <message>
        <source>Scroll answers together</source>
        <translation>Antworten gemeinsam scrollen</translation>
    </message>
    <message>
        <source>Fill</source>
        <translation>Füllung</translation>
    </message>
    <message>
        <source>Coordinates</source>
        <translation>Koordinaten</translation>
    </message>
    <message>
        <source>pixels</source>
        <translation>Pixel</translation>
    </message>
    <message>
        <source>Lowest score that is shown</source>
        <translation>Niedrigster Score, der gezeigt wird</translation>
    </message>
    <message>
        <source>Score ≥ {value}</source>
        <translation>Score ≥ {value}</translation>
    </message>
</context>
<context>
    <name>VotingBody</name>
    <message>
        <source>Blind vote</source>
        <translation>Blind abstimmen</translation>
    </message>
    <message>
        <source>‹  A is better</source>
        <translation>‹  A ist besser</translation>
    </message>
    <message>
        <source>Tie</source>
        <translation>Unentschieden</translation>
    </message>
    <message>
        <source>Both bad</source>
        <translation>Beide schlecht</translation>
    </message>
    <message>
        <source>B is better  ›</source>
        <translation>B ist besser  ›</translation>
    </message>
    <message>
        <source>Skip</source>
        <translation>Überspringen</translation>
    </message>
    <message>
        <source>Skip this pair (S)</source>
        <translation>Dieses Paar überspringen (S)</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Notiz</translation>
    </message>
    <message>
        <source>Add a note (N)</source>
        <translation>Eine Notiz anfügen (N)</translation>
    </message>
    <message>
        <source>Space: hold to enlarge the image · N: add a note · S: skip this pair</source>
        <translation>Leertaste halten: Bild vergrößern · N: Notiz · S: überspringen</translation>
    </message>
    <message>
        <source>Rating</source>
        <translation>Bewertung</translation>
    </message>
    <message>
        <source>Show or hide the rating</source>
        <translation>Bewertung zeigen oder verbergen</translation>
    </message>
</context>
<context>
    <name>VotingBooth</name>
    <message>
        <source>Reading the votes…</source>
        <translation>Stimmen werden gelesen…</translation>
    </message>
    <message numerus="yes">
        <source>%n model(s), names hidden</source>
        <translation>
            <numerusform>%n Modell, Name verdeckt</numerusform>
            <numerusform>%n Modelle, Namen verdeckt</numerusform>
        </translation>
    </message>
    <message>
        <source>Vote {n} of {all}</source>
        <translation>Stimme {n} von {all}</translation>
    </message>
    <message>
        <source>{n} of {all} voted</source>
        <translation>{n} von {all} abgestimmt</translation>
    </message>
    <message numerus="yes">
        <source>Nothing is left on this image. %n pair(s) wait elsewhere.</source>
        <translation>
            <numerusform>Zu diesem Bild ist nichts mehr offen. %n Paar wartet bei anderen.</numerusform>
            <numerusform>Zu diesem Bild ist nichts mehr offen. %n Paare warten bei anderen.</numerusform>
        </translation>
    </message>
    <message>
        <source>Every pair has a vote. Run on more images to make the rating surer, or look at the names: End voting.</source>
        <translation>Zu jedem Paar gibt es eine Stimme. Fragen Sie zu weiteren Bildern, damit die Bewertung sicherer wird, oder sehen Sie die Namen an: Abstimmung beenden.</translation>
    </message>
    <message>
        <source>Nothing to vote on yet: run two models or more on this image.</source>
        <translation>Noch nichts zum Abstimmen: Fragen Sie zwei oder mehr Modelle zu diesem Bild.</translation>
    </message>
    <message>
        <source>The answers are still being written.</source>
        <translation>Die Antworten werden noch geschrieben.</translation>
    </message>
    <message>
        <source>One answer makes no pair: check a second model and run.</source>
        <translation>Eine Antwort ist kein Paar: Wählen Sie ein zweites Modell und starten Sie.</translation>
    </message>
    <message numerus="yes">
        <source>%n answer(s) can be voted on: those that failed, were stopped or refused make no pair. Run again, or check another model.</source>
        <translation>
            <numerusform>%n Antwort kann gewählt werden: Fehlgeschlagene, gestoppte und verweigerte bilden kein Paar. Fragen Sie noch einmal, oder wählen Sie ein weiteres Modell.</numerusform>
            <numerusform>%n Antworten können gewählt werden: Fehlgeschlagene, gestoppte und verweigerte bilden kein Paar. Fragen Sie noch einmal, oder wählen Sie ein weiteres Modell.</numerusform>
        </translation>
    </message>
    <message>
        <source>Show the next pair</source>
        <translation>Das nächste Paar zeigen</translation>
    </message>
</context>
<context>
    <name>Welcome</name>
    <message>
        <source>Try {task}</source>
        <translation>{task} ausprobieren</translation>
    </message>
    <message>
        <source>Drop an image here</source>
        <translation>Ein Bild hier ablegen</translation>
    </message>
    <message>
        <source>or paste it with Ctrl+V. The models you check on the left answer side by side; models on this machine never send it anywhere.</source>
        <translation>oder mit Strg+V einfügen. Die links angehakten Modelle antworten Seite an Seite; Modelle auf diesem Rechner senden es nirgendwohin.</translation>
    </message>
    <message>
        <source>Check a model on the left</source>
        <translation>Links ein Modell anhaken</translation>
    </message>
    <message>
        <source>Each model you check gets a pane of its own. The demo models work at once, offline.</source>
        <translation>Jedes angehakte Modell bekommt ein eigenes Feld. Die Demo-Modelle laufen sofort, auch ohne Netz.</translation>
    </message>
    <message>
        <source>Try with a sample image</source>
        <translation>Mit einem Beispielbild ausprobieren</translation>
    </message>
    <message>
        <source>Add API key…</source>
        <translation>API-Schlüssel …</translation>
    </message>
    <message>
        <source>Find on this machine…</source>
        <translation>Hier suchen …</translation>
    </message>
    <message>
        <source>Add GGUF files…</source>
        <translation>GGUF-Dateien …</translation>
    </message>
    <message>
        <source>OpenAI, Anthropic, Gemini, OpenRouter, or Ollama, LM Studio, vLLM, llama-server on this machine. Nothing is asked before you press a button.</source>
        <translation>OpenAI, Anthropic, Gemini, OpenRouter, oder Ollama, LM Studio, vLLM, llama-server auf diesem Rechner. Gefragt wird erst auf Knopfdruck.</translation>
    </message>
    <message>
        <source>Your API or server</source>
        <translation>Eigene API oder eigener Server</translation>
    </message>
    <message>
        <source>Open…</source>
        <translation>Öffnen …</translation>
    </message>
    <message>
        <source>Open images</source>
        <translation>Bilder öffnen</translation>
    </message>
    <message>
        <source>Paste</source>
        <translation>Einfügen</translation>
    </message>
    <message>
        <source>Your images</source>
        <translation>Eigene Bilder</translation>
    </message>
    <message>
        <source>Drop images or a folder anywhere</source>
        <translation>Bilder oder Ordner irgendwohin ziehen</translation>
    </message>
    <message>
        <source>Compare vision models on your own images</source>
        <translation>Bildmodelle an eigenen Bildern vergleichen</translation>
    </message>
    <message>
        <source>Same image, same prompt, side by side. Local models never send your images anywhere.</source>
        <translation>Gleiches Bild, gleicher Prompt, nebeneinander. Lokale Modelle senden Bilder nirgendwohin.</translation>
    </message>
    <message>
        <source>Demo models, included</source>
        <translation>Demo-Modelle, schon dabei</translation>
    </message>
    <message>
        <source>Coloured shapes and printed digits only. They show how boxes, text and figures look; on photos they answer nonsense.</source>
        <translation>Nur bunte Formen und gedruckte Ziffern. Sie zeigen, wie Rahmen, Text und Zahlen aussehen; zu Fotos antworten sie Unsinn.</translation>
    </message>
    <message>
        <source>Sample images</source>
        <translation>Beispielbilder</translation>
    </message>
    <message>
        <source>Each asks the checked models, unless one would send it away: that waits.</source>
        <translation>Jedes fragt die angehakten Modelle, außer eines würde es verschicken: das wartet.</translation>
    </message>
    <message>
        <source>Continue</source>
        <translation>Weitermachen</translation>
    </message>
</context>
<context>
    <name>chat templates</name>
    <message>
        <source>ChatML (Qwen, InternVL, MiniCPM)</source>
        <translation>ChatML (Qwen, InternVL, MiniCPM)</translation>
    </message>
    <message>
        <source>Vicuna (LLaVA 1.5, ShareGPT4V, moondream)</source>
        <translation>Vicuna (LLaVA 1.5, ShareGPT4V, moondream)</translation>
    </message>
    <message>
        <source>Llama 3</source>
        <translation>Llama 3</translation>
    </message>
    <message>
        <source>Mistral, Llama 2, LLaVA 1.6 Mistral ([INST])</source>
        <translation>Mistral, Llama 2, LLaVA 1.6 Mistral ([INST])</translation>
    </message>
    <message>
        <source>Gemma</source>
        <translation>Gemma</translation>
    </message>
    <message>
        <source>Phi-3 and Phi-3.5</source>
        <translation>Phi-3 und Phi-3.5</translation>
    </message>
    <message>
        <source>Plain question and answer</source>
        <translation>Einfach Frage und Antwort</translation>
    </message>
</context>
<context>
    <name>check kinds</name>
    <message>
        <source>bounding boxes</source>
        <translation>Rahmen</translation>
    </message>
    <message>
        <source>F1 at IoU 0.5 at least</source>
        <translation>F1 bei IoU 0.5 mindestens</translation>
    </message>
    <message>
        <source>yes or no</source>
        <translation>ja oder nein</translation>
    </message>
    <message>
        <source>one of a list</source>
        <translation>eines aus einer Liste</translation>
    </message>
    <message>
        <source>Choices</source>
        <translation>Auswahl</translation>
    </message>
    <message>
        <source>a date (2026-11-21)</source>
        <translation>ein Datum (2026-11-21)</translation>
    </message>
    <message>
        <source>a JSON object</source>
        <translation>ein JSON-Objekt</translation>
    </message>
    <message>
        <source>Tolerance</source>
        <translation>Toleranz</translation>
    </message>
    <message>
        <source>a list in any order</source>
        <translation>eine Liste in beliebiger Reihenfolge</translation>
    </message>
    <message>
        <source>a list in this order</source>
        <translation>eine Liste in dieser Reihenfolge</translation>
    </message>
    <message>
        <source>a number</source>
        <translation>eine Zahl</translation>
    </message>
    <message>
        <source>a text, character for character</source>
        <translation>ein Text, Zeichen für Zeichen</translation>
    </message>
    <message>
        <source>a text, spelling counts</source>
        <translation>ein Text, die Schreibung zählt</translation>
    </message>
    <message>
        <source>a text with few wrong characters</source>
        <translation>ein Text mit wenigen falschen Zeichen</translation>
    </message>
    <message>
        <source>Wrong characters at most</source>
        <translation>Falsche Zeichen höchstens</translation>
    </message>
    <message>
        <source>a regular expression</source>
        <translation>ein regulärer Ausdruck</translation>
    </message>
    <message>
        <source>a time of day (15:30)</source>
        <translation>eine Uhrzeit (15:30)</translation>
    </message>
    <message>
        <source>Minutes off at most</source>
        <translation>Abweichung in Minuten</translation>
    </message>
</context>
<context>
    <name>export formats</name>
    <message>
        <source>Boxes: COCO</source>
        <translation>Rahmen: COCO</translation>
    </message>
    <message>
        <source>One file for each model: boxes, points as keypoints, outlines as polygons, in pixels of the whole image.</source>
        <translation>Eine Datei je Modell: Rahmen, Punkte als Keypoints, Umrisse als Polygone, in Pixeln des ganzen Bildes.</translation>
    </message>
    <message>
        <source>CSV table</source>
        <translation>CSV-Tabelle</translation>
    </message>
    <message>
        <source>A row for each thing said.</source>
        <translation>Eine Zeile für jede Angabe.</translation>
    </message>
    <message>
        <source>HTML page</source>
        <translation>HTML-Seite</translation>
    </message>
    <message>
        <source>One file for any browser, without a network: images zoom together, boxes are tied to their rows.</source>
        <translation>Eine Datei für jeden Browser, ohne Netz: Bilder zoomen gemeinsam, Rahmen gehören zu ihren Zeilen.</translation>
    </message>
    <message>
        <source>vizdesk opens it again.</source>
        <translation>vizdesk öffnet es wieder.</translation>
    </message>
    <message>
        <source>Boxes: LabelMe</source>
        <translation>Rahmen: LabelMe</translation>
    </message>
    <message>
        <source>One file for each model; save it beside the image.</source>
        <translation>Eine Datei je Modell; neben dem Bild speichern.</translation>
    </message>
    <message>
        <source>Markdown</source>
        <translation>Markdown</translation>
    </message>
    <message>
        <source>Answers and figures as text.</source>
        <translation>Antworten und Zahlen als Text.</translation>
    </message>
    <message>
        <source>PDF page</source>
        <translation>PDF-Seite</translation>
    </message>
    <message>
        <source>One page; its text can be copied.</source>
        <translation>Eine Seite; ihr Text lässt sich kopieren.</translation>
    </message>
    <message>
        <source>PNG image</source>
        <translation>PNG-Bild</translation>
    </message>
    <message>
        <source>For slides, chats and pull requests.</source>
        <translation>Für Folien, Chats und Pull-Requests.</translation>
    </message>
    <message>
        <source>SVG drawing</source>
        <translation>SVG-Zeichnung</translation>
    </message>
    <message>
        <source>Sharp at any size; text stays text.</source>
        <translation>In jeder Größe scharf; Text bleibt Text.</translation>
    </message>
    <message>
        <source>Boxes: Pascal VOC</source>
        <translation>Rahmen: Pascal VOC</translation>
    </message>
    <message>
        <source>One file for each model: boxes alone, in whole pixels counted from 1.</source>
        <translation>Eine Datei je Modell: nur Rahmen, in ganzen Pixeln von 1 an.</translation>
    </message>
    <message>
        <source>Boxes: YOLO</source>
        <translation>Rahmen: YOLO</translation>
    </message>
    <message>
        <source>One file for each model, boxes or else outlines, and classes.txt beside them.</source>
        <translation>Eine Datei je Modell, mit Rahmen oder, wo es welche gibt, Umrissen, und classes.txt daneben.</translation>
    </message>
    <message>
        <source>JSON (full)</source>
        <translation>JSON (vollständig)</translation>
    </message>
    <message>
        <source>PDF pages</source>
        <translation>PDF-Seiten</translation>
    </message>
    <message>
        <source>A page for each image.</source>
        <translation>Eine Seite je Bild.</translation>
    </message>
    <message>
        <source>PNG sheet</source>
        <translation>PNG-Bogen</translation>
    </message>
    <message>
        <source>All images under each other; many go on in further files.</source>
        <translation>Alle Bilder untereinander; viele stehen in weiteren Dateien.</translation>
    </message>
    <message>
        <source>HTML page of all images</source>
        <translation>HTML-Seite aller Bilder</translation>
    </message>
    <message>
        <source>One file for any browser, without a network.</source>
        <translation>Eine Datei für jeden Browser, ohne Netz.</translation>
    </message>
    <message>
        <source>CSV table of all images</source>
        <translation>CSV-Tabelle aller Bilder</translation>
    </message>
    <message>
        <source>COCO data set</source>
        <translation>COCO-Datensatz</translation>
    </message>
    <message>
        <source>One file for each model, with all images.</source>
        <translation>Eine Datei je Modell, mit allen Bildern.</translation>
    </message>
    <message>
        <source>YOLO data set</source>
        <translation>YOLO-Datensatz</translation>
    </message>
    <message>
        <source>A new folder with images, labels and data.yaml for each model.</source>
        <translation>Ein neuer Ordner mit images, labels und data.yaml je Modell.</translation>
    </message>
</context>
<context>
    <name>messages</name>
    <message>
        <source>{name} has no prompt for “{task}”; write one under Prompt.</source>
        <translation>{name} hat keinen Prompt für „{task}“; unter „Prompt“ einen schreiben.</translation>
    </message>
    <message>
        <source>{name} has no vision part; add its projector (mmproj) file.</source>
        <translation>{name} hat keinen Bildteil; die Projektor-Datei (mmproj) hinzufügen.</translation>
    </message>
    <message>
        <source>The reply names no class.</source>
        <translation>Die Antwort nennt keine Klasse.</translation>
    </message>
    <message numerus="yes">
        <source>{n} classes named where one was asked for.</source>
        <translation>
            <numerusform>{n} Klasse genannt, wo eine verlangt war.</numerusform>
            <numerusform>{n} Klassen genannt, wo eine verlangt war.</numerusform>
        </translation>
    </message>
    <message>
        <source>Not in the list: {names}.</source>
        <translation>Nicht in der Liste: {names}.</translation>
    </message>
    <message>
        <source>Not asked for: {names}.</source>
        <translation>Nicht gefragt: {names}.</translation>
    </message>
    <message>
        <source>Missing: {names}.</source>
        <translation>Es fehlt: {names}.</translation>
    </message>
    <message>
        <source>The reply names several numbers: {numbers}.</source>
        <translation>Die Antwort nennt mehrere Zahlen: {numbers}.</translation>
    </message>
    <message>
        <source>The reply names no number.</source>
        <translation>Die Antwort nennt keine Zahl.</translation>
    </message>
    <message>
        <source>{word} is no count.</source>
        <translation>{word} ist keine Anzahl.</translation>
    </message>
    <message>
        <source>The reply has no boxes in it.</source>
        <translation>In der Antwort sind keine Rahmen.</translation>
    </message>
    <message>
        <source>{used} of {total} entries used: {wrong}.</source>
        <translation>{used} von {total} Einträgen benutzt: {wrong}.</translation>
    </message>
    <message numerus="yes">
        <source>{n} are no objects</source>
        <translation>
            <numerusform>{n} ist kein Objekt</numerusform>
            <numerusform>{n} sind keine Objekte</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} have no box</source>
        <translation>
            <numerusform>{n} hat keinen Rahmen</numerusform>
            <numerusform>{n} haben keinen Rahmen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} have a box that is not four numbers</source>
        <translation>
            <numerusform>{n} hat einen Rahmen, der nicht aus vier Zahlen besteht</numerusform>
            <numerusform>{n} haben einen Rahmen, der nicht aus vier Zahlen besteht</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} have a box without area</source>
        <translation>
            <numerusform>{n} hat einen Rahmen ohne Fläche</numerusform>
            <numerusform>{n} haben einen Rahmen ohne Fläche</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} have no label</source>
        <translation>
            <numerusform>{n} hat keine Klasse</numerusform>
            <numerusform>{n} haben keine Klasse</numerusform>
        </translation>
    </message>
    <message>
        <source>The model wrote nothing.</source>
        <translation>Das Modell schrieb nichts.</translation>
    </message>
    <message>
        <source>The reply holds no JSON object.</source>
        <translation>Die Antwort enthält kein JSON-Objekt.</translation>
    </message>
    <message>
        <source>{name} stopped without saying that it was done.</source>
        <translation>{name} hörte auf, ohne zu sagen, dass es fertig ist.</translation>
    </message>
    <message>
        <source>Run it again.</source>
        <translation>Noch einmal starten.</translation>
    </message>
    <message>
        <source>{name} said nothing for {limit} s.</source>
        <translation>{name} sagte {limit} s lang nichts.</translation>
    </message>
    <message>
        <source>Run it again, or choose a smaller model or image.</source>
        <translation>Noch einmal starten oder ein kleineres Modell oder Bild wählen.</translation>
    </message>
    <message>
        <source>vizdesk made a mistake while asking {name} ({error}).</source>
        <translation>vizdesk machte beim Fragen von {name} einen Fehler ({error}).</translation>
    </message>
    <message>
        <source>vizdesk made a mistake.</source>
        <translation>vizdesk hat einen Fehler gemacht.</translation>
    </message>
    <message>
        <source>Please report it.</source>
        <translation>Bitte melden.</translation>
    </message>
    <message>
        <source>The model ended its answer without a visible word.</source>
        <translation>Das Modell beendete die Antwort ohne ein sichtbares Wort.</translation>
    </message>
    <message>
        <source>The model’s context is full; the answer ends here.</source>
        <translation>Der Kontext des Modells ist voll; die Antwort endet hier.</translation>
    </message>
    <message>
        <source>Named in the list of models.</source>
        <translation>In der Liste der Modelle genannt.</translation>
    </message>
    <message>
        <source>Neither its name nor its files say a family, so it is asked as any model would be.</source>
        <translation>Weder Name noch Dateien nennen eine Familie; es wird gefragt wie irgendein Modell.</translation>
    </message>
    <message>
        <source>This image is {wide} × {high} pixels, more than {most} times as long as it is wide; this family of models takes no such image.</source>
        <translation>Dieses Bild hat {wide} × {high} Pixel, mehr als {most}-mal so lang wie breit; diese Modellfamilie nimmt kein solches Bild.</translation>
    </message>
    <message>
        <source>Cut a part out of it, or ask another model.</source>
        <translation>Einen Teil ausschneiden oder ein anderes Modell fragen.</translation>
    </message>
    <message>
        <source>Check the address of the server; it often ends in /v1.</source>
        <translation>Die Adresse des Servers prüfen; sie endet oft auf /v1.</translation>
    </message>
    <message>
        <source>{name} sent something that is not OpenAI&apos;s API.</source>
        <translation>{name} sendete etwas, das nicht OpenAIs API ist.</translation>
    </message>
    <message>
        <source>See the details, and check this model&apos;s settings.</source>
        <translation>Die Einzelheiten ansehen und die Einstellungen des Modells prüfen.</translation>
    </message>
    <message>
        <source>The connection to {name} broke before the answer was complete.</source>
        <translation>Die Verbindung zu {name} brach ab, bevor die Antwort vollständig war.</translation>
    </message>
    <message>
        <source>Check the network and the address.</source>
        <translation>Netz und Adresse prüfen.</translation>
    </message>
    <message>
        <source>{name} answered with {kind}, which is not what was asked for.</source>
        <translation>{name} antwortete mit {kind}; danach war nicht gefragt.</translation>
    </message>
    <message>
        <source>{name} refused the key ({status}).</source>
        <translation>{name} lehnte den Schlüssel ab ({status}).</translation>
    </message>
    <message>
        <source>Right-click the model in the list to enter it again.</source>
        <translation>Mit Rechtsklick auf das Modell in der Liste neu eingeben.</translation>
    </message>
    <message>
        <source>Top it up there, or use another key.</source>
        <translation>Dort aufladen oder einen anderen Schlüssel nehmen.</translation>
    </message>
    <message>
        <source>Check what the key is allowed to do.</source>
        <translation>Prüfen, was der Schlüssel darf.</translation>
    </message>
    <message>
        <source>Check the model&apos;s name and the address.</source>
        <translation>Modellnamen und Adresse prüfen.</translation>
    </message>
    <message>
        <source>Try again.</source>
        <translation>Noch einmal versuchen.</translation>
    </message>
    <message>
        <source>Send it smaller.</source>
        <translation>Kleiner senden.</translation>
    </message>
    <message>
        <source>Try again in {wait} s.</source>
        <translation>In {wait} s noch einmal versuchen.</translation>
    </message>
    <message>
        <source>Try again in a while.</source>
        <translation>In einer Weile noch einmal versuchen.</translation>
    </message>
    <message>
        <source>{name} did not answer within {limit} s.</source>
        <translation>{name} antwortete nicht innerhalb von {limit} s.</translation>
    </message>
    <message>
        <source>Try again. What was answered so far may be charged.</source>
        <translation>Noch einmal versuchen. Das bisher Geantwortete kostet vielleicht schon.</translation>
    </message>
    <message>
        <source>Start the server there, or correct the address.</source>
        <translation>Den Server dort starten oder die Adresse berichtigen.</translation>
    </message>
    <message>
        <source>{name} stopped in the middle of the answer.</source>
        <translation>{name} hörte mitten in der Antwort auf.</translation>
    </message>
    <message>
        <source>{name} sends elsewhere ({status}). The key was not sent after it.</source>
        <translation>{name} verweist woandershin ({status}). Der Schlüssel wurde nicht hinterhergesandt.</translation>
    </message>
    <message>
        <source>{name} wants a key ({status}).</source>
        <translation>{name} will einen Schlüssel ({status}).</translation>
    </message>
    <message>
        <source>Add its key under Keys and endpoints (Ctrl+K).</source>
        <translation>Den Schlüssel unter „Schlüssel und Endpunkte“ hinzufügen (Strg+K).</translation>
    </message>
    <message>
        <source>Check its plan and billing, or use another key.</source>
        <translation>Tarif und Abrechnung prüfen oder einen anderen Schlüssel nehmen.</translation>
    </message>
    <message>
        <source>Change or leave out “{setting}” in this model&apos;s settings.</source>
        <translation>„{setting}“ in den Einstellungen des Modells ändern oder weglassen.</translation>
    </message>
    <message>
        <source>No server answers at {host}.</source>
        <translation>Unter {host} antwortet kein Server.</translation>
    </message>
    <message>
        <source>{name} answered with a web page instead of a model.</source>
        <translation>{name} antwortete mit einer Webseite statt mit einem Modell.</translation>
    </message>
    <message>
        <source>Try another size or another image.</source>
        <translation>Eine andere Größe oder ein anderes Bild versuchen.</translation>
    </message>
    <message>
        <source>{name} could not be reached at {host}.</source>
        <translation>{name} war unter {host} nicht zu erreichen.</translation>
    </message>
    <message>
        <source>{name} could not be reached.</source>
        <translation>{name} war nicht zu erreichen.</translation>
    </message>
    <message>
        <source>There is no key for {name}.</source>
        <translation>Für {name} gibt es keinen Schlüssel.</translation>
    </message>
    <message>
        <source>Right-click the model in the list to add it, or set {variable}.</source>
        <translation>Mit Rechtsklick auf das Modell in der Liste hinzufügen oder {variable} setzen.</translation>
    </message>
    <message>
        <source>The key for {name} holds characters that no key has.</source>
        <translation>Der Schlüssel für {name} enthält Zeichen, die kein Schlüssel hat.</translation>
    </message>
    <message>
        <source>Copy it again and replace it.</source>
        <translation>Neu kopieren und ersetzen.</translation>
    </message>
    <message>
        <source>Copy it again: right-click the model in the list.</source>
        <translation>Neu kopieren: Rechtsklick auf das Modell in der Liste.</translation>
    </message>
    <message>
        <source>{name} withheld the answer: its content filter stopped it.</source>
        <translation>{name} hielt die Antwort zurück: der Inhaltsfilter griff ein.</translation>
    </message>
    <message>
        <source>Try other words or another image.</source>
        <translation>Andere Worte oder ein anderes Bild versuchen.</translation>
    </message>
    <message>
        <source>The certificate of {name} is not trusted by this system.</source>
        <translation>Dem Zertifikat von {name} traut dieses System nicht.</translation>
    </message>
    <message>
        <source>Check the address, or install its certificate.</source>
        <translation>Die Adresse prüfen oder das Zertifikat installieren.</translation>
    </message>
    <message>
        <source>{name} does not speak HTTP there, or broke off.</source>
        <translation>{name} spricht dort kein HTTP oder brach ab.</translation>
    </message>
    <message>
        <source>Check the address: http or https?</source>
        <translation>Die Adresse prüfen: http oder https?</translation>
    </message>
    <message>
        <source>Start it, or correct the address.</source>
        <translation>Ihn starten oder die Adresse berichtigen.</translation>
    </message>
    <message>
        <source>Try again in a while, or correct the address.</source>
        <translation>In einer Weile noch einmal versuchen oder die Adresse berichtigen.</translation>
    </message>
    <message>
        <source>Check it there, and replace it here.</source>
        <translation>Dort prüfen und hier ersetzen.</translation>
    </message>
    <message>
        <source>Add its key.</source>
        <translation>Den Schlüssel hinzufügen.</translation>
    </message>
    <message>
        <source>Add it first.</source>
        <translation>Ihn zuerst hinzufügen.</translation>
    </message>
    <message>
        <source>{name} does not let this key do this (403).</source>
        <translation>{name} erlaubt das diesem Schlüssel nicht (403).</translation>
    </message>
    <message>
        <source>Check there what the key is allowed to do.</source>
        <translation>Dort prüfen, was der Schlüssel darf.</translation>
    </message>
    <message>
        <source>{name} lists no models (404).</source>
        <translation>{name} nennt keine Modelle (404).</translation>
    </message>
    <message>
        <source>Check the address; it often ends in /v1.</source>
        <translation>Die Adresse prüfen; sie endet oft auf /v1.</translation>
    </message>
    <message numerus="yes">
        <source>works, {n} models</source>
        <translation>
            <numerusform>funktioniert, {n} Modell</numerusform>
            <numerusform>funktioniert, {n} Modelle</numerusform>
        </translation>
    </message>
    <message>
        <source>works, {left} US dollars left of this key&apos;s limit</source>
        <translation>funktioniert, noch {left} US-Dollar im Limit dieses Schlüssels</translation>
    </message>
    <message>
        <source>works, signed in as {name}</source>
        <translation>funktioniert, angemeldet als {name}</translation>
    </message>
    <message>
        <source>The engine stopped with {cause} while {doing}.</source>
        <translation>Das Modell endete mit {cause}: {doing}.</translation>
    </message>
    <message>
        <source>Memory ran out while {doing}.</source>
        <translation>Der Speicher ging aus: {doing}.</translation>
    </message>
    <message>
        <source>starting</source>
        <translation>beim Starten</translation>
    </message>
    <message>
        <source>loading the model</source>
        <translation>beim Laden</translation>
    </message>
    <message>
        <source>reading the image</source>
        <translation>beim Lesen des Bildes</translation>
    </message>
    <message>
        <source>reading the prompt</source>
        <translation>beim Lesen des Prompts</translation>
    </message>
    <message>
        <source>writing the answer</source>
        <translation>beim Schreiben der Antwort</translation>
    </message>
    <message>
        <source>Close other programs, or choose a smaller model, quantisation or image.</source>
        <translation>Andere Programme schließen oder ein kleineres Modell, eine kleinere Quantisierung oder ein kleineres Bild wählen.</translation>
    </message>
    <message>
        <source>Close other programs, or choose a smaller model or quantisation.</source>
        <translation>Andere Programme schließen oder ein kleineres Modell oder eine kleinere Quantisierung wählen.</translation>
    </message>
    <message>
        <source>Close other programs, or choose a smaller model.</source>
        <translation>Andere Programme schließen oder ein kleineres Modell wählen.</translation>
    </message>
    <message>
        <source>Run again; the engine starts afresh. If it stops each time, the model’s files are damaged or do not belong together.</source>
        <translation>Noch einmal starten; das Modell wird neu geladen. Endet es jedes Mal, sind die Dateien des Modells beschädigt oder gehören nicht zusammen.</translation>
    </message>
    <message>
        <source>Memory probably ran out: close other programs, or choose a smaller model.</source>
        <translation>Wahrscheinlich ging der Speicher aus: andere Programme schließen oder ein kleineres Modell wählen.</translation>
    </message>
    <message>
        <source>This model’s files cannot be read.</source>
        <translation>Die Dateien dieses Modells lassen sich nicht lesen.</translation>
    </message>
    <message>
        <source>Choose them again.</source>
        <translation>Sie noch einmal wählen.</translation>
    </message>
    <message>
        <source>vizdesk is closing.</source>
        <translation>vizdesk wird geschlossen.</translation>
    </message>
    <message>
        <source>Download it again, or choose another file.</source>
        <translation>Noch einmal herunterladen oder eine andere Datei wählen.</translation>
    </message>
    <message>
        <source>Download it again, or let the download finish.</source>
        <translation>Noch einmal herunterladen oder das Herunterladen beenden lassen.</translation>
    </message>
    <message>
        <source>“{name}” is a projector, not a model.</source>
        <translation>„{name}“ ist ein Projektor, kein Modell.</translation>
    </message>
    <message>
        <source>“{name}” is a model, not a projector.</source>
        <translation>„{name}“ ist ein Modell, kein Projektor.</translation>
    </message>
    <message>
        <source>Choose the model’s weights here, and this file as its projector (mmproj).</source>
        <translation>Hier die Gewichte wählen und diese Datei als Projektor (mmproj).</translation>
    </message>
    <message>
        <source>Choose the file with “mmproj” in its name that belongs to the weights.</source>
        <translation>Die zu den Gewichten gehörende Datei mit „mmproj“ im Namen wählen.</translation>
    </message>
    <message>
        <source>Choose the projector (mmproj) that was published with these weights.</source>
        <translation>Den Projektor (mmproj) wählen, der mit diesen Gewichten veröffentlicht wurde.</translation>
    </message>
    <message>
        <source>These two files do not belong together: the projector was made for a model of width {made}, and “{name}” has width {width}.</source>
        <translation>Diese Dateien gehören nicht zusammen: der Projektor ist für ein Modell der Breite {made} gemacht, „{name}“ hat die Breite {width}.</translation>
    </message>
    <message>
        <source>llama.cpp could not load the {thing} file “{name}”.</source>
        <translation>llama.cpp konnte die Datei „{name}“ ({thing}) nicht laden.</translation>
    </message>
    <message>
        <source>The file is damaged or incomplete: download it again, or choose another.</source>
        <translation>Die Datei ist beschädigt oder unvollständig: neu herunterladen oder eine andere wählen.</translation>
    </message>
    <message>
        <source>There is no room in memory for the {thing} “{name}”.</source>
        <translation>Im Speicher ist kein Platz für „{name}“ ({thing}).</translation>
    </message>
    <message>
        <source>The image and the prompt take {n} tokens; this model has room for {room}.</source>
        <translation>Bild und Prompt brauchen {n} Token; dieses Modell hat Platz für {room}.</translation>
    </message>
    <message>
        <source>Use a smaller image or a shorter prompt.</source>
        <translation>Ein kleineres Bild oder einen kürzeren Prompt nehmen.</translation>
    </message>
    <message>
        <source>Use a shorter prompt.</source>
        <translation>Einen kürzeren Prompt nehmen.</translation>
    </message>
    <message>
        <source>{name} has {megapixels} megapixels ({width} × {height}) and would need about {needed} GB of memory; the limit is {limit} megapixels.</source>
        <translation>{name} hat {megapixels} Megapixel ({width} × {height}) und brauchte etwa {needed} GB Speicher; die Grenze sind {limit} Megapixel.</translation>
    </message>
    <message>
        <source>{name} is not an image in a format that vizdesk knows.</source>
        <translation>{name} ist kein Bild in einem Format, das vizdesk kennt.</translation>
    </message>
    <message>
        <source>{name} is text, not an image.</source>
        <translation>{name} ist Text, kein Bild.</translation>
    </message>
    <message>
        <source>{name} is empty (0 bytes).</source>
        <translation>{name} ist leer (0 Bytes).</translation>
    </message>
    <message>
        <source>{name} is damaged and cannot be opened: {error}.</source>
        <translation>{name} ist beschädigt und lässt sich nicht öffnen: {error}.</translation>
    </message>
    <message>
        <source>{name} is cut off: part of the file is missing.</source>
        <translation>{name} ist abgeschnitten: ein Teil der Datei fehlt.</translation>
    </message>
    <message>
        <source>{name} is not there any more ({folder}).</source>
        <translation>{name} ist nicht mehr da ({folder}).</translation>
    </message>
    <message>
        <source>{name} is a folder, not an image.</source>
        <translation>{name} ist ein Ordner, kein Bild.</translation>
    </message>
    <message>
        <source>{name} may not be read: permission denied.</source>
        <translation>{name} darf nicht gelesen werden: keine Berechtigung.</translation>
    </message>
    <message>
        <source>{name} cannot be read: {why}.</source>
        <translation>{name} lässt sich nicht lesen: {why}.</translation>
    </message>
    <message>
        <source>{path} could not be written: {why}.</source>
        <translation>{path} ließ sich nicht schreiben: {why}.</translation>
    </message>
    <message>
        <source>{path} is the image that was compared. Choose another name.</source>
        <translation>{path} ist das Bild, das verglichen wurde. Bitte einen anderen Namen wählen.</translation>
    </message>
    <message>
        <source>{name} is for the names of the classes. Choose another name.</source>
        <translation>{name} ist für die Namen der Klassen. Bitte einen anderen Namen wählen.</translation>
    </message>
    <message>
        <source>Transparent parts shown on white.</source>
        <translation>Durchsichtige Teile auf Weiß gezeigt.</translation>
    </message>
    <message>
        <source>First of {n} frames.</source>
        <translation>Erstes von {n} Bildern.</translation>
    </message>
    <message>
        <source>There is no GGUF file in it.</source>
        <translation>Darin ist keine GGUF-Datei.</translation>
    </message>
    <message>
        <source>“{name}” is a projector (mmproj): the eyes of a model, without its weights. Add it together with the weights it was published with.</source>
        <translation>„{name}“ ist ein Projektor (mmproj): die Augen eines Modells, ohne dessen Gewichte. Zusammen mit den dazu veröffentlichten Gewichten hinzufügen.</translation>
    </message>
    <message>
        <source>The family of {name} is unknown (architecture “{architecture}”): it is asked in general words, and its boxes may be misread.</source>
        <translation>Die Familie von {name} ist unbekannt (Architektur „{architecture}“): es wird mit allgemeinen Worten gefragt, und seine Rahmen können falsch gelesen werden.</translation>
    </message>
    <message>
        <source>The key for {name} is in this system&apos;s password store.</source>
        <translation>Der Schlüssel für {name} liegt im Passwortspeicher dieses Systems.</translation>
    </message>
    <message>
        <source>The {name} key is in this system&apos;s password store.</source>
        <translation>Der Schlüssel für {name} liegt im Passwortspeicher dieses Systems.</translation>
    </message>
    <message>
        <source>The {name} key is kept until you close vizdesk.</source>
        <translation>Der Schlüssel für {name} bleibt, bis vizdesk geschlossen wird.</translation>
    </message>
    <message>
        <source>The key for {name} is kept until you close vizdesk.</source>
        <translation>Der Schlüssel für {name} bleibt, bis vizdesk geschlossen wird.</translation>
    </message>
    <message>
        <source>The key for {name} was removed. The environment still has one.</source>
        <translation>Der Schlüssel für {name} wurde entfernt. In der Umgebung ist noch einer.</translation>
    </message>
    <message>
        <source>The key for {name} was removed.</source>
        <translation>Der Schlüssel für {name} wurde entfernt.</translation>
    </message>
    <message>
        <source>{name} was removed.</source>
        <translation>{name} wurde entfernt.</translation>
    </message>
    <message>
        <source>This system has no password store. A key is kept until vizdesk closes, or comes from the environment. To keep keys, install GNOME Keyring or KWallet.</source>
        <translation>Dieses System hat keinen Passwortspeicher. Ein Schlüssel bleibt, bis vizdesk geschlossen wird, oder kommt aus der Umgebung. Um Schlüssel zu behalten, GNOME Keyring oder KWallet installieren.</translation>
    </message>
    <message>
        <source>The password store is locked. Unlock it, then try again.</source>
        <translation>Der Passwortspeicher ist gesperrt. Erst entsperren, dann noch einmal versuchen.</translation>
    </message>
    <message>
        <source>The password store works and holds no such key.</source>
        <translation>Der Passwortspeicher funktioniert und enthält diesen Schlüssel nicht.</translation>
    </message>
    <message>
        <source>The key is in the password store.</source>
        <translation>Der Schlüssel liegt im Passwortspeicher.</translation>
    </message>
    <message>
        <source>The only password store here writes keys as plain text, so vizdesk does not use it. A key is kept until vizdesk closes, or comes from the environment.</source>
        <translation>Der einzige Passwortspeicher hier schreibt Schlüssel als Klartext; vizdesk benutzt ihn nicht. Ein Schlüssel bleibt, bis vizdesk geschlossen wird, oder kommt aus der Umgebung.</translation>
    </message>
    <message>
        <source>“{written}” is no address of a server. Write it like http://127.0.0.1:8080/v1.</source>
        <translation>„{written}“ ist keine Adresse eines Servers. So schreiben: http://127.0.0.1:8080/v1.</translation>
    </message>
    <message>
        <source>{host} is asked over http: whoever sits on the way can read the key. Use https where the server has it.</source>
        <translation>{host} wird über http gefragt: wer dazwischen sitzt, kann den Schlüssel lesen. Https nehmen, wo der Server es hat.</translation>
    </message>
    <message>
        <source>Give the server a name.</source>
        <translation>Dem Server einen Namen geben.</translation>
    </message>
    <message>
        <source>{url} is there already: {name}.</source>
        <translation>{url} ist schon da: {name}.</translation>
    </message>
    <message>
        <source>Try again later.</source>
        <translation>Später noch einmal versuchen.</translation>
    </message>
    <message>
        <source>{duration} left</source>
        <translation>noch {duration}</translation>
    </message>
    <message>
        <source>There is no {name} in {repo}.</source>
        <translation>Es gibt kein {name} in {repo}.</translation>
    </message>
    <message>
        <source>It may have been renamed: look at the repository’s files.</source>
        <translation>Vielleicht wurde es umbenannt: die Dateien des Repositorys ansehen.</translation>
    </message>
    <message>
        <source>{repo} does not exist, or is only for people with a token.</source>
        <translation>{repo} gibt es nicht, oder nur mit einem Zugangstoken.</translation>
    </message>
    <message>
        <source>Check its name, or add a token.</source>
        <translation>Den Namen prüfen oder ein Zugangstoken hinzufügen.</translation>
    </message>
    <message>
        <source>{repo} is only for people who accepted its terms.</source>
        <translation>{repo} gibt es nur nach Annahme der Bedingungen.</translation>
    </message>
    <message>
        <source>Accept its terms at {page}, then add a token.</source>
        <translation>Die Bedingungen unter {page} annehmen, dann ein Zugangstoken hinzufügen.</translation>
    </message>
    <message>
        <source>{name} needs {needed} more; {free} are free.</source>
        <translation>{name} braucht noch {needed}; {free} sind frei.</translation>
    </message>
    <message>
        <source>Make room on the disk of {folder}, then resume.</source>
        <translation>Platz schaffen auf dem Datenträger von {folder}, dann fortsetzen.</translation>
    </message>
    <message>
        <source>The disk is full: {name} is not whole yet.</source>
        <translation>Der Datenträger ist voll: {name} ist noch nicht ganz.</translation>
    </message>
    <message>
        <source>Make room, then resume; what is there was kept.</source>
        <translation>Platz schaffen, dann fortsetzen; was da ist, wurde behalten.</translation>
    </message>
    <message>
        <source>{name} broke off: {why}.</source>
        <translation>{name} brach ab: {why}.</translation>
    </message>
    <message>
        <source>Resume it later; what is there was kept.</source>
        <translation>Später fortsetzen; was da ist, wurde behalten.</translation>
    </message>
    <message>
        <source>{name} is not what the hub has: its SHA-256 differs.</source>
        <translation>{name} ist nicht, was der Hub hat: die SHA-256 ist eine andere.</translation>
    </message>
    <message>
        <source>It was deleted; download it again.</source>
        <translation>Es wurde gelöscht; noch einmal herunterladen.</translation>
    </message>
    <message>
        <source>{host} does not answer ({why}).</source>
        <translation>{host} antwortet nicht ({why}).</translation>
    </message>
    <message>
        <source>Check the connection, then try again.</source>
        <translation>Die Verbindung prüfen, dann noch einmal versuchen.</translation>
    </message>
    <message>
        <source>{host} has no {what}.</source>
        <translation>{host} hat kein {what}.</translation>
    </message>
    <message>
        <source>Check the name; a private one needs a token.</source>
        <translation>Den Namen prüfen; Privates braucht ein Zugangstoken.</translation>
    </message>
    <message>
        <source>{host} asks for patience.</source>
        <translation>{host} bittet um Geduld.</translation>
    </message>
    <message>
        <source>Try again in a minute.</source>
        <translation>In einer Minute noch einmal versuchen.</translation>
    </message>
    <message>
        <source>{host} failed ({status}).</source>
        <translation>{host} scheiterte ({status}).</translation>
    </message>
    <message>
        <source>{host} cannot be reached. Check the internet connection.</source>
        <translation>{host} ist nicht zu erreichen. Die Internetverbindung prüfen.</translation>
    </message>
    <message>
        <source>{host} took too long to answer. Try again later.</source>
        <translation>{host} brauchte zu lange. Später noch einmal versuchen.</translation>
    </message>
    <message>
        <source>There is no comparison {id} in the history.</source>
        <translation>Im Verlauf gibt es keinen Vergleich {id}.</translation>
    </message>
    <message>
        <source>Add your {key} key to ask {name}.</source>
        <translation>Zum Fragen von {name} den Schlüssel für {key} hinzufügen.</translation>
    </message>
    <message>
        <source>Download {repo}{size} to run {name} here.</source>
        <translation>{repo}{size} herunterladen, um {name} hier laufen zu lassen.</translation>
    </message>
    <message>
        <source>Takes about {need}.</source>
        <translation>Braucht etwa {need}.</translation>
    </message>
    <message>
        <source>{name} takes about {need}; {free}.</source>
        <translation>{name} braucht etwa {need}; {free}.</translation>
    </message>
    <message>
        <source>{name} was {life} by {organisation}.</source>
        <translation>{name}: {life} von {organisation}.</translation>
    </message>
    <message>
        <source>shut down {day}</source>
        <translation>eingestellt am {day}</translation>
    </message>
    <message>
        <source>ends {day}</source>
        <translation>endet am {day}</translation>
    </message>
    <message>
        <source>There is no file {path}.</source>
        <translation>Es gibt keine Datei {path}.</translation>
    </message>
    <message>
        <source>vizdesk is offline.</source>
        <translation>vizdesk ist offline.</translation>
    </message>
    <message>
        <source>Switch Offline off to {doing}.</source>
        <translation>Dazu „Offline“ abschalten ({doing}).</translation>
    </message>
    <message>
        <source>ask {name}</source>
        <translation>{name} fragen</translation>
    </message>
    <message>
        <source>test {name}</source>
        <translation>{name} prüfen</translation>
    </message>
    <message>
        <source>download from {host}</source>
        <translation>herunterladen von {host}</translation>
    </message>
    <message>
        <source>look for servers on this machine</source>
        <translation>auf diesem Rechner nach Servern suchen</translation>
    </message>
    <message>
        <source>ask a server for its models</source>
        <translation>einen Server nach seinen Modellen fragen</translation>
    </message>
    <message>
        <source>fetch prices from OpenRouter</source>
        <translation>Preise von OpenRouter holen</translation>
    </message>
    <message>
        <source>needs download</source>
        <translation>noch nicht geladen</translation>
    </message>
    <message>
        <source>not runnable yet</source>
        <translation>noch nicht lauffähig</translation>
    </message>
    <message>
        <source>on this machine</source>
        <translation>auf diesem Rechner</translation>
    </message>
    <message>
        <source>file missing</source>
        <translation>Datei fehlt</translation>
    </message>
    <message>
        <source>too large</source>
        <translation>zu groß</translation>
    </message>
    <message>
        <source>shut down</source>
        <translation>eingestellt</translation>
    </message>
    <message>
        <source>deprecated</source>
        <translation>veraltet</translation>
    </message>
    <message>
        <source>current</source>
        <translation>aktuell</translation>
    </message>
    <message>
        <source>Write a question first.</source>
        <translation>Zuerst eine Frage schreiben.</translation>
    </message>
    <message>
        <source>Name at least one field to fill in.</source>
        <translation>Mindestens ein Feld zum Ausfüllen nennen.</translation>
    </message>
    <message>
        <source>{path} cannot be written: {why}.</source>
        <translation>{path} lässt sich nicht schreiben: {why}.</translation>
    </message>
    <message>
        <source>{path} cannot be read: {why}. Correct or delete it.</source>
        <translation>{path} lässt sich nicht lesen: {why}. Berichtigen oder löschen.</translation>
    </message>
    <message>
        <source>{path} cannot be removed: {why}.</source>
        <translation>{path} lässt sich nicht entfernen: {why}.</translation>
    </message>
    <message>
        <source>These models don’t share enough tasks for a side-by-side run. The table below says what each can do.</source>
        <translation>Diese Modelle haben zu wenige Aufgaben gemeinsam, um Seite an Seite zu antworten. Die Tabelle sagt, was jedes kann.</translation>
    </message>
    <message>
        <source>Organisation</source>
        <translation>Organisation</translation>
    </message>
    <message>
        <source>Category</source>
        <translation>Kategorie</translation>
    </message>
    <message>
        <source>Modality</source>
        <translation>Modalität</translation>
    </message>
    <message>
        <source>Release date</source>
        <translation>Erschienen</translation>
    </message>
    <message>
        <source>Context window</source>
        <translation>Kontextfenster</translation>
    </message>
    <message>
        <source>Parameters</source>
        <translation>Parameter</translation>
    </message>
    <message>
        <source>Licence</source>
        <translation>Lizenz</translation>
    </message>
    <message>
        <source>Life cycle</source>
        <translation>Lebenszyklus</translation>
    </message>
    <message>
        <source>Pricing per 1M tokens</source>
        <translation>Preise je 1 Mio. Token</translation>
    </message>
    <message>
        <source>Input $/1M</source>
        <translation>Eingabe $/1 Mio.</translation>
    </message>
    <message>
        <source>Output $/1M</source>
        <translation>Ausgabe $/1M</translation>
    </message>
    <message>
        <source>Vision tasks</source>
        <translation>Bildaufgaben</translation>
    </message>
    <message>
        <source>Vision language</source>
        <translation>Bild und Sprache</translation>
    </message>
    <message>
        <source>Model features</source>
        <translation>Merkmale</translation>
    </message>
    <message>
        <source>Images and memory</source>
        <translation>Bilder und Speicher</translation>
    </message>
    <message>
        <source>Captioning</source>
        <translation>Beschreiben</translation>
    </message>
    <message>
        <source>Classification</source>
        <translation>Einordnen</translation>
    </message>
    <message>
        <source>Object detection</source>
        <translation>Objekterkennung</translation>
    </message>
    <message>
        <source>OCR</source>
        <translation>Text lesen (OCR)</translation>
    </message>
    <message>
        <source>Visual question answering</source>
        <translation>Fragen zum Bild</translation>
    </message>
    <message>
        <source>Multimodal vision</source>
        <translation>Multimodales Sehen</translation>
    </message>
    <message>
        <source>Foundation vision</source>
        <translation>Grundmodell fürs Sehen</translation>
    </message>
    <message>
        <source>LLMs with vision capabilities</source>
        <translation>Sprachmodell, das sieht</translation>
    </message>
    <message>
        <source>Boxes</source>
        <translation>Rahmen</translation>
    </message>
    <message>
        <source>Tokens for an image</source>
        <translation>Token je Bild</translation>
    </message>
    <message>
        <source>Memory it takes</source>
        <translation>Speicherbedarf</translation>
    </message>
    <message>
        <source>Vision Evals</source>
        <translation>Vision Evals</translation>
    </message>
    <message>
        <source>pass/fail results · {n} prompts</source>
        <translation>bestanden/nicht · {n} Prompts</translation>
    </message>
    <message>
        <source>Overall score</source>
        <translation>Gesamtergebnis</translation>
    </message>
    <message>
        <source>Average response time</source>
        <translation>Mittlere Antwortzeit</translation>
    </message>
    <message>
        <source>Median input tokens</source>
        <translation>Eingabe-Token, Median</translation>
    </message>
    <message>
        <source>Median output tokens</source>
        <translation>Ausgabe-Token, Median</translation>
    </message>
    <message>
        <source>incl. reasoning</source>
        <translation>mit Denken</translation>
    </message>
    <message>
        <source>Est. cost / task</source>
        <translation>Kosten je Aufgabe, etwa</translation>
    </message>
    <message>
        <source>incl. image tokens</source>
        <translation>mit Bild-Token</translation>
    </message>
    <message>
        <source>on this benchmark</source>
        <translation>bei diesem Test</translation>
    </message>
    <message>
        <source>Defect detection</source>
        <translation>Fehler finden</translation>
    </message>
    <message>
        <source>Document understanding</source>
        <translation>Dokumente verstehen</translation>
    </message>
    <message>
        <source>Object counting</source>
        <translation>Objekte zählen</translation>
    </message>
    <message>
        <source>Object understanding</source>
        <translation>Objekte verstehen</translation>
    </message>
    <message>
        <source>Spatial understanding</source>
        <translation>Raum verstehen</translation>
    </message>
    <message>
        <source>Try</source>
        <translation>Testen</translation>
    </message>
    <message>
        <source>experimental</source>
        <translation>Versuch</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>ja</translation>
    </message>
    <message>
        <source>open</source>
        <translation>offen</translation>
    </message>
    <message>
        <source>closed</source>
        <translation>geschlossen</translation>
    </message>
    <message>
        <source>Sources differ:</source>
        <translation>Die Quellen widersprechen sich:</translation>
    </message>
    <message>
        <source>not named there</source>
        <translation>dort nicht genannt</translation>
    </message>
    <message>
        <source>#{place} of {of} on {day}</source>
        <translation>Platz {place} von {of} am {day}</translation>
    </message>
    <message>
        <source>{price} per million output tokens.</source>
        <translation>{price} je Million Ausgabe-Token.</translation>
    </message>
    <message>
        <source>{price} per million output tokens; on your own machine nothing is billed.</source>
        <translation>{price} je Million Ausgabe-Token; auf dem eigenen Rechner kostet es nichts.</translation>
    </message>
    <message>
        <source>It runs on your own machine, where nothing is billed.</source>
        <translation>Es läuft auf dem eigenen Rechner, wo es nichts kostet.</translation>
    </message>
    <message>
        <source>models on OpenRouter that read images, write text and have one price (no variants)</source>
        <translation>Modelle auf OpenRouter, die Bilder lesen, Text schreiben und einen Preis haben (ohne Varianten)</translation>
    </message>
    <message>
        <source>models here for which it is known</source>
        <translation>Modelle hier, für die es bekannt ist</translation>
    </message>
    <message>
        <source>estimated for an image of 1024 × 768 px; run it once to measure</source>
        <translation>geschätzt für ein Bild von 1024 × 768 px; einmal starten, um zu messen</translation>
    </message>
    <message>
        <source>a guess; run it once to measure</source>
        <translation>geraten; einmal starten, um zu messen</translation>
    </message>
    <message>
        <source>measured here, median of {n}</source>
        <translation>hier gemessen, Median aus {n}</translation>
    </message>
    <message>
        <source>published medians, {source}</source>
        <translation>veröffentlichte Mediane, {source}</translation>
    </message>
    <message numerus="yes">
        <source>Prices of {n} models, {day}</source>
        <translation>
            <numerusform>Preise von {n} Modell, {day}</numerusform>
            <numerusform>Preise von {n} Modellen, {day}</numerusform>
        </translation>
    </message>
    <message>
        <source>Overall</source>
        <translation>Gesamt</translation>
    </message>
    <message>
        <source>Form kept</source>
        <translation>Form gewahrt</translation>
    </message>
    <message>
        <source>Answered</source>
        <translation>Beantwortet</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Gescheitert</translation>
    </message>
    <message>
        <source>Refused</source>
        <translation>Abgelehnt</translation>
    </message>
    <message>
        <source>Unreadable</source>
        <translation>Unlesbar</translation>
    </message>
    <message>
        <source>Average response</source>
        <translation>Antwortzeit</translation>
    </message>
    <message>
        <source>95th percentile</source>
        <translation>95. Perzentil</translation>
    </message>
    <message>
        <source>First word</source>
        <translation>Erstes Wort</translation>
    </message>
    <message>
        <source>Cold start</source>
        <translation>Kaltstart</translation>
    </message>
    <message>
        <source>Over repeats</source>
        <translation>Über Wiederholungen</translation>
    </message>
    <message>
        <source>Identical answers</source>
        <translation>Gleiche Antworten</translation>
    </message>
    <message>
        <source>Served as</source>
        <translation>Geantwortet hat</translation>
    </message>
    <message>
        <source>right</source>
        <translation>richtig</translation>
    </message>
    <message>
        <source>wrong</source>
        <translation>falsch</translation>
    </message>
    <message>
        <source>mixed</source>
        <translation>gemischt</translation>
    </message>
    <message>
        <source>unreadable</source>
        <translation>unlesbar</translation>
    </message>
    <message>
        <source>refused</source>
        <translation>abgelehnt</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>gescheitert</translation>
    </message>
    <message>
        <source>unasked</source>
        <translation>nicht gefragt</translation>
    </message>
    <message>
        <source>answered</source>
        <translation>beantwortet</translation>
    </message>
    <message>
        <source>Right and in just the form that was asked for.</source>
        <translation>Richtig und genau in der verlangten Form.</translation>
    </message>
    <message>
        <source>The model declined; counted as not right.</source>
        <translation>Das Modell lehnte ab; als nicht richtig gezählt.</translation>
    </message>
    <message>
        <source>Empty, ambiguous or of another kind than asked for; counted as not right.</source>
        <translation>Leer, mehrdeutig oder von anderer Art als verlangt; als nicht richtig gezählt.</translation>
    </message>
    <message>
        <source>Median response</source>
        <translation>Antwortzeit, Median</translation>
    </message>
    <message>
        <source>By the judge</source>
        <translation>Nach dem Juror</translation>
    </message>
    <message>
        <source>Judge and check agree</source>
        <translation>Juror und Prüfung einig</translation>
    </message>
    <message>
        <source>Warm answers.</source>
        <translation>Warme Antworten.</translation>
    </message>
    <message>
        <source>Median TTFT.</source>
        <translation>Median bis zum ersten Wort.</translation>
    </message>
    <message>
        <source>Answers that waited for loading.</source>
        <translation>Antworten, die auf das Laden warteten.</translation>
    </message>
    <message>
        <source>on this suite</source>
        <translation>in dieser Testreihe</translation>
    </message>
    <message>
        <source>Mean of warm answers.</source>
        <translation>Mittel der warmen Antworten.</translation>
    </message>
    <message>
        <source>Only where 90 % of the answers have it.</source>
        <translation>Nur wo 90 % der Antworten es nennen.</translation>
    </message>
    <message>
        <source>Mean of a question; only where 90 % of the answers have it.</source>
        <translation>Mittel je Frage; nur wo 90 % der Antworten es nennen.</translation>
    </message>
    <message>
        <source>Lowest to highest rate of the repeats.</source>
        <translation>Niedrigste bis höchste Quote der Wiederholungen.</translation>
    </message>
    <message>
        <source>best constant answer</source>
        <translation>beste feste Antwort</translation>
    </message>
    <message>
        <source>mean</source>
        <translation>Mittel</translation>
    </message>
    <message>
        <source>Always “{words}”</source>
        <translation>Immer „{words}“</translation>
    </message>
    <message>
        <source>What a program scores that looks at no image and always says the same.</source>
        <translation>Was ein Programm erreicht, das kein Bild ansieht und immer dasselbe sagt.</translation>
    </message>
    <message>
        <source>Rates are of answers that came; beside each stands its 95 % Wilson interval.</source>
        <translation>Quoten zählen Antworten, die kamen; daneben steht das 95-%-Intervall nach Wilson.</translation>
    </message>
    <message>
        <source>A model passes a prompt that it answers right in more than half of the repeats.</source>
        <translation>Ein Modell besteht einen Prompt, den es in mehr als der Hälfte der Wiederholungen richtig beantwortet.</translation>
    </message>
    <message>
        <source>Nothing here has a key: the run holds answers, and no rates.</source>
        <translation>Hier hat nichts eine Lösung: Der Lauf enthält Antworten und keine Quoten.</translation>
    </message>
    <message>
        <source>Times are of warm answers.</source>
        <translation>Zeiten sind die warmer Antworten.</translation>
    </message>
    <message>
        <source>Tokens and cost are shown only where at least 90 % of the answers have them.</source>
        <translation>Tokens und Kosten stehen nur da, wo mindestens 90 % der Antworten sie nennen.</translation>
    </message>
    <message>
        <source>From a single run at a low temperature.</source>
        <translation>Aus einem einzigen Durchgang bei niedriger Temperatur.</translation>
    </message>
    <message>
        <source>vizdesk could not judge this reply ({kind}). Judge it yourself; its log says where.</source>
        <translation>vizdesk konnte diese Antwort nicht beurteilen ({kind}). Bitte selbst beurteilen; im Protokoll steht, wo der Fehler war.</translation>
    </message>
    <message>
        <source>Answers that {name} calls right; in no other rate.</source>
        <translation>Antworten, die {name} richtig nennt; in keiner anderen Quote.</translation>
    </message>
    <message>
        <source>Never of its own answers.</source>
        <translation>Nie über die eigenen Antworten.</translation>
    </message>
    <message>
        <source>Share of answers that judge and check see alike; Cohen&apos;s kappa beyond chance.</source>
        <translation>Anteil der Antworten, die Richter und Regel gleich sehen; Cohens Kappa über den Zufall hinaus.</translation>
    </message>
    <message>
        <source>published {date}</source>
        <translation>veröffentlicht {date}</translation>
    </message>
    <message>
        <source>{name} · published {date}: {suite} of “{source}”; other images and prompts, not measured here.</source>
        <translation>{name} · veröffentlicht {date}: {suite} aus „{source}“; andere Bilder und Prompts, nicht hier gemessen.</translation>
    </message>
    <message>
        <source>Difference, points</source>
        <translation>Differenz, Punkte</translation>
    </message>
    <message>
        <source>Only the first right</source>
        <translation>Nur das erste richtig</translation>
    </message>
    <message>
        <source>Only the second right</source>
        <translation>Nur das zweite richtig</translation>
    </message>
    <message>
        <source>Both right</source>
        <translation>Beide richtig</translation>
    </message>
    <message>
        <source>Neither right</source>
        <translation>Keines richtig</translation>
    </message>
    <message>
        <source>p (Holm)</source>
        <translation>p (Holm)</translation>
    </message>
    <message>
        <source>Items whose answer is the same in every repeat.</source>
        <translation>Aufgaben, deren Antwort in jeder Wiederholung gleich ist.</translation>
    </message>
    <message>
        <source>What the server named as the model.</source>
        <translation>Was der Server als Modell nannte.</translation>
    </message>
    <message>
        <source>{better} is better than {worse} on these prompts (p {p}, {counts}).</source>
        <translation>{better} ist bei diesen Prompts besser als {worse} (p {p}, {counts}).</translation>
    </message>
    <message>
        <source>{first} and {second} are not distinguishable on {n} prompts ({counts}); about {needed} would be needed.</source>
        <translation>{first} und {second} sind bei {n} Prompts nicht zu unterscheiden ({counts}); nötig wären etwa {needed}.</translation>
    </message>
    <message>
        <source>{first} and {second} are not distinguishable on {n} prompts ({counts}).</source>
        <translation>{first} und {second} sind bei {n} Prompts nicht zu unterscheiden ({counts}).</translation>
    </message>
    <message>
        <source>{one} against {other} discordant prompts</source>
        <translation>{one} gegen {other} abweichende Prompts</translation>
    </message>
    <message>
        <source>within {tolerance} of {value}</source>
        <translation>höchstens {tolerance} neben {value}</translation>
    </message>
    <message>
        <source>The model declined, or says that it cannot tell.</source>
        <translation>Das Modell lehnte ab oder sagt, es wisse es nicht.</translation>
    </message>
    <message>
        <source>The reply is empty.</source>
        <translation>Die Antwort ist leer.</translation>
    </message>
    <message>
        <source>It says just that.</source>
        <translation>Sie sagt genau das.</translation>
    </message>
    <message>
        <source>It says that in other words.</source>
        <translation>Sie sagt das mit anderen Worten.</translation>
    </message>
    <message>
        <source>It says {shown}, and nothing else.</source>
        <translation>Sie sagt {shown} und sonst nichts.</translation>
    </message>
    <message>
        <source>It says {shown} in other words.</source>
        <translation>Sie sagt {shown} mit anderen Worten.</translation>
    </message>
    <message>
        <source>It says {shown}, not {wanted}.</source>
        <translation>Sie sagt {shown}, nicht {wanted}.</translation>
    </message>
    <message>
        <source>It is not “{wanted}”.</source>
        <translation>Es ist nicht „{wanted}“.</translation>
    </message>
    <message>
        <source>It lists exactly these.</source>
        <translation>Sie nennt genau diese.</translation>
    </message>
    <message>
        <source>It lists these in other words.</source>
        <translation>Sie nennt diese mit anderen Worten.</translation>
    </message>
    <message>
        <source>It lists different things.</source>
        <translation>Sie nennt anderes.</translation>
    </message>
    <message>
        <source>It lists {shown}, not {names}.</source>
        <translation>Sie nennt {shown}, nicht {names}.</translation>
    </message>
    <message>
        <source>It does not match.</source>
        <translation>Sie passt nicht.</translation>
    </message>
    <message>
        <source>It matches where the reply answers.</source>
        <translation>Sie passt, wo die Antwort antwortet.</translation>
    </message>
    <message>
        <source>The reply holds several answers: {shown}.</source>
        <translation>Die Antwort enthält mehrere Antworten: {shown}.</translation>
    </message>
    <message>
        <source>The reply holds no number.</source>
        <translation>Die Antwort enthält keine Zahl.</translation>
    </message>
    <message>
        <source>The reply says neither yes nor no.</source>
        <translation>Die Antwort sagt weder Ja noch Nein.</translation>
    </message>
    <message>
        <source>The reply names none of the choices.</source>
        <translation>Die Antwort nennt nichts aus der Auswahl.</translation>
    </message>
    <message>
        <source>Every field is right.</source>
        <translation>Jedes Feld ist richtig.</translation>
    </message>
    <message>
        <source>F1 {score} (at least {needed} is needed): {paired} of {all} found, {more} too many, at IoU {iou}.</source>
        <translation>F1 {score} (nötig ist mindestens {needed}): {paired} von {all} gefunden, {more} zu viel, bei IoU {iou}.</translation>
    </message>
    <message>
        <source>{time} (morning or evening alike)</source>
        <translation>{time} (vor- oder nachmittags)</translation>
    </message>
    <message>
        <source>{time}, at most {minutes} min off</source>
        <translation>{time}, höchstens {minutes} min daneben</translation>
    </message>
    <message>
        <source>The reply names no time of day.</source>
        <translation>Die Antwort nennt keine Uhrzeit.</translation>
    </message>
    <message>
        <source>The reply names no day with month and year.</source>
        <translation>Die Antwort nennt keinen Tag mit Monat und Jahr.</translation>
    </message>
    <message>
        <source>The reply lists nothing.</source>
        <translation>Die Antwort zählt nichts auf.</translation>
    </message>
    <message>
        <source>It matches.</source>
        <translation>Sie passt.</translation>
    </message>
    <message>
        <source>It is too long to be matched.</source>
        <translation>Sie ist zu lang, um verglichen zu werden.</translation>
    </message>
    <message>
        <source>{share} % of the characters are wrong; {most} % may be.</source>
        <translation>{share} % der Zeichen sind falsch; {most} % dürfen es sein.</translation>
    </message>
    <message>
        <source>over {share} of the characters are wrong; {most} % may be.</source>
        <translation>mehr als {share} der Zeichen sind falsch; {most} % dürfen es sein.</translation>
    </message>
    <message>
        <source>Not strictly: {what}.</source>
        <translation>Nicht streng: {what}.</translation>
    </message>
    <message>
        <source>It is not the object alone, as JSON is written.</source>
        <translation>Sie ist nicht nur das Objekt, wie JSON geschrieben wird.</translation>
    </message>
    <message>
        <source>Not taken: {why}.</source>
        <translation>Nicht gewertet: {why}.</translation>
    </message>
    <message>
        <source>it leaves the answer open</source>
        <translation>sie lässt offen, was gilt</translation>
    </message>
    <message>
        <source>its number is denied or asked for</source>
        <translation>ihre Zahl wird verneint oder erfragt</translation>
    </message>
    <message>
        <source>its yes or no is denied or asked for</source>
        <translation>ihr Ja oder Nein wird verneint oder erfragt</translation>
    </message>
    <message>
        <source>its day is denied or asked for</source>
        <translation>ihr Tag wird verneint oder erfragt</translation>
    </message>
    <message>
        <source>its time is denied or asked for</source>
        <translation>ihre Uhrzeit wird verneint oder erfragt</translation>
    </message>
    <message>
        <source>the choice it names is denied or asked for</source>
        <translation>was sie nennt, wird verneint oder erfragt</translation>
    </message>
    <message>
        <source>it gives a limit, not a number</source>
        <translation>sie nennt eine Grenze, keine Zahl</translation>
    </message>
    <message>
        <source>it gives a limit, not a time</source>
        <translation>sie nennt eine Grenze, keine Uhrzeit</translation>
    </message>
    <message>
        <source>it gives a limit, not a day</source>
        <translation>sie nennt eine Grenze, keinen Tag</translation>
    </message>
    <message>
        <source>it holds figures that are no plain number</source>
        <translation>sie enthält Ziffern, die keine einfache Zahl sind</translation>
    </message>
    <message>
        <source>the reply takes back what it said</source>
        <translation>die Antwort nimmt zurück, was sie gesagt hat</translation>
    </message>
    <message>
        <source>it is too long to be read as an answer</source>
        <translation>sie ist zu lang, um als Antwort gelesen zu werden</translation>
    </message>
    <message>
        <source>{written} may be {one} or {other}</source>
        <translation>{written} kann {one} oder {other} sein</translation>
    </message>
    <message>
        <source>No model has answered this prompt yet.</source>
        <translation>Noch hat kein Modell auf diesen Prompt geantwortet.</translation>
    </message>
    <message>
        <source>There is no eval run {run}.</source>
        <translation>Es gibt keinen Eval-Lauf {run}.</translation>
    </message>
    <message numerus="yes">
        <source>Took the weights beside it: “{name}”, the best of {n} that fit.</source>
        <translation>
            <numerusform>Die Gewichte daneben genommen: „{name}“ (von {n} passenden).</numerusform>
            <numerusform>Die Gewichte daneben genommen: „{name}“, die besten von {n} passenden.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Classes, counts or fields of {n} images are not in the suite.</source>
        <translation>
            <numerusform>Klassen, Anzahlen oder Felder von {n} Bild sind nicht in der Suite.</numerusform>
            <numerusform>Klassen, Anzahlen oder Felder von {n} Bildern sind nicht in der Suite.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Compared since the window was opened: {n} answers, {seconds} in the middle.</source>
        <translation>
            <numerusform>Verglichen, seit das Fenster offen ist: {n} Antwort in {seconds}.</numerusform>
            <numerusform>Verglichen, seit das Fenster offen ist: {n} Antworten, im Mittel {seconds}.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The file of stability runs was damaged ({why}). The {n} answers that could be read are in a new one; the damaged file is kept as {copy}.</source>
        <translation>
            <numerusform>Die Datei der Stabilitätsläufe war beschädigt ({why}). Die {n} lesbare Antwort ist in einer neuen; die beschädigte liegt als {copy} daneben.</numerusform>
            <numerusform>Die Datei der Stabilitätsläufe war beschädigt ({why}). Die {n} lesbaren Antworten sind in einer neuen; die beschädigte liegt als {copy} daneben.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The file of truth was damaged ({why}). The truth of the {n} images that could be read is in a new one; the damaged file is kept as {copy}.</source>
        <translation>
            <numerusform>Die Datei der Wahrheit war beschädigt ({why}). Die Wahrheit von {n} lesbaren Bild ist in einer neuen; die beschädigte liegt als {copy} daneben.</numerusform>
            <numerusform>Die Datei der Wahrheit war beschädigt ({why}). Die Wahrheit der {n} lesbaren Bilder ist in einer neuen; die beschädigte liegt als {copy} daneben.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The file of votes was damaged ({why}). The {n} votes that could be read are in a new one; the damaged file is kept as {copy}.</source>
        <translation>
            <numerusform>Die Datei der Stimmen war beschädigt ({why}). Die {n} lesbare Stimme ist in einer neuen; die beschädigte liegt als {copy} daneben.</numerusform>
            <numerusform>Die Datei der Stimmen war beschädigt ({why}). Die {n} lesbaren Stimmen sind in einer neuen; die beschädigte liegt als {copy} daneben.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The history was damaged ({why}). The {n} comparisons that could be read are in a new one; the damaged file is kept as {copy}.</source>
        <translation>
            <numerusform>Der Verlauf war beschädigt ({why}). {n} Vergleich ließ sich lesen und steht in einem neuen; die beschädigte Datei liegt in {copy}.</numerusform>
            <numerusform>Der Verlauf war beschädigt ({why}). Die {n} Vergleiche, die sich lesen ließen, stehen in einem neuen; die beschädigte Datei liegt in {copy}.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The truth of {n} images was not saved: {why}</source>
        <translation>
            <numerusform>Die Wahrheit von {n} Bild wurde nicht gespeichert: {why}</numerusform>
            <numerusform>Die Wahrheit von {n} Bildern wurde nicht gespeichert: {why}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>find the {n} boxes of {names}: F1 of at least {f1}, where a box counts from an overlap (IoU) of {iou}</source>
        <translation>
            <numerusform>den {n} Rahmen finden ({names}): F1 mindestens {f1}; ein Rahmen zählt ab einer Überdeckung (IoU) von {iou}</numerusform>
            <numerusform>die {n} Rahmen finden ({names}): F1 mindestens {f1}; ein Rahmen zählt ab einer Überdeckung (IoU) von {iou}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{better} and {worse}, {points} points apart, would take about {n} votes between them.</source>
        <translation>
            <numerusform>{better} und {worse}, {points} Punkte auseinander, bräuchten etwa {n} Stimme zwischen ihnen.</numerusform>
            <numerusform>{better} und {worse}, {points} Punkte auseinander, bräuchten etwa {n} Stimmen zwischen ihnen.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} are cut off</source>
        <translation>
            <numerusform>{n} ist abgeschnitten</numerusform>
            <numerusform>{n} sind abgeschnitten</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} are written in the form of another family, whose scale is not known</source>
        <translation>
            <numerusform>{n} steht in der Form einer anderen Familie, deren Maßstab nicht bekannt ist</numerusform>
            <numerusform>{n} stehen in der Form einer anderen Familie, deren Maßstab nicht bekannt ist</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} boxes</source>
        <translation>
            <numerusform>{n} Rahmen</numerusform>
            <numerusform>{n} Rahmen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} cannot be placed, as the numbers are too large for this family and fit several scales</source>
        <translation>
            <numerusform>{n} lässt sich nicht platzieren: die Zahlen sind zu groß für diese Familie und passen zu mehreren Maßstäben</numerusform>
            <numerusform>{n} lassen sich nicht platzieren: die Zahlen sind zu groß für diese Familie und passen zu mehreren Maßstäben</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} cannot be read</source>
        <translation>
            <numerusform>{n} ist nicht lesbar</numerusform>
            <numerusform>{n} sind nicht lesbar</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} crowds are not in it: this form has none.</source>
        <translation>
            <numerusform>{n} Menge (crowd) ist nicht darin: Diese Form kennt keine.</numerusform>
            <numerusform>{n} Mengen (crowds) sind nicht darin: Diese Form kennt keine.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} files of this name will be replaced.</source>
        <translation>
            <numerusform>{n} Datei dieses Namens wird ersetzt.</numerusform>
            <numerusform>{n} Dateien dieses Namens werden ersetzt.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} have a box under 2 pixels</source>
        <translation>
            <numerusform>{n} hat einen Rahmen unter 2 Pixeln</numerusform>
            <numerusform>{n} haben einen Rahmen unter 2 Pixeln</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} have a point that is not two numbers</source>
        <translation>
            <numerusform>{n} hat einen Punkt, der nicht zwei Zahlen ist</numerusform>
            <numerusform>{n} haben einen Punkt, der nicht zwei Zahlen ist</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} have numbers of another scale than the rest</source>
        <translation>
            <numerusform>{n} hat Zahlen in einem anderen Maßstab als die übrigen</numerusform>
            <numerusform>{n} haben Zahlen in einem anderen Maßstab als die übrigen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} have several names before their box</source>
        <translation>
            <numerusform>{n} hat mehrere Namen vor seinem Rahmen</numerusform>
            <numerusform>{n} haben mehrere Namen vor ihrem Rahmen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} have their second corner left of or above the first (they may be x, y, width, height)</source>
        <translation>
            <numerusform>{n} hat seine zweite Ecke links von oder über der ersten (vielleicht x, y, Breite, Höhe)</numerusform>
            <numerusform>{n} haben ihre zweite Ecke links von oder über der ersten (vielleicht x, y, Breite, Höhe)</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} images are not there, so their truth was not kept.</source>
        <translation>
            <numerusform>{n} Bild ist nicht da, seine Wahrheit wurde nicht behalten.</numerusform>
            <numerusform>{n} Bilder sind nicht da, ihre Wahrheit wurde nicht behalten.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} images have no objects that were drawn, and are not in it.</source>
        <translation>
            <numerusform>{n} Bild hat keine gezeichneten Objekte und ist nicht darin.</numerusform>
            <numerusform>{n} Bilder haben keine gezeichneten Objekte und sind nicht darin.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} lie outside the image</source>
        <translation>
            <numerusform>{n} liegt außerhalb des Bildes</numerusform>
            <numerusform>{n} liegen außerhalb des Bildes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} objects</source>
        <translation>
            <numerusform>{n} Objekt</numerusform>
            <numerusform>{n} Objekte</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} outlines</source>
        <translation>
            <numerusform>{n} Umriss</numerusform>
            <numerusform>{n} Umrisse</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} points</source>
        <translation>
            <numerusform>{n} Punkt</numerusform>
            <numerusform>{n} Punkte</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} prompts</source>
        <translation>
            <numerusform>{n} Prompt</numerusform>
            <numerusform>{n} Prompts</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} stand in a list that is not as long as its list of names</source>
        <translation>
            <numerusform>{n} steht in einer Liste, die nicht so lang ist wie die ihrer Namen</numerusform>
            <numerusform>{n} stehen in einer Liste, die nicht so lang ist wie die ihrer Namen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} tests have no value to compare with, and get answers without a verdict.</source>
        <translation>
            <numerusform>{n} Test hat keinen Wert zum Vergleichen und bekommt Antworten ohne Urteil.</numerusform>
            <numerusform>{n} Tests haben keinen Wert zum Vergleichen und bekommen Antworten ohne Urteil.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} votes were not saved: {why}</source>
        <translation>
            <numerusform>{n} Stimme wurde nicht gespeichert: {why}</numerusform>
            <numerusform>{n} Stimmen wurden nicht gespeichert: {why}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} votes</source>
        <translation>
            <numerusform>{n} Stimme</numerusform>
            <numerusform>{n} Stimmen</numerusform>
        </translation>
    </message>
    <message>
        <source>#{place} of {of} {population}; figures of {dates}</source>
        <translation>Platz {place} von {of} {population}; Zahlen von {dates}</translation>
    </message>
    <message>
        <source>--ray needs Ray, which is not installed here.</source>
        <translation>--ray braucht Ray, das hier nicht installiert ist.</translation>
    </message>
    <message>
        <source>1 is too old</source>
        <translation>1 ist zu alt</translation>
    </message>
    <message>
        <source>16-bit values scaled to 8 bits.</source>
        <translation>16-Bit-Werte auf 8 Bit umgerechnet.</translation>
    </message>
    <message>
        <source>2 and 3 can be read</source>
        <translation>2 und 3 lassen sich lesen</translation>
    </message>
    <message>
        <source>A batch of {n} questions of this run is at its server. Fetch or cancel it first.</source>
        <translation>Ein Stapel von {n} Fragen dieses Laufs liegt bei seinem Server. Ihn zuerst holen oder abbrechen.</translation>
    </message>
    <message>
        <source>A box has its corners in the other order; they were put right.</source>
        <translation>Ein Rahmen nennt seine Ecken in anderer Reihenfolge; das wurde richtiggestellt.</translation>
    </message>
    <message>
        <source>A closed model</source>
        <translation>Ein geschlossenes Modell</translation>
    </message>
    <message>
        <source>A mask could not be read.</source>
        <translation>Eine Maske ließ sich nicht lesen.</translation>
    </message>
    <message>
        <source>A model</source>
        <translation>Ein Modell</translation>
    </message>
    <message>
        <source>A rating or note of a model was not saved: {why}</source>
        <translation>Eine Bewertung oder Notiz zu einem Modell wurde nicht gespeichert: {why}</translation>
    </message>
    <message>
        <source>A set needs a name and at least one model.</source>
        <translation>Ein Satz braucht einen Namen und mindestens ein Modell.</translation>
    </message>
    <message>
        <source>A set needs a name.</source>
        <translation>Ein Satz braucht einen Namen.</translation>
    </message>
    <message>
        <source>A vote must be an object with its columns.</source>
        <translation>Eine Stimme muss ein Objekt mit ihren Spalten sein.</translation>
    </message>
    <message>
        <source>Accept its terms at {page}, with the account the token belongs to.</source>
        <translation>Seine Bedingungen unter {page} annehmen, mit dem Konto, zu dem das Token gehört.</translation>
    </message>
    <message>
        <source>Add it, or set {variable}.</source>
        <translation>Ihn hinzufügen oder {variable} setzen.</translation>
    </message>
    <message>
        <source>Add the one published with these weights.</source>
        <translation>Den hinzufügen, der mit diesen Gewichten veröffentlicht wurde.</translation>
    </message>
    <message>
        <source>All boxes lie in the first tenth of the image; the numbers may be per cent.</source>
        <translation>Alle Rahmen liegen im ersten Zehntel des Bildes; die Zahlen sind vielleicht Prozent.</translation>
    </message>
    <message>
        <source>An answer of a stability run is damaged and is asked for again: {why}</source>
        <translation>Eine Antwort eines Stabilitätslaufs ist beschädigt und wird noch einmal gefragt: {why}</translation>
    </message>
    <message>
        <source>An open-weight model</source>
        <translation>Ein Modell mit offenen Gewichten</translation>
    </message>
    <message>
        <source>Another vizdesk is at work on the batches in {folder}.</source>
        <translation>Ein anderes vizdesk arbeitet an den Stapeln in {folder}.</translation>
    </message>
    <message>
        <source>Answered by {provider}, through {name}.</source>
        <translation>Beantwortet von {provider} über {name}.</translation>
    </message>
    <message>
        <source>Apr</source>
        <translation>April</translation>
    </message>
    <message>
        <source>April</source>
        <translation>April</translation>
    </message>
    <message>
        <source>Arena rating</source>
        <translation>Arena-Wertung</translation>
    </message>
    <message>
        <source>Artificial Analysis</source>
        <translation>Artificial Analysis</translation>
    </message>
    <message>
        <source>Ask again those that got no answer.</source>
        <translation>Die ohne Antwort noch einmal fragen.</translation>
    </message>
    <message>
        <source>Ask again, or send the image at another size. The files are not the cause.</source>
        <translation>Fragen Sie noch einmal, oder schicken Sie das Bild in einer anderen Größe. Die Dateien sind nicht die Ursache.</translation>
    </message>
    <message>
        <source>Ask again, or use another model.</source>
        <translation>Noch einmal fragen oder ein anderes Modell nehmen.</translation>
    </message>
    <message>
        <source>Ask for less with --ray-cpus and --ray-gpus.</source>
        <translation>Verlangen Sie mit --ray-cpus und --ray-gpus weniger.</translation>
    </message>
    <message>
        <source>Aug</source>
        <translation>August</translation>
    </message>
    <message>
        <source>August</source>
        <translation>August</translation>
    </message>
    <message>
        <source>Best suited to {uses}.</source>
        <translation>Am besten geeignet für {uses}.</translation>
    </message>
    <message>
        <source>Both answers are of {model}.</source>
        <translation>Beide Antworten sind von {model}.</translation>
    </message>
    <message>
        <source>Boxes that reach far past the edge are cut off there.</source>
        <translation>Rahmen, die weit über den Rand reichen, sind dort abgeschnitten.</translation>
    </message>
    <message>
        <source>Boxes without a name are taken for the one class that was asked for.</source>
        <translation>Rahmen ohne Namen gelten als die eine Klasse, nach der gefragt wurde.</translation>
    </message>
    <message>
        <source>Camera raw: its embedded preview is shown, {width} × {height} of {whole_width} × {whole_height} pixels.</source>
        <translation>Rohdaten einer Kamera: gezeigt wird die eingebettete Vorschau, {width} × {height} von {whole_width} × {whole_height} Pixeln.</translation>
    </message>
    <message>
        <source>Can it run on a machine of my own?</source>
        <translation>Läuft es auf einem eigenen Rechner?</translation>
    </message>
    <message>
        <source>Check its rights.</source>
        <translation>Seine Rechte prüfen.</translation>
    </message>
    <message>
        <source>Check that it is right and may read this repository.</source>
        <translation>Prüfen, ob es stimmt und dieses Repository lesen darf.</translation>
    </message>
    <message>
        <source>Check the folder, then resume.</source>
        <translation>Den Ordner prüfen, dann fortsetzen.</translation>
    </message>
    <message>
        <source>Choose another engine for it.</source>
        <translation>Es anders ausführen lassen.</translation>
    </message>
    <message>
        <source>Choose the model’s vision projector (mmproj).</source>
        <translation>Den Bildprojektor (mmproj) des Modells wählen.</translation>
    </message>
    <message>
        <source>Choose the model’s vision projector.</source>
        <translation>Den Bildprojektor des Modells wählen.</translation>
    </message>
    <message>
        <source>Chosen because {why}.</source>
        <translation>Gewählt, weil {why}.</translation>
    </message>
    <message>
        <source>Convert the model again: vizdesk convert paligemma FOLDER.</source>
        <translation>Das Modell neu umwandeln: vizdesk convert paligemma ORDNER.</translation>
    </message>
    <message>
        <source>Convert the published checkpoint instead: vizdesk convert paligemma FOLDER.</source>
        <translation>Stattdessen das veröffentlichte Modell umwandeln: vizdesk convert paligemma ORDNER.</translation>
    </message>
    <message>
        <source>Dec</source>
        <translation>Dezember</translation>
    </message>
    <message>
        <source>December</source>
        <translation>Dezember</translation>
    </message>
    <message>
        <source>Does it say where objects are?</source>
        <translation>Sagt es, wo Gegenstände sind?</translation>
    </message>
    <message>
        <source>Download it again, or choose another file of this model.</source>
        <translation>Sie neu herunterladen oder eine andere Datei dieses Modells wählen.</translation>
    </message>
    <message>
        <source>Enter the server&apos;s final address. {quote}</source>
        <translation>Die endgültige Adresse des Servers eintragen. {quote}</translation>
    </message>
    <message>
        <source>Enter the server&apos;s final address.</source>
        <translation>Die endgültige Adresse des Servers eintragen.</translation>
    </message>
    <message>
        <source>Entry {number} has no id.</source>
        <translation>Eintrag {number} hat keine Kennung.</translation>
    </message>
    <message>
        <source>Eval “{about}”: {answered} answered, none checked.</source>
        <translation>Eval „{about}“: {answered} beantwortet, keine geprüft.</translation>
    </message>
    <message>
        <source>Eval “{about}”: {answered} of {asked} answered, too few for a rate.</source>
        <translation>Eval „{about}“: {answered} von {asked} beantwortet, zu wenige für einen Anteil.</translation>
    </message>
    <message>
        <source>Eval “{about}”: {right} of {judged} right; intervals stand in Evals.</source>
        <translation>Eval „{about}“: {right} von {judged} richtig; Intervalle stehen unter Evals.</translation>
    </message>
    <message>
        <source>Family guessed: {family}, as no mark says more.</source>
        <translation>Familie vermutet: {family}, da kein Zeichen mehr verrät.</translation>
    </message>
    <message>
        <source>Family guessed: {family}, as the reply has “{mark}” in it.</source>
        <translation>Familie vermutet: {family}, da in der Antwort „{mark}“ steht.</translation>
    </message>
    <message>
        <source>Family guessed: {family}, as {why}.</source>
        <translation>Familie vermutet: {family}, da {why}.</translation>
    </message>
    <message>
        <source>Feb</source>
        <translation>Februar</translation>
    </message>
    <message>
        <source>February</source>
        <translation>Februar</translation>
    </message>
    <message>
        <source>Floating point values from {low} to {high} shown from black to white.</source>
        <translation>Gleitkommawerte von {low} bis {high} von Schwarz bis Weiß gezeigt.</translation>
    </message>
    <message>
        <source>Frame {number} of {frames}.</source>
        <translation>Einzelbild {number} von {frames}.</translation>
    </message>
    <message>
        <source>Free {size} GB where temporary files are kept, or set TMPDIR to a folder with room.</source>
        <translation>{size} GB freimachen, wo temporäre Dateien liegen, oder TMPDIR auf einen Ordner mit Platz setzen.</translation>
    </message>
    <message>
        <source>Give each a name of its own.</source>
        <translation>Jeder einen eigenen Namen geben.</translation>
    </message>
    <message>
        <source>Give this server its own key (Ctrl+K).</source>
        <translation>Diesem Server einen eigenen Schlüssel geben (Strg+K).</translation>
    </message>
    <message>
        <source>Give this server its own key under Keys and endpoints (Ctrl+K).</source>
        <translation>Diesem Server unter „Schlüssel und Endpunkte“ (Strg+K) einen eigenen Schlüssel geben.</translation>
    </message>
    <message>
        <source>Go on with that server, or choose another folder.</source>
        <translation>Mit jenem Server weitermachen oder einen anderen Ordner wählen.</translation>
    </message>
    <message>
        <source>Go on with the suite as it was, or take a new folder.</source>
        <translation>Mit der Testreihe weitermachen, wie sie war, oder einen neuen Ordner nehmen.</translation>
    </message>
    <message>
        <source>How long may a question with its images be?</source>
        <translation>Wie lang darf eine Frage mit ihren Bildern sein?</translation>
    </message>
    <message>
        <source>Install it with “pip install llama-cpp-python”.</source>
        <translation>Es mit „pip install llama-cpp-python“ installieren.</translation>
    </message>
    <message>
        <source>Install it: pip install &apos;vizdesk[ray]&apos;</source>
        <translation>Installieren Sie es: pip install &apos;vizdesk[ray]&apos;</translation>
    </message>
    <message>
        <source>Install this very version on every node, into the Python that Ray runs there.</source>
        <translation>Installieren Sie genau diese Version auf jedem Knoten, in das Python, mit dem Ray dort läuft.</translation>
    </message>
    <message>
        <source>Install vizdesk again.</source>
        <translation>vizdesk neu installieren.</translation>
    </message>
    <message>
        <source>Install vizdesk again: its parts may be of different versions.</source>
        <translation>vizdesk neu installieren: seine Teile sind vielleicht von verschiedenen Versionen.</translation>
    </message>
    <message>
        <source>Intelligence Index</source>
        <translation>Intelligenzindex</translation>
    </message>
    <message>
        <source>Intelligence and speed</source>
        <translation>Intelligenz und Tempo</translation>
    </message>
    <message>
        <source>Is it still offered?</source>
        <translation>Wird es noch angeboten?</translation>
    </message>
    <message>
        <source>Is there a sign-in to the network?</source>
        <translation>Verlangt das Netz eine Anmeldung?</translation>
    </message>
    <message>
        <source>It is no JSON of a comparison ({why}).</source>
        <translation>Das ist kein JSON eines Vergleichs ({why}).</translation>
    </message>
    <message>
        <source>It is usually offered beside the weights, with “mmproj” in its name.</source>
        <translation>Er wird meist neben den Gewichten angeboten, mit „mmproj“ im Namen.</translation>
    </message>
    <message>
        <source>It passed {passed} of {prompts} published prompts: its true rate lies between {low} and {high} % (95 % interval, Wilson).</source>
        <translation>Es bestand {passed} von {prompts} veröffentlichten Aufgaben: Sein wahrer Anteil liegt zwischen {low} und {high} % (95-%-Intervall nach Wilson).</translation>
    </message>
    <message>
        <source>Its colour profile could not be applied.</source>
        <translation>Das Farbprofil ließ sich nicht anwenden.</translation>
    </message>
    <message>
        <source>JSON</source>
        <translation>JSON</translation>
    </message>
    <message>
        <source>Jan</source>
        <translation>Januar</translation>
    </message>
    <message>
        <source>January</source>
        <translation>Januar</translation>
    </message>
    <message>
        <source>Jul</source>
        <translation>Juli</translation>
    </message>
    <message>
        <source>July</source>
        <translation>Juli</translation>
    </message>
    <message>
        <source>Jun</source>
        <translation>Juni</translation>
    </message>
    <message>
        <source>June</source>
        <translation>Juni</translation>
    </message>
    <message>
        <source>Left out of this SVG: {names}.</source>
        <translation>In diesem SVG ausgelassen: {names}.</translation>
    </message>
    <message>
        <source>Left out, as files of this form cannot hold them: {what}.</source>
        <translation>Weggelassen, weil Dateien dieser Form sie nicht fassen: {what}.</translation>
    </message>
    <message>
        <source>Less suited to {uses}.</source>
        <translation>Weniger geeignet für {uses}.</translation>
    </message>
    <message>
        <source>Loaded without weight repacking, because the engine crashed before; it may be slower.</source>
        <translation>Ohne Umpacken der Gewichte geladen, weil das Modell zuvor abgestürzt ist; das kann langsamer sein.</translation>
    </message>
    <message>
        <source>Look at the repository again: the file was changed.</source>
        <translation>Das Repository neu ansehen: Die Datei wurde geändert.</translation>
    </message>
    <message>
        <source>Look at the repository’s files and choose another.</source>
        <translation>Die Dateien des Repositorys ansehen und eine andere wählen.</translation>
    </message>
    <message>
        <source>Made from the facts on this page by fixed rules, nobody’s opinion: files up to 5 GB are for a laptop, a window from 1M tokens is long, the cheapest quarter by output price is cheap; of published Vision Evals 75 % and more speak for a use, below 40 % against it.</source>
        <translation>Nach festen Regeln aus den Tatsachen dieser Seite gemacht, niemandes Meinung: Dateien bis 5 GB sind für einen Laptop, ein Fenster ab 1M Tokens ist lang, das billigste Viertel nach Ausgabepreis ist billig; von veröffentlichten Vision Evals sprechen 75 % und mehr für einen Zweck, weniger als 40 % dagegen.</translation>
    </message>
    <message>
        <source>Make room, or choose another folder.</source>
        <translation>Platz schaffen oder einen anderen Ordner wählen.</translation>
    </message>
    <message>
        <source>Mar</source>
        <translation>März</translation>
    </message>
    <message>
        <source>March</source>
        <translation>März</translation>
    </message>
    <message>
        <source>Masks whose code only the family’s own decoder knows are not drawn.</source>
        <translation>Masken, deren Code nur der Dekoder der Familie kennt, sind nicht gezeichnet.</translation>
    </message>
    <message>
        <source>May</source>
        <translation>Mai</translation>
    </message>
    <message>
        <source>Median time · done</source>
        <translation>Median der Zeit · fertig</translation>
    </message>
    <message>
        <source>More than {n} pairs of boxes overlap: too many to be matched.</source>
        <translation>Mehr als {n} Paare von Rahmen überlappen sich: zu viele, um sie zuzuordnen.</translation>
    </message>
    <message>
        <source>Name a file with a reply, or --jsonl FILE.</source>
        <translation>Nennen Sie eine Datei mit einer Antwort oder --jsonl DATEI.</translation>
    </message>
    <message>
        <source>Name the image with --image: boxes are placed on it.</source>
        <translation>Nennen Sie das Bild mit --image: Rahmen werden darauf gelegt.</translation>
    </message>
    <message>
        <source>Neither {name}&apos;s server nor a price says what a question costs, so no ceiling can be kept. Give it a price, 0 if it is free, or run it without a ceiling.</source>
        <translation>Weder der Server von {name} noch ein Preis sagt, was eine Frage kostet; so lässt sich keine Obergrenze einhalten. Geben Sie einen Preis an, 0 wenn es nichts kostet, oder starten Sie ohne Obergrenze.</translation>
    </message>
    <message>
        <source>No file for {models}: no boxes were read.</source>
        <translation>Keine Datei für {models}: Es wurden keine Rahmen gelesen.</translation>
    </message>
    <message>
        <source>No file was named.</source>
        <translation>Es wurde keine Datei genannt.</translation>
    </message>
    <message>
        <source>No image has objects that were drawn or accepted.</source>
        <translation>Kein Bild hat Objekte, die gezeichnet oder übernommen wurden.</translation>
    </message>
    <message>
        <source>No key.</source>
        <translation>Keine Lösung.</translation>
    </message>
    <message>
        <source>No model gave boxes, so there are none to write.</source>
        <translation>Kein Modell hat Rahmen geliefert, also gibt es keine zu schreiben.</translation>
    </message>
    <message>
        <source>No model is loaded.</source>
        <translation>Kein Modell ist geladen.</translation>
    </message>
    <message>
        <source>No node of the Ray cluster at {address} has room for a model.</source>
        <translation>Kein Knoten des Ray-Clusters unter {address} hat Platz für ein Modell.</translation>
    </message>
    <message>
        <source>No pair is settled so far.</source>
        <translation>Bisher ist kein Paar entschieden.</translation>
    </message>
    <message>
        <source>No source names it. vizdesk can ask for boxes; how good they are is open.</source>
        <translation>Keine Quelle nennt es. vizdesk kann nach Rahmen fragen; wie gut sie sind, ist offen.</translation>
    </message>
    <message>
        <source>No: no files of it are known; it is asked through an API.</source>
        <translation>Nein: Dateien davon sind nicht bekannt; gefragt wird es über eine API.</translation>
    </message>
    <message>
        <source>No: {life}.</source>
        <translation>Nein: {life}.</translation>
    </message>
    <message>
        <source>None of the {n} replicas of {name} answers now.</source>
        <translation>Keine der {n} Repliken von {name} antwortet gerade.</translation>
    </message>
    <message>
        <source>Notes may have {n} letters at most; shorten them.</source>
        <translation>Notizen dürfen höchstens {n} Zeichen haben; bitte kürzen.</translation>
    </message>
    <message>
        <source>Nov</source>
        <translation>November</translation>
    </message>
    <message>
        <source>November</source>
        <translation>November</translation>
    </message>
    <message>
        <source>Oct</source>
        <translation>Oktober</translation>
    </message>
    <message>
        <source>October</source>
        <translation>Oktober</translation>
    </message>
    <message>
        <source>Ollama’s {name} has no file any more.</source>
        <translation>{name} von Ollama hat keine Datei mehr.</translation>
    </message>
    <message>
        <source>Ollama’s {name} keeps weights and projector in one file, which llama.cpp does not read. Ask it through Ollama’s server, or download the pair.</source>
        <translation>{name} von Ollama hat Gewichte und Projektor in einer Datei, die llama.cpp nicht liest. Es über Ollamas Server fragen oder das Paar herunterladen.</translation>
    </message>
    <message>
        <source>Ollama’s {name}: {error}</source>
        <translation>{name} von Ollama: {error}</translation>
    </message>
    <message>
        <source>Output tokens/s</source>
        <translation>Ausgabetokens/s</translation>
    </message>
    <message>
        <source>Page {number} of {name} is damaged.</source>
        <translation>Seite {number} von {name} ist beschädigt.</translation>
    </message>
    <message>
        <source>Page {number} of {pages}, drawn at {dpi} dpi.</source>
        <translation>Seite {number} von {pages}, gezeichnet mit {dpi} dpi.</translation>
    </message>
    <message>
        <source>Published figures, not measured by vizdesk. The Intelligence Index of Artificial Analysis (artificialanalysis.ai) is made of questions in words far more than of images; speed is that of its usual API on the day of the source. Arena (arena.ai, CC-BY-4.0) rates by people’s votes on answers about images.
Of several settings of one model the best is shown; a pointer on a cell says which.</source>
        <translation>Veröffentlichte Zahlen, nicht von vizdesk gemessen. Der Intelligence Index von Artificial Analysis (artificialanalysis.ai) besteht aus weit mehr Fragen in Worten als zu Bildern; das Tempo ist das seiner üblichen API am Tag der Quelle. Arena (arena.ai, CC-BY-4.0) wertet nach Stimmen von Menschen über Antworten zu Bildern.
Von mehreren Einstellungen eines Modells steht die beste hier; ein Zeiger auf einer Zelle sagt, welche.</translation>
    </message>
    <message>
        <source>Published figures, not measured by vizdesk: one run at a low temperature, an answer passes or fails.
Output tokens count reasoning; tokens and cost are shown only for models whose run covered at least 90 % of the prompts.
Colour key: 75 % and more good, 40 to 74 % fair, below 40 % weak. Each rate’s 95 % interval (Wilson) stands on its cell.</source>
        <translation>Veröffentlichte Zahlen, nicht von vizdesk gemessen: ein Lauf bei niedriger Temperatur, eine Antwort besteht oder nicht.
Ausgabetokens zählen das Denken mit; Tokens und Kosten stehen nur bei Modellen, deren Lauf mindestens 90 % der Prompts umfasste.
Farben: ab 75 % gut, 40 bis 74 % mittel, unter 40 % schwach. Das 95-%-Intervall jeder Quote (Wilson) steht an ihrer Zelle.</translation>
    </message>
    <message>
        <source>Put it back as it was.</source>
        <translation>Sie so zurücklegen, wie sie war.</translation>
    </message>
    <message>
        <source>Read as 0 to 1000 of the image.</source>
        <translation>Gelesen als 0 bis 1000 des Bildes.</translation>
    </message>
    <message>
        <source>Read as another form than the family’s own: {form}.</source>
        <translation>Gelesen in einer anderen Form als der der Familie: {form}.</translation>
    </message>
    <message>
        <source>Read as fractions of the image, 0 to 1.</source>
        <translation>Gelesen als Anteile des Bildes, 0 bis 1.</translation>
    </message>
    <message>
        <source>Read as per cent of the image.</source>
        <translation>Gelesen als Prozent des Bildes.</translation>
    </message>
    <message>
        <source>Read as pixels of the image as it was sent.</source>
        <translation>Gelesen als Pixel des Bildes, wie es gesendet wurde.</translation>
    </message>
    <message>
        <source>Read as pixels of the image.</source>
        <translation>Gelesen als Pixel des Bildes.</translation>
    </message>
    <message>
        <source>Read as x before y.</source>
        <translation>Gelesen als x vor y.</translation>
    </message>
    <message>
        <source>Read as y before x.</source>
        <translation>Gelesen als y vor x.</translation>
    </message>
    <message>
        <source>Run again: the model will be loaded without weight repacking, which crashes on some processors. If it stops again, the model’s files are damaged.</source>
        <translation>Noch einmal starten: Das Modell wird dann ohne Umpacken der Gewichte geladen, das auf manchen Prozessoren abstürzt. Endet es wieder, sind die Dateien des Modells beschädigt.</translation>
    </message>
    <message>
        <source>Run again; if it happens each time, choose another file of this model.</source>
        <translation>Noch einmal starten; geschieht es jedes Mal, eine andere Datei dieses Modells wählen.</translation>
    </message>
    <message>
        <source>Run it without a batch, or in a batch of its own server.</source>
        <translation>Es ohne Stapel fragen oder in einem Stapel seines eigenen Servers.</translation>
    </message>
    <message>
        <source>Run it without a batch.</source>
        <translation>Es ohne Stapel fragen.</translation>
    </message>
    <message>
        <source>Score key: ≥75% good, 40–74% fair, &lt;40% weak.</source>
        <translation>Farben: ≥75% gut, 40–74% mittel, &lt;40% schwach.</translation>
    </message>
    <message>
        <source>See the details.</source>
        <translation>Die Einzelheiten ansehen.</translation>
    </message>
    <message>
        <source>Send the image smaller.</source>
        <translation>Das Bild kleiner senden.</translation>
    </message>
    <message>
        <source>Sep</source>
        <translation>September</translation>
    </message>
    <message>
        <source>September</source>
        <translation>September</translation>
    </message>
    <message>
        <source>Settled so far: {pairs}.</source>
        <translation>Bisher entschieden: {pairs}.</translation>
    </message>
    <message>
        <source>Start it again, then go on with the run; what was answered is kept.</source>
        <translation>Starten Sie ihn wieder und setzen Sie den Lauf fort; was beantwortet ist, bleibt.</translation>
    </message>
    <message>
        <source>Start them, or correct their addresses under Keys and endpoints (Ctrl+K).</source>
        <translation>Sie starten oder ihre Adressen unter „Schlüssel und Endpunkte“ (Strg+K) berichtigen.</translation>
    </message>
    <message>
        <source>Switch it off.</source>
        <translation>Es ausschalten.</translation>
    </message>
    <message>
        <source>Switch the format constraint off, or use a simpler one.</source>
        <translation>Die Formvorgabe ausschalten oder eine einfachere nehmen.</translation>
    </message>
    <message>
        <source>The GPU had less room than it said: {words}, which is slower.</source>
        <translation>Die GPU hatte weniger Platz, als sie angab: {words}, was langsamer ist.</translation>
    </message>
    <message>
        <source>The JSON of the reply was repaired: {what}.</source>
        <translation>Das JSON der Antwort wurde repariert: {what}.</translation>
    </message>
    <message>
        <source>The Ray cluster at {address} cannot be joined.</source>
        <translation>Dem Ray-Cluster unter {address} kann nicht beigetreten werden.</translation>
    </message>
    <message>
        <source>The Ray cluster at {address} is gone.</source>
        <translation>Der Ray-Cluster unter {address} ist nicht mehr da.</translation>
    </message>
    <message>
        <source>The answer must {rule}.</source>
        <translation>Die Antwort muss {rule}.</translation>
    </message>
    <message>
        <source>The batch ended without an answer to this question.</source>
        <translation>Der Stapel endete ohne Antwort auf diese Frage.</translation>
    </message>
    <message>
        <source>The batch expired before this question was asked.</source>
        <translation>Der Stapel lief ab, bevor diese Frage gestellt wurde.</translation>
    </message>
    <message>
        <source>The batch was cancelled before this question was asked.</source>
        <translation>Der Stapel wurde abgebrochen, bevor diese Frage gestellt wurde.</translation>
    </message>
    <message>
        <source>The batch was refused because of other questions in it.</source>
        <translation>Der Stapel wurde wegen anderer Fragen darin abgelehnt.</translation>
    </message>
    <message>
        <source>The batch was refused: {said}</source>
        <translation>Der Stapel wurde abgelehnt: {said}</translation>
    </message>
    <message>
        <source>The batches in {folder} belong to {base_url}.</source>
        <translation>Die Stapel in {folder} gehören zu {base_url}.</translation>
    </message>
    <message>
        <source>The chat template in this model’s file has no place for an image and a question.</source>
        <translation>Die Chat-Vorlage in der Datei dieses Modells hat keinen Platz für ein Bild und eine Frage.</translation>
    </message>
    <message>
        <source>The chat template in this model’s file is broken.</source>
        <translation>Die Chat-Vorlage in der Datei dieses Modells ist fehlerhaft.</translation>
    </message>
    <message>
        <source>The column {name} is empty.</source>
        <translation>Die Spalte {name} ist leer.</translation>
    </message>
    <message>
        <source>The column {name} must be a text.</source>
        <translation>Die Spalte {name} muss ein Text sein.</translation>
    </message>
    <message>
        <source>The comparison cannot be read: {error}.</source>
        <translation>Der Vergleich lässt sich nicht lesen: {error}.</translation>
    </message>
    <message>
        <source>The comparison cannot be read: {place} is missing.</source>
        <translation>Der Vergleich lässt sich nicht lesen: {place} fehlt.</translation>
    </message>
    <message>
        <source>The comparison cannot be read: {place} must be {wanted}.</source>
        <translation>Der Vergleich lässt sich nicht lesen: {place} muss {wanted} sein.</translation>
    </message>
    <message>
        <source>The comparison {id} in the history is damaged and cannot be shown.</source>
        <translation>Der Vergleich {id} im Verlauf ist beschädigt und kann nicht gezeigt werden.</translation>
    </message>
    <message>
        <source>The connection to {host} broke off ({error}). Try again.</source>
        <translation>Die Verbindung zu {host} brach ab ({error}). Noch einmal versuchen.</translation>
    </message>
    <message>
        <source>The engine’s process answered in a way that cannot be understood.</source>
        <translation>Der Prozess des Modells antwortete unverständlich.</translation>
    </message>
    <message>
        <source>The engine’s process cannot be started.</source>
        <translation>Der Prozess des Modells lässt sich nicht starten.</translation>
    </message>
    <message>
        <source>The file is damaged or cut off; what could be read is shown.</source>
        <translation>Die Datei ist beschädigt oder abgeschnitten; gezeigt wird, was sich lesen ließ.</translation>
    </message>
    <message>
        <source>The file is larger than the {size} MB that are read.</source>
        <translation>Die Datei ist größer als die {size} MB, die gelesen werden.</translation>
    </message>
    <message>
        <source>The file is no text in UTF-8.</source>
        <translation>Die Datei ist kein Text in UTF-8.</translation>
    </message>
    <message>
        <source>The file “{name}” cannot be read: {error}.</source>
        <translation>Die Datei „{name}“ lässt sich nicht lesen: {error}.</translation>
    </message>
    <message>
        <source>The file “{name}” is cut off within its header.</source>
        <translation>Die Datei „{name}“ ist im Kopf abgeschnitten.</translation>
    </message>
    <message>
        <source>The file “{name}” is empty.</source>
        <translation>Die Datei „{name}“ ist leer.</translation>
    </message>
    <message>
        <source>The file “{name}” is not there any more.</source>
        <translation>Die Datei „{name}“ ist nicht mehr da.</translation>
    </message>
    <message>
        <source>The file&apos;s name is not valid Unicode; rename it first.</source>
        <translation>Der Name der Datei ist kein gültiges Unicode; sie zuerst umbenennen.</translation>
    </message>
    <message>
        <source>The files of a batch are still at the server. {message}</source>
        <translation>Die Dateien eines Stapels liegen noch auf dem Server. {message}</translation>
    </message>
    <message>
        <source>The folder of the batches cannot be used: {why}.</source>
        <translation>Der Ordner der Stapel ist nicht benutzbar: {why}.</translation>
    </message>
    <message>
        <source>The header of “{name}” is damaged: {why}.</source>
        <translation>Der Kopf von „{name}“ ist beschädigt: {why}.</translation>
    </message>
    <message>
        <source>The history could not be kept below its limit: {why}</source>
        <translation>Der Verlauf konnte nicht unter seiner Grenze gehalten werden: {why}</translation>
    </message>
    <message>
        <source>The image is needed for {ending}, and it is not there.</source>
        <translation>Für {ending} wird das Bild gebraucht, und es ist nicht da.</translation>
    </message>
    <message>
        <source>The image of {id} cannot be used: {error}</source>
        <translation>Das Bild von {id} ist nicht benutzbar: {error}</translation>
    </message>
    <message>
        <source>The key {key_name} does not belong to {base_url} ({path}), so it is not sent there. Enter the key again under Keys and endpoints.</source>
        <translation>Der Schlüssel {key_name} gehört nicht zu {base_url} ({path}) und wird deshalb nicht dorthin gesendet. Den Schlüssel unter „Schlüssel und Endpunkte“ neu eingeben.</translation>
    </message>
    <message>
        <source>The key {key_name} does not belong to {host}; it was not sent.</source>
        <translation>Der Schlüssel {key_name} gehört nicht zu {host}; er wurde nicht gesendet.</translation>
    </message>
    <message>
        <source>The list is empty.</source>
        <translation>Die Liste ist leer.</translation>
    </message>
    <message>
        <source>The list is larger than {most} MB.</source>
        <translation>Die Liste ist größer als {most} MB.</translation>
    </message>
    <message>
        <source>The model took too long for this question.</source>
        <translation>Das Modell brauchte zu lange für diese Frage.</translation>
    </message>
    <message>
        <source>The model wrote only reasoning, no answer.</source>
        <translation>Das Modell hat nur nachgedacht und keine Antwort geschrieben.</translation>
    </message>
    <message>
        <source>The nodes of the Ray cluster at {address} cannot run vizdesk {version}.</source>
        <translation>Die Knoten des Ray-Clusters unter {address} können vizdesk {version} nicht ausführen.</translation>
    </message>
    <message>
        <source>The prices could not be kept: {why}. Make room, or check the folder of vizdesk&apos;s data.</source>
        <translation>Die Preise ließen sich nicht speichern: {why}. Platz schaffen oder den Datenordner von vizdesk prüfen.</translation>
    </message>
    <message>
        <source>The projector “{name}” reads no images (sound only).</source>
        <translation>Der Projektor „{name}“ liest keine Bilder (nur Ton).</translation>
    </message>
    <message>
        <source>The projector “{name}” reads no images.</source>
        <translation>Der Projektor „{name}“ liest keine Bilder.</translation>
    </message>
    <message>
        <source>The projector “{name}” was made for a model of width {made_for}; “{weights}” has width {width}.</source>
        <translation>Der Projektor „{name}“ wurde für ein Modell der Breite {made_for} gemacht; „{weights}“ hat die Breite {width}.</translation>
    </message>
    <message>
        <source>The question takes {size} MB; a batch holds {most} MB.</source>
        <translation>Die Frage braucht {size} MB; ein Stapel fasst {most} MB.</translation>
    </message>
    <message>
        <source>The question was refused: {said}</source>
        <translation>Die Frage wurde abgelehnt: {said}</translation>
    </message>
    <message>
        <source>The reply corrects itself; only what follows the correction is used.</source>
        <translation>Die Antwort berichtigt sich; nur was nach der Berichtigung steht, zählt.</translation>
    </message>
    <message>
        <source>The reply denies or asks for its number.</source>
        <translation>Die Antwort verneint ihre Zahl oder fragt danach.</translation>
    </message>
    <message>
        <source>The reply ends before its JSON does; its last value may be cut off.</source>
        <translation>Die Antwort endet vor ihrem JSON; ihr letzter Wert ist vielleicht abgeschnitten.</translation>
    </message>
    <message>
        <source>The reply ends before its JSON does; what was cut off is left out.</source>
        <translation>Die Antwort endet vor ihrem JSON; was abgeschnitten ist, fehlt.</translation>
    </message>
    <message>
        <source>The reply ends within its JSON object.</source>
        <translation>Die Antwort endet mitten in ihrem JSON-Objekt.</translation>
    </message>
    <message>
        <source>The reply gives a limit, not a number.</source>
        <translation>Die Antwort nennt eine Grenze, keine Zahl.</translation>
    </message>
    <message>
        <source>The reply gives a limit, not an exact number.</source>
        <translation>Die Antwort nennt eine Grenze, keine genaue Zahl.</translation>
    </message>
    <message>
        <source>The reply gives its fields in several objects; they are joined.</source>
        <translation>Die Antwort gibt ihre Felder in mehreren Objekten; sie sind zusammengefügt.</translation>
    </message>
    <message>
        <source>The reply gives outlines, not boxes.</source>
        <translation>Die Antwort gibt Umrisse, keine Rahmen.</translation>
    </message>
    <message>
        <source>The reply gives points, not boxes.</source>
        <translation>Die Antwort gibt Punkte, keine Rahmen.</translation>
    </message>
    <message>
        <source>The reply holds figures that are no plain number.</source>
        <translation>Die Antwort enthält Ziffern, die keine einfache Zahl sind.</translation>
    </message>
    <message>
        <source>The reply holds {n} objects.</source>
        <translation>Die Antwort enthält {n} Objekte.</translation>
    </message>
    <message>
        <source>The reply holds {n} objects; the last one is used.</source>
        <translation>Die Antwort enthält {n} Objekte; das letzte zählt.</translation>
    </message>
    <message>
        <source>The reply is a text, from which no one class can be taken.</source>
        <translation>Die Antwort ist ein Text, aus dem sich keine Klasse entnehmen lässt.</translation>
    </message>
    <message>
        <source>The reply is too garbled to be read to its end.</source>
        <translation>Die Antwort ist zu verstümmelt, um sie bis zum Ende zu lesen.</translation>
    </message>
    <message>
        <source>The reply is too long to be read as a number.</source>
        <translation>Die Antwort ist zu lang, um sie als Zahl zu lesen.</translation>
    </message>
    <message>
        <source>The reply leaves entries out with “…”.</source>
        <translation>Die Antwort lässt Einträge mit „…“ aus.</translation>
    </message>
    <message>
        <source>The reply leaves the number open.</source>
        <translation>Die Antwort lässt die Zahl offen.</translation>
    </message>
    <message>
        <source>The reply only says what it is not.</source>
        <translation>Die Antwort sagt nur, was es nicht ist.</translation>
    </message>
    <message>
        <source>The reply repeats the form that was asked for instead of filling it in.</source>
        <translation>Die Antwort wiederholt die Form, nach der gefragt wurde, statt sie auszufüllen.</translation>
    </message>
    <message>
        <source>The reply speaks of several classes, none of them as its answer: {names}.</source>
        <translation>Die Antwort spricht von mehreren Klassen, von keiner als Antwort: {names}.</translation>
    </message>
    <message>
        <source>The reply takes back what it said.</source>
        <translation>Die Antwort nimmt zurück, was sie gesagt hat.</translation>
    </message>
    <message>
        <source>The server refused {name} ({status}).</source>
        <translation>Der Server verweigerte {name} ({status}).</translation>
    </message>
    <message>
        <source>The server&apos;s token counts contradict their own total; see its price list.</source>
        <translation>Die Tokenzahlen des Servers widersprechen ihrer eigenen Summe; siehe seine Preisliste.</translation>
    </message>
    <message>
        <source>The size of the image that was sent is not known; places are read as pixels of {width} × {height}, as this family is usually sent it.</source>
        <translation>Die Größe des gesendeten Bildes ist nicht bekannt; Orte werden als Pixel von {width} × {height} gelesen, wie diese Familie es gewöhnlich bekommt.</translation>
    </message>
    <message>
        <source>The strength of {name} ({unit}) is from {low} to {high}, not {written}.</source>
        <translation>Die Stärke von {name} ({unit}) liegt zwischen {low} und {high}, nicht bei {written}.</translation>
    </message>
    <message>
        <source>The token may not read {what}.</source>
        <translation>Das Token darf {what} nicht lesen.</translation>
    </message>
    <message>
        <source>The token was refused for {repo}.</source>
        <translation>Das Token wurde für {repo} abgelehnt.</translation>
    </message>
    <message>
        <source>The truth is damaged: {why}.</source>
        <translation>Die Wahrheit ist beschädigt: {why}.</translation>
    </message>
    <message>
        <source>The truth of {path} is damaged and was left out: {why}</source>
        <translation>Die Wahrheit von {path} ist beschädigt und wurde ausgelassen: {why}</translation>
    </message>
    <message>
        <source>The vote cannot be read: {why}.</source>
        <translation>Die Stimme ist nicht lesbar: {why}.</translation>
    </message>
    <message>
        <source>The vote {id} is damaged and was left out: {why}</source>
        <translation>Die Stimme {id} ist beschädigt und wurde ausgelassen: {why}</translation>
    </message>
    <message>
        <source>The weights file has no token embeddings.</source>
        <translation>Die Gewichtsdatei hat keine Token-Einbettungen.</translation>
    </message>
    <message>
        <source>The {thing} file is damaged: its weights give no numbers (NaN).</source>
        <translation>Die Datei ({thing}) ist beschädigt: Ihre Gewichte ergeben keine Zahlen (NaN).</translation>
    </message>
    <message>
        <source>There are more than {n} comparisons in it.</source>
        <translation>Sie enthält mehr als {n} Vergleiche.</translation>
    </message>
    <message>
        <source>There is a set “{new_name}” already; choose another name.</source>
        <translation>Einen Satz „{new_name}“ gibt es schon; einen anderen Namen wählen.</translation>
    </message>
    <message>
        <source>There is no endpoint “{name}”; known: {known}.</source>
        <translation>Einen Endpunkt „{name}“ gibt es nicht; bekannt: {known}.</translation>
    </message>
    <message>
        <source>There is no eval run {run}; see `vizdesk evals list`.</source>
        <translation>Einen Eval-Lauf {run} gibt es nicht; siehe `vizdesk evals list`.</translation>
    </message>
    <message>
        <source>There is no eval run {start}; see `vizdesk evals list`.</source>
        <translation>Einen Eval-Lauf {start} gibt es nicht; siehe `vizdesk evals list`.</translation>
    </message>
    <message>
        <source>There is no folder {folder}. Make it first, or choose another.</source>
        <translation>Es gibt keinen Ordner {folder}. Legen Sie ihn zuerst an oder wählen Sie einen anderen.</translation>
    </message>
    <message>
        <source>There is no list of models in it.</source>
        <translation>Es ist keine Liste von Modellen darin.</translation>
    </message>
    <message>
        <source>There is no perturbation “{name}”; there are {known}.</source>
        <translation>Es gibt keine Störung „{name}“; es gibt {known}.</translation>
    </message>
    <message>
        <source>There is no room for a context of {tokens} tokens.</source>
        <translation>Für einen Kontext von {tokens} Tokens ist kein Platz.</translation>
    </message>
    <message>
        <source>There is no room on the disk for a corrected copy of the projector, which is needed while it is loaded.</source>
        <translation>Auf der Platte ist kein Platz für eine berichtigte Kopie des Projektors, die beim Laden gebraucht wird.</translation>
    </message>
    <message>
        <source>There is no set “{name}”; there are {names}.</source>
        <translation>Einen Satz „{name}“ gibt es nicht; es gibt {names}.</translation>
    </message>
    <message>
        <source>There is no setting “{name}”; there are {names}.</source>
        <translation>Eine Einstellung „{name}“ gibt es nicht; es gibt {names}.</translation>
    </message>
    <message>
        <source>There is no {path} in {repo} any more.</source>
        <translation>{path} gibt es in {repo} nicht mehr.</translation>
    </message>
    <message>
        <source>These two files do not belong together: the projector was made for a model of another width.</source>
        <translation>Diese zwei Dateien gehören nicht zusammen: Der Projektor wurde für ein Modell anderer Breite gemacht.</translation>
    </message>
    <message>
        <source>This answer format cannot be enforced: {thing}.</source>
        <translation>Diese Antwortform lässt sich nicht erzwingen: {thing}.</translation>
    </message>
    <message>
        <source>This file has no vision part; choose its projector (mmproj).</source>
        <translation>Diese Datei hat keinen Bildteil; ihren Projektor (mmproj) wählen.</translation>
    </message>
    <message>
        <source>This is no comparison of the format {format}.</source>
        <translation>Das ist kein Vergleich im Format {format}.</translation>
    </message>
    <message>
        <source>This is no file.</source>
        <translation>Das ist keine Datei.</translation>
    </message>
    <message>
        <source>This is no server address.</source>
        <translation>Das ist keine Serveradresse.</translation>
    </message>
    <message>
        <source>This is no truth: “format” must be {format}.</source>
        <translation>Das ist keine Wahrheit: „format“ muss {format} sein.</translation>
    </message>
    <message>
        <source>This is not JSON yet.</source>
        <translation>Das ist noch kein JSON.</translation>
    </message>
    <message>
        <source>This is not JSON, or only a part of it.</source>
        <translation>Das ist kein JSON oder nur ein Teil davon.</translation>
    </message>
    <message>
        <source>This machine must be a node of it (`ray start --address={address}`), with the same Ray and Python and, if it has one, its token (RAY_AUTH_MODE=token, ~/.ray/auth_token).</source>
        <translation>Dieser Rechner muss ein Knoten davon sein (`ray start --address={address}`), mit demselben Ray und Python und, falls der Cluster eines hat, mit dessen Token (RAY_AUTH_MODE=token, ~/.ray/auth_token).</translation>
    </message>
    <message>
        <source>This model could not be brought to a node ({error}).</source>
        <translation>Dieses Modell konnte nicht auf einen Knoten gebracht werden ({error}).</translation>
    </message>
    <message>
        <source>This model is not a GGUF file.</source>
        <translation>Dieses Modell ist keine GGUF-Datei.</translation>
    </message>
    <message>
        <source>This model’s file has no chat template, so it is unknown how to ask it.</source>
        <translation>Die Datei dieses Modells hat keine Chat-Vorlage; wie es zu fragen ist, ist unbekannt.</translation>
    </message>
    <message>
        <source>This projector reads no images.</source>
        <translation>Dieser Projektor liest keine Bilder.</translation>
    </message>
    <message>
        <source>This version of llama.cpp does not know the kind of projector “{kind}” of “{name}”.</source>
        <translation>Diese Version von llama.cpp kennt die Projektorart „{kind}“ von „{name}“ nicht.</translation>
    </message>
    <message>
        <source>This version of llama.cpp does not know the model family “{family}” of “{name}”.</source>
        <translation>Diese Version von llama.cpp kennt die Modellfamilie „{family}“ von „{name}“ nicht.</translation>
    </message>
    <message>
        <source>Tokens out · cost</source>
        <translation>Tokens aus · Kosten</translation>
    </message>
    <message>
        <source>Try a larger or less narrow image.</source>
        <translation>Ein größeres oder weniger schmales Bild versuchen.</translation>
    </message>
    <message>
        <source>Two questions of this batch are called “{custom_id}”.</source>
        <translation>Zwei Fragen dieses Stapels heißen „{custom_id}“.</translation>
    </message>
    <message>
        <source>Under which licence is it?</source>
        <translation>Unter welcher Lizenz steht es?</translation>
    </message>
    <message>
        <source>Update llama-cpp-python when a version that knows it is out, or choose another model (vizdesk doctor names the version that is here).</source>
        <translation>llama-cpp-python erneuern, sobald es eine Version gibt, die es kennt, oder ein anderes Modell wählen (vizdesk doctor nennt die Version, die da ist).</translation>
    </message>
    <message>
        <source>Values from {low} to {high} shown from black to white.</source>
        <translation>Werte von {low} bis {high} von Schwarz bis Weiß gezeigt.</translation>
    </message>
    <message>
        <source>Votes are written as .csv or .json, not as {ending}.</source>
        <translation>Stimmen werden als .csv oder .json geschrieben, nicht als {ending}.</translation>
    </message>
    <message>
        <source>Wait for it, or end it.</source>
        <translation>Auf es warten oder es beenden.</translation>
    </message>
    <message>
        <source>Wait for that, or stop it.</source>
        <translation>Darauf warten oder es anhalten.</translation>
    </message>
    <message>
        <source>What can it do with an image?</source>
        <translation>Was kann es mit einem Bild?</translation>
    </message>
    <message>
        <source>What does it cost?</source>
        <translation>Was kostet es?</translation>
    </message>
    <message>
        <source>What was deleted is still in the history&apos;s file: {why}</source>
        <translation>Was gelöscht wurde, steht noch in der Datei des Verlaufs: {why}</translation>
    </message>
    <message>
        <source>With majority</source>
        <translation>Mit der Mehrheit</translation>
    </message>
    <message>
        <source>Write a JSON object with its fields.</source>
        <translation>Schreiben Sie ein JSON-Objekt mit seinen Feldern.</translation>
    </message>
    <message>
        <source>Write a whole number, 0 or more.</source>
        <translation>Schreiben Sie eine ganze Zahl, 0 oder mehr.</translation>
    </message>
    <message>
        <source>Write it like http://127.0.0.1:8080/v1, without name, key or query.</source>
        <translation>Sie schreiben wie http://127.0.0.1:8080/v1, ohne Namen, Schlüssel oder Abfrage.</translation>
    </message>
    <message>
        <source>Write the address without name, key or query; the key is kept apart.</source>
        <translation>Die Adresse ohne Namen, Schlüssel oder Abfrage schreiben; der Schlüssel wird getrennt aufbewahrt.</translation>
    </message>
    <message>
        <source>Yes, but it is deprecated.</source>
        <translation>Ja, aber es gilt als veraltet.</translation>
    </message>
    <message>
        <source>Yes, but it {life}.</source>
        <translation>Ja, aber: {life}.</translation>
    </message>
    <message>
        <source>Yes, through llama.cpp: files of {size}.</source>
        <translation>Ja, mit llama.cpp: Dateien von {size}.</translation>
    </message>
    <message>
        <source>Yes, through llama.cpp; the size of its files is not stated.</source>
        <translation>Ja, mit llama.cpp; die Größe seiner Dateien ist nicht angegeben.</translation>
    </message>
    <message>
        <source>Yes, with boxes.</source>
        <translation>Ja, mit Rahmen.</translation>
    </message>
    <message>
        <source>Your limit is {size}, which is close.</source>
        <translation>Die Grenze liegt bei {size}, das ist knapp.</translation>
    </message>
    <message>
        <source>a date with a time</source>
        <translation>ein Datum mit Uhrzeit</translation>
    </message>
    <message>
        <source>a list of at most {n} entries</source>
        <translation>eine Liste mit höchstens {n} Einträgen</translation>
    </message>
    <message>
        <source>a list of vertices</source>
        <translation>eine Liste von Eckpunkten</translation>
    </message>
    <message>
        <source>a list</source>
        <translation>eine Liste</translation>
    </message>
    <message>
        <source>a number</source>
        <translation>eine Zahl</translation>
    </message>
    <message>
        <source>a path</source>
        <translation>ein Pfad</translation>
    </message>
    <message>
        <source>a table of at most {n} entries</source>
        <translation>eine Tabelle mit höchstens {n} Einträgen</translation>
    </message>
    <message>
        <source>a table</source>
        <translation>eine Tabelle</translation>
    </message>
    <message>
        <source>a text</source>
        <translation>ein Text</translation>
    </message>
    <message>
        <source>a whole number from {least} to {most}</source>
        <translation>eine ganze Zahl von {least} bis {most}</translation>
    </message>
    <message>
        <source>a whole number</source>
        <translation>eine ganze Zahl</translation>
    </message>
    <message>
        <source>all agree</source>
        <translation>alle einig</translation>
    </message>
    <message>
        <source>ambiguous</source>
        <translation>mehrdeutig</translation>
    </message>
    <message>
        <source>at its API</source>
        <translation>an seiner API</translation>
    </message>
    <message>
        <source>at most {n} levels deep</source>
        <translation>höchstens {n} Ebenen tief</translation>
    </message>
    <message>
        <source>complete rows only:</source>
        <translation>nur vollständige Zeilen:</translation>
    </message>
    <message>
        <source>empty</source>
        <translation>leer</translation>
    </message>
    <message>
        <source>finding objects with boxes (no source names it)</source>
        <translation>das Finden von Gegenständen mit Rahmen (keine Quelle nennt es)</translation>
    </message>
    <message>
        <source>finding objects with boxes</source>
        <translation>das Finden von Gegenständen mit Rahmen</translation>
    </message>
    <message>
        <source>four numbers</source>
        <translation>vier Zahlen</translation>
    </message>
    <message>
        <source>images that must not leave a laptop ({size} of files)</source>
        <translation>Bilder, die einen Laptop nicht verlassen dürfen ({size} an Dateien)</translation>
    </message>
    <message>
        <source>images that must not leave a machine of one’s own</source>
        <translation>Bilder, die den eigenen Rechner nicht verlassen dürfen</translation>
    </message>
    <message>
        <source>is no file of votes ({format}).</source>
        <translation>ist keine Datei mit Stimmen ({format}).</translation>
    </message>
    <message>
        <source>it names a direction between two of the choices</source>
        <translation>sie nennt eine Richtung zwischen zweien der Möglichkeiten</translation>
    </message>
    <message>
        <source>lacks the columns {names}.</source>
        <translation>hat die Spalten {names} nicht.</translation>
    </message>
    <message>
        <source>llama.cpp gave no numbers (NaN) for parts of this image, {n} times in a row.</source>
        <translation>llama.cpp lieferte für Teile dieses Bildes {n}-mal hintereinander keine Zahlen (NaN).</translation>
    </message>
    <message>
        <source>many images at a small price</source>
        <translation>viele Bilder zu kleinem Preis</translation>
    </message>
    <message>
        <source>needs the lists “prompts” and “tests”.</source>
        <translation>braucht die Listen „prompts“ und „tests“.</translation>
    </message>
    <message>
        <source>none: whoever reaches the cluster&apos;s ports runs code on it</source>
        <translation>keines: Wer die Ports des Clusters erreicht, führt dort Code aus</translation>
    </message>
    <message>
        <source>only the first {n} characters compared</source>
        <translation>nur die ersten {n} Zeichen verglichen</translation>
    </message>
    <message>
        <source>says nothing that is right.</source>
        <translation>sagt nichts, was richtig ist.</translation>
    </message>
    <message>
        <source>send images to a cluster</source>
        <translation>Bilder an einen Cluster zu senden</translation>
    </message>
    <message>
        <source>switched off (RAY_AUTH_MODE=disabled)</source>
        <translation>ausgeschaltet (RAY_AUTH_MODE=disabled)</translation>
    </message>
    <message>
        <source>test {at} names no image.</source>
        <translation>Test {at} nennt kein Bild.</translation>
    </message>
    <message>
        <source>test {at} needs “vars”.</source>
        <translation>Test {at} braucht „vars“.</translation>
    </message>
    <message>
        <source>the image it holds in itself is none that vizdesk opens.</source>
        <translation>das Bild, das es in sich selbst enthält, öffnet vizdesk nicht.</translation>
    </message>
    <message>
        <source>the usual one</source>
        <translation>die übliche</translation>
    </message>
    <message>
        <source>there is no host {name}; known: {known}, or add [hosts.{host}]</source>
        <translation>es gibt keinen Host {name}; bekannt: {known}; oder [hosts.{host}] ergänzen</translation>
    </message>
    <message>
        <source>there, and used</source>
        <translation>vorhanden und verwendet</translation>
    </message>
    <message>
        <source>true or false</source>
        <translation>true oder false</translation>
    </message>
    <message>
        <source>two numbers</source>
        <translation>zwei Zahlen</translation>
    </message>
    <message>
        <source>very long documents ({n} tokens)</source>
        <translation>sehr lange Dokumente ({n} Tokens)</translation>
    </message>
    <message>
        <source>vision</source>
        <translation>Bilder</translation>
    </message>
    <message>
        <source>{better} over {worse}</source>
        <translation>{better} vor {worse}</translation>
    </message>
    <message>
        <source>{day} {month} {time}</source>
        <translation>{day}. {month} {time}</translation>
    </message>
    <message>
        <source>{first} to {last}</source>
        <translation>{first} bis {last}</translation>
    </message>
    <message>
        <source>{host} refused ({status}). Is there a newer vizdesk?</source>
        <translation>{host} lehnte ab ({status}). Gibt es ein neueres vizdesk?</translation>
    </message>
    <message>
        <source>{host} sends elsewhere ({status}), which vizdesk does not follow.</source>
        <translation>{host} verweist anderswohin ({status}); dem folgt vizdesk nicht.</translation>
    </message>
    <message>
        <source>{host} sent no prices. {error} Try again later.</source>
        <translation>{host} sendete keine Preise. {error} Später noch einmal versuchen.</translation>
    </message>
    <message>
        <source>{image}: its objects are not known.</source>
        <translation>{image}: Seine Objekte sind nicht bekannt.</translation>
    </message>
    <message>
        <source>{input} per million input tokens, {output} per million output tokens.</source>
        <translation>{input} je Million Eingabetokens, {output} je Million Ausgabetokens.</translation>
    </message>
    <message>
        <source>{name} = {shown} cannot be; it must be {range}.</source>
        <translation>{name} = {shown} geht nicht; nötig ist {range}.</translation>
    </message>
    <message>
        <source>{name} does not say which form of annotations to write: .coco.json, data.yaml, .labelme.json, .xml or .txt.</source>
        <translation>{name} sagt nicht, welche Form von Annotationen zu schreiben ist: .coco.json, data.yaml, .labelme.json, .xml oder .txt.</translation>
    </message>
    <message>
        <source>{name} does not say which form to write; it may end in {endings}.</source>
        <translation>{name} nennt keine Form zum Schreiben; es darf auf {endings} enden.</translation>
    </message>
    <message>
        <source>{name} does not say which form to write; its name may end in {endings}.</source>
        <translation>{name} nennt keine Form zum Schreiben; der Name darf auf {endings} enden.</translation>
    </message>
    <message>
        <source>{name} has no pages.</source>
        <translation>{name} hat keine Seiten.</translation>
    </message>
    <message>
        <source>{name} has {pages} pages; there is no page {number}.</source>
        <translation>{name} hat {pages} Seiten; eine Seite {number} gibt es nicht.</translation>
    </message>
    <message>
        <source>{name} is a TIFF whose compression ({compression}) vizdesk cannot read.</source>
        <translation>{name} ist ein TIFF, dessen Kompression ({compression}) vizdesk nicht lesen kann.</translation>
    </message>
    <message>
        <source>{name} is protected by a password. Save it without one to open it.</source>
        <translation>{name} ist mit einem Passwort geschützt. Zum Öffnen ohne Passwort speichern.</translation>
    </message>
    <message>
        <source>{n} actors were lost while they were asked this.</source>
        <translation>{n} Actors gingen verloren, während sie dies gefragt wurden.</translation>
    </message>
    <message>
        <source>{n} complete rows</source>
        <translation>{n} vollständige Zeilen</translation>
    </message>
    <message>
        <source>{n} of its items say nothing that is right.</source>
        <translation>{n} seiner Einträge sagen nichts, was richtig ist.</translation>
    </message>
    <message>
        <source>{n} of {all} all agree</source>
        <translation>{n} von {all} ganz einig</translation>
    </message>
    <message>
        <source>{n} of {all}</source>
        <translation>{n} von {all}</translation>
    </message>
    <message>
        <source>{n} of {n} agree</source>
        <translation>{n} von {n} einig</translation>
    </message>
    <message>
        <source>{n} questions cannot be asked; at most {most}.</source>
        <translation>{n} Fragen können nicht gestellt werden; höchstens {most}.</translation>
    </message>
    <message>
        <source>{n} tokens, the answer included.</source>
        <translation>{n} Tokens, die Antwort eingerechnet.</translation>
    </message>
    <message>
        <source>{path} cannot be read. Choose another folder.</source>
        <translation>{path} lässt sich nicht lesen. Einen anderen Ordner wählen.</translation>
    </message>
    <message>
        <source>{path} cannot be read: {why}.</source>
        <translation>{path} lässt sich nicht lesen: {why}.</translation>
    </message>
    <message>
        <source>{path} cannot be used: {why}. What vizdesk ships is used instead.</source>
        <translation>{path} ist nicht benutzbar: {why}. Stattdessen gilt, was mit vizdesk kommt.</translation>
    </message>
    <message>
        <source>{path} is a folder, where a file of vizdesk belongs. Move it away, then try again.</source>
        <translation>{path} ist ein Ordner, wo eine Datei von vizdesk hingehört. Verschieben Sie ihn und versuchen Sie es noch einmal.</translation>
    </message>
    <message>
        <source>{path} is a folder. Name a file in it.</source>
        <translation>{path} ist ein Ordner. Nennen Sie eine Datei darin.</translation>
    </message>
    <message>
        <source>{path} says offline = {offline}; it must be true or false.</source>
        <translation>{path} sagt offline = {offline}; es muss true oder false sein.</translation>
    </message>
    <message>
        <source>{path} was written by a newer vizdesk (version {version} of the file, this one knows {known}). Update vizdesk.</source>
        <translation>{path} ist von einem neueren vizdesk (Version {version} der Datei, dieses kennt {known}). vizdesk aktualisieren.</translation>
    </message>
    <message>
        <source>{path}, line {line}: {sentence}</source>
        <translation>{path}, Zeile {line}: {sentence}</translation>
    </message>
    <message>
        <source>{path}: {problem} {default} is used.</source>
        <translation>{path}: {problem} Es gilt {default}.</translation>
    </message>
    <message>
        <source>{path}: {sentence}</source>
        <translation>{path}: {sentence}</translation>
    </message>
    <message>
        <source>{price} per million output tokens, #{place} of {of} by price (prices of {dates}).</source>
        <translation>{price} je Million Ausgabetokens, nach dem Preis Platz {place} von {of} (Preise von {dates}).</translation>
    </message>
    <message>
        <source>{price} per million output tokens, #{place} of {of} by price (prices of {dates}); on your own machine nothing is billed.</source>
        <translation>{price} je Million Ausgabetokens, nach dem Preis Platz {place} von {of} (Preise von {dates}); auf dem eigenen Rechner wird nichts berechnet.</translation>
    </message>
    <message>
        <source>{size} are free</source>
        <translation>{size} sind frei</translation>
    </message>
    <message>
        <source>{size} are free, which is close.</source>
        <translation>{size} sind frei, das ist knapp.</translation>
    </message>
    <message>
        <source>a card needs an id, a text</source>
        <translation>eine Karte braucht eine id, einen Text</translation>
    </message>
    <message>
        <source>Something listens at {address}, but lets this machine into no Ray cluster: most often the cluster&apos;s token is missing here, or another.</source>
        <translation>Unter {address} lauscht etwas, lässt diesen Rechner aber in keinen Ray-Cluster: Meist fehlt hier das Token des Clusters oder es ist ein anderes.</translation>
    </message>
    <message>
        <source>a line must be a JSON object</source>
        <translation>eine Zeile muss ein JSON-Objekt sein</translation>
    </message>
    <message>
        <source>all of the model is on the GPU</source>
        <translation>das ganze Modell liegt auf der GPU</translation>
    </message>
    <message>
        <source>an array is of the unknown type {kind}</source>
        <translation>eine Liste ist vom unbekannten Typ {kind}</translation>
    </message>
    <message>
        <source>an array without items</source>
        <translation>eine Liste ohne Einträge</translation>
    </message>
    <message>
        <source>an empty choice</source>
        <translation>eine leere Auswahl</translation>
    </message>
    <message>
        <source>an entry is of the unknown type {kind}</source>
        <translation>ein Eintrag ist vom unbekannten Typ {kind}</translation>
    </message>
    <message>
        <source>an object without properties</source>
        <translation>ein Objekt ohne Felder</translation>
    </message>
    <message>
        <source>ask this server</source>
        <translation>diesen Server zu fragen</translation>
    </message>
    <message>
        <source>ask {name} at {server}</source>
        <translation>{name} bei {server} zu fragen</translation>
    </message>
    <message>
        <source>be JSON with {fields}</source>
        <translation>JSON sein, mit {fields}</translation>
    </message>
    <message>
        <source>be JSON with {fields}, numbers within {tolerance}</source>
        <translation>JSON sein, mit {fields}, Zahlen bis auf {tolerance}</translation>
    </message>
    <message>
        <source>be “{text}” with at most {most} % of its characters wrong (CER)</source>
        <translation>„{text}“ sein, mit höchstens {most} % falschen Zeichen (CER)</translation>
    </message>
    <message>
        <source>be “{text}”, character for character</source>
        <translation>„{text}“ sein, Zeichen für Zeichen</translation>
    </message>
    <message>
        <source>be “{text}”; case, spacing and kinds of quotes do not matter</source>
        <translation>„{text}“ sein; Groß- und Kleinschreibung, Abstände und Art der Anführungszeichen sind egal</translation>
    </message>
    <message>
        <source>box tags</source>
        <translation>Tags box</translation>
    </message>
    <message>
        <source>choose “{choice}” and no other of the {n} choices</source>
        <translation>„{choice}“ wählen und nichts anderes von {n} Möglichkeiten</translation>
    </message>
    <message>
        <source>choose “{choice}” and none of {others}</source>
        <translation>„{choice}“ wählen und nichts von {others}</translation>
    </message>
    <message>
        <source>closed model</source>
        <translation>Geschlossenes Modell</translation>
    </message>
    <message>
        <source>commas too many</source>
        <translation>überzählige Kommas</translation>
    </message>
    <message>
        <source>comments</source>
        <translation>Kommentare</translation>
    </message>
    <message>
        <source>did you mean {names}? </source>
        <translation>gemeint war vielleicht {names}? </translation>
    </message>
    <message>
        <source>double square brackets</source>
        <translation>doppelte eckige Klammern</translation>
    </message>
    <message>
        <source>exit code {code}</source>
        <translation>Code {code}</translation>
    </message>
    <message>
        <source>figures</source>
        <translation>Zahlen</translation>
    </message>
    <message>
        <source>find no {names}</source>
        <translation>ohne diese auskommen: {names}</translation>
    </message>
    <message>
        <source>full-width punctuation</source>
        <translation>Satzzeichen in voller Breite</translation>
    </message>
    <message>
        <source>hold one number, {number}; words such as “four” count as numbers</source>
        <translation>eine Zahl enthalten, {number}; Worte wie „four“ zählen als Zahlen</translation>
    </message>
    <message>
        <source>its name has “{words}” in it</source>
        <translation>der Name „{words}“ enthält</translation>
    </message>
    <message>
        <source>its number of entries is impossible</source>
        <translation>die Zahl der Einträge ist unmöglich</translation>
    </message>
    <message>
        <source>its number of tensors is impossible</source>
        <translation>die Zahl der Tensoren ist unmöglich</translation>
    </message>
    <message>
        <source>its projector says “{projector}”</source>
        <translation>der Projektor „{projector}“ nennt</translation>
    </message>
    <message>
        <source>its weights say “{architecture}”</source>
        <translation>die Gewichte „{architecture}“ nennen</translation>
    </message>
    <message>
        <source>knows no {key}</source>
        <translation>kennt kein {key}</translation>
    </message>
    <message>
        <source>line breaks inside a text</source>
        <translation>Zeilenumbrüche in einem Text</translation>
    </message>
    <message>
        <source>list exactly {names}, in any order</source>
        <translation>genau {names} nennen, in beliebiger Folge</translation>
    </message>
    <message>
        <source>list exactly {names}, in this order</source>
        <translation>genau {names} nennen, in dieser Folge</translation>
    </message>
    <message>
        <source>llama-cpp-python is not installed, so local models cannot run.</source>
        <translation>llama-cpp-python ist nicht installiert; lokale Modelle laufen deshalb nicht.</translation>
    </message>
    <message>
        <source>llama.cpp could not read the image it was given.</source>
        <translation>llama.cpp konnte das Bild nicht lesen.</translation>
    </message>
    <message>
        <source>llama.cpp could not take the image and the prompt apart (code {status}).</source>
        <translation>llama.cpp konnte Bild und Prompt nicht zerlegen (Code {status}).</translation>
    </message>
    <message>
        <source>llama.cpp did not accept the answer format.</source>
        <translation>llama.cpp nahm die Antwortform nicht an.</translation>
    </message>
    <message>
        <source>llama.cpp failed while {doing} (code {status}).</source>
        <translation>llama.cpp ist gescheitert: {doing} (Code {status}).</translation>
    </message>
    <message>
        <source>location tokens</source>
        <translation>Orts-Token</translation>
    </message>
    <message>
        <source>location tokens, four points</source>
        <translation>Orts-Token, vier Punkte</translation>
    </message>
    <message>
        <source>match the regular expression “{text}” as a whole</source>
        <translation>als Ganzes zum regulären Ausdruck „{text}“ passen</translation>
    </message>
    <message>
        <source>missing brackets</source>
        <translation>fehlende Klammern</translation>
    </message>
    <message>
        <source>missing colons</source>
        <translation>fehlende Doppelpunkte</translation>
    </message>
    <message>
        <source>missing commas</source>
        <translation>fehlende Kommas</translation>
    </message>
    <message>
        <source>missing quotation marks</source>
        <translation>fehlende Anführungszeichen</translation>
    </message>
    <message>
        <source>model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>more than 12 levels</source>
        <translation>mehr als 12 Ebenen</translation>
    </message>
    <message>
        <source>must be OWNER/NAME, not {repo}</source>
        <translation>muss BESITZER/NAME sein, nicht {repo}</translation>
    </message>
    <message>
        <source>must be [passed, prompts], not {value}</source>
        <translation>muss [bestanden, Prompts] sein, nicht {value}</translation>
    </message>
    <message>
        <source>must be a date such as 2025-03-12 or “2025-03”, not {value}</source>
        <translation>muss ein Datum sein wie 2025-03-12 oder „2025-03“, nicht {value}</translation>
    </message>
    <message>
        <source>must be a list of texts, not {value}</source>
        <translation>muss eine Liste von Texten sein, nicht {value}</translation>
    </message>
    <message>
        <source>must be a number, not {value}</source>
        <translation>muss eine Zahl sein, nicht {value}</translation>
    </message>
    <message>
        <source>must be a text, not {value}</source>
        <translation>muss ein Text sein, nicht {value}</translation>
    </message>
    <message>
        <source>must be a whole number, not {value}</source>
        <translation>muss eine ganze Zahl sein, nicht {value}</translation>
    </message>
    <message>
        <source>must be one of {known}, not {value}</source>
        <translation>muss eines von {known} sein, nicht {value}</translation>
    </message>
    <message>
        <source>name one day, {day}, in any usual form</source>
        <translation>einen Tag nennen, {day}, in irgendeiner üblichen Form</translation>
    </message>
    <message>
        <source>name one time of day, {time}</source>
        <translation>eine Uhrzeit nennen, {time}</translation>
    </message>
    <message>
        <source>needs input and output, in dollars per million tokens</source>
        <translation>braucht input und output, in Dollar je Million Tokens</translation>
    </message>
    <message>
        <source>offline</source>
        <translation>offline</translation>
    </message>
    <message>
        <source>one of its lists is impossibly long</source>
        <translation>eine seiner Listen ist unmöglich lang</translation>
    </message>
    <message>
        <source>one of its texts is impossibly long</source>
        <translation>einer seiner Texte ist unmöglich lang</translation>
    </message>
    <message>
        <source>open-weight model</source>
        <translation>Modell mit offenen Gewichten</translation>
    </message>
    <message>
        <source>optional properties</source>
        <translation>Felder, die fehlen dürfen</translation>
    </message>
    <message>
        <source>other prices at certain times</source>
        <translation>zu bestimmten Zeiten andere Preise</translation>
    </message>
    <message>
        <source>other prices in some cases</source>
        <translation>in manchen Fällen andere Preise</translation>
    </message>
    <message>
        <source>other quotation marks</source>
        <translation>andere Anführungszeichen</translation>
    </message>
    <message>
        <source>pairs in round brackets</source>
        <translation>Paare in runden Klammern</translation>
    </message>
    <message>
        <source>passed is {passed}, but its categories make another sum</source>
        <translation>passed ist {passed}, aber die Kategorien ergeben eine andere Summe</translation>
    </message>
    <message>
        <source>patch numbers</source>
        <translation>Nummern der Kacheln</translation>
    </message>
    <message>
        <source>projector</source>
        <translation>Projektor</translation>
    </message>
    <message>
        <source>quotation marks inside a text</source>
        <translation>Anführungszeichen in einem Text</translation>
    </message>
    <message>
        <source>ref and box tags</source>
        <translation>Tags ref und box</translation>
    </message>
    <message>
        <source>ref and box tags, bare numbers</source>
        <translation>Tags ref und box, bloße Zahlen</translation>
    </message>
    <message>
        <source>ref and det tags</source>
        <translation>Tags ref und det</translation>
    </message>
    <message>
        <source>say no, and not both</source>
        <translation>Nein sagen und nicht beides</translation>
    </message>
    <message>
        <source>say yes, and not both</source>
        <translation>Ja sagen und nicht beides</translation>
    </message>
    <message>
        <source>says no source; write from = “…”</source>
        <translation>nennt keine Quelle; from = „…“ schreiben</translation>
    </message>
    <message>
        <source>send a batch to {name}</source>
        <translation>{name} einen Stapel zu senden</translation>
    </message>
    <message>
        <source>sha256 must be 64 hexadecimal digits</source>
        <translation>sha256 muss aus 64 Hexadezimalziffern bestehen</translation>
    </message>
    <message>
        <source>signal {number} ({name})</source>
        <translation>Signal {number} ({name})</translation>
    </message>
    <message>
        <source>signal {number}</source>
        <translation>Signal {number}</translation>
    </message>
    <message>
        <source>single backslashes</source>
        <translation>einfache Rückstriche</translation>
    </message>
    <message>
        <source>source {name} has no {key}</source>
        <translation>die Quelle {name} hat kein {key}</translation>
    </message>
    <message>
        <source>source {name} knows no {key}</source>
        <translation>die Quelle {name} kennt kein {key}</translation>
    </message>
    <message>
        <source>the connection was lost ({error})</source>
        <translation>die Verbindung ging verloren ({error})</translation>
    </message>
    <message>
        <source>the empty range {low}..{high}</source>
        <translation>der leere Bereich {low}..{high}</translation>
    </message>
    <message>
        <source>the file on the server was changed</source>
        <translation>die Datei auf dem Server wurde geändert</translation>
    </message>
    <message>
        <source>the hub asks for patience</source>
        <translation>der Hub bittet um Geduld</translation>
    </message>
    <message>
        <source>the model runs on the processor</source>
        <translation>das Modell läuft auf dem Prozessor</translation>
    </message>
    <message>
        <source>the object</source>
        <translation>das Objekt</translation>
    </message>
    <message>
        <source>the server ended too early</source>
        <translation>der Server endete zu früh</translation>
    </message>
    <message>
        <source>the server failed ({status})</source>
        <translation>der Server scheiterte ({status})</translation>
    </message>
    <message>
        <source>the server fell silent</source>
        <translation>der Server verstummte</translation>
    </message>
    <message>
        <source>the server sent more than the file has</source>
        <translation>der Server sendete mehr, als die Datei hat</translation>
    </message>
    <message>
        <source>there is no [sources.{name}]; this file has {known}</source>
        <translation>es gibt kein [sources.{name}]; diese Datei hat {known}</translation>
    </message>
    <message>
        <source>there is no file {path}</source>
        <translation>es gibt keine Datei {path}</translation>
    </message>
    <message>
        <source>thinking</source>
        <translation>denkt nach</translation>
    </message>
    <message>
        <source>type {kind}</source>
        <translation>Typ {kind}</translation>
    </message>
    <message>
        <source>unknown model “{spec}”; {hint}`vizdesk models` lists all; or write weights.gguf+mmproj.gguf, or MODEL@BASE_URL</source>
        <translation>unbekanntes Modell „{spec}“; {hint}`vizdesk models` zeigt alle; oder gewichte.gguf+mmproj.gguf oder MODELL@ADRESSE schreiben</translation>
    </message>
    <message>
        <source>unnamed content</source>
        <translation>unbenanntem Inhalt</translation>
    </message>
    <message>
        <source>values that JSON does not have</source>
        <translation>Werte, die JSON nicht kennt</translation>
    </message>
    <message>
        <source>works</source>
        <translation>funktioniert</translation>
    </message>
    <message>
        <source>write [[card.{key}]], with two brackets</source>
        <translation>[[card.{key}]] schreiben, mit zwei Klammern</translation>
    </message>
    <message>
        <source>write [[card]], with two brackets</source>
        <translation>[[card]] schreiben, mit zwei Klammern</translation>
    </message>
    <message>
        <source>write [card.prose]</source>
        <translation>[card.prose] schreiben</translation>
    </message>
    <message>
        <source>write [{key}.NAME]</source>
        <translation>[{key}.NAME] schreiben</translation>
    </message>
    <message>
        <source>write best_for = { “title” = “text” }</source>
        <translation>best_for = { “title” = “text” } schreiben</translation>
    </message>
    <message>
        <source>write { is = …, from = “…” }</source>
        <translation>{ is = …, from = “…” } schreiben</translation>
    </message>
    <message>
        <source>write { is = …, from = “…” }, with a note if there is one</source>
        <translation>{ is = …, from = “…” } schreiben, mit note, wenn es eine gibt</translation>
    </message>
    <message>
        <source>write {key} = { path = “…”, sha256 = “…” }</source>
        <translation>{key} = { path = “…”, sha256 = “…” } schreiben</translation>
    </message>
    <message>
        <source>your limit is {size}</source>
        <translation>die eigene Grenze ist {size}</translation>
    </message>
    <message>
        <source>{bits}-bit values in a 16-bit file scaled to 8 bits.</source>
        <translation>{bits}-Bit-Werte einer 16-Bit-Datei auf 8 Bit umgerechnet.</translation>
    </message>
    <message>
        <source>{card}: {fault}</source>
        <translation>{card}: {fault}</translation>
    </message>
    <message>
        <source>{day} {month} {year}</source>
        <translation>{day}. {month} {year}</translation>
    </message>
    <message>
        <source>{difference} ({n} more).</source>
        <translation>{difference} ({n} weitere).</translation>
    </message>
    <message>
        <source>{difference}.</source>
        <translation>{difference}.</translation>
    </message>
    <message>
        <source>{done} of {total}</source>
        <translation>{done} von {total}</translation>
    </message>
    <message>
        <source>{folder}: {error} It was left out.</source>
        <translation>{folder}: {error} Sie wurde ausgelassen.</translation>
    </message>
    <message>
        <source>{host} sent a page instead of data.</source>
        <translation>{host} sendete eine Seite statt Daten.</translation>
    </message>
    <message>
        <source>{host} sent something else than a list of files.</source>
        <translation>{host} sendete etwas anderes als eine Liste von Dateien.</translation>
    </message>
    <message>
        <source>{host} sent something else than a list of models.</source>
        <translation>{host} sendete etwas anderes als eine Liste von Modellen.</translation>
    </message>
    <message>
        <source>{key} is missing</source>
        <translation>{key} fehlt</translation>
    </message>
    <message>
        <source>{key} leads to the key of {vendor}, which goes nowhere else. Choose another name for this server&apos;s key.</source>
        <translation>{key} führt zum Schlüssel von {vendor}, und der geht nirgends sonst hin. Für den Schlüssel dieses Servers einen anderen Namen wählen.</translation>
    </message>
    <message>
        <source>{key} {fault}</source>
        <translation>{key} {fault}</translation>
    </message>
    <message>
        <source>{kind} with a window of {tokens} tokens.</source>
        <translation>{kind} mit einem Fenster von {tokens} Token.</translation>
    </message>
    <message>
        <source>{kind}.</source>
        <translation>{kind}.</translation>
    </message>
    <message>
        <source>{layers} layers are on the GPU, the rest on the processor</source>
        <translation>{layers} Schichten liegen auf der GPU, der Rest auf dem Prozessor</translation>
    </message>
    <message>
        <source>{message} Trying again in {pause} s.</source>
        <translation>{message} Neuer Versuch in {pause} s.</translation>
    </message>
    <message>
        <source>{model_id} is none of the models you added.</source>
        <translation>{model_id} ist keines der selbst hinzugefügten Modelle.</translation>
    </message>
    <message>
        <source>{model_id} stands in {path}; take it out there.</source>
        <translation>{model_id} steht in {path}; es dort herausnehmen.</translation>
    </message>
    <message>
        <source>{month} {year}</source>
        <translation>{month} {year}</translation>
    </message>
    <message>
        <source>{name} ({note})</source>
        <translation>{name} ({note})</translation>
    </message>
    <message>
        <source>{name} cannot be opened: its decoder did not start.</source>
        <translation>{name} lässt sich nicht öffnen: Das Leseprogramm startete nicht.</translation>
    </message>
    <message>
        <source>{name} cannot be opened: its decoder ended (code {code}). It needs more memory than an image may take, or is damaged.</source>
        <translation>{name} lässt sich nicht öffnen: Das Leseprogramm endete (Code {code}). Die Datei braucht mehr Speicher, als ein Bild haben darf, oder ist beschädigt.</translation>
    </message>
    <message>
        <source>{name} cannot be opened: {kind}: {error}.</source>
        <translation>{name} lässt sich nicht öffnen: {kind}: {error}.</translation>
    </message>
    <message>
        <source>{name} comes with vizdesk; only its key can be removed.</source>
        <translation>{name} gehört zu vizdesk; nur der Schlüssel lässt sich entfernen.</translation>
    </message>
    <message>
        <source>{name} declares entities or attributes of its own: not opened.</source>
        <translation>{name} erklärt eigene Entities oder Attribute: nicht geöffnet.</translation>
    </message>
    <message>
        <source>{name} ended the answer with “{named}”.</source>
        <translation>{name} beendete die Antwort mit „{named}“.</translation>
    </message>
    <message>
        <source>{name} has another size on the server than in the list.</source>
        <translation>{name} hat auf dem Server eine andere Größe als in der Liste.</translation>
    </message>
    <message>
        <source>{name} has {frames} frames; there is no frame {number}.</source>
        <translation>{name} hat {frames} Einzelbilder; ein Einzelbild {number} gibt es nicht.</translation>
    </message>
    <message>
        <source>{name} is XML, but not an SVG.</source>
        <translation>{name} ist XML, aber kein SVG.</translation>
    </message>
    <message>
        <source>{name} is a HEIC image that cannot be read.</source>
        <translation>{name} ist ein HEIC-Bild, das sich nicht lesen lässt.</translation>
    </message>
    <message>
        <source>{name} is an SVG in an encoding that is not UTF-8 or UTF-16.</source>
        <translation>{name} ist ein SVG in einer Kodierung, die weder UTF-8 noch UTF-16 ist.</translation>
    </message>
    <message>
        <source>{name} is an SVG in the encoding {encoding}, not UTF-8.</source>
        <translation>{name} ist ein SVG in der Kodierung {encoding}, nicht UTF-8.</translation>
    </message>
    <message>
        <source>{name} is an SVG of more than {most} MB.</source>
        <translation>{name} ist ein SVG von mehr als {most} MB.</translation>
    </message>
    <message>
        <source>{name} is an SVG that cannot be drawn: {error}.</source>
        <translation>{name} ist ein SVG, das sich nicht zeichnen lässt: {error}.</translation>
    </message>
    <message>
        <source>{name} is being downloaded already.</source>
        <translation>{name} wird schon heruntergeladen.</translation>
    </message>
    <message>
        <source>{name} is compressed and damaged: {error}.</source>
        <translation>{name} ist komprimiert und beschädigt: {error}.</translation>
    </message>
    <message>
        <source>{name} is nested deeper than {most} elements.</source>
        <translation>{name} ist tiefer als {most} Elemente verschachtelt.</translation>
    </message>
    <message>
        <source>{name} is not a whole SVG: {error}.</source>
        <translation>{name} ist kein vollständiges SVG: {error}.</translation>
    </message>
    <message>
        <source>{name} is not served at {base_url}.</source>
        <translation>{name} wird unter {base_url} nicht angeboten.</translation>
    </message>
    <message>
        <source>{name} is not the image that was compared.</source>
        <translation>{name} ist nicht das Bild, das verglichen wurde.</translation>
    </message>
    <message>
        <source>{name} needs more than 1.5 GB of memory to decode.</source>
        <translation>{name} braucht beim Lesen mehr als 1,5 GB Speicher.</translation>
    </message>
    <message>
        <source>{name} or {other}</source>
        <translation>{name} oder {other}</translation>
    </message>
    <message>
        <source>{name} took longer than {seconds} s to decode and was stopped.</source>
        <translation>{name} brauchte länger als {seconds} s zum Lesen und wurde abgebrochen.</translation>
    </message>
    <message>
        <source>{name} {life}.</source>
        <translation>{name} {life}.</translation>
    </message>
    <message>
        <source>{n} eval runs begin with {start}; write more of it.</source>
        <translation>{n} Eval-Läufe beginnen mit {start}; mehr davon schreiben.</translation>
    </message>
    <message>
        <source>{n} of {all} prompts</source>
        <translation>{n} von {all} Prompts</translation>
    </message>
    <message>
        <source>{organisation}’s {kind} with a window of {tokens} tokens.</source>
        <translation>{kind} von {organisation} mit einem Fenster von {tokens} Token.</translation>
    </message>
    <message>
        <source>{organisation}’s {kind}.</source>
        <translation>{kind} von {organisation}.</translation>
    </message>
    <message>
        <source>{passed} of {prompts} cannot be</source>
        <translation>{passed} von {prompts} kann nicht sein</translation>
    </message>
    <message>
        <source>{passed} of {prompts} passed · 95 % interval {low}–{high} %</source>
        <translation>{passed} von {prompts} bestanden · 95-%-Intervall {low}–{high} %</translation>
    </message>
    <message>
        <source>{path} cannot be read, so what was sent is not known.</source>
        <translation>{path} lässt sich nicht lesen; was gesendet wurde, ist deshalb nicht bekannt.</translation>
    </message>
    <message>
        <source>{path} cannot be read: {why}. Correct it or delete it.</source>
        <translation>{path} lässt sich nicht lesen: {why}. Sie berichtigen oder löschen.</translation>
    </message>
    <message>
        <source>{path} leads out of its folder</source>
        <translation>{path} führt aus dem Ordner heraus</translation>
    </message>
    <message>
        <source>{path} was changed since; the answers are about the image it was.</source>
        <translation>{path} wurde seither geändert; die Antworten gelten dem Bild, wie es war.</translation>
    </message>
    <message>
        <source>{path} was written by a newer vizdesk. Update vizdesk.</source>
        <translation>{path} wurde von einem neueren vizdesk geschrieben. vizdesk aktualisieren.</translation>
    </message>
    <message>
        <source>{path}, line {line}: {why}. Correct or delete it.</source>
        <translation>{path}, Zeile {line}: {why}. Sie berichtigen oder löschen.</translation>
    </message>
    <message>
        <source>{path}, line {line}: {words}.</source>
        <translation>{path}, Zeile {line}: {words}.</translation>
    </message>
    <message>
        <source>{place} is no list of {n}</source>
        <translation>{place} ist keine Liste von {n}</translation>
    </message>
    <message>
        <source>{place} is no object</source>
        <translation>{place} ist kein Objekt</translation>
    </message>
    <message>
        <source>{place} is {read}, not {wanted}</source>
        <translation>{place} ist {read}, nicht {wanted}</translation>
    </message>
    <message>
        <source>{place} {at}</source>
        <translation>{place} {at}</translation>
    </message>
    <message>
        <source>{prompts}, {times} times each</source>
        <translation>{prompts}, je {times} Mal</translation>
    </message>
    <message>
        <source>{prompts}, {when}, suite {digest}</source>
        <translation>{prompts}, {when}, Testreihe {digest}</translation>
    </message>
    <message>
        <source>{rank}: {population}</source>
        <translation>{rank}: {population}</translation>
    </message>
    <message>
        <source>{rule} – or {other}</source>
        <translation>{rule} – oder {other}</translation>
    </message>
    <message>
        <source>{size} of memory (weights {weights}, vision {vision}, context {context}, work {work})</source>
        <translation>{size} Speicher (Gewichte {weights}, Bildteil {vision}, Kontext {context}, Arbeit {work})</translation>
    </message>
    <message>
        <source>{slug} called a tool instead of answering.</source>
        <translation>{slug} rief ein Werkzeug auf, statt zu antworten.</translation>
    </message>
    <message>
        <source>{slug} is there twice; the first counts.</source>
        <translation>{slug} steht zweimal da; der erste Eintrag gilt.</translation>
    </message>
    <message>
        <source>{start} stray bytes before the image were skipped.</source>
        <translation>{start} fremde Bytes vor dem Bild wurden übersprungen.</translation>
    </message>
    <message>
        <source>{suite}, published: {source}</source>
        <translation>{suite}, veröffentlicht: {source}</translation>
    </message>
    <message>
        <source>{tasks}.</source>
        <translation>{tasks}.</translation>
    </message>
    <message>
        <source>{title}, {day}</source>
        <translation>{title}, {day}</translation>
    </message>
    <message>
        <source>{used} input tokens were billed, {times} times what was estimated ({expected}). Compare it with the server&apos;s own price list.</source>
        <translation>{used} Eingabetokens wurden berechnet, {times}-mal so viele wie geschätzt ({expected}). Mit der Preisliste des Servers vergleichen.</translation>
    </message>
    <message>
        <source>{value} – {source}</source>
        <translation>{value} – {source}</translation>
    </message>
    <message>
        <source>{what} The next free replica was asked instead.</source>
        <translation>{what} Stattdessen wurde die nächste freie Replik gefragt.</translation>
    </message>
    <message>
        <source>{what} Tried again after {wait} s.</source>
        <translation>{what} Nach {wait} s noch einmal versucht.</translation>
    </message>
    <message>
        <source>{what} must be two numbers of pixels</source>
        <translation>{what} müssen zwei Zahlen von Pixeln sein</translation>
    </message>
    <message>
        <source>{why} Not strictly: {problem}</source>
        <translation>{why} Nicht streng: {problem}</translation>
    </message>
    <message>
        <source>{why}</source>
        <translation>{why}</translation>
    </message>
    <message>
        <source>{words}.</source>
        <translation>{words}.</translation>
    </message>
    <message>
        <source>“bbox_2d” is Qwen’s key: read as x before y.</source>
        <translation>„bbox_2d“ ist Qwens Schlüssel: gelesen als x vor y.</translation>
    </message>
    <message>
        <source>“family” must be a text</source>
        <translation>„family“ muss ein Text sein</translation>
    </message>
    <message>
        <source>“reply” must be a text</source>
        <translation>„reply“ muss ein Text sein</translation>
    </message>
    <message>
        <source>“system” or a language&apos;s code, as “de”</source>
        <translation>„system“ oder der Code einer Sprache wie „de“</translation>
    </message>
    <message>
        <source>“{base_url}” is no address of a server.</source>
        <translation>„{base_url}“ ist keine Adresse eines Servers.</translation>
    </message>
    <message>
        <source>“{category}” ({passed} of {prompts} published prompts passed)</source>
        <translation>„{category}“ ({passed} von {prompts} veröffentlichten Aufgaben bestanden)</translation>
    </message>
    <message>
        <source>“{custom_id}” is not the question that was sent under this name.</source>
        <translation>„{custom_id}“ ist nicht die Frage, die unter diesem Namen gesendet wurde.</translation>
    </message>
    <message>
        <source>“{family}” is no family; known are {known}.</source>
        <translation>„{family}“ ist keine Familie; bekannt sind {known}.</translation>
    </message>
    <message>
        <source>“{key}” is missing</source>
        <translation>„{key}“ fehlt</translation>
    </message>
    <message>
        <source>“{key}” must be a list of texts</source>
        <translation>„{key}“ muss eine Liste von Texten sein</translation>
    </message>
    <message>
        <source>“{key}” was not asked for</source>
        <translation>„{key}“ war nicht gefragt</translation>
    </message>
    <message>
        <source>“{name}” changes the right answer of this task.</source>
        <translation>„{name}“ ändert die richtige Antwort dieser Aufgabe.</translation>
    </message>
    <message>
        <source>“{name}” does not say which architecture it is.</source>
        <translation>„{name}“ nennt seine Architektur nicht.</translation>
    </message>
    <message>
        <source>“{name}” is a PaliGemma projector of an older kind, with one layer where llama.cpp expects two.</source>
        <translation>„{name}“ ist ein PaliGemma-Projektor älterer Art, mit einer Schicht, wo llama.cpp zwei erwartet.</translation>
    </message>
    <message>
        <source>“{name}” is cut off: {there} of {whole} bytes are there.</source>
        <translation>„{name}“ ist abgeschnitten: {there} von {whole} Bytes sind da.</translation>
    </message>
    <message>
        <source>“{name}” is not a GGUF file.</source>
        <translation>„{name}“ ist keine GGUF-Datei.</translation>
    </message>
    <message>
        <source>“{name}” is of GGUF version {version}; {known}.</source>
        <translation>„{name}“ hat die GGUF-Version {version}; {known}.</translation>
    </message>
    <message>
        <source>“{name}” is one of {parts} files, and not all are there: {missing}. Put them into the same folder.</source>
        <translation>„{name}“ ist eine von {parts} Dateien, und nicht alle sind da: {missing}. Sie in denselben Ordner legen.</translation>
    </message>
    <message>
        <source>The file “{name}” cannot be read: its reader did not start.</source>
        <translation>Die Datei „{name}“ ist nicht lesbar: Ihr Leser ist nicht gestartet.</translation>
    </message>
    <message>
        <source>The file “{name}” cannot be read: its reader ended (code {code}). It is damaged.</source>
        <translation>Die Datei „{name}“ ist nicht lesbar: Ihr Leser endete (Code {code}). Sie ist beschädigt.</translation>
    </message>
    <message>
        <source>The header of “{name}” took longer than {seconds} s to read: it is damaged.</source>
        <translation>Den Kopf von „{name}“ zu lesen dauerte länger als {seconds} s: Er ist beschädigt.</translation>
    </message>
    <message>
        <source>a tensor has an impossible number of dimensions</source>
        <translation>ein Tensor hat unmöglich viele Dimensionen</translation>
    </message>
    <message>
        <source>it is impossibly long</source>
        <translation>er ist unmöglich lang</translation>
    </message>
    <message>
        <source>it takes more memory than a header may</source>
        <translation>er braucht mehr Speicher, als ein Kopf darf</translation>
    </message>
    <message>
        <source>Ask whoever runs the server.</source>
        <translation>Den Betreiber des Servers fragen.</translation>
    </message>
    <message>
        <source>Go on later: nothing is asked again until then.</source>
        <translation>Später weitermachen: bis dahin wird nichts noch einmal gefragt.</translation>
    </message>
    <message>
        <source>It is kept in {path}.</source>
        <translation>Sie ist in {path} aufbewahrt.</translation>
    </message>
    <message>
        <source>Say so again in its server&apos;s file.</source>
        <translation>Es in der Datei seines Servers wieder angeben.</translation>
    </message>
    <message>
        <source>The batch has ended, but its answers are not there.</source>
        <translation>Der Stapel ist zu Ende, aber seine Antworten sind nicht da.</translation>
    </message>
    <message>
        <source>The batch has ended, but {missing} of its answers are not there yet.</source>
        <translation>Der Stapel ist zu Ende, aber {missing} seiner Antworten sind noch nicht da.</translation>
    </message>
    <message>
        <source>The batch&apos;s answer to this question cannot be read.</source>
        <translation>Die Antwort des Stapels auf diese Frage ist nicht lesbar.</translation>
    </message>
    <message>
        <source>The batch&apos;s results do not end.</source>
        <translation>Die Ergebnisse des Stapels nehmen kein Ende.</translation>
    </message>
    <message>
        <source>The server says that it answered, but gives no answer to this question.</source>
        <translation>Der Server sagt, er habe geantwortet, gibt aber keine Antwort auf diese Frage.</translation>
    </message>
    <message>
        <source>Use the key and the address that it was made with.</source>
        <translation>Schlüssel und Adresse verwenden, mit denen er angelegt wurde.</translation>
    </message>
    <message>
        <source>{name} cannot be asked in a batch.</source>
        <translation>{name} kann nicht im Stapel gefragt werden.</translation>
    </message>
    <message>
        <source>{name} has no Batch API any more.</source>
        <translation>{name} hat keine Batch-API mehr.</translation>
    </message>
    <message>
        <source>{name} knows no such batch or file.</source>
        <translation>{name} kennt keinen solchen Stapel und keine solche Datei.</translation>
    </message>
    <message>
        <source>“{name}” must be of a-z, 0-9, “.”, “_”, “-”, at most 64 long.</source>
        <translation>„{name}“ darf nur aus a-z, 0-9, „.“, „_“, „-“ bestehen und höchstens 64 Zeichen haben.</translation>
    </message>
    <message>
        <source>“{twice}” stands twice in one object</source>
        <translation>„{twice}“ steht zweimal in einem Objekt</translation>
    </message>
    <message numerus="yes">
        <source>{n} captions get answers but no verdict.</source>
        <translation>
            <numerusform>{n} Bildbeschreibung erhält eine Antwort, aber kein Urteil.</numerusform>
            <numerusform>{n} Bildbeschreibungen erhalten Antworten, aber kein Urteil.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} crowds (iscrowd) were left out: they are no single boxes.</source>
        <translation>
            <numerusform>{n} Gruppe (iscrowd) wurde ausgelassen: Sie ist keine einzelne Box.</numerusform>
            <numerusform>{n} Gruppen (iscrowd) wurden ausgelassen: Sie sind keine einzelnen Boxen.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} lines about masks (segment …) were left out.</source>
        <translation>
            <numerusform>{n} Zeile über Masken (segment …) wurde ausgelassen.</numerusform>
            <numerusform>{n} Zeilen über Masken (segment …) wurden ausgelassen.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} prompts about CAPTCHAs were left out.</source>
        <translation>
            <numerusform>{n} Prompt zu CAPTCHAs wurde ausgelassen.</numerusform>
            <numerusform>{n} Prompts zu CAPTCHAs wurden ausgelassen.</numerusform>
        </translation>
    </message>
    <message>
        <source>--seed is of suites that vizdesk draws; {title} is as it is.</source>
        <translation>--seed gilt nur für Testreihen, die vizdesk zeichnet; {title} bleibt, wie sie ist.</translation>
    </message>
    <message>
        <source>Converting needs the package “gguf”. Install it with “pip install &apos;vizdesk[convert]&apos;”.</source>
        <translation>Zum Umwandeln wird das Paket „gguf“ gebraucht. Installieren Sie es mit „pip install &apos;vizdesk[convert]&apos;“.</translation>
    </message>
    <message>
        <source>Is a comma not in quotes?</source>
        <translation>Steht ein Komma nicht in Anführungszeichen?</translation>
    </message>
    <message>
        <source>Line {line} was left out: a comma is not in quotes, and prompt and answer cannot be told apart.</source>
        <translation>Zeile {line} wurde ausgelassen: Ein Komma steht nicht in Anführungszeichen, und Prompt und Antwort lassen sich nicht trennen.</translation>
    </message>
    <message>
        <source>Line {line} was put right: a comma in it is not in quotes.</source>
        <translation>Zeile {line} wurde berichtigt: Ein Komma darin steht nicht in Anführungszeichen.</translation>
    </message>
    <message>
        <source>Lines {lines} were left out: the same is asked of the same image more than once.</source>
        <translation>Die Zeilen {lines} wurden ausgelassen: Dasselbe wird zum selben Bild mehr als einmal gefragt.</translation>
    </message>
    <message>
        <source>The config.json in {folder} is damaged: {reason}.</source>
        <translation>Die config.json in {folder} ist beschädigt: {reason}.</translation>
    </message>
    <message>
        <source>The header of “{name}” is damaged: {reason}.</source>
        <translation>Der Header von „{name}“ ist beschädigt: {reason}.</translation>
    </message>
    <message>
        <source>The weights have no tensor “{tensor}”. This is no PaliGemma checkpoint, or a part of it is missing: download the whole folder again.</source>
        <translation>Die Gewichte haben keinen Tensor „{tensor}“. Das ist kein PaliGemma-Checkpoint, oder ein Teil davon fehlt: Laden Sie den ganzen Ordner noch einmal herunter.</translation>
    </message>
    <message>
        <source>There are no weights (*.safetensors) in {folder}.</source>
        <translation>In {folder} gibt es keine Gewichte (*.safetensors).</translation>
    </message>
    <message>
        <source>There is no config.json in {folder}.</source>
        <translation>In {folder} gibt es keine config.json.</translation>
    </message>
    <message>
        <source>There is no room in {folder}: {needed} are needed and {free} are free. Choose another folder with --out.</source>
        <translation>In {folder} ist kein Platz: {needed} werden gebraucht, {free} sind frei. Wählen Sie mit --out einen anderen Ordner.</translation>
    </message>
    <message>
        <source>a box has an empty “label”</source>
        <translation>eine Box hat ein leeres „label“</translation>
    </message>
    <message>
        <source>a box must be {label, box: [x0, y0, x1, y1]}, not {value}</source>
        <translation>eine Box muss {label, box: [x0, y0, x1, y1]} sein, nicht {value}</translation>
    </message>
    <message>
        <source>a check must be an object with “kind”, not {value}</source>
        <translation>eine Prüfung muss ein Objekt mit „kind“ sein, nicht {value}</translation>
    </message>
    <message>
        <source>a repeated group holds a repetition or a choice of its own</source>
        <translation>eine wiederholte Gruppe enthält selbst eine Wiederholung oder eine Auswahl</translation>
    </message>
    <message>
        <source>and {count} more faults like these.</source>
        <translation>und {count} weitere Fehler wie diese.</translation>
    </message>
    <message>
        <source>annotation {at} is no object.</source>
        <translation>Annotation {at} ist kein Objekt.</translation>
    </message>
    <message>
        <source>annotation {at} is of no category that is listed (category_id {name}).</source>
        <translation>Annotation {at} gehört zu keiner aufgeführten Kategorie (category_id {name}).</translation>
    </message>
    <message>
        <source>annotation {at} is of no image that is listed (image_id {image}).</source>
        <translation>Annotation {at} gehört zu keinem aufgeführten Bild (image_id {image}).</translation>
    </message>
    <message>
        <source>annotation {at}: “bbox” must be x, y, width, height in pixels of its image, not {value}.</source>
        <translation>Annotation {at}: „bbox“ muss x, y, Breite, Höhe in Pixeln ihres Bildes sein, nicht {value}.</translation>
    </message>
    <message>
        <source>asks the same of the same image as line {line}.</source>
        <translation>fragt dasselbe zum selben Bild wie Zeile {line}.</translation>
    </message>
    <message>
        <source>cannot be read: {why}.</source>
        <translation>kann nicht gelesen werden: {why}.</translation>
    </message>
    <message>
        <source>category {at} needs an id and a name.</source>
        <translation>Kategorie {at} braucht eine id und einen Namen.</translation>
    </message>
    <message>
        <source>category {at}: the id {key} is taken already.</source>
        <translation>Kategorie {at}: Die id {key} ist schon vergeben.</translation>
    </message>
    <message>
        <source>check “{name}”: {reason}</source>
        <translation>Prüfung „{name}“: {reason}</translation>
    </message>
    <message>
        <source>has {count} fields; at least 5 are needed.</source>
        <translation>hat {count} Felder; mindestens 5 werden gebraucht.</translation>
    </message>
    <message>
        <source>has {fields} fields, the header {columns}.</source>
        <translation>hat {fields} Felder, die Kopfzeile {columns}.</translation>
    </message>
    <message>
        <source>holds more than {most} items.</source>
        <translation>enthält mehr als {most} Einträge.</translation>
    </message>
    <message>
        <source>holds no annotation with a box.</source>
        <translation>enthält keine Annotation mit einer Box.</translation>
    </message>
    <message>
        <source>holds no item.</source>
        <translation>enthält keinen Eintrag.</translation>
    </message>
    <message>
        <source>holds several JSONL files ({names}): open one of them.</source>
        <translation>enthält mehrere JSONL-Dateien ({names}): Öffnen Sie eine davon.</translation>
    </message>
    <message>
        <source>holds zero bytes: it is no text.</source>
        <translation>enthält Nullbytes: Das ist kein Text.</translation>
    </message>
    <message>
        <source>image {at} needs an id.</source>
        <translation>Bild {at} braucht eine id.</translation>
    </message>
    <message>
        <source>image {at} needs its width and height in pixels.</source>
        <translation>Bild {at} braucht seine Breite und Höhe in Pixeln.</translation>
    </message>
    <message>
        <source>image {at}: the id {key} is taken already.</source>
        <translation>Bild {at}: Die id {key} ist schon vergeben.</translation>
    </message>
    <message>
        <source>is larger than {limit} MB.</source>
        <translation>ist größer als {limit} MB.</translation>
    </message>
    <message>
        <source>is missing: only suites made here can be added to.</source>
        <translation>fehlt: Nur hier angelegte Testreihen lassen sich ergänzen.</translation>
    </message>
    <message>
        <source>is no COCO file: it needs the lists images, annotations, categories.</source>
        <translation>ist keine COCO-Datei: Gebraucht werden die Listen images, annotations, categories.</translation>
    </message>
    <message>
        <source>is no CSV: {reason}.</source>
        <translation>ist kein CSV: {reason}.</translation>
    </message>
    <message>
        <source>is no JSON: {reason} at column {column}.</source>
        <translation>ist kein JSON: {reason} in Spalte {column}.</translation>
    </message>
    <message>
        <source>is no JSON: {reason}.</source>
        <translation>ist kein JSON: {reason}.</translation>
    </message>
    <message>
        <source>is no TOML: {reason}.</source>
        <translation>ist kein TOML: {reason}.</translation>
    </message>
    <message>
        <source>is no suite. A suite is {layouts}.</source>
        <translation>ist keine Testreihe. Eine Testreihe ist: {layouts}.</translation>
    </message>
    <message>
        <source>is not UTF-8 text: save it as UTF-8.</source>
        <translation>ist kein UTF-8-Text: Speichern Sie die Datei als UTF-8.</translation>
    </message>
    <message>
        <source>is not there.</source>
        <translation>ist nicht vorhanden.</translation>
    </message>
    <message>
        <source>it is longer than {most} characters</source>
        <translation>er ist länger als {most} Zeichen</translation>
    </message>
    <message>
        <source>it repeats too often (four times * or + are the most)</source>
        <translation>er wiederholt zu oft (höchstens viermal * oder +)</translation>
    </message>
    <message>
        <source>lacks a prompt or an answer.</source>
        <translation>hat keinen Prompt oder keine Antwort.</translation>
    </message>
    <message>
        <source>must be an object in braces.</source>
        <translation>muss ein Objekt in geschweiften Klammern sein.</translation>
    </message>
    <message>
        <source>must begin with the columns {names}.</source>
        <translation>muss mit den Spalten {names} beginnen.</translation>
    </message>
    <message>
        <source>names no image.</source>
        <translation>nennt kein Bild.</translation>
    </message>
    <message>
        <source>needs the texts “image”, “prefix” and “suffix”.</source>
        <translation>braucht die Texte „image“, „prefix“ und „suffix“.</translation>
    </message>
    <message>
        <source>the header lacks {names}.</source>
        <translation>in der Kopfzeile fehlt {names}.</translation>
    </message>
    <message>
        <source>the header names {names} twice.</source>
        <translation>die Kopfzeile nennt {names} zweimal.</translation>
    </message>
    <message>
        <source>the id {id} is taken already by line {line}.</source>
        <translation>die id {id} ist schon durch Zeile {line} vergeben.</translation>
    </message>
    <message>
        <source>the image {name} cannot be found.</source>
        <translation>das Bild {name} ist nicht zu finden.</translation>
    </message>
    <message>
        <source>the image {name} cannot be read: {why}.</source>
        <translation>das Bild {name} kann nicht gelesen werden: {why}.</translation>
    </message>
    <message>
        <source>the image {name} is missing.</source>
        <translation>das Bild {name} fehlt.</translation>
    </message>
    <message>
        <source>the image {name} leads out of the suite&apos;s folder.</source>
        <translation>das Bild {name} führt aus dem Ordner der Testreihe hinaus.</translation>
    </message>
    <message>
        <source>the image {name} must lie in the suite&apos;s folder, named from there.</source>
        <translation>das Bild {name} muss im Ordner der Testreihe liegen und von dort aus benannt sein.</translation>
    </message>
    <message>
        <source>the items ({names}) are missing.</source>
        <translation>die Einträge ({names}) fehlen.</translation>
    </message>
    <message>
        <source>unknown category {category}; known: {categories}.</source>
        <translation>unbekannte Kategorie {category}; bekannt: {categories}.</translation>
    </message>
    <message>
        <source>unknown key {key}; known keys: {allowed}.</source>
        <translation>unbekannter Schlüssel {key}; bekannte Schlüssel: {allowed}.</translation>
    </message>
    <message>
        <source>unknown key {value}; known keys: {names}</source>
        <translation>unbekannter Schlüssel {value}; bekannte Schlüssel: {names}</translation>
    </message>
    <message>
        <source>unknown kind of check {name}; known kinds: {kinds}</source>
        <translation>unbekannte Art der Prüfung {name}; bekannte Arten: {kinds}</translation>
    </message>
    <message>
        <source>unknown kind of check {value}; known kinds: {names}</source>
        <translation>unbekannte Art der Prüfung {value}; bekannte Arten: {names}</translation>
    </message>
    <message>
        <source>unknown {key}; known: {names}.</source>
        <translation>unbekannt: {key}; bekannt: {names}.</translation>
    </message>
    <message>
        <source>without boxes “classes” must be named</source>
        <translation>ohne Boxen muss „classes“ genannt sein</translation>
    </message>
    <message>
        <source>write yes or no</source>
        <translation>schreiben Sie ja oder nein (yes, no)</translation>
    </message>
    <message>
        <source>{file}, line {line}: {fault}</source>
        <translation>{file}, Zeile {line}: {fault}</translation>
    </message>
    <message>
        <source>{file}: {fault}</source>
        <translation>{file}: {fault}</translation>
    </message>
    <message>
        <source>{folder} holds {kind}, not PaliGemma. llama.cpp’s own converter may know it.</source>
        <translation>{folder} enthält {kind}, nicht PaliGemma. Der Konverter von llama.cpp kennt es vielleicht.</translation>
    </message>
    <message>
        <source>{half} is half a character</source>
        <translation>{half} ist ein halbes Zeichen</translation>
    </message>
    <message>
        <source>{name} is no image that vizdesk opens.</source>
        <translation>{name} ist kein Bild, das vizdesk öffnet.</translation>
    </message>
    <message>
        <source>{name} is not JSON</source>
        <translation>{name} ist kein JSON</translation>
    </message>
    <message>
        <source>{path} is there already. Use --force to replace it.</source>
        <translation>{path} gibt es schon. Mit --force wird es ersetzt.</translation>
    </message>
    <message>
        <source>{reason}.</source>
        <translation>{reason}.</translation>
    </message>
    <message>
        <source>“at_most” must be from 0 to less than 1</source>
        <translation>„at_most“ muss mindestens 0 und kleiner als 1 sein</translation>
    </message>
    <message>
        <source>“box” must be four numbers in 0..1, not {value}</source>
        <translation>„box“ muss aus vier Zahlen in 0..1 bestehen, nicht {value}</translation>
    </message>
    <message>
        <source>“box” must be x0 &lt; x1, y0 &lt; y1 in 0..1 of the image, not {value}</source>
        <translation>„box“ muss x0 &lt; x1, y0 &lt; y1 in 0..1 des Bildes sein, nicht {value}</translation>
    </message>
    <message>
        <source>“categories” must be a list of texts.</source>
        <translation>„categories“ muss eine Liste von Texten sein.</translation>
    </message>
    <message>
        <source>“categories” names one twice.</source>
        <translation>„categories“ nennt eine Kategorie zweimal.</translation>
    </message>
    <message>
        <source>“category” is missing; known: {categories}.</source>
        <translation>„category“ fehlt; bekannt: {categories}.</translation>
    </message>
    <message>
        <source>“checks” may hold neither “any_of” nor “boxes”</source>
        <translation>„checks“ darf weder „any_of“ noch „boxes“ enthalten</translation>
    </message>
    <message>
        <source>“checks” must be a list of checks, not {value}</source>
        <translation>„checks“ muss eine Liste von Prüfungen sein, nicht {value}</translation>
    </message>
    <message>
        <source>“checks” must hold at least two</source>
        <translation>„checks“ muss mindestens zwei enthalten</translation>
    </message>
    <message>
        <source>“check” is no JSON.</source>
        <translation>„check“ ist kein JSON.</translation>
    </message>
    <message>
        <source>“check” must name a kind, or be an object with “kind” and “value”</source>
        <translation>„check“ muss eine Art nennen oder ein Objekt mit „kind“ und „value“ sein</translation>
    </message>
    <message>
        <source>“choices” must name at least two</source>
        <translation>„choices“ muss mindestens zwei nennen</translation>
    </message>
    <message>
        <source>“choices” must not hold an empty one</source>
        <translation>„choices“ darf keine leere Auswahl enthalten</translation>
    </message>
    <message>
        <source>“choices” names one twice</source>
        <translation>„choices“ nennt eine Auswahl zweimal</translation>
    </message>
    <message>
        <source>“expected” is missing</source>
        <translation>„expected“ fehlt</translation>
    </message>
    <message>
        <source>“f1” must be above 0 and at most 1</source>
        <translation>„f1“ muss größer als 0 und höchstens 1 sein</translation>
    </message>
    <message>
        <source>“format” must be &quot;{format}&quot;, not {value}.</source>
        <translation>„format“ muss &quot;{format}&quot; sein, nicht {value}.</translation>
    </message>
    <message>
        <source>“hours” must be 12 or 24</source>
        <translation>„hours“ muss 12 oder 24 sein</translation>
    </message>
    <message>
        <source>“iou” must be above 0 and at most 1</source>
        <translation>„iou“ muss größer als 0 und höchstens 1 sein</translation>
    </message>
    <message>
        <source>“name” must be of a-z, 0-9, “.”, “_” and “-”, at most 64 long.</source>
        <translation>„name“ darf nur aus a-z, 0-9, „.“, „_“ und „-“ bestehen und höchstens 64 Zeichen haben.</translation>
    </message>
    <message>
        <source>“prefix” is empty</source>
        <translation>„prefix“ ist leer</translation>
    </message>
    <message>
        <source>“prompt” is missing.</source>
        <translation>„prompt“ fehlt.</translation>
    </message>
    <message>
        <source>“seed” is too long.</source>
        <translation>„seed“ ist zu lang.</translation>
    </message>
    <message>
        <source>“seed” must be a whole number or a text.</source>
        <translation>„seed“ muss eine ganze Zahl oder ein Text sein.</translation>
    </message>
    <message>
        <source>“suffix” has no box in it (&lt;loc0000&gt;… name)</source>
        <translation>„suffix“ enthält keine Box (&lt;loc0000&gt;… Name)</translation>
    </message>
    <message>
        <source>“suffix” is empty</source>
        <translation>„suffix“ ist leer</translation>
    </message>
    <message>
        <source>“suffix”: {problem}</source>
        <translation>„suffix“: {problem}</translation>
    </message>
    <message>
        <source>“tokenizer.model” is damaged. Download it again.</source>
        <translation>„tokenizer.model“ ist beschädigt. Laden Sie die Datei noch einmal herunter.</translation>
    </message>
    <message>
        <source>“tolerance” must be 0 or more</source>
        <translation>„tolerance“ muss 0 oder größer sein</translation>
    </message>
    <message>
        <source>“tolerance” must be minutes, 0 or more</source>
        <translation>„tolerance“ muss in Minuten angegeben und 0 oder größer sein</translation>
    </message>
    <message>
        <source>“value” holds something that JSON has no word for</source>
        <translation>„value“ enthält etwas, das JSON nicht ausdrücken kann</translation>
    </message>
    <message>
        <source>“value” is longer than {most} characters</source>
        <translation>„value“ ist länger als {most} Zeichen</translation>
    </message>
    <message>
        <source>“value” is no regular expression: {reason}</source>
        <translation>„value“ ist kein regulärer Ausdruck: {reason}</translation>
    </message>
    <message>
        <source>“value” may take too long to match: {why}</source>
        <translation>„value“ kann zu lange suchen: {why}</translation>
    </message>
    <message>
        <source>“value” must be a JSON object</source>
        <translation>„value“ muss ein JSON-Objekt sein</translation>
    </message>
    <message>
        <source>“value” must be a day as 2026-11-21, not {value}</source>
        <translation>„value“ muss ein Tag wie 2026-11-21 sein, nicht {value}</translation>
    </message>
    <message>
        <source>“value” must be a finite number</source>
        <translation>„value“ muss eine endliche Zahl sein</translation>
    </message>
    <message>
        <source>“value” must be a list of boxes, not {value}</source>
        <translation>„value“ muss eine Liste von Boxen sein, nicht {value}</translation>
    </message>
    <message>
        <source>“value” must be a time as 10:54 or 22:54</source>
        <translation>„value“ muss eine Uhrzeit wie 10:54 oder 22:54 sein</translation>
    </message>
    <message>
        <source>“value” must be an object, not {value}</source>
        <translation>„value“ muss ein Objekt sein, nicht {value}</translation>
    </message>
    <message>
        <source>“value” must be true, false, “yes” or “no”, not {value}</source>
        <translation>„value“ muss true, false, „yes“ oder „no“ sein, nicht {value}</translation>
    </message>
    <message>
        <source>“value” must name at least one</source>
        <translation>„value“ muss mindestens einen Wert nennen</translation>
    </message>
    <message>
        <source>“value” must not be empty</source>
        <translation>„value“ darf nicht leer sein</translation>
    </message>
    <message>
        <source>“value” of a set names one twice</source>
        <translation>„value“ einer Menge nennt einen Wert zweimal</translation>
    </message>
    <message>
        <source>“value” {value} is not one of “choices”</source>
        <translation>„value“ {value} steht nicht in „choices“</translation>
    </message>
    <message>
        <source>“{key}” has too many digits</source>
        <translation>„{key}“ hat zu viele Ziffern</translation>
    </message>
    <message>
        <source>“{key}” must be JSON for a check “{kind}”</source>
        <translation>„{key}“ muss für eine Prüfung „{kind}“ JSON sein</translation>
    </message>
    <message>
        <source>“{key}” must be a list of texts, not {value}</source>
        <translation>„{key}“ muss eine Liste von Texten sein, nicht {value}</translation>
    </message>
    <message>
        <source>“{key}” must be a number such as 4 or 3.5, not {value}</source>
        <translation>„{key}“ muss eine Zahl wie 4 oder 3.5 sein, nicht {value}</translation>
    </message>
    <message>
        <source>“{key}” must be a number, not {value}</source>
        <translation>„{key}“ muss eine Zahl sein, nicht {value}</translation>
    </message>
    <message>
        <source>“{key}” must be a text, not {value}</source>
        <translation>„{key}“ muss ein Text sein, nicht {value}</translation>
    </message>
    <message>
        <source>“{key}” must be a text, not {value}.</source>
        <translation>„{key}“ muss ein Text sein, nicht {value}.</translation>
    </message>
    <message>
        <source>“{key}” must be a whole number, not {value}</source>
        <translation>„{key}“ muss eine ganze Zahl sein, nicht {value}</translation>
    </message>
    <message>
        <source>“{name}” holds {type} weights. Only unquantised ones (BF16, F16, F32) can be converted: download the original checkpoint.</source>
        <translation>„{name}“ enthält {type}-Gewichte. Nur nicht quantisierte (BF16, F16, F32) lassen sich umwandeln: Laden Sie den ursprünglichen Checkpoint herunter.</translation>
    </message>
    <message>
        <source>“{name}” is cut off: {there} of {needed} bytes or more are there. Download it again.</source>
        <translation>„{name}“ ist abgeschnitten: {there} von mindestens {needed} Bytes sind da. Laden Sie die Datei noch einmal herunter.</translation>
    </message>
    <message>
        <source>“{name}” is missing in {folder}. Download the whole folder again.</source>
        <translation>„{name}“ fehlt in {folder}. Laden Sie den ganzen Ordner noch einmal herunter.</translation>
    </message>
    <message>
        <source>“{name}” is missing</source>
        <translation>„{name}“ fehlt</translation>
    </message>
    <message>
        <source>“{name}” is no safetensors file. Download it again.</source>
        <translation>„{name}“ ist keine safetensors-Datei. Laden Sie die Datei noch einmal herunter.</translation>
    </message>
    <message>
        <source>The chat template in this model’s file calls itself without an end.</source>
        <translation>Die Chat-Vorlage in der Datei dieses Modells ruft sich endlos selbst auf.</translation>
    </message>
    <message>
        <source>The chat template in this model’s file did not come to an end within {seconds} s.</source>
        <translation>Die Chat-Vorlage in der Datei dieses Modells kam nicht binnen {seconds} s zum Ende.</translation>
    </message>
    <message>
        <source>The chat template in this model’s file takes more memory than a prompt may.</source>
        <translation>Die Chat-Vorlage in der Datei dieses Modells braucht mehr Speicher, als ein Prompt darf.</translation>
    </message>
    <message>
        <source>Choose a chat template for it in the model’s menu, or another GGUF of this model.</source>
        <translation>Im Menü des Modells eine Chat-Vorlage dafür wählen, oder eine andere GGUF-Datei dieses Modells.</translation>
    </message>
    <message numerus="yes">
        <source>{n} of the {total} replicas of {name} could not be reached ({host} and others); the others are asked instead.</source>
        <translation>
            <numerusform>{n} der {total} Repliken von {name} war nicht erreichbar ({host}); stattdessen werden die anderen gefragt.</numerusform>
            <numerusform>{n} der {total} Repliken von {name} waren nicht erreichbar ({host} und andere); stattdessen werden die anderen gefragt.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{name} failed {n} times in a row: {what}</source>
        <translation>
            <numerusform>{name} hat {n}-mal versagt: {what}</numerusform>
            <numerusform>{name} hat {n}-mal nacheinander versagt: {what}</numerusform>
        </translation>
    </message>
    <message>
        <source>Not asked any more: {reason}</source>
        <translation>Wird nicht mehr gefragt: {reason}</translation>
    </message>
    <message>
        <source>Took the projector beside it: “{name}”, the best of {fitting} that fit; the others: {others}.</source>
        <translation>Den Projektor daneben genommen: „{name}“, den besten von {fitting} passenden; die anderen: {others}.</translation>
    </message>
    <message>
        <source>“{name}” reads text only: its projector (mmproj), with which it would see images, is not in {folder} (GGUF files there: {files}). Add both files together.</source>
        <translation>„{name}“ liest nur Text: Der Projektor (mmproj), mit dem es Bilder sähe, liegt nicht in {folder} (GGUF-Dateien dort: {files}). Beide Dateien zusammen hinzufügen.</translation>
    </message>
    <message>
        <source>“{name}” reads text only: the projectors here bear other models’ names ({others}).</source>
        <translation>„{name}“ liest nur Text: Die Projektoren hier tragen die Namen anderer Modelle ({others}).</translation>
    </message>
    <message>
        <source>Download it again.</source>
        <translation>Noch einmal herunterladen.</translation>
    </message>
    <message>
        <source>Ollama’s {name} lays an adapter (LoRA) over its weights, which vizdesk does not do. Ask it through Ollama’s server.</source>
        <translation>{name} von Ollama legt einen Adapter (LoRA) über seine Gewichte, was vizdesk nicht tut. Es über Ollamas Server fragen.</translation>
    </message>
    <message>
        <source>The projector “{name}” was made for the architecture {made_for}; “{weights}” is of the architecture {architecture}.</source>
        <translation>Der Projektor „{name}“ wurde für die Architektur {made_for} gemacht; „{weights}“ hat die Architektur {architecture}.</translation>
    </message>
    <message>
        <source>Took the projector beside it: “{name}”, which is there in other precisions too ({others}).</source>
        <translation>Den Projektor daneben genommen: „{name}“; es gibt ihn auch in anderen Genauigkeiten ({others}).</translation>
    </message>
    <message>
        <source>Took the projector beside it: “{name}”.</source>
        <translation>Den Projektor daneben genommen: „{name}“.</translation>
    </message>
    <message>
        <source>{folder}: {error}</source>
        <translation>{folder}: {error}</translation>
    </message>
    <message>
        <source>{n} projectors may belong to “{name}”, and neither headers nor names tell which: {projectors}.</source>
        <translation>{n} Projektoren können zu „{name}“ gehören, und weder Kopfdaten noch Namen verraten, welcher: {projectors}.</translation>
    </message>
    <message>
        <source>“{name}” is no model but “{kind}”.</source>
        <translation>„{name}“ ist kein Modell, sondern „{kind}“.</translation>
    </message>
    <message>
        <source>“{name}” is not whole: {there} of {wanted} bytes are there.</source>
        <translation>„{name}“ ist nicht vollständig: {there} von {wanted} Bytes sind da.</translation>
    </message>
    <message>
        <source>A batch at {name} may be the one that was sent before; that shows when it has ended.</source>
        <translation>Ein Stapel bei {name} ist vielleicht der schon gesendete; das zeigt sich, wenn er zu Ende ist.</translation>
    </message>
    <message>
        <source>{what} It was sent again at {width} × {height} pixels, {size}.</source>
        <translation>{what} Es wurde noch einmal mit {width} × {height} Pixeln gesendet, {size}.</translation>
    </message>
    <message>
        <source>llama.cpp cuts an image into at most 3 × 3 tiles for this family, its makers’ program into up to 16: small print may be lost.</source>
        <translation>llama.cpp zerlegt ein Bild für diese Familie in höchstens 3 × 3 Kacheln, das Programm ihrer Hersteller in bis zu 16: Kleingedrucktes kann verloren gehen.</translation>
    </message>
    <message>
        <source>llama.cpp shows this family the tiles of an image one after the other, its makers’ program as one whole without the filling: answers differ.</source>
        <translation>llama.cpp zeigt dieser Familie die Kacheln eines Bildes nacheinander, das Programm ihrer Hersteller als ein Ganzes ohne die Auffüllung: Antworten weichen ab.</translation>
    </message>
    <message>
        <source>Install it: pip install socksio. Or unset the variable.</source>
        <translation>Nachinstallieren: pip install socksio. Oder die Variable entfernen.</translation>
    </message>
    <message>
        <source>Write it like http://HOST:PORT or socks5://HOST:PORT, or unset it.</source>
        <translation>Als http://HOST:PORT oder socks5://HOST:PORT schreiben oder entfernen.</translation>
    </message>
    <message>
        <source>{variable} names a SOCKS proxy, and a part for it is missing.</source>
        <translation>{variable} nennt einen SOCKS-Proxy, und ein Teil dafür fehlt.</translation>
    </message>
    <message>
        <source>{variable} names a proxy that vizdesk cannot use.</source>
        <translation>{variable} nennt einen Proxy, den vizdesk nicht benutzen kann.</translation>
    </message>
    <message>
        <source>Nothing was fetched.</source>
        <translation>Nichts wurde geholt.</translation>
    </message>
    <message>
        <source>Only its repositories, and those of the mirror in HF_ENDPOINT, are read.</source>
        <translation>Nur seine Repositorys und die des Spiegels in HF_ENDPOINT werden gelesen.</translation>
    </message>
    <message>
        <source>Paste the address of the model’s page.</source>
        <translation>Die Adresse der Seite des Modells einfügen.</translation>
    </message>
    <message>
        <source>close: takes about {need} of {size}</source>
        <translation>knapp: braucht etwa {need} von {size}</translation>
    </message>
    <message>
        <source>fits: takes about {need} of {size}</source>
        <translation>passt: braucht etwa {need} von {size}</translation>
    </message>
    <message>
        <source>no projector: reads text only</source>
        <translation>kein Projektor: liest nur Text</translation>
    </message>
    <message>
        <source>size not said</source>
        <translation>Größe nicht genannt</translation>
    </message>
    <message>
        <source>takes about {need} of memory</source>
        <translation>braucht etwa {need} Speicher</translation>
    </message>
    <message>
        <source>too large: takes about {need}; your limit is {size}</source>
        <translation>zu groß: braucht etwa {need}; die Grenze ist {size}</translation>
    </message>
    <message>
        <source>too large: takes about {need}; {size} are free</source>
        <translation>zu groß: braucht etwa {need}; {size} sind frei</translation>
    </message>
    <message>
        <source>{address} is no repository of a model.</source>
        <translation>{address} ist kein Repository eines Modells.</translation>
    </message>
    <message>
        <source>{address} is not on Hugging Face.</source>
        <translation>{address} ist nicht auf Hugging Face.</translation>
    </message>
    <message>
        <source>“{path}” is no file inside a repository.</source>
        <translation>„{path}“ ist keine Datei in einem Repository.</translation>
    </message>
    <message>
        <source>{path} has an answer to a question that its run does not ask.</source>
        <translation>{path} hat eine Antwort auf eine Frage, die sein Lauf nicht stellt.</translation>
    </message>
    <message>
        <source>{path} has more than {most} MB; merge the database of its run (evals.sqlite3).</source>
        <translation>{path} hat mehr als {most} MB; die Datenbank seines Laufs (evals.sqlite3) zusammenführen.</translation>
    </message>
    <message>
        <source>{path} holds no share of this run.</source>
        <translation>{path} enthält keinen Anteil dieses Laufs.</translation>
    </message>
    <message>
        <source>{path} is no run that vizdesk wrote ({why}).</source>
        <translation>{path} ist kein Lauf, den vizdesk geschrieben hat ({why}).</translation>
    </message>
    <message>
        <source>{path} is of another run: suite, models, settings or repeats differ.</source>
        <translation>{path} gehört zu einem anderen Lauf: Aufgaben, Modelle, Einstellungen oder Wiederholungen sind andere.</translation>
    </message>
    <message>
        <source>Check the address; a proxy or a filter on the way may be in between.</source>
        <translation>Die Adresse prüfen; vielleicht steht ein Proxy oder ein Filter dazwischen.</translation>
    </message>
    <message>
        <source>Check the model&apos;s name; the server answers, but does not have it.</source>
        <translation>Den Namen des Modells prüfen; der Server antwortet, hat es aber nicht.</translation>
    </message>
    <message>
        <source>Check the proxy of this system (HTTPS_PROXY), or switch it off.</source>
        <translation>Den Proxy dieses Systems prüfen (HTTPS_PROXY) oder ausschalten.</translation>
    </message>
    <message>
        <source>Check this machine&apos;s clock; else its operator must renew it.</source>
        <translation>Die Uhr dieses Rechners prüfen; sonst muss der Betreiber es erneuern.</translation>
    </message>
    <message>
        <source>Choose a model that reads images; this one does not.</source>
        <translation>Ein Modell wählen, das Bilder liest; dieses tut es nicht.</translation>
    </message>
    <message>
        <source>Have this system trust it (SSL_CERT_FILE), or ask whoever runs the network.</source>
        <translation>Diesem System sagen, dass es ihm vertrauen soll (SSL_CERT_FILE), oder fragen, wer das Netz betreibt.</translation>
    </message>
    <message>
        <source>It is no longer offered there: choose another model.</source>
        <translation>Es wird dort nicht mehr angeboten: ein anderes Modell wählen.</translation>
    </message>
    <message>
        <source>It may not be used from here: choose another server, or a model on this machine.</source>
        <translation>Von hier aus darf es nicht benutzt werden: einen anderen Server wählen oder ein Modell auf diesem Rechner.</translation>
    </message>
    <message>
        <source>Its filter stopped the image or the words: try others.</source>
        <translation>Sein Filter hielt das Bild oder die Worte auf: andere versuchen.</translation>
    </message>
    <message>
        <source>No secure connection (TLS) to {name} came about.</source>
        <translation>Eine sichere Verbindung (TLS) zu {name} kam nicht zustande.</translation>
    </message>
    <message>
        <source>Raise the limit for an answer.</source>
        <translation>Für eine Antwort das Limit erhöhen.</translation>
    </message>
    <message>
        <source>Raise the limit of this key there, or use another key.</source>
        <translation>Dort das Limit dieses Schlüssels erhöhen oder einen anderen nehmen.</translation>
    </message>
    <message>
        <source>Run it again, choose a smaller model or image, or let servers be silent for longer in the settings.</source>
        <translation>Noch einmal starten, ein kleineres Modell oder Bild nehmen oder Servern in den Einstellungen mehr Zeit lassen.</translation>
    </message>
    <message>
        <source>Run it again, or ask in other words.</source>
        <translation>Noch einmal starten oder mit anderen Worten fragen.</translation>
    </message>
    <message>
        <source>Run it again, or switch its thinking off.</source>
        <translation>Noch einmal starten oder das Nachdenken ausschalten.</translation>
    </message>
    <message>
        <source>Run it again, with a lower token limit.</source>
        <translation>Mit einem kleineren Token-Limit noch einmal starten.</translation>
    </message>
    <message>
        <source>Send a smaller image, or start the server with a longer context.</source>
        <translation>Ein kleineres Bild senden oder den Server mit längerem Kontext starten.</translation>
    </message>
    <message>
        <source>Send it smaller, or ask for fewer tokens; waiting does not help.</source>
        <translation>Kleiner senden oder weniger Token verlangen; Warten hilft nicht.</translation>
    </message>
    <message>
        <source>Start the server with the projector of this model too (--mmproj FILE).</source>
        <translation>Den Server auch mit dem Projektor dieses Modells starten (--mmproj DATEI).</translation>
    </message>
    <message>
        <source>The certificate of {name} has expired.</source>
        <translation>Das Zertifikat von {name} ist abgelaufen.</translation>
    </message>
    <message>
        <source>The certificate of {name} is not one this machine trusts.</source>
        <translation>Dem Zertifikat von {name} vertraut dieser Rechner nicht.</translation>
    </message>
    <message>
        <source>The image is too large for {name} (413)</source>
        <translation>Das Bild ist zu groß für {name} (413)</translation>
    </message>
    <message>
        <source>The proxy in front of {name} could not be reached.</source>
        <translation>Der Proxy vor {name} war nicht zu erreichen.</translation>
    </message>
    <message>
        <source>The quota of this key at {name} is used up ({status})</source>
        <translation>Das Kontingent dieses Schlüssels bei {name} ist aufgebraucht ({status})</translation>
    </message>
    <message>
        <source>The quota of this key at {name} is used up</source>
        <translation>Das Kontingent dieses Schlüssels bei {name} ist aufgebraucht</translation>
    </message>
    <message>
        <source>Try again after {date}.</source>
        <translation>Nach dem {date} noch einmal versuchen.</translation>
    </message>
    <message>
        <source>What answers at {host} does not speak HTTP.</source>
        <translation>Was unter {host} antwortet, spricht kein HTTP.</translation>
    </message>
    <message>
        <source>Write the address with http:// if the server is yours.</source>
        <translation>Die Adresse mit http:// schreiben, wenn es Ihr Server ist.</translation>
    </message>
    <message>
        <source>{name} cut the answer off.</source>
        <translation>{name} brach die Antwort ab.</translation>
    </message>
    <message>
        <source>{name} cut the answer off: “{named}”.</source>
        <translation>{name} brach die Antwort ab: „{named}“.</translation>
    </message>
    <message>
        <source>{name} did not receive the request in time (408)</source>
        <translation>{name} bekam die Anfrage nicht rechtzeitig (408)</translation>
    </message>
    <message>
        <source>{name} did not take the request yet (425)</source>
        <translation>{name} nahm die Anfrage noch nicht an (425)</translation>
    </message>
    <message>
        <source>{name} does not speak TLS (https) at this address.</source>
        <translation>{name} spricht unter dieser Adresse kein TLS (https).</translation>
    </message>
    <message>
        <source>{name} ended without a word.</source>
        <translation>{name} endete ohne ein Wort.</translation>
    </message>
    <message>
        <source>{name} failed</source>
        <translation>{name} scheiterte</translation>
    </message>
    <message>
        <source>{name} has no credit left for this key (402)</source>
        <translation>Bei {name} ist für diesen Schlüssel kein Guthaben mehr da (402)</translation>
    </message>
    <message>
        <source>{name} is busy with the same thing (409)</source>
        <translation>{name} ist gerade mit demselben beschäftigt (409)</translation>
    </message>
    <message>
        <source>{name} knows no model “{slug}” at this address (404)</source>
        <translation>{name} kennt unter dieser Adresse kein Modell „{slug}“ (404)</translation>
    </message>
    <message>
        <source>{name} only thought, and wrote no answer.</source>
        <translation>{name} dachte nur nach und schrieb keine Antwort.</translation>
    </message>
    <message>
        <source>{name} refused the image ({status})</source>
        <translation>{name} lehnte das Bild ab ({status})</translation>
    </message>
    <message>
        <source>{name} refused the image</source>
        <translation>{name} lehnte das Bild ab</translation>
    </message>
    <message>
        <source>{name} refused the key ({status})</source>
        <translation>{name} lehnte den Schlüssel ab ({status})</translation>
    </message>
    <message>
        <source>{name} refused the key</source>
        <translation>{name} lehnte den Schlüssel ab</translation>
    </message>
    <message>
        <source>{name} refused the request ({status})</source>
        <translation>{name} lehnte die Anfrage ab ({status})</translation>
    </message>
    <message>
        <source>{name} refused the request</source>
        <translation>{name} lehnte die Anfrage ab</translation>
    </message>
    <message>
        <source>{name} said that the answer is complete, but sent none.</source>
        <translation>{name} meldete die Antwort als vollständig, sandte aber keine.</translation>
    </message>
    <message>
        <source>{name} sent an answer that cannot be unpacked.</source>
        <translation>{name} sandte eine Antwort, die sich nicht entpacken lässt.</translation>
    </message>
    <message>
        <source>{name} sent more than {size}; vizdesk stopped reading.</source>
        <translation>{name} sandte mehr als {size}; vizdesk hörte auf zu lesen.</translation>
    </message>
    <message>
        <source>{name} sent something in between that is no part of an answer; it was left out: {shown}</source>
        <translation>{name} sandte etwas dazwischen, das zu keiner Antwort gehört; es wurde ausgelassen: {shown}</translation>
    </message>
    <message>
        <source>{name} sent something that is no answer: {said}</source>
        <translation>{name} sandte etwas, das keine Antwort ist: {said}</translation>
    </message>
    <message>
        <source>{name} took the request but sent no answer (202): {said}</source>
        <translation>{name} nahm die Anfrage an, sandte aber keine Antwort (202): {said}</translation>
    </message>
    <message>
        <source>{name} wants a key (401)</source>
        <translation>{name} will einen Schlüssel (401)</translation>
    </message>
    <message>
        <source>{name} was cut off before it wrote a word.</source>
        <translation>{name} wurde abgebrochen, bevor es ein Wort schrieb.</translation>
    </message>
    <message>
        <source>{name} wrote no answer within its token limit.</source>
        <translation>{name} schrieb innerhalb des Token-Limits keine Antwort.</translation>
    </message>
    <message>
        <source>{name} wrote no answer: the whole token limit went into thinking.</source>
        <translation>{name} schrieb keine Antwort: Das ganze Token-Limit ging ins Nachdenken.</translation>
    </message>
    <message>
        <source>{phrase}.</source>
        <translation>{phrase}.</translation>
    </message>
    <message>
        <source>{phrase}: {said}</source>
        <translation>{phrase}: {said}</translation>
    </message>
    <message>
        <source>{name} sent an empty answer ({status}).</source>
        <translation>{name} sandte eine leere Antwort ({status}).</translation>
    </message>
    <message>
        <source>{name} sent an empty answer.</source>
        <translation>{name} sandte eine leere Antwort.</translation>
    </message>
    <message>
        <source>{slug} called the tool “{tool}” instead of answering; what it gave it is shown.</source>
        <translation>{slug} rief das Werkzeug „{tool}“ auf, statt zu antworten; gezeigt wird, was es ihm gab.</translation>
    </message>
    <message>
        <source>The file of {name} holds no chat template, so it is unknown how it was trained to be asked: choose one for it.</source>
        <translation>Die Datei von {name} enthält keine Chat-Vorlage, also ist unbekannt, wie es gefragt werden will: eine dafür wählen.</translation>
    </message>
    <message>
        <source>The key {key_name} was not sent: nobody has allowed it for {host} yet. Allow it in the list of models, or with `vizdesk keys allow {key_name} {url}`.</source>
        <translation>Der Schlüssel {key_name} wurde nicht gesendet: Noch niemand hat ihn für {host} erlaubt. Erlauben Sie es in der Modellliste oder mit `vizdesk keys allow {key_name} {url}`.</translation>
    </message>
    <message>
        <source>key not allowed</source>
        <translation>Schlüssel nicht erlaubt</translation>
    </message>
    <message>
        <source>{key_name} is not sent to {host} any more.</source>
        <translation>{key_name} wird nicht mehr an {host} gesendet.</translation>
    </message>
    <message>
        <source>{key_name} may be sent to {host} from now on.</source>
        <translation>{key_name} darf von jetzt an an {host} gesendet werden.</translation>
    </message>
    <message>
        <source>{name} would send your {key} key to {host}. Allow it first.</source>
        <translation>{name} würde Ihren Schlüssel {key} an {host} senden. Erlauben Sie es zuerst.</translation>
    </message>
    <message>
        <source>a key has more than {n} parts</source>
        <translation>ein Schlüssel hat mehr als {n} Teile</translation>
    </message>
    <message>
        <source>it is larger than {size} MB</source>
        <translation>sie ist größer als {size} MB</translation>
    </message>
    <message>
        <source>it is nested too deep</source>
        <translation>sie ist zu tief verschachtelt</translation>
    </message>
    <message>
        <source>it is no file</source>
        <translation>sie ist keine Datei</translation>
    </message>
    <message>
        <source>{name} has one frame only; there is no frame {number}.</source>
        <translation>{name} hat nur ein Einzelbild; es gibt kein Einzelbild {number}.</translation>
    </message>
    <message>
        <source>“frame” must be a whole number from 1.</source>
        <translation>„frame“ muss eine ganze Zahl ab 1 sein.</translation>
    </message>
    <message>
        <source>Loaded without the GPU, because the engine stopped while it used one; it may be slower.</source>
        <translation>Ohne GPU geladen, weil die Engine abbrach, während sie eine benutzte; es kann langsamer sein.</translation>
    </message>
    <message>
        <source>Run again: the model will be loaded without the GPU, whose driver may have stopped it.</source>
        <translation>Noch einmal starten: Das Modell wird ohne die GPU geladen, deren Treiber es beendet haben kann.</translation>
    </message>
    <message>
        <source>Check the proxy and the certificates that the environment names.</source>
        <translation>Den Proxy und die Zertifikate prüfen, die die Umgebung nennt.</translation>
    </message>
    <message>
        <source>Go on tomorrow, or use another key or model.</source>
        <translation>Morgen fortfahren oder einen anderen Schlüssel oder ein anderes Modell nehmen.</translation>
    </message>
    <message>
        <source>Its plan has nothing of this model: choose another model or another plan.</source>
        <translation>Ihr Tarif enthält nichts von diesem Modell: ein anderes Modell oder einen anderen Tarif wählen.</translation>
    </message>
    <message>
        <source>No connection could be made ready ({why}).</source>
        <translation>Es ließ sich keine Verbindung vorbereiten ({why}).</translation>
    </message>
    <message>
        <source>What {name} allows in a day is used up ({status})</source>
        <translation>Was {name} an einem Tag erlaubt, ist aufgebraucht ({status})</translation>
    </message>
    <message>
        <source>What {name} allows in a day is used up</source>
        <translation>Was {name} an einem Tag erlaubt, ist aufgebraucht</translation>
    </message>
    <message>
        <source>{name} refuses {fields} for this model; it was asked without.</source>
        <translation>{name} lehnt {fields} für dieses Modell ab; gefragt wurde ohne.</translation>
    </message>
    <message>
        <source>{name} refuses “{field}” for this model; it was sent as “{other}”.</source>
        <translation>{name} lehnt „{field}“ für dieses Modell ab; gesendet wurde es als „{other}“.</translation>
    </message>
    <message>
        <source>{name} is sent fields of your own ({fields}), which its batches do not take.</source>
        <translation>{name} bekommt eigene Felder ({fields}), die seine Stapel nicht annehmen.</translation>
    </message>
    <message>
        <source>{name} knows no such batch, file or model: {said}</source>
        <translation>{name} kennt keinen solchen Stapel, keine solche Datei und kein solches Modell: {said}</translation>
    </message>
    <message>
        <source>Its privacy settings and vizdesk&apos;s (no host may keep the image) leave no host: change them there, or choose another model.</source>
        <translation>Seine Datenschutz-Einstellungen und die von vizdesk (kein Anbieter darf das Bild behalten) lassen keinen übrig: sie dort ändern oder ein anderes Modell wählen.</translation>
    </message>
    <message>
        <source>The proxy in front of {name} refused: {said}</source>
        <translation>Der Proxy vor {name} lehnte ab: {said}</translation>
    </message>
    <message>
        <source>This is no server address. Write it like http://127.0.0.1:8080/v1.</source>
        <translation>Das ist keine Serveradresse. So schreiben: http://127.0.0.1:8080/v1.</translation>
    </message>
    <message>
        <source>Another vizdesk (process {pid}) has worked on eval run {run} since {since}. Wait until it ends, or stop it there.</source>
        <translation>Ein anderes vizdesk (Prozess {pid}) arbeitet seit {since} am Eval-Lauf {run}. Warten Sie, bis es fertig ist, oder halten Sie ihn dort an.</translation>
    </message>
    <message>
        <source>Another vizdesk works on eval run {run}. Wait until it ends, or stop it there.</source>
        <translation>Ein anderes vizdesk arbeitet am Eval-Lauf {run}. Warten Sie, bis es fertig ist, oder halten Sie ihn dort an.</translation>
    </message>
    <message numerus="yes">
        <source>The file of eval runs was damaged ({why}). The {n} runs that could be read are in a new one; the damaged file is kept as {copy}.</source>
        <translation>
            <numerusform>Die Datei der Eval-Läufe war beschädigt ({why}). {n} Lauf ließ sich lesen und steht in einer neuen; die beschädigte Datei liegt in {copy}.</numerusform>
            <numerusform>Die Datei der Eval-Läufe war beschädigt ({why}). Die {n} Läufe, die sich lesen ließen, stehen in einer neuen; die beschädigte Datei liegt in {copy}.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} answers of the eval run {run} are damaged. Resuming the run asks them again.</source>
        <translation>
            <numerusform>{n} Antwort des Eval-Laufs {run} ist beschädigt. Fortsetzen stellt die Frage noch einmal.</numerusform>
            <numerusform>{n} Antworten des Eval-Laufs {run} sind beschädigt. Fortsetzen stellt die Fragen noch einmal.</numerusform>
        </translation>
    </message>
    <message>
        <source>The eval run {run} is damaged and cannot be shown.</source>
        <translation>Der Eval-Lauf {run} ist beschädigt und lässt sich nicht zeigen.</translation>
    </message>
    <message>
        <source>{name} has {size}: image files of more than {most} are not read.</source>
        <translation>{name} hat {size}: Bilddateien mit mehr als {most} werden nicht gelesen.</translation>
    </message>
    <message>
        <source>{name} is no file.</source>
        <translation>{name} ist keine Datei.</translation>
    </message>
    <message>
        <source>The answer of {model} to the comparison {id} in the history is damaged and was left out.</source>
        <translation>Die Antwort von {model} im Vergleich {id} des Verlaufs ist beschädigt und wurde weggelassen.</translation>
    </message>
    <message>
        <source>{name} was changed since it was opened. Open it again.</source>
        <translation>{name} wurde geändert, seit es geöffnet wurde. Öffnen Sie es erneut.</translation>
    </message>
    <message numerus="yes">
        <source>{n} comparisons could not be written to the history and are lost: {why}</source>
        <translation>
            <numerusform>{n} Vergleich ließ sich nicht in den Verlauf schreiben und ist verloren: {why}</numerusform>
            <numerusform>{n} Vergleiche ließen sich nicht in den Verlauf schreiben und sind verloren: {why}</numerusform>
        </translation>
    </message>
    <message>
        <source>Or set {variable}, or right-click the model in the list to enter the key for this run.</source>
        <translation>Oder {variable} setzen, oder das Modell in der Liste mit der rechten Maustaste anklicken und den Schlüssel für diese Sitzung eingeben.</translation>
    </message>
    <message>
        <source>The password store does not answer. Look whether it waits in a dialog, then try again. Meanwhile a key can come from the environment.</source>
        <translation>Der Passwortspeicher antwortet nicht. Bitte nachsehen, ob er in einem Dialog wartet, und es dann noch einmal versuchen. Solange kann ein Schlüssel aus der Umgebung kommen.</translation>
    </message>
    <message>
        <source>The password store failed when it was asked; vizdesk&apos;s log names the error. A key is kept until vizdesk closes, or comes from the environment.</source>
        <translation>Der Passwortspeicher versagte, als er gefragt wurde; das Protokoll von vizdesk nennt den Fehler. Ein Schlüssel wird bis zum Schließen von vizdesk behalten oder kommt aus der Umgebung.</translation>
    </message>
    <message>
        <source>must be true or false</source>
        <translation>muss true oder false sein</translation>
    </message>
    <message>
        <source>no room on the disk: needs {size}, {free} free</source>
        <translation>kein Platz auf dem Datenträger: braucht {size}, {free} frei</translation>
    </message>
    <message numerus="yes">
        <source>{n} dissent</source>
        <translation>
            <numerusform>{n} weicht ab</numerusform>
            <numerusform>{n} weichen ab</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} draw another number</source>
        <translation>
            <numerusform>{n} zeichnet eine andere Zahl</numerusform>
            <numerusform>{n} zeichnen eine andere Zahl</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} labels differ</source>
        <translation>
            <numerusform>{n} Klasse verschieden</numerusform>
            <numerusform>{n} Klassen verschieden</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} lines differ</source>
        <translation>
            <numerusform>{n} Zeile verschieden</numerusform>
            <numerusform>{n} Zeilen verschieden</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} sentences that only one model says</source>
        <translation>
            <numerusform>{n} Satz, den nur ein Modell sagt</numerusform>
            <numerusform>{n} Sätze, die nur ein Modell sagt</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} values missing</source>
        <translation>
            <numerusform>{n} Wert fehlt</numerusform>
            <numerusform>{n} Werte fehlen</numerusform>
        </translation>
    </message>
    <message>
        <source>all agree on {n} of {all} objects</source>
        <translation>alle einig bei {n} von {all} Objekten</translation>
    </message>
    <message>
        <source>from {low} to {high}</source>
        <translation>von {low} bis {high}</translation>
    </message>
    <message>
        <source>median {number}</source>
        <translation>Median {number}</translation>
    </message>
    <message>
        <source>no majority among {n} models</source>
        <translation>keine Mehrheit unter {n} Modellen</translation>
    </message>
    <message>
        <source>two answers are needed to compare</source>
        <translation>zum Vergleichen sind zwei Antworten nötig</translation>
    </message>
    <message>
        <source>{image}: boxes that {n} models agree on cannot be told, as {read} answered.</source>
        <translation>{image}: Rahmen, in denen {n} Modelle übereinstimmen, lassen sich nicht angeben, da {read} geantwortet haben.</translation>
    </message>
    <message>
        <source>{n} different answers</source>
        <translation>{n} verschiedene Antworten</translation>
    </message>
    <message>
        <source>{n} failed</source>
        <translation>{n} gescheitert</translation>
    </message>
    <message>
        <source>{n} missing in one or more</source>
        <translation>{n} fehlen bei mindestens einem</translation>
    </message>
    <message>
        <source>{n} not read</source>
        <translation>{n} nicht gelesen</translation>
    </message>
    <message>
        <source>{n} not supported</source>
        <translation>{n} nicht unterstützt</translation>
    </message>
    <message>
        <source>{n} of {all} classes given by all</source>
        <translation>{n} von {all} Klassen nennen alle</translation>
    </message>
    <message>
        <source>{n} of {all} done</source>
        <translation>{n} von {all} fertig</translation>
    </message>
    <message>
        <source>{n} of {all} fields agree</source>
        <translation>{n} von {all} Feldern gleich</translation>
    </message>
    <message>
        <source>{n} of {all} lines agree</source>
        <translation>{n} von {all} Zeilen gleich</translation>
    </message>
    <message>
        <source>{n} of {all} say it</source>
        <translation>{n} von {all} sagen ihn</translation>
    </message>
    <message>
        <source>{n} of {all} say {label}</source>
        <translation>{n} von {all} sagen {label}</translation>
    </message>
    <message>
        <source>{n} of {all} say “{answer}”</source>
        <translation>{n} von {all} sagen „{answer}“</translation>
    </message>
    <message>
        <source>{n} only one model</source>
        <translation>{n} nur ein Modell</translation>
    </message>
    <message>
        <source>{n} only some models</source>
        <translation>{n} nur manche Modelle</translation>
    </message>
    <message>
        <source>{n} stopped</source>
        <translation>{n} angehalten</translation>
    </message>
    <message>
        <source>{n} without clear majority</source>
        <translation>{n} ohne klare Mehrheit</translation>
    </message>
    <message>
        <source>key set</source>
        <translation>Schlüssel hinterlegt</translation>
    </message>
    <message>
        <source>no API key</source>
        <translation>kein API-Schlüssel</translation>
    </message>
    <message>
        <source>{n} not asked</source>
        <translation>{n} nicht gestellt</translation>
    </message>
    <message>
        <source>A model with less than 90 % of its answers has no grade and no rank, and is called neither better nor worse.</source>
        <translation>Ein Modell mit weniger als 90 % seiner Antworten hat keine Note und keinen Rang und heißt weder besser noch schlechter.</translation>
    </message>
    <message>
        <source>Answers that came, of all questions.</source>
        <translation>Antworten, die kamen, von allen Fragen.</translation>
    </message>
    <message>
        <source>Difference: pass rate of the first less that of the second, on the prompts both answered, with Tango&apos;s score interval; the confidence in brackets is the one at which the interval says the same as the corrected p.</source>
        <translation>Unterschied: Quote des ersten weniger die des zweiten, über die Prompts, die beide beantwortet haben, mit dem Score-Intervall nach Tango; das Vertrauensniveau in Klammern ist das, bei dem das Intervall dasselbe sagt wie das korrigierte p.</translation>
    </message>
    <message>
        <source>Failed and missing answers counted as not right.</source>
        <translation>Fehlgeschlagene und fehlende Antworten als nicht richtig gezählt.</translation>
    </message>
    <message>
        <source>From best to worst rank that the tests of all pairs allow; none below 90 % answered.</source>
        <translation>Vom besten bis zum schlechtesten Rang, den die Tests aller Paare zulassen; unter 90 % beantwortet keiner.</translation>
    </message>
    <message>
        <source>Interval</source>
        <translation>Intervall</translation>
    </message>
    <message>
        <source>Missing counted as wrong</source>
        <translation>Fehlendes als falsch gezählt</translation>
    </message>
    <message>
        <source>No answer came; in no rate but where missing answers count as wrong.</source>
        <translation>Es kam keine Antwort; in keiner Quote, außer wo Fehlendes als falsch zählt.</translation>
    </message>
    <message>
        <source>No model of this run is called {name}; it has {names}.</source>
        <translation>Kein Modell dieses Laufs heißt {name}; er hat {names}.</translation>
    </message>
    <message>
        <source>No verdict on {first} and {second}: {model} has {answered} of {total} answers. On the {both} prompts both answered, {right} and {others} are right.</source>
        <translation>Kein Urteil über {first} und {second}: {model} hat {answered} von {total} Antworten. Von den {both} Prompts, die beide beantwortet haben, sind {right} und {others} richtig.</translation>
    </message>
    <message>
        <source>Partial: {answered} of {total} questions are answered</source>
        <translation>Unvollständig: {answered} von {total} Fragen sind beantwortet</translation>
    </message>
    <message>
        <source>Rank</source>
        <translation>Rang</translation>
    </message>
    <message>
        <source>Right answers of those that came; the interval is Wilson&apos;s, 95 %. Below 90 % answered a rate has no grade.</source>
        <translation>Richtige Antworten von denen, die kamen; das Intervall ist das von Wilson, 95 %. Unter 90 % beantwortet hat eine Quote keine Note.</translation>
    </message>
    <message>
        <source>Some prompts share an image: intervals, tests (Obuchowski&apos;s) and the number of prompts needed are clustered by image.</source>
        <translation>Einige Prompts teilen sich ein Bild: Intervalle, Tests (nach Obuchowski) und die Zahl der nötigen Prompts sind nach Bildern gruppiert.</translation>
    </message>
    <message>
        <source>Still possible</source>
        <translation>Noch möglich</translation>
    </message>
    <message>
        <source>The lowest and the highest rate that the missing answers still allow.</source>
        <translation>Die niedrigste und die höchste Quote, die die fehlenden Antworten noch zulassen.</translation>
    </message>
    <message>
        <source>With a reference model fewer pairs are compared, and corrected less.</source>
        <translation>Mit einem Bezugsmodell werden weniger Paare verglichen und weniger korrigiert.</translation>
    </message>
    <message>
        <source>clustered by {n} images</source>
        <translation>gruppiert nach {n} Bildern</translation>
    </message>
    <message>
        <source>p: McNemar&apos;s test on the prompts only one of the two had right, corrected by Holm for the pairs compared here; below 5 % one is called better.</source>
        <translation>p: McNemar-Test über die Prompts, die nur eines der beiden richtig hatte, nach Holm für die hier verglichenen Paare korrigiert; unter 5 % heißt eines besser.</translation>
    </message>
    <message>
        <source>partial: {coverage} answers</source>
        <translation>unvollständig: {coverage} Antworten</translation>
    </message>
    <message>
        <source>{asked} of {of} answered</source>
        <translation>{asked} von {of} beantwortet</translation>
    </message>
    <message>
        <source>Not supported: {task}. {name} can do {known}.</source>
        <translation>Nicht unterstützt: {task}. {name} kann {known}.</translation>
    </message>
    <message>
        <source>{host}: rate limited (429). Try again in a minute.</source>
        <translation>{host}: Ratenlimit erreicht (429). In einer Minute noch einmal versuchen.</translation>
    </message>
    <message>
        <source>{host}: server error ({status}). Try again later.</source>
        <translation>{host}: Serverfehler ({status}). Später noch einmal versuchen.</translation>
    </message>
    <message>
        <source>{name}: rate limited (429)</source>
        <translation>{name}: Ratenlimit erreicht (429)</translation>
    </message>
    <message>
        <source>{name}: server error ({status})</source>
        <translation>{name}: Serverfehler ({status})</translation>
    </message>
    <message>
        <source>TTFT</source>
        <translation>TTFT</translation>
    </message>
    <message>
        <source>all replies alike</source>
        <translation>alle Antworten gleich</translation>
    </message>
    <message>
        <source>count</source>
        <translation>Anzahl</translation>
    </message>
    <message>
        <source>output tokens</source>
        <translation>Ausgabe-Token</translation>
    </message>
    <message>
        <source>total</source>
        <translation>gesamt</translation>
    </message>
    <message>
        <source>{done} of {asked} answered</source>
        <translation>{done} von {asked} beantwortet</translation>
    </message>
    <message>
        <source>{name} {low} to {high}</source>
        <translation>{name} {low} bis {high}</translation>
    </message>
    <message>
        <source>{name} {value}</source>
        <translation>{name} {value}</translation>
    </message>
    <message>
        <source>{n} different replies</source>
        <translation>{n} verschiedene Antworten</translation>
    </message>
    <message numerus="yes">
        <source>{n} images are missing or damaged, and their prompts were left out: {names}.</source>
        <translation>
            <numerusform>{n} Bild fehlt oder ist beschädigt; seine Prompts wurden ausgelassen: {names}.</numerusform>
            <numerusform>{n} Bilder fehlen oder sind beschädigt; ihre Prompts wurden ausgelassen: {names}.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} images stand in several entries each; their boxes were put together.</source>
        <translation>
            <numerusform>{n} Bild steht in mehreren Einträgen; seine Rahmen wurden zusammengenommen.</numerusform>
            <numerusform>{n} Bilder stehen in je mehreren Einträgen; ihre Rahmen wurden zusammengenommen.</numerusform>
        </translation>
    </message>
    <message>
        <source>Read from {file}; there are others: {others}.</source>
        <translation>Gelesen aus {file}; es gibt weitere: {others}.</translation>
    </message>
    <message>
        <source>has a document type: it is not read.</source>
        <translation>hat einen Dokumenttyp (DOCTYPE): Das wird nicht gelesen.</translation>
    </message>
    <message>
        <source>holds several files of questions ({names}): open one of them.</source>
        <translation>enthält mehrere Dateien mit Fragen ({names}): Öffnen Sie eine davon.</translation>
    </message>
    <message>
        <source>is no XML.</source>
        <translation>ist kein XML.</translation>
    </message>
    <message>
        <source>is not understood: no known layout of questions or annotations. Move it away to have the images of the folder described instead, or give a prompt. A suite is {layouts}.</source>
        <translation>wird nicht verstanden: kein bekannter Aufbau von Fragen oder Annotationen. Verschieben Sie die Datei, um die Bilder des Ordners stattdessen beschreiben zu lassen, oder geben Sie einen Prompt an. Eine Suite ist {layouts}.</translation>
    </message>
    <message>
        <source>needs a class of “names” and a box (centre, width, height in 0..1).</source>
        <translation>braucht eine Klasse aus „names“ und einen Rahmen (Mitte, Breite, Höhe in 0..1).</translation>
    </message>
    <message>
        <source>needs an image and a question.</source>
        <translation>braucht ein Bild und eine Frage.</translation>
    </message>
    <message>
        <source>needs the image&apos;s width and height in pixels.</source>
        <translation>braucht Breite und Höhe des Bildes in Pixeln.</translation>
    </message>
    <message>
        <source>needs the list “shapes”.</source>
        <translation>braucht die Liste „shapes“.</translation>
    </message>
    <message>
        <source>object {at} needs a name and a box.</source>
        <translation>Objekt {at} braucht einen Namen und einen Rahmen.</translation>
    </message>
    <message>
        <source>the image {name} has a control character in its name.</source>
        <translation>das Bild {name} hat ein Steuerzeichen im Namen.</translation>
    </message>
    <message>
        <source>the quantity it names is denied or asked for</source>
        <translation>die genannte Größe wird verneint oder erfragt</translation>
    </message>
    <message>
        <source>“names” lists no class.</source>
        <translation>„names“ nennt keine Klasse.</translation>
    </message>
    <message>
        <source>The answers have more than {n} characters: too many to be compared.</source>
        <translation>Die Antworten haben mehr als {n} Zeichen: zu viele zum Vergleichen.</translation>
    </message>
    <message>
        <source>{name}: {regressions} regressions, {gains} gains on the {n} prompts both runs answered; no verdict below 90 % answered.</source>
        <translation>{name}: {regressions} Verschlechterungen, {gains} Verbesserungen auf den {n} Prompts, die beide Läufe beantwortet haben; unter 90 % beantwortet kein Urteil.</translation>
    </message>
    <message>
        <source>{name}: {regressions} regressions, {gains} gains on {n} prompts; {difference} points (95 % interval {low} … {high}, p = {p}).</source>
        <translation>{name}: {regressions} Verschlechterungen, {gains} Verbesserungen auf {n} Prompts; {difference} Punkte (95-%-Intervall {low} … {high}, p = {p}).</translation>
    </message>
    <message>
        <source>{name} has no pixels ({width} × {height}).</source>
        <translation>{name} hat keine Pixel ({width} × {height}).</translation>
    </message>
    <message>
        <source>The file “{name}” cannot be read: its reader answered in a way that cannot be understood.</source>
        <translation>Die Datei „{name}“ ist nicht lesbar: Ihr Leser antwortete unverständlich.</translation>
    </message>
    <message>
        <source>{name} cannot be opened: its decoder answered in a way that cannot be understood.</source>
        <translation>{name} lässt sich nicht öffnen: Das Leseprogramm antwortete unverständlich.</translation>
    </message>
    <message>
        <source>{path} cannot be used: {why}.</source>
        <translation>{path} ist nicht benutzbar: {why}.</translation>
    </message>
    <message>
        <source>{path} cannot be written or read: the disk is full or fails ({why}). Make room on it, then try again.</source>
        <translation>{path} lässt sich nicht schreiben oder lesen: Die Platte ist voll oder fehlerhaft ({why}). Platz schaffen, dann noch einmal versuchen.</translation>
    </message>
    <message>
        <source>{path} cannot be written: its folder or disk is read-only ({why}). Allow writing there, or name another folder in VIZDESK_DATA.</source>
        <translation>{path} lässt sich nicht schreiben: Ordner oder Platte sind schreibgeschützt ({why}). Das Schreiben dort erlauben oder in VIZDESK_DATA einen anderen Ordner nennen.</translation>
    </message>
    <message>
        <source>{path} is in use by another program ({why}). Close it, then try again.</source>
        <translation>{path} wird von einem anderen Programm benutzt ({why}). Es schließen, dann noch einmal versuchen.</translation>
    </message>
    <message>
        <source>Average time per sample</source>
        <translation>Mittlere Zeit je Aufgabe</translation>
    </message>
    <message>
        <source>Cost per sample</source>
        <translation>Kosten je Aufgabe</translation>
    </message>
    <message>
        <source>Counting</source>
        <translation>Zählen</translation>
    </message>
    <message>
        <source>Detection</source>
        <translation>Objekte finden</translation>
    </message>
    <message>
        <source>Extraction</source>
        <translation>Werte auslesen</translation>
    </message>
    <message>
        <source>Identification</source>
        <translation>Erkennen</translation>
    </message>
    <message>
        <source>Published by roboflow/vlm-exam, not measured by vizdesk: other images and other rules than Vision Evals, so that the two cannot be compared.
A judging model (Gemini 3.5 Flash) says what is right; strict counts exact answers. The figure in small print is the strict one.
Each model ran at low and at high effort; a pointer on a cell says which is shown, how many samples and runs there were, and what else is to be known. Times were taken while requests ran side by side.</source>
        <translation>Von roboflow/vlm-exam veröffentlicht, nicht von vizdesk gemessen: andere Bilder und andere Regeln als bei den Vision Evals, beides lässt sich also nicht vergleichen.
Ein bewertendes Modell (Gemini 3.5 Flash) sagt, was richtig ist; streng zählt nur genaue Antworten. Die kleine Zahl ist die strenge.
Jedes Modell lief mit geringem und mit hohem Aufwand; der Zeiger auf einer Zelle sagt, welcher gezeigt wird, wie viele Aufgaben und Läufe es waren und was sonst zu wissen ist. Die Zeiten wurden genommen, während Anfragen nebeneinander liefen.</translation>
    </message>
    <message>
        <source>Reasoning</source>
        <translation>Schlussfolgern</translation>
    </message>
    <message>
        <source>a judge says what is right · up to {n} samples</source>
        <translation>ein Modell bewertet · bis zu {n} Aufgaben</translation>
    </message>
    <message>
        <source>effort {effort}, published: {source}</source>
        <translation>Aufwand {effort}, veröffentlicht: {source}</translation>
    </message>
    <message>
        <source>judge {judge} %, strict {strict} %</source>
        <translation>bewertet {judge} %, streng {strict} %</translation>
    </message>
    <message>
        <source>judge · strict</source>
        <translation>bewertet · streng</translation>
    </message>
    <message>
        <source>mAP at IoU 0.5</source>
        <translation>mAP bei IoU 0,5</translation>
    </message>
    <message>
        <source>similarity of texts</source>
        <translation>Ähnlichkeit der Texte</translation>
    </message>
    <message>
        <source>vlm-exam</source>
        <translation>vlm-exam</translation>
    </message>
    <message>
        <source>write {key} = { samples = …, runs = …, percent = … }</source>
        <translation>{key} = { samples = …, runs = …, percent = … } schreiben</translation>
    </message>
    <message>
        <source>{key} needs per cent, 0 to 100</source>
        <translation>{key} braucht Prozent, 0 bis 100</translation>
    </message>
    <message>
        <source>{n} samples, a single run</source>
        <translation>{n} Aufgaben, ein einziger Lauf</translation>
    </message>
    <message>
        <source>{n} samples, mean of {runs} runs</source>
        <translation>{n} Aufgaben, Mittel aus {runs} Läufen</translation>
    </message>
    <message numerus="yes">
        <source>{n} images are not in the data set of {model}: no boxes were read.</source>
        <translation>
            <numerusform>{n} Bild ist nicht im Datensatz von {model}: Es wurden keine Rahmen gelesen.</numerusform>
            <numerusform>{n} Bilder sind nicht im Datensatz von {model}: Es wurden keine Rahmen gelesen.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} images were written anew, as PNG.</source>
        <translation>
            <numerusform>{n} Bild wurde neu geschrieben, als PNG.</numerusform>
            <numerusform>{n} Bilder wurden neu geschrieben, als PNG.</numerusform>
        </translation>
    </message>
    <message>
        <source>Images are copied into data sets alone, not into {name}.</source>
        <translation>Bilder werden nur in Datensätze kopiert, nicht in {name}.</translation>
    </message>
    <message>
        <source>Images were not copied: they belong into {folder} beside the labels.</source>
        <translation>Bilder wurden nicht kopiert: Sie gehören in {folder} neben den Labels.</translation>
    </message>
    <message>
        <source>There are no images to write.</source>
        <translation>Es gibt keine Bilder zu schreiben.</translation>
    </message>
    <message>
        <source>There is {folder} already. Name a new folder.</source>
        <translation>{folder} gibt es schon. Nennen Sie einen neuen Ordner.</translation>
    </message>
    <message>
        <source>{name} does not say which form of all images to write; it may end in {endings}.</source>
        <translation>{name} sagt nicht, in welcher Form alle Bilder geschrieben werden sollen; der Name kann auf {endings} enden.</translation>
    </message>
    <message>
        <source>The GPU is not used, because its driver failed when it was asked; the processor computes.</source>
        <translation>Die GPU wird nicht benutzt, weil ihr Treiber beim Abfragen versagte; der Prozessor rechnet.</translation>
    </message>
    <message>
        <source>There is no GPU “{name}” here, so the processor computes (Settings, GPU).</source>
        <translation>Hier gibt es keine GPU „{name}“, deshalb rechnet der Prozessor (Einstellungen, GPU).</translation>
    </message>
    <message>
        <source>auto, none or a device of `vizdesk doctor`</source>
        <translation>auto, none oder ein Gerät aus `vizdesk doctor`</translation>
    </message>
    <message>
        <source>it gave another answer than the processor</source>
        <translation>sie eine andere Antwort gab als der Prozessor</translation>
    </message>
    <message>
        <source>it took too long</source>
        <translation>sie zu lange brauchte</translation>
    </message>
    <message>
        <source>its driver ended the engine</source>
        <translation>ihr Treiber die Engine beendete</translation>
    </message>
    <message>
        <source>not chosen</source>
        <translation>nicht gewählt</translation>
    </message>
    <message>
        <source>not used: in a test {why}</source>
        <translation>nicht benutzt, weil in einem Test {why}</translation>
    </message>
    <message>
        <source>tested before the first model is put on it</source>
        <translation>wird getestet, bevor das erste Modell darauf liegt</translation>
    </message>
    <message>
        <source>the engine failed on it</source>
        <translation>die Engine auf ihr versagte</translation>
    </message>
    <message>
        <source>used for what fits; passed its test</source>
        <translation>wird für alles benutzt, was passt; Test bestanden</translation>
    </message>
    <message>
        <source>{device} is not used, because in a test {why}; the processor computes.</source>
        <translation>{device} wird nicht benutzt, weil in einem Test {why}; der Prozessor rechnet.</translation>
    </message>
</context>
<context>
    <name>self.boxes</name>
    <message>
        <source>outline</source>
        <translation>Umriss</translation>
    </message>
</context>
<context>
    <name>settings</name>
    <message>
        <source>Theme</source>
        <translation>Farbschema</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Hell</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Dunkel</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Sprache</translation>
    </message>
    <message>
        <source>The window&apos;s words; prompts stay as they are.</source>
        <translation>Die Worte des Fensters; Prompts bleiben, wie sie sind.</translation>
    </message>
    <message>
        <source>Text size</source>
        <translation>Textgröße</translation>
    </message>
    <message>
        <source>Makes the whole window larger, buttons and icons too.</source>
        <translation>Vergrößert das ganze Fenster, auch Knöpfe und Symbole.</translation>
    </message>
    <message>
        <source>Downloads</source>
        <translation>Downloads</translation>
    </message>
    <message>
        <source>Models you download are kept here; choose a large disk.</source>
        <translation>Hierhin kommen heruntergeladene Modelle; am besten auf einen großen Datenträger.</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>Modelle</translation>
    </message>
    <message>
        <source>“Find on this disk” looks here too, beside where other programs keep theirs.</source>
        <translation>„Auf dem Datenträger suchen“ sieht auch hier nach, neben den Orten anderer Programme.</translation>
    </message>
    <message>
        <source>One at a time gives true times; several share processor and memory.</source>
        <translation>Eines nach dem anderen gibt wahre Zeiten; mehrere teilen sich Prozessor und Speicher.</translation>
    </message>
    <message>
        <source>Processor threads</source>
        <translation>Prozessor-Threads</translation>
    </message>
    <message>
        <source>For each model; more than this machine has cores makes it slower.</source>
        <translation>Je Modell; mehr, als der Rechner Kerne hat, macht es langsamer.</translation>
    </message>
    <message>
        <source>automatic</source>
        <translation>automatisch</translation>
    </message>
    <message>
        <source>Memory limit</source>
        <translation>Speichergrenze</translation>
    </message>
    <message>
        <source>Models that need more are marked, and loaded ones make room below it.</source>
        <translation>Modelle, die mehr brauchen, werden markiert; geladene werden entladen, um darunter zu bleiben.</translation>
    </message>
    <message>
        <source>what is free</source>
        <translation>was frei ist</translation>
    </message>
    <message>
        <source>Keep images</source>
        <translation>Bilder behalten</translation>
    </message>
    <message>
        <source>A whole copy can be reopened when the original is gone; it takes its size.</source>
        <translation>Eine ganze Kopie lässt sich öffnen, wenn das Original fort ist; sie braucht so viel Platz.</translation>
    </message>
    <message>
        <source>Small preview and checksum</source>
        <translation>Kleine Vorschau und Prüfsumme</translation>
    </message>
    <message>
        <source>Whole copy</source>
        <translation>Ganze Kopie</translation>
    </message>
    <message>
        <source>Size limit</source>
        <translation>Höchstgröße</translation>
    </message>
    <message>
        <source>Checked when vizdesk closes: the oldest that are not pinned are deleted.</source>
        <translation>Beim Schließen geprüft: die ältesten, nicht angehefteten werden gelöscht.</translation>
    </message>
    <message>
        <source>no limit</source>
        <translation>ohne Grenze</translation>
    </message>
    <message>
        <source>Offline</source>
        <translation>Offline</translation>
    </message>
    <message>
        <source>vizdesk opens no connection, not even on this machine.</source>
        <translation>vizdesk öffnet keine Verbindung, auch nicht auf diesem Rechner.</translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation>Aussehen</translation>
    </message>
    <message>
        <source>Folders</source>
        <translation>Ordner</translation>
    </message>
    <message>
        <source>Models on this machine</source>
        <translation>Modelle auf diesem Rechner</translation>
    </message>
    <message>
        <source>History</source>
        <translation>Verlauf</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>Netz</translation>
    </message>
    <message>
        <source>Large images for Qwen</source>
        <translation>Große Bilder für Qwen</translation>
    </message>
    <message>
        <source>As published shows small print, and takes up to eight times the time and memory.</source>
        <translation>„Wie veröffentlicht“ zeigt Kleingedrucktes und braucht bis zu achtmal so viel Zeit und Speicher.</translation>
    </message>
    <message>
        <source>At most 2,048 image tokens</source>
        <translation>Höchstens 2.048 Bild-Token</translation>
    </message>
    <message>
        <source>As published: up to 16,384</source>
        <translation>Wie veröffentlicht: bis zu 16.384</translation>
    </message>
    <message>
        <source>Wait for a server</source>
        <translation>Warten auf einen Server</translation>
    </message>
    <message>
        <source>How long it may send nothing at all before the first word.</source>
        <translation>Wie lange er vor dem ersten Wort gar nichts senden darf.</translation>
    </message>
    <message>
        <source>Pause of a server</source>
        <translation>Pause eines Servers</translation>
    </message>
    <message>
        <source>How long it may send nothing once it writes; any sign of life counts.</source>
        <translation>Wie lange er beim Schreiben nichts senden darf; jedes Lebenszeichen zählt.</translation>
    </message>
    <message>
        <source>Wait for a local server</source>
        <translation>Warten auf einen lokalen Server</translation>
    </message>
    <message>
        <source>Longer: a server on this machine may have to load the model first.</source>
        <translation>Länger: ein Server auf diesem Rechner muss vielleicht erst das Modell laden.</translation>
    </message>
    <message>
        <source>Pause of a local server</source>
        <translation>Pause eines lokalen Servers</translation>
    </message>
    <message>
        <source>How long a server on this machine may send nothing once it writes.</source>
        <translation>Wie lange ein Server auf diesem Rechner beim Schreiben nichts senden darf.</translation>
    </message>
    <message>
        <source>Same classes</source>
        <translation>Gleiche Klassen</translation>
    </message>
    <message>
        <source>Names of one class: truck = lorry; sofa = couch (case and plural never matter).</source>
        <translation>Namen einer Klasse: Lkw = Lastwagen; Sofa = Couch (Groß- und Kleinschreibung und Mehrzahl sind gleich).</translation>
    </message>
    <message>
        <source>Agreement</source>
        <translation>Übereinstimmung</translation>
    </message>
    <message>
        <source>Last images</source>
        <translation>Letzte Bilder</translation>
    </message>
    <message>
        <source>Kept by path, with task, answers and checked models; never as pixels.</source>
        <translation>Gemerkt werden Pfad, Aufgabe, Antworten und angehakte Modelle, nie die Bilder selbst.</translation>
    </message>
    <message>
        <source>Open again at the start</source>
        <translation>Beim Start wieder öffnen</translation>
    </message>
    <message>
        <source>Offer “Continue”</source>
        <translation>„Weitermachen“ anbieten</translation>
    </message>
    <message>
        <source>Start empty, remember nothing</source>
        <translation>Leer beginnen, nichts merken</translation>
    </message>
    <message>
        <source>“System” changes along with your desktop.</source>
        <translation>„System“ folgt dem Schreibtisch.</translation>
    </message>
    <message>
        <source>System</source>
        <translation>System</translation>
    </message>
    <message>
        <source>Concurrent models</source>
        <translation>Gleichzeitige Modelle</translation>
    </message>
    <message>
        <source>GPU</source>
        <translation>GPU</translation>
    </message>
    <message>
        <source>Models go onto one GPU, once it has given the processor&apos;s answer in a test.</source>
        <translation>Modelle kommen auf eine GPU, sobald sie in einem Test die Antwort des Prozessors gab.</translation>
    </message>
    <message>
        <source>Automatic</source>
        <translation>Automatisch</translation>
    </message>
    <message>
        <source>None</source>
        <translation>Keine</translation>
    </message>
</context>
<context>
    <name>task inputs</name>
    <message>
        <source>Ask anything about the image…</source>
        <translation>Irgendetwas zum Bild fragen …</translation>
    </message>
    <message>
        <source>field: what it is; another field: what it is</source>
        <translation>Feld: was es ist; anderes Feld: was es ist</translation>
    </message>
    <message>
        <source>Describe the image</source>
        <translation>Das Bild beschreiben</translation>
    </message>
    <message>
        <source>Detailed</source>
        <translation>Ausführlich</translation>
    </message>
    <message>
        <source>Labels</source>
        <translation>Beschriftungen</translation>
    </message>
    <message>
        <source>Add label… leave empty for any</source>
        <translation>Label hinzufügen … leer: beliebige</translation>
    </message>
    <message>
        <source>Multi-label</source>
        <translation>Mehrere Labels</translation>
    </message>
    <message>
        <source>Classes</source>
        <translation>Klassen</translation>
    </message>
    <message>
        <source>Add what to count… leave empty for all</source>
        <translation>Was zählen? … leer: alles</translation>
    </message>
    <message>
        <source>Add class… leave empty for all</source>
        <translation>Klasse hinzufügen … leer: alle</translation>
    </message>
    <message>
        <source>Read all text in the image</source>
        <translation>Allen Text im Bild lesen</translation>
    </message>
</context>
<context>
    <name>tasks</name>
    <message>
        <source>Ask</source>
        <translation>Fragen</translation>
    </message>
    <message>
        <source>Caption</source>
        <translation>Beschreiben</translation>
    </message>
    <message>
        <source>Classify</source>
        <translation>Einordnen</translation>
    </message>
    <message>
        <source>Count</source>
        <translation>Zählen</translation>
    </message>
    <message>
        <source>Detect</source>
        <translation>Erkennen</translation>
    </message>
    <message>
        <source>OCR</source>
        <translation>OCR</translation>
    </message>
    <message>
        <source>Extract</source>
        <translation>Extrahieren</translation>
    </message>
</context>
</TS>
