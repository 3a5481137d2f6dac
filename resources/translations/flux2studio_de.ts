<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de_DE" sourcelanguage="en">
<context>
    <name>AboutPage</name>
    <message>
        <source>Check this installation…</source>
        <translation>Diese Installation prüfen…</translation>
    </message>
    <message>
        <source>Guide</source>
        <translation>Anleitung</translation>
    </message>
    <message>
        <source>Libraries of others, each under its own licence. Thank you.</source>
        <translation>Bibliotheken von anderen, jede unter ihrer eigenen Lizenz. Danke.</translation>
    </message>
    <message>
        <source>Licence</source>
        <translation>Lizenz</translation>
    </message>
    <message>
        <source>Made with</source>
        <translation>Entstanden mit</translation>
    </message>
    <message>
        <source>New versions</source>
        <translation>Neue Versionen</translation>
    </message>
    <message>
        <source>Open the folder: {0}</source>
        <translation>Ordner öffnen: {0}</translation>
    </message>
    <message>
        <source>Version {0} · free software under the Apache License 2.0</source>
        <translation>Version {0} · freie Software unter der Apache License 2.0</translation>
    </message>
    <message>
        <source>Where everything is</source>
        <translation>Wo alles liegt</translation>
    </message>
    <message>
        <source>see its licence file</source>
        <translation>siehe Lizenzdatei</translation>
    </message>
</context>
<context>
    <name>AddLoraDialog</name>
    <message>
        <source>A Hugging Face repository.</source>
        <translation>Ein Repository bei Hugging Face.</translation>
    </message>
    <message>
        <source>A file on this computer.</source>
        <translation>Eine Datei auf diesem Computer.</translation>
    </message>
    <message>
        <source>A link to a file or a page.</source>
        <translation>Ein Link zu einer Datei oder Seite.</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>Hinzufügen</translation>
    </message>
    <message>
        <source>Add a LoRA</source>
        <translation>LoRA hinzufügen</translation>
    </message>
    <message>
        <source>Asking for the file…</source>
        <translation>Datei wird angefragt…</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Choose files…</source>
        <translation>Dateien wählen…</translation>
    </message>
    <message>
        <source>Download</source>
        <translation>Herunterladen</translation>
    </message>
    <message>
        <source>Download and add</source>
        <translation>Herunterladen und hinzufügen</translation>
    </message>
    <message>
        <source>Enter a token…</source>
        <translation>Token eingeben…</translation>
    </message>
    <message>
        <source>For example “owner/name” on huggingface.co.</source>
        <translation>Zum Beispiel „besitzer/name“ auf huggingface.co.</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>Weiter</translation>
    </message>
    <message>
        <source>Go on in the background</source>
        <translation>Im Hintergrund weiter</translation>
    </message>
    <message>
        <source>It is being looked at.</source>
        <translation>Es wird gerade angesehen.</translation>
    </message>
    <message>
        <source>It is in your collection already.</source>
        <translation>Ist schon in der Sammlung.</translation>
    </message>
    <message>
        <source>Look</source>
        <translation>Ansehen</translation>
    </message>
    <message>
        <source>Looking at it…</source>
        <translation>Wird angesehen…</translation>
    </message>
    <message>
        <source>Repository, link, Civitai page or path</source>
        <translation>Repository, Link, Civitai-Seite oder Pfad</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Stopped. What came so far is kept.</source>
        <translation>Angehalten. Was schon da ist, bleibt.</translation>
    </message>
    <message>
        <source>Type or paste a repository, a link or a path first.</source>
        <translation>Zuerst ein Repository, einen Link oder einen Pfad eingeben oder einfügen.</translation>
    </message>
    <message>
        <source>owner/name, https://…, or a path</source>
        <translation>besitzer/name, https://… oder ein Pfad</translation>
    </message>
</context>
<context>
    <name>Advice</name>
    <message>
        <source>A brace does not close, so this choice is sent as text.</source>
        <translation>Eine Klammer schließt nicht, also wird diese Auswahl als Text gesendet.</translation>
    </message>
    <message>
        <source>Back to {value}</source>
        <translation>Zurück auf {value}</translation>
    </message>
    <message>
        <source>Change only “{name}”</source>
        <translation>Nur „{name}“ ändern</translation>
    </message>
    <message>
        <source>Few steps make a sketch; fine detail comes with {value}.</source>
        <translation>Wenige Schritte ergeben eine Skizze; feine Details kommen mit {value}.</translation>
    </message>
    <message>
        <source>Keep the seed</source>
        <translation>Seed behalten</translation>
    </message>
    <message>
        <source>Lower the others</source>
        <translation>Die anderen senken</translation>
    </message>
    <message>
        <source>Put it in use</source>
        <translation>Einsetzen</translation>
    </message>
    <message>
        <source>Send it as written</source>
        <translation>Senden, wie es da steht</translation>
    </message>
    <message>
        <source>Set it to {value}</source>
        <translation>Auf {value} stellen</translation>
    </message>
    <message>
        <source>So high, colours burn and lines get hard.</source>
        <translation>So hoch brennen Farben aus und Linien werden hart.</translation>
    </message>
    <message>
        <source>Take it out</source>
        <translation>Herausnehmen</translation>
    </message>
    <message>
        <source>The prompt is rewritten before drawing, which may lose “{name}”.</source>
        <translation>Der Prompt wird vor dem Zeichnen umgeschrieben; dabei kann „{name}“ verloren gehen.</translation>
    </message>
    <message>
        <source>There is no LoRA “{name}” here; the tag is sent as text.</source>
        <translation>Hier gibt es kein LoRA „{name}“; die Angabe wird als Text gesendet.</translation>
    </message>
    <message>
        <source>To see what a setting does, keep the seed of the last picture.</source>
        <translation>Um zu sehen, was eine Einstellung bewirkt, den Seed des letzten Bildes behalten.</translation>
    </message>
    <message>
        <source>guidance</source>
        <translation>Guidance</translation>
    </message>
    <message>
        <source>steps</source>
        <translation>Schritte</translation>
    </message>
    <message>
        <source>{value} strong LoRAs usually spoil each other. Let “{name}” lead.</source>
        <translation>{value} starke LoRAs stören sich meist gegenseitig. „{name}“ führen lassen.</translation>
    </message>
    <message>
        <source>{value} things differ from the last picture. One at a time shows what each does.</source>
        <translation>{value} Dinge sind anders als beim letzten Bild. Einzeln geändert zeigt jedes, was es bewirkt.</translation>
    </message>
    <message>
        <source>“{name}” is far above the usual scale; start at {value}.</source>
        <translation>„{name}“ liegt weit über der üblichen Stärke; bei {value} anfangen.</translation>
    </message>
    <message>
        <source>“{name}” is only written here, not in use.</source>
        <translation>„{name}“ steht hier nur geschrieben und ist nicht im Einsatz.</translation>
    </message>
</context>
<context>
    <name>AdviceLine</name>
    <message>
        <source>Do not say this again</source>
        <translation>Das nicht mehr sagen</translation>
    </message>
    <message>
        <source>Do what is advised</source>
        <translation>Dem Rat folgen</translation>
    </message>
</context>
<context>
    <name>AlbumTree</name>
    <message>
        <source>Albums</source>
        <translation>Alben</translation>
    </message>
    <message>
        <source>All pictures</source>
        <translation>Alle Bilder</translation>
    </message>
    <message>
        <source>Let it find what is searched now</source>
        <translation>Finden lassen, was jetzt gesucht wird</translation>
    </message>
    <message>
        <source>Move to the top</source>
        <translation>Ganz nach oben</translation>
    </message>
    <message>
        <source>New album</source>
        <translation>Neues Album</translation>
    </message>
    <message>
        <source>New album in it…</source>
        <translation>Neues Album darin…</translation>
    </message>
    <message>
        <source>Put the chosen pictures in</source>
        <translation>Gewählte Bilder hineinlegen</translation>
    </message>
    <message>
        <source>Remove; its pictures stay</source>
        <translation>Entfernen; seine Bilder bleiben</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>Umbenennen</translation>
    </message>
    <message>
        <source>Take the chosen pictures out</source>
        <translation>Gewählte Bilder herausnehmen</translation>
    </message>
    <message numerus="yes">
        <source>{0}, %Ln picture(s)</source>
        <translation><numerusform>{0}, %Ln Bild</numerusform><numerusform>{0}, %Ln Bilder</numerusform></translation>
    </message>
</context>
<context>
    <name>AlbumsPanel</name>
    <message>
        <source>Albums</source>
        <translation>Alben</translation>
    </message>
    <message>
        <source>New album</source>
        <translation>Neues Album</translation>
    </message>
</context>
<context>
    <name>AlbumsViewModel</name>
    <message>
        <source>“{0}” was removed; its pictures stay.</source>
        <translation>„{0}“ wurde entfernt; seine Bilder bleiben.</translation>
    </message>
</context>
<context>
    <name>ArrivedChip</name>
    <message>
        <source> A new picture is ready</source>
        <translation> Ein neues Bild ist fertig</translation>
    </message>
    <message>
        <source>Show it on the stage</source>
        <translation>Auf der Bühne zeigen</translation>
    </message>
</context>
<context>
    <name>AvoidField</name>
    <message>
        <source>Avoid</source>
        <translation>Vermeiden</translation>
    </message>
    <message>
        <source>Avoid: in use</source>
        <translation>Vermeiden: im Einsatz</translation>
    </message>
    <message>
        <source>What the picture should not show</source>
        <translation>Was das Bild nicht zeigen soll</translation>
    </message>
    <message>
        <source>{0} of {1} characters</source>
        <translation>{0} von {1} Zeichen</translation>
    </message>
</context>
<context>
    <name>BalanceLine</name>
    <message>
        <source>Ask {0} for the balance</source>
        <translation>{0} nach dem Guthaben fragen</translation>
    </message>
    <message>
        <source>Asking for the balance…</source>
        <translation>Guthaben wird abgefragt…</translation>
    </message>
    <message>
        <source>Balance {0}</source>
        <translation>Guthaben {0}</translation>
    </message>
    <message>
        <source>Balance: {0}</source>
        <translation>Guthaben: {0}</translation>
    </message>
    <message>
        <source>Refresh</source>
        <translation>Aktualisieren</translation>
    </message>
    <message>
        <source>{0} Paste it again, or another one.</source>
        <translation>{0} Noch einmal einfügen, oder einen anderen.</translation>
    </message>
</context>
<context>
    <name>BesideRoom</name>
    <message>
        <source>Picture {0}</source>
        <translation>Bild {0}</translation>
    </message>
</context>
<context>
    <name>CardField</name>
    <message>
        <source>As the file says</source>
        <translation>Wie in der Datei</translation>
    </message>
    <message>
        <source>Your own words: nothing that is read elsewhere replaces them</source>
        <translation>Eigene Worte: nichts, was anderswo gelesen wird, ersetzt sie</translation>
    </message>
    <message>
        <source>yours</source>
        <translation>eigen</translation>
    </message>
    <message>
        <source>{0}: as the file says</source>
        <translation>{0}: wie in der Datei</translation>
    </message>
</context>
<context>
    <name>CardText</name>
    <message numerus="yes">
        <source>This text is %Ln character(s) long, too long for a prompt.</source>
        <translation><numerusform>Dieser Text ist %Ln Zeichen lang, zu lang für einen Prompt.</numerusform><numerusform>Dieser Text ist %Ln Zeichen lang, zu lang für einen Prompt.</numerusform></translation>
    </message>
</context>
<context>
    <name>ChoicesLine</name>
    <message numerus="yes">
        <source>%n picture(s):</source>
        <translation><numerusform>%n Bild:</numerusform><numerusform>%n Bilder:</numerusform></translation>
    </message>
    <message>
        <source>Draw again</source>
        <translation>Neu ziehen</translation>
    </message>
    <message>
        <source>Let the choices fall otherwise</source>
        <translation>Die Auswahl anders fallen lassen</translation>
    </message>
    <message>
        <source>This time: {0}</source>
        <translation>Diesmal: {0}</translation>
    </message>
</context>
<context>
    <name>CompareBar</name>
    <message>
        <source>100 %</source>
        <translation>100 %</translation>
    </message>
    <message>
        <source>Against</source>
        <translation>Gegen</translation>
    </message>
    <message>
        <source>All at once</source>
        <translation>Alle auf einmal</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Zurück</translation>
    </message>
    <message>
        <source>Back (Esc)</source>
        <translation>Zurück (Esc)</translation>
    </message>
    <message>
        <source>Bright where two differ, black where they are the same</source>
        <translation>Hell, wo sich zwei unterscheiden, schwarz, wo sie gleich sind</translation>
    </message>
    <message>
        <source>Difference</source>
        <translation>Differenz</translation>
    </message>
    <message>
        <source>Fit</source>
        <translation>Einpassen</translation>
    </message>
    <message>
        <source>Hold</source>
        <translation>Halten</translation>
    </message>
    <message>
        <source>Let the pictures change places</source>
        <translation>Bilder die Plätze tauschen lassen</translation>
    </message>
    <message>
        <source>Linked</source>
        <translation>Gekoppelt</translation>
    </message>
    <message>
        <source>One, and the other while a key is held</source>
        <translation>Eines, und das andere, solange eine Taste gehalten wird</translation>
    </message>
    <message>
        <source>Pixel for pixel</source>
        <translation>Pixel für Pixel</translation>
    </message>
    <message>
        <source>Reference to compare with</source>
        <translation>Referenz, mit der verglichen wird</translation>
    </message>
    <message>
        <source>Show the whole pictures</source>
        <translation>Die ganzen Bilder zeigen</translation>
    </message>
    <message>
        <source>Side by side</source>
        <translation>Nebeneinander</translation>
    </message>
    <message>
        <source>Slider</source>
        <translation>Regler</translation>
    </message>
    <message>
        <source>Swap</source>
        <translation>Tauschen</translation>
    </message>
    <message>
        <source>Two, divided by a line</source>
        <translation>Zwei, von einer Linie geteilt</translation>
    </message>
    <message>
        <source>Zoom and move all pictures together</source>
        <translation>Alle Bilder gemeinsam zoomen und verschieben</translation>
    </message>
</context>
<context>
    <name>CompareDesk</name>
    <message>
        <source>Choose two to four pictures to compare them: Ctrl and a click add one.</source>
        <translation>Zwei bis vier Bilder zum Vergleichen wählen: Strg und Klick nimmt eines dazu.</translation>
    </message>
    <message>
        <source>Reference {0}</source>
        <translation>Referenz {0}</translation>
    </message>
</context>
<context>
    <name>CompareFoot</name>
    <message>
        <source>Keys mark this one</source>
        <translation>Tasten markieren dieses</translation>
    </message>
    <message>
        <source>Pick</source>
        <translation>Annehmen</translation>
    </message>
    <message>
        <source>Reject</source>
        <translation>Ablehnen</translation>
    </message>
    <message>
        <source>The next picture, here</source>
        <translation>Das nächste Bild hier</translation>
    </message>
    <message>
        <source>The picture before, here</source>
        <translation>Das vorige Bild hier</translation>
    </message>
    <message>
        <source>Use as reference</source>
        <translation>Als Referenz</translation>
    </message>
</context>
<context>
    <name>ComparePage</name>
    <message>
        <source>Choose two to four pictures in the history and press C.</source>
        <translation>Im Verlauf zwei bis vier Bilder wählen und C drücken.</translation>
    </message>
    <message>
        <source>Go to the history</source>
        <translation>Zum Verlauf</translation>
    </message>
    <message>
        <source>Nothing is compared yet</source>
        <translation>Noch wird nichts verglichen</translation>
    </message>
</context>
<context>
    <name>CompareTable</name>
    <message>
        <source>Their recipes are the same.</source>
        <translation>Ihre Rezepte sind gleich.</translation>
    </message>
    <message>
        <source>What differs</source>
        <translation>Was sich unterscheidet</translation>
    </message>
    <message>
        <source>{0} was not made here, so its recipe is not known.</source>
        <translation>{0} entstand nicht hier, sein Rezept ist also nicht bekannt.</translation>
    </message>
</context>
<context>
    <name>CompareViewModel</name>
    <message>
        <source>Result</source>
        <translation>Ergebnis</translation>
    </message>
</context>
<context>
    <name>CompletionList</name>
    <message>
        <source>What can be meant</source>
        <translation>Was gemeint sein kann</translation>
    </message>
</context>
<context>
    <name>ComposePanel</name>
    <message>
        <source>Backend</source>
        <translation>Backend</translation>
    </message>
</context>
<context>
    <name>ComputerPage</name>
    <message>
        <source>Choose the folder for models</source>
        <translation>Ordner für Modelle wählen</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>Wählen…</translation>
    </message>
    <message>
        <source>Downloads go there from now on; what is elsewhere stays there.</source>
        <translation>Downloads landen ab jetzt dort; was anderswo liegt, bleibt dort.</translation>
    </message>
    <message>
        <source>Fetched once from Hugging Face, then nothing is asked of the network any more.</source>
        <translation>Einmal von Hugging Face geholt, danach wird vom Netz nichts mehr gebraucht.</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>Ordner</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>Speicher</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>Modelle</translation>
    </message>
    <message>
        <source>The engine for your own graphics card</source>
        <translation>Die Engine für die eigene Grafikkarte</translation>
    </message>
    <message>
        <source>This computer</source>
        <translation>Dieser Computer</translation>
    </message>
    <message>
        <source>Usual place</source>
        <translation>Üblicher Ort</translation>
    </message>
    <message>
        <source>Usual place for models</source>
        <translation>Üblicher Ort für Modelle</translation>
    </message>
    <message>
        <source>What makes pictures on this computer. It has a folder of its own: nothing else on this computer is changed by it.</source>
        <translation>Sie macht Bilder auf diesem Computer. Sie hat einen eigenen Ordner: Sonst wird auf diesem Computer nichts verändert.</translation>
    </message>
</context>
<context>
    <name>ComputerViewModel</name>
    <message>
        <source>GPU</source>
        <translation>GPU</translation>
    </message>
    <message>
        <source>GPU: {0}</source>
        <translation>GPU: {0}</translation>
    </message>
    <message>
        <source>GPU: {0}, {1} free</source>
        <translation>GPU: {0}, {1} frei</translation>
    </message>
    <message>
        <source>Install the engine, or name a Python that has them, in Settings, This computer.</source>
        <translation>In Einstellungen, Dieser Computer, die Engine installieren oder ein Python angeben, das sie hat.</translation>
    </message>
    <message>
        <source>It cannot be used here.</source>
        <translation>Kann hier nicht benutzt werden.</translation>
    </message>
    <message>
        <source>Loading a model</source>
        <translation>Lädt ein Modell</translation>
    </message>
    <message>
        <source>Looking for a GPU…</source>
        <translation>Suche nach einer GPU…</translation>
    </message>
    <message>
        <source>Main memory: {0} free of {1}</source>
        <translation>Hauptspeicher: {0} von {1} frei</translation>
    </message>
    <message>
        <source>Making a picture</source>
        <translation>Macht ein Bild</translation>
    </message>
    <message>
        <source>No GPU that FLUX.2 can use was found</source>
        <translation>Keine GPU gefunden, die FLUX.2 benutzen kann</translation>
    </message>
    <message>
        <source>Not started. It starts with the first picture.</source>
        <translation>Nicht gestartet. Startet mit dem ersten Bild.</translation>
    </message>
    <message>
        <source>Ready</source>
        <translation>Bereit</translation>
    </message>
    <message>
        <source>Starting: its libraries are loaded.</source>
        <translation>Startet: die Bibliotheken werden geladen.</translation>
    </message>
    <message>
        <source>The engine’s libraries are not installed: {0}.</source>
        <translation>Die Bibliotheken der Engine sind nicht installiert: {0}.</translation>
    </message>
    <message>
        <source>driver {0}</source>
        <translation>Treiber {0}</translation>
    </message>
    <message>
        <source>shares {0} with the machine</source>
        <translation>teilt sich {0} mit dem Rechner</translation>
    </message>
    <message>
        <source>{0} free of {1}</source>
        <translation>{0} von {1} frei</translation>
    </message>
    <message>
        <source>{0} · {1} in use</source>
        <translation>{0} · {1} belegt</translation>
    </message>
</context>
<context>
    <name>Conductor</name>
    <message numerus="yes">
        <source>%Ln picture(s) (was|were) moved to the trash.</source>
        <translation><numerusform>%Ln Bild wurde in den Papierkorb gelegt.</numerusform><numerusform>%Ln Bilder wurden in den Papierkorb gelegt.</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>%Ln picture(s) found on disk (is|are) in the history again.</source>
        <translation><numerusform>%Ln auf der Platte gefundenes Bild ist wieder im Verlauf.</numerusform><numerusform>%Ln auf der Platte gefundene Bilder sind wieder im Verlauf.</numerusform></translation>
    </message>
    <message>
        <source>If it happens again, the log has the details.</source>
        <translation>Falls es wieder geschieht: das Protokoll hat die Einzelheiten.</translation>
    </message>
    <message>
        <source>One more is being made. The studio shows how far it is.</source>
        <translation>Eines mehr entsteht. Das Studio zeigt, wie weit es ist.</translation>
    </message>
    <message>
        <source>Something went wrong inside flux2studio; it goes on.</source>
        <translation>In flux2studio ist etwas schiefgegangen; es läuft weiter.</translation>
    </message>
    <message>
        <source>The damaged file is kept.</source>
        <translation>Die beschädigte Datei ist aufgehoben.</translation>
    </message>
    <message>
        <source>The history was damaged and is made again from your pictures.</source>
        <translation>Der Verlauf war beschädigt und wird aus den Bildern neu gemacht.</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>What you know of your LoRAs came back from the newest backup.</source>
        <translation>Was über die LoRAs bekannt ist, kam aus der neuesten Sicherung zurück.</translation>
    </message>
</context>
<context>
    <name>CostWords</name>
    <message>
        <source>It may be more: not everything that counts is known before.</source>
        <translation>Es kann mehr werden: nicht alles, was zählt, ist vorher bekannt.</translation>
    </message>
    <message>
        <source>Large LoRA files: × {0}</source>
        <translation>Große LoRA-Dateien: × {0}</translation>
    </message>
    <message>
        <source>Prices of {0}</source>
        <translation>Preise vom {0}</translation>
    </message>
    <message>
        <source>What this service adds: × {0}</source>
        <translation>Was dieser Dienst aufschlägt: × {0}</translation>
    </message>
    <message>
        <source>about {0}</source>
        <translation>etwa {0}</translation>
    </message>
    <message>
        <source>at least {0}</source>
        <translation>mindestens {0}</translation>
    </message>
    <message>
        <source>{0} + {1} MP of references</source>
        <translation>{0} + {1} MP Referenzen</translation>
    </message>
    <message>
        <source>{0} MP of pictures</source>
        <translation>{0} MP Bilder</translation>
    </message>
    <message>
        <source>{0} a megapixel</source>
        <translation>{0} je Megapixel</translation>
    </message>
    <message>
        <source>{0} the first, then {1}</source>
        <translation>{0} das erste, dann {1}</translation>
    </message>
</context>
<context>
    <name>CropDialog</name>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Crop {0}</source>
        <translation>{0} zuschneiden</translation>
    </message>
    <message>
        <source>Drag the frame or its handles · arrows move it, Ctrl+arrows size it</source>
        <translation>Rahmen oder Griffe ziehen · Pfeile verschieben, Strg+Pfeile ändern die Größe</translation>
    </message>
    <message>
        <source>Enter</source>
        <translation>Eingabe</translation>
    </message>
    <message>
        <source>Only what lies in the frame is sent; the picture stays whole.</source>
        <translation>Nur was im Rahmen liegt, wird gesendet; das Bild bleibt ganz.</translation>
    </message>
    <message>
        <source>Reading the picture…</source>
        <translation>Bild wird gelesen…</translation>
    </message>
    <message>
        <source>Take the crop away (Backspace)</source>
        <translation>Zuschnitt entfernen (Rücktaste)</translation>
    </message>
    <message>
        <source>Use the crop</source>
        <translation>Zuschnitt verwenden</translation>
    </message>
    <message>
        <source>Whole picture</source>
        <translation>Ganzes Bild</translation>
    </message>
    <message>
        <source>{0} MP</source>
        <translation>{0} MP</translation>
    </message>
</context>
<context>
    <name>CropTools</name>
    <message>
        <source>Any shape</source>
        <translation>Beliebige Form</translation>
    </message>
    <message>
        <source>As result</source>
        <translation>Wie das Ergebnis</translation>
    </message>
    <message>
        <source>Free</source>
        <translation>Frei</translation>
    </message>
    <message>
        <source>Height of the crop in pixels</source>
        <translation>Höhe des Zuschnitts in Pixeln</translation>
    </message>
    <message>
        <source>Square</source>
        <translation>Quadrat</translation>
    </message>
    <message>
        <source>Standing or lying</source>
        <translation>Hoch oder quer</translation>
    </message>
    <message>
        <source>Standing or lying (X)</source>
        <translation>Hoch oder quer (X)</translation>
    </message>
    <message>
        <source>The shape of the result, {0} × {1}</source>
        <translation>Die Form des Ergebnisses, {0} × {1}</translation>
    </message>
    <message>
        <source>Width of the crop in pixels</source>
        <translation>Breite des Zuschnitts in Pixeln</translation>
    </message>
    <message>
        <source>{0} to {1}</source>
        <translation>{0} zu {1}</translation>
    </message>
</context>
<context>
    <name>CropView</name>
    <message>
        <source>Arrow keys move the frame, with Ctrl they change its size, Shift goes further.</source>
        <translation>Pfeiltasten verschieben den Rahmen, mit Strg ändern sie seine Größe, Umschalt geht weiter.</translation>
    </message>
    <message>
        <source>Crop of the picture</source>
        <translation>Zuschnitt des Bildes</translation>
    </message>
</context>
<context>
    <name>CullBar</name>
    <message>
        <source>Colour label (6 to 9)</source>
        <translation>Farbmarkierung (6 bis 9)</translation>
    </message>
    <message>
        <source>Colour label: {0}</source>
        <translation>Farbmarkierung: {0}</translation>
    </message>
    <message>
        <source>Compare 2 to 4</source>
        <translation>2 bis 4 vergleichen</translation>
    </message>
    <message>
        <source>Go on to the next picture after each mark; P, X and U with Shift do so once</source>
        <translation>Nach jeder Markierung zum nächsten Bild; P, X und U mit Umschalt tun es einmal</translation>
    </message>
    <message>
        <source>Pick</source>
        <translation>Annehmen</translation>
    </message>
    <message>
        <source>Reject</source>
        <translation>Ablehnen</translation>
    </message>
    <message>
        <source>Survey 2 to 12</source>
        <translation>Übersicht von 2 bis 12</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>Stichwörter</translation>
    </message>
    <message numerus="yes">
        <source>Tags of %Ln picture(s)</source>
        <translation><numerusform>Stichwörter von %Ln Bild</numerusform><numerusform>Stichwörter von %Ln Bildern</numerusform></translation>
    </message>
</context>
<context>
    <name>DoctorDialog</name>
    <message numerus="yes">
        <source>%n thing(s) to mend.</source>
        <translation><numerusform>%n Sache zu richten.</numerusform><numerusform>%n Sachen zu richten.</numerusform></translation>
    </message>
    <message>
        <source>All is well. If something is wrong all the same, copy the report.</source>
        <translation>Alles ist gut. Wenn trotzdem etwas nicht stimmt, den Bericht kopieren.</translation>
    </message>
    <message>
        <source>Check this installation</source>
        <translation>Diese Installation prüfen</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>Kopiert</translation>
    </message>
    <message>
        <source>Copy report</source>
        <translation>Bericht kopieren</translation>
    </message>
    <message>
        <source>Look again</source>
        <translation>Noch einmal ansehen</translation>
    </message>
    <message>
        <source>Looking at versions, folders, keys and the graphics card…</source>
        <translation>Versionen, Ordner, Schlüssel und Grafikkarte werden angesehen…</translation>
    </message>
    <message>
        <source>Looking…</source>
        <translation>Wird angesehen…</translation>
    </message>
    <message>
        <source>Well</source>
        <translation>Gut</translation>
    </message>
    <message>
        <source>Without keys, your name, folders of yours and addresses: safe to pass on</source>
        <translation>Ohne Schlüssel, Namen, eigene Ordner und Adressen: kann weitergegeben werden</translation>
    </message>
    <message>
        <source>Wrong</source>
        <translation>Falsch</translation>
    </message>
</context>
<context>
    <name>DropDesk</name>
    <message>
        <source>Add to your LoRAs</source>
        <translation>Zu den LoRAs hinzufügen</translation>
    </message>
    <message>
        <source>No picture in it</source>
        <translation>Kein Bild darin</translation>
    </message>
    <message>
        <source>No slot is free: drop it on the one to replace</source>
        <translation>Kein Platz ist frei: auf die Referenz ziehen, die ersetzt werden soll</translation>
    </message>
    <message>
        <source>Use as reference: image {0}</source>
        <translation>Als Referenz verwenden: Bild {0}</translation>
    </message>
    <message>
        <source>Use as references</source>
        <translation>Als Referenzen verwenden</translation>
    </message>
</context>
<context>
    <name>DropSources</name>
    <message>
        <source>Copy it again.</source>
        <translation>Noch einmal kopieren.</translation>
    </message>
    <message>
        <source>Copy one first.</source>
        <translation>Zuerst eines kopieren.</translation>
    </message>
    <message>
        <source>Drop a picture file or an https link.</source>
        <translation>Eine Bilddatei oder einen https-Link ablegen.</translation>
    </message>
    <message>
        <source>Only https links are taken.</source>
        <translation>Nur https-Links werden angenommen.</translation>
    </message>
    <message>
        <source>Save it, drop the file.</source>
        <translation>Speichern, dann die Datei ablegen.</translation>
    </message>
    <message>
        <source>Save it, then drop the file.</source>
        <translation>Speichern, dann die Datei ablegen.</translation>
    </message>
    <message>
        <source>The browser keeps this picture to itself.</source>
        <translation>Der Browser behält dieses Bild für sich.</translation>
    </message>
    <message>
        <source>There is no picture here.</source>
        <translation>Hier ist kein Bild.</translation>
    </message>
    <message>
        <source>This is not a picture.</source>
        <translation>Das ist kein Bild.</translation>
    </message>
    <message>
        <source>This link holds no picture.</source>
        <translation>Hinter diesem Link ist kein Bild.</translation>
    </message>
    <message>
        <source>This link is cut off.</source>
        <translation>Dieser Link ist abgeschnitten.</translation>
    </message>
    <message>
        <source>pasted picture</source>
        <translation>eingefügtes Bild</translation>
    </message>
    <message>
        <source>picture from a page</source>
        <translation>Bild von einer Seite</translation>
    </message>
</context>
<context>
    <name>EarlierPromptsPopup</name>
    <message>
        <source>Earlier prompts</source>
        <translation>Frühere Prompts</translation>
    </message>
    <message>
        <source>Enter: put it into the form · Esc: close</source>
        <translation>Eingabe: ins Formular setzen · Esc: schließen</translation>
    </message>
    <message>
        <source>Find an earlier prompt</source>
        <translation>Früheren Prompt finden</translation>
    </message>
    <message>
        <source>No earlier prompt has “{0}”.</source>
        <translation>In keinem früheren Prompt steht „{0}“.</translation>
    </message>
    <message>
        <source>None yet: every prompt that made a picture will be here.</source>
        <translation>Noch keine: jeder Prompt, der ein Bild ergab, steht dann hier.</translation>
    </message>
</context>
<context>
    <name>EffectMark</name>
    <message>
        <source>At scale {0}, on {1}</source>
        <translation>Bei Stärke {0}, auf {1}</translation>
    </message>
</context>
<context>
    <name>Effects</name>
    <message>
        <source>changed nothing</source>
        <translation>änderte nichts</translation>
    </message>
    <message numerus="yes">
        <source>changed {0} of %n layer(s), {1}</source>
        <translation><numerusform>änderte {0} von %n Schicht, {1}</numerusform><numerusform>änderte {0} von %n Schichten, {1}</numerusform></translation>
    </message>
    <message>
        <source>{0}: hardly to be seen</source>
        <translation>{0}: kaum zu sehen</translation>
    </message>
    <message numerus="yes">
        <source>{0}; %n (is|are) not in this model</source>
        <translation><numerusform>{0}; %n ist nicht in diesem Modell</numerusform><numerusform>{0}; %n sind nicht in diesem Modell</numerusform></translation>
    </message>
</context>
<context>
    <name>EngineDesk</name>
    <message>
        <source>The engine is installed: pictures can be made here now.</source>
        <translation>Die Engine ist installiert: Hier lassen sich jetzt Bilder machen.</translation>
    </message>
    <message>
        <source>The engine is repaired.</source>
        <translation>Die Engine ist repariert.</translation>
    </message>
    <message>
        <source>The engine is updated.</source>
        <translation>Die Engine ist aktualisiert.</translation>
    </message>
</context>
<context>
    <name>EngineInstall</name>
    <message>
        <source> ({0} are free)</source>
        <translation> ({0} frei)</translation>
    </message>
    <message>
        <source>Begun, and not ended</source>
        <translation>Begonnen und nicht beendet</translation>
    </message>
    <message>
        <source>Being installed</source>
        <translation>Wird installiert</translation>
    </message>
    <message>
        <source>Being installed in another window</source>
        <translation>Wird in einem anderen Fenster installiert</translation>
    </message>
    <message>
        <source>Being removed</source>
        <translation>Wird entfernt</translation>
    </message>
    <message>
        <source>Being repaired</source>
        <translation>Wird repariert</translation>
    </message>
    <message>
        <source>Being updated</source>
        <translation>Wird aktualisiert</translation>
    </message>
    <message>
        <source>Broken</source>
        <translation>Beschädigt</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Discard…</source>
        <translation>Verwerfen…</translation>
    </message>
    <message>
        <source>Downloading</source>
        <translation>Wird heruntergeladen</translation>
    </message>
    <message>
        <source>For</source>
        <translation>Für</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>Weiter</translation>
    </message>
    <message>
        <source>Install</source>
        <translation>Installieren</translation>
    </message>
    <message>
        <source>Installed</source>
        <translation>Installiert</translation>
    </message>
    <message>
        <source>Installed, but cannot be used</source>
        <translation>Installiert, aber nicht nutzbar</translation>
    </message>
    <message>
        <source>It can be stopped there; this page follows it.</source>
        <translation>Dort lässt es sich anhalten; diese Seite zeigt, wie es steht.</translation>
    </message>
    <message>
        <source>It is not used while another Python is named below.</source>
        <translation>Sie wird nicht benutzt, solange unten ein anderes Python angegeben ist.</translation>
    </message>
    <message>
        <source>Look again</source>
        <translation>Noch einmal ansehen</translation>
    </message>
    <message>
        <source>Looking at this computer…</source>
        <translation>Dieser Computer wird angesehen…</translation>
    </message>
    <message>
        <source>Making its environment…</source>
        <translation>Die Umgebung wird angelegt…</translation>
    </message>
    <message>
        <source>Nobody can tell</source>
        <translation>Das ist nicht festzustellen</translation>
    </message>
    <message>
        <source>Not installed</source>
        <translation>Nicht installiert</translation>
    </message>
    <message>
        <source>Place</source>
        <translation>Ort</translation>
    </message>
    <message>
        <source>Putting the libraries in place…</source>
        <translation>Die Bibliotheken kommen an ihren Platz…</translation>
    </message>
    <message>
        <source>PyTorch {0} for {1}</source>
        <translation>PyTorch {0} für {1}</translation>
    </message>
    <message>
        <source>Python</source>
        <translation>Python</translation>
    </message>
    <message>
        <source>Remove…</source>
        <translation>Entfernen…</translation>
    </message>
    <message>
        <source>Removing files…</source>
        <translation>Dateien werden entfernt…</translation>
    </message>
    <message>
        <source>Repair</source>
        <translation>Reparieren</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>Switching to it…</source>
        <translation>Umstellung auf die neue…</translation>
    </message>
    <message>
        <source>The engine runs with the Python that is named below. One installed here is not used while that is there.</source>
        <translation>Die Engine läuft mit dem Python, das unten angegeben ist. Eine hier installierte wird so lange nicht benutzt.</translation>
    </message>
    <message>
        <source>The environment that the app runs in has an engine. One of its own is needed only where that does not suit the graphics card.</source>
        <translation>Die Umgebung, in der die App läuft, hat eine Engine. Eine eigene ist nur nötig, wo diese nicht zur Grafikkarte passt.</translation>
    </message>
    <message>
        <source>Trying it on this computer…</source>
        <translation>Sie wird hier ausprobiert…</translation>
    </message>
    <message>
        <source>Update</source>
        <translation>Update</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Was</translation>
    </message>
    <message>
        <source>Works; a newer one was begun</source>
        <translation>Läuft; eine neuere wurde begonnen</translation>
    </message>
    <message>
        <source>Works; this version of the app has a newer one</source>
        <translation>Läuft; diese Version der App hat eine neuere</translation>
    </message>
    <message>
        <source>You can go on working. A cancel keeps what was downloaded.</source>
        <translation>Die Arbeit kann weitergehen. Beim Abbrechen bleibt, was heruntergeladen ist.</translation>
    </message>
    <message>
        <source>the processor</source>
        <translation>den Prozessor</translation>
    </message>
    <message>
        <source>{0} left</source>
        <translation>noch {0}</translation>
    </message>
    <message>
        <source>{0} to download, {1} on the disk</source>
        <translation>{0} herunterzuladen, {1} auf der Platte</translation>
    </message>
</context>
<context>
    <name>EngineInstallPanel</name>
    <message>
        <source>Engine</source>
        <translation>Engine</translation>
    </message>
    <message>
        <source>the installation of the engine</source>
        <translation>die Installation der Engine</translation>
    </message>
</context>
<context>
    <name>EnginePython</name>
    <message>
        <source>/path/to/python; empty: the app’s own</source>
        <translation>/pfad/zu/python; leer: das der App</translation>
    </message>
    <message>
        <source>Another Python for the engine</source>
        <translation>Ein anderes Python für die Engine</translation>
    </message>
    <message>
        <source>The interpreter of an environment that has torch and diffusers in it, for instance one with the libraries of your GPU. It counts from the next start of the engine.</source>
        <translation>Der Interpreter einer Umgebung mit torch und diffusers, zum Beispiel einer mit den Bibliotheken der Grafikkarte. Gilt ab dem nächsten Start der Engine.</translation>
    </message>
</context>
<context>
    <name>EngineQuestion</name>
    <message>
        <source>Discard it</source>
        <translation>Verwerfen</translation>
    </message>
    <message>
        <source>Discard what was begun?</source>
        <translation>Das Begonnene verwerfen?</translation>
    </message>
    <message>
        <source>Models, LoRAs, pictures and settings stay. It can be installed again at any time; then it is downloaded anew.</source>
        <translation>Modelle, LoRAs, Bilder und Einstellungen bleiben. Die Engine lässt sich jederzeit wieder installieren; dann wird sie neu heruntergeladen.</translation>
    </message>
    <message>
        <source>Remove it</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Remove the engine?</source>
        <translation>Die Engine entfernen?</translation>
    </message>
    <message>
        <source>What was downloaded for it is removed. An engine that works stays as it is.</source>
        <translation>Was dafür heruntergeladen wurde, wird entfernt. Eine Engine, die funktioniert, bleibt, wie sie ist.</translation>
    </message>
</context>
<context>
    <name>Families</name>
    <message numerus="yes">
        <source>%n reference(s)</source>
        <translation><numerusform>%n Referenz</numerusform><numerusform>%n Referenzen</numerusform></translation>
    </message>
    <message>
        <source>LoRAs</source>
        <translation>LoRAs</translation>
    </message>
    <message>
        <source>all-round</source>
        <translation>vielseitig</translation>
    </message>
    <message>
        <source>best quality</source>
        <translation>beste Qualität</translation>
    </message>
    <message>
        <source>drawn here, to try out</source>
        <translation>hier gezeichnet, zum Ausprobieren</translation>
    </message>
    <message>
        <source>fast</source>
        <translation>schnell</translation>
    </message>
    <message>
        <source>fastest</source>
        <translation>am schnellsten</translation>
    </message>
    <message>
        <source>free</source>
        <translation>kostenlos</translation>
    </message>
    <message>
        <source>medium, careful</source>
        <translation>mittel, sorgfältig</translation>
    </message>
    <message>
        <source>medium, for references</source>
        <translation>mittel, für Referenzen</translation>
    </message>
    <message>
        <source>medium, quick</source>
        <translation>mittel, schnell</translation>
    </message>
    <message>
        <source>no LoRAs</source>
        <translation>keine LoRAs</translation>
    </message>
    <message>
        <source>no references</source>
        <translation>keine Referenzen</translation>
    </message>
    <message>
        <source>polished</source>
        <translation>ausgefeilt</translation>
    </message>
    <message>
        <source>polished, adjustable</source>
        <translation>ausgefeilt, einstellbar</translation>
    </message>
    <message>
        <source>small, careful</source>
        <translation>klein, sorgfältig</translation>
    </message>
    <message>
        <source>small, quick</source>
        <translation>klein, schnell</translation>
    </message>
    <message>
        <source>{0} / MP</source>
        <translation>{0} / MP</translation>
    </message>
    <message>
        <source>{0} with LoRA</source>
        <translation>{0} mit LoRA</translation>
    </message>
</context>
<context>
    <name>FamilyField</name>
    <message>
        <source>Model</source>
        <translation>Modell</translation>
    </message>
</context>
<context>
    <name>FamilyStrip</name>
    <message>
        <source>Family of this picture</source>
        <translation>Familie dieses Bildes</translation>
    </message>
    <message>
        <source>Led to</source>
        <translation>Daraus wurde</translation>
    </message>
    <message>
        <source>Made from</source>
        <translation>Entstand aus</translation>
    </message>
    <message>
        <source>Made from a picture that is no longer in the history</source>
        <translation>Entstand aus einem Bild, das nicht mehr im Verlauf ist</translation>
    </message>
    <message>
        <source>Made from a reference: {0}</source>
        <translation>Entstand aus einer Referenz: {0}</translation>
    </message>
    <message>
        <source>This</source>
        <translation>Dieses</translation>
    </message>
    <message>
        <source>This picture</source>
        <translation>Dieses Bild</translation>
    </message>
    <message>
        <source>gone</source>
        <translation>fort</translation>
    </message>
    <message>
        <source>lost</source>
        <translation>verloren</translation>
    </message>
</context>
<context>
    <name>Filmstrip</name>
    <message>
        <source>Pictures of this session</source>
        <translation>Bilder dieser Sitzung</translation>
    </message>
</context>
<context>
    <name>FilterPopover</name>
    <message>
        <source>Clear</source>
        <translation>Leeren</translation>
    </message>
    <message>
        <source>Filters</source>
        <translation>Filter</translation>
    </message>
    <message numerus="yes">
        <source>{0}: {1}, %Ln LoRA(s)</source>
        <translation><numerusform>{0}: {1}, %Ln LoRA</numerusform><numerusform>{0}: {1}, %Ln LoRAs</numerusform></translation>
    </message>
</context>
<context>
    <name>FinishedChoice</name>
    <message>
        <source>Play the system’s sound</source>
        <translation>Den Ton des Systems spielen</translation>
    </message>
    <message>
        <source>Tell me on the desktop</source>
        <translation>Auf dem Desktop melden</translation>
    </message>
    <message>
        <source>When a job ends or fails while another window is in front.</source>
        <translation>Wenn ein Auftrag endet oder scheitert, während ein anderes Fenster vorn ist.</translation>
    </message>
    <message>
        <source>Whenever a job ends or fails.</source>
        <translation>Immer wenn ein Auftrag endet oder scheitert.</translation>
    </message>
</context>
<context>
    <name>FirstStart</name>
    <message>
        <source>From about {0} a picture</source>
        <translation>Ab etwa {0} je Bild</translation>
    </message>
</context>
<context>
    <name>Fits</name>
    <message>
        <source>{0}; slow without a GPU</source>
        <translation>{0}; langsam ohne GPU</translation>
    </message>
</context>
<context>
    <name>FoldedText</name>
    <message numerus="yes">
        <source>Show all %Ln letter(s)</source>
        <translation><numerusform>Alle %Ln Zeichen zeigen</numerusform><numerusform>Alle %Ln Zeichen zeigen</numerusform></translation>
    </message>
    <message>
        <source>Show less</source>
        <translation>Weniger zeigen</translation>
    </message>
</context>
<context>
    <name>FormDesk</name>
    <message>
        <source>Earlier prompts</source>
        <translation>Frühere Prompts</translation>
    </message>
    <message>
        <source>Earlier prompts; Alt with the arrows walks through them</source>
        <translation>Frühere Prompts; Alt mit den Pfeilen geht sie durch</translation>
    </message>
    <message>
        <source>Presets</source>
        <translation>Vorgaben</translation>
    </message>
    <message>
        <source>Styles and settings under a name</source>
        <translation>Stile und Einstellungen unter einem Namen</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
</context>
<context>
    <name>GatedSteps</name>
    <message>
        <source>Change it</source>
        <translation>Ändern</translation>
    </message>
    <message>
        <source>Enter it</source>
        <translation>Eingeben</translation>
    </message>
    <message>
        <source>Enter the token here, under Services.</source>
        <translation>Das Token hier unter Dienste eingeben.</translation>
    </message>
    <message>
        <source>Its makers ask for consent. On the model’s page, signed in, accept it.</source>
        <translation>Die Macher verlangen eine Zustimmung. Auf der Seite des Modells, angemeldet, zustimmen.</translation>
    </message>
    <message>
        <source>Make a token there that may read; it is what this app signs in with.</source>
        <translation>Dort ein Token machen, das lesen darf; damit meldet sich diese App an.</translation>
    </message>
    <message>
        <source>Make one</source>
        <translation>Token machen</translation>
    </message>
    <message>
        <source>Open the page</source>
        <translation>Seite öffnen</translation>
    </message>
    <message>
        <source>Your token for Hugging Face is set.</source>
        <translation>Das Token für Hugging Face ist gesetzt.</translation>
    </message>
</context>
<context>
    <name>GeneralPage</name>
    <message>
        <source>A slash makes folders; without one, each day has its own.</source>
        <translation>Ein Schrägstrich macht Ordner; ohne einen hat jeder Tag seinen eigenen.</translation>
    </message>
    <message>
        <source>Advice in the form</source>
        <translation>Ratschläge im Formular</translation>
    </message>
    <message>
        <source>All of it is given.</source>
        <translation>Alle werden gegeben.</translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation>Erscheinungsbild</translation>
    </message>
    <message>
        <source>As in {0}</source>
        <translation>Wie in {0}</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>Wie das System</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>Wählen…</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Dunkel</translation>
    </message>
    <message>
        <source>Give all advice again</source>
        <translation>Alle wieder geben</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Sprache</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Hell</translation>
    </message>
    <message>
        <source>Messages that fade in, and bars that move while nobody knows how long.</source>
        <translation>Meldungen, die einblenden, und Balken, die sich bewegen, solange die Dauer unbekannt ist.</translation>
    </message>
    <message>
        <source>Motion</source>
        <translation>Bewegung</translation>
    </message>
    <message>
        <source>Names of pictures</source>
        <translation>Namen der Bilder</translation>
    </message>
    <message>
        <source>New pictures go there from now on; the history keeps finding the others.</source>
        <translation>Neue Bilder landen ab jetzt dort; der Verlauf findet die anderen weiterhin.</translation>
    </message>
    <message>
        <source>Off</source>
        <translation>Aus</translation>
    </message>
    <message>
        <source>On</source>
        <translation>An</translation>
    </message>
    <message>
        <source>Pictures folder</source>
        <translation>Bilderordner</translation>
    </message>
    <message>
        <source>Size of the words</source>
        <translation>Größe der Schrift</translation>
    </message>
    <message>
        <source>Usual place</source>
        <translation>Üblicher Ort</translation>
    </message>
    <message>
        <source>What was waved off at a field is not said again.</source>
        <translation>Was an einem Feld weggewinkt wurde, wird nicht wieder gesagt.</translation>
    </message>
    <message>
        <source>When a job ends</source>
        <translation>Wenn ein Auftrag endet</translation>
    </message>
    <message>
        <source>You can use {0}.</source>
        <translation>Möglich sind {0}.</translation>
    </message>
    <message>
        <source>{0} copies this folder. Let it keep the pictures on this computer, too: what is only online cannot be shown here.</source>
        <translation>{0} kopiert diesen Ordner. Die Bilder auch auf diesem Computer behalten lassen: was nur online ist, kann hier nicht gezeigt werden.</translation>
    </message>
</context>
<context>
    <name>GenerateButton</name>
    <message numerus="yes">
        <source>%n picture(s)</source>
        <translation><numerusform>%n Bild</numerusform><numerusform>%n Bilder</numerusform></translation>
    </message>
    <message>
        <source>Generate</source>
        <translation>Erzeugen</translation>
    </message>
    <message>
        <source>Generate, {0}</source>
        <translation>Erzeugen, {0}</translation>
    </message>
    <message>
        <source>free</source>
        <translation>kostenlos</translation>
    </message>
</context>
<context>
    <name>GenerationList</name>
    <message>
        <source>%1, %2 by %3 pixels, %4</source>
        <translation>%1, %2 mal %3 Pixel, %4</translation>
    </message>
</context>
<context>
    <name>GridBar</name>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message numerus="yes">
        <source>%Ln picture(s)</source>
        <translation><numerusform>%Ln Bild</numerusform><numerusform>%Ln Bilder</numerusform></translation>
    </message>
    <message>
        <source>Size of the pictures</source>
        <translation>Größe der Bilder</translation>
    </message>
    <message>
        <source>Size of the pictures (Ctrl and the wheel)</source>
        <translation>Größe der Bilder (Strg und Mausrad)</translation>
    </message>
    <message>
        <source>·  %1 chosen</source>
        <translation>·  %1 gewählt</translation>
    </message>
</context>
<context>
    <name>Grip</name>
    <message>
        <source>Drag to move this panel, double-click to float it</source>
        <translation>Ziehen verschiebt dieses Bedienfeld, Doppelklick löst es</translation>
    </message>
</context>
<context>
    <name>GuideDialog</name>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Guide</source>
        <translation>Anleitung</translation>
    </message>
    <message>
        <source>Nothing here is called that.</source>
        <translation>Hier heißt nichts so.</translation>
    </message>
    <message>
        <source>Search the guide</source>
        <translation>Anleitung durchsuchen</translation>
    </message>
</context>
<context>
    <name>Header</name>
    <message>
        <source>Compare</source>
        <translation>Vergleich</translation>
    </message>
    <message>
        <source>Everything ever made</source>
        <translation>Alles, was je entstand</translation>
    </message>
    <message>
        <source>Form and jobs</source>
        <translation>Formular und Aufträge</translation>
    </message>
    <message>
        <source>Guide, keys, and what this is</source>
        <translation>Anleitung, Tasten und was dies ist</translation>
    </message>
    <message>
        <source>Help</source>
        <translation>Hilfe</translation>
    </message>
    <message>
        <source>History</source>
        <translation>Verlauf</translation>
    </message>
    <message>
        <source>LoRAs</source>
        <translation>LoRAs</translation>
    </message>
    <message>
        <source>Make pictures</source>
        <translation>Bilder machen</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>Show or hide the LoRAs</source>
        <translation>LoRAs zeigen oder verbergen</translation>
    </message>
    <message>
        <source>Show or hide the form and the jobs</source>
        <translation>Formular und Aufträge zeigen oder verbergen</translation>
    </message>
    <message>
        <source>Studio</source>
        <translation>Studio</translation>
    </message>
    <message>
        <source>Two to four pictures against each other</source>
        <translation>Zwei bis vier Bilder gegeneinander</translation>
    </message>
    <message>
        <source>What pictures cost</source>
        <translation>Was Bilder kosten</translation>
    </message>
</context>
<context>
    <name>HelpDesk</name>
    <message>
        <source>About flux2studio</source>
        <translation>Über flux2studio</translation>
    </message>
    <message>
        <source>Cache</source>
        <translation>Cache</translation>
    </message>
    <message>
        <source>Check this installation…</source>
        <translation>Diese Installation prüfen…</translation>
    </message>
    <message>
        <source>Data</source>
        <translation>Daten</translation>
    </message>
    <message>
        <source>Guide</source>
        <translation>Anleitung</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>Tasten</translation>
    </message>
    <message>
        <source>LoRAs</source>
        <translation>LoRAs</translation>
    </message>
    <message>
        <source>Logs</source>
        <translation>Protokolle</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>Modelle</translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation>Bilder</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
</context>
<context>
    <name>HistoryChips</name>
    <message>
        <source>Album</source>
        <translation>Album</translation>
    </message>
    <message>
        <source>Date</source>
        <translation>Datum</translation>
    </message>
    <message>
        <source>Imported from</source>
        <translation>Importiert aus</translation>
    </message>
    <message>
        <source>Label</source>
        <translation>Markierung</translation>
    </message>
    <message>
        <source>LoRA</source>
        <translation>LoRA</translation>
    </message>
    <message>
        <source>Made with</source>
        <translation>Entstanden mit</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>No longer only {0}</source>
        <translation>Nicht mehr nur {0}</translation>
    </message>
    <message>
        <source>Only {0}</source>
        <translation>Nur {0}</translation>
    </message>
    <message>
        <source>Picked</source>
        <translation>Angenommen</translation>
    </message>
    <message>
        <source>Rejected</source>
        <translation>Abgelehnt</translation>
    </message>
    <message>
        <source>Search by: {0}</source>
        <translation>Suchen nach: {0}</translation>
    </message>
    <message>
        <source>Stars</source>
        <translation>Sterne</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Tag</source>
        <translation>Stichwort</translation>
    </message>
    <message>
        <source>{0}: take it out of the search</source>
        <translation>{0}: aus der Suche nehmen</translation>
    </message>
</context>
<context>
    <name>HistoryDesk</name>
    <message>
        <source>Check library</source>
        <translation>Bibliothek prüfen</translation>
    </message>
    <message>
        <source>Check library…</source>
        <translation>Bibliothek prüfen…</translation>
    </message>
    <message>
        <source>Import into the history</source>
        <translation>In den Verlauf importieren</translation>
    </message>
    <message>
        <source>Import pictures…</source>
        <translation>Bilder importieren…</translation>
    </message>
    <message>
        <source>Looks through the index and the files, and puts right what it can.</source>
        <translation>Sieht Index und Dateien durch und richtet, was sich richten lässt.</translation>
    </message>
    <message>
        <source>Make the index again</source>
        <translation>Index neu anlegen</translation>
    </message>
    <message>
        <source>Make the index again…</source>
        <translation>Index neu anlegen…</translation>
    </message>
    <message>
        <source>Reads every picture in your folders with the marks beside it. No file is changed, and what the index knows already stays.</source>
        <translation>Liest jedes Bild in den Ordnern mit den Markierungen daneben. Keine Datei wird geändert, und was der Index schon weiß, bleibt.</translation>
    </message>
</context>
<context>
    <name>HistoryGrid</name>
    <message>
        <source>Pictures</source>
        <translation>Bilder</translation>
    </message>
</context>
<context>
    <name>HistoryImportDialog</name>
    <message>
        <source>Already in the history: {0}.</source>
        <translation>Schon im Verlauf: {0}.</translation>
    </message>
    <message>
        <source>Also pictures without a recipe</source>
        <translation>Auch Bilder ohne Rezept</translation>
    </message>
    <message>
        <source>Also {0} without a recipe</source>
        <translation>Auch {0} ohne Rezept</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Cannot be read: {0}.</source>
        <translation>Nicht lesbar: {0}.</translation>
    </message>
    <message>
        <source>Choose a folder…</source>
        <translation>Ordner wählen…</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Fertig</translation>
    </message>
    <message>
        <source>Import</source>
        <translation>Importieren</translation>
    </message>
    <message>
        <source>Import pictures</source>
        <translation>Bilder importieren</translation>
    </message>
    <message>
        <source>Import {0}</source>
        <translation>{0} importieren</translation>
    </message>
    <message>
        <source>Left out, without a recipe: {0}.</source>
        <translation>Ausgelassen, ohne Rezept: {0}.</translation>
    </message>
    <message numerus="yes">
        <source>Looking at {0} of %Ln picture(s)…</source>
        <translation><numerusform>{0} von %Ln Bild angesehen…</numerusform><numerusform>{0} von %Ln Bildern angesehen…</numerusform></translation>
    </message>
    <message>
        <source>New in the history: {0}.</source>
        <translation>Neu im Verlauf: {0}.</translation>
    </message>
    <message>
        <source>No folder yet</source>
        <translation>Noch kein Ordner</translation>
    </message>
    <message>
        <source>Pictures of Stable Diffusion web UI, ComfyUI, InvokeAI, SwarmUI, Fooocus and Draw Things stay where they lie. They are read and never changed.</source>
        <translation>Bilder von Stable Diffusion web UI, ComfyUI, InvokeAI, SwarmUI, Fooocus und Draw Things bleiben, wo sie liegen. Sie werden gelesen und nie geändert.</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>Fortschritt</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Stopped.</source>
        <translation>Angehalten.</translation>
    </message>
    <message>
        <source>There are no pictures here.</source>
        <translation>Hier sind keine Bilder.</translation>
    </message>
    <message numerus="yes">
        <source>{0} of %Ln picture(s) (is|are) in.</source>
        <translation><numerusform>{0} von %Ln Bild ist aufgenommen.</numerusform><numerusform>{0} von %Ln Bildern sind aufgenommen.</numerusform></translation>
    </message>
</context>
<context>
    <name>HistoryModel</name>
    <message>
        <source>Picture {0}, loading</source>
        <translation>Bild {0}, wird geladen</translation>
    </message>
</context>
<context>
    <name>HistoryPage</name>
    <message numerus="yes">
        <source>%Ln picture(s) (is|are) copied.</source>
        <translation><numerusform>%Ln Bild ist kopiert.</numerusform><numerusform>%Ln Bilder sind kopiert.</numerusform></translation>
    </message>
    <message>
        <source>Delete rejected…</source>
        <translation>Abgelehnte löschen…</translation>
    </message>
    <message>
        <source>Drag pictures onto its name at the left.</source>
        <translation>Bilder links auf seinen Namen ziehen.</translation>
    </message>
    <message>
        <source>Every picture you make is kept here</source>
        <translation>Jedes Bild, das entsteht, bleibt hier</translation>
    </message>
    <message>
        <source>Generate one in the studio; its whole recipe is kept with it.</source>
        <translation>Im Studio eines erzeugen; sein ganzes Rezept wird mit aufgehoben.</translation>
    </message>
    <message>
        <source>Hide albums</source>
        <translation>Alben verbergen</translation>
    </message>
    <message>
        <source>Make a picture</source>
        <translation>Ein Bild machen</translation>
    </message>
    <message>
        <source>More</source>
        <translation>Mehr</translation>
    </message>
    <message>
        <source>More for the history</source>
        <translation>Mehr zum Verlauf</translation>
    </message>
    <message>
        <source>None is rejected.</source>
        <translation>Keines ist abgelehnt.</translation>
    </message>
    <message>
        <source>None of these is rejected.</source>
        <translation>Keines von diesen ist abgelehnt.</translation>
    </message>
    <message>
        <source>Nothing fits this search</source>
        <translation>Nichts passt zu dieser Suche</translation>
    </message>
    <message>
        <source>Save search as album…</source>
        <translation>Suche als Album speichern…</translation>
    </message>
    <message>
        <source>Save this search as an album</source>
        <translation>Diese Suche als Album speichern</translation>
    </message>
    <message>
        <source>Show albums</source>
        <translation>Alben zeigen</translation>
    </message>
    <message>
        <source>Show all pictures</source>
        <translation>Alle Bilder zeigen</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Stop; what is done can be undone</source>
        <translation>Anhalten; was getan ist, lässt sich rückgängig machen</translation>
    </message>
    <message>
        <source>This cannot be searched for</source>
        <translation>Danach kann nicht gesucht werden</translation>
    </message>
    <message>
        <source>Try fewer or other words.</source>
        <translation>Weniger oder andere Wörter versuchen.</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>Undo what was done last</source>
        <translation>Das Letzte rückgängig machen</translation>
    </message>
    <message>
        <source>“{0}” is empty</source>
        <translation>„{0}“ ist leer</translation>
    </message>
</context>
<context>
    <name>HistorySearchLine</name>
    <message>
        <source>Ctrl+Space lists what can be meant</source>
        <translation>Strg+Leertaste zeigt, was gemeint sein kann</translation>
    </message>
    <message>
        <source>Search the history</source>
        <translation>Verlauf durchsuchen</translation>
    </message>
    <message>
        <source>Search: words, “a phrase”, rating:&gt;=4, -without</source>
        <translation>Suche: Wörter, „ganzer Ausdruck“, rating:&gt;=4, -ohne</translation>
    </message>
</context>
<context>
    <name>HostedWay</name>
    <message>
        <source>Asking {0} whether it takes the key…</source>
        <translation>{0} wird gefragt, ob der Schlüssel gilt …</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Zurück</translation>
    </message>
    <message>
        <source>Look at the form first</source>
        <translation>Zuerst das Formular ansehen</translation>
    </message>
    <message>
        <source>The key of {0} is kept. The first picture will tell whether it works.</source>
        <translation>Der Schlüssel für {0} ist gespeichert. Das erste Bild zeigt, ob er gilt.</translation>
    </message>
    <message>
        <source>{0} is ready. Choose its model in the form.</source>
        <translation>{0} ist bereit. Das Modell dazu im Formular wählen.</translation>
    </message>
</context>
<context>
    <name>HostedWords</name>
    <message>
        <source>Balance {0}</source>
        <translation>Guthaben {0}</translation>
    </message>
    <message>
        <source>Enter another key</source>
        <translation>Anderen Schlüssel eingeben</translation>
    </message>
    <message>
        <source>Enter its key</source>
        <translation>Schlüssel eingeben</translation>
    </message>
    <message>
        <source>Models and memory of this computer</source>
        <translation>Modelle und Speicher dieses Computers</translation>
    </message>
    <message>
        <source>Privacy settings</source>
        <translation>Einstellungen zum Datenschutz</translation>
    </message>
    <message>
        <source>Services and keys</source>
        <translation>Dienste und Schlüssel</translation>
    </message>
    <message>
        <source>Understood</source>
        <translation>Verstanden</translation>
    </message>
    <message>
        <source>What you send goes to {0} and nobody else:</source>
        <translation>Was gesendet wird, geht an {0} und sonst niemanden:</translation>
    </message>
    <message>
        <source>fal does not store the request; its files go in an hour.</source>
        <translation>fal speichert die Anfrage nicht; ihre Dateien sind in einer Stunde fort.</translation>
    </message>
    <message>
        <source>fal is told to delete its copy once your picture is safe here.</source>
        <translation>fal soll seine Kopie löschen, sobald das Bild hier sicher ist.</translation>
    </message>
    <message>
        <source>fal keeps as little as possible: a lost answer can be fetched for an hour at most. Click for the privacy settings.</source>
        <translation>fal behält so wenig wie möglich: eine verlorene Antwort lässt sich höchstens eine Stunde lang holen. Klick öffnet die Einstellungen zum Datenschutz.</translation>
    </message>
    <message>
        <source>fal keeps requests for 30 days, pictures for a week or longer.</source>
        <translation>fal behält Anfragen 30 Tage, Bilder eine Woche oder länger.</translation>
    </message>
    <message>
        <source>minimal trace</source>
        <translation>kleinste Spur</translation>
    </message>
    <message>
        <source>the prompt, the references without camera data, the LoRAs.</source>
        <translation>der Prompt, die Referenzen ohne Kameradaten, die LoRAs.</translation>
    </message>
    <message>
        <source>{0} does not say how long it keeps them.</source>
        <translation>{0} sagt nicht, wie lange es sie behält.</translation>
    </message>
    <message>
        <source>{0} does not take the key</source>
        <translation>{0} lehnt den Schlüssel ab</translation>
    </message>
    <message>
        <source>{0} needs a key</source>
        <translation>{0} braucht einen Schlüssel</translation>
    </message>
    <message>
        <source>{0} ready</source>
        <translation>{0} bereit</translation>
    </message>
    <message>
        <source>{0}: no engine yet</source>
        <translation>{0}: noch keine Engine</translation>
    </message>
    <message>
        <source>{0}: the engine cannot be used</source>
        <translation>{0}: die Engine kann nicht benutzt werden</translation>
    </message>
    <message>
        <source>{0}: {1} is not ready</source>
        <translation>{0}: {1} ist nicht bereit</translation>
    </message>
</context>
<context>
    <name>ImportDialog</name>
    <message>
        <source>Add</source>
        <translation>Hinzufügen</translation>
    </message>
    <message numerus="yes">
        <source>Add %Ln LoRA(s)</source>
        <translation><numerusform>%Ln LoRA hinzufügen</numerusform><numerusform>%Ln LoRAs hinzufügen</numerusform></translation>
    </message>
    <message>
        <source>Add LoRAs</source>
        <translation>LoRAs hinzufügen</translation>
    </message>
    <message>
        <source>Adding {0} of {1}</source>
        <translation>Füge {0} von {1} hinzu</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Alle</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>It is being read.</source>
        <translation>Wird gerade gelesen.</translation>
    </message>
    <message>
        <source>LoRAs found</source>
        <translation>Gefundene LoRAs</translation>
    </message>
    <message>
        <source>Look into these folders from now on</source>
        <translation>In diese Ordner von nun an hineinsehen</translation>
    </message>
    <message>
        <source>Look into this folder from now on</source>
        <translation>In diesen Ordner von nun an hineinsehen</translation>
    </message>
    <message>
        <source>No .safetensors files here.
Drop another folder on the LoRA panel.</source>
        <translation>Hier sind keine .safetensors-Dateien.
Einen anderen Ordner auf die LoRAs ziehen.</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>Fortschritt</translation>
    </message>
    <message>
        <source>Reading what is there. Nothing is changed.</source>
        <translation>Es wird gelesen, was da ist. Nichts wird geändert.</translation>
    </message>
    <message>
        <source>Reading {0} of {1}</source>
        <translation>Lese {0} von {1}</translation>
    </message>
    <message>
        <source>Show {0}: {1}</source>
        <translation>{0} zeigen: {1}</translation>
    </message>
    <message>
        <source>Tick all new</source>
        <translation>Alle neuen ankreuzen</translation>
    </message>
    <message>
        <source>Tick none</source>
        <translation>Keine ankreuzen</translation>
    </message>
    <message>
        <source>Tick what you want first.</source>
        <translation>Zuerst ankreuzen, was gewünscht ist.</translation>
    </message>
    <message>
        <source>{0}; the files stay where they are</source>
        <translation>{0}; die Dateien bleiben, wo sie sind</translation>
    </message>
</context>
<context>
    <name>Inspector</name>
    <message>
        <source> Same seed</source>
        <translation> Gleicher Seed</translation>
    </message>
    <message>
        <source>Choose a picture to see how it was made.</source>
        <translation>Ein Bild wählen, um zu sehen, wie es entstand.</translation>
    </message>
    <message>
        <source>Copy the prompt</source>
        <translation>Prompt kopieren</translation>
    </message>
    <message>
        <source>Copy the whole recipe</source>
        <translation>Ganzes Rezept kopieren</translation>
    </message>
    <message>
        <source>Copy: {0}</source>
        <translation>Kopieren: {0}</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Löschen</translation>
    </message>
    <message>
        <source>Make again</source>
        <translation>Noch einmal erzeugen</translation>
    </message>
    <message>
        <source>Makes one more picture at once, with a new seed</source>
        <translation>Erzeugt sofort ein weiteres Bild, mit neuem Seed</translation>
    </message>
    <message>
        <source>Open in another program</source>
        <translation>In einem anderen Programm öffnen</translation>
    </message>
    <message>
        <source>Prompt</source>
        <translation>Prompt</translation>
    </message>
    <message>
        <source>Put the recipe into the form with its seed</source>
        <translation>Rezept mit seinem Seed ins Formular setzen</translation>
    </message>
    <message>
        <source>Put this recipe into the form, with a new seed</source>
        <translation>Dieses Rezept ins Formular setzen, mit neuem Seed</translation>
    </message>
    <message>
        <source>Show in folder</source>
        <translation>Im Ordner zeigen</translation>
    </message>
    <message>
        <source>Show on the stage</source>
        <translation>Auf der Bühne zeigen</translation>
    </message>
    <message>
        <source>Use as reference</source>
        <translation>Als Referenz</translation>
    </message>
    <message>
        <source>Use parts of the recipe…</source>
        <translation>Teile des Rezepts nutzen…</translation>
    </message>
    <message>
        <source>Use this recipe</source>
        <translation>Rezept nutzen</translation>
    </message>
    <message>
        <source>Use this recipe with the same seed</source>
        <translation>Rezept mit demselben Seed nutzen</translation>
    </message>
</context>
<context>
    <name>Intake</name>
    <message>
        <source>Drop it on the LoRAs, on the left.</source>
        <translation>Links auf die LoRAs ziehen.</translation>
    </message>
    <message>
        <source>“{0}” is a LoRA, not a picture.</source>
        <translation>„{0}“ ist ein LoRA, kein Bild.</translation>
    </message>
</context>
<context>
    <name>JobActions</name>
    <message>
        <source>Add credit…</source>
        <translation>Guthaben aufladen…</translation>
    </message>
    <message>
        <source>Asks the service what became of it; that costs nothing</source>
        <translation>Fragt den Dienst, was daraus wurde; das kostet nichts</translation>
    </message>
    <message>
        <source>Change it in the form</source>
        <translation>Im Formular ändern</translation>
    </message>
    <message>
        <source>Check</source>
        <translation>Nachsehen</translation>
    </message>
    <message>
        <source>Check: {0}</source>
        <translation>Nachsehen: {0}</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>Einzelheiten</translation>
    </message>
    <message>
        <source>Details of {0}</source>
        <translation>Einzelheiten zu {0}</translation>
    </message>
    <message>
        <source>Do not send again: {0}</source>
        <translation>Nicht noch einmal senden: {0}</translation>
    </message>
    <message>
        <source>Enter its key…</source>
        <translation>Schlüssel eingeben…</translation>
    </message>
    <message>
        <source>Goes on where it stopped; it is not billed again</source>
        <translation>Geht weiter, wo es stehen blieb; wird nicht noch einmal berechnet</translation>
    </message>
    <message>
        <source>Hide details</source>
        <translation>Einzelheiten verbergen</translation>
    </message>
    <message>
        <source>Not now</source>
        <translation>Nicht jetzt</translation>
    </message>
    <message>
        <source>Send again</source>
        <translation>Noch einmal senden</translation>
    </message>
    <message>
        <source>Send again all the same: {0}</source>
        <translation>Trotzdem noch einmal senden: {0}</translation>
    </message>
    <message>
        <source>Starts a new job with the same form</source>
        <translation>Startet einen neuen Auftrag mit demselben Formular</translation>
    </message>
    <message>
        <source>Starts a new job; it is billed as one</source>
        <translation>Startet einen neuen Auftrag; er wird als einer berechnet</translation>
    </message>
    <message>
        <source>Take a smaller size</source>
        <translation>Kleinere Größe nehmen</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Noch einmal versuchen</translation>
    </message>
</context>
<context>
    <name>JobDesk</name>
    <message>
        <source>{0} % – {1}</source>
        <translation>{0} % – {1}</translation>
    </message>
</context>
<context>
    <name>JobFold</name>
    <message>
        <source>Copied</source>
        <translation>Kopiert</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Copy the details of {0}</source>
        <translation>Einzelheiten zu {0} kopieren</translation>
    </message>
    <message>
        <source>Details of {0}</source>
        <translation>Einzelheiten zu {0}</translation>
    </message>
</context>
<context>
    <name>JobHeader</name>
    <message>
        <source>All jobs</source>
        <translation>Alle Aufträge</translation>
    </message>
    <message>
        <source>Cancel all</source>
        <translation>Alle abbrechen</translation>
    </message>
    <message>
        <source>Cancel what runs</source>
        <translation>Laufende abbrechen</translation>
    </message>
    <message>
        <source>Clear finished (pictures stay)</source>
        <translation>Fertige entfernen (Bilder bleiben)</translation>
    </message>
    <message>
        <source>For all jobs</source>
        <translation>Für alle Aufträge</translation>
    </message>
    <message>
        <source>Go on with the jobs</source>
        <translation>Mit den Aufträgen fortfahren</translation>
    </message>
    <message>
        <source>Hide the jobs</source>
        <translation>Aufträge ausblenden</translation>
    </message>
    <message>
        <source>Jobs</source>
        <translation>Aufträge</translation>
    </message>
    <message>
        <source>Nothing is running.</source>
        <translation>Nichts läuft.</translation>
    </message>
    <message>
        <source>Pause: start nothing new</source>
        <translation>Pause: nichts Neues starten</translation>
    </message>
    <message>
        <source>Remove all that wait</source>
        <translation>Alle wartenden entfernen</translation>
    </message>
    <message>
        <source>Show the jobs</source>
        <translation>Aufträge zeigen</translation>
    </message>
</context>
<context>
    <name>JobNotices</name>
    <message numerus="yes">
        <source>%n job(s) (needs|need) you.</source>
        <translation><numerusform>%n Auftrag braucht Hilfe.</numerusform><numerusform>%n Aufträge brauchen Hilfe.</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>%n picture(s) (is|are) ready.</source>
        <translation><numerusform>%n Bild ist fertig.</numerusform><numerusform>%n Bilder sind fertig.</numerusform></translation>
    </message>
    <message>
        <source>A job has ended.</source>
        <translation>Ein Auftrag ist zu Ende.</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>Zeigen</translation>
    </message>
</context>
<context>
    <name>JobPanel</name>
    <message>
        <source>Cancelled: {0}</source>
        <translation>Abgebrochen: {0}</translation>
    </message>
    <message>
        <source>Clear finished</source>
        <translation>Fertige entfernen</translation>
    </message>
    <message>
        <source>Failed: {0}</source>
        <translation>Gescheitert: {0}</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>Weiter</translation>
    </message>
    <message>
        <source>Nothing is running.</source>
        <translation>Nichts läuft.</translation>
    </message>
    <message>
        <source>Picture ready: {0}</source>
        <translation>Bild fertig: {0}</translation>
    </message>
    <message>
        <source>Show more ({0})</source>
        <translation>Mehr zeigen ({0})</translation>
    </message>
</context>
<context>
    <name>JobPill</name>
    <message>
        <source> Show live</source>
        <translation> Live zeigen</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>Fortschritt</translation>
    </message>
    <message>
        <source>Show the picture that is being drawn, in place of this one</source>
        <translation>Das Bild zeigen, das gerade entsteht, anstelle von diesem</translation>
    </message>
</context>
<context>
    <name>JobRowWidget</name>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Dismiss</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Give up</source>
        <translation>Aufgeben</translation>
    </message>
    <message>
        <source>More</source>
        <translation>Mehr</translation>
    </message>
    <message>
        <source>More for {0}</source>
        <translation>Mehr zu {0}</translation>
    </message>
    <message>
        <source>No prompt</source>
        <translation>Kein Prompt</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Show the picture</source>
        <translation>Bild zeigen</translation>
    </message>
    <message>
        <source>Show the picture of {0}</source>
        <translation>Bild von {0} zeigen</translation>
    </message>
    <message>
        <source>Too late to cancel</source>
        <translation>Zu spät zum Abbrechen</translation>
    </message>
</context>
<context>
    <name>JobWords</name>
    <message numerus="yes">
        <source>%n (needs|need) you</source>
        <translation><numerusform>%n braucht Hilfe</numerusform><numerusform>%n brauchen Hilfe</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>%n job(s) of last time (waits|wait) to be sent.</source>
        <translation><numerusform>%n Auftrag vom letzten Mal wartet darauf, gesendet zu werden.</numerusform><numerusform>%n Aufträge vom letzten Mal warten darauf, gesendet zu werden.</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>%n running</source>
        <translation><numerusform>%n läuft</numerusform><numerusform>%n laufen</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>%n waiting</source>
        <translation><numerusform>%n wartet</numerusform><numerusform>%n warten</numerusform></translation>
    </message>
    <message>
        <source>It may have been billed. It is not sent again by itself.</source>
        <translation>Vielleicht wurde es berechnet. Es wird nicht von selbst noch einmal gesendet.</translation>
    </message>
    <message>
        <source>Marked by the service’s safety checker: {0}.</source>
        <translation>Vom Sicherheitsfilter des Dienstes markiert: {0}.</translation>
    </message>
    <message>
        <source>No answer came.</source>
        <translation>Es kam keine Antwort.</translation>
    </message>
    <message numerus="yes">
        <source>Only {0} of %n picture(s) came.</source>
        <translation><numerusform>Nur {0} von %n Bild kam.</numerusform><numerusform>Nur {0} von %n Bildern kamen.</numerusform></translation>
    </message>
    <message>
        <source>Paused. What runs goes on; nothing new starts.</source>
        <translation>Pause. Was läuft, läuft weiter; nichts Neues startet.</translation>
    </message>
    <message>
        <source>Together about {0}.</source>
        <translation>Zusammen etwa {0}.</translation>
    </message>
    <message>
        <source>What was billed: {0}</source>
        <translation>Was berechnet wurde: {0}</translation>
    </message>
    <message>
        <source>about {0} left</source>
        <translation>noch etwa {0}</translation>
    </message>
    <message>
        <source>already billed: the picture is kept</source>
        <translation>schon berechnet: das Bild bleibt</translation>
    </message>
    <message>
        <source>cancelled</source>
        <translation>abgebrochen</translation>
    </message>
    <message numerus="yes">
        <source>cancelled: {0} of %n picture(s) (is|are) kept</source>
        <translation><numerusform>abgebrochen: {0} von %n Bild bleibt</numerusform><numerusform>abgebrochen: {0} von %n Bildern bleiben</numerusform></translation>
    </message>
    <message>
        <source>cancelling</source>
        <translation>wird abgebrochen</translation>
    </message>
    <message>
        <source>compiling: once for this size, then it is faster</source>
        <translation>wird kompiliert: einmal für diese Größe, danach geht es schneller</translation>
    </message>
    <message>
        <source>decoding the picture</source>
        <translation>Bild wird dekodiert</translation>
    </message>
    <message>
        <source>done</source>
        <translation>fertig</translation>
    </message>
    <message>
        <source>done in {0}</source>
        <translation>fertig in {0}</translation>
    </message>
    <message>
        <source>downloading</source>
        <translation>wird heruntergeladen</translation>
    </message>
    <message>
        <source>expanding the prompt</source>
        <translation>Prompt wird erweitert</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>gescheitert</translation>
    </message>
    <message>
        <source>fetching the LoRA</source>
        <translation>LoRA wird geholt</translation>
    </message>
    <message>
        <source>left as it is, taken up later</source>
        <translation>bleibt, wie es ist, und wird später aufgenommen</translation>
    </message>
    <message>
        <source>loading LoRA {0} of {1}</source>
        <translation>LoRA {0} von {1} wird geladen</translation>
    </message>
    <message>
        <source>loading the LoRA</source>
        <translation>LoRA wird geladen</translation>
    </message>
    <message>
        <source>loading the model</source>
        <translation>Modell wird geladen</translation>
    </message>
    <message>
        <source>loading {0}</source>
        <translation>{0} geladen</translation>
    </message>
    <message>
        <source>looking it up at the service</source>
        <translation>beim Dienst wird nachgesehen</translation>
    </message>
    <message>
        <source>looking it up at {0}</source>
        <translation>bei {0} wird nachgesehen</translation>
    </message>
    <message>
        <source>no answer came</source>
        <translation>keine Antwort</translation>
    </message>
    <message>
        <source>preparing references</source>
        <translation>Referenzen werden vorbereitet</translation>
    </message>
    <message>
        <source>queued</source>
        <translation>in der Schlange</translation>
    </message>
    <message>
        <source>queued at the service</source>
        <translation>beim Dienst in der Schlange</translation>
    </message>
    <message>
        <source>queued, {0}</source>
        <translation>in der Schlange, {0}</translation>
    </message>
    <message>
        <source>reading the prompt</source>
        <translation>Prompt wird gelesen</translation>
    </message>
    <message>
        <source>rendering</source>
        <translation>wird gezeichnet</translation>
    </message>
    <message>
        <source>saving</source>
        <translation>wird gespeichert</translation>
    </message>
    <message>
        <source>starting the engine</source>
        <translation>Engine startet</translation>
    </message>
    <message>
        <source>step {0} of {1}</source>
        <translation>Schritt {0} von {1}</translation>
    </message>
    <message>
        <source>still running at the service</source>
        <translation>läuft noch beim Dienst</translation>
    </message>
    <message numerus="yes">
        <source>the prompt is too long: of its {0} tokens the first %Ln (is|are) read</source>
        <translation><numerusform>der Prompt ist zu lang: von seinen {0} Token wird das erste gelesen</numerusform><numerusform>der Prompt ist zu lang: von seinen {0} Token werden die ersten %Ln gelesen</numerusform></translation>
    </message>
    <message>
        <source>the service</source>
        <translation>der Dienst</translation>
    </message>
    <message>
        <source>the service asks to wait</source>
        <translation>der Dienst bittet zu warten</translation>
    </message>
    <message>
        <source>uploading</source>
        <translation>wird hochgeladen</translation>
    </message>
    <message>
        <source>uploading the LoRA</source>
        <translation>LoRA wird hochgeladen</translation>
    </message>
    <message>
        <source>waiting</source>
        <translation>wartet</translation>
    </message>
    <message>
        <source>waiting, next</source>
        <translation>wartet, als Nächstes</translation>
    </message>
    <message>
        <source>waiting, {0}</source>
        <translation>wartet, {0}</translation>
    </message>
    <message>
        <source>{0} asks to wait</source>
        <translation>{0} bittet zu warten</translation>
    </message>
    <message>
        <source>{0} asks to wait {1}</source>
        <translation>{0} bittet zu warten, {1}</translation>
    </message>
    <message>
        <source>{0} h {1} min</source>
        <translation>{0} Std. {1} Min.</translation>
    </message>
    <message>
        <source>{0} min</source>
        <translation>{0} Min.</translation>
    </message>
    <message>
        <source>{0} s</source>
        <translation>{0} s</translation>
    </message>
    <message>
        <source>{0} {1} MB</source>
        <translation>{0} {1} MB</translation>
    </message>
    <message>
        <source>{0} {1} of {2} MB</source>
        <translation>{0} {1} von {2} MB</translation>
    </message>
    <message>
        <source>{0} · usually {1}</source>
        <translation>{0} · meist {1}</translation>
    </message>
    <message>
        <source>{0} · {1} left</source>
        <translation>{0} · noch {1}</translation>
    </message>
</context>
<context>
    <name>JobsViewModel</name>
    <message>
        <source>It may be billed a second time.</source>
        <translation>Vielleicht wird es ein zweites Mal berechnet.</translation>
    </message>
    <message>
        <source>{0} Send it?</source>
        <translation>{0} Senden?</translation>
    </message>
</context>
<context>
    <name>KeptSearches</name>
    <message>
        <source>“{0}” is kept.</source>
        <translation>„{0}“ ist gespeichert.</translation>
    </message>
    <message>
        <source>“{0}” is removed.</source>
        <translation>„{0}“ ist entfernt.</translation>
    </message>
</context>
<context>
    <name>KeyField</name>
    <message>
        <source>Forget</source>
        <translation>Vergessen</translation>
    </message>
    <message>
        <source>Forget the key of {0}</source>
        <translation>Schlüssel für {0} vergessen</translation>
    </message>
    <message>
        <source>Get a key</source>
        <translation>Schlüssel besorgen</translation>
    </message>
    <message>
        <source>Get a key of {0}</source>
        <translation>Schlüssel für {0} besorgen</translation>
    </message>
    <message>
        <source>Key of {0}</source>
        <translation>Schlüssel für {0}</translation>
    </message>
    <message>
        <source>Key refused</source>
        <translation>Schlüssel abgelehnt</translation>
    </message>
    <message>
        <source>Key set</source>
        <translation>Schlüssel gesetzt</translation>
    </message>
    <message>
        <source>No key</source>
        <translation>Kein Schlüssel</translation>
    </message>
    <message>
        <source>Paste a key first</source>
        <translation>Zuerst einen Schlüssel einfügen</translation>
    </message>
    <message>
        <source>Paste another key to replace it</source>
        <translation>Zum Ersetzen einen anderen Schlüssel einfügen</translation>
    </message>
    <message>
        <source>Paste the key here</source>
        <translation>Schlüssel hier einfügen</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Speichern</translation>
    </message>
    <message>
        <source>Save the key of {0}</source>
        <translation>Schlüssel für {0} speichern</translation>
    </message>
</context>
<context>
    <name>KeysDesk</name>
    <message>
        <source>Look at Settings &gt; Shortcuts.</source>
        <translation>Siehe Einstellungen &gt; Tastenkürzel.</translation>
    </message>
    <message>
        <source>The settings hold keys that no keyboard has; the usual ones are used.</source>
        <translation>In den Einstellungen stehen Tasten, die keine Tastatur hat; die üblichen gelten.</translation>
    </message>
</context>
<context>
    <name>KeysDialog</name>
    <message>
        <source>Change keys…</source>
        <translation>Tasten ändern…</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>Tasten</translation>
    </message>
    <message>
        <source>No key is called that.</source>
        <translation>Keine Taste heißt so.</translation>
    </message>
    <message>
        <source>Search for an action or a key</source>
        <translation>Aktion oder Taste suchen</translation>
    </message>
    <message>
        <source>Search the keys</source>
        <translation>Tasten durchsuchen</translation>
    </message>
    <message>
        <source>Single letters work while no text field has the focus.</source>
        <translation>Einzelne Buchstaben wirken, solange kein Textfeld den Fokus hat.</translation>
    </message>
</context>
<context>
    <name>KeysPage</name>
    <message>
        <source>Action</source>
        <translation>Aktion</translation>
    </message>
    <message>
        <source>Actions and their keys</source>
        <translation>Aktionen und ihre Tasten</translation>
    </message>
    <message>
        <source>All actions have their usual keys.</source>
        <translation>Alle Aktionen haben ihre üblichen Tasten.</translation>
    </message>
    <message>
        <source>All usual keys</source>
        <translation>Alle üblichen Tasten</translation>
    </message>
    <message>
        <source>Choose an action and press the keys it is to have. Single letters work while no text field has the focus.</source>
        <translation>Eine Aktion wählen und die Tasten drücken, die sie haben soll. Einzelne Buchstaben wirken, solange kein Textfeld den Fokus hat.</translation>
    </message>
    <message>
        <source>Its usual keys</source>
        <translation>Ihre üblichen Tasten</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>Tasten</translation>
    </message>
    <message>
        <source>Press new keys for {0}</source>
        <translation>Neue Tasten für {0} drücken</translation>
    </message>
    <message>
        <source>Press new keys…</source>
        <translation>Neue Tasten drücken…</translation>
    </message>
    <message>
        <source>Press the keys now</source>
        <translation>Jetzt die Tasten drücken</translation>
    </message>
    <message>
        <source>Search for an action or a key</source>
        <translation>Aktion oder Taste suchen</translation>
    </message>
    <message>
        <source>Search the keys</source>
        <translation>Tasten durchsuchen</translation>
    </message>
    <message>
        <source>Shortcuts</source>
        <translation>Tastenkürzel</translation>
    </message>
    <message>
        <source>Take it over</source>
        <translation>Übernehmen</translation>
    </message>
    <message>
        <source>Take its keys away</source>
        <translation>Ihre Tasten wegnehmen</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>Undo: all usual keys</source>
        <translation>Rückgängig: alle üblichen Tasten</translation>
    </message>
    <message>
        <source>changed</source>
        <translation>geändert</translation>
    </message>
    <message>
        <source>“{0}” belongs to {1}.</source>
        <translation>„{0}“ gehört zu {1}.</translation>
    </message>
    <message>
        <source>“{0}” it is.</source>
        <translation>„{0}“ ist es.</translation>
    </message>
    <message>
        <source>“{0}” leads through the window and stays with it.</source>
        <translation>„{0}“ führt durch das Fenster und bleibt dabei.</translation>
    </message>
</context>
<context>
    <name>LanguageChoice</name>
    <message>
        <source>As the system</source>
        <translation>Wie das System</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Sprache</translation>
    </message>
    <message>
        <source>Restart now</source>
        <translation>Jetzt neu starten</translation>
    </message>
    <message>
        <source>flux2studio speaks it from the next start on.</source>
        <translation>Ab dem nächsten Start spricht flux2studio diese Sprache.</translation>
    </message>
</context>
<context>
    <name>LibraryDialog</name>
    <message>
        <source>Done</source>
        <translation>Fertig</translation>
    </message>
    <message>
        <source>Looking…</source>
        <translation>Wird angesehen…</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>Fortschritt</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Stopped. What was put right by then stays so.</source>
        <translation>Angehalten. Was bis dahin gerichtet wurde, bleibt so.</translation>
    </message>
    <message numerus="yes">
        <source>{0} of %Ln picture(s)</source>
        <translation><numerusform>{0} von %Ln Bild</numerusform><numerusform>{0} von %Ln Bildern</numerusform></translation>
    </message>
</context>
<context>
    <name>LicenceDialog</name>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Licence</source>
        <translation>Lizenz</translation>
    </message>
</context>
<context>
    <name>LimitQuestion</name>
    <message>
        <source>Generate anyway</source>
        <translation>Trotzdem erzeugen</translation>
    </message>
    <message>
        <source>Question about your monthly limit</source>
        <translation>Frage zum Monatslimit</translation>
    </message>
    <message>
        <source>Sends this one beyond the limit; the limit stays</source>
        <translation>Sendet dieses über das Limit hinaus; das Limit bleibt</translation>
    </message>
</context>
<context>
    <name>LocalRunWords</name>
    <message>
        <source>Avoided</source>
        <translation>Vermieden</translation>
    </message>
    <message>
        <source>Drawn in</source>
        <translation>Gezeichnet in</translation>
    </message>
    <message>
        <source>Faster by</source>
        <translation>Schneller durch</translation>
    </message>
    <message>
        <source>Made on</source>
        <translation>Entstanden auf</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>Speicher</translation>
    </message>
    <message>
        <source>Too long, not read</source>
        <translation>Zu lang, nicht gelesen</translation>
    </message>
    <message>
        <source>Weights</source>
        <translation>Gewichte</translation>
    </message>
    <message>
        <source>What the LoRAs did</source>
        <translation>Was die LoRAs bewirkten</translation>
    </message>
    <message>
        <source>{0}, {1} a step</source>
        <translation>{0}, {1} je Schritt</translation>
    </message>
</context>
<context>
    <name>LoraDelegate</name>
    <message>
        <source>Find file…</source>
        <translation>Datei suchen…</translation>
    </message>
    <message>
        <source>missing</source>
        <translation>fehlt</translation>
    </message>
    <message>
        <source>other base</source>
        <translation>andere Basis</translation>
    </message>
    <message>
        <source>update</source>
        <translation>Update</translation>
    </message>
</context>
<context>
    <name>LoraDesk</name>
    <message numerus="yes">
        <source>%Ln LoRA(s) (is|are) in your collection.</source>
        <translation><numerusform>%Ln LoRA ist in der Sammlung.</numerusform><numerusform>%Ln LoRAs sind in der Sammlung.</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>%Ln LoRA(s) (is|are) where (it was|they were).</source>
        <translation><numerusform>%Ln LoRA ist wieder an seinem Platz.</numerusform><numerusform>%Ln LoRAs sind wieder an ihrem Platz.</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>%Ln LoRA(s) (stays|stay), because you have written on (it|them) since.</source>
        <translation><numerusform>%Ln LoRA bleibt, weil seither etwas dazugeschrieben wurde.</numerusform><numerusform>%Ln LoRAs bleiben, weil seither etwas dazugeschrieben wurde.</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>%Ln LoRA(s) (stays|stay): something is in (its|their) old place.</source>
        <translation><numerusform>%Ln LoRA bleibt: an seinem alten Platz liegt etwas.</numerusform><numerusform>%Ln LoRAs bleiben: an ihrem alten Platz liegt etwas.</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>%Ln LoRA(s) (was|were) moved.</source>
        <translation><numerusform>%Ln LoRA wurde verschoben.</numerusform><numerusform>%Ln LoRAs wurden verschoben.</numerusform></translation>
    </message>
    <message>
        <source>Put the one there that the card is to show.</source>
        <translation>Das Bild dorthin holen, das die Karte zeigen soll.</translation>
    </message>
    <message>
        <source>Show it</source>
        <translation>Zeigen</translation>
    </message>
    <message>
        <source>There is no picture on the stage.</source>
        <translation>Auf der Bühne ist kein Bild.</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>“{0}” is in your collection.</source>
        <translation>„{0}“ ist in der Sammlung.</translation>
    </message>
    <message>
        <source>“{0}” was moved.</source>
        <translation>„{0}“ wurde verschoben.</translation>
    </message>
</context>
<context>
    <name>LoraEditor</name>
    <message>
        <source>Add a word, Enter</source>
        <translation>Wort hinzufügen, Eingabe</translation>
    </message>
    <message>
        <source>Add one, Enter</source>
        <translation>Hinzufügen, Eingabe</translation>
    </message>
    <message>
        <source>Collections</source>
        <translation>Sammlungen</translation>
    </message>
    <message>
        <source>Credit line</source>
        <translation>Namensnennung</translation>
    </message>
    <message>
        <source>Description</source>
        <translation>Beschreibung</translation>
    </message>
    <message>
        <source>Edits pictures</source>
        <translation>Bearbeitet Bilder</translation>
    </message>
    <message>
        <source>For example: Turn image 1 into an ink wash drawing, {}</source>
        <translation>Zum Beispiel: Turn image 1 into an ink wash drawing, {}</translation>
    </message>
    <message>
        <source>Instruction</source>
        <translation>Anweisung</translation>
    </message>
    <message>
        <source>Licence</source>
        <translation>Lizenz</translation>
    </message>
    <message>
        <source>Made for</source>
        <translation>Gemacht für</translation>
    </message>
    <message>
        <source>Make it optional</source>
        <translation>Als wahlfrei einstufen</translation>
    </message>
    <message>
        <source>Make it required</source>
        <translation>Als nötig einstufen</translation>
    </message>
    <message>
        <source>Makes pictures</source>
        <translation>Macht Bilder</translation>
    </message>
    <message>
        <source>May pictures be sold</source>
        <translation>Bilder verkaufen</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>No</source>
        <translation>Nein</translation>
    </message>
    <message>
        <source>Not known</source>
        <translation>Nicht bekannt</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>Notizen</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>Open its page</source>
        <translation>Seite öffnen</translation>
    </message>
    <message>
        <source>Optional words</source>
        <translation>Wahlfreie Wörter</translation>
    </message>
    <message>
        <source>Page</source>
        <translation>Seite</translation>
    </message>
    <message>
        <source>Reference pictures it needs</source>
        <translation>Referenzbilder, die es braucht</translation>
    </message>
    <message>
        <source>Rights</source>
        <translation>Rechte</translation>
    </message>
    <message>
        <source>Scale</source>
        <translation>Stärke</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>Stichwörter</translation>
    </message>
    <message>
        <source>Trigger words</source>
        <translation>Triggerwörter</translation>
    </message>
    <message>
        <source>Trigger words, needed</source>
        <translation>Triggerwörter, nötig</translation>
    </message>
    <message>
        <source>Use</source>
        <translation>Verwenden</translation>
    </message>
    <message>
        <source>What it does</source>
        <translation>Was es tut</translation>
    </message>
    <message>
        <source>What you found out</source>
        <translation>Eigene Erfahrungen</translation>
    </message>
    <message>
        <source>Words that help</source>
        <translation>Wörter, die helfen</translation>
    </message>
    <message>
        <source>Yes</source>
        <translation>Ja</translation>
    </message>
    <message>
        <source>Yours</source>
        <translation>Eigenes</translation>
    </message>
</context>
<context>
    <name>LoraEdits</name>
    <message numerus="yes">
        <source>%Ln LoRA(s) removed.</source>
        <translation><numerusform>%Ln LoRA entfernt.</numerusform><numerusform>%Ln LoRAs entfernt.</numerusform></translation>
    </message>
    <message>
        <source>Nothing to do again.</source>
        <translation>Nichts wiederherzustellen.</translation>
    </message>
    <message>
        <source>Nothing to undo here.</source>
        <translation>Hier ist nichts rückgängig zu machen.</translation>
    </message>
    <message>
        <source>Undone: {0}</source>
        <translation>Rückgängig gemacht: {0}</translation>
    </message>
    <message>
        <source>“{0}” is one card again.</source>
        <translation>„{0}“ ist wieder eine Karte.</translation>
    </message>
    <message>
        <source>“{0}” removed.</source>
        <translation>„{0}“ entfernt.</translation>
    </message>
</context>
<context>
    <name>LoraEmpty</name>
    <message>
        <source>Add a LoRA…</source>
        <translation>LoRA hinzufügen…</translation>
    </message>
    <message>
        <source>No LoRA fits these filters.</source>
        <translation>Kein LoRA passt zu diesen Filtern.</translation>
    </message>
    <message>
        <source>No LoRA has “{0}” in its name, words, tags or notes.</source>
        <translation>Kein LoRA hat „{0}“ in Name, Wörtern, Stichwörtern oder Notizen.</translation>
    </message>
    <message>
        <source>No LoRA that fits the filters has “{0}”.</source>
        <translation>Kein LoRA, das zu den Filtern passt, hat „{0}“.</translation>
    </message>
    <message>
        <source>No LoRAs yet</source>
        <translation>Noch keine LoRAs</translation>
    </message>
    <message>
        <source>Nothing found</source>
        <translation>Nichts gefunden</translation>
    </message>
    <message>
        <source>Reading your folders…</source>
        <translation>Ordner werden gelesen…</translation>
    </message>
    <message>
        <source>Show all LoRAs</source>
        <translation>Alle LoRAs zeigen</translation>
    </message>
    <message>
        <source>Take in a folder…</source>
        <translation>Ordner aufnehmen…</translation>
    </message>
    <message>
        <source>Your LoRAs live here, with previews, trigger words and notes. Drop files or folders, add a Hugging Face repository, a Civitai page or a link, or take in the folder where you keep them. Files stay where they are.</source>
        <translation>Hier wohnen die LoRAs, mit Vorschau, Triggerwörtern und Notizen. Dateien oder Ordner hierher ziehen, ein Repository bei Hugging Face, eine Civitai-Seite oder einen Link hinzufügen, oder den Ordner aufnehmen, in dem sie liegen. Dateien bleiben, wo sie sind.</translation>
    </message>
</context>
<context>
    <name>LoraFilters</name>
    <message>
        <source>Allowed</source>
        <translation>Erlaubt</translation>
    </message>
    <message>
        <source>Base, rating, collection, tag, licence, source, state</source>
        <translation>Basis, Wertung, Sammlung, Stichwort, Lizenz, Quelle, Zustand</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>Leeren</translation>
    </message>
    <message>
        <source>Collection</source>
        <translation>Sammlung</translation>
    </message>
    <message>
        <source>Commercial use</source>
        <translation>Kommerzielle Nutzung</translation>
    </message>
    <message>
        <source>Duplicate</source>
        <translation>Doppelt</translation>
    </message>
    <message>
        <source>Edit LoRA</source>
        <translation>Bearbeitungs-LoRA</translation>
    </message>
    <message>
        <source>Favourite</source>
        <translation>Favorit</translation>
    </message>
    <message>
        <source>Filter…</source>
        <translation>Filter…</translation>
    </message>
    <message>
        <source>Licence</source>
        <translation>Lizenz</translation>
    </message>
    <message>
        <source>Link</source>
        <translation>Link</translation>
    </message>
    <message>
        <source>Made for</source>
        <translation>Gemacht für</translation>
    </message>
    <message>
        <source>Missing</source>
        <translation>Fehlt</translation>
    </message>
    <message>
        <source>Never used</source>
        <translation>Nie benutzt</translation>
    </message>
    <message>
        <source>No longer only {0}</source>
        <translation>Nicht mehr nur {0}</translation>
    </message>
    <message>
        <source>Not allowed</source>
        <translation>Nicht erlaubt</translation>
    </message>
    <message>
        <source>Not downloaded</source>
        <translation>Nicht heruntergeladen</translation>
    </message>
    <message>
        <source>Not known</source>
        <translation>Nicht bekannt</translation>
    </message>
    <message>
        <source>Not rated</source>
        <translation>Ohne Wertung</translation>
    </message>
    <message>
        <source>Only {0}</source>
        <translation>Nur {0}</translation>
    </message>
    <message>
        <source>Other base</source>
        <translation>Andere Basis</translation>
    </message>
    <message>
        <source>Rating</source>
        <translation>Wertung</translation>
    </message>
    <message>
        <source>Remove all filters</source>
        <translation>Alle Filter entfernen</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>Quelle</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Tag</source>
        <translation>Stichwort</translation>
    </message>
    <message>
        <source>This computer</source>
        <translation>Dieser Computer</translation>
    </message>
    <message>
        <source>Unknown base</source>
        <translation>Unbekannte Basis</translation>
    </message>
    <message>
        <source>Update</source>
        <translation>Update</translation>
    </message>
    <message>
        <source>{0} and more</source>
        <translation>{0} und mehr</translation>
    </message>
    <message>
        <source>{0}: remove this filter</source>
        <translation>{0}: diesen Filter entfernen</translation>
    </message>
</context>
<context>
    <name>LoraGrid</name>
    <message>
        <source>LoRA library</source>
        <translation>LoRA-Sammlung</translation>
    </message>
</context>
<context>
    <name>LoraHintLine</name>
    <message numerus="yes">
        <source>Needs %n reference picture(s).</source>
        <translation><numerusform>Braucht %n Referenzbild.</numerusform><numerusform>Braucht %n Referenzbilder.</numerusform></translation>
    </message>
    <message>
        <source>Needs {0} in the prompt.</source>
        <translation>Braucht {0} im Prompt.</translation>
    </message>
    <message>
        <source>Put in</source>
        <translation>Einsetzen</translation>
    </message>
    <message>
        <source>Put into the prompt: {0}</source>
        <translation>In den Prompt setzen: {0}</translation>
    </message>
    <message>
        <source>Use its instruction</source>
        <translation>Anweisung verwenden</translation>
    </message>
    <message>
        <source>Use the instruction of {0}</source>
        <translation>Anweisung von {0} verwenden</translation>
    </message>
</context>
<context>
    <name>LoraIdentity</name>
    <message>
        <source>Added</source>
        <translation>Hinzugefügt</translation>
    </message>
    <message>
        <source>Identity</source>
        <translation>Identität</translation>
    </message>
    <message>
        <source>Layout</source>
        <translation>Aufbau</translation>
    </message>
    <message>
        <source>Rank</source>
        <translation>Rang</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
</context>
<context>
    <name>LoraLineDelegate</name>
    <message>
        <source>Added</source>
        <translation>Hinzugefügt</translation>
    </message>
    <message>
        <source>For another model</source>
        <translation>Für ein anderes Modell</translation>
    </message>
    <message>
        <source>Missing</source>
        <translation>Fehlt</translation>
    </message>
    <message>
        <source>Off</source>
        <translation>Aus</translation>
    </message>
    <message>
        <source>unknown base</source>
        <translation>unbekannte Basis</translation>
    </message>
</context>
<context>
    <name>LoraMenu</name>
    <message>
        <source>Collections</source>
        <translation>Sammlungen</translation>
    </message>
    <message>
        <source>Copy its address</source>
        <translation>Adresse kopieren</translation>
    </message>
    <message>
        <source>Copy trigger words</source>
        <translation>Triggerwörter kopieren</translation>
    </message>
    <message>
        <source>Details…</source>
        <translation>Einzelheiten…</translation>
    </message>
    <message>
        <source>Download</source>
        <translation>Herunterladen</translation>
    </message>
    <message>
        <source>Download again</source>
        <translation>Noch einmal herunterladen</translation>
    </message>
    <message>
        <source>Favourite</source>
        <translation>Favorit</translation>
    </message>
    <message>
        <source>Find its file…</source>
        <translation>Datei suchen…</translation>
    </message>
    <message>
        <source>In use</source>
        <translation>Im Einsatz</translation>
    </message>
    <message>
        <source>Make one card of them</source>
        <translation>Zu einer Karte vereinen</translation>
    </message>
    <message>
        <source>New collection…</source>
        <translation>Neue Sammlung…</translation>
    </message>
    <message>
        <source>New tag…</source>
        <translation>Neues Stichwort…</translation>
    </message>
    <message>
        <source>No favourite any more</source>
        <translation>Kein Favorit mehr</translation>
    </message>
    <message>
        <source>None</source>
        <translation>Keine</translation>
    </message>
    <message>
        <source>Organise files…</source>
        <translation>Dateien ordnen…</translation>
    </message>
    <message>
        <source>Rating</source>
        <translation>Wertung</translation>
    </message>
    <message>
        <source>Remove from the library</source>
        <translation>Aus der Sammlung entfernen</translation>
    </message>
    <message>
        <source>Set the picture shown as its preview</source>
        <translation>Gezeigtes Bild als Vorschau setzen</translation>
    </message>
    <message>
        <source>Show in the file manager</source>
        <translation>Im Dateimanager zeigen</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>Stichwörter</translation>
    </message>
    <message>
        <source>Try scales…</source>
        <translation>Stärken ausprobieren…</translation>
    </message>
    <message>
        <source>Use</source>
        <translation>Verwenden</translation>
    </message>
</context>
<context>
    <name>LoraMissing</name>
    <message>
        <source>A link: hosted services read it there. It is not on this computer.</source>
        <translation>Ein Link: Online-Dienste lesen es dort. Auf diesem Computer ist es nicht.</translation>
    </message>
    <message>
        <source>Asking for the file…</source>
        <translation>Datei wird angefragt…</translation>
    </message>
    <message>
        <source>Comparing the file with what is known of it…</source>
        <translation>Datei wird mit dem verglichen, was über sie bekannt ist…</translation>
    </message>
    <message>
        <source>Download</source>
        <translation>Herunterladen</translation>
    </message>
    <message>
        <source>Download again</source>
        <translation>Noch einmal herunterladen</translation>
    </message>
    <message>
        <source>Download to this computer</source>
        <translation>Auf diesen Computer herunterladen</translation>
    </message>
    <message>
        <source>Fetching its file</source>
        <translation>Datei wird geholt</translation>
    </message>
    <message>
        <source>Forget</source>
        <translation>Vergessen</translation>
    </message>
    <message>
        <source>Locate…</source>
        <translation>Suchen…</translation>
    </message>
    <message>
        <source>No</source>
        <translation>Nein</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Takes the card out of the collection; undo brings it back</source>
        <translation>Nimmt die Karte aus der Sammlung; Rückgängig bringt sie zurück</translation>
    </message>
    <message>
        <source>The file is not where it was, and no other place is known. Its card stays.</source>
        <translation>Die Datei ist nicht mehr, wo sie war, und kein anderer Ort ist bekannt. Die Karte bleibt.</translation>
    </message>
    <message>
        <source>The file is not where it was. Its card stays.</source>
        <translation>Die Datei ist nicht mehr, wo sie war. Die Karte bleibt.</translation>
    </message>
    <message>
        <source>Use it anyway</source>
        <translation>Trotzdem verwenden</translation>
    </message>
</context>
<context>
    <name>LoraModel</name>
    <message>
        <source>A newer version is there.</source>
        <translation>Eine neuere Version ist da.</translation>
    </message>
    <message>
        <source>In use</source>
        <translation>Im Einsatz</translation>
    </message>
    <message>
        <source>Made for {0}; the model chosen is {1}.</source>
        <translation>Gemacht für {0}; das gewählte Modell ist {1}.</translation>
    </message>
    <message>
        <source>Not on this computer; it is fetched when it is used.</source>
        <translation>Nicht auf diesem Computer; es wird geholt, wenn es gebraucht wird.</translation>
    </message>
    <message>
        <source>On this computer it {0}.</source>
        <translation>Auf diesem Computer: {0}.</translation>
    </message>
    <message>
        <source>The file is not where it was.</source>
        <translation>Die Datei ist nicht mehr, wo sie war.</translation>
    </message>
    <message>
        <source>Trigger words: {0}</source>
        <translation>Triggerwörter: {0}</translation>
    </message>
    <message>
        <source>favourite</source>
        <translation>Favorit</translation>
    </message>
    <message>
        <source>file</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>link</source>
        <translation>Link</translation>
    </message>
    <message>
        <source>repository</source>
        <translation>Repository</translation>
    </message>
    <message>
        <source>{0} of 5 stars</source>
        <translation>{0} von 5 Sternen</translation>
    </message>
</context>
<context>
    <name>LoraOffer</name>
    <message>
        <source>Download now</source>
        <translation>Jetzt herunterladen</translation>
    </message>
    <message>
        <source>Download now, {0}</source>
        <translation>Jetzt herunterladen, {0}</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>For this computer, and for hosted services that take your files.</source>
        <translation>Für diesen Computer und für Online-Dienste, die eigene Dateien nehmen.</translation>
    </message>
    <message>
        <source>Hosted services read it there. It is downloaded when this computer needs it.</source>
        <translation>Online-Dienste lesen es dort. Es wird heruntergeladen, wenn dieser Computer es braucht.</translation>
    </message>
    <message>
        <source>Keep as a link</source>
        <translation>Als Link behalten</translation>
    </message>
    <message>
        <source>No licence named</source>
        <translation>Keine Lizenz genannt</translation>
    </message>
    <message>
        <source>Show its card</source>
        <translation>Karte zeigen</translation>
    </message>
    <message>
        <source>The file stays where it is; nothing is copied or changed.</source>
        <translation>Die Datei bleibt, wo sie ist; nichts wird kopiert oder geändert.</translation>
    </message>
    <message>
        <source>Trigger words: {0}</source>
        <translation>Triggerwörter: {0}</translation>
    </message>
    <message>
        <source>Which file of it</source>
        <translation>Welche Datei davon</translation>
    </message>
    <message>
        <source>You have this one: “{0}”.</source>
        <translation>Dieses ist schon da: „{0}“.</translation>
    </message>
    <message>
        <source>base not known yet</source>
        <translation>Basis noch nicht bekannt</translation>
    </message>
    <message>
        <source>not for paid work</source>
        <translation>nicht für bezahlte Arbeit</translation>
    </message>
    <message>
        <source>nothing said about paid work</source>
        <translation>nichts gesagt zu bezahlter Arbeit</translation>
    </message>
    <message>
        <source>pictures may be sold</source>
        <translation>Bilder dürfen verkauft werden</translation>
    </message>
</context>
<context>
    <name>LoraPage</name>
    <message>
        <source>Base not known yet</source>
        <translation>Basis noch nicht bekannt</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Favourite</source>
        <translation>Favorit</translation>
    </message>
    <message>
        <source>In use</source>
        <translation>Im Einsatz</translation>
    </message>
    <message>
        <source>Places</source>
        <translation>Orte</translation>
    </message>
    <message>
        <source>Seen</source>
        <translation>Gesehen</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>Undo: {0}</source>
        <translation>Rückgängig: {0}</translation>
    </message>
    <message>
        <source>Use it</source>
        <translation>Verwenden</translation>
    </message>
</context>
<context>
    <name>LoraPageViewModel</name>
    <message>
        <source>Its drive may not be connected.</source>
        <translation>Vielleicht ist sein Laufwerk nicht verbunden.</translation>
    </message>
    <message>
        <source>“{0}” is no longer there.</source>
        <translation>„{0}“ ist nicht mehr da.</translation>
    </message>
</context>
<context>
    <name>LoraPair</name>
    <message>
        <source>Drag the line; hold Space for without</source>
        <translation>Linie ziehen; Leertaste halten für ohne</translation>
    </message>
    <message>
        <source>Picture of the LoRA</source>
        <translation>Bild des LoRAs</translation>
    </message>
    <message>
        <source>Without and with it: arrow keys move the line, Space holds without</source>
        <translation>Ohne und mit: Pfeiltasten bewegen die Linie, Leertaste hält ohne</translation>
    </message>
    <message>
        <source>with</source>
        <translation>mit</translation>
    </message>
    <message>
        <source>without</source>
        <translation>ohne</translation>
    </message>
</context>
<context>
    <name>LoraPanel</name>
    <message numerus="yes">
        <source>%Ln new file(s) in your folders</source>
        <translation><numerusform>%Ln neue Datei in den Ordnern</numerusform><numerusform>%Ln neue Dateien in den Ordnern</numerusform></translation>
    </message>
    <message>
        <source>Add a LoRA</source>
        <translation>LoRA hinzufügen</translation>
    </message>
    <message>
        <source>Drop .safetensors files, a link, or owner/name.</source>
        <translation>.safetensors-Dateien, einen Link oder besitzer/name ablegen.</translation>
    </message>
    <message>
        <source>Drop a file or folder, or
add a repository or link</source>
        <translation>Datei, Ordner oder Link
hierher ziehen</translation>
    </message>
    <message>
        <source>LoRAs</source>
        <translation>LoRAs</translation>
    </message>
    <message>
        <source>Look at the new files</source>
        <translation>Neue Dateien ansehen</translation>
    </message>
    <message>
        <source>Review…</source>
        <translation>Durchsehen…</translation>
    </message>
    <message>
        <source>Search name, word, tag</source>
        <translation>Name, Wort suchen</translation>
    </message>
    <message>
        <source>Search the LoRAs</source>
        <translation>LoRAs durchsuchen</translation>
    </message>
    <message>
        <source>Sets</source>
        <translation>Sätze</translation>
    </message>
    <message>
        <source>Sets of LoRAs</source>
        <translation>Sätze von LoRAs</translation>
    </message>
    <message>
        <source>This is not a LoRA.</source>
        <translation>Das ist kein LoRA.</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>Undo what was done last</source>
        <translation>Das Letzte rückgängig machen</translation>
    </message>
    <message>
        <source>Words, “two words”, -word, base:klein4b, tag:ink, rating:&gt;=4, licence:apache, in:collection, source:civitai, is:missing, is:favourite, is:duplicate</source>
        <translation>Wörter, „zwei Wörter“, -Wort, base:klein4b, tag:ink, rating:&gt;=4, licence:apache, in:Sammlung, source:civitai, is:missing, is:favourite, is:duplicate</translation>
    </message>
    <message>
        <source>{0} of {1}</source>
        <translation>{0} von {1}</translation>
    </message>
</context>
<context>
    <name>LoraPicker</name>
    <message>
        <source>Add a LoRA</source>
        <translation>LoRA hinzufügen</translation>
    </message>
    <message>
        <source>Add a LoRA: name, trigger word, tag, base:…</source>
        <translation>LoRA hinzufügen: Name, Triggerwort, Stichwort, base:…</translation>
    </message>
    <message>
        <source>Enter: add · Shift+Enter: add, stay · Tab: details · Esc: close</source>
        <translation>Eingabe: hinzufügen · Umschalt+Eingabe: hinzufügen, offen bleiben · Tab: Einzelheiten · Esc: schließen</translation>
    </message>
    <message>
        <source>LoRAs found</source>
        <translation>Gefundene LoRAs</translation>
    </message>
    <message>
        <source>No LoRA has “{0}”.</source>
        <translation>Kein LoRA hat „{0}“.</translation>
    </message>
    <message>
        <source>No LoRAs yet.</source>
        <translation>Noch keine LoRAs.</translation>
    </message>
    <message>
        <source>Scale {0}</source>
        <translation>Stärke {0}</translation>
    </message>
    <message>
        <source>Search the LoRAs</source>
        <translation>LoRAs durchsuchen</translation>
    </message>
    <message>
        <source>There is no room for it; the form says why.</source>
        <translation>Kein Platz mehr dafür; das Formular sagt warum.</translation>
    </message>
</context>
<context>
    <name>LoraPicture</name>
    <message>
        <source>Picture of the LoRA</source>
        <translation>Bild des LoRAs</translation>
    </message>
</context>
<context>
    <name>LoraPictures</name>
    <message>
        <source>Keep as the picture with “{0}”</source>
        <translation>Als Bild mit „{0}“ behalten</translation>
    </message>
    <message>
        <source>Keep as the picture without “{0}”</source>
        <translation>Als Bild ohne „{0}“ behalten</translation>
    </message>
    <message>
        <source>Keep both as without and with “{0}”</source>
        <translation>Beide als ohne und mit „{0}“ behalten</translation>
    </message>
    <message>
        <source>Now the picture without “{0}”: its menu keeps it as that.</source>
        <translation>Nun das Bild ohne „{0}“: sein Menü hebt es als solches auf.</translation>
    </message>
    <message>
        <source>Set as preview of “{0}”</source>
        <translation>Als Vorschau von „{0}“ setzen</translation>
    </message>
    <message>
        <source>The card of “{0}” shows what it does.</source>
        <translation>Die Karte von „{0}“ zeigt, was es tut.</translation>
    </message>
</context>
<context>
    <name>LoraRoom</name>
    <message>
        <source>Choose a LoRA for {0}, or the model {1}.</source>
        <translation>Ein LoRA für {0} wählen, oder das Modell {1}.</translation>
    </message>
    <message>
        <source>Choose a LoRA for {0}.</source>
        <translation>Ein LoRA für {0} wählen.</translation>
    </message>
    <message>
        <source>Choose {0} to use them.</source>
        <translation>Um sie zu verwenden, {0} wählen.</translation>
    </message>
    <message>
        <source>Remove one, or switch one off.</source>
        <translation>Eines entfernen oder ausschalten.</translation>
    </message>
    <message>
        <source>another model</source>
        <translation>ein anderes Modell</translation>
    </message>
    <message numerus="yes">
        <source>{0} takes at most %n LoRA(s).</source>
        <translation><numerusform>{0} nimmt höchstens %n LoRA.</numerusform><numerusform>{0} nimmt höchstens %n LoRAs.</numerusform></translation>
    </message>
    <message>
        <source>{0} takes no LoRAs.</source>
        <translation>{0} nimmt keine LoRAs.</translation>
    </message>
    <message>
        <source>“{0}” is made for {1} and does nothing good with {2}.</source>
        <translation>„{0}“ ist für {1} gemacht und taugt nicht für {2}.</translation>
    </message>
</context>
<context>
    <name>LoraRow</name>
    <message>
        <source>Looks good from {0} to {1}, usually {2}.</source>
        <translation>Sieht gut aus von {0} bis {1}, meist {2}.</translation>
    </message>
    <message>
        <source>Remove from this picture; it stays in the library</source>
        <translation>Von diesem Bild entfernen; in der Sammlung bleibt es</translation>
    </message>
    <message>
        <source>Remove {0}</source>
        <translation>{0} entfernen</translation>
    </message>
    <message>
        <source>Scale of {0}</source>
        <translation>Stärke von {0}</translation>
    </message>
    <message>
        <source>Scale of {0}, number</source>
        <translation>Stärke von {0}, Zahl</translation>
    </message>
    <message>
        <source>Use it, or keep it without using it</source>
        <translation>Verwenden, oder behalten ohne es zu verwenden</translation>
    </message>
    <message>
        <source>Use {0}</source>
        <translation>{0} verwenden</translation>
    </message>
</context>
<context>
    <name>LoraSeenPart</name>
    <message>
        <source>Changed {0} of {1} layers at scale {2}, {3}</source>
        <translation>Änderte {0} von {1} Schichten bei Stärke {2}, {3}</translation>
    </message>
    <message>
        <source>Not used yet</source>
        <translation>Noch nicht benutzt</translation>
    </message>
    <message>
        <source>Show in the history: {0}</source>
        <translation>Im Verlauf zeigen: {0}</translation>
    </message>
    <message numerus="yes">
        <source>Used (once|%Ln times)</source>
        <translation><numerusform>Einmal benutzt</numerusform><numerusform>%Ln-mal benutzt</numerusform></translation>
    </message>
    <message>
        <source>{0}, last on {1}</source>
        <translation>{0}, zuletzt am {1}</translation>
    </message>
</context>
<context>
    <name>LoraSets</name>
    <message>
        <source>The set “{0}” is removed.</source>
        <translation>Der Satz „{0}“ ist entfernt.</translation>
    </message>
    <message>
        <source>“{0}” is in use, without {1}.</source>
        <translation>„{0}“ ist im Einsatz, ohne {1}.</translation>
    </message>
    <message>
        <source>“{0}” is in use.</source>
        <translation>„{0}“ ist im Einsatz.</translation>
    </message>
    <message>
        <source>“{0}” is kept as a set.</source>
        <translation>„{0}“ ist als Satz gespeichert.</translation>
    </message>
</context>
<context>
    <name>LoraSettings</name>
    <message>
        <source>All of it is in your collection already.</source>
        <translation>Alles davon ist schon in der Sammlung.</translation>
    </message>
    <message>
        <source>It is in your collection now. Undo takes it back.</source>
        <translation>Es ist jetzt in der Sammlung. Rückgängig nimmt es zurück.</translation>
    </message>
    <message>
        <source>Stopped: nothing was brought in.</source>
        <translation>Angehalten: nichts wurde aufgenommen.</translation>
    </message>
    <message>
        <source>The backup is made.</source>
        <translation>Die Sicherung ist gemacht.</translation>
    </message>
    <message>
        <source>The last one holds all there is.</source>
        <translation>Die letzte enthält alles, was da ist.</translation>
    </message>
    <message>
        <source>Written to {0}</source>
        <translation>Geschrieben nach {0}</translation>
    </message>
</context>
<context>
    <name>LoraSheets</name>
    <message>
        <source>The card of “{0}” shows what it does.</source>
        <translation>Die Karte von „{0}“ zeigt, was es tut.</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>“{0}” is used at {1} from now on.</source>
        <translation>„{0}“ wird von nun an mit {1} verwendet.</translation>
    </message>
</context>
<context>
    <name>LoraSort</name>
    <message>
        <source>Best rated</source>
        <translation>Beste Wertung</translation>
    </message>
    <message>
        <source>In which order the LoRAs stand</source>
        <translation>In welcher Reihenfolge die LoRAs stehen</translation>
    </message>
    <message>
        <source>Last used</source>
        <translation>Zuletzt benutzt</translation>
    </message>
    <message>
        <source>Most used</source>
        <translation>Meistbenutzt</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Newest</source>
        <translation>Neueste</translation>
    </message>
    <message>
        <source>Order: {0}</source>
        <translation>Reihenfolge: {0}</translation>
    </message>
</context>
<context>
    <name>LorasInUse</name>
    <message>
        <source>LoRAs in use</source>
        <translation>LoRAs im Einsatz</translation>
    </message>
    <message>
        <source>LoRAs that go together, with their scales</source>
        <translation>LoRAs, die zusammengehören, mit ihren Stärken</translation>
    </message>
    <message>
        <source>None. Double-click a LoRA, or drag it here.</source>
        <translation>Keine. Ein LoRA doppelklicken oder hierher ziehen.</translation>
    </message>
    <message>
        <source>Sets</source>
        <translation>Sätze</translation>
    </message>
    <message>
        <source>Sets of LoRAs</source>
        <translation>Sätze von LoRAs</translation>
    </message>
    <message>
        <source>{0} of {1}</source>
        <translation>{0} von {1}</translation>
    </message>
    <message>
        <source>{0} · price × {1}</source>
        <translation>{0} · Preis × {1}</translation>
    </message>
</context>
<context>
    <name>LorasPage</name>
    <message numerus="yes">
        <source>%Ln (gets|get) words (it|they) lacked.</source>
        <translation><numerusform>%Ln bekommt Wörter, die ihm fehlten.</numerusform><numerusform>%Ln bekommen Wörter, die ihnen fehlten.</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>%Ln (stays|stay) as (it is|they are).</source>
        <translation><numerusform>%Ln bleibt, wie es ist.</numerusform><numerusform>%Ln bleiben, wie sie sind.</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>%Ln LoRA(s) (is|are) new.</source>
        <translation><numerusform>%Ln LoRA ist neu.</numerusform><numerusform>%Ln LoRAs sind neu.</numerusform></translation>
    </message>
    <message>
        <source>Add a folder…</source>
        <translation>Ordner hinzufügen…</translation>
    </message>
    <message>
        <source>All files are known.</source>
        <translation>Alle Dateien sind bekannt.</translation>
    </message>
    <message>
        <source>Backup</source>
        <translation>Sicherung</translation>
    </message>
    <message>
        <source>Bring them in</source>
        <translation>Aufnehmen</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>Wählen…</translation>
    </message>
    <message>
        <source>Downloads</source>
        <translation>Downloads</translation>
    </message>
    <message>
        <source>Downloads go there from now on; what is elsewhere stays there.</source>
        <translation>Downloads landen ab jetzt dort; was anderswo liegt, bleibt dort.</translation>
    </message>
    <message>
        <source>Every day your words, ratings and pictures of all LoRAs are kept in one file. An import adds to what you have and never replaces your words.</source>
        <translation>Jeden Tag werden eigene Worte, Wertungen und Bilder aller LoRAs in einer Datei gesichert. Ein Import ergänzt, was da ist, und ersetzt nie eigene Worte.</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>Exportieren…</translation>
    </message>
    <message>
        <source>Folders</source>
        <translation>Ordner</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>Weiter</translation>
    </message>
    <message>
        <source>Import…</source>
        <translation>Importieren…</translation>
    </message>
    <message>
        <source>Last one: {0}</source>
        <translation>Letzte: {0}</translation>
    </message>
    <message>
        <source>Look again now</source>
        <translation>Jetzt noch einmal ansehen</translation>
    </message>
    <message>
        <source>Look for newer versions</source>
        <translation>Nach neueren Versionen sehen</translation>
    </message>
    <message>
        <source>Look into it no more; cards and files stay</source>
        <translation>Nicht mehr hineinsehen; Karten und Dateien bleiben</translation>
    </message>
    <message>
        <source>Look no more into {0}</source>
        <translation>Nicht mehr in {0} sehen</translation>
    </message>
    <message>
        <source>Make one now</source>
        <translation>Jetzt eine machen</translation>
    </message>
    <message>
        <source>No backup yet: the first is made minutes after the first LoRA came.</source>
        <translation>Noch keine Sicherung: die erste entsteht Minuten nach dem ersten LoRA.</translation>
    </message>
    <message>
        <source>Not now</source>
        <translation>Nicht jetzt</translation>
    </message>
    <message>
        <source>Once a day, Hugging Face and Civitai are asked about the LoRAs from there.</source>
        <translation>Einmal am Tag werden Hugging Face und Civitai nach den LoRAs von dort gefragt.</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Pause</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>They are being brought in…</source>
        <translation>Sie werden aufgenommen…</translation>
    </message>
    <message>
        <source>Usual place</source>
        <translation>Üblicher Ort</translation>
    </message>
    <message>
        <source>What appears in them is offered to you. Nothing in them is ever changed.</source>
        <translation>Was darin auftaucht, wird angeboten. Nichts darin wird je geändert.</translation>
    </message>
</context>
<context>
    <name>LorasViewModel</name>
    <message>
        <source>Drop the .safetensors files that lie in it.</source>
        <translation>Die .safetensors-Dateien ablegen, die darin liegen.</translation>
    </message>
    <message>
        <source>Made for {0}; this model is {1}.</source>
        <translation>Gemacht für {0}; dieses Modell ist {1}.</translation>
    </message>
    <message>
        <source>Nobody knows which model it was made for; it may do nothing here.</source>
        <translation>Niemand weiß, für welches Modell es gemacht ist; vielleicht bewirkt es hier nichts.</translation>
    </message>
    <message>
        <source>The file is not where it was.</source>
        <translation>Die Datei ist nicht mehr, wo sie war.</translation>
    </message>
    <message>
        <source>“{0}” is a folder.</source>
        <translation>„{0}“ ist ein Ordner.</translation>
    </message>
</context>
<context>
    <name>MachineBlock</name>
    <message>
        <source>Engine</source>
        <translation>Engine</translation>
    </message>
    <message>
        <source>Free memory</source>
        <translation>Speicher freigeben</translation>
    </message>
    <message>
        <source>In memory</source>
        <translation>Geladen</translation>
    </message>
    <message>
        <source>Look again</source>
        <translation>Noch einmal ansehen</translation>
    </message>
    <message>
        <source>Look for a GPU again</source>
        <translation>Noch einmal nach einer GPU suchen</translation>
    </message>
    <message>
        <source>No model is loaded.</source>
        <translation>Kein Modell ist geladen.</translation>
    </message>
    <message>
        <source>Shows whether it works here, before the first picture</source>
        <translation>Zeigt vor dem ersten Bild, ob sie hier läuft</translation>
    </message>
    <message>
        <source>Start now</source>
        <translation>Jetzt starten</translation>
    </message>
    <message>
        <source>Start the engine now</source>
        <translation>Engine jetzt starten</translation>
    </message>
    <message>
        <source>The model leaves the GPU; the next picture loads it again</source>
        <translation>Das Modell verlässt die GPU; das nächste Bild lädt es wieder</translation>
    </message>
    <message>
        <source>the engine</source>
        <translation>die Engine</translation>
    </message>
</context>
<context>
    <name>MakingAgain</name>
    <message>
        <source>It is on the button now.</source>
        <translation>Er steht jetzt auf dem Knopf.</translation>
    </message>
    <message>
        <source>The price is another one now: nothing was sent.</source>
        <translation>Der Preis ist jetzt ein anderer: Es wurde nichts gesendet.</translation>
    </message>
</context>
<context>
    <name>MarksChip</name>
    <message numerus="yes">
        <source>%n star(s)</source>
        <translation><numerusform>%n Stern</numerusform><numerusform>%n Sterne</numerusform></translation>
    </message>
    <message>
        <source>no stars</source>
        <translation>keine Sterne</translation>
    </message>
    <message>
        <source>picked</source>
        <translation>angenommen</translation>
    </message>
    <message>
        <source>rejected</source>
        <translation>abgelehnt</translation>
    </message>
</context>
<context>
    <name>MarksRow</name>
    <message>
        <source>+ Album</source>
        <translation>+ Album</translation>
    </message>
    <message>
        <source>Album: {0}</source>
        <translation>Album: {0}</translation>
    </message>
    <message>
        <source>Colour label: {0}</source>
        <translation>Farbmarkierung: {0}</translation>
    </message>
    <message>
        <source>Pick</source>
        <translation>Annehmen</translation>
    </message>
    <message>
        <source>Put into an album</source>
        <translation>In ein Album legen</translation>
    </message>
    <message>
        <source>Reject</source>
        <translation>Ablehnen</translation>
    </message>
    <message>
        <source>Show this album</source>
        <translation>Dieses Album zeigen</translation>
    </message>
    <message>
        <source>Take the picture out of it</source>
        <translation>Bild herausnehmen</translation>
    </message>
    <message>
        <source>blue</source>
        <translation>blau</translation>
    </message>
    <message>
        <source>green</source>
        <translation>grün</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keine</translation>
    </message>
    <message>
        <source>purple</source>
        <translation>violett</translation>
    </message>
    <message>
        <source>red</source>
        <translation>rot</translation>
    </message>
    <message>
        <source>yellow</source>
        <translation>gelb</translation>
    </message>
</context>
<context>
    <name>MarksViewModel</name>
    <message numerus="yes">
        <source>Bringing back {0} of %Ln picture(s)…</source>
        <translation><numerusform>Hole {0} von %Ln Bild zurück…</numerusform><numerusform>Hole {0} von %Ln Bildern zurück…</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>Deleting {0} of %Ln picture(s)…</source>
        <translation><numerusform>Lösche {0} von %Ln Bild…</numerusform><numerusform>Lösche {0} von %Ln Bildern…</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>Marking {0} of %Ln picture(s)…</source>
        <translation><numerusform>Markiere {0} von %Ln Bild…</numerusform><numerusform>Markiere {0} von %Ln Bildern…</numerusform></translation>
    </message>
    <message>
        <source>Nothing to do again.</source>
        <translation>Nichts wiederherzustellen.</translation>
    </message>
    <message>
        <source>Nothing to undo here.</source>
        <translation>Hier ist nichts rückgängig zu machen.</translation>
    </message>
    <message>
        <source>Undone: {0}</source>
        <translation>Rückgängig gemacht: {0}</translation>
    </message>
    <message>
        <source>{0} · {1} left</source>
        <translation>{0} · noch {1}</translation>
    </message>
</context>
<context>
    <name>MaskDialog</name>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Ctrl+Enter</source>
        <translation>Strg+Eingabe</translation>
    </message>
    <message>
        <source>Mask of {0}</source>
        <translation>Maske von {0}</translation>
    </message>
    <message>
        <source>One moment…</source>
        <translation>Einen Moment…</translation>
    </message>
    <message>
        <source>Reading the picture…</source>
        <translation>Bild wird gelesen…</translation>
    </message>
    <message>
        <source>Right button erases · wheel zooms · Ctrl+wheel: size · Space moves</source>
        <translation>Rechte Taste radiert · Rad zoomt · Strg+Rad: Größe · Leertaste verschiebt</translation>
    </message>
    <message>
        <source>Use the mask</source>
        <translation>Maske verwenden</translation>
    </message>
    <message>
        <source>What is marked is painted anew; the rest stays as it is.</source>
        <translation>Was markiert ist, wird neu gemalt; der Rest bleibt, wie er ist.</translation>
    </message>
</context>
<context>
    <name>MaskRow</name>
    <message>
        <source> Edit mask…</source>
        <translation> Maske bearbeiten…</translation>
    </message>
    <message>
        <source>1 paints what is marked wholly anew; less keeps more of what was there.</source>
        <translation>1 malt das Markierte ganz neu; weniger behält mehr von dem, was dort war.</translation>
    </message>
    <message>
        <source>Mask on image 1</source>
        <translation>Maske auf Bild 1</translation>
    </message>
    <message>
        <source>Paint on the mask</source>
        <translation>An der Maske malen</translation>
    </message>
    <message>
        <source>Remove the mask</source>
        <translation>Maske entfernen</translation>
    </message>
    <message>
        <source>Strength</source>
        <translation>Stärke</translation>
    </message>
    <message>
        <source>The size has another shape than image 1: its edges are cut off.</source>
        <translation>Die Größe hat eine andere Form als Bild 1: seine Ränder werden abgeschnitten.</translation>
    </message>
</context>
<context>
    <name>MaskTools</name>
    <message>
        <source>Brush: mark what is painted anew</source>
        <translation>Pinsel: markiert, was neu gemalt wird</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>Leeren</translation>
    </message>
    <message>
        <source>Eraser: take marks away</source>
        <translation>Radierer: nimmt Markiertes weg</translation>
    </message>
    <message>
        <source>Invert</source>
        <translation>Umkehren</translation>
    </message>
    <message>
        <source>Lasso: mark what it encloses</source>
        <translation>Lasso: markiert, was es umschließt</translation>
    </message>
    <message>
        <source>Load a mask from a file</source>
        <translation>Maske aus einer Datei laden</translation>
    </message>
    <message>
        <source>Load a mask from a file of the picture's size. What is see-through in it is painted anew; where nothing is, what is white.</source>
        <translation>Maske aus einer Datei in der Größe des Bildes laden. Was darin durchsichtig ist, wird neu gemalt; wo nichts durchsichtig ist, was weiß ist.</translation>
    </message>
    <message>
        <source>Rectangle: mark all of it</source>
        <translation>Rechteck: markiert alles darin</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>Wiederherstellen</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>Size of the brush</source>
        <translation>Größe des Pinsels</translation>
    </message>
    <message>
        <source>Size of the brush ([ and ], or Ctrl and the wheel)</source>
        <translation>Größe des Pinsels ([ und ], oder Strg und Mausrad)</translation>
    </message>
    <message>
        <source>Size of the brush in pixels</source>
        <translation>Größe des Pinsels in Pixeln</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
</context>
<context>
    <name>MaskView</name>
    <message>
        <source>Arrow keys lead the brush, Enter puts it down and lifts it.</source>
        <translation>Pfeiltasten führen den Pinsel, Eingabe setzt ihn auf und hebt ihn ab.</translation>
    </message>
    <message>
        <source>Mask on the picture</source>
        <translation>Maske auf dem Bild</translation>
    </message>
</context>
<context>
    <name>Masks</name>
    <message>
        <source>mask</source>
        <translation>Maske</translation>
    </message>
</context>
<context>
    <name>MemorySettings</name>
    <message>
        <source>4-bit</source>
        <translation>4 Bit</translation>
    </message>
    <message>
        <source>8-bit</source>
        <translation>8 Bit</translation>
    </message>
    <message>
        <source>A small preview with each step, at most ten a second. It costs no time.</source>
        <translation>Eine kleine Vorschau mit jedem Schritt, höchstens zehn je Sekunde. Sie kostet keine Zeit.</translation>
    </message>
    <message>
        <source>About a third of the memory; pictures differ more, and take longer.</source>
        <translation>Etwa ein Drittel des Speichers; Bilder weichen stärker ab und dauern länger.</translation>
    </message>
    <message>
        <source>About half the memory; pictures differ a little from the full ones.</source>
        <translation>Etwa der halbe Speicher; Bilder weichen ein wenig von den vollen ab.</translation>
    </message>
    <message numerus="yes">
        <source>After %n minute(s)</source>
        <translation><numerusform>Nach %n Minute</numerusform><numerusform>Nach %n Minuten</numerusform></translation>
    </message>
    <message>
        <source>As much stays on the GPU as has room there. Best for nearly everybody.</source>
        <translation>Auf der GPU bleibt, was dort Platz hat. Für fast alle das Beste.</translation>
    </message>
    <message>
        <source>Automatic</source>
        <translation>Automatisch</translation>
    </message>
    <message>
        <source>Free memory when idle</source>
        <translation>Speicher freigeben, wenn nichts läuft</translation>
    </message>
    <message>
        <source>Full (16-bit)</source>
        <translation>Voll (16 Bit)</translation>
    </message>
    <message>
        <source>Full where they fit, else the smaller ones that cost the least.</source>
        <translation>Voll, wo sie passen, sonst die kleineren, die am wenigsten kosten.</translation>
    </message>
    <message>
        <source>Layer by layer</source>
        <translation>Schicht für Schicht</translation>
    </message>
    <message>
        <source>Needs the least, and is by far the slowest.</source>
        <translation>Braucht am wenigsten und ist bei Weitem am langsamsten.</translation>
    </message>
    <message>
        <source>Never</source>
        <translation>Nie</translation>
    </message>
    <message>
        <source>Not possible here: {0} is missing, or the GPU cannot do it.</source>
        <translation>Hier nicht möglich: {0} fehlt, oder die GPU kann es nicht.</translation>
    </message>
    <message>
        <source>One part at a time</source>
        <translation>Ein Teil nach dem anderen</translation>
    </message>
    <message>
        <source>Show the picture while it is drawn</source>
        <translation>Bild zeigen, während es entsteht</translation>
    </message>
    <message>
        <source>Stays on the GPU</source>
        <translation>Bleibt auf der GPU</translation>
    </message>
    <message>
        <source>Text encoder, model and decoder take turns. Slower with each picture.</source>
        <translation>Text-Encoder, Modell und Decoder wechseln sich ab. Langsamer bei jedem Bild.</translation>
    </message>
    <message>
        <source>The fastest. Where it does not fit, smaller weights are taken first.</source>
        <translation>Am schnellsten. Wo es nicht passt, werden zuerst kleinere Gewichte genommen.</translation>
    </message>
    <message>
        <source>The model as its makers published it.</source>
        <translation>Das Modell, wie seine Macher es veröffentlicht haben.</translation>
    </message>
    <message>
        <source>The whole model</source>
        <translation>Das ganze Modell</translation>
    </message>
    <message>
        <source>Weights</source>
        <translation>Gewichte</translation>
    </message>
    <message>
        <source>What reads the prompt leaves once it is read. A new prompt takes longer.</source>
        <translation>Was den Prompt liest, geht, sobald er gelesen ist. Ein neuer Prompt dauert länger.</translation>
    </message>
    <message>
        <source>Without the text encoder</source>
        <translation>Ohne Text-Encoder</translation>
    </message>
</context>
<context>
    <name>Message</name>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Close this message</source>
        <translation>Diese Meldung schließen</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>Kopiert</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Copy the details</source>
        <translation>Einzelheiten kopieren</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>Einzelheiten</translation>
    </message>
</context>
<context>
    <name>MissingEngine</name>
    <message>
        <source>About it</source>
        <translation>Mehr dazu</translation>
    </message>
    <message>
        <source>About the engine</source>
        <translation>Mehr zur Engine</translation>
    </message>
    <message>
        <source>Set it up…</source>
        <translation>Einrichten…</translation>
    </message>
    <message>
        <source>The engine</source>
        <translation>Die Engine</translation>
    </message>
</context>
<context>
    <name>MissingModel</name>
    <message>
        <source>All models</source>
        <translation>Alle Modelle</translation>
    </message>
    <message>
        <source>Download</source>
        <translation>Herunterladen</translation>
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
        <source>Set it up…</source>
        <translation>Einrichten…</translation>
    </message>
</context>
<context>
    <name>MissingNotice</name>
    <message>
        <source>Find it…</source>
        <translation>Suchen…</translation>
    </message>
    <message>
        <source>The file is missing</source>
        <translation>Die Datei fehlt</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Noch einmal versuchen</translation>
    </message>
    <message>
        <source>“%1” was in %2. It may have been moved, or its drive is not connected. What you see is what the history keeps of it.</source>
        <translation>„%1“ lag in %2. Vielleicht wurde sie verschoben, oder ihr Laufwerk ist nicht verbunden. Zu sehen ist, was der Verlauf davon behält.</translation>
    </message>
</context>
<context>
    <name>ModelQuestion</name>
    <message>
        <source>A download would begin anew.</source>
        <translation>Ein Download würde von vorn beginnen.</translation>
    </message>
    <message>
        <source>Agree</source>
        <translation>Zustimmen</translation>
    </message>
    <message>
        <source>Agree and download</source>
        <translation>Zustimmen und herunterladen</translation>
    </message>
    <message>
        <source>Discard it</source>
        <translation>Verwerfen</translation>
    </message>
    <message>
        <source>Discard the part of {0} that is here?</source>
        <translation>Den Teil von {0} verwerfen, der hier ist?</translation>
    </message>
    <message>
        <source>Its files go to the system’s trash; until that is emptied they can be put back. Your pictures stay, and so do their recipes.</source>
        <translation>Die Dateien kommen in den Papierkorb des Systems; bis der geleert wird, lassen sie sich zurücklegen. Bilder bleiben, und ihre Rezepte auch.</translation>
    </message>
    <message>
        <source>Move to the trash</source>
        <translation>In den Papierkorb legen</translation>
    </message>
    <message>
        <source>Move {0} to the trash?</source>
        <translation>{0} in den Papierkorb legen?</translation>
    </message>
    <message>
        <source>Read the licence</source>
        <translation>Lizenz lesen</translation>
    </message>
    <message>
        <source>{0}: {1}</source>
        <translation>{0}: {1}</translation>
    </message>
</context>
<context>
    <name>ModelRow</name>
    <message>
        <source>Check the files</source>
        <translation>Dateien prüfen</translation>
    </message>
    <message>
        <source>Discard what is here…</source>
        <translation>Verwerfen, was hier ist…</translation>
    </message>
    <message>
        <source>Download</source>
        <translation>Herunterladen</translation>
    </message>
    <message>
        <source>Forget where it is</source>
        <translation>Vergessen, wo es liegt</translation>
    </message>
    <message>
        <source>Forgotten here; the files stay where they are.</source>
        <translation>Hier vergessen; die Dateien bleiben, wo sie sind.</translation>
    </message>
    <message>
        <source>Licence: {0}</source>
        <translation>Lizenz: {0}</translation>
    </message>
    <message>
        <source>Licence…</source>
        <translation>Lizenz…</translation>
    </message>
    <message>
        <source>More for {0}</source>
        <translation>Mehr zu {0}</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Pause</translation>
    </message>
    <message>
        <source>Remove…</source>
        <translation>Entfernen…</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>Fortsetzen</translation>
    </message>
    <message>
        <source>Show in the file manager</source>
        <translation>Im Dateimanager zeigen</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>Undo: forget {0}</source>
        <translation>Rückgängig: {0} vergessen</translation>
    </message>
    <message>
        <source>Use</source>
        <translation>Verwenden</translation>
    </message>
    <message>
        <source>Use a folder or file, check, remove</source>
        <translation>Ordner oder Datei verwenden, prüfen, entfernen</translation>
    </message>
    <message>
        <source>Use a folder…</source>
        <translation>Ordner verwenden…</translation>
    </message>
    <message>
        <source>Use a single file…</source>
        <translation>Einzelne Datei verwenden…</translation>
    </message>
    <message>
        <source>the one to start with</source>
        <translation>das für den Anfang</translation>
    </message>
</context>
<context>
    <name>ModelRows</name>
    <message>
        <source>Damaged</source>
        <translation>Beschädigt</translation>
    </message>
    <message>
        <source>In Hugging Face’s own cache: {0}</source>
        <translation>Im Cache von Hugging Face selbst: {0}</translation>
    </message>
    <message>
        <source>Its files are checked</source>
        <translation>Die Dateien werden geprüft</translation>
    </message>
    <message>
        <source>Not here · {0} to download</source>
        <translation>Nicht hier · {0} herunterzuladen</translation>
    </message>
    <message>
        <source>On its way</source>
        <translation>Unterwegs</translation>
    </message>
    <message>
        <source>On this computer · licence not agreed to yet</source>
        <translation>Auf diesem Computer · der Lizenz noch nicht zugestimmt</translation>
    </message>
    <message>
        <source>On this computer · {0}</source>
        <translation>Auf diesem Computer · {0}</translation>
    </message>
    <message>
        <source>Partly here · {0}</source>
        <translation>Zum Teil hier · {0}</translation>
    </message>
    <message>
        <source>Your file: {0}</source>
        <translation>Eigene Datei: {0}</translation>
    </message>
    <message>
        <source>Your folder: {0}</source>
        <translation>Eigener Ordner: {0}</translation>
    </message>
    <message>
        <source>asking what there is to fetch</source>
        <translation>fragt, was zu holen ist</translation>
    </message>
    <message>
        <source>checking the files · {0}</source>
        <translation>prüft die Dateien · {0}</translation>
    </message>
    <message>
        <source>checking what came · {0}</source>
        <translation>prüft, was kam · {0}</translation>
    </message>
    <message>
        <source>the site is busy; it is asked again</source>
        <translation>die Seite ist beschäftigt; sie wird noch einmal gefragt</translation>
    </message>
    <message>
        <source>{0} left</source>
        <translation>noch {0}</translation>
    </message>
</context>
<context>
    <name>ModelsOnDisk</name>
    <message>
        <source>{0} free on its drive</source>
        <translation>{0} frei auf dem Laufwerk</translation>
    </message>
</context>
<context>
    <name>MoneyPage</name>
    <message>
        <source>Before a picture would take the month above it, you are asked.</source>
        <translation>Bevor ein Bild den Monat darüber brächte, kommt eine Frage.</translation>
    </message>
    <message>
        <source>Empty or 0: you are never asked.</source>
        <translation>Leer oder 0: es wird nie gefragt.</translation>
    </message>
    <message>
        <source>Monthly limit</source>
        <translation>Monatslimit</translation>
    </message>
    <message>
        <source>Monthly limit in US dollars</source>
        <translation>Monatslimit in US-Dollar</translation>
    </message>
    <message>
        <source>No limit</source>
        <translation>Kein Limit</translation>
    </message>
    <message>
        <source>This month</source>
        <translation>Dieser Monat</translation>
    </message>
</context>
<context>
    <name>MoneyViewModel</name>
    <message>
        <source>This session</source>
        <translation>Diese Sitzung</translation>
    </message>
    <message>
        <source>You are asked before a month goes above {0}.</source>
        <translation>Bevor ein Monat über {0} geht, kommt eine Frage.</translation>
    </message>
    <message>
        <source>this month {0}</source>
        <translation>diesen Monat {0}</translation>
    </message>
    <message>
        <source>{0} in {1}</source>
        <translation>{0} im {1}</translation>
    </message>
    <message>
        <source>{0} of it is our estimate: the service has not said what it cost.</source>
        <translation>{0} davon sind geschätzt: der Dienst hat nicht gesagt, was es kostete.</translation>
    </message>
    <message>
        <source>{0} so far</source>
        <translation>bisher {0}</translation>
    </message>
    <message>
        <source>{0} this session</source>
        <translation>{0} in dieser Sitzung</translation>
    </message>
</context>
<context>
    <name>MoreParameters</name>
    <message>
        <source>1 · strict</source>
        <translation>1 · streng</translation>
    </message>
    <message>
        <source>2 · fairly strict</source>
        <translation>2 · ziemlich streng</translation>
    </message>
    <message>
        <source>3 · in between</source>
        <translation>3 · dazwischen</translation>
    </message>
    <message>
        <source>4 · fairly permissive</source>
        <translation>4 · ziemlich freizügig</translation>
    </message>
    <message>
        <source>5 · permissive</source>
        <translation>5 · freizügig</translation>
    </message>
    <message>
        <source>Does nothing here: it is for a single reference.</source>
        <translation>Bewirkt hier nichts: es ist für eine einzelne Referenz.</translation>
    </message>
    <message>
        <source>Finer detail of the reference; takes longer and more memory.</source>
        <translation>Feinere Details der Referenz; braucht mehr Zeit und Speicher.</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>Format</translation>
    </message>
    <message>
        <source>Let the model expand the prompt first</source>
        <translation>Das Modell den Prompt zuerst erweitern lassen</translation>
    </message>
    <message>
        <source>Let the service rewrite the prompt</source>
        <translation>Den Dienst den Prompt umschreiben lassen</translation>
    </message>
    <message>
        <source>Look at the reference with 4 megapixels</source>
        <translation>Die Referenz mit 4 Megapixeln ansehen</translation>
    </message>
    <message>
        <source>More: {0}</source>
        <translation>Mehr: {0}</translation>
    </message>
    <message>
        <source>Safety checker</source>
        <translation>Sicherheitsfilter</translation>
    </message>
    <message>
        <source>Safety tolerance</source>
        <translation>Toleranz des Filters</translation>
    </message>
    <message>
        <source>format</source>
        <translation>Format</translation>
    </message>
    <message>
        <source>large reference</source>
        <translation>große Referenz</translation>
    </message>
    <message>
        <source>prompt expansion</source>
        <translation>Prompt-Erweiterung</translation>
    </message>
    <message>
        <source>safety</source>
        <translation>Filter</translation>
    </message>
</context>
<context>
    <name>NameCompleter</name>
    <message>
        <source>Names of the references</source>
        <translation>Namen der Referenzen</translation>
    </message>
    <message>
        <source>image {0}</source>
        <translation>Bild {0}</translation>
    </message>
    <message>
        <source>switched off, not sent</source>
        <translation>ausgeschaltet, nicht gesendet</translation>
    </message>
</context>
<context>
    <name>OrganiseDialog</name>
    <message>
        <source>All LoRAs of the collection</source>
        <translation>Alle LoRAs der Sammlung</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Choose a folder first.</source>
        <translation>Zuerst einen Ordner wählen.</translation>
    </message>
    <message>
        <source>Choose a folder…</source>
        <translation>Ordner wählen…</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Every move</source>
        <translation>Jede Verschiebung</translation>
    </message>
    <message>
        <source>Files are moved on their disk; none is copied or written over.</source>
        <translation>Dateien werden auf ihrem Laufwerk verschoben; keine wird kopiert oder überschrieben.</translation>
    </message>
    <message>
        <source>Into</source>
        <translation>Nach</translation>
    </message>
    <message>
        <source>Move</source>
        <translation>Verschieben</translation>
    </message>
    <message numerus="yes">
        <source>Move %Ln LoRA(s)</source>
        <translation><numerusform>%Ln LoRA verschieben</numerusform><numerusform>%Ln LoRAs verschieben</numerusform></translation>
    </message>
    <message>
        <source>Move the last {0} back</source>
        <translation>Die letzten {0} zurückschieben</translation>
    </message>
    <message>
        <source>Moved {0} of {1}</source>
        <translation>{0} von {1} verschoben</translation>
    </message>
    <message>
        <source>Nothing that is ticked would move.</source>
        <translation>Nichts Angekreuztes würde sich bewegen.</translation>
    </message>
    <message>
        <source>Organise files</source>
        <translation>Dateien ordnen</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>Fortschritt</translation>
    </message>
    <message>
        <source>Put in {0}</source>
        <translation>{0} einsetzen</translation>
    </message>
    <message>
        <source>Template</source>
        <translation>Schablone</translation>
    </message>
    <message>
        <source>Template for folders and names</source>
        <translation>Schablone für Ordner und Namen</translation>
    </message>
    <message>
        <source>Tick all that can move</source>
        <translation>Alle ankreuzen, die sich verschieben lassen</translation>
    </message>
    <message>
        <source>Tick none</source>
        <translation>Keine ankreuzen</translation>
    </message>
    <message numerus="yes">
        <source>and %Ln more</source>
        <translation><numerusform>und %Ln weiteres</numerusform><numerusform>und %Ln weitere</numerusform></translation>
    </message>
</context>
<context>
    <name>Outside</name>
    <message>
        <source>It may have been moved, or its drive is not connected.</source>
        <translation>Vielleicht wurde es verschoben, oder sein Laufwerk ist nicht verbunden.</translation>
    </message>
    <message>
        <source>“%1” is no longer there.</source>
        <translation>„%1“ ist nicht mehr da.</translation>
    </message>
</context>
<context>
    <name>PairRoom</name>
    <message>
        <source> Hold for the other</source>
        <translation> Halten für das andere</translation>
    </message>
    <message>
        <source>Before and after</source>
        <translation>Vorher und nachher</translation>
    </message>
    <message>
        <source>Show the left one for as long as it is held down (\)</source>
        <translation>Das linke zeigen, solange die Taste gehalten wird (\)</translation>
    </message>
</context>
<context>
    <name>Parameters</name>
    <message>
        <source>Acceleration</source>
        <translation>Beschleunigung</translation>
    </message>
    <message>
        <source>As fast as it goes without a change to be seen.</source>
        <translation>So schnell, wie es ohne sichtbare Änderung geht.</translation>
    </message>
    <message>
        <source>Exactly as the model’s makers compute it; the slowest.</source>
        <translation>Genau wie die Macher des Modells es rechnen; am langsamsten.</translation>
    </message>
    <message>
        <source>Faster still, with 8-bit arithmetic where the GPU can: pictures differ a little from those of the other levels, with the same seed too.</source>
        <translation>Noch schneller, mit 8-Bit-Rechnung, wo die GPU es kann: Bilder weichen ein wenig von denen der anderen Stufen ab, auch bei gleichem Seed.</translation>
    </message>
    <message>
        <source>Guidance</source>
        <translation>Guidance</translation>
    </message>
    <message>
        <source>High</source>
        <translation>Hoch</translation>
    </message>
    <message>
        <source>It will be {0} × {1}: this model takes {2} to {3} pixels, in steps of {4}.</source>
        <translation>Es wird {0} × {1}: dieses Modell nimmt {2} bis {3} Pixel, in Schritten von {4}.</translation>
    </message>
    <message>
        <source>Make the picture as large as reference 1</source>
        <translation>Das Bild so groß machen wie Referenz 1</translation>
    </message>
    <message>
        <source>None</source>
        <translation>Keine</translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation>Bilder</translation>
    </message>
    <message>
        <source>Regular</source>
        <translation>Normal</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>Seed</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>Schritte</translation>
    </message>
    <message>
        <source>as reference 1</source>
        <translation>wie Referenz 1</translation>
    </message>
</context>
<context>
    <name>Phrases</name>
    <message>
        <source>${amount:.2f}</source>
        <translation>{amount:.2f} $</translation>
    </message>
    <message>
        <source>${amount:.3f}</source>
        <translation>{amount:.3f} $</translation>
    </message>
    <message>
        <source>1 is the usual start.</source>
        <translation>1 ist der übliche Anfang.</translation>
    </message>
    <message>
        <source>1 paints what is under the mask wholly anew.</source>
        <translation>1 malt ganz neu, was unter der Maske liegt.</translation>
    </message>
    <message>
        <source>4-bit weights</source>
        <translation>4-Bit-Gewichte</translation>
    </message>
    <message>
        <source>4-bit weights need bitsandbytes and an NVIDIA GPU.</source>
        <translation>4-Bit-Gewichte brauchen bitsandbytes und eine NVIDIA-GPU.</translation>
    </message>
    <message>
        <source>8-bit weights</source>
        <translation>8-Bit-Gewichte</translation>
    </message>
    <message>
        <source>8-bit weights (fp8)</source>
        <translation>8-Bit-Gewichte (fp8)</translation>
    </message>
    <message>
        <source>8-bit weights need torchao.</source>
        <translation>8-Bit-Gewichte brauchen torchao.</translation>
    </message>
    <message>
        <source>A LoRA needs a name.</source>
        <translation>Ein LoRA braucht einen Namen.</translation>
    </message>
    <message>
        <source>A bracket is not closed.</source>
        <translation>Eine Klammer ist nicht geschlossen.</translation>
    </message>
    <message>
        <source>A cost is a number of dollars, such as &gt;0.05.</source>
        <translation>Kosten sind eine Zahl in Dollar, etwa &gt;0.05.</translation>
    </message>
    <message>
        <source>A damaged file could not be deleted</source>
        <translation>Eine beschädigte Datei konnte nicht gelöscht werden</translation>
    </message>
    <message>
        <source>A failed run is not billed. Try again.</source>
        <translation>Ein gescheiterter Lauf wird nicht berechnet. Noch einmal versuchen.</translation>
    </message>
    <message>
        <source>A failed run is not billed. Use fewer steps or a smaller size.</source>
        <translation>Ein gescheiterter Lauf wird nicht berechnet. Weniger Schritte oder eine kleinere Größe nehmen.</translation>
    </message>
    <message>
        <source>A file of the sample is damaged.</source>
        <translation>Eine Datei des Beispiels ist beschädigt.</translation>
    </message>
    <message>
        <source>A file of the sample is missing.</source>
        <translation>Eine Datei des Beispiels fehlt.</translation>
    </message>
    <message>
        <source>A file of this request is too large for {name}.</source>
        <translation>Eine Datei dieser Anfrage ist zu groß für {name}.</translation>
    </message>
    <message>
        <source>A filter is too long: {most} letters fit.</source>
        <translation>Ein Filter ist zu lang: {most} Zeichen passen.</translation>
    </message>
    <message>
        <source>A folder or name is empty, or begins or ends with a dot or a space.</source>
        <translation>Ein Ordner oder Name ist leer, oder er beginnt oder endet mit einem Punkt oder Leerzeichen.</translation>
    </message>
    <message>
        <source>A key with the scope “ADMIN” may see it.</source>
        <translation>Ein Schlüssel mit dem Recht „ADMIN“ kann es sehen.</translation>
    </message>
    <message>
        <source>A key with the scope “ADMIN” may. Or choose “As little as possible” in the privacy settings.</source>
        <translation>Ein Schlüssel mit dem Recht „ADMIN“ darf es. Oder beim Datenschutz „So wenig wie möglich“ wählen.</translation>
    </message>
    <message>
        <source>A library of the local engine is not to be had.</source>
        <translation>Eine Bibliothek der lokalen Engine ist nicht zu bekommen.</translation>
    </message>
    <message>
        <source>A library that came is not the one that this version of the app was tested with.</source>
        <translation>Eine Bibliothek, die kam, ist nicht die, mit der diese Version der App geprüft wurde.</translation>
    </message>
    <message>
        <source>A link to this computer is not followed.</source>
        <translation>Einem Link auf diesen Computer wird nicht gefolgt.</translation>
    </message>
    <message>
        <source>A name cannot hold {shown}.</source>
        <translation>Ein Name kann {shown} nicht enthalten.</translation>
    </message>
    <message>
        <source>A pair is two pictures: without the LoRA, and with it.</source>
        <translation>Ein Paar sind zwei Bilder: ohne das LoRA und mit ihm.</translation>
    </message>
    <message>
        <source>A picture is being made with it.</source>
        <translation>Gerade entsteht ein Bild damit.</translation>
    </message>
    <message>
        <source>A prepared reference cannot be read.</source>
        <translation>Eine vorbereitete Referenz kann nicht gelesen werden.</translation>
    </message>
    <message>
        <source>A prepared reference cannot be read. Nothing was sent.</source>
        <translation>Eine vorbereitete Referenz kann nicht gelesen werden. Nichts wurde gesendet.</translation>
    </message>
    <message>
        <source>A preset needs a name.</source>
        <translation>Eine Vorgabe braucht einen Namen.</translation>
    </message>
    <message>
        <source>A preset needs something to keep.</source>
        <translation>Eine Vorgabe braucht etwas, das sie behält.</translation>
    </message>
    <message>
        <source>A rating is a number from 0 to 5.</source>
        <translation>Eine Wertung ist eine Zahl von 0 bis 5.</translation>
    </message>
    <message>
        <source>A recipe cannot be put into this picture.</source>
        <translation>In dieses Bild lässt sich kein Rezept schreiben.</translation>
    </message>
    <message>
        <source>A recipe cannot be put into this picture: it is damaged.</source>
        <translation>In dieses Bild lässt sich kein Rezept schreiben: es ist beschädigt.</translation>
    </message>
    <message>
        <source>A reference</source>
        <translation>Eine Referenz</translation>
    </message>
    <message>
        <source>A reference is no longer there.</source>
        <translation>Eine Referenz ist nicht mehr da.</translation>
    </message>
    <message>
        <source>A reference is too large for {name}.</source>
        <translation>Eine Referenz ist zu groß für {name}.</translation>
    </message>
    <message>
        <source>A reference is too small for {name}.</source>
        <translation>Eine Referenz ist zu klein für {name}.</translation>
    </message>
    <message>
        <source>A scale must be between 0 and {most:g}.</source>
        <translation>Eine Stärke muss zwischen 0 und {most:g} liegen.</translation>
    </message>
    <message>
        <source>A scale must be between 0 and {scale_max:g}.</source>
        <translation>Eine Stärke muss zwischen 0 und {scale_max:g} liegen.</translation>
    </message>
    <message>
        <source>A search has {most:,} letters at most; the rest is left out.</source>
        <translation>Eine Suche hat höchstens {most:,} Zeichen; der Rest bleibt weg.</translation>
    </message>
    <message>
        <source>A search has {most} parts at most; the rest is left out.</source>
        <translation>Eine Suche hat höchstens {most} Teile; der Rest bleibt weg.</translation>
    </message>
    <message>
        <source>A search needs a name.</source>
        <translation>Eine Suche braucht einen Namen.</translation>
    </message>
    <message>
        <source>A seed is a whole number.</source>
        <translation>Ein Seed ist eine ganze Zahl.</translation>
    </message>
    <message>
        <source>A service behind {name} does not answer.</source>
        <translation>Ein Dienst hinter {name} antwortet nicht.</translation>
    </message>
    <message>
        <source>A service behind {name} failed.</source>
        <translation>Ein Dienst hinter {name} ist gescheitert.</translation>
    </message>
    <message>
        <source>A set holds up to {members_max} LoRAs; these are {uses}.</source>
        <translation>Ein Satz fasst bis zu {members_max} LoRAs; das sind {uses}.</translation>
    </message>
    <message>
        <source>A set needs a LoRA.</source>
        <translation>Ein Satz braucht ein LoRA.</translation>
    </message>
    <message>
        <source>A set without a LoRA is none.</source>
        <translation>Ein Satz ohne LoRA ist keiner.</translation>
    </message>
    <message>
        <source>A template names folders below the one you chose, and a file.</source>
        <translation>Eine Schablone nennt Ordner unter dem gewählten und eine Datei.</translation>
    </message>
    <message>
        <source>A virus scanner may be looking at what is new: wait a minute, then go on with the installation.</source>
        <translation>Vielleicht sieht sich ein Virenscanner an, was neu ist: eine Minute warten, dann mit der Installation fortfahren.</translation>
    </message>
    <message>
        <source>A web page came in place of the file.</source>
        <translation>Statt der Datei kam eine Webseite.</translation>
    </message>
    <message>
        <source>A web page came instead of AIML API's answer.</source>
        <translation>Statt der Antwort von AIML API kam eine Webseite.</translation>
    </message>
    <message>
        <source>A web page came instead of {name}'s answer.</source>
        <translation>Statt der Antwort von {name} kam eine Webseite.</translation>
    </message>
    <message>
        <source>A “{” in the template is not closed.</source>
        <translation>Ein „{“ in der Schablone ist nicht geschlossen.</translation>
    </message>
    <message>
        <source>AIML API billed this run, and its answer was lost on the way.</source>
        <translation>AIML API hat diesen Lauf berechnet, und die Antwort ging unterwegs verloren.</translation>
    </message>
    <message>
        <source>AIML API does not answer this just now.</source>
        <translation>AIML API antwortet darauf gerade nicht.</translation>
    </message>
    <message>
        <source>AIML API does not say what is left in the account.</source>
        <translation>AIML API sagt nicht, was auf dem Konto übrig ist.</translation>
    </message>
    <message>
        <source>AIML API finished the run without a picture.</source>
        <translation>AIML API beendete den Lauf ohne ein Bild.</translation>
    </message>
    <message>
        <source>AIML API's log could not be read. {error}</source>
        <translation>Das Protokoll von AIML API konnte nicht gelesen werden. {error}</translation>
    </message>
    <message>
        <source>About {needed} of {memory} are needed and there are {total}: choose {way} or {hosted}.</source>
        <translation>Etwa {needed} {memory} werden gebraucht, und es gibt {total}: {way} oder {hosted} wählen.</translation>
    </message>
    <message>
        <source>About {needed} of {memory} are needed and {free} are free: close other programs that use {used}, or choose {way}.</source>
        <translation>Etwa {needed} {memory} werden gebraucht, und {free} sind frei: andere Programme schließen, die {used} benutzen, oder {way} wählen.</translation>
    </message>
    <message>
        <source>Accept it at {page}, then enter a read token in the settings.</source>
        <translation>Auf {page} zustimmen, dann in den Einstellungen ein Lese-Token eingeben.</translation>
    </message>
    <message>
        <source>Accept it at {page}, then try again.</source>
        <translation>Auf {page} zustimmen, dann noch einmal versuchen.</translation>
    </message>
    <message numerus="yes">
        <source>Add %n LoRA(s)</source>
        <translation><numerusform>%n LoRA hinzufügen</numerusform><numerusform>%n LoRAs hinzufügen</numerusform></translation>
    </message>
    <message>
        <source>Add it again.</source>
        <translation>Noch einmal hinzufügen.</translation>
    </message>
    <message>
        <source>Add it from its page as a card of its own.</source>
        <translation>Von seiner Seite als eigene Karte hinzufügen.</translation>
    </message>
    <message>
        <source>Add it in the settings, or set {variable}.</source>
        <translation>In den Einstellungen hinzufügen, oder {variable} setzen.</translation>
    </message>
    <message>
        <source>Add it with the LoRAs.</source>
        <translation>Bei den LoRAs hinzufügen.</translation>
    </message>
    <message>
        <source>Add its file, or switch it off.</source>
        <translation>Die Datei hinzufügen, oder es ausschalten.</translation>
    </message>
    <message>
        <source>Add the file from your disk.</source>
        <translation>Die Datei von der Platte hinzufügen.</translation>
    </message>
    <message>
        <source>Add the files, or choose another folder.</source>
        <translation>Die Dateien hinzufügen, oder einen anderen Ordner wählen.</translation>
    </message>
    <message>
        <source>Add the key in the settings; the job is then picked up again.</source>
        <translation>Den Schlüssel in den Einstellungen hinzufügen; der Auftrag wird dann wieder aufgenommen.</translation>
    </message>
    <message>
        <source>Add the link of the one you want: {repository}/resolve/main/ and the file’s name.</source>
        <translation>Den Link des gewünschten hinzufügen: {repository}/resolve/main/ und der Name der Datei.</translation>
    </message>
    <message>
        <source>Add the reference, or remove the mask.</source>
        <translation>Die Referenz hinzufügen, oder die Maske entfernen.</translation>
    </message>
    <message>
        <source>Add your key for {site} in the settings.</source>
        <translation>In den Einstellungen den Schlüssel für {site} hinzufügen.</translation>
    </message>
    <message>
        <source>Add “{name}”</source>
        <translation>„{name}“ hinzufügen</translation>
    </message>
    <message>
        <source>Albums are listed left.</source>
        <translation>Alben stehen links.</translation>
    </message>
    <message>
        <source>Albums can be {album_depth_max} deep.</source>
        <translation>Alben können {album_depth_max} Ebenen tief sein.</translation>
    </message>
    <message>
        <source>Allow it “read access to public gated repositories” at {tokens}</source>
        <translation>Auf {tokens} „read access to public gated repositories“ erlauben</translation>
    </message>
    <message>
        <source>Also today, this-month, 7d, 3w, 2026-11-01..2026-11-20.</source>
        <translation>Auch today, this-month, 7d, 3w, 2026-11-01..2026-11-20.</translation>
    </message>
    <message>
        <source>An album needs a name.</source>
        <translation>Ein Album braucht einen Namen.</translation>
    </message>
    <message>
        <source>An old version of a file could not be deleted</source>
        <translation>Eine alte Version einer Datei konnte nicht gelöscht werden</translation>
    </message>
    <message>
        <source>Another program holds a file of the local engine.</source>
        <translation>Ein anderes Programm hält eine Datei der lokalen Engine fest.</translation>
    </message>
    <message>
        <source>Another program is holding the history.</source>
        <translation>Ein anderes Programm hält den Verlauf fest.</translation>
    </message>
    <message>
        <source>Another program is writing this picture.</source>
        <translation>Ein anderes Programm schreibt dieses Bild gerade.</translation>
    </message>
    <message>
        <source>Another program seems to be writing this file.</source>
        <translation>Ein anderes Programm scheint diese Datei zu schreiben.</translation>
    </message>
    <message>
        <source>Another search is called “{other}”.</source>
        <translation>Eine andere Suche heißt „{other}“.</translation>
    </message>
    <message>
        <source>Another window is moving LoRA files.</source>
        <translation>Ein anderes Fenster verschiebt gerade LoRA-Dateien.</translation>
    </message>
    <message>
        <source>Another window of the app is at work on the local engine.</source>
        <translation>Ein anderes Fenster der App arbeitet an der lokalen Engine.</translation>
    </message>
    <message>
        <source>Another window of the app uses the local engine.</source>
        <translation>Ein anderes Fenster der App benutzt die lokale Engine.</translation>
    </message>
    <message>
        <source>Ask for at least one.</source>
        <translation>Mindestens eines verlangen.</translation>
    </message>
    <message>
        <source>Ask its maker for a .safetensors file.</source>
        <translation>Beim Macher nach einer .safetensors-Datei fragen.</translation>
    </message>
    <message>
        <source>Ask its maker for the file.</source>
        <translation>Beim Macher nach der Datei fragen.</translation>
    </message>
    <message>
        <source>Ask them at {page}, or choose {instead}.</source>
        <translation>Dort nachfragen: {page}, oder {instead} wählen.</translation>
    </message>
    <message>
        <source>At least one step is needed.</source>
        <translation>Mindestens ein Schritt ist nötig.</translation>
    </message>
    <message>
        <source>At most {most} reference images can be looked at.</source>
        <translation>Höchstens {most} Referenzbilder können angesehen werden.</translation>
    </message>
    <message>
        <source>Behind the link of “{name}” is a web page, not a file.</source>
        <translation>Hinter dem Link von „{name}“ ist eine Webseite, keine Datei.</translation>
    </message>
    <message>
        <source>Cancel it again in a moment.</source>
        <translation>In einem Moment noch einmal abbrechen.</translation>
    </message>
    <message>
        <source>Change the album “{name}”</source>
        <translation>Album „{name}“ ändern</translation>
    </message>
    <message>
        <source>Change the prompt or the references.</source>
        <translation>Den Prompt oder die Referenzen ändern.</translation>
    </message>
    <message>
        <source>Change what it searches for.</source>
        <translation>Ändern, wonach es sucht.</translation>
    </message>
    <message>
        <source>Check again in a minute, or send it again.</source>
        <translation>In einer Minute noch einmal nachsehen, oder noch einmal senden.</translation>
    </message>
    <message>
        <source>Check it in the settings.</source>
        <translation>In den Einstellungen prüfen.</translation>
    </message>
    <message>
        <source>Check its key in the settings, and ask for access on the LoRA’s page.</source>
        <translation>Den Schlüssel in den Einstellungen prüfen und auf der Seite des LoRAs um Zugang bitten.</translation>
    </message>
    <message>
        <source>Check that its folder can be written.</source>
        <translation>Prüfen, ob sein Ordner beschreibbar ist.</translation>
    </message>
    <message>
        <source>Check that you may read it and that its drive is connected.</source>
        <translation>Prüfen, ob es lesbar ist und sein Laufwerk verbunden.</translation>
    </message>
    <message>
        <source>Check the connection to the internet, and the address.</source>
        <translation>Die Verbindung zum Internet und die Adresse prüfen.</translation>
    </message>
    <message>
        <source>Check the connection to the internet. Nothing was sent.</source>
        <translation>Die Verbindung zum Internet prüfen. Nichts wurde gesendet.</translation>
    </message>
    <message>
        <source>Check the date and time of this computer, and its proxy. Nothing was sent.</source>
        <translation>Datum und Uhrzeit dieses Computers und seinen Proxy prüfen. Nichts wurde gesendet.</translation>
    </message>
    <message>
        <source>Check the disk and the space on it, then try again.</source>
        <translation>Die Platte und ihren Platz prüfen, dann noch einmal versuchen.</translation>
    </message>
    <message>
        <source>Check the disk, or choose another folder.</source>
        <translation>Die Platte prüfen, oder einen anderen Ordner wählen.</translation>
    </message>
    <message>
        <source>Check the disk, then go on with the installation.</source>
        <translation>Die Platte prüfen, dann mit der Installation fortfahren.</translation>
    </message>
    <message>
        <source>Check the disk, then try again.</source>
        <translation>Die Platte prüfen, dann noch einmal versuchen.</translation>
    </message>
    <message>
        <source>Check the files of the model in Settings, This computer; if they are right, try without LoRAs and acceleration.</source>
        <translation>Die Dateien des Modells in den Einstellungen unter „Dieser Computer“ prüfen; sind sie in Ordnung, ohne LoRAs und Beschleunigung versuchen.</translation>
    </message>
    <message>
        <source>Check the key in the settings; the job is then picked up again.</source>
        <translation>Den Schlüssel in den Einstellungen prüfen; der Auftrag wird dann wieder aufgenommen.</translation>
    </message>
    <message>
        <source>Check the key's rights in your account.</source>
        <translation>Die Rechte des Schlüssels im Konto prüfen.</translation>
    </message>
    <message>
        <source>Check the library from the menu of the history.</source>
        <translation>Über das Menü des Verlaufs die Bibliothek prüfen.</translation>
    </message>
    <message>
        <source>Check the name, and that your account may see it.</source>
        <translation>Den Namen prüfen, und ob das Konto es sehen darf.</translation>
    </message>
    <message>
        <source>Check the name; for a private one enter a read token in the settings.</source>
        <translation>Den Namen prüfen; für ein privates in den Einstellungen ein Lese-Token eingeben.</translation>
    </message>
    <message>
        <source>Choose PNG, JPEG or WebP as the format.</source>
        <translation>PNG, JPEG oder WebP als Format wählen.</translation>
    </message>
    <message>
        <source>Choose a .json file.</source>
        <translation>Eine .json-Datei wählen.</translation>
    </message>
    <message>
        <source>Choose a .safetensors file.</source>
        <translation>Eine .safetensors-Datei wählen.</translation>
    </message>
    <message>
        <source>Choose a .safetensors or .gguf file, or a folder with model_index.json.</source>
        <translation>Eine .safetensors- oder .gguf-Datei wählen, oder einen Ordner mit model_index.json.</translation>
    </message>
    <message>
        <source>Choose a LoRA made for FLUX.2.</source>
        <translation>Ein LoRA wählen, das für FLUX.2 gemacht ist.</translation>
    </message>
    <message>
        <source>Choose a LoRA made for this model, or the model it was made for.</source>
        <translation>Ein LoRA für dieses Modell wählen, oder das Modell, für das es gemacht ist.</translation>
    </message>
    <message>
        <source>Choose a file of FLUX.2 dev or FLUX.2 klein.</source>
        <translation>Eine Datei von FLUX.2 dev oder FLUX.2 klein wählen.</translation>
    </message>
    <message>
        <source>Choose a file.</source>
        <translation>Eine Datei wählen.</translation>
    </message>
    <message>
        <source>Choose a folder on another disk.</source>
        <translation>Einen Ordner auf einer anderen Platte wählen.</translation>
    </message>
    <message>
        <source>Choose a folder that belongs to the file.</source>
        <translation>Einen Ordner wählen, der zu der Datei gehört.</translation>
    </message>
    <message>
        <source>Choose a folder that is there and yours to read.</source>
        <translation>Einen Ordner wählen, der da und lesbar ist.</translation>
    </message>
    <message>
        <source>Choose a folder with FLUX.2 dev or FLUX.2 klein.</source>
        <translation>Einen Ordner mit FLUX.2 dev oder FLUX.2 klein wählen.</translation>
    </message>
    <message>
        <source>Choose a folder with a shorter path.</source>
        <translation>Einen Ordner mit kürzerem Pfad wählen.</translation>
    </message>
    <message>
        <source>Choose a klein model, or remove the mask.</source>
        <translation>Ein klein-Modell wählen, oder die Maske entfernen.</translation>
    </message>
    <message>
        <source>Choose a larger one.</source>
        <translation>Ein größeres wählen.</translation>
    </message>
    <message>
        <source>Choose a mask of the same size.</source>
        <translation>Eine Maske derselben Größe wählen.</translation>
    </message>
    <message>
        <source>Choose a model of another one, and send it again.</source>
        <translation>Ein Modell eines anderen wählen und noch einmal senden.</translation>
    </message>
    <message>
        <source>Choose a model of another one.</source>
        <translation>Ein Modell eines anderen wählen.</translation>
    </message>
    <message>
        <source>Choose a model of “This computer”.</source>
        <translation>Ein Modell von „Dieser Computer“ wählen.</translation>
    </message>
    <message>
        <source>Choose a picture file.</source>
        <translation>Eine Bilddatei wählen.</translation>
    </message>
    <message>
        <source>Choose a picture inside it.</source>
        <translation>Ein Bild darin wählen.</translation>
    </message>
    <message>
        <source>Choose a picture.</source>
        <translation>Ein Bild wählen.</translation>
    </message>
    <message>
        <source>Choose a smaller picture.</source>
        <translation>Ein kleineres Bild wählen.</translation>
    </message>
    <message>
        <source>Choose a smaller size or a lower memory setting, or run it on a service.</source>
        <translation>Eine kleinere Größe oder eine niedrigere Speichereinstellung wählen, oder es bei einem Dienst laufen lassen.</translation>
    </message>
    <message>
        <source>Choose a transformer made for this model, or the model that it was made for.</source>
        <translation>Einen Transformer für dieses Modell wählen, oder das Modell, für das er gemacht ist.</translation>
    </message>
    <message>
        <source>Choose a version on its page, and add that link.</source>
        <translation>Auf seiner Seite eine Version wählen und deren Link hinzufügen.</translation>
    </message>
    <message>
        <source>Choose a zip that flux2studio wrote, as it wrote it.</source>
        <translation>Ein ZIP wählen, das flux2studio schrieb, so wie es geschrieben wurde.</translation>
    </message>
    <message>
        <source>Choose an exported zip.</source>
        <translation>Ein exportiertes ZIP wählen.</translation>
    </message>
    <message>
        <source>Choose another LoRA, or another file of the model.</source>
        <translation>Ein anderes LoRA wählen, oder eine andere Datei des Modells.</translation>
    </message>
    <message>
        <source>Choose another LoRA.</source>
        <translation>Ein anderes LoRA wählen.</translation>
    </message>
    <message>
        <source>Choose another file, or add it as a LoRA of its own.</source>
        <translation>Eine andere Datei wählen, oder sie als eigenes LoRA hinzufügen.</translation>
    </message>
    <message>
        <source>Choose another file.</source>
        <translation>Eine andere Datei wählen.</translation>
    </message>
    <message>
        <source>Choose another folder in the settings.</source>
        <translation>In den Einstellungen einen anderen Ordner wählen.</translation>
    </message>
    <message>
        <source>Choose another model, or a folder that you downloaded yourself.</source>
        <translation>Ein anderes Modell wählen, oder einen selbst heruntergeladenen Ordner.</translation>
    </message>
    <message>
        <source>Choose another model.</source>
        <translation>Ein anderes Modell wählen.</translation>
    </message>
    <message>
        <source>Choose another name, or put the pictures into that one.</source>
        <translation>Einen anderen Namen wählen, oder die Bilder in jenes legen.</translation>
    </message>
    <message>
        <source>Choose another name.</source>
        <translation>Einen anderen Namen wählen.</translation>
    </message>
    <message>
        <source>Choose another one in Settings, This computer.</source>
        <translation>In Einstellungen, Dieser Computer, ein anderes wählen.</translation>
    </message>
    <message>
        <source>Choose another one.</source>
        <translation>Ein anderes wählen.</translation>
    </message>
    <message>
        <source>Choose another picture, or ask its owner for the right to read it.</source>
        <translation>Ein anderes Bild wählen, oder den Besitzer um das Leserecht bitten.</translation>
    </message>
    <message>
        <source>Choose another quantisation of the model, or another LoRA.</source>
        <translation>Eine andere Quantisierung des Modells wählen, oder ein anderes LoRA.</translation>
    </message>
    <message>
        <source>Choose another version of it, Q8_0 or Q4_K for example.</source>
        <translation>Eine andere Version davon wählen, etwa Q8_0 oder Q4_K.</translation>
    </message>
    <message>
        <source>Choose files of {model}.</source>
        <translation>Dateien von {model} wählen.</translation>
    </message>
    <message>
        <source>Choose it again.</source>
        <translation>Noch einmal wählen.</translation>
    </message>
    <message>
        <source>Choose it for {named}.</source>
        <translation>Für {named} wählen.</translation>
    </message>
    <message>
        <source>Choose one from the list.</source>
        <translation>Eines aus der Liste wählen.</translation>
    </message>
    <message>
        <source>Choose one of: {ids}.</source>
        <translation>Eines davon wählen: {ids}.</translation>
    </message>
    <message>
        <source>Choose one that is there, or make it first.</source>
        <translation>Eines wählen, das da ist, oder es zuerst anlegen.</translation>
    </message>
    <message>
        <source>Choose one that was exported with “Export presets”.</source>
        <translation>Eine wählen, die mit „Vorgaben exportieren“ entstand.</translation>
    </message>
    <message>
        <source>Choose the bf16 or GGUF version of it.</source>
        <translation>Die bf16- oder GGUF-Version davon wählen.</translation>
    </message>
    <message>
        <source>Choose the bf16, fp8 or GGUF version of it.</source>
        <translation>Die bf16-, fp8- oder GGUF-Version davon wählen.</translation>
    </message>
    <message>
        <source>Choose the file or folder that was made for it.</source>
        <translation>Die Datei oder den Ordner wählen, der dafür gemacht ist.</translation>
    </message>
    <message>
        <source>Choose the file that has its recipe inside; its name may be another.</source>
        <translation>Die Datei wählen, die sein Rezept enthält; sie kann anders heißen.</translation>
    </message>
    <message>
        <source>Choose the folder with {index} in it, or one .safetensors or .gguf file.</source>
        <translation>Den Ordner mit {index} darin wählen, oder eine einzelne .safetensors- oder .gguf-Datei.</translation>
    </message>
    <message>
        <source>Choose the model that this folder holds, or another folder for this one.</source>
        <translation>Das Modell wählen, das dieser Ordner enthält, oder einen anderen Ordner für dieses.</translation>
    </message>
    <message>
        <source>Choose the real file or folder.</source>
        <translation>Die echte Datei oder den echten Ordner wählen.</translation>
    </message>
    <message>
        <source>Choose {known} or other.</source>
        <translation>{known} oder other wählen.</translation>
    </message>
    <message>
        <source>Choose {ways} or {ways_2}.</source>
        <translation>{ways} oder {ways_2} wählen.</translation>
    </message>
    <message>
        <source>Civitai gives files to its members only: add your key in the settings.</source>
        <translation>Civitai gibt Dateien nur an Mitglieder: in den Einstellungen den Schlüssel hinzufügen.</translation>
    </message>
    <message>
        <source>Close backup and sync programs that use it, then try again.</source>
        <translation>Sicherungs- und Abgleichprogramme schließen, die ihn benutzen, dann noch einmal versuchen.</translation>
    </message>
    <message>
        <source>Close some programs and try again; if it stays, install flux2studio again.</source>
        <translation>Einige Programme schließen und noch einmal versuchen; wenn es bleibt, flux2studio neu installieren.</translation>
    </message>
    <message>
        <source>Close something, then try again.</source>
        <translation>Etwas schließen, dann noch einmal versuchen.</translation>
    </message>
    <message>
        <source>Close that one; the next start makes the history again.</source>
        <translation>Das andere schließen; der nächste Start macht den Verlauf neu.</translation>
    </message>
    <message>
        <source>Close that window, then remove the engine.</source>
        <translation>Jenes Fenster schließen, dann die Engine entfernen.</translation>
    </message>
    <message>
        <source>Connect it, then try again.</source>
        <translation>Verbinden, dann noch einmal versuchen.</translation>
    </message>
    <message>
        <source>Connect the drive it lies on, or choose or download the model again in the settings.</source>
        <translation>Das Laufwerk verbinden, auf dem es liegt, oder das Modell in den Einstellungen neu wählen oder herunterladen.</translation>
    </message>
    <message>
        <source>Copy it again from your account into the settings.</source>
        <translation>Noch einmal aus dem Konto in die Einstellungen kopieren.</translation>
    </message>
    <message>
        <source>Copy it again, and nothing around it.</source>
        <translation>Noch einmal kopieren, und nichts darum herum.</translation>
    </message>
    <message>
        <source>Copy it again, from its start.</source>
        <translation>Noch einmal kopieren, vom Anfang an.</translation>
    </message>
    <message>
        <source>Copy it again.</source>
        <translation>Noch einmal kopieren.</translation>
    </message>
    <message>
        <source>Copy or download it again.</source>
        <translation>Noch einmal kopieren oder herunterladen.</translation>
    </message>
    <message>
        <source>Copy the address of the LoRA’s own page.</source>
        <translation>Die Adresse der eigenen Seite des LoRAs kopieren.</translation>
    </message>
    <message>
        <source>Correct it, or remove it, then start again. Nothing was sent.</source>
        <translation>Sie berichtigen oder entfernen, dann neu starten. Nichts wurde gesendet.</translation>
    </message>
    <message>
        <source>Crop it first.</source>
        <translation>Zuerst zuschneiden.</translation>
    </message>
    <message>
        <source>Crop it, or switch it off.</source>
        <translation>Zuschneiden, oder ausschalten.</translation>
    </message>
    <message>
        <source>Cut it in an image editor first.</source>
        <translation>Zuerst in einem Bildbearbeitungsprogramm zuschneiden.</translation>
    </message>
    <message numerus="yes">
        <source>Delete %Ln picture(s)</source>
        <translation><numerusform>%Ln Bild löschen</numerusform><numerusform>%Ln Bilder löschen</numerusform></translation>
    </message>
    <message>
        <source>Delete something, then try again.</source>
        <translation>Etwas löschen, dann noch einmal versuchen.</translation>
    </message>
    <message>
        <source>Delete the folder yourself: {folder}</source>
        <translation>Den Ordner selbst löschen: {folder}</translation>
    </message>
    <message>
        <source>Describe the picture or the change.</source>
        <translation>Das Bild oder die Änderung beschreiben.</translation>
    </message>
    <message>
        <source>Do so in the browser, then go on with the installation.</source>
        <translation>Im Browser anmelden, dann mit der Installation fortfahren.</translation>
    </message>
    <message>
        <source>Download it again.</source>
        <translation>Noch einmal herunterladen.</translation>
    </message>
    <message>
        <source>Download it here, or finish the download with the tool that began it.</source>
        <translation>Hier herunterladen, oder den Download mit dem Programm beenden, das ihn begann.</translation>
    </message>
    <message>
        <source>Download it in the browser and add the file.</source>
        <translation>Im Browser herunterladen und die Datei hinzufügen.</translation>
    </message>
    <message>
        <source>Download it in the settings ({size}), or choose a folder that holds it.</source>
        <translation>In den Einstellungen herunterladen ({size}), oder einen Ordner wählen, der es enthält.</translation>
    </message>
    <message>
        <source>Download it with Git LFS.</source>
        <translation>Mit Git LFS herunterladen.</translation>
    </message>
    <message>
        <source>Download the file and add it from your disk.</source>
        <translation>Die Datei herunterladen und von der Platte hinzufügen.</translation>
    </message>
    <message>
        <source>Download the file in the browser and add it from your disk.</source>
        <translation>Die Datei im Browser herunterladen und von der Platte hinzufügen.</translation>
    </message>
    <message>
        <source>Download the model again in the settings; what is whole is kept.</source>
        <translation>Das Modell in den Einstellungen noch einmal herunterladen; was ganz ist, bleibt.</translation>
    </message>
    <message>
        <source>Download the model again.</source>
        <translation>Das Modell noch einmal herunterladen.</translation>
    </message>
    <message>
        <source>Download the model again; what is whole stays.</source>
        <translation>Das Modell noch einmal herunterladen; was ganz ist, bleibt.</translation>
    </message>
    <message>
        <source>Download them ({size}), or choose a folder that holds them.</source>
        <translation>Herunterladen ({size}), oder einen Ordner wählen, der sie enthält.</translation>
    </message>
    <message>
        <source>Drag it without Alt, or copy its pixels.</source>
        <translation>Ohne Alt ziehen, oder die Pixel kopieren.</translation>
    </message>
    <message>
        <source>Drop a picture on a reference slot.</source>
        <translation>Ein Bild auf einen Referenzplatz ziehen.</translation>
    </message>
    <message>
        <source>Drop a picture with its recipe, or a workflow saved by ComfyUI for its API.</source>
        <translation>Ein Bild mit seinem Rezept ablegen, oder einen Workflow, den ComfyUI für seine API gespeichert hat.</translation>
    </message>
    <message>
        <source>Drop it on its slot again.</source>
        <translation>Wieder auf seinen Platz ziehen.</translation>
    </message>
    <message>
        <source>Drop the picture on its slot again.</source>
        <translation>Das Bild wieder auf seinen Platz ziehen.</translation>
    </message>
    <message numerus="yes">
        <source>Edit %n LoRA(s)</source>
        <translation><numerusform>%n LoRA bearbeiten</numerusform><numerusform>%n LoRAs bearbeiten</numerusform></translation>
    </message>
    <message>
        <source>Edit “{name}”</source>
        <translation>„{name}“ bearbeiten</translation>
    </message>
    <message>
        <source>FLUX.2 dev cannot paint under a mask on this computer.</source>
        <translation>FLUX.2 dev kann auf diesem Computer nicht unter einer Maske malen.</translation>
    </message>
    <message>
        <source>Follow the steps at {billing}. Nothing was billed.</source>
        <translation>Den Schritten auf {billing} folgen. Nichts wurde berechnet.</translation>
    </message>
    <message>
        <source>For example {template}</source>
        <translation>Zum Beispiel {template}</translation>
    </message>
    <message>
        <source>For non-commercial use of the model. The pictures are yours, also to sell, but not to train a competing model with; before you publish them they must pass a content filter or a person’s eyes, and be marked as made by AI where the law asks for it.</source>
        <translation>Das Modell ist für nicht-kommerzielle Nutzung. Die Bilder sind eigene, auch zum Verkaufen, aber nicht zum Trainieren eines konkurrierenden Modells; vor dem Veröffentlichen müssen sie durch einen Inhaltsfilter oder an den Augen eines Menschen vorbei, und als mit KI gemacht gekennzeichnet sein, wo das Gesetz es verlangt.</translation>
    </message>
    <message>
        <source>Forget it here, and delete the files yourself if you want to.</source>
        <translation>Hier vergessen, und die Dateien bei Bedarf selbst löschen.</translation>
    </message>
    <message>
        <source>Free its memory first, or wait for the job to end.</source>
        <translation>Zuerst seinen Speicher freigeben, oder das Ende des Auftrags abwarten.</translation>
    </message>
    <message>
        <source>Free some space on it, then go on with the installation.</source>
        <translation>Dort Platz schaffen, dann mit der Installation fortfahren.</translation>
    </message>
    <message>
        <source>Free some space on it, then try again.</source>
        <translation>Dort Platz schaffen, dann noch einmal versuchen.</translation>
    </message>
    <message>
        <source>Free some space on its disk, and check that it can be written.</source>
        <translation>Auf seiner Platte Platz schaffen und prüfen, ob sie beschreibbar ist.</translation>
    </message>
    <message>
        <source>Free some space on the disk of the cache folder, then try again.</source>
        <translation>Auf der Platte des Cache-Ordners Platz schaffen, dann noch einmal versuchen.</translation>
    </message>
    <message>
        <source>Free some space on the disk; the backups made before are kept.</source>
        <translation>Auf der Platte Platz schaffen; die früheren Sicherungen bleiben.</translation>
    </message>
    <message>
        <source>Free some space, or check the folder's rights.</source>
        <translation>Platz schaffen, oder die Rechte des Ordners prüfen.</translation>
    </message>
    <message>
        <source>Free some space, then make the rest again.</source>
        <translation>Platz schaffen, dann den Rest noch einmal machen.</translation>
    </message>
    <message>
        <source>Free to use, also for paid work, and to change and share.</source>
        <translation>Frei zu benutzen, auch für bezahlte Arbeit, und zu ändern und weiterzugeben.</translation>
    </message>
    <message>
        <source>Free {size}, or choose another folder for LoRAs in the settings.</source>
        <translation>{size} freimachen, oder in den Einstellungen einen anderen Ordner für LoRAs wählen.</translation>
    </message>
    <message>
        <source>Free {size}, or choose another folder for models.</source>
        <translation>{size} freimachen, oder einen anderen Ordner für Modelle wählen.</translation>
    </message>
    <message>
        <source>Free {size}, then try again.</source>
        <translation>{size} freimachen, dann noch einmal versuchen.</translation>
    </message>
    <message>
        <source>GPU memory</source>
        <translation>GPU-Speicher</translation>
    </message>
    <message>
        <source>Give it without them.</source>
        <translation>Ohne sie angeben.</translation>
    </message>
    <message>
        <source>Give owner/name, an https link, or a .safetensors file.</source>
        <translation>besitzer/name, einen https-Link oder eine .safetensors-Datei angeben.</translation>
    </message>
    <message>
        <source>Go on with it; if it stays, discard what was begun and install it anew.</source>
        <translation>Damit fortfahren; wenn es so bleibt, das Begonnene verwerfen und neu installieren.</translation>
    </message>
    <message>
        <source>Go on with its download.</source>
        <translation>Den Download fortsetzen.</translation>
    </message>
    <message>
        <source>Go on with the installation later, or from another network; what was downloaded is kept.</source>
        <translation>Später oder aus einem anderen Netz mit der Installation fortfahren; was heruntergeladen wurde, bleibt.</translation>
    </message>
    <message>
        <source>Go on with the installation later; what was downloaded is kept.</source>
        <translation>Später mit der Installation fortfahren; was heruntergeladen wurde, bleibt.</translation>
    </message>
    <message>
        <source>Go on with the installation; what was downloaded is kept.</source>
        <translation>Mit der Installation fortfahren; was heruntergeladen wurde, bleibt.</translation>
    </message>
    <message>
        <source>Guidance</source>
        <translation>Guidance</translation>
    </message>
    <message>
        <source>Height</source>
        <translation>Höhe</translation>
    </message>
    <message>
        <source>Hugging Face answered with something else than the list of files.</source>
        <translation>Hugging Face antwortete mit etwas anderem als der Liste der Dateien.</translation>
    </message>
    <message>
        <source>Hugging Face did not give out “{asked}”.</source>
        <translation>Hugging Face gab „{asked}“ nicht heraus.</translation>
    </message>
    <message>
        <source>Hugging Face did not send a file to its end.</source>
        <translation>Hugging Face sandte eine Datei nicht bis zum Ende.</translation>
    </message>
    <message>
        <source>Hugging Face does not know your token any more.</source>
        <translation>Hugging Face kennt das Token nicht mehr.</translation>
    </message>
    <message>
        <source>Hugging Face gives “{asked}” only to those who accepted its licence there.</source>
        <translation>Hugging Face gibt „{asked}“ nur denen, die dort der Lizenz zugestimmt haben.</translation>
    </message>
    <message>
        <source>Hugging Face has no “{asked}” at {page}.</source>
        <translation>Hugging Face hat kein „{asked}“ unter {page}.</translation>
    </message>
    <message>
        <source>Hugging Face is busy just now.</source>
        <translation>Hugging Face ist gerade beschäftigt.</translation>
    </message>
    <message>
        <source>Hugging Face writes to you when they have; then try again. See {page}</source>
        <translation>Hugging Face schreibt, sobald sie geantwortet haben; dann noch einmal versuchen. Siehe {page}</translation>
    </message>
    <message>
        <source>If it is on a drive, connect it, then try again.</source>
        <translation>Wenn es auf einem Laufwerk liegt, dieses verbinden, dann noch einmal versuchen.</translation>
    </message>
    <message>
        <source>If it is on a drive, connect it; else choose another one in the settings.</source>
        <translation>Wenn er auf einem Laufwerk liegt, dieses verbinden; sonst in den Einstellungen einen anderen wählen.</translation>
    </message>
    <message>
        <source>If it is on a drive, connect it; or choose another place for the model.</source>
        <translation>Wenn es auf einem Laufwerk liegt, dieses verbinden; oder einen anderen Ort für das Modell wählen.</translation>
    </message>
    <message>
        <source>If it is on a drive, connect it; or forget it and choose another place.</source>
        <translation>Wenn es auf einem Laufwerk liegt, dieses verbinden; oder es vergessen und einen anderen Ort wählen.</translation>
    </message>
    <message>
        <source>If this network wants you to sign in, do so in the browser and go on; else update the app: a newer version knows newer libraries.</source>
        <translation>Wenn dieses Netz eine Anmeldung verlangt, im Browser anmelden und fortfahren; sonst die App aktualisieren: eine neuere Version kennt neuere Bibliotheken.</translation>
    </message>
    <message>
        <source>If this network wants you to sign in, do so in the browser; then go on with the installation. If it stays, see what changes downloads on the way.</source>
        <translation>Wenn dieses Netz eine Anmeldung verlangt, im Browser anmelden; dann mit der Installation fortfahren. Wenn es so bleibt, nachsehen, was Downloads unterwegs verändert.</translation>
    </message>
    <message>
        <source>If this network wants you to sign in, do so in the browser; then try again.</source>
        <translation>Wenn dieses Netz eine Anmeldung verlangt, im Browser anmelden; dann noch einmal versuchen.</translation>
    </message>
    <message>
        <source>If this network wants you to sign in, do so in the browser; try again.</source>
        <translation>Wenn dieses Netz eine Anmeldung verlangt, im Browser anmelden; noch einmal versuchen.</translation>
    </message>
    <message>
        <source>Import</source>
        <translation>Importieren</translation>
    </message>
    <message>
        <source>Import a part of them.</source>
        <translation>Einen Teil davon importieren.</translation>
    </message>
    <message>
        <source>Install NVIDIA’s driver, or start the computer anew after its update; or use a hosted service.</source>
        <translation>Den Treiber von NVIDIA installieren, oder den Computer nach dessen Aktualisierung neu starten; oder einen Online-Dienst benutzen.</translation>
    </message>
    <message>
        <source>Install Python 3.11 or newer, and flux2studio into it.</source>
        <translation>Python 3.11 oder neuer installieren, und flux2studio hinein.</translation>
    </message>
    <message>
        <source>Install it in Settings, This computer.</source>
        <translation>In Einstellungen, Dieser Computer, installieren.</translation>
    </message>
    <message>
        <source>Install it with: pip install gguf.</source>
        <translation>Installieren mit: pip install gguf.</translation>
    </message>
    <message>
        <source>Install or repair it in Settings, This computer.</source>
        <translation>In Einstellungen, Dieser Computer, installieren oder reparieren.</translation>
    </message>
    <message>
        <source>Install the CUDA version of torch, or set {device_variable} to “cpu” to work slowly without the GPU.</source>
        <translation>Die CUDA-Version von torch installieren, oder {device_variable} auf „cpu“ setzen, um langsam ohne GPU zu arbeiten.</translation>
    </message>
    <message>
        <source>Install the app again.</source>
        <translation>Die App neu installieren.</translation>
    </message>
    <message>
        <source>Install the driver of an NVIDIA or AMD card, or use a hosted service.</source>
        <translation>Den Treiber einer NVIDIA- oder AMD-Karte installieren, oder einen Online-Dienst benutzen.</translation>
    </message>
    <message>
        <source>Install the newest version, then start it again.</source>
        <translation>Die neueste Version installieren, dann noch einmal starten.</translation>
    </message>
    <message>
        <source>Install the newest version, then try again.</source>
        <translation>Die neueste Version installieren, dann noch einmal versuchen.</translation>
    </message>
    <message>
        <source>Install uv, or name a Python that has “flux2studio[local]” in Settings, This computer.</source>
        <translation>uv installieren, oder in Einstellungen, Dieser Computer, ein Python angeben, das „flux2studio[local]“ hat.</translation>
    </message>
    <message>
        <source>Install {library}, or choose another setting for the weights.</source>
        <translation>{library} installieren, oder eine andere Einstellung für die Gewichte wählen.</translation>
    </message>
    <message>
        <source>It could not be moved</source>
        <translation>Es konnte nicht verschoben werden</translation>
    </message>
    <message>
        <source>It did not answer.</source>
        <translation>Keine Antwort.</translation>
    </message>
    <message>
        <source>It does not say which model made it; {chosen} stands in.</source>
        <translation>Es sagt nicht, welches Modell es machte; {chosen} springt ein.</translation>
    </message>
    <message>
        <source>It fits the {gpu}.</source>
        <translation>Passt zu {gpu}.</translation>
    </message>
    <message>
        <source>It gives out no picture a second time. Sending it again is billed again.</source>
        <translation>Es gibt kein Bild ein zweites Mal heraus. Noch einmal gesendet, wird es noch einmal berechnet.</translation>
    </message>
    <message>
        <source>It holds the same weights as “{card}”, which you have.</source>
        <translation>Es enthält dieselben Gewichte wie „{card}“, das schon da ist.</translation>
    </message>
    <message>
        <source>It holds the same weights as “{twin}” above.</source>
        <translation>Es enthält dieselben Gewichte wie „{twin}“ oben.</translation>
    </message>
    <message>
        <source>It is a link to a file elsewhere.</source>
        <translation>Es ist ein Verweis auf eine Datei anderswo.</translation>
    </message>
    <message>
        <source>It is asked again later.</source>
        <translation>Später wird noch einmal gefragt.</translation>
    </message>
    <message>
        <source>It is asked for again later; that costs nothing.</source>
        <translation>Später wird noch einmal danach gefragt; das kostet nichts.</translation>
    </message>
    <message>
        <source>It is fetched at the next start.</source>
        <translation>Es wird beim nächsten Start geholt.</translation>
    </message>
    <message>
        <source>It is in your collection.</source>
        <translation>Es ist in der Sammlung.</translation>
    </message>
    <message>
        <source>It is kept, and goes to the system's trash when the app ends.</source>
        <translation>Es ist aufgehoben und kommt in den Papierkorb des Systems, wenn die App endet.</translation>
    </message>
    <message>
        <source>It is looked at again in a moment. A picture that comes all the same is kept.</source>
        <translation>In einem Moment wird noch einmal nachgesehen. Ein Bild, das doch kommt, bleibt.</translation>
    </message>
    <message>
        <source>It is no amount of money.</source>
        <translation>Das ist kein Geldbetrag.</translation>
    </message>
    <message>
        <source>It is not a whole path.</source>
        <translation>Das ist kein ganzer Pfad.</translation>
    </message>
    <message>
        <source>It is not in AIML API's log yet.</source>
        <translation>Es steht noch nicht im Protokoll von AIML API.</translation>
    </message>
    <message>
        <source>It is picked up again at the next start.</source>
        <translation>Es wird beim nächsten Start wieder aufgenommen.</translation>
    </message>
    <message>
        <source>It is the file of “{card}”, under another name.</source>
        <translation>Es ist die Datei von „{card}“, unter einem anderen Namen.</translation>
    </message>
    <message>
        <source>It is there already.</source>
        <translation>Es ist schon da.</translation>
    </message>
    <message>
        <source>It is used from elsewhere by now.</source>
        <translation>Es wird inzwischen von anderswo benutzt.</translation>
    </message>
    <message>
        <source>It lies on another disk, and would have to be copied.</source>
        <translation>Es liegt auf einer anderen Platte und müsste kopiert werden.</translation>
    </message>
    <message>
        <source>It may have been billed. Check again later; it is not sent again by itself.</source>
        <translation>Vielleicht wurde es berechnet. Später noch einmal nachsehen; es wird nicht von selbst noch einmal gesendet.</translation>
    </message>
    <message>
        <source>It may have been billed. It is not sent again by itself.</source>
        <translation>Vielleicht wurde es berechnet. Es wird nicht von selbst noch einmal gesendet.</translation>
    </message>
    <message>
        <source>It may have been billed. {ask_later}</source>
        <translation>Vielleicht wurde es berechnet. {ask_later}</translation>
    </message>
    <message>
        <source>It may have been billed. {hint}</source>
        <translation>Vielleicht wurde es berechnet. {hint}</translation>
    </message>
    <message>
        <source>It may have been filtered. Change the prompt, or the safety checker.</source>
        <translation>Vielleicht wurde es ausgefiltert. Den Prompt ändern, oder den Sicherheitsfilter.</translation>
    </message>
    <message>
        <source>It may have been filtered. Change the prompt.</source>
        <translation>Vielleicht wurde es ausgefiltert. Den Prompt ändern.</translation>
    </message>
    <message>
        <source>It may have been moved, or its drive is not connected.</source>
        <translation>Vielleicht wurde es verschoben, oder sein Laufwerk ist nicht verbunden.</translation>
    </message>
    <message>
        <source>It may have moved, or your account may not see it. What is on this computer goes on working.</source>
        <translation>Vielleicht ist es umgezogen, oder das Konto darf es nicht sehen. Was auf diesem Computer ist, geht weiter.</translation>
    </message>
    <message>
        <source>It may want you to sign in: save the file in the browser and add it from there.</source>
        <translation>Vielleicht verlangt es eine Anmeldung: die Datei im Browser speichern und von dort hinzufügen.</translation>
    </message>
    <message>
        <source>It must lie between 0 and 1440 minutes.</source>
        <translation>Es muss zwischen 0 und 1440 Minuten liegen.</translation>
    </message>
    <message>
        <source>It must lie between 1 and 30 days.</source>
        <translation>Es muss zwischen 1 und 30 Tagen liegen.</translation>
    </message>
    <message>
        <source>It says: {said}</source>
        <translation>Die Antwort: {said}</translation>
    </message>
    <message>
        <source>It takes {kinds}.</source>
        <translation>Möglich: {kinds}.</translation>
    </message>
    <message>
        <source>It was billed. The details have how it began.</source>
        <translation>Es wurde berechnet. In den Einzelheiten steht, wie es begann.</translation>
    </message>
    <message>
        <source>It was billed. The details have its address.</source>
        <translation>Es wurde berechnet. In den Einzelheiten steht seine Adresse.</translation>
    </message>
    <message>
        <source>It was billed. The details have the address.</source>
        <translation>Es wurde berechnet. In den Einzelheiten steht die Adresse.</translation>
    </message>
    <message>
        <source>It was chosen by name.</source>
        <translation>Beim Namen gewählt.</translation>
    </message>
    <message>
        <source>It was made with {name}, which is not here; {chosen} stands in.</source>
        <translation>Es entstand mit {name}, das nicht hier ist; {chosen} springt ein.</translation>
    </message>
    <message>
        <source>It was not made for FLUX.2.</source>
        <translation>Es ist nicht für FLUX.2 gemacht.</translation>
    </message>
    <message>
        <source>It was probably billed: see your account at aimlapi.com.</source>
        <translation>Es wurde wahrscheinlich berechnet: im Konto auf aimlapi.com nachsehen.</translation>
    </message>
    <message>
        <source>It was sent without a trace, so it cannot be looked up there. It may have been billed.</source>
        <translation>Es wurde ohne Spur gesendet und lässt sich dort also nicht nachsehen. Vielleicht wurde es berechnet.</translation>
    </message>
    <message>
        <source>It would leave “{root}”, where other programs may look for it.</source>
        <translation>Es würde „{root}“ verlassen, wo andere Programme danach suchen könnten.</translation>
    </message>
    <message>
        <source>Its blocks are not those of FLUX.2.</source>
        <translation>Seine Blöcke sind nicht die von FLUX.2.</translation>
    </message>
    <message>
        <source>Its card is no longer there.</source>
        <translation>Seine Karte ist nicht mehr da.</translation>
    </message>
    <message>
        <source>Its change of every layer is zero.</source>
        <translation>Seine Änderung ist in jeder Schicht null.</translation>
    </message>
    <message>
        <source>Its file is not there.</source>
        <translation>Seine Datei ist nicht da.</translation>
    </message>
    <message>
        <source>Its link must be public, without a login.</source>
        <translation>Sein Link muss öffentlich sein, ohne Anmeldung.</translation>
    </message>
    <message>
        <source>Its link or repository must be public and hold the file itself.</source>
        <translation>Sein Link oder Repository muss öffentlich sein und die Datei selbst enthalten.</translation>
    </message>
    <message numerus="yes">
        <source>Label %Ln picture(s)</source>
        <translation><numerusform>%Ln Bild farbig markieren</numerusform><numerusform>%Ln Bilder farbig markieren</numerusform></translation>
    </message>
    <message>
        <source>Labels are {known}.</source>
        <translation>Markierungen sind {known}.</translation>
    </message>
    <message>
        <source>Leave it empty for a new one each time.</source>
        <translation>Leer lassen für jedes Mal einen neuen.</translation>
    </message>
    <message>
        <source>Leave it empty, or choose such a model.</source>
        <translation>Leer lassen, oder ein solches Modell wählen.</translation>
    </message>
    <message>
        <source>Leave some out.</source>
        <translation>Einige weglassen.</translation>
    </message>
    <message>
        <source>Let yourself write there, or choose another folder.</source>
        <translation>Das Schreiben dort erlauben, oder einen anderen Ordner wählen.</translation>
    </message>
    <message numerus="yes">
        <source>Locate %n LoRA(s)</source>
        <translation><numerusform>%n LoRA wiederfinden</numerusform><numerusform>%n LoRAs wiederfinden</numerusform></translation>
    </message>
    <message>
        <source>Locate it elsewhere first.</source>
        <translation>Zuerst anderswo suchen.</translation>
    </message>
    <message>
        <source>Locate its file, or add it from its page anew.</source>
        <translation>Die Datei suchen, oder es von seiner Seite neu hinzufügen.</translation>
    </message>
    <message>
        <source>Locate “{name}”</source>
        <translation>„{name}“ wiederfinden</translation>
    </message>
    <message>
        <source>Look again in a moment.</source>
        <translation>In einem Moment noch einmal nachsehen.</translation>
    </message>
    <message>
        <source>Look again later, or see {page}</source>
        <translation>Später noch einmal nachsehen, oder auf {page}</translation>
    </message>
    <message>
        <source>Look at aimlapi.com/app/billing.</source>
        <translation>Auf aimlapi.com/app/billing nachsehen.</translation>
    </message>
    <message>
        <source>Look at fal.ai/dashboard/billing.</source>
        <translation>Auf fal.ai/dashboard/billing nachsehen.</translation>
    </message>
    <message>
        <source>Look at its page.</source>
        <translation>Auf seiner Seite nachsehen.</translation>
    </message>
    <message>
        <source>Look for a newer version of flux2studio.</source>
        <translation>Nach einer neueren Version von flux2studio sehen.</translation>
    </message>
    <message>
        <source>Look for it there, or remove that card first.</source>
        <translation>Dort danach sehen, oder zuerst jene Karte entfernen.</translation>
    </message>
    <message>
        <source>Look its page up in the browser and add it again.</source>
        <translation>Die Seite im Browser aufsuchen und noch einmal hinzufügen.</translation>
    </message>
    <message>
        <source>Look through the settings and choose again.</source>
        <translation>Die Einstellungen durchsehen und neu wählen.</translation>
    </message>
    <message>
        <source>Make a new read token at {tokens} and enter it in the settings.</source>
        <translation>Auf {tokens} ein neues Lese-Token machen und in den Einstellungen eingeben.</translation>
    </message>
    <message>
        <source>Make it shorter.</source>
        <translation>Kürzer fassen.</translation>
    </message>
    <message>
        <source>Make its folder writable, then start again.</source>
        <translation>Seinen Ordner beschreibbar machen, dann noch einmal starten.</translation>
    </message>
    <message>
        <source>Make one card of the two, or remove one.</source>
        <translation>Aus beiden eine Karte machen, oder eine entfernen.</translation>
    </message>
    <message>
        <source>Make room on its drive, or choose another folder.</source>
        <translation>Auf seinem Laufwerk Platz schaffen, oder einen anderen Ordner wählen.</translation>
    </message>
    <message>
        <source>Make the album “{name}”</source>
        <translation>Album „{name}“ anlegen</translation>
    </message>
    <message>
        <source>Make the crop larger, or remove the mask.</source>
        <translation>Den Zuschnitt vergrößern, oder die Maske entfernen.</translation>
    </message>
    <message>
        <source>Models for this computer are added in the settings.</source>
        <translation>Modelle für diesen Computer werden in den Einstellungen hinzugefügt.</translation>
    </message>
    <message>
        <source>More than {most} folders.</source>
        <translation>Mehr als {most} Ordner.</translation>
    </message>
    <message>
        <source>More than {most} smart albums in one search.</source>
        <translation>Mehr als {most} kluge Alben in einer Suche.</translation>
    </message>
    <message numerus="yes">
        <source>Move %n LoRA(s)</source>
        <translation><numerusform>%n LoRA verschieben</numerusform><numerusform>%n LoRAs verschieben</numerusform></translation>
    </message>
    <message>
        <source>Move the data folder to a drive of this computer.</source>
        <translation>Den Datenordner auf ein Laufwerk dieses Computers legen.</translation>
    </message>
    <message>
        <source>Move “{name}”</source>
        <translation>„{name}“ verschieben</translation>
    </message>
    <message>
        <source>Name fewer.</source>
        <translation>Weniger nennen.</translation>
    </message>
    <message>
        <source>No Python was found that the local engine could be made with.</source>
        <translation>Kein Python gefunden, mit dem sich die lokale Engine machen ließe.</translation>
    </message>
    <message>
        <source>No answer came for the request, and fal’s list does not have it, or not yet.</source>
        <translation>Auf die Anfrage kam keine Antwort, und fals Liste hat sie nicht, oder noch nicht.</translation>
    </message>
    <message>
        <source>No clean copy can be made of “{name}”.</source>
        <translation>Von „{name}“ lässt sich keine saubere Kopie machen.</translation>
    </message>
    <message>
        <source>No graphics card that can make pictures was found: here it takes minutes a picture.</source>
        <translation>Keine Grafikkarte gefunden, die Bilder machen kann: hier dauert ein Bild Minuten.</translation>
    </message>
    <message>
        <source>No graphics card was found: pictures take minutes each.</source>
        <translation>Keine Grafikkarte gefunden: jedes Bild dauert Minuten.</translation>
    </message>
    <message>
        <source>No machine at {name} was ready in time.</source>
        <translation>Bei {name} war nicht rechtzeitig eine Maschine bereit.</translation>
    </message>
    <message>
        <source>No picture lies in “{folder}”.</source>
        <translation>In „{folder}“ liegt kein Bild.</translation>
    </message>
    <message>
        <source>No picture was asked for.</source>
        <translation>Es wurde kein Bild verlangt.</translation>
    </message>
    <message>
        <source>No preset of this file can be used.</source>
        <translation>Keine Vorgabe dieser Datei ist brauchbar.</translation>
    </message>
    <message>
        <source>No search is kept as “{name}”.</source>
        <translation>Keine Suche ist als „{name}“ gespeichert.</translation>
    </message>
    <message numerus="yes">
        <source>No stars for %Ln picture(s)</source>
        <translation><numerusform>Keine Sterne für %Ln Bild</numerusform><numerusform>Keine Sterne für %Ln Bilder</numerusform></translation>
    </message>
    <message>
        <source>Nobody knows where “{lora}” can be had again.</source>
        <translation>Niemand weiß, wo „{lora}“ wieder zu haben ist.</translation>
    </message>
    <message>
        <source>Nothing is marked.</source>
        <translation>Nichts ist markiert.</translation>
    </message>
    <message>
        <source>Nothing is painted in the mask.</source>
        <translation>In der Maske ist nichts gemalt.</translation>
    </message>
    <message>
        <source>Nothing of it is kept. Use a smaller one.</source>
        <translation>Nichts davon bleibt. Eine kleinere nehmen.</translation>
    </message>
    <message>
        <source>Nothing of the mask is left in a picture of this size.</source>
        <translation>In einem Bild dieser Größe bleibt von der Maske nichts übrig.</translation>
    </message>
    <message>
        <source>Nothing of the mask lies within the crop of its picture.</source>
        <translation>Nichts von der Maske liegt im Zuschnitt ihres Bildes.</translation>
    </message>
    <message>
        <source>Nothing was billed. Then try again.</source>
        <translation>Nichts wurde berechnet. Dann noch einmal versuchen.</translation>
    </message>
    <message>
        <source>Nothing was billed. Try again in a moment.</source>
        <translation>Nichts wurde berechnet. In einem Moment noch einmal versuchen.</translation>
    </message>
    <message>
        <source>Nothing was billed. Try again later, or choose another model.</source>
        <translation>Nichts wurde berechnet. Später noch einmal versuchen, oder ein anderes Modell wählen.</translation>
    </message>
    <message>
        <source>Nothing was billed. Try again.</source>
        <translation>Nichts wurde berechnet. Noch einmal versuchen.</translation>
    </message>
    <message>
        <source>Nothing was sent. Try again in a moment.</source>
        <translation>Nichts wurde gesendet. In einem Moment noch einmal versuchen.</translation>
    </message>
    <message>
        <source>Only FLUX.2 dev can expand a prompt on this computer.</source>
        <translation>Nur FLUX.2 dev kann auf diesem Computer einen Prompt erweitern.</translation>
    </message>
    <message>
        <source>Only LoRAs in this format can be used.</source>
        <translation>Nur LoRAs in diesem Format sind brauchbar.</translation>
    </message>
    <message>
        <source>Only https addresses are.</source>
        <translation>Nur https-Adressen werden es.</translation>
    </message>
    <message>
        <source>Only https links are taken.</source>
        <translation>Nur https-Links werden angenommen.</translation>
    </message>
    <message>
        <source>Only pictures made with flux2studio carry one.</source>
        <translation>Nur Bilder, die mit flux2studio entstanden, tragen eines.</translation>
    </message>
    <message>
        <source>Only the klein base models take a negative prompt on this computer.</source>
        <translation>Nur die klein-Basismodelle nehmen auf diesem Computer einen negativen Prompt.</translation>
    </message>
    <message>
        <source>Only your own token opens it: a hosted service gets the file from here.</source>
        <translation>Nur das eigene Token öffnet es: ein Online-Dienst bekommt die Datei von hier.</translation>
    </message>
    <message>
        <source>Only {free} are left on the disk of the local engine.</source>
        <translation>Auf der Platte der lokalen Engine sind nur noch {free} frei.</translation>
    </message>
    <message>
        <source>Open it in an image editor and save it again.</source>
        <translation>In einem Bildbearbeitungsprogramm öffnen und neu speichern.</translation>
    </message>
    <message>
        <source>Open the link in a browser and save the file, then add it from your disk.</source>
        <translation>Den Link im Browser öffnen, die Datei speichern und von der Platte hinzufügen.</translation>
    </message>
    <message>
        <source>Open the link in a browser and save the file.</source>
        <translation>Den Link im Browser öffnen und die Datei speichern.</translation>
    </message>
    <message>
        <source>Open the link in a browser, save the picture, and drop the file.</source>
        <translation>Den Link im Browser öffnen, das Bild speichern und die Datei ablegen.</translation>
    </message>
    <message>
        <source>Or name a Python that has “flux2studio[local]” in Settings, This computer.</source>
        <translation>Oder in Einstellungen, Dieser Computer, ein Python angeben, das „flux2studio[local]“ hat.</translation>
    </message>
    <message>
        <source>Or try cost:free.</source>
        <translation>Oder cost:free versuchen.</translation>
    </message>
    <message>
        <source>Other files have no recipes that could be read.</source>
        <translation>Andere Dateien haben keine lesbaren Rezepte.</translation>
    </message>
    <message>
        <source>PNG, JPEG, WebP, AVIF, TIFF, GIF and BMP can be used.</source>
        <translation>Brauchbar sind PNG, JPEG, WebP, AVIF, TIFF, GIF und BMP.</translation>
    </message>
    <message>
        <source>Paint it again on this picture, or remove it.</source>
        <translation>Auf diesem Bild neu malen, oder entfernen.</translation>
    </message>
    <message>
        <source>Paint it again, or remove it.</source>
        <translation>Neu malen, oder entfernen.</translation>
    </message>
    <message>
        <source>Paint it again.</source>
        <translation>Neu malen.</translation>
    </message>
    <message>
        <source>Paint over what the model is to paint anew.</source>
        <translation>Übermalen, was das Modell neu malen soll.</translation>
    </message>
    <message>
        <source>Parts of the local engine are missing.</source>
        <translation>Teile der lokalen Engine fehlen.</translation>
    </message>
    <message>
        <source>Paste it from the service's own page.</source>
        <translation>Von der eigenen Seite des Dienstes einfügen.</translation>
    </message>
    <message numerus="yes">
        <source>Pick %Ln picture(s)</source>
        <translation><numerusform>%Ln Bild annehmen</numerusform><numerusform>%Ln Bilder annehmen</numerusform></translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation>Bilder</translation>
    </message>
    <message>
        <source>Pictures cannot be read here.</source>
        <translation>Bilder können hier nicht gelesen werden.</translation>
    </message>
    <message>
        <source>Plug its drive in, or choose another folder.</source>
        <translation>Sein Laufwerk anstecken, oder einen anderen Ordner wählen.</translation>
    </message>
    <message>
        <source>Practice</source>
        <translation>Übung</translation>
    </message>
    <message numerus="yes">
        <source>Put %Ln picture(s) into albums</source>
        <translation><numerusform>%Ln Bild in Alben legen</numerusform><numerusform>%Ln Bilder in Alben legen</numerusform></translation>
    </message>
    <message>
        <source>Put https:// in front.</source>
        <translation>https:// davorsetzen.</translation>
    </message>
    <message>
        <source>Put it back, or switch the LoRA off.</source>
        <translation>Zurücklegen, oder das LoRA ausschalten.</translation>
    </message>
    <message>
        <source>Put it into an album further up.</source>
        <translation>In ein Album weiter oben legen.</translation>
    </message>
    <message>
        <source>Put its picture on a slot, or write @@{name} for an @ that is to stay.</source>
        <translation>Sein Bild auf einen Platz legen, oder @@{name} schreiben für ein @, das bleiben soll.</translation>
    </message>
    <message>
        <source>Put one in the request first.</source>
        <translation>Zuerst eines in die Anfrage setzen.</translation>
    </message>
    <message>
        <source>Raise the limit of the key in your account. Nothing was billed.</source>
        <translation>Im Konto die Grenze des Schlüssels anheben. Nichts wurde berechnet.</translation>
    </message>
    <message>
        <source>Raise the number of steps.</source>
        <translation>Die Zahl der Schritte erhöhen.</translation>
    </message>
    <message>
        <source>Read it at {url} and agree to it in the settings.</source>
        <translation>Auf {url} lesen und in den Einstellungen zustimmen.</translation>
    </message>
    <message>
        <source>Reference {number} cannot be opened.</source>
        <translation>Referenz {number} kann nicht geöffnet werden.</translation>
    </message>
    <message>
        <source>Reference {number} is too long: one side is more than {aspect_maximum} times the other.</source>
        <translation>Referenz {number} ist zu lang: eine Seite ist mehr als {aspect_maximum}-mal so lang wie die andere.</translation>
    </message>
    <message>
        <source>Reference {number} is too small: each side needs at least {edge_minimum} pixels.</source>
        <translation>Referenz {number} ist zu klein: jede Seite braucht mindestens {edge_minimum} Pixel.</translation>
    </message>
    <message>
        <source>Reference {number}, “{name}”,</source>
        <translation>Referenz {number}, „{name}“,</translation>
    </message>
    <message numerus="yes">
        <source>Reject %Ln picture(s)</source>
        <translation><numerusform>%Ln Bild ablehnen</numerusform><numerusform>%Ln Bilder ablehnen</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>Remove %n LoRA(s)</source>
        <translation><numerusform>%n LoRA entfernen</numerusform><numerusform>%n LoRAs entfernen</numerusform></translation>
    </message>
    <message>
        <source>Remove it with the keyring's own program: {name}</source>
        <translation>Mit dem eigenen Programm des Schlüsselbunds entfernen: {name}</translation>
    </message>
    <message>
        <source>Remove it, or choose another LoRA.</source>
        <translation>Entfernen, oder ein anderes LoRA wählen.</translation>
    </message>
    <message>
        <source>Remove one of them.</source>
        <translation>Eines davon entfernen.</translation>
    </message>
    <message>
        <source>Remove some that you do not use.</source>
        <translation>Einige entfernen, die nicht gebraucht werden.</translation>
    </message>
    <message>
        <source>Remove some, or choose another model.</source>
        <translation>Einige entfernen, oder ein anderes Modell wählen.</translation>
    </message>
    <message>
        <source>Remove some.</source>
        <translation>Einige entfernen.</translation>
    </message>
    <message>
        <source>Remove the album “{name}”</source>
        <translation>Album „{name}“ entfernen</translation>
    </message>
    <message>
        <source>Remove the mask, or choose FLUX.2 klein on this computer.</source>
        <translation>Die Maske entfernen, oder FLUX.2 klein auf diesem Computer wählen.</translation>
    </message>
    <message>
        <source>Remove torchvision, which is not needed, or install the one made for your torch.</source>
        <translation>torchvision entfernen, das nicht gebraucht wird, oder das zu torch passende installieren.</translation>
    </message>
    <message>
        <source>Remove “{name}”</source>
        <translation>„{name}“ entfernen</translation>
    </message>
    <message>
        <source>Rename it, then add it again.</source>
        <translation>Umbenennen, dann noch einmal hinzufügen.</translation>
    </message>
    <message>
        <source>Rename it, then look again.</source>
        <translation>Umbenennen, dann noch einmal ansehen.</translation>
    </message>
    <message>
        <source>Rename it, then try again.</source>
        <translation>Umbenennen, dann noch einmal versuchen.</translation>
    </message>
    <message>
        <source>Repair the engine in Settings, This computer, or install “flux2studio[local]” in the Python that you named there.</source>
        <translation>Die Engine in Einstellungen, Dieser Computer, reparieren oder „flux2studio[local]“ in dem Python installieren, das dort angegeben ist.</translation>
    </message>
    <message>
        <source>Repair the engine in Settings, This computer, or name another Python there.</source>
        <translation>Die Engine in Einstellungen, Dieser Computer, reparieren oder dort ein anderes Python angeben.</translation>
    </message>
    <message>
        <source>Repair the engine in Settings, This computer; in a Python of your own install torch again, as its site says for your system and graphics driver.</source>
        <translation>Die Engine in Einstellungen, Dieser Computer, reparieren; in einem eigenen Python torch neu installieren, wie es dessen Seite für System und Grafiktreiber beschreibt.</translation>
    </message>
    <message>
        <source>Repair the engine in Settings, This computer; in a Python of your own: pip install “flux2studio[local]”.</source>
        <translation>Die Engine in Einstellungen, Dieser Computer, reparieren; in einem eigenen Python: pip install „flux2studio[local]“.</translation>
    </message>
    <message>
        <source>Repair the engine.</source>
        <translation>Die Engine reparieren.</translation>
    </message>
    <message>
        <source>Replace it with a larger one, or switch it off.</source>
        <translation>Durch eine größere ersetzen, oder ausschalten.</translation>
    </message>
    <message>
        <source>Restart the computer, and update the graphics driver if that does not help.</source>
        <translation>Den Computer neu starten, und wenn das nicht hilft, den Grafiktreiber aktualisieren.</translation>
    </message>
    <message numerus="yes">
        <source>Restore %n LoRA(s)</source>
        <translation><numerusform>%n LoRA zurückholen</numerusform><numerusform>%n LoRAs zurückholen</numerusform></translation>
    </message>
    <message>
        <source>Restore “{name}”</source>
        <translation>„{name}“ zurückholen</translation>
    </message>
    <message>
        <source>Results are kept for about an hour. The request is kept here.</source>
        <translation>Ergebnisse werden etwa eine Stunde aufgehoben. Die Anfrage bleibt hier.</translation>
    </message>
    <message>
        <source>Safety tolerance</source>
        <translation>Toleranz des Filters</translation>
    </message>
    <message>
        <source>Save it as JPEG or WebP first.</source>
        <translation>Zuerst als JPEG oder WebP speichern.</translation>
    </message>
    <message>
        <source>Save it as PNG or JPEG.</source>
        <translation>Als PNG oder JPEG speichern.</translation>
    </message>
    <message>
        <source>Save the file in a browser and add it from your disk.</source>
        <translation>Die Datei im Browser speichern und von der Platte hinzufügen.</translation>
    </message>
    <message>
        <source>Save “{name}”</source>
        <translation>„{name}“ speichern</translation>
    </message>
    <message>
        <source>Scale it down in an image editor first.</source>
        <translation>Zuerst in einem Bildbearbeitungsprogramm verkleinern.</translation>
    </message>
    <message>
        <source>See that date and time of this computer are right. If this network wants you to sign in, do so in the browser; then go on with the installation.</source>
        <translation>Prüfen, ob Datum und Uhrzeit dieses Computers stimmen. Wenn dieses Netz eine Anmeldung verlangt, im Browser anmelden; dann mit der Installation fortfahren.</translation>
    </message>
    <message>
        <source>See that it is there and yours to read, then try again.</source>
        <translation>Prüfen, ob sie da und lesbar ist, dann noch einmal versuchen.</translation>
    </message>
    <message>
        <source>See that it is there and yours to read.</source>
        <translation>Prüfen, ob sie da und lesbar ist.</translation>
    </message>
    <message>
        <source>See that it is there and yours to read; if it is on a drive, connect it.</source>
        <translation>Prüfen, ob sie da und lesbar ist; wenn sie auf einem Laufwerk liegt, dieses verbinden.</translation>
    </message>
    <message>
        <source>See that it is there and yours, or choose another one in the settings.</source>
        <translation>Prüfen, ob er da und zugänglich ist, oder in den Einstellungen einen anderen wählen.</translation>
    </message>
    <message>
        <source>See that it is there and yours, or set FLUX2STUDIO_HOME to another folder.</source>
        <translation>Prüfen, ob er da und zugänglich ist, oder FLUX2STUDIO_HOME auf einen anderen Ordner setzen.</translation>
    </message>
    <message>
        <source>See that its files are yours to read; if they are on a drive, connect it.</source>
        <translation>Prüfen, ob seine Dateien lesbar sind; wenn sie auf einem Laufwerk liegen, dieses verbinden.</translation>
    </message>
    <message>
        <source>See that its folder is there and yours, then start again.</source>
        <translation>Prüfen, ob sein Ordner da und zugänglich ist, dann noch einmal starten.</translation>
    </message>
    <message>
        <source>See that the data folder is yours, then go on with the installation.</source>
        <translation>Prüfen, ob der Datenordner zugänglich ist, dann mit der Installation fortfahren.</translation>
    </message>
    <message>
        <source>See that you are online, then go on with the installation. Where its site is blocked, name a Python that has “flux2studio[local]” in Settings, This computer.</source>
        <translation>Prüfen, ob der Computer online ist, dann mit der Installation fortfahren. Wo die Seite gesperrt ist, in Einstellungen, Dieser Computer, ein Python angeben, das „flux2studio[local]“ hat.</translation>
    </message>
    <message>
        <source>See that you are online, then go on with the installation; what was downloaded is kept.</source>
        <translation>Prüfen, ob das Internet erreichbar ist, dann mit der Installation fortfahren; was heruntergeladen wurde, bleibt.</translation>
    </message>
    <message>
        <source>See that you are online, then try again.</source>
        <translation>Prüfen, ob das Internet erreichbar ist, dann noch einmal versuchen.</translation>
    </message>
    <message>
        <source>See what is there now: {page}</source>
        <translation>Nachsehen, was jetzt dort ist: {page}</translation>
    </message>
    <message>
        <source>Send it again.</source>
        <translation>Noch einmal senden.</translation>
    </message>
    <message>
        <source>Send it all the same, or raise the limit in the settings.</source>
        <translation>Trotzdem senden, oder in den Einstellungen das Limit anheben.</translation>
    </message>
    <message>
        <source>Set FLUX2STUDIO_HOME to a folder on a local disk.</source>
        <translation>FLUX2STUDIO_HOME auf einen Ordner einer lokalen Platte setzen.</translation>
    </message>
    <message>
        <source>Set it to 1.</source>
        <translation>Auf 1 stellen.</translation>
    </message>
    <message>
        <source>Set one with http, or none for this host (NO_PROXY). Nothing was sent.</source>
        <translation>Einen mit http einstellen, oder für diesen Host keinen (NO_PROXY). Nichts wurde gesendet.</translation>
    </message>
    <message>
        <source>Shorten it by {length}.</source>
        <translation>Um {length} kürzen.</translation>
    </message>
    <message>
        <source>Shorten it.</source>
        <translation>Kürzen.</translation>
    </message>
    <message>
        <source>Something went wrong inside flux2studio.</source>
        <translation>In flux2studio ist etwas schiefgegangen.</translation>
    </message>
    <message>
        <source>Something went wrong inside the local engine.</source>
        <translation>In der lokalen Engine ist etwas schiefgegangen.</translation>
    </message>
    <message>
        <source>Start flux2studio again: it is rebuilt from the pictures.</source>
        <translation>flux2studio noch einmal starten: er wird aus den Bildern neu gemacht.</translation>
    </message>
    <message>
        <source>Start it again.</source>
        <translation>Noch einmal starten.</translation>
    </message>
    <message>
        <source>Start the download again.</source>
        <translation>Den Download noch einmal starten.</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>Schritte</translation>
    </message>
    <message>
        <source>Such files have up to {file_max} MB; choose another one.</source>
        <translation>Solche Dateien haben bis zu {file_max} MB; eine andere wählen.</translation>
    </message>
    <message>
        <source>Switch it on, or take its name out of the prompt.</source>
        <translation>Einschalten, oder den Namen aus dem Prompt nehmen.</translation>
    </message>
    <message>
        <source>Switch prompt expansion off, or choose that model.</source>
        <translation>Die Prompt-Erweiterung ausschalten, oder jenes Modell wählen.</translation>
    </message>
    <message>
        <source>Switch prompt expansion off.</source>
        <translation>Die Prompt-Erweiterung ausschalten.</translation>
    </message>
    <message>
        <source>Switch some off.</source>
        <translation>Einige ausschalten.</translation>
    </message>
    <message>
        <source>Switch the LoRAs off one by one to find out which it is, then try again.</source>
        <translation>Die LoRAs einzeln ausschalten, um das schuldige zu finden, dann noch einmal versuchen.</translation>
    </message>
    <message>
        <source>Switch the largest one off.</source>
        <translation>Das größte ausschalten.</translation>
    </message>
    <message>
        <source>Switch them off, or choose a model that takes them.</source>
        <translation>Ausschalten, oder ein Modell wählen, das sie nimmt.</translation>
    </message>
    <message numerus="yes">
        <source>Tag %Ln picture(s)</source>
        <translation><numerusform>%Ln Bild mit Stichwörtern versehen</numerusform><numerusform>%Ln Bilder mit Stichwörtern versehen</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>Take %Ln picture(s) out of albums</source>
        <translation><numerusform>%Ln Bild aus Alben nehmen</numerusform><numerusform>%Ln Bilder aus Alben nehmen</numerusform></translation>
    </message>
    <message>
        <source>Take it if it is a newer version of the same LoRA.</source>
        <translation>Nehmen, wenn es eine neuere Version desselben LoRAs ist.</translation>
    </message>
    <message>
        <source>Take it up again later, or cancel it.</source>
        <translation>Später wieder aufnehmen, oder abbrechen.</translation>
    </message>
    <message>
        <source>Take some away, or change them.</source>
        <translation>Einige wegnehmen, oder ändern.</translation>
    </message>
    <message>
        <source>Take the size of the first reference, or paint more.</source>
        <translation>Die Größe der ersten Referenz nehmen, oder mehr malen.</translation>
    </message>
    <message>
        <source>Take {nearest}.</source>
        <translation>{nearest} nehmen.</translation>
    </message>
    <message>
        <source>The LoRA</source>
        <translation>Das LoRA</translation>
    </message>
    <message>
        <source>The LoRA could not be fetched</source>
        <translation>Das LoRA konnte nicht geholt werden</translation>
    </message>
    <message>
        <source>The LoRA could not be kept</source>
        <translation>Das LoRA konnte nicht aufgehoben werden</translation>
    </message>
    <message>
        <source>The LoRA “{name}” cannot be read.</source>
        <translation>Das LoRA „{name}“ kann nicht gelesen werden.</translation>
    </message>
    <message>
        <source>The LoRAs are {gib:.1f} GiB together; {model} takes {gib_maximum:g}.</source>
        <translation>Die LoRAs haben zusammen {gib:.1f} GiB; {model} nimmt {gib_maximum:g}.</translation>
    </message>
    <message>
        <source>The Python of the local engine cannot be downloaded: the network does not reach it.</source>
        <translation>Das Python der lokalen Engine lässt sich nicht herunterladen: das Netz erreicht es nicht.</translation>
    </message>
    <message>
        <source>The Python of the local engine has no “{lacks}”.</source>
        <translation>Das Python der lokalen Engine hat kein „{lacks}“.</translation>
    </message>
    <message>
        <source>The Python that the local engine is set to is not there.</source>
        <translation>Das Python, das für die lokale Engine eingestellt ist, ist nicht da.</translation>
    </message>
    <message>
        <source>The address holds a user name or password.</source>
        <translation>Die Adresse enthält einen Benutzernamen oder ein Passwort.</translation>
    </message>
    <message>
        <source>The address “{url}” holds more than an address.</source>
        <translation>Die Adresse „{url}“ enthält mehr als eine Adresse.</translation>
    </message>
    <message>
        <source>The address “{url}” is not complete.</source>
        <translation>Die Adresse „{url}“ ist nicht vollständig.</translation>
    </message>
    <message>
        <source>The address “{url}” is not encrypted.</source>
        <translation>Die Adresse „{url}“ ist nicht verschlüsselt.</translation>
    </message>
    <message>
        <source>The address “{url}” is not the address of a service.</source>
        <translation>Die Adresse „{url}“ ist nicht die Adresse eines Dienstes.</translation>
    </message>
    <message>
        <source>The album to put this one into is no longer there.</source>
        <translation>Das Album, in das dieses kommen soll, ist nicht mehr da.</translation>
    </message>
    <message>
        <source>The answer that was kept here is gone.</source>
        <translation>Die Antwort, die hier aufgehoben war, ist fort.</translation>
    </message>
    <message>
        <source>The app is closing; no more pictures are made.</source>
        <translation>Die App wird geschlossen; es entstehen keine Bilder mehr.</translation>
    </message>
    <message>
        <source>The app is closing; no more pictures are read.</source>
        <translation>Die App wird geschlossen; es werden keine Bilder mehr gelesen.</translation>
    </message>
    <message>
        <source>The app stopped as it was sent.</source>
        <translation>Die App endete, während es gesendet wurde.</translation>
    </message>
    <message>
        <source>The certificates that SSL_CERT_FILE or SSL_CERT_DIR names cannot be read.</source>
        <translation>Die Zertifikate, die SSL_CERT_FILE oder SSL_CERT_DIR nennt, können nicht gelesen werden.</translation>
    </message>
    <message>
        <source>The connection to {host} broke before the request was whole.</source>
        <translation>Die Verbindung zu {host} brach ab, bevor die Anfrage ganz war.</translation>
    </message>
    <message>
        <source>The damage could not be noted</source>
        <translation>Der Schaden konnte nicht vermerkt werden</translation>
    </message>
    <message>
        <source>The damaged history could not be moved aside</source>
        <translation>Der beschädigte Verlauf konnte nicht beiseitegelegt werden</translation>
    </message>
    <message>
        <source>The damaged “{path}” could not be moved aside</source>
        <translation>Das beschädigte „{path}“ konnte nicht beiseitegelegt werden</translation>
    </message>
    <message>
        <source>The data folder cannot be used</source>
        <translation>Der Datenordner kann nicht benutzt werden</translation>
    </message>
    <message>
        <source>The decoder gave no sensible answer.</source>
        <translation>Der Decoder gab keine sinnvolle Antwort.</translation>
    </message>
    <message>
        <source>The details have its answer.</source>
        <translation>In den Einzelheiten steht die Antwort.</translation>
    </message>
    <message>
        <source>The disk became full while the local engine was installed.</source>
        <translation>Die Platte wurde voll, während die lokale Engine installiert wurde.</translation>
    </message>
    <message>
        <source>The disk is full, so the history cannot be written.</source>
        <translation>Die Platte ist voll, der Verlauf kann also nicht geschrieben werden.</translation>
    </message>
    <message>
        <source>The disk is full.</source>
        <translation>Die Platte ist voll.</translation>
    </message>
    <message>
        <source>The disk of the data folder knows no locks, which two windows at once would need.</source>
        <translation>Die Platte des Datenordners kennt keine Sperren, die zwei Fenster zugleich bräuchten.</translation>
    </message>
    <message>
        <source>The disk of the local engine reports an error.</source>
        <translation>Die Platte der lokalen Engine meldet einen Fehler.</translation>
    </message>
    <message>
        <source>The disk reports an error while the history is written.</source>
        <translation>Die Platte meldet einen Fehler, während der Verlauf geschrieben wird.</translation>
    </message>
    <message>
        <source>The download may need you to sign in; download it again in the browser.</source>
        <translation>Der Download verlangt vielleicht eine Anmeldung; im Browser noch einmal herunterladen.</translation>
    </message>
    <message>
        <source>The draft cannot be read</source>
        <translation>Der Entwurf kann nicht gelesen werden</translation>
    </message>
    <message>
        <source>The driver of the NVIDIA card does not answer: until it does, pictures take minutes.</source>
        <translation>Der Treiber der NVIDIA-Karte antwortet nicht: bis er es tut, dauern Bilder Minuten.</translation>
    </message>
    <message>
        <source>The driver of the NVIDIA card does not answer: without it a picture takes minutes.</source>
        <translation>Der Treiber der NVIDIA-Karte antwortet nicht: ohne ihn dauert ein Bild Minuten.</translation>
    </message>
    <message>
        <source>The driver of your {gpu} is too old for this version of torch.</source>
        <translation>Der Treiber von {gpu} ist zu alt für diese Version von torch.</translation>
    </message>
    <message>
        <source>The driver {driver} of the {gpu} is too old: the engine needs {needed} or newer.</source>
        <translation>Der Treiber {driver} von {gpu} ist zu alt: die Engine braucht {needed} oder neuer.</translation>
    </message>
    <message>
        <source>The engine is making a picture.</source>
        <translation>Die Engine macht gerade ein Bild.</translation>
    </message>
    <message>
        <source>The file at {host} is larger than {limit_bytes} MB.</source>
        <translation>Die Datei bei {host} ist größer als {limit_bytes} MB.</translation>
    </message>
    <message>
        <source>The file is too large for fal's file host.</source>
        <translation>Die Datei ist zu groß für den Dateiserver von fal.</translation>
    </message>
    <message>
        <source>The file of “{name}” is no longer there.</source>
        <translation>Die Datei von „{name}“ ist nicht mehr da.</translation>
    </message>
    <message>
        <source>The folder for LoRAs cannot be used.</source>
        <translation>Der Ordner für LoRAs kann nicht benutzt werden.</translation>
    </message>
    <message>
        <source>The folder for models cannot be used.</source>
        <translation>Der Ordner für Modelle kann nicht benutzt werden.</translation>
    </message>
    <message>
        <source>The folder for paid answers cannot be used.</source>
        <translation>Der Ordner für bezahlte Antworten kann nicht benutzt werden.</translation>
    </message>
    <message>
        <source>The folder of the local engine cannot be written.</source>
        <translation>Der Ordner der lokalen Engine ist nicht beschreibbar.</translation>
    </message>
    <message>
        <source>The folder of the pictures cannot be cleaned</source>
        <translation>Der Ordner der Bilder kann nicht aufgeräumt werden</translation>
    </message>
    <message>
        <source>The folder of {name} holds a model of another size.</source>
        <translation>Der Ordner von {name} enthält ein Modell anderer Größe.</translation>
    </message>
    <message>
        <source>The folder of {name} holds another kind of model.</source>
        <translation>Der Ordner von {name} enthält ein Modell anderer Art.</translation>
    </message>
    <message>
        <source>The folder of {name} holds the base model, not the distilled one.</source>
        <translation>Der Ordner von {name} enthält das Basismodell, nicht das destillierte.</translation>
    </message>
    <message>
        <source>The folder of {name} holds the distilled model, not the base one.</source>
        <translation>Der Ordner von {name} enthält das destillierte Modell, nicht das Basismodell.</translation>
    </message>
    <message>
        <source>The folder of {name} holds the transformer of another model.</source>
        <translation>Der Ordner von {name} enthält den Transformer eines anderen Modells.</translation>
    </message>
    <message>
        <source>The folder of {name} is gone.</source>
        <translation>Der Ordner von {name} ist fort.</translation>
    </message>
    <message>
        <source>The folder “{folder}” cannot be used</source>
        <translation>Der Ordner „{folder}“ kann nicht benutzt werden</translation>
    </message>
    <message>
        <source>The folder “{folder}” is not there.</source>
        <translation>Der Ordner „{folder}“ ist nicht da.</translation>
    </message>
    <message>
        <source>The graph of ComfyUI has no node that samples, as far as flux2studio knows them.</source>
        <translation>Der Graph von ComfyUI hat keinen Knoten, der zeichnet, soweit flux2studio sie kennt.</translation>
    </message>
    <message>
        <source>The graphics processor gave up in the middle of the picture.</source>
        <translation>Der Grafikprozessor hat mitten im Bild aufgegeben.</translation>
    </message>
    <message>
        <source>The header says DoRA, and the magnitudes are missing.</source>
        <translation>Der Kopf der Datei sagt DoRA, und die Beträge fehlen.</translation>
    </message>
    <message>
        <source>The history cannot be made</source>
        <translation>Der Verlauf kann nicht angelegt werden</translation>
    </message>
    <message>
        <source>The history cannot be opened.</source>
        <translation>Der Verlauf kann nicht geöffnet werden.</translation>
    </message>
    <message>
        <source>The history cannot be read</source>
        <translation>Der Verlauf kann nicht gelesen werden</translation>
    </message>
    <message>
        <source>The history could not be backed up</source>
        <translation>Der Verlauf konnte nicht gesichert werden</translation>
    </message>
    <message>
        <source>The history is damaged, and another flux2studio has it open.</source>
        <translation>Der Verlauf ist beschädigt, und ein anderes flux2studio hat ihn geöffnet.</translation>
    </message>
    <message>
        <source>The history is damaged.</source>
        <translation>Der Verlauf ist beschädigt.</translation>
    </message>
    <message>
        <source>The history is read-only.</source>
        <translation>Der Verlauf ist nur lesbar.</translation>
    </message>
    <message>
        <source>The history was written by a newer version of flux2studio.</source>
        <translation>Der Verlauf wurde von einer neueren Version von flux2studio geschrieben.</translation>
    </message>
    <message>
        <source>The installation of the local engine was ended from outside.</source>
        <translation>Die Installation der lokalen Engine wurde von außen beendet.</translation>
    </message>
    <message>
        <source>The installation of the local engine was interrupted.</source>
        <translation>Die Installation der lokalen Engine wurde unterbrochen.</translation>
    </message>
    <message>
        <source>The kept answer cannot be read.</source>
        <translation>Die aufgehobene Antwort kann nicht gelesen werden.</translation>
    </message>
    <message>
        <source>The key could not be removed from the system keyring.</source>
        <translation>Der Schlüssel konnte nicht aus dem Schlüsselbund des Systems entfernt werden.</translation>
    </message>
    <message>
        <source>The key for {name} holds characters that no key has.</source>
        <translation>Der Schlüssel für {name} enthält Zeichen, die kein Schlüssel hat.</translation>
    </message>
    <message>
        <source>The key is empty.</source>
        <translation>Der Schlüssel ist leer.</translation>
    </message>
    <message>
        <source>The layers of “{name}” do not fit this file of {this}.</source>
        <translation>Die Schichten von „{name}“ passen nicht zu dieser Datei von {this}.</translation>
    </message>
    <message>
        <source>The libraries cannot be downloaded: the network does not reach them.</source>
        <translation>Die Bibliotheken können nicht heruntergeladen werden: das Netz erreicht sie nicht.</translation>
    </message>
    <message>
        <source>The libraries of the local engine do not fit each other.</source>
        <translation>Die Bibliotheken der lokalen Engine passen nicht zueinander.</translation>
    </message>
    <message>
        <source>The library “{library}” is not installed for the local engine.</source>
        <translation>Die Bibliothek „{library}“ ist für die lokale Engine nicht installiert.</translation>
    </message>
    <message>
        <source>The licence of “{model}” has not been agreed to here.</source>
        <translation>Der Lizenz von „{model}“ wurde hier nicht zugestimmt.</translation>
    </message>
    <message>
        <source>The link of “{name}” leads to no LoRA at {site}.</source>
        <translation>Der Link von „{name}“ führt zu keinem LoRA bei {site}.</translation>
    </message>
    <message>
        <source>The list of albums could not be read</source>
        <translation>Die Liste der Alben konnte nicht gelesen werden</translation>
    </message>
    <message>
        <source>The local engine belongs to another version of flux2studio.</source>
        <translation>Die lokale Engine gehört zu einer anderen Version von flux2studio.</translation>
    </message>
    <message>
        <source>The local engine cannot be started.</source>
        <translation>Die lokale Engine kann nicht gestartet werden.</translation>
    </message>
    <message>
        <source>The local engine could not be copied</source>
        <translation>Die lokale Engine konnte nicht kopiert werden</translation>
    </message>
    <message>
        <source>The local engine could not be installed</source>
        <translation>Die lokale Engine konnte nicht installiert werden</translation>
    </message>
    <message>
        <source>The local engine could not be installed.</source>
        <translation>Die lokale Engine konnte nicht installiert werden.</translation>
    </message>
    <message>
        <source>The local engine could not be removed</source>
        <translation>Die lokale Engine konnte nicht entfernt werden</translation>
    </message>
    <message>
        <source>The local engine could not start.</source>
        <translation>Die lokale Engine konnte nicht starten.</translation>
    </message>
    <message>
        <source>The local engine crashed in the middle of the picture.</source>
        <translation>Die lokale Engine ist mitten im Bild abgestürzt.</translation>
    </message>
    <message>
        <source>The local engine did not answer for {seconds:.0f} seconds and was ended.</source>
        <translation>Die lokale Engine antwortete {seconds:.0f} Sekunden nicht und wurde beendet.</translation>
    </message>
    <message>
        <source>The local engine did not say clearly how it made the picture.</source>
        <translation>Die lokale Engine sagte nicht deutlich, wie sie das Bild machte.</translation>
    </message>
    <message>
        <source>The local engine did not say clearly what became of the job.</source>
        <translation>Die lokale Engine sagte nicht deutlich, was aus dem Auftrag wurde.</translation>
    </message>
    <message>
        <source>The local engine did not say clearly what the LoRAs did.</source>
        <translation>Die lokale Engine sagte nicht deutlich, was die LoRAs bewirkten.</translation>
    </message>
    <message>
        <source>The local engine ended before it had started.</source>
        <translation>Die lokale Engine endete, bevor sie gestartet war.</translation>
    </message>
    <message>
        <source>The local engine ended the job without having told of all pictures.</source>
        <translation>Die lokale Engine beendete den Auftrag, ohne alle Bilder gemeldet zu haben.</translation>
    </message>
    <message>
        <source>The local engine has no room for its pictures: the cache cannot be written.</source>
        <translation>Die lokale Engine hat keinen Platz für ihre Bilder: der Cache ist nicht beschreibbar.</translation>
    </message>
    <message>
        <source>The local engine is not made for this kind of computer yet.</source>
        <translation>Die lokale Engine ist für diese Art von Computer noch nicht gemacht.</translation>
    </message>
    <message>
        <source>The local engine needs {needed} on the disk, and {free} are free.</source>
        <translation>Die lokale Engine braucht {needed} auf der Platte, und {free} sind frei.</translation>
    </message>
    <message>
        <source>The log has the details.</source>
        <translation>Das Protokoll hat die Einzelheiten.</translation>
    </message>
    <message>
        <source>The machine at {name} that ran this broke off.</source>
        <translation>Die Maschine bei {name}, auf der dies lief, brach ab.</translation>
    </message>
    <message>
        <source>The maker of “{name}” lets it be used at {site} only.</source>
        <translation>Der Macher von „{name}“ erlaubt die Nutzung nur bei {site}.</translation>
    </message>
    <message>
        <source>The makers of “{asked}” declined your request.</source>
        <translation>Die Macher von „{asked}“ haben die Anfrage abgelehnt.</translation>
    </message>
    <message>
        <source>The makers of “{asked}” have not yet answered your request.</source>
        <translation>Die Macher von „{asked}“ haben noch nicht auf die Anfrage geantwortet.</translation>
    </message>
    <message>
        <source>The mask cannot be made ready</source>
        <translation>Die Maske kann nicht vorbereitet werden</translation>
    </message>
    <message>
        <source>The mask cannot be opened.</source>
        <translation>Die Maske kann nicht geöffnet werden.</translation>
    </message>
    <message>
        <source>The mask is no longer there.</source>
        <translation>Die Maske ist nicht mehr da.</translation>
    </message>
    <message>
        <source>The mask is not of the size of the first reference.</source>
        <translation>Die Maske hat nicht die Größe der ersten Referenz.</translation>
    </message>
    <message>
        <source>The mask is {width} × {height} pixels, its picture {width_2} × {height_2}.</source>
        <translation>Die Maske hat {width} × {height} Pixel, ihr Bild {width_2} × {height_2}.</translation>
    </message>
    <message>
        <source>The mask's strength</source>
        <translation>Die Stärke der Maske</translation>
    </message>
    <message>
        <source>The model cannot be downloaded</source>
        <translation>Das Modell kann nicht heruntergeladen werden</translation>
    </message>
    <message>
        <source>The model cannot be loaded: its files do not fit each other.</source>
        <translation>Das Modell kann nicht geladen werden: seine Dateien passen nicht zueinander.</translation>
    </message>
    <message>
        <source>The model could not be put in its place</source>
        <translation>Das Modell konnte nicht an seinen Platz gelegt werden</translation>
    </message>
    <message>
        <source>The model is under maintenance at {name}.</source>
        <translation>Das Modell wird bei {name} gewartet.</translation>
    </message>
    <message>
        <source>The name is too long.</source>
        <translation>Der Name ist zu lang.</translation>
    </message>
    <message>
        <source>The name of a picture or folder here is no text: rename it.</source>
        <translation>Der Name eines Bildes oder Ordners hier ist kein Text: umbenennen.</translation>
    </message>
    <message>
        <source>The name of this file is no text.</source>
        <translation>Der Name dieser Datei ist kein Text.</translation>
    </message>
    <message>
        <source>The name of this file or its folder is no text.</source>
        <translation>Der Name dieser Datei oder ihres Ordners ist kein Text.</translation>
    </message>
    <message>
        <source>The name of this folder is no text.</source>
        <translation>Der Name dieses Ordners ist kein Text.</translation>
    </message>
    <message>
        <source>The nearest size is {width} × {height}.</source>
        <translation>Die nächste Größe ist {width} × {height}.</translation>
    </message>
    <message>
        <source>The network wants you to sign in before anything can be downloaded.</source>
        <translation>Das Netz verlangt eine Anmeldung, bevor etwas heruntergeladen werden kann.</translation>
    </message>
    <message>
        <source>The new engine could not take its place</source>
        <translation>Die neue Engine konnte nicht an ihren Platz</translation>
    </message>
    <message>
        <source>The new engine does not see the graphics card ({expected}).</source>
        <translation>Die neue Engine sieht die Grafikkarte nicht ({expected}).</translation>
    </message>
    <message>
        <source>The new engine starts, but cannot compute on “{device}”.</source>
        <translation>Die neue Engine startet, kann aber nicht auf „{device}“ rechnen.</translation>
    </message>
    <message>
        <source>The new engine was installed but does not start.</source>
        <translation>Die neue Engine ist installiert, startet aber nicht.</translation>
    </message>
    <message>
        <source>The page must be a web address.</source>
        <translation>Die Seite muss eine Webadresse sein.</translation>
    </message>
    <message>
        <source>The part that was downloaded could not be deleted</source>
        <translation>Der heruntergeladene Teil konnte nicht gelöscht werden</translation>
    </message>
    <message>
        <source>The picture could not be prepared.</source>
        <translation>Das Bild konnte nicht vorbereitet werden.</translation>
    </message>
    <message>
        <source>The picture could not be written.</source>
        <translation>Das Bild konnte nicht geschrieben werden.</translation>
    </message>
    <message>
        <source>The picture decoder could not be started.</source>
        <translation>Der Bild-Decoder konnte nicht gestartet werden.</translation>
    </message>
    <message>
        <source>The picture in the answer cannot be read.</source>
        <translation>Das Bild in der Antwort kann nicht gelesen werden.</translation>
    </message>
    <message>
        <source>The picture in the answer is not whole.</source>
        <translation>Das Bild in der Antwort ist nicht ganz.</translation>
    </message>
    <message>
        <source>The picture itself may still be used as a reference.</source>
        <translation>Das Bild selbst lässt sich noch als Referenz verwenden.</translation>
    </message>
    <message>
        <source>The picture that the local engine made cannot be read.</source>
        <translation>Das Bild, das die lokale Engine machte, kann nicht gelesen werden.</translation>
    </message>
    <message>
        <source>The picture was lost on its way, and fal’s list does not show it, or not yet.</source>
        <translation>Das Bild ging unterwegs verloren, und fals Liste zeigt es nicht, oder noch nicht.</translation>
    </message>
    <message>
        <source>The picture was lost on its way.</source>
        <translation>Das Bild ging unterwegs verloren.</translation>
    </message>
    <message>
        <source>The picture's recipe cannot be read.</source>
        <translation>Das Rezept des Bildes kann nicht gelesen werden.</translation>
    </message>
    <message>
        <source>The pictures folder “{root}” is not there.</source>
        <translation>Der Bilderordner „{root}“ ist nicht da.</translation>
    </message>
    <message>
        <source>The presets cannot be read</source>
        <translation>Die Vorgaben können nicht gelesen werden</translation>
    </message>
    <message>
        <source>The presets were written by a newer version of flux2studio.</source>
        <translation>Die Vorgaben wurden von einer neueren Version von flux2studio geschrieben.</translation>
    </message>
    <message>
        <source>The products of its numbers are too large.</source>
        <translation>Die Produkte seiner Zahlen sind zu groß.</translation>
    </message>
    <message>
        <source>The project’s page did not say which version is the newest.</source>
        <translation>Die Seite des Projekts hat nicht gesagt, welche Version die neueste ist.</translation>
    </message>
    <message>
        <source>The prompt cannot be expanded: the text encoder does not fit into memory as a whole.</source>
        <translation>Der Prompt kann nicht erweitert werden: der Text-Encoder passt nicht als Ganzes in den Speicher.</translation>
    </message>
    <message>
        <source>The prompt holds characters that are no text.</source>
        <translation>Der Prompt enthält Zeichen, die kein Text sind.</translation>
    </message>
    <message>
        <source>The prompt is empty.</source>
        <translation>Der Prompt ist leer.</translation>
    </message>
    <message>
        <source>The prompt is {length} characters long; {prompt_limit} is the limit.</source>
        <translation>Der Prompt ist {length} Zeichen lang; {prompt_limit} sind die Grenze.</translation>
    </message>
    <message>
        <source>The prompt of this graph of ComfyUI could not be found.</source>
        <translation>Der Prompt dieses Graphen von ComfyUI war nicht zu finden.</translation>
    </message>
    <message>
        <source>The prompt of “{name}” is too long for a preset.</source>
        <translation>Der Prompt von „{name}“ ist zu lang für eine Vorgabe.</translation>
    </message>
    <message>
        <source>The range begins at {low:g}, above its end, {high:g}.</source>
        <translation>Der Bereich beginnt bei {low:g}, über seinem Ende, {high:g}.</translation>
    </message>
    <message>
        <source>The recipe in {name} cannot be read.</source>
        <translation>Das Rezept in {name} kann nicht gelesen werden.</translation>
    </message>
    <message>
        <source>The reference “@{mention}” is switched off.</source>
        <translation>Die Referenz „@{mention}“ ist ausgeschaltet.</translation>
    </message>
    <message>
        <source>The reference “{payload}” cannot be read any more.</source>
        <translation>Die Referenz „{payload}“ kann nicht mehr gelesen werden.</translation>
    </message>
    <message>
        <source>The references are too large for {service}.</source>
        <translation>Die Referenzen sind zu groß für {service}.</translation>
    </message>
    <message>
        <source>The references cannot be made ready: the cache folder cannot be written.</source>
        <translation>Die Referenzen können nicht vorbereitet werden: der Cache-Ordner ist nicht beschreibbar.</translation>
    </message>
    <message>
        <source>The references make this request {size:.1f} MB large; {aimlapi} takes {limit:.0f} MB.</source>
        <translation>Die Referenzen machen diese Anfrage {size:.1f} MB groß; {aimlapi} nimmt {limit:.0f} MB.</translation>
    </message>
    <message>
        <source>The repository of “{model}” lacks “{missing}”.</source>
        <translation>Dem Repository von „{model}“ fehlt „{missing}“.</translation>
    </message>
    <message>
        <source>The repository “{name}” holds no .safetensors file.</source>
        <translation>Das Repository „{name}“ enthält keine .safetensors-Datei.</translation>
    </message>
    <message>
        <source>The repository “{name}” holds several LoRAs: {named}.</source>
        <translation>Das Repository „{name}“ enthält mehrere LoRAs: {named}.</translation>
    </message>
    <message>
        <source>The repository “{repository}” holds no .safetensors file.</source>
        <translation>Das Repository „{repository}“ enthält keine .safetensors-Datei.</translation>
    </message>
    <message>
        <source>The repository “{repository}” is empty.</source>
        <translation>Das Repository „{repository}“ ist leer.</translation>
    </message>
    <message>
        <source>The request could not be handed over. Nothing was sent.</source>
        <translation>Die Anfrage konnte nicht übergeben werden. Nichts wurde gesendet.</translation>
    </message>
    <message>
        <source>The request left, and whatever came back was lost.</source>
        <translation>Die Anfrage ging hinaus, und was zurückkam, ging verloren.</translation>
    </message>
    <message>
        <source>The request may have reached fal, whose list cannot be asked just now.</source>
        <translation>Die Anfrage kann bei fal angekommen sein, dessen Liste gerade nicht zu fragen ist.</translation>
    </message>
    <message>
        <source>The request may have reached fal.</source>
        <translation>Die Anfrage kann bei fal angekommen sein.</translation>
    </message>
    <message>
        <source>The request was on its way to {fal} when the app stopped.</source>
        <translation>Die Anfrage war unterwegs zu {fal}, als die App endete.</translation>
    </message>
    <message>
        <source>The request went to fal, and no answer came back.</source>
        <translation>Die Anfrage ging an fal, und keine Antwort kam zurück.</translation>
    </message>
    <message>
        <source>The request went to {host}, and no answer came back.</source>
        <translation>Die Anfrage ging an {host}, und keine Antwort kam zurück.</translation>
    </message>
    <message>
        <source>The run failed at AIML API and was not billed.</source>
        <translation>Der Lauf scheiterte bei AIML API und wurde nicht berechnet.</translation>
    </message>
    <message>
        <source>The run took longer than {name} allows.</source>
        <translation>Der Lauf dauerte länger, als {name} erlaubt.</translation>
    </message>
    <message>
        <source>The same LoRA is in use twice.</source>
        <translation>Dasselbe LoRA ist zweimal im Einsatz.</translation>
    </message>
    <message>
        <source>The sample cannot be kept</source>
        <translation>Das Beispiel kann nicht aufgehoben werden</translation>
    </message>
    <message>
        <source>The sample cannot be looked up</source>
        <translation>Das Beispiel kann nicht nachgesehen werden</translation>
    </message>
    <message>
        <source>The sample cannot be read.</source>
        <translation>Das Beispiel kann nicht gelesen werden.</translation>
    </message>
    <message>
        <source>The scale of “{name}” must lie between {minimum:g} and {maximum:g}.</source>
        <translation>Die Stärke von „{name}“ muss zwischen {minimum:g} und {maximum:g} liegen.</translation>
    </message>
    <message>
        <source>The scale of “{order}” is no number.</source>
        <translation>Die Stärke von „{order}“ ist keine Zahl.</translation>
    </message>
    <message>
        <source>The scale {usual:g} is above the range, to {high:g}.</source>
        <translation>Die Stärke {usual:g} liegt über dem Bereich, bis {high:g}.</translation>
    </message>
    <message>
        <source>The scale {usual:g} is below the range, from {low:g}.</source>
        <translation>Die Stärke {usual:g} liegt unter dem Bereich, ab {low:g}.</translation>
    </message>
    <message>
        <source>The search for the request was stopped before fal showed it.</source>
        <translation>Die Suche nach der Anfrage wurde angehalten, bevor fal sie zeigte.</translation>
    </message>
    <message>
        <source>The search is too long: {most:,} letters fit.</source>
        <translation>Die Suche ist zu lang: {most:,} Zeichen passen.</translation>
    </message>
    <message>
        <source>The seed must lie between {low} and {high}.</source>
        <translation>Der Seed muss zwischen {low} und {high} liegen.</translation>
    </message>
    <message>
        <source>The seed {seed} is larger than FLUX.2 takes: one is drawn.</source>
        <translation>Der Seed {seed} ist größer, als FLUX.2 ihn nimmt: einer wird gezogen.</translation>
    </message>
    <message>
        <source>The service names one price, and has two: for the first megapixel and the others.</source>
        <translation>Der Dienst nennt einen Preis und hat zwei: für das erste Megapixel und die anderen.</translation>
    </message>
    <message>
        <source>The service of this run is no longer part of flux2studio.</source>
        <translation>Der Dienst dieses Laufs gehört nicht mehr zu flux2studio.</translation>
    </message>
    <message>
        <source>The service sent a {format} file, which is not kept.</source>
        <translation>Der Dienst sandte eine {format}-Datei, die nicht aufgehoben wird.</translation>
    </message>
    <message>
        <source>The service sent no picture.</source>
        <translation>Der Dienst sandte kein Bild.</translation>
    </message>
    <message>
        <source>The service “{backend}” is not part of this version.</source>
        <translation>Der Dienst „{backend}“ gehört nicht zu dieser Version.</translation>
    </message>
    <message>
        <source>The settings cannot be read</source>
        <translation>Die Einstellungen können nicht gelesen werden</translation>
    </message>
    <message>
        <source>The site sends another file than the one it described.</source>
        <translation>Die Seite sendet eine andere Datei als die beschriebene.</translation>
    </message>
    <message>
        <source>The site sends more than the file has.</source>
        <translation>Die Seite sendet mehr, als die Datei hat.</translation>
    </message>
    <message>
        <source>The site that the libraries come from cannot prove that it is the right one.</source>
        <translation>Die Seite, von der die Bibliotheken kommen, kann nicht beweisen, dass sie die richtige ist.</translation>
    </message>
    <message>
        <source>The site that the libraries come from does not work at the moment.</source>
        <translation>Die Seite, von der die Bibliotheken kommen, geht gerade nicht.</translation>
    </message>
    <message>
        <source>The site that the libraries come from refuses this computer.</source>
        <translation>Die Seite, von der die Bibliotheken kommen, weist diesen Computer ab.</translation>
    </message>
    <message>
        <source>The smart album “{album}” asks for itself.</source>
        <translation>Das kluge Album „{album}“ fragt nach sich selbst.</translation>
    </message>
    <message>
        <source>The stream from fal ended before the picture.</source>
        <translation>Die Übertragung von fal endete vor dem Bild.</translation>
    </message>
    <message>
        <source>The strength must lie above 0 and be at most 1.</source>
        <translation>Die Stärke muss über 0 liegen und höchstens 1 sein.</translation>
    </message>
    <message>
        <source>The system ended the local engine, probably because memory ran out.</source>
        <translation>Das System beendete die lokale Engine, wahrscheinlich weil der Speicher ausging.</translation>
    </message>
    <message>
        <source>The system keyring cannot be used ({error}).</source>
        <translation>Der Schlüsselbund des Systems kann nicht benutzt werden ({error}).</translation>
    </message>
    <message>
        <source>The system keyring does not answer; unlock it, then try again.</source>
        <translation>Der Schlüsselbund des Systems antwortet nicht; entsperren, dann noch einmal versuchen.</translation>
    </message>
    <message>
        <source>The system keyring does not keep anything.</source>
        <translation>Der Schlüsselbund des Systems hebt nichts auf.</translation>
    </message>
    <message>
        <source>The text encoder in the folder is that of another model.</source>
        <translation>Der Text-Encoder im Ordner ist der eines anderen Modells.</translation>
    </message>
    <message>
        <source>The tool “uv”, which installs the local engine, is not on this computer.</source>
        <translation>Das Werkzeug „uv“, das die lokale Engine installiert, ist nicht auf diesem Computer.</translation>
    </message>
    <message>
        <source>The torchvision that is installed does not belong to this version of torch.</source>
        <translation>Das installierte torchvision gehört nicht zu dieser Version von torch.</translation>
    </message>
    <message>
        <source>The upload did not arrive whole at fal.</source>
        <translation>Der Upload kam bei fal nicht ganz an.</translation>
    </message>
    <message>
        <source>The version of “{asked}” that was begun is gone from Hugging Face.</source>
        <translation>Die Version von „{asked}“, die begonnen wurde, ist bei Hugging Face fort.</translation>
    </message>
    <message>
        <source>The weights in {origin} do not fit this model.</source>
        <translation>Die Gewichte in {origin} passen nicht zu diesem Modell.</translation>
    </message>
    <message>
        <source>The {word} is too long: {text:,} letters, {most:,} fit.</source>
        <translation>Zu lang – {word}: {text:,} Zeichen, {most:,} passen.</translation>
    </message>
    <message>
        <source>The {word} must be a list of words.</source>
        <translation>Eine Liste von Wörtern ist nötig: {word}.</translation>
    </message>
    <message>
        <source>The {word} must be a number.</source>
        <translation>Eine Zahl ist nötig: {word}.</translation>
    </message>
    <message>
        <source>The {word} must be a whole number from 0 to {most}.</source>
        <translation>Eine ganze Zahl von 0 bis {most} ist nötig: {word}.</translation>
    </message>
    <message>
        <source>The {word} must be between 0 and {most:g}.</source>
        <translation>Zwischen 0 und {most:g} muss liegen: {word}.</translation>
    </message>
    <message>
        <source>The {word} must be text.</source>
        <translation>Text ist nötig: {word}.</translation>
    </message>
    <message>
        <source>The {word} must be yes or no.</source>
        <translation>Ja oder nein ist nötig: {word}.</translation>
    </message>
    <message>
        <source>There are no scales.</source>
        <translation>Es sind keine Stärken da.</translation>
    </message>
    <message>
        <source>There are no seeds.</source>
        <translation>Es sind keine Seeds da.</translation>
    </message>
    <message>
        <source>There are too many {word}: {words}, {most} fit.</source>
        <translation>Zu viele – {word}: {words}, {most} passen.</translation>
    </message>
    <message>
        <source>There are {known}.</source>
        <translation>Es gibt {known}.</translation>
    </message>
    <message>
        <source>There are: {known}.</source>
        <translation>Es gibt: {known}.</translation>
    </message>
    <message>
        <source>There is a mask, but no reference that it belongs to.</source>
        <translation>Es gibt eine Maske, aber keine Referenz, zu der sie gehört.</translation>
    </message>
    <message>
        <source>There is a “{path}” already.</source>
        <translation>Es gibt schon ein „{path}“.</translation>
    </message>
    <message>
        <source>There is a “{target}” already.</source>
        <translation>Es gibt schon ein „{target}“.</translation>
    </message>
    <message>
        <source>There is an album “{album}” already.</source>
        <translation>Es gibt schon ein Album „{album}“.</translation>
    </message>
    <message>
        <source>There is no album “{value}”.</source>
        <translation>Es gibt kein Album „{value}“.</translation>
    </message>
    <message>
        <source>There is no backend “{backend_id}”.</source>
        <translation>Es gibt kein Backend „{backend_id}“.</translation>
    </message>
    <message>
        <source>There is no build for the {gpu} here: pictures would take minutes each, on the processor.</source>
        <translation>Für {gpu} gibt es hier keine Fassung: jedes Bild würde auf dem Prozessor Minuten dauern.</translation>
    </message>
    <message>
        <source>There is no display to open the window on. Use “flux2studio generate PROMPT” to make pictures without one.</source>
        <translation>Es gibt keine Anzeige, auf der sich das Fenster öffnen ließe. Mit „flux2studio generate PROMPT“ entstehen Bilder ohne Anzeige.</translation>
    </message>
    <message>
        <source>There is no engine “{name}” for this computer.</source>
        <translation>Für diesen Computer gibt es keine Engine „{name}“.</translation>
    </message>
    <message>
        <source>There is no field “{field}”.</source>
        <translation>Es gibt kein Feld „{field}“.</translation>
    </message>
    <message>
        <source>There is no key for {name}.</source>
        <translation>Es gibt keinen Schlüssel für {name}.</translation>
    </message>
    <message>
        <source>There is no model “{model_id}” for this computer.</source>
        <translation>Es gibt kein Modell „{model_id}“ für diesen Computer.</translation>
    </message>
    <message>
        <source>There is no model “{model_id}”.</source>
        <translation>Es gibt kein Modell „{model_id}“.</translation>
    </message>
    <message>
        <source>There is no picture among these.</source>
        <translation>Darunter ist kein Bild.</translation>
    </message>
    <message>
        <source>There is no place for previews here.</source>
        <translation>Für Vorschauen ist hier kein Ort.</translation>
    </message>
    <message>
        <source>There is no reference “@{mention}”.</source>
        <translation>Es gibt keine Referenz „@{mention}“.</translation>
    </message>
    <message>
        <source>There is no room for today's backup of the history.</source>
        <translation>Für die heutige Sicherung des Verlaufs ist kein Platz.</translation>
    </message>
    <message>
        <source>There is no room to look at the picture that came.</source>
        <translation>Um das angekommene Bild anzusehen, ist kein Platz.</translation>
    </message>
    <message>
        <source>There is no sense in AIML API's answer.</source>
        <translation>Die Antwort von AIML API ergibt keinen Sinn.</translation>
    </message>
    <message>
        <source>There is not enough memory.</source>
        <translation>Der Speicher reicht nicht.</translation>
    </message>
    <message>
        <source>There is nothing of this name.</source>
        <translation>Nichts heißt so.</translation>
    </message>
    <message>
        <source>There is room for {most} presets.</source>
        <translation>Platz ist für {most} Vorgaben.</translation>
    </message>
    <message>
        <source>There is too little memory.</source>
        <translation>Es ist zu wenig Speicher da.</translation>
    </message>
    <message>
        <source>There is {names}; write @@{name} for an @ that is to stay.</source>
        <translation>Es gibt {names}; @@{name} schreiben für ein @, das bleiben soll.</translation>
    </message>
    <message>
        <source>These are too many filters: {most} fit.</source>
        <translation>Das sind zu viele Filter: {most} passen.</translation>
    </message>
    <message>
        <source>These are {count} pictures; a sheet has {most}.</source>
        <translation>Das sind {count} Bilder; ein Bogen hat {most}.</translation>
    </message>
    <message>
        <source>This LoRA is no longer in your library.</source>
        <translation>Dieses LoRA ist nicht mehr in der Sammlung.</translation>
    </message>
    <message>
        <source>This LoRA is used from there.</source>
        <translation>Dieses LoRA wird von dort verwendet.</translation>
    </message>
    <message>
        <source>This album is no longer there.</source>
        <translation>Dieses Album ist nicht mehr da.</translation>
    </message>
    <message>
        <source>This computer</source>
        <translation>Dieser Computer</translation>
    </message>
    <message>
        <source>This computer has no local engine yet: torch is not part of the app.</source>
        <translation>Dieser Computer hat noch keine lokale Engine: torch gehört nicht zur App.</translation>
    </message>
    <message>
        <source>This computer has not enough free memory for this picture.</source>
        <translation>Dieser Computer hat nicht genug freien Speicher für dieses Bild.</translation>
    </message>
    <message>
        <source>This computer has not enough memory for this picture.</source>
        <translation>Dieser Computer hat nicht genug Speicher für dieses Bild.</translation>
    </message>
    <message>
        <source>This computer names a proxy that cannot be used: “{scheme}://”.</source>
        <translation>Dieser Computer nennt einen Proxy, der nicht benutzt werden kann: „{scheme}://“.</translation>
    </message>
    <message>
        <source>This copy of the app lacks what the local engine is made from.</source>
        <translation>Dieser Kopie der App fehlt, woraus die lokale Engine gemacht wird.</translation>
    </message>
    <message>
        <source>This file holds no presets.</source>
        <translation>Diese Datei enthält keine Vorgaben.</translation>
    </message>
    <message>
        <source>This file holds {presets} presets; {presets_max} is the limit.</source>
        <translation>Diese Datei enthält {presets} Vorgaben; {presets_max} sind die Grenze.</translation>
    </message>
    <message>
        <source>This file is too large to be one of presets.</source>
        <translation>Diese Datei ist zu groß, um eine mit Vorgaben zu sein.</translation>
    </message>
    <message>
        <source>This file was written by a newer version of flux2studio.</source>
        <translation>Diese Datei wurde von einer neueren Version von flux2studio geschrieben.</translation>
    </message>
    <message>
        <source>This holds characters that are no text, and cannot be kept.</source>
        <translation>Das enthält Zeichen, die kein Text sind, und kann nicht aufgehoben werden.</translation>
    </message>
    <message>
        <source>This is no base model.</source>
        <translation>Das ist kein Basismodell.</translation>
    </message>
    <message>
        <source>This is no file of presets.</source>
        <translation>Das ist keine Datei mit Vorgaben.</translation>
    </message>
    <message>
        <source>This is no picture of the preview store.</source>
        <translation>Das ist kein Bild des Vorschauspeichers.</translation>
    </message>
    <message>
        <source>This is no preview: only a small JPEG is kept as one.</source>
        <translation>Das ist keine Vorschau: nur ein kleines JPEG wird als eine aufgehoben.</translation>
    </message>
    <message>
        <source>This is not a key: it holds spaces, line breaks or foreign letters.</source>
        <translation>Das ist kein Schlüssel: er enthält Leerzeichen, Zeilenumbrüche oder fremde Buchstaben.</translation>
    </message>
    <message>
        <source>This is not a picture.</source>
        <translation>Das ist kein Bild.</translation>
    </message>
    <message>
        <source>This is not a web address.</source>
        <translation>Das ist keine Webadresse.</translation>
    </message>
    <message>
        <source>This is not the name of a preview.</source>
        <translation>Das ist nicht der Name einer Vorschau.</translation>
    </message>
    <message>
        <source>This is too large to be kept.</source>
        <translation>Das ist zu groß, um aufgehoben zu werden.</translation>
    </message>
    <message>
        <source>This job is not in the journal.</source>
        <translation>Dieser Auftrag steht nicht im Journal.</translation>
    </message>
    <message>
        <source>This key has reached its own spending limit at {name}.</source>
        <translation>Dieser Schlüssel hat bei {name} seine eigene Ausgabengrenze erreicht.</translation>
    </message>
    <message>
        <source>This link holds a key, which would stay in your library and everything made with it.</source>
        <translation>Dieser Link enthält einen Schlüssel, der in der Sammlung und in allem bliebe, was damit entsteht.</translation>
    </message>
    <message>
        <source>This link holds a password, which every service it is sent to would see.</source>
        <translation>Dieser Link enthält ein Passwort, das jeder Dienst sähe, an den er gesendet wird.</translation>
    </message>
    <message>
        <source>This link is not complete.</source>
        <translation>Dieser Link ist nicht vollständig.</translation>
    </message>
    <message>
        <source>This link leads to no LoRA at {site}.</source>
        <translation>Dieser Link führt zu keinem LoRA bei {site}.</translation>
    </message>
    <message>
        <source>This model does not take the {name} “{value}”.</source>
        <translation>Dieses Modell kennt „{value}“ nicht: {name}.</translation>
    </message>
    <message>
        <source>This network may want you to log in: open any page in a browser. {hint}</source>
        <translation>Vielleicht verlangt dieses Netz eine Anmeldung: im Browser irgendeine Seite öffnen. {hint}</translation>
    </message>
    <message>
        <source>This picture is not in the history.</source>
        <translation>Dieses Bild ist nicht im Verlauf.</translation>
    </message>
    <message>
        <source>This repository is called “{repository}” now.</source>
        <translation>Dieses Repository heißt jetzt „{repository}“.</translation>
    </message>
    <message>
        <source>This run of about {amount} would take the month to {amount_2}, above your limit of {amount_3}.</source>
        <translation>Dieser Lauf für etwa {amount} brächte den Monat auf {amount_2}, über das eigene Limit von {amount_3}.</translation>
    </message>
    <message>
        <source>This system has no keyring.</source>
        <translation>Dieses System hat keinen Schlüsselbund.</translation>
    </message>
    <message>
        <source>This {word} is no longer there.</source>
        <translation>Nicht mehr da: {word}.</translation>
    </message>
    <message>
        <source>Tick at least one part.</source>
        <translation>Mindestens einen Teil ankreuzen.</translation>
    </message>
    <message>
        <source>To keep the model in {value}, {library} is needed and cannot be imported.</source>
        <translation>Um das Modell in {value} zu halten, wird {library} gebraucht und kann nicht importiert werden.</translation>
    </message>
    <message>
        <source>To read GGUF files, the library “gguf” is needed and cannot be imported.</source>
        <translation>Um GGUF-Dateien zu lesen, wird die Bibliothek „gguf“ gebraucht und kann nicht importiert werden.</translation>
    </message>
    <message>
        <source>Top it up at {billing}. Nothing was billed.</source>
        <translation>Auf {billing} aufladen. Nichts wurde berechnet.</translation>
    </message>
    <message>
        <source>Try again for what is missing; a picture that was made is kept.</source>
        <translation>Für das Fehlende noch einmal versuchen; ein fertiges Bild bleibt.</translation>
    </message>
    <message>
        <source>Try again in a moment.</source>
        <translation>In einem Moment noch einmal versuchen.</translation>
    </message>
    <message>
        <source>Try again in a moment; it goes on where it stopped.</source>
        <translation>In einem Moment noch einmal versuchen; es geht weiter, wo es stehen blieb.</translation>
    </message>
    <message>
        <source>Try again later.</source>
        <translation>Später noch einmal versuchen.</translation>
    </message>
    <message>
        <source>Try again later; it goes on where it stopped.</source>
        <translation>Später noch einmal versuchen; es geht weiter, wo es stehen blieb.</translation>
    </message>
    <message>
        <source>Try again later; it may be repaired there.</source>
        <translation>Später noch einmal versuchen; vielleicht wird es dort gerichtet.</translation>
    </message>
    <message>
        <source>Try again later; what is here is kept.</source>
        <translation>Später noch einmal versuchen; was hier ist, bleibt.</translation>
    </message>
    <message>
        <source>Try again, or choose another folder.</source>
        <translation>Noch einmal versuchen, oder einen anderen Ordner wählen.</translation>
    </message>
    <message>
        <source>Try again.</source>
        <translation>Noch einmal versuchen.</translation>
    </message>
    <message>
        <source>Try again. The details are for a report.</source>
        <translation>Noch einmal versuchen. Die Einzelheiten sind für einen Bericht.</translation>
    </message>
    <message>
        <source>Try again: only what is missing is made.</source>
        <translation>Noch einmal versuchen: nur das Fehlende wird gemacht.</translation>
    </message>
    <message>
        <source>Try again: the engine starts anew. If it stays, update the graphics driver.</source>
        <translation>Noch einmal versuchen: die Engine startet neu. Wenn es bleibt, den Grafiktreiber aktualisieren.</translation>
    </message>
    <message>
        <source>Try again; if it happens often, tell the service.</source>
        <translation>Noch einmal versuchen; wenn es oft geschieht, dem Dienst Bescheid sagen.</translation>
    </message>
    <message>
        <source>Try again; it goes on where it stopped.</source>
        <translation>Noch einmal versuchen; es geht weiter, wo es stehen blieb.</translation>
    </message>
    <message>
        <source>Try again; it is then fetched anew.</source>
        <translation>Noch einmal versuchen; es wird dann neu geholt.</translation>
    </message>
    <message>
        <source>Try again; it starts anew. If it stays: choose a smaller size or a lower memory setting, or run it on a service.</source>
        <translation>Noch einmal versuchen; sie startet neu. Wenn es bleibt: eine kleinere Größe oder eine niedrigere Speichereinstellung wählen, oder es bei einem Dienst laufen lassen.</translation>
    </message>
    <message>
        <source>Try lora:ink&gt;0.6.</source>
        <translation>lora:ink&gt;0.6 versuchen.</translation>
    </message>
    <message>
        <source>Try rating:4 or rating:&gt;=3.</source>
        <translation>rating:4 oder rating:&gt;=3 versuchen.</translation>
    </message>
    <message>
        <source>Try seed:1234.</source>
        <translation>seed:1234 versuchen.</translation>
    </message>
    <message>
        <source>Try size:1024x768, size:&gt;2mp or size:square.</source>
        <translation>size:1024x768, size:&gt;2mp oder size:square versuchen.</translation>
    </message>
    <message>
        <source>Try {states}.</source>
        <translation>{states} versuchen.</translation>
    </message>
    <message>
        <source>Type a name for it.</source>
        <translation>Einen Namen dafür eingeben.</translation>
    </message>
    <message>
        <source>Type one.</source>
        <translation>Einen eingeben.</translation>
    </message>
    <message>
        <source>Type scales, for example 0.6 0.8 1.</source>
        <translation>Stärken eingeben, zum Beispiel 0.6 0.8 1.</translation>
    </message>
    <message>
        <source>Type seeds, or choose how many.</source>
        <translation>Seeds eingeben, oder wählen, wie viele.</translation>
    </message>
    <message>
        <source>Type the part again instead of pasting it.</source>
        <translation>Die Stelle neu tippen, statt sie einzufügen.</translation>
    </message>
    <message>
        <source>Type the part again, or rename the file or folder.</source>
        <translation>Die Stelle neu tippen, oder Datei oder Ordner umbenennen.</translation>
    </message>
    <message numerus="yes">
        <source>Unflag %Ln picture(s)</source>
        <translation><numerusform>Markierung von %Ln Bild entfernen</numerusform><numerusform>Markierung von %Ln Bildern entfernen</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>Unite %n LoRA(s)</source>
        <translation><numerusform>%n LoRA zusammenlegen</numerusform><numerusform>%n LoRAs zusammenlegen</numerusform></translation>
    </message>
    <message>
        <source>Unite “{name}”</source>
        <translation>„{name}“ zusammenlegen</translation>
    </message>
    <message>
        <source>Until {day} Civitai gives this version only to those who paid for it.</source>
        <translation>Bis {day} gibt Civitai diese Version nur denen, die dafür bezahlt haben.</translation>
    </message>
    <message>
        <source>Update flux2studio to use and change them.</source>
        <translation>flux2studio aktualisieren, um sie zu verwenden und zu ändern.</translation>
    </message>
    <message>
        <source>Update flux2studio, then import it again.</source>
        <translation>flux2studio aktualisieren, dann noch einmal importieren.</translation>
    </message>
    <message>
        <source>Update the engine in Settings, This computer, or “flux2studio[local]” where you installed it yourself.</source>
        <translation>In Einstellungen, Dieser Computer, die Engine aktualisieren, oder „flux2studio[local]“, wo es selbst installiert wurde.</translation>
    </message>
    <message>
        <source>Update the graphics driver and restart the computer, then try again.</source>
        <translation>Den Grafiktreiber aktualisieren und den Computer neu starten, dann noch einmal versuchen.</translation>
    </message>
    <message>
        <source>Update the graphics driver, or install a torch made for an older CUDA.</source>
        <translation>Den Grafiktreiber aktualisieren, oder ein torch für ein älteres CUDA installieren.</translation>
    </message>
    <message>
        <source>Update the graphics driver, restart the computer, then try again.</source>
        <translation>Den Grafiktreiber aktualisieren, den Computer neu starten, dann noch einmal versuchen.</translation>
    </message>
    <message>
        <source>Use PNG, JPEG or WebP.</source>
        <translation>PNG, JPEG oder WebP verwenden.</translation>
    </message>
    <message>
        <source>Use a hosted service, or name a Python that has “flux2studio[local]” in Settings, This computer.</source>
        <translation>Einen Online-Dienst benutzen, oder in Einstellungen, Dieser Computer, ein Python angeben, das „flux2studio[local]“ hat.</translation>
    </message>
    <message>
        <source>Use a larger one.</source>
        <translation>Eine größere verwenden.</translation>
    </message>
    <message>
        <source>Use a smaller one, or switch it off.</source>
        <translation>Eine kleinere verwenden, oder ausschalten.</translation>
    </message>
    <message>
        <source>Use a smaller one.</source>
        <translation>Eine kleinere verwenden.</translation>
    </message>
    <message>
        <source>Use a version of it saved as a plain LoRA.</source>
        <translation>Eine Version verwenden, die als einfaches LoRA gespeichert ist.</translation>
    </message>
    <message>
        <source>Use a version with .safetensors files.</source>
        <translation>Eine Version mit .safetensors-Dateien verwenden.</translation>
    </message>
    <message>
        <source>Use an earlier state of the training.</source>
        <translation>Einen früheren Stand des Trainings verwenden.</translation>
    </message>
    <message>
        <source>Use another one, or save it anew.</source>
        <translation>Eine andere verwenden, oder neu speichern.</translation>
    </message>
    <message>
        <source>Use at most {most} letters.</source>
        <translation>Höchstens {most} Zeichen verwenden.</translation>
    </message>
    <message>
        <source>Use fewer or smaller ones.</source>
        <translation>Weniger oder kleinere verwenden.</translation>
    </message>
    <message>
        <source>Use https; plain http is taken on this computer only.</source>
        <translation>https verwenden; einfaches http geht nur auf diesem Computer.</translation>
    </message>
    <message>
        <source>Use letters, digits, - and _.</source>
        <translation>Buchstaben, Ziffern, - und _ verwenden.</translation>
    </message>
    <message>
        <source>Use one of: {known}.</source>
        <translation>Eines davon verwenden: {known}.</translation>
    </message>
    <message>
        <source>Use the .safetensors version.</source>
        <translation>Die .safetensors-Version verwenden.</translation>
    </message>
    <message>
        <source>Wait for it to end, or cancel it, then remove the engine.</source>
        <translation>Warten, bis es fertig ist, oder es abbrechen; dann die Engine entfernen.</translation>
    </message>
    <message>
        <source>Wait for it to end, or stop it.</source>
        <translation>Das Ende abwarten, oder es anhalten.</translation>
    </message>
    <message>
        <source>Wait for it to end, then look again.</source>
        <translation>Das Ende abwarten, dann noch einmal ansehen.</translation>
    </message>
    <message>
        <source>Wait for it to end.</source>
        <translation>Das Ende abwarten.</translation>
    </message>
    <message>
        <source>Wait for it to end; another window of flux2studio may be at it.</source>
        <translation>Das Ende abwarten; vielleicht ist ein anderes Fenster von flux2studio dabei.</translation>
    </message>
    <message>
        <source>Wait until it is saved to its end, then try again.</source>
        <translation>Warten, bis sie bis zum Ende gespeichert ist, dann noch einmal versuchen.</translation>
    </message>
    <message>
        <source>Wait until whatever writes it is done, then try again.</source>
        <translation>Warten, bis fertig ist, was sie schreibt, dann noch einmal versuchen.</translation>
    </message>
    <message>
        <source>Weights are missing in {origin}.</source>
        <translation>In {origin} fehlen Gewichte.</translation>
    </message>
    <message>
        <source>What came back is not a whole picture.</source>
        <translation>Was zurückkam, ist kein ganzes Bild.</translation>
    </message>
    <message>
        <source>What is written beside it is about another picture.</source>
        <translation>Was daneben steht, handelt von einem anderen Bild.</translation>
    </message>
    <message>
        <source>What is written beside it is no XMP.</source>
        <translation>Was daneben steht, ist kein XMP.</translation>
    </message>
    <message>
        <source>What is written beside the picture could not be read</source>
        <translation>Was neben dem Bild steht, konnte nicht gelesen werden</translation>
    </message>
    <message>
        <source>What the model computed is no picture: its numbers are not finite.</source>
        <translation>Was das Modell berechnet hat, ist kein Bild: Seine Zahlen sind nicht endlich.</translation>
    </message>
    <message>
        <source>What to avoid is {length} characters long; {limit} is the limit.</source>
        <translation>Was zu vermeiden ist, ist {length} Zeichen lang; {limit} sind die Grenze.</translation>
    </message>
    <message>
        <source>What was downloaded could not be removed</source>
        <translation>Das Heruntergeladene ließ sich nicht entfernen</translation>
    </message>
    <message>
        <source>What {service} sent is not a whole picture.</source>
        <translation>Was {service} sandte, ist kein ganzes Bild.</translation>
    </message>
    <message>
        <source>Whether fal took the request cannot be seen with this key.</source>
        <translation>Ob fal die Anfrage nahm, ist mit diesem Schlüssel nicht zu sehen.</translation>
    </message>
    <message>
        <source>Width</source>
        <translation>Breite</translation>
    </message>
    <message>
        <source>With a long prompt, the name would be too long for a disk.</source>
        <translation>Mit einem langen Prompt wäre der Name zu lang für eine Platte.</translation>
    </message>
    <message>
        <source>Without its key, the running job at fal cannot be followed.</source>
        <translation>Ohne seinen Schlüssel lässt sich der laufende Auftrag bei fal nicht verfolgen.</translation>
    </message>
    <message>
        <source>Without {name} or {file} at its end, all files would be called the same.</source>
        <translation>Ohne {name} oder {file} am Ende hießen alle Dateien gleich.</translation>
    </message>
    <message>
        <source>Write fields as {prompt}.</source>
        <translation>Felder wie {prompt} schreiben.</translation>
    </message>
    <message>
        <source>Write it as in {year}/{month}/{prompt}.</source>
        <translation>Schreiben wie in {year}/{month}/{prompt}.</translation>
    </message>
    <message>
        <source>You may not write to “{folder}”.</source>
        <translation>In „{folder}“ darf nicht geschrieben werden.</translation>
    </message>
    <message>
        <source>Your account at {name} has no credit left.</source>
        <translation>Das Konto bei {name} hat kein Guthaben mehr.</translation>
    </message>
    <message>
        <source>Your account at {name} has to be verified first.</source>
        <translation>Das Konto bei {name} muss zuerst bestätigt werden.</translation>
    </message>
    <message>
        <source>Your account has not accepted the licence of “{asked}” yet.</source>
        <translation>Das Konto hat der Lizenz von „{asked}“ noch nicht zugestimmt.</translation>
    </message>
    <message>
        <source>Your token may not read models that have a licence to accept.</source>
        <translation>Das Token darf keine Modelle lesen, deren Lizenz eine Zustimmung verlangt.</translation>
    </message>
    <message>
        <source>Your {gpu} is there, but torch cannot use it.</source>
        <translation>{gpu} ist da, aber torch kann sie nicht benutzen.</translation>
    </message>
    <message>
        <source>a HEIC picture</source>
        <translation>ein HEIC-Bild</translation>
    </message>
    <message>
        <source>a Hugging Face repository</source>
        <translation>ein Repository bei Hugging Face</translation>
    </message>
    <message>
        <source>a JPEG 2000 picture</source>
        <translation>ein JPEG-2000-Bild</translation>
    </message>
    <message>
        <source>a JPEG XL picture</source>
        <translation>ein JPEG-XL-Bild</translation>
    </message>
    <message>
        <source>a PDF document</source>
        <translation>ein PDF-Dokument</translation>
    </message>
    <message>
        <source>a Photoshop file</source>
        <translation>eine Photoshop-Datei</translation>
    </message>
    <message>
        <source>a file on this computer</source>
        <translation>eine Datei auf diesem Computer</translation>
    </message>
    <message>
        <source>a hosted model</source>
        <translation>ein Online-Modell</translation>
    </message>
    <message>
        <source>a hosted one</source>
        <translation>ein Online-Modell</translation>
    </message>
    <message>
        <source>a hosted service</source>
        <translation>einen Online-Dienst</translation>
    </message>
    <message>
        <source>a link</source>
        <translation>ein Link</translation>
    </message>
    <message>
        <source>a link on its path leads nowhere</source>
        <translation>ein Verweis auf seinem Pfad führt ins Leere</translation>
    </message>
    <message>
        <source>a lower memory setting</source>
        <translation>eine niedrigere Speichereinstellung</translation>
    </message>
    <message>
        <source>a number of it is none.</source>
        <translation>eine Zahl davon ist keine.</translation>
    </message>
    <message>
        <source>a part of its path is no folder</source>
        <translation>ein Teil seines Pfads ist kein Ordner</translation>
    </message>
    <message>
        <source>a smaller model</source>
        <translation>ein kleineres Modell</translation>
    </message>
    <message>
        <source>a smaller picture</source>
        <translation>ein kleineres Bild</translation>
    </message>
    <message>
        <source>a smaller size</source>
        <translation>eine kleinere Größe</translation>
    </message>
    <message>
        <source>a video</source>
        <translation>ein Video</translation>
    </message>
    <message>
        <source>a web page</source>
        <translation>eine Webseite</translation>
    </message>
    <message>
        <source>about {size}</source>
        <translation>etwa {size}</translation>
    </message>
    <message>
        <source>acceleration</source>
        <translation>Beschleunigung</translation>
    </message>
    <message>
        <source>all on the GPU</source>
        <translation>ganz auf der GPU</translation>
    </message>
    <message>
        <source>an OpenEXR picture</source>
        <translation>ein OpenEXR-Bild</translation>
    </message>
    <message>
        <source>an SVG drawing</source>
        <translation>eine SVG-Zeichnung</translation>
    </message>
    <message>
        <source>an archive</source>
        <translation>ein Archiv</translation>
    </message>
    <message>
        <source>an icon file</source>
        <translation>eine Icon-Datei</translation>
    </message>
    <message>
        <source>answer whether it edits pictures</source>
        <translation>Antwort, ob es Bilder bearbeitet</translation>
    </message>
    <message>
        <source>answer whether pictures may be sold</source>
        <translation>Antwort, ob Bilder verkauft werden dürfen</translation>
    </message>
    <message>
        <source>any colour label</source>
        <translation>irgendeine Farbmarkierung</translation>
    </message>
    <message>
        <source>any tag</source>
        <translation>irgendein Stichwort</translation>
    </message>
    <message>
        <source>base</source>
        <translation>Basis</translation>
    </message>
    <message>
        <source>collections</source>
        <translation>Sammlungen</translation>
    </message>
    <message>
        <source>colour label</source>
        <translation>Farbmarkierung</translation>
    </message>
    <message>
        <source>cost nothing</source>
        <translation>kostete nichts</translation>
    </message>
    <message>
        <source>credit line</source>
        <translation>Namensnennung</translation>
    </message>
    <message>
        <source>date:last-week, date:2026-11, date:&gt;2026-11-01</source>
        <translation>date:last-week, date:2026-11, date:&gt;2026-11-01</translation>
    </message>
    <message>
        <source>decoded in tiles</source>
        <translation>in Kacheln dekodiert</translation>
    </message>
    <message>
        <source>description</source>
        <translation>Beschreibung</translation>
    </message>
    <message>
        <source>end of the range</source>
        <translation>Ende des Bereichs</translation>
    </message>
    <message>
        <source>fal can: the file is fetched here and uploaded. Or use a public link.</source>
        <translation>fal kann es: die Datei wird hierher geholt und hochgeladen. Oder einen öffentlichen Link verwenden.</translation>
    </message>
    <message>
        <source>fal could not be asked to stop the job.</source>
        <translation>fal war nicht zu bitten, den Auftrag anzuhalten.</translation>
    </message>
    <message>
        <source>fal could not delete every picture of the run.</source>
        <translation>fal konnte nicht jedes Bild des Laufs löschen.</translation>
    </message>
    <message>
        <source>fal does not accept the key.</source>
        <translation>fal nimmt den Schlüssel nicht an.</translation>
    </message>
    <message>
        <source>fal does not answer this just now.</source>
        <translation>fal antwortet darauf gerade nicht.</translation>
    </message>
    <message>
        <source>fal does not answer this.</source>
        <translation>fal antwortet darauf nicht.</translation>
    </message>
    <message>
        <source>fal does not answer. The job goes on there.</source>
        <translation>fal antwortet nicht. Der Auftrag läuft dort weiter.</translation>
    </message>
    <message>
        <source>fal does not say what is left in the account.</source>
        <translation>fal sagt nicht, was auf dem Konto übrig ist.</translation>
    </message>
    <message>
        <source>fal does not show the running job to this key.</source>
        <translation>fal zeigt diesem Schlüssel den laufenden Auftrag nicht.</translation>
    </message>
    <message>
        <source>fal does not show this to your key.</source>
        <translation>fal zeigt das diesem Schlüssel nicht.</translation>
    </message>
    <message>
        <source>fal finished the run without a picture.</source>
        <translation>fal beendete den Lauf ohne ein Bild.</translation>
    </message>
    <message>
        <source>fal gave no address for the upload.</source>
        <translation>fal nannte keine Adresse für den Upload.</translation>
    </message>
    <message>
        <source>fal has not finished this after {minutes} minutes. The job goes on there.</source>
        <translation>fal ist damit nach {minutes} Minuten nicht fertig. Der Auftrag läuft dort weiter.</translation>
    </message>
    <message>
        <source>fal keeps a copy of your runs for 30 days: this key may not delete them.</source>
        <translation>fal behält 30 Tage lang eine Kopie der Läufe: dieser Schlüssel darf sie nicht löschen.</translation>
    </message>
    <message>
        <source>fal named an address for the upload that is not called.</source>
        <translation>fal nannte für den Upload eine Adresse, die nicht aufgerufen wird.</translation>
    </message>
    <message>
        <source>fal no longer knows this job.</source>
        <translation>fal kennt diesen Auftrag nicht mehr.</translation>
    </message>
    <message>
        <source>fal takes no more uploads just now.</source>
        <translation>fal nimmt gerade keine Uploads mehr.</translation>
    </message>
    <message>
        <source>fal takes no uploads just now.</source>
        <translation>fal nimmt gerade keine Uploads.</translation>
    </message>
    <message>
        <source>fal took the request and gave no number for it.</source>
        <translation>fal nahm die Anfrage und gab keine Nummer dafür.</translation>
    </message>
    <message>
        <source>fal was asked to stop the job and has not stopped it yet.</source>
        <translation>fal wurde gebeten, den Auftrag anzuhalten, und hat ihn noch nicht angehalten.</translation>
    </message>
    <message>
        <source>fal's result cannot be read.</source>
        <translation>fals Ergebnis kann nicht gelesen werden.</translation>
    </message>
    <message>
        <source>favourite mark</source>
        <translation>Favorit</translation>
    </message>
    <message>
        <source>fewer references</source>
        <translation>weniger Referenzen</translation>
    </message>
    <message>
        <source>file format</source>
        <translation>Dateiformat</translation>
    </message>
    <message>
        <source>flagged by the safety check</source>
        <translation>vom Sicherheitsfilter markiert</translation>
    </message>
    <message>
        <source>flux2studio is closing.</source>
        <translation>flux2studio wird geschlossen.</translation>
    </message>
    <message>
        <source>four stars and more</source>
        <translation>vier Sterne und mehr</translation>
    </message>
    <message>
        <source>fp8 needs torchao and an NVIDIA GPU of the Ada generation or newer.</source>
        <translation>fp8 braucht torchao und eine NVIDIA-GPU der Ada-Generation oder neuer.</translation>
    </message>
    <message>
        <source>full weights ({precision})</source>
        <translation>volle Gewichte ({precision})</translation>
    </message>
    <message>
        <source>guidance</source>
        <translation>Guidance</translation>
    </message>
    <message>
        <source>has this tag</source>
        <translation>hat dieses Stichwort</translation>
    </message>
    <message>
        <source>in any album</source>
        <translation>in irgendeinem Album</translation>
    </message>
    <message>
        <source>in dollars: cost:&gt;0.05</source>
        <translation>in Dollar: cost:&gt;0.05</translation>
    </message>
    <message>
        <source>in main memory</source>
        <translation>im Hauptspeicher</translation>
    </message>
    <message>
        <source>in this album or below it: album:Winter/Harbour</source>
        <translation>in diesem Album oder darunter: album:Winter/Harbour</translation>
    </message>
    <message>
        <source>it has too many LoRAs.</source>
        <translation>es hat zu viele LoRAs.</translation>
    </message>
    <message>
        <source>it is a folder</source>
        <translation>es ist ein Ordner</translation>
    </message>
    <message>
        <source>it is not there</source>
        <translation>es ist nicht da</translation>
    </message>
    <message>
        <source>its path is too long</source>
        <translation>sein Pfad ist zu lang</translation>
    </message>
    <message>
        <source>larger than 2 megapixels</source>
        <translation>größer als 2 Megapixel</translation>
    </message>
    <message>
        <source>layer by layer on the GPU, slow</source>
        <translation>Schicht für Schicht auf der GPU, langsam</translation>
    </message>
    <message>
        <source>licence</source>
        <translation>Lizenz</translation>
    </message>
    <message>
        <source>made by a service</source>
        <translation>entstanden bei einem Dienst</translation>
    </message>
    <message>
        <source>made by another program</source>
        <translation>entstanden mit einem anderen Programm</translation>
    </message>
    <message>
        <source>made by another program: tool:comfyui</source>
        <translation>entstanden mit einem anderen Programm: tool:comfyui</translation>
    </message>
    <message>
        <source>made from pictures</source>
        <translation>entstanden aus Bildern</translation>
    </message>
    <message>
        <source>made from this picture: ref:hat.png</source>
        <translation>entstanden aus diesem Bild: ref:hat.png</translation>
    </message>
    <message>
        <source>made on this computer</source>
        <translation>entstanden auf diesem Computer</translation>
    </message>
    <message>
        <source>made there: backend:fal,local</source>
        <translation>dort entstanden: backend:fal,local</translation>
    </message>
    <message>
        <source>made with a LoRA</source>
        <translation>entstanden mit einem LoRA</translation>
    </message>
    <message>
        <source>made with a mask</source>
        <translation>entstanden mit einer Maske</translation>
    </message>
    <message>
        <source>made with this LoRA: lora:inkwash&gt;0.6</source>
        <translation>entstanden mit diesem LoRA: lora:inkwash&gt;0.6</translation>
    </message>
    <message>
        <source>made with this model</source>
        <translation>entstanden mit diesem Modell</translation>
    </message>
    <message>
        <source>made with this seed</source>
        <translation>entstanden mit diesem Seed</translation>
    </message>
    <message>
        <source>main memory</source>
        <translation>Hauptspeicher</translation>
    </message>
    <message>
        <source>memory</source>
        <translation>Speicher</translation>
    </message>
    <message>
        <source>more than 5 cents</source>
        <translation>mehr als 5 Cent</translation>
    </message>
    <message>
        <source>name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>neither a repository, a link nor a file</source>
        <translation>weder ein Repository noch ein Link noch eine Datei</translation>
    </message>
    <message>
        <source>neither picked nor rejected</source>
        <translation>weder angenommen noch abgelehnt</translation>
    </message>
    <message>
        <source>no stars</source>
        <translation>keine Sterne</translation>
    </message>
    <message>
        <source>no stars yet</source>
        <translation>noch keine Sterne</translation>
    </message>
    <message>
        <source>notes</source>
        <translation>Notizen</translation>
    </message>
    <message>
        <source>number of reference pictures</source>
        <translation>Anzahl der Referenzbilder</translation>
    </message>
    <message>
        <source>one part at a time on the GPU</source>
        <translation>ein Teil nach dem anderen auf der GPU</translation>
    </message>
    <message>
        <source>one star and more</source>
        <translation>ein Stern und mehr</translation>
    </message>
    <message>
        <source>optional words</source>
        <translation>Wörter, die helfen</translation>
    </message>
    <message>
        <source>page</source>
        <translation>Seite</translation>
    </message>
    <message>
        <source>picked in culling</source>
        <translation>angenommen</translation>
    </message>
    <message>
        <source>picked, rejected, rated, edit, missing and more</source>
        <translation>angenommen, abgelehnt, bewertet, Bearbeitung, fehlend und mehr</translation>
    </message>
    <message>
        <source>rating</source>
        <translation>Bewertung</translation>
    </message>
    <message>
        <source>rejected in culling</source>
        <translation>abgelehnt</translation>
    </message>
    <message>
        <source>scale</source>
        <translation>Stärke</translation>
    </message>
    <message>
        <source>size:1024x768, size:&gt;2mp, size:square</source>
        <translation>size:1024x768, size:&gt;2mp, size:square</translation>
    </message>
    <message>
        <source>stars: rating:&gt;=4</source>
        <translation>Sterne: rating:&gt;=4</translation>
    </message>
    <message>
        <source>start of the range</source>
        <translation>Anfang des Bereichs</translation>
    </message>
    <message>
        <source>steps</source>
        <translation>Schritte</translation>
    </message>
    <message>
        <source>tags</source>
        <translation>Stichwörter</translation>
    </message>
    <message>
        <source>template</source>
        <translation>Anweisung</translation>
    </message>
    <message>
        <source>the GPU</source>
        <translation>die GPU</translation>
    </message>
    <message>
        <source>the disk is full</source>
        <translation>die Platte ist voll</translation>
    </message>
    <message>
        <source>the disk is read-only</source>
        <translation>die Platte ist nur lesbar</translation>
    </message>
    <message>
        <source>the disk refuses</source>
        <translation>die Platte weigert sich</translation>
    </message>
    <message>
        <source>the disk reports an error</source>
        <translation>die Platte meldet einen Fehler</translation>
    </message>
    <message>
        <source>the disk takes no file of this size</source>
        <translation>die Platte nimmt keine Datei dieser Größe</translation>
    </message>
    <message>
        <source>the drive is gone</source>
        <translation>das Laufwerk ist fort</translation>
    </message>
    <message>
        <source>the file is not there</source>
        <translation>die Datei ist nicht da</translation>
    </message>
    <message>
        <source>the file was changed outside</source>
        <translation>die Datei wurde außerhalb geändert</translation>
    </message>
    <message>
        <source>the last 3 months</source>
        <translation>die letzten 3 Monate</translation>
    </message>
    <message>
        <source>the last 7 days</source>
        <translation>die letzten 7 Tage</translation>
    </message>
    <message>
        <source>the reference at its usual size</source>
        <translation>die Referenz in üblicher Größe</translation>
    </message>
    <message>
        <source>the text encoder leaves the GPU when the prompt is read</source>
        <translation>der Text-Encoder verlässt die GPU, wenn der Prompt gelesen ist</translation>
    </message>
    <message>
        <source>too many files are open</source>
        <translation>zu viele Dateien sind offen</translation>
    </message>
    <message>
        <source>too many pixels</source>
        <translation>zu viele Pixel</translation>
    </message>
    <message>
        <source>torch was installed without support for your {gpu}.</source>
        <translation>torch wurde ohne Unterstützung für {gpu} installiert.</translation>
    </message>
    <message>
        <source>trigger words</source>
        <translation>Triggerwörter</translation>
    </message>
    <message>
        <source>weights as the file has them</source>
        <translation>Gewichte wie in der Datei</translation>
    </message>
    <message>
        <source>you may not write there</source>
        <translation>dort darf nicht geschrieben werden</translation>
    </message>
    <message>
        <source>your share of this disk is used up</source>
        <translation>der eigene Anteil an dieser Platte ist aufgebraucht</translation>
    </message>
    <message>
        <source>{amount:.0f} GB</source>
        <translation>{amount:.0f} GB</translation>
    </message>
    <message>
        <source>{amount:.0f} MB</source>
        <translation>{amount:.0f} MB</translation>
    </message>
    <message>
        <source>{amount:.0f} kB</source>
        <translation>{amount:.0f} kB</translation>
    </message>
    <message>
        <source>{amount:.1f} GB</source>
        <translation>{amount:.1f} GB</translation>
    </message>
    <message>
        <source>{can} fal takes files; or put it on Hugging Face and add it as owner/name.</source>
        <translation>{can} fal nimmt Dateien; oder es bei Hugging Face ablegen und als besitzer/name hinzufügen.</translation>
    </message>
    <message>
        <source>{default:g} is the usual value.</source>
        <translation>{default:g} ist der übliche Wert.</translation>
    </message>
    <message>
        <source>{error} The run may have been billed.</source>
        <translation>{error} Vielleicht wurde der Lauf berechnet.</translation>
    </message>
    <message>
        <source>{first}, {second}</source>
        <translation>{first}, {second}</translation>
    </message>
    <message>
        <source>{hint} Then check again: it may have been billed.</source>
        <translation>{hint} Dann noch einmal nachsehen: vielleicht wurde es berechnet.</translation>
    </message>
    <message>
        <source>{host} cannot be found.</source>
        <translation>{host} ist nicht zu finden.</translation>
    </message>
    <message>
        <source>{host} cannot be reached.</source>
        <translation>{host} ist nicht zu erreichen.</translation>
    </message>
    <message>
        <source>{host} could not prove that it is what it says.</source>
        <translation>{host} konnte nicht beweisen, dass es ist, was es sagt.</translation>
    </message>
    <message>
        <source>{host} did not answer to the end.</source>
        <translation>{host} antwortete nicht bis zum Ende.</translation>
    </message>
    <message>
        <source>{host} does not give out the finished picture just now.</source>
        <translation>{host} gibt das fertige Bild gerade nicht heraus.</translation>
    </message>
    <message>
        <source>{host} does not give out this picture.</source>
        <translation>{host} gibt dieses Bild nicht heraus.</translation>
    </message>
    <message>
        <source>{host} is not in the open internet, so nothing is fetched from it.</source>
        <translation>{host} liegt nicht im offenen Internet, also wird nichts von dort geholt.</translation>
    </message>
    <message>
        <source>{host} redirects in circles.</source>
        <translation>{host} leitet im Kreis weiter.</translation>
    </message>
    <message>
        <source>{host} redirects to what is no web address.</source>
        <translation>{host} leitet zu etwas weiter, das keine Webadresse ist.</translation>
    </message>
    <message>
        <source>{host} sends so slowly that the file would never be whole.</source>
        <translation>{host} sendet so langsam, dass die Datei nie ganz würde.</translation>
    </message>
    <message>
        <source>{message} Nothing was sent.</source>
        <translation>{message} Nichts wurde gesendet.</translation>
    </message>
    <message>
        <source>{model} cannot get hold of “{name}”: {site} asks for your key.</source>
        <translation>{model} kommt nicht an „{name}“: {site} verlangt den Schlüssel.</translation>
    </message>
    <message>
        <source>{model} cannot paint under a mask.</source>
        <translation>{model} kann nicht unter einer Maske malen.</translation>
    </message>
    <message>
        <source>{model} cannot read “{name}”: it is {kind_words}.</source>
        <translation>{model} kann „{name}“ nicht lesen: es ist {kind_words}.</translation>
    </message>
    <message numerus="yes">
        <source>{model} needs at least %n picture(s) as reference.</source>
        <translation><numerusform>{model} braucht mindestens %n Bild als Referenz.</numerusform><numerusform>{model} braucht mindestens %n Bilder als Referenz.</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>{model} takes at most %n LoRA(s).</source>
        <translation><numerusform>{model} nimmt höchstens %n LoRA.</numerusform><numerusform>{model} nimmt höchstens %n LoRAs.</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>{model} takes at most %n picture(s) as reference.</source>
        <translation><numerusform>{model} nimmt höchstens %n Bild als Referenz.</numerusform><numerusform>{model} nimmt höchstens %n Bilder als Referenz.</numerusform></translation>
    </message>
    <message>
        <source>{model} takes no LoRAs.</source>
        <translation>{model} nimmt keine LoRAs.</translation>
    </message>
    <message>
        <source>{model} takes no references.</source>
        <translation>{model} nimmt keine Referenzen.</translation>
    </message>
    <message>
        <source>{name} cannot be opened.</source>
        <translation>{name} kann nicht geöffnet werden.</translation>
    </message>
    <message>
        <source>{name} cannot be read</source>
        <translation>{name} kann nicht gelesen werden</translation>
    </message>
    <message>
        <source>{name} cannot be read.</source>
        <translation>{name} kann nicht gelesen werden.</translation>
    </message>
    <message>
        <source>{name} cannot fetch a LoRA.</source>
        <translation>{name} kann ein LoRA nicht holen.</translation>
    </message>
    <message>
        <source>{name} cannot fetch a file of this request.</source>
        <translation>{name} kann eine Datei dieser Anfrage nicht holen.</translation>
    </message>
    <message>
        <source>{name} cannot read a reference.</source>
        <translation>{name} kann eine Referenz nicht lesen.</translation>
    </message>
    <message>
        <source>{name} changed while it was read.</source>
        <translation>{name} änderte sich beim Lesen.</translation>
    </message>
    <message>
        <source>{name} could not be read within {seconds:.0f} seconds.</source>
        <translation>{name} ließ sich in {seconds:.0f} Sekunden nicht lesen.</translation>
    </message>
    <message>
        <source>{name} does not accept the key.</source>
        <translation>{name} nimmt den Schlüssel nicht an.</translation>
    </message>
    <message>
        <source>{name} does not offer this for the model.</source>
        <translation>{name} bietet das für das Modell nicht an.</translation>
    </message>
    <message>
        <source>{name} does not take a reference of this format.</source>
        <translation>{name} nimmt keine Referenz in diesem Format.</translation>
    </message>
    <message>
        <source>{name} failed while it held the request.</source>
        <translation>{name} ist gescheitert, während es die Anfrage hielt.</translation>
    </message>
    <message>
        <source>{name} filtered this request: its rules do not allow the content.</source>
        <translation>{name} hat diese Anfrage ausgefiltert: seine Regeln erlauben den Inhalt nicht.</translation>
    </message>
    <message>
        <source>{name} found no face in a reference.</source>
        <translation>{name} fand in einer Referenz kein Gesicht.</translation>
    </message>
    <message>
        <source>{name} had no machine free in time.</source>
        <translation>{name} hatte nicht rechtzeitig eine Maschine frei.</translation>
    </message>
    <message>
        <source>{name} has moved to another address, and the key is not sent there.</source>
        <translation>{name} ist an eine andere Adresse umgezogen, und der Schlüssel wird nicht dorthin gesendet.</translation>
    </message>
    <message>
        <source>{name} has no recipe in it.</source>
        <translation>{name} enthält kein Rezept.</translation>
    </message>
    <message>
        <source>{name} has too much to do just now.</source>
        <translation>{name} hat gerade zu viel zu tun.</translation>
    </message>
    <message>
        <source>{name} has {pixels}; {limit} megapixels is the limit.</source>
        <translation>{name} hat {pixels}; {limit} Megapixel sind die Grenze.</translation>
    </message>
    <message>
        <source>{name} has {size} × {size_2} pixels; {side_max} a side is the limit.</source>
        <translation>{name} hat {size} × {size_2} Pixel; {side_max} je Seite sind die Grenze.</translation>
    </message>
    <message>
        <source>{name} is a folder.</source>
        <translation>{name} ist ein Ordner.</translation>
    </message>
    <message>
        <source>{name} is a pickle, which can run programs, and is never opened.</source>
        <translation>{name} ist ein Pickle, das Programme starten kann, und wird nie geöffnet.</translation>
    </message>
    <message>
        <source>{name} is a picture, not a LoRA.</source>
        <translation>{name} ist ein Bild, kein LoRA.</translation>
    </message>
    <message>
        <source>{name} is a web page, not a LoRA.</source>
        <translation>{name} ist eine Webseite, kein LoRA.</translation>
    </message>
    <message>
        <source>{name} is cut off.</source>
        <translation>{name} ist abgeschnitten.</translation>
    </message>
    <message>
        <source>{name} is damaged or was not downloaded to its end.</source>
        <translation>{name} ist beschädigt oder wurde nicht bis zum Ende heruntergeladen.</translation>
    </message>
    <message>
        <source>{name} is damaged.</source>
        <translation>{name} ist beschädigt.</translation>
    </message>
    <message>
        <source>{name} is empty.</source>
        <translation>{name} ist leer.</translation>
    </message>
    <message>
        <source>{name} is larger than {limit} MB.</source>
        <translation>{name} ist größer als {limit} MB.</translation>
    </message>
    <message>
        <source>{name} is larger than {size_max} MB.</source>
        <translation>{name} ist größer als {size_max} MB.</translation>
    </message>
    <message>
        <source>{name} is no LoRA: it holds other weights.</source>
        <translation>{name} ist kein LoRA: es enthält andere Gewichte.</translation>
    </message>
    <message>
        <source>{name} is no file.</source>
        <translation>{name} ist keine Datei.</translation>
    </message>
    <message>
        <source>{name} is not a file.</source>
        <translation>{name} ist keine Datei.</translation>
    </message>
    <message>
        <source>{name} is not a picture.</source>
        <translation>{name} ist kein Bild.</translation>
    </message>
    <message>
        <source>{name} is not complete: “{path}” is missing.</source>
        <translation>{name} ist nicht vollständig: „{path}“ fehlt.</translation>
    </message>
    <message>
        <source>{name} is not there any more.</source>
        <translation>{name} ist nicht mehr da.</translation>
    </message>
    <message>
        <source>{name} is only a pointer to the real file.</source>
        <translation>{name} ist nur ein Verweis auf die echte Datei.</translation>
    </message>
    <message>
        <source>{name} is {kind}, not a picture we can read.</source>
        <translation>{name} ist {kind}, kein lesbares Bild.</translation>
    </message>
    <message>
        <source>{name} made no picture of this.</source>
        <translation>{name} machte daraus kein Bild.</translation>
    </message>
    <message>
        <source>{name} must be a multiple of {grid} pixels.</source>
        <translation>{name} muss ein Vielfaches von {grid} Pixeln sein.</translation>
    </message>
    <message>
        <source>{name} must be a multiple of {step}.</source>
        <translation>{name} muss ein Vielfaches von {step} sein.</translation>
    </message>
    <message>
        <source>{name} must lie between {minimum:g} and {maximum:g}.</source>
        <translation>{name}: muss zwischen {minimum:g} und {maximum:g} liegen.</translation>
    </message>
    <message>
        <source>{name} must lie between {minimum} and {maximum} pixels.</source>
        <translation>{name} muss zwischen {minimum} und {maximum} Pixeln liegen.</translation>
    </message>
    <message>
        <source>{name} needs more memory than a picture may take.</source>
        <translation>{name} braucht mehr Speicher, als ein Bild nehmen darf.</translation>
    </message>
    <message>
        <source>{needs} Choose another precision, or automatic.</source>
        <translation>{needs} Eine andere Genauigkeit wählen, oder automatisch.</translation>
    </message>
    <message>
        <source>{now} cannot make {width} × {height}; the nearest is {width_2} × {height_2}.</source>
        <translation>{now} kann {width} × {height} nicht machen; am nächsten ist {width_2} × {height_2}.</translation>
    </message>
    <message>
        <source>{now} does not expand prompts.</source>
        <translation>{now} erweitert keine Prompts.</translation>
    </message>
    <message>
        <source>{now} does not make {format} files.</source>
        <translation>{now} macht keine {format}-Dateien.</translation>
    </message>
    <message>
        <source>{now} does not take what to avoid.</source>
        <translation>{now} nimmt nicht, was zu vermeiden ist.</translation>
    </message>
    <message>
        <source>{now} draws other noise: the same seed gives another picture.</source>
        <translation>{now} zieht anderes Rauschen: derselbe Seed ergibt ein anderes Bild.</translation>
    </message>
    <message>
        <source>{now} has fixed {name}; the picture was made with {value:g}.</source>
        <translation>{now} hat festgelegt: {name}; das Bild entstand mit {value:g}.</translation>
    </message>
    <message>
        <source>{now} has no acceleration to choose.</source>
        <translation>{now} hat keine Beschleunigung zu wählen.</translation>
    </message>
    <message>
        <source>{now} is another model: the same words and seed give another picture.</source>
        <translation>{now} ist ein anderes Modell: dieselben Worte und derselbe Seed ergeben ein anderes Bild.</translation>
    </message>
    <message numerus="yes">
        <source>{now} needs at least %n reference(s), and there are {count}.</source>
        <translation><numerusform>{now} braucht mindestens %n Referenz, und es sind {count}.</numerusform><numerusform>{now} braucht mindestens %n Referenzen, und es sind {count}.</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>{now} takes at most %n LoRA(s), and there are {uses}.</source>
        <translation><numerusform>{now} nimmt höchstens %n LoRA, und es sind {uses}.</numerusform><numerusform>{now} nimmt höchstens %n LoRAs, und es sind {uses}.</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>{now} takes at most %n reference(s), and there are {count}.</source>
        <translation><numerusform>{now} nimmt höchstens %n Referenz, und es sind {count}.</numerusform><numerusform>{now} nimmt höchstens %n Referenzen, und es sind {count}.</numerusform></translation>
    </message>
    <message>
        <source>{now} takes no LoRAs.</source>
        <translation>{now} nimmt keine LoRAs.</translation>
    </message>
    <message>
        <source>{now} takes no mask: the whole picture is made anew.</source>
        <translation>{now} nimmt keine Maske: das ganze Bild wird neu gemacht.</translation>
    </message>
    <message>
        <source>{now} takes no references, and there are {count}.</source>
        <translation>{now} nimmt keine Referenzen, und es sind {count}.</translation>
    </message>
    <message>
        <source>{now} takes {low:g} to {high:g} {name}; the picture was made with {value:g}.</source>
        <translation>{now} nimmt {low:g} bis {high:g} {name}; das Bild entstand mit {value:g}.</translation>
    </message>
    <message>
        <source>{one} or {other}</source>
        <translation>{one} oder {other}</translation>
    </message>
    <message>
        <source>{problem} It is “{name}”.</source>
        <translation>{problem} Es ist „{name}“.</translation>
    </message>
    <message>
        <source>{service} could not finish this run.</source>
        <translation>{service} konnte diesen Lauf nicht beenden.</translation>
    </message>
    <message>
        <source>{service} does not allow this to your key.</source>
        <translation>{service} erlaubt das diesem Schlüssel nicht.</translation>
    </message>
    <message>
        <source>{service} does not know this model.</source>
        <translation>{service} kennt dieses Modell nicht.</translation>
    </message>
    <message>
        <source>{service} does not take this request.</source>
        <translation>{service} nimmt diese Anfrage nicht.</translation>
    </message>
    <message>
        <source>{service} names an address for the picture that is not called.</source>
        <translation>{service} nennt für das Bild eine Adresse, die nicht aufgerufen wird.</translation>
    </message>
    <message>
        <source>{service} no longer has the finished picture.</source>
        <translation>{service} hat das fertige Bild nicht mehr.</translation>
    </message>
    <message>
        <source>{site} answered with something else than the list of files.</source>
        <translation>{site} antwortete mit etwas anderem als der Liste der Dateien.</translation>
    </message>
    <message>
        <source>{site} answered with something else than was asked for.</source>
        <translation>{site} antwortete mit etwas anderem, als gefragt war.</translation>
    </message>
    <message>
        <source>{site} did not give out “{name}”.</source>
        <translation>{site} gab „{name}“ nicht heraus.</translation>
    </message>
    <message>
        <source>{site} does not give out “{name}” just now.</source>
        <translation>{site} gibt „{name}“ gerade nicht heraus.</translation>
    </message>
    <message>
        <source>{site} does not give out “{name}”.</source>
        <translation>{site} gibt „{name}“ nicht heraus.</translation>
    </message>
    <message>
        <source>{site} does not give “{name}” to your account.</source>
        <translation>{site} gibt „{name}“ diesem Konto nicht.</translation>
    </message>
    <message>
        <source>{site} does not know “{name}”.</source>
        <translation>{site} kennt „{name}“ nicht.</translation>
    </message>
    <message>
        <source>{site} does not say which file “{name}” is.</source>
        <translation>{site} sagt nicht, welche Datei „{name}“ ist.</translation>
    </message>
    <message>
        <source>{site} gives “{name}” to its members only.</source>
        <translation>{site} gibt „{name}“ nur an Mitglieder.</translation>
    </message>
    <message>
        <source>{site} has another version of “{lora}” now, not the one on your card.</source>
        <translation>{site} hat jetzt eine andere Version von „{lora}“, nicht die auf der Karte.</translation>
    </message>
    <message>
        <source>{site} names no version of “{name}”.</source>
        <translation>{site} nennt keine Version von „{name}“.</translation>
    </message>
    <message>
        <source>{site} shows no “{repository}” to everybody: it is private or not there.</source>
        <translation>{site} zeigt „{repository}“ nicht allen: es ist privat oder nicht da.</translation>
    </message>
    <message>
        <source>{source} is neither a repository, a link nor a file.</source>
        <translation>{source} ist weder ein Repository noch ein Link noch eine Datei.</translation>
    </message>
    <message numerus="yes">
        <source>{stars}★ for %Ln picture(s)</source>
        <translation><numerusform>{stars}★ für %Ln Bild</numerusform><numerusform>{stars}★ für %Ln Bilder</numerusform></translation>
    </message>
    <message>
        <source>{subject} cannot be read to its end. Nothing was billed.</source>
        <translation>{subject} kann nicht bis zum Ende gelesen werden. Nichts wurde berechnet.</translation>
    </message>
    <message>
        <source>{subject} changed while it was uploaded. Nothing was billed.</source>
        <translation>{subject} änderte sich beim Hochladen. Nichts wurde berechnet.</translation>
    </message>
    <message>
        <source>{what} is only {size}; {model} needs {edge_minimum} a side.</source>
        <translation>{what} hat nur {size}; {model} braucht {edge_minimum} je Seite.</translation>
    </message>
    <message>
        <source>{what} is too long for {model}: {size}, and {aspect_maximum:g} to 1 is the limit.</source>
        <translation>{what} ist zu lang für {model}: {size}, und {aspect_maximum:g} zu 1 ist die Grenze.</translation>
    </message>
    <message>
        <source>{what}: it is not yours.</source>
        <translation>{what}: sie gehört jemand anderem.</translation>
    </message>
    <message>
        <source>{what}: {cause}.</source>
        <translation>{what}: {cause}.</translation>
    </message>
    <message>
        <source>{width} × {height} pixels</source>
        <translation>{width} × {height} Pixel</translation>
    </message>
    <message>
        <source>“flux2studio loras searches” lists them.</source>
        <translation>„flux2studio loras searches“ zählt sie auf.</translation>
    </message>
    <message>
        <source>“{album}” cannot be put into itself or an album below it.</source>
        <translation>„{album}“ kann nicht in sich selbst oder ein Album darunter gelegt werden.</translation>
    </message>
    <message>
        <source>“{file}” cannot be read</source>
        <translation>„{file}“ kann nicht gelesen werden</translation>
    </message>
    <message>
        <source>“{file}” is too large for a LoRA: {size}.</source>
        <translation>„{file}“ ist zu groß für ein LoRA: {size}.</translation>
    </message>
    <message>
        <source>“{folder}” cannot be looked into.</source>
        <translation>In „{folder}“ kann nicht hineingesehen werden.</translation>
    </message>
    <message>
        <source>“{folder}” holds another kind of model ({name}), not FLUX.2.</source>
        <translation>„{folder}“ enthält ein Modell anderer Art ({name}), nicht FLUX.2.</translation>
    </message>
    <message>
        <source>“{folder}” is no folder of a model: it holds no {index}.</source>
        <translation>„{folder}“ ist kein Ordner eines Modells: es enthält kein {index}.</translation>
    </message>
    <message>
        <source>“{index}” in “{folder}” cannot be read.</source>
        <translation>„{index}“ in „{folder}“ kann nicht gelesen werden.</translation>
    </message>
    <message>
        <source>“{index}” of {name} is damaged.</source>
        <translation>„{index}“ von {name} ist beschädigt.</translation>
    </message>
    <message>
        <source>“{largest}” is too large: {model} takes LoRAs of {gib_maximum:g} GiB together, and they are {gib:.1f}.</source>
        <translation>„{largest}“ ist zu groß: {model} nimmt LoRAs von zusammen {gib_maximum:g} GiB, und es sind {gib:.1f}.</translation>
    </message>
    <message>
        <source>“{lora}” cannot be read</source>
        <translation>„{lora}“ kann nicht gelesen werden</translation>
    </message>
    <message>
        <source>“{lora}” is in your library.</source>
        <translation>„{lora}“ ist in der Sammlung.</translation>
    </message>
    <message>
        <source>“{lora}” is not on this computer.</source>
        <translation>„{lora}“ ist nicht auf diesem Computer.</translation>
    </message>
    <message>
        <source>“{model}” could not be moved to the trash.</source>
        <translation>„{model}“ konnte nicht in den Papierkorb gelegt werden.</translation>
    </message>
    <message>
        <source>“{model}” does not run on this computer.</source>
        <translation>„{model}“ läuft auf diesem Computer nicht.</translation>
    </message>
    <message>
        <source>“{model}” is being downloaded or checked already.</source>
        <translation>„{model}“ wird schon heruntergeladen oder geprüft.</translation>
    </message>
    <message>
        <source>“{model}” is loaded just now.</source>
        <translation>„{model}“ ist gerade geladen.</translation>
    </message>
    <message>
        <source>“{model}” is not on this computer yet.</source>
        <translation>„{model}“ ist noch nicht auf diesem Computer.</translation>
    </message>
    <message>
        <source>“{model}” is not whole yet: {size} of {size_2} are here.</source>
        <translation>„{model}“ ist noch nicht vollständig: {size} von {size_2} sind hier.</translation>
    </message>
    <message numerus="yes">
        <source>“{model}” is not whole: “{file}” and %n more (is|are) missing.</source>
        <translation><numerusform>„{model}“ ist nicht vollständig: „{file}“ und %n weitere Datei fehlen.</numerusform><numerusform>„{model}“ ist nicht vollständig: „{file}“ und %n weitere Dateien fehlen.</numerusform></translation>
    </message>
    <message>
        <source>“{model}” is not whole: “{file}” is missing.</source>
        <translation>„{model}“ ist nicht vollständig: „{file}“ fehlt.</translation>
    </message>
    <message>
        <source>“{model}” needs {size} more, and the disk of its folder has {size_2} free.</source>
        <translation>„{model}“ braucht noch {size}, und auf der Platte seines Ordners sind {size_2} frei.</translation>
    </message>
    <message>
        <source>“{model}” was not downloaded by flux2studio, so it is not removed.</source>
        <translation>„{model}“ wurde nicht von flux2studio heruntergeladen und wird also nicht entfernt.</translation>
    </message>
    <message>
        <source>“{name}” can no longer be read.</source>
        <translation>„{name}“ kann nicht mehr gelesen werden.</translation>
    </message>
    <message>
        <source>“{name}” cannot be read</source>
        <translation>„{name}“ kann nicht gelesen werden</translation>
    </message>
    <message>
        <source>“{name}” cannot be read.</source>
        <translation>„{name}“ kann nicht gelesen werden.</translation>
    </message>
    <message>
        <source>“{name}” comes only as a pickle or an archive, which are never opened.</source>
        <translation>„{name}“ gibt es nur als Pickle oder Archiv, die nie geöffnet werden.</translation>
    </message>
    <message>
        <source>“{name}” could not be downloaded</source>
        <translation>„{name}“ konnte nicht heruntergeladen werden</translation>
    </message>
    <message>
        <source>“{name}” could not be fetched</source>
        <translation>„{name}“ konnte nicht geholt werden</translation>
    </message>
    <message>
        <source>“{name}” could not be put in its place</source>
        <translation>„{name}“ konnte nicht an seinen Platz gelegt werden</translation>
    </message>
    <message>
        <source>“{name}” could not be saved: the disk gives back something else.</source>
        <translation>„{name}“ konnte nicht gespeichert werden: die Platte gibt etwas anderes zurück.</translation>
    </message>
    <message>
        <source>“{name}” had the scale {scale:g}; {now} takes {low} to {high}.</source>
        <translation>„{name}“ hatte die Stärke {scale:g}; {now} nimmt {low} bis {high}.</translation>
    </message>
    <message>
        <source>“{name}” has no file at {site}.</source>
        <translation>„{name}“ hat bei {site} keine Datei.</translation>
    </message>
    <message>
        <source>“{name}” holds more than a LoRA library ever does.</source>
        <translation>„{name}“ enthält mehr, als eine LoRA-Sammlung je hat.</translation>
    </message>
    <message>
        <source>“{name}” holds no recipe that could be read.</source>
        <translation>„{name}“ enthält kein lesbares Rezept.</translation>
    </message>
    <message>
        <source>“{name}” holds numbers that are not finite, as from a training that failed.</source>
        <translation>„{name}“ enthält unendliche Zahlen, wie aus einem gescheiterten Training.</translation>
    </message>
    <message>
        <source>“{name}” holds other weights than the file that “{lora}” had.</source>
        <translation>„{name}“ enthält andere Gewichte als die Datei, die „{lora}“ hatte.</translation>
    </message>
    <message>
        <source>“{name}” holds {kind}, which cannot be used here.</source>
        <translation>„{name}“ enthält {kind}; das ist hier nicht brauchbar.</translation>
    </message>
    <message>
        <source>“{name}” is a DoRA, which needs weights that can be read; this model's cannot.</source>
        <translation>„{name}“ ist ein DoRA und braucht lesbare Gewichte; die dieses Modells sind es nicht.</translation>
    </message>
    <message>
        <source>“{name}” is already being downloaded or removed.</source>
        <translation>„{name}“ wird schon heruntergeladen oder entfernt.</translation>
    </message>
    <message>
        <source>“{name}” is already being downloaded.</source>
        <translation>„{name}“ wird schon heruntergeladen.</translation>
    </message>
    <message>
        <source>“{name}” is already in your library.</source>
        <translation>„{name}“ ist schon in der Sammlung.</translation>
    </message>
    <message>
        <source>“{name}” is another LoRA: it is made for {base}, “{lora}” for {base_2}.</source>
        <translation>„{name}“ ist ein anderes LoRA: es ist für {base} gemacht, „{lora}“ für {base_2}.</translation>
    </message>
    <message>
        <source>“{name}” is damaged or was not downloaded to its end.</source>
        <translation>„{name}“ ist beschädigt oder wurde nicht bis zum Ende heruntergeladen.</translation>
    </message>
    <message>
        <source>“{name}” is damaged, or no export of a LoRA library.</source>
        <translation>„{name}“ ist beschädigt, oder kein Export einer LoRA-Sammlung.</translation>
    </message>
    <message>
        <source>“{name}” is damaged.</source>
        <translation>„{name}“ ist beschädigt.</translation>
    </message>
    <message>
        <source>“{name}” is damaged: it is not the file that {site} describes.</source>
        <translation>„{name}“ ist beschädigt: es ist nicht die Datei, die {site} beschreibt.</translation>
    </message>
    <message>
        <source>“{name}” is empty.</source>
        <translation>„{name}“ ist leer.</translation>
    </message>
    <message>
        <source>“{name}” is no LoRA: it holds other weights.</source>
        <translation>„{name}“ ist kein LoRA: es enthält andere Gewichte.</translation>
    </message>
    <message>
        <source>“{name}” is no LoRA: {site} lists it as “{kind}”.</source>
        <translation>„{name}“ ist kein LoRA: {site} führt es als „{kind}“.</translation>
    </message>
    <message>
        <source>“{name}” is no LoRA: {what}.</source>
        <translation>„{name}“ ist kein LoRA: {what}.</translation>
    </message>
    <message>
        <source>“{name}” is no export of a LoRA library.</source>
        <translation>„{name}“ ist kein Export einer LoRA-Sammlung.</translation>
    </message>
    <message>
        <source>“{name}” is not the file that {site} describes, and was not kept.</source>
        <translation>„{name}“ ist nicht die Datei, die {site} beschreibt, und wurde nicht aufgehoben.</translation>
    </message>
    <message>
        <source>“{name}” loaded but does nothing.</source>
        <translation>„{name}“ ist geladen, bewirkt aber nichts.</translation>
    </message>
    <message>
        <source>“{name}” needs {size} more, and the disk of its folder has {size_2} free.</source>
        <translation>„{name}“ braucht noch {size}, und auf der Platte seines Ordners sind {size_2} frei.</translation>
    </message>
    <message>
        <source>“{name}” was made for {made_for}; this model is {this}.</source>
        <translation>„{name}“ ist für {made_for} gemacht; dieses Modell ist {this}.</translation>
    </message>
    <message>
        <source>“{name}” was written by a newer version of flux2studio.</source>
        <translation>„{name}“ wurde von einer neueren Version von flux2studio geschrieben.</translation>
    </message>
    <message>
        <source>“{opened}” holds a card or a set that is none.</source>
        <translation>„{opened}“ enthält eine Karte oder einen Satz, der keiner ist.</translation>
    </message>
    <message>
        <source>“{order}” is not the file it was when it was added.</source>
        <translation>„{order}“ ist nicht die Datei, die es beim Hinzufügen war.</translation>
    </message>
    <message>
        <source>“{order}” was changed while it was read.</source>
        <translation>„{order}“ wurde beim Lesen geändert.</translation>
    </message>
    <message>
        <source>“{other}” gets this name.</source>
        <translation>„{other}“ bekommt diesen Namen.</translation>
    </message>
    <message>
        <source>“{other}” in your library is used from there already.</source>
        <translation>„{other}“ in der Sammlung wird schon von dort verwendet.</translation>
    </message>
    <message>
        <source>“{path}” and the folder of the text encoder are of two different models.</source>
        <translation>„{path}“ und der Ordner des Text-Encoders gehören zu zwei verschiedenen Modellen.</translation>
    </message>
    <message>
        <source>“{path}” came damaged twice, and was not kept.</source>
        <translation>„{path}“ kam zweimal beschädigt an und wurde nicht aufgehoben.</translation>
    </message>
    <message>
        <source>“{path}” cannot be looked into.</source>
        <translation>In „{path}“ kann nicht hineingesehen werden.</translation>
    </message>
    <message>
        <source>“{path}” cannot be read</source>
        <translation>„{path}“ kann nicht gelesen werden</translation>
    </message>
    <message>
        <source>“{path}” cannot be read.</source>
        <translation>„{path}“ kann nicht gelesen werden.</translation>
    </message>
    <message>
        <source>“{path}” cannot be used.</source>
        <translation>„{path}“ kann nicht benutzt werden.</translation>
    </message>
    <message>
        <source>“{path}” could not be checked</source>
        <translation>„{path}“ konnte nicht geprüft werden</translation>
    </message>
    <message>
        <source>“{path}” holds its weights in a format that cannot be used.</source>
        <translation>„{path}“ hält seine Gewichte in einem Format, das nicht brauchbar ist.</translation>
    </message>
    <message>
        <source>“{path}” holds no transformer of FLUX.2.</source>
        <translation>„{path}“ enthält keinen Transformer von FLUX.2.</translation>
    </message>
    <message>
        <source>“{path}” holds other weights than those of FLUX.2.</source>
        <translation>„{path}“ enthält andere Gewichte als die von FLUX.2.</translation>
    </message>
    <message>
        <source>“{path}” holds weights in a format that cannot be used.</source>
        <translation>„{path}“ enthält Gewichte in einem Format, das nicht brauchbar ist.</translation>
    </message>
    <message>
        <source>“{path}” holds {what}, not {model}.</source>
        <translation>„{path}“ enthält {what}, nicht {model}.</translation>
    </message>
    <message>
        <source>“{path}” is a LoRA, not a model.</source>
        <translation>„{path}“ ist ein LoRA, kein Modell.</translation>
    </message>
    <message>
        <source>“{path}” is a pickle, which can run programs, and is never opened.</source>
        <translation>„{path}“ ist ein Pickle, das Programme starten kann, und wird nie geöffnet.</translation>
    </message>
    <message>
        <source>“{path}” is damaged or was not downloaded to its end.</source>
        <translation>„{path}“ ist beschädigt oder wurde nicht bis zum Ende heruntergeladen.</translation>
    </message>
    <message>
        <source>“{path}” is made for another model than the one chosen.</source>
        <translation>„{path}“ ist für ein anderes Modell gemacht als das gewählte.</translation>
    </message>
    <message>
        <source>“{path}” is no PNG, JPEG or WebP picture.</source>
        <translation>„{path}“ ist kein PNG-, JPEG- oder WebP-Bild.</translation>
    </message>
    <message>
        <source>“{path}” is no file that a model can be read from.</source>
        <translation>„{path}“ ist keine Datei, aus der sich ein Modell lesen lässt.</translation>
    </message>
    <message>
        <source>“{path}” is no file.</source>
        <translation>„{path}“ ist keine Datei.</translation>
    </message>
    <message>
        <source>“{path}” is none of your folders of LoRAs.</source>
        <translation>„{path}“ ist keiner der Ordner mit LoRAs.</translation>
    </message>
    <message>
        <source>“{path}” is not made as a transformer of FLUX.2 is.</source>
        <translation>„{path}“ ist nicht wie ein Transformer von FLUX.2 gemacht.</translation>
    </message>
    <message>
        <source>“{path}” is not this picture.</source>
        <translation>„{path}“ ist nicht dieses Bild.</translation>
    </message>
    <message>
        <source>“{path}” is {what}, not the transformer of a FLUX.2 model.</source>
        <translation>„{path}“ ist {what}, nicht der Transformer eines FLUX.2-Modells.</translation>
    </message>
    <message>
        <source>“{path}” needs the text encoder and the VAE of {model} beside it.</source>
        <translation>„{path}“ braucht den Text-Encoder und das VAE von {model} daneben.</translation>
    </message>
    <message>
        <source>“{path}” of {name} is damaged.</source>
        <translation>„{path}“ von {name} ist beschädigt.</translation>
    </message>
    <message>
        <source>“{path}” scales its weights in a way that cannot be used.</source>
        <translation>„{path}“ skaliert seine Gewichte auf eine Art, die nicht brauchbar ist.</translation>
    </message>
    <message>
        <source>“{path}” scales weights that are not fp8.</source>
        <translation>„{path}“ skaliert Gewichte, die nicht fp8 sind.</translation>
    </message>
    <message>
        <source>“{path}” was changed or cut off while it was read.</source>
        <translation>„{path}“ wurde beim Lesen geändert oder abgeschnitten.</translation>
    </message>
    <message>
        <source>“{path}”, which is chosen for {model}, is not there.</source>
        <translation>„{path}“, für {model} gewählt, ist nicht da.</translation>
    </message>
    <message>
        <source>“{place}” could not be read</source>
        <translation>„{place}“ konnte nicht gelesen werden</translation>
    </message>
    <message>
        <source>“{repository}” does not hold the model in the layout that is needed.</source>
        <translation>„{repository}“ enthält das Modell nicht in dem Aufbau, der gebraucht wird.</translation>
    </message>
    <message>
        <source>“{repository}” holds no LoRA called “{file}”.</source>
        <translation>„{repository}“ enthält kein LoRA namens „{file}“.</translation>
    </message>
    <message>
        <source>“{repository}” holds only pickles, which can run programs and are never opened.</source>
        <translation>„{repository}“ enthält nur Pickles, die Programme starten können und nie geöffnet werden.</translation>
    </message>
    <message>
        <source>“{repository}” is a whole model, not a LoRA.</source>
        <translation>„{repository}“ ist ein ganzes Modell, kein LoRA.</translation>
    </message>
    <message>
        <source>“{repository}” names files that cannot be kept on this computer, so nothing is fetched.</source>
        <translation>„{repository}“ nennt Dateien, die sich auf diesem Computer nicht aufheben lassen, also wird nichts geholt.</translation>
    </message>
    <message>
        <source>“{root}” is no folder.</source>
        <translation>„{root}“ ist kein Ordner.</translation>
    </message>
    <message>
        <source>“{scheme}://{hostname}” is not an address that is called.</source>
        <translation>„{scheme}://{hostname}“ ist keine Adresse, die aufgerufen wird.</translation>
    </message>
    <message>
        <source>“{source}” is neither a repository, a link nor a file.</source>
        <translation>„{source}“ ist weder ein Repository noch ein Link noch eine Datei.</translation>
    </message>
    <message>
        <source>“{target}” could not be saved</source>
        <translation>„{target}“ konnte nicht gespeichert werden</translation>
    </message>
    <message>
        <source>“{text}” is no strength of a LoRA.</source>
        <translation>„{text}“ ist keine Stärke eines LoRAs.</translation>
    </message>
    <message>
        <source>“{typed}” is no date; try last-week, 2026-11 or &gt;2026-11-01.</source>
        <translation>„{typed}“ ist kein Datum; last-week, 2026-11 oder &gt;2026-11-01 versuchen.</translation>
    </message>
    <message>
        <source>“{typed}” is no label.</source>
        <translation>„{typed}“ ist keine Markierung.</translation>
    </message>
    <message>
        <source>“{typed}” is no size.</source>
        <translation>„{typed}“ ist keine Größe.</translation>
    </message>
    <message>
        <source>“{typed}” says nothing of a picture.</source>
        <translation>„{typed}“ sagt nichts über ein Bild.</translation>
    </message>
    <message>
        <source>“{user}” is used from there.</source>
        <translation>„{user}“ wird von dort verwendet.</translation>
    </message>
    <message>
        <source>“{word}” is no scale.</source>
        <translation>„{word}“ ist keine Stärke.</translation>
    </message>
    <message>
        <source>“{word}” is no seed from 0 to {most}.</source>
        <translation>„{word}“ ist kein Seed von 0 bis {most}.</translation>
    </message>
    <message>
        <source>“{{{field}}}” is nothing that a card has.</source>
        <translation>„{{{field}}}“ ist nichts, was eine Karte hat.</translation>
    </message>
</context>
<context>
    <name>PlaceRow</name>
    <message>
        <source>Civitai</source>
        <translation>Civitai</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>Hugging Face</source>
        <translation>Hugging Face</translation>
    </message>
    <message>
        <source>Know of it no more; what lies there stays</source>
        <translation>Nicht mehr kennen; was dort liegt, bleibt</translation>
    </message>
    <message>
        <source>Link</source>
        <translation>Link</translation>
    </message>
    <message>
        <source>Open in the browser</source>
        <translation>Im Browser öffnen</translation>
    </message>
    <message>
        <source>Show in folder</source>
        <translation>Im Ordner zeigen</translation>
    </message>
    <message>
        <source>Use it from here</source>
        <translation>Von hier verwenden</translation>
    </message>
    <message>
        <source>in use</source>
        <translation>in Gebrauch</translation>
    </message>
    <message>
        <source>not where it was</source>
        <translation>nicht, wo es war</translation>
    </message>
</context>
<context>
    <name>Presets</name>
    <message numerus="yes">
        <source>%n picture(s)</source>
        <translation><numerusform>%n Bild</numerusform><numerusform>%n Bilder</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>%n reference(s)</source>
        <translation><numerusform>%n Referenz</numerusform><numerusform>%n Referenzen</numerusform></translation>
    </message>
    <message>
        <source>Clay model</source>
        <translation>Tonmodell</translation>
    </message>
    <message>
        <source>File format</source>
        <translation>Dateiformat</translation>
    </message>
    <message>
        <source>Film still</source>
        <translation>Filmstill</translation>
    </message>
    <message>
        <source>Fine work: one, with more steps</source>
        <translation>Feinarbeit: eines, mit mehr Schritten</translation>
    </message>
    <message>
        <source>Gouache poster</source>
        <translation>Gouache-Plakat</translation>
    </message>
    <message>
        <source>Ink wash</source>
        <translation>Tuschelavierung</translation>
    </message>
    <message>
        <source>LoRAs with their scales</source>
        <translation>LoRAs mit ihren Stärken</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>Pencil study</source>
        <translation>Bleistiftstudie</translation>
    </message>
    <message>
        <source>Photo, daylight</source>
        <translation>Foto, Tageslicht</translation>
    </message>
    <message>
        <source>Photo, studio</source>
        <translation>Foto, Studio</translation>
    </message>
    <message>
        <source>Pictures, steps, guidance and the like</source>
        <translation>Anzahl, Schritte, Guidance und Ähnliches</translation>
    </message>
    <message>
        <source>Prompt</source>
        <translation>Prompt</translation>
    </message>
    <message>
        <source>Quick sketches: four small ones</source>
        <translation>Schnelle Skizzen: vier kleine</translation>
    </message>
    <message>
        <source>References</source>
        <translation>Referenzen</translation>
    </message>
    <message>
        <source>Riso print</source>
        <translation>Risodruck</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>Seed</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>a new seed</source>
        <translation>ein neuer Seed</translation>
    </message>
    <message>
        <source>no LoRAs</source>
        <translation>keine LoRAs</translation>
    </message>
    <message>
        <source>seed {0}</source>
        <translation>Seed {0}</translation>
    </message>
    <message>
        <source>{0} steps, guidance {1}</source>
        <translation>{0} Schritte, Guidance {1}</translation>
    </message>
</context>
<context>
    <name>PresetsDialog</name>
    <message>
        <source>Bring removed ones back</source>
        <translation>Entfernte zurückholen</translation>
    </message>
    <message>
        <source>Came with the app</source>
        <translation>Kam mit der App</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>Exportieren…</translation>
    </message>
    <message>
        <source>Import…</source>
        <translation>Importieren…</translation>
    </message>
    <message>
        <source>It came with the app and stays as it is.</source>
        <translation>Sie kam mit der App und bleibt, wie sie ist.</translation>
    </message>
    <message>
        <source>Move down</source>
        <translation>Nach unten</translation>
    </message>
    <message>
        <source>Move up</source>
        <translation>Nach oben</translation>
    </message>
    <message>
        <source>Presets</source>
        <translation>Vorgaben</translation>
    </message>
    <message>
        <source>Put into the form</source>
        <translation>Ins Formular setzen</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Rename the preset</source>
        <translation>Vorgabe umbenennen</translation>
    </message>
    <message>
        <source>Rename…</source>
        <translation>Umbenennen…</translation>
    </message>
    <message>
        <source>Save the form…</source>
        <translation>Formular speichern…</translation>
    </message>
    <message>
        <source>There is none of your own to export yet.</source>
        <translation>Noch keine eigene zum Exportieren.</translation>
    </message>
    <message>
        <source>Update from the form</source>
        <translation>Aus dem Formular auffrischen</translation>
    </message>
</context>
<context>
    <name>PresetsMenu</name>
    <message>
        <source>All presets…</source>
        <translation>Alle Vorgaben…</translation>
    </message>
    <message>
        <source>Presets</source>
        <translation>Vorgaben</translation>
    </message>
    <message>
        <source>Save as a preset…</source>
        <translation>Als Vorgabe speichern…</translation>
    </message>
</context>
<context>
    <name>PresetsViewModel</name>
    <message numerus="yes">
        <source>%n preset(s) exported.</source>
        <translation><numerusform>%n Vorgabe exportiert.</numerusform><numerusform>%n Vorgaben exportiert.</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>%n preset(s) imported.</source>
        <translation><numerusform>%n Vorgabe importiert.</numerusform><numerusform>%n Vorgaben importiert.</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>%n preset(s) of the file left out.</source>
        <translation><numerusform>%n Vorgabe der Datei ausgelassen.</numerusform><numerusform>%n Vorgaben der Datei ausgelassen.</numerusform></translation>
    </message>
    <message>
        <source>The preset “{0}” is removed.</source>
        <translation>Die Vorgabe „{0}“ ist entfernt.</translation>
    </message>
    <message>
        <source>bring presets back</source>
        <translation>Vorgaben zurückholen</translation>
    </message>
    <message>
        <source>import of presets</source>
        <translation>Import von Vorgaben</translation>
    </message>
    <message>
        <source>keep the preset “{0}”</source>
        <translation>Vorgabe „{0}“ speichern</translation>
    </message>
    <message>
        <source>order of the presets</source>
        <translation>Reihenfolge der Vorgaben</translation>
    </message>
    <message>
        <source>remove the preset “{0}”</source>
        <translation>Vorgabe „{0}“ entfernen</translation>
    </message>
    <message>
        <source>“{0}” has what the form has now.</source>
        <translation>„{0}“ hat, was jetzt im Formular steht.</translation>
    </message>
    <message>
        <source>“{0}” is in the form.</source>
        <translation>„{0}“ steht im Formular.</translation>
    </message>
    <message>
        <source>“{0}” is in the form; these LoRAs of it are missing: {1}.</source>
        <translation>„{0}“ steht im Formular; diese LoRAs davon fehlen: {1}.</translation>
    </message>
    <message>
        <source>“{0}” is kept as a preset.</source>
        <translation>„{0}“ ist als Vorgabe gespeichert.</translation>
    </message>
</context>
<context>
    <name>Preview</name>
    <message>
        <source>Picture</source>
        <translation>Bild</translation>
    </message>
</context>
<context>
    <name>PrivacyPage</name>
    <message numerus="yes">
        <source>%n day(s)</source>
        <translation><numerusform>%n Tag</numerusform><numerusform>%n Tage</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>%n day(s), as the settings file says.</source>
        <translation><numerusform>%n Tag, wie es in der Einstellungsdatei steht.</numerusform><numerusform>%n Tage, wie es in der Einstellungsdatei steht.</numerusform></translation>
    </message>
    <message>
        <source>AIML API</source>
        <translation>AIML API</translation>
    </message>
    <message>
        <source>As fal likes</source>
        <translation>Wie fal es mag</translation>
    </message>
    <message>
        <source>As little as possible</source>
        <translation>So wenig wie möglich</translation>
    </message>
    <message>
        <source>How fal sends pictures</source>
        <translation>Wie fal Bilder sendet</translation>
    </message>
    <message>
        <source>It is never put on fal's file host, where whoever has its link can open it. A large answer can be fetched again for a shorter time.</source>
        <translation>Es kommt nie auf den Dateiserver von fal, wo jeder mit dem Link es öffnen kann. Eine große Antwort lässt sich weniger lange noch einmal holen.</translation>
    </message>
    <message>
        <source>Low</source>
        <translation>Niedrig</translation>
    </message>
    <message>
        <source>Low lets the jobs of others go first.</source>
        <translation>Niedrig lässt die Aufträge anderer vor.</translation>
    </message>
    <message>
        <source>Normal</source>
        <translation>Normal</translation>
    </message>
    <message>
        <source>Not used as long as fal stores nothing to look up: choose another way above, and switch off the picture inside the answer.</source>
        <translation>Wirkt nicht, solange fal nichts zum Nachsehen speichert: oben eine andere Art wählen und das Bild in der Antwort ausschalten.</translation>
    </message>
    <message>
        <source>Nothing is deleted. fal keeps requests for 30 days and pictures for a week or longer, and you find them on its site.</source>
        <translation>Nichts wird gelöscht. fal behält Anfragen 30 Tage und Bilder eine Woche oder länger; sie sind auf seiner Seite zu finden.</translation>
    </message>
    <message>
        <source>Once your picture is saved and checked on this disk, fal is told to delete its copy. Until then a lost answer can be looked up. Deleting needs a key with admin rights; with another, fal keeps its copy.</source>
        <translation>Sobald das Bild auf dieser Platte gespeichert und geprüft ist, soll fal seine Kopie löschen. Bis dahin lässt sich eine verlorene Antwort nachsehen. Zum Löschen braucht es einen Schlüssel mit Admin-Rechten; mit einem anderen behält fal seine Kopie.</translation>
    </message>
    <message>
        <source>Place in fal's queue</source>
        <translation>Platz in der Schlange von fal</translation>
    </message>
    <message>
        <source>Place in the queue</source>
        <translation>Platz in der Schlange</translation>
    </message>
    <message>
        <source>References above 1 MB and LoRA files are uploaded, and whoever has the link can open them until they are gone. The same file is not uploaded again until then.</source>
        <translation>Referenzen über 1 MB und LoRA-Dateien werden hochgeladen, und wer den Link hat, kann sie öffnen, bis sie fort sind. Dieselbe Datei wird bis dahin nicht noch einmal hochgeladen.</translation>
    </message>
    <message>
        <source>References go inside the request. It offers no choice of what it keeps.</source>
        <translation>Referenzen gehen in der Anfrage mit. Was es behält, lässt sich nicht wählen.</translation>
    </message>
    <message>
        <source>Show the picture while it draws</source>
        <translation>Bild zeigen, während es entsteht</translation>
    </message>
    <message>
        <source>The picture comes inside the answer</source>
        <translation>Das Bild kommt in der Antwort</translation>
    </message>
    <message>
        <source>To the service you chose and nobody else: the prompt, the references without GPS and other camera data, and the LoRAs it needs. Keys stay in the system's keyring or, without one, in memory. The practice backend sends nothing. flux2studio does not call home; only if you want to hear of new versions (About), it asks its project’s page which is the newest.</source>
        <translation>An den gewählten Dienst und sonst niemanden: der Prompt, die Referenzen ohne GPS und andere Kameradaten, und die LoRAs, die er braucht. Schlüssel bleiben im Schlüsselbund des Systems oder, wo es keinen gibt, im Speicher. Das Übungs-Backend sendet nichts. flux2studio meldet nichts nach Hause; nur wer von neuen Versionen hören will (Über), lässt die Seite des Projekts fragen, welche die neueste ist.</translation>
    </message>
    <message>
        <source>Until the picture is safe here</source>
        <translation>Bis das Bild hier sicher ist</translation>
    </message>
    <message>
        <source>Uploads stay at fal for</source>
        <translation>Uploads bleiben bei fal für</translation>
    </message>
    <message>
        <source>Uploads to fal</source>
        <translation>Uploads zu fal</translation>
    </message>
    <message>
        <source>What fal keeps</source>
        <translation>Was fal behält</translation>
    </message>
    <message>
        <source>What leaves this computer</source>
        <translation>Was diesen Computer verlässt</translation>
    </message>
    <message>
        <source>Where the model can. It streams the picture; if the line breaks, the picture is looked up afterwards.</source>
        <translation>Wo das Modell es kann. Das Bild wird laufend übertragen; reißt die Leitung, wird danach nachgesehen.</translation>
    </message>
    <message>
        <source>With “As little as possible” they are gone in an hour.</source>
        <translation>Mit „So wenig wie möglich“ sind sie in einer Stunde fort.</translation>
    </message>
    <message>
        <source>fal does not store the request, and its files are gone after an hour. If the line breaks, the picture can be fetched for an hour at most, a large answer for 6 minutes; after that it is paid for and gone.</source>
        <translation>fal speichert die Anfrage nicht, und ihre Dateien sind nach einer Stunde fort. Reißt die Leitung, lässt sich das Bild höchstens eine Stunde lang holen, eine große Antwort 6 Minuten; danach ist es bezahlt und fort.</translation>
    </message>
</context>
<context>
    <name>PromptEdit</name>
    <message>
        <source>A LoRA is no part of the text. Drop it on the LoRAs.</source>
        <translation>Ein LoRA gehört nicht in den Text. Auf die LoRAs ziehen.</translation>
    </message>
    <message>
        <source>Describe the picture, or the change</source>
        <translation>Das Bild oder die Änderung beschreiben</translation>
    </message>
    <message numerus="yes">
        <source>Not mentioned: {0}. Say what it is for, or switch it off.</source>
        <translation><numerusform>Nicht erwähnt: {0}. Sagen, wofür es da ist, oder es ausschalten.</numerusform><numerusform>Nicht erwähnt: {0}. Sagen, wofür sie da sind, oder sie ausschalten.</numerusform></translation>
    </message>
    <message>
        <source>Prompt</source>
        <translation>Prompt</translation>
    </message>
    <message>
        <source>Put the trigger word “{0}” into the prompt</source>
        <translation>Triggerwort „{0}“ in den Prompt setzen</translation>
    </message>
    <message>
        <source>Use its recipe, or the picture as reference</source>
        <translation>Rezept verwenden, oder das Bild als Referenz</translation>
    </message>
    <message>
        <source>{0} of {1} characters</source>
        <translation>{0} von {1} Zeichen</translation>
    </message>
    <message>
        <source>“{0}” is in the prompt</source>
        <translation>„{0}“ steht im Prompt</translation>
    </message>
</context>
<context>
    <name>PromptText</name>
    <message numerus="yes">
        <source>This text is %Ln character(s) long, too long for a prompt.</source>
        <translation><numerusform>Dieser Text ist %Ln Zeichen lang, zu lang für einen Prompt.</numerusform><numerusform>Dieser Text ist %Ln Zeichen lang, zu lang für einen Prompt.</numerusform></translation>
    </message>
    <message>
        <source>Use as reference</source>
        <translation>Als Referenz</translation>
    </message>
</context>
<context>
    <name>Question</name>
    <message>
        <source>Not now</source>
        <translation>Nicht jetzt</translation>
    </message>
</context>
<context>
    <name>RangeSlider</name>
    <message>
        <source>Drag the ends of the range, or the usual scale between them</source>
        <translation>Die Enden des Bereichs ziehen, oder die übliche Stärke dazwischen</translation>
    </message>
</context>
<context>
    <name>Readiness</name>
    <message>
        <source>Download it, or choose a hosted service.</source>
        <translation>Herunterladen, oder einen Online-Dienst wählen.</translation>
    </message>
    <message>
        <source>Download the rest.</source>
        <translation>Den Rest herunterladen.</translation>
    </message>
    <message>
        <source>It can be used once it is here.</source>
        <translation>Es ist benutzbar, sobald es hier ist.</translation>
    </message>
    <message>
        <source>Mend them in Settings, This computer.</source>
        <translation>In Einstellungen, Dieser Computer, richten.</translation>
    </message>
    <message>
        <source>Read it in Settings, This computer.</source>
        <translation>In Einstellungen, Dieser Computer, lesen.</translation>
    </message>
    <message>
        <source>The files of {0} are damaged.</source>
        <translation>Die Dateien von {0} sind beschädigt.</translation>
    </message>
    <message>
        <source>The licence of {0} was not agreed to yet.</source>
        <translation>Der Lizenz von {0} wurde noch nicht zugestimmt.</translation>
    </message>
    <message>
        <source>not ready</source>
        <translation>nicht bereit</translation>
    </message>
    <message>
        <source>{0} is not on this computer yet.</source>
        <translation>{0} ist noch nicht auf diesem Computer.</translation>
    </message>
    <message>
        <source>{0} is not whole yet.</source>
        <translation>{0} ist noch nicht vollständig.</translation>
    </message>
    <message>
        <source>{0} is only partly here.</source>
        <translation>{0} ist nur zum Teil hier.</translation>
    </message>
    <message>
        <source>{0} to download</source>
        <translation>{0} herunterzuladen</translation>
    </message>
</context>
<context>
    <name>RecallChoice</name>
    <message>
        <source>As in the form: {0}</source>
        <translation>Wie im Formular: {0}</translation>
    </message>
    <message>
        <source>It does not say which model made it: the form keeps {1}.</source>
        <translation>Es sagt nicht, welches Modell es machte: das Formular behält {1}.</translation>
    </message>
    <message>
        <source>It was made with {0}, which is not here: the form keeps {1}.</source>
        <translation>Es entstand mit {0}, das nicht hier ist: das Formular behält {1}.</translation>
    </message>
    <message>
        <source>On {0}</source>
        <translation>Auf {0}</translation>
    </message>
</context>
<context>
    <name>RecallDesk</name>
    <message numerus="yes">
        <source>(It is|They are) in the form. Locate or add (it|them) in the LoRA panel, or switch (it|them) off.</source>
        <translation><numerusform>Es steht im Formular. Bei den LoRAs suchen oder hinzufügen, oder ausschalten.</numerusform><numerusform>Sie stehen im Formular. Bei den LoRAs suchen oder hinzufügen, oder ausschalten.</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>The LoRA(s) {0} (is|are) missing.</source>
        <translation><numerusform>Das LoRA {0} fehlt.</numerusform><numerusform>Die LoRAs {0} fehlen.</numerusform></translation>
    </message>
    <message>
        <source>The recipe is in the form. Generate makes the picture.</source>
        <translation>Das Rezept steht im Formular. „Erzeugen“ macht das Bild.</translation>
    </message>
    <message numerus="yes">
        <source>The reference(s) {0} (is|are) gone.</source>
        <translation><numerusform>Die Referenz {0} ist fort.</numerusform><numerusform>Die Referenzen {0} sind fort.</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>The rest of the recipe is in the form. Drop (it|them) on (a slot|slots) again.</source>
        <translation><numerusform>Der Rest des Rezepts steht im Formular. Das Bild wieder auf einen Platz ziehen.</numerusform><numerusform>Der Rest des Rezepts steht im Formular. Die Bilder wieder auf Plätze ziehen.</numerusform></translation>
    </message>
</context>
<context>
    <name>RecallDialog</name>
    <message numerus="yes">
        <source>%n step(s)</source>
        <translation><numerusform>%n Schritt</numerusform><numerusform>%n Schritte</numerusform></translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Choose what comes back into the form.</source>
        <translation>Wählen, was ins Formular zurückkommt.</translation>
    </message>
    <message>
        <source>Drop it on a slot again.</source>
        <translation>Wieder auf einen Platz ziehen.</translation>
    </message>
    <message>
        <source>Drop them on slots again.</source>
        <translation>Wieder auf Plätze ziehen.</translation>
    </message>
    <message>
        <source>It comes back as missing: locate or add it in the LoRA panel.</source>
        <translation>Es kommt als fehlend zurück: bei den LoRAs suchen oder hinzufügen.</translation>
    </message>
    <message>
        <source>LoRAs</source>
        <translation>LoRAs</translation>
    </message>
    <message>
        <source>Made with {0}. Choose what comes into the form.</source>
        <translation>Entstanden mit {0}. Wählen, was ins Formular kommt.</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>Prompt</source>
        <translation>Prompt</translation>
    </message>
    <message>
        <source>Recall</source>
        <translation>Zurückholen</translation>
    </message>
    <message>
        <source>Recall a recipe</source>
        <translation>Rezept zurückholen</translation>
    </message>
    <message>
        <source>References</source>
        <translation>Referenzen</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>Seed</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>They come back as missing: locate or add them in the LoRA panel.</source>
        <translation>Sie kommen als fehlend zurück: bei den LoRAs suchen oder hinzufügen.</translation>
    </message>
    <message>
        <source>What will differ</source>
        <translation>Was anders sein wird</translation>
    </message>
    <message>
        <source>guidance {0}</source>
        <translation>Guidance {0}</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keine</translation>
    </message>
    <message>
        <source>{0} are gone.</source>
        <translation>{0} sind fort.</translation>
    </message>
    <message>
        <source>{0} are missing.</source>
        <translation>{0} fehlen.</translation>
    </message>
    <message>
        <source>{0} is gone.</source>
        <translation>{0} ist fort.</translation>
    </message>
    <message>
        <source>{0} is missing.</source>
        <translation>{0} fehlt.</translation>
    </message>
</context>
<context>
    <name>RecallOffer</name>
    <message>
        <source>A picture with its recipe</source>
        <translation>Ein Bild mit seinem Rezept</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Alle</translation>
    </message>
    <message>
        <source>All but seed</source>
        <translation>Alles außer dem Seed</translation>
    </message>
    <message>
        <source>As reference</source>
        <translation>Als Referenz</translation>
    </message>
    <message>
        <source>Leave the form as it is</source>
        <translation>Das Formular lassen, wie es ist</translation>
    </message>
    <message>
        <source>Parts…</source>
        <translation>Teile…</translation>
    </message>
    <message>
        <source>This picture holds its recipe. Recall it?</source>
        <translation>Dieses Bild enthält sein Rezept. Zurückholen?</translation>
    </message>
    <message>
        <source>This picture was made with {0}. Recall its recipe?</source>
        <translation>Dieses Bild entstand mit {0}. Sein Rezept zurückholen?</translation>
    </message>
</context>
<context>
    <name>ReferenceButton</name>
    <message>
        <source>Compared with reference {0}</source>
        <translation>Verglichen mit Referenz {0}</translation>
    </message>
    <message>
        <source>Compared with reference {0}, {1}</source>
        <translation>Verglichen mit Referenz {0}, {1}</translation>
    </message>
    <message>
        <source>Reference {0}</source>
        <translation>Referenz {0}</translation>
    </message>
</context>
<context>
    <name>ReferenceCosts</name>
    <message>
        <source>{0} MP billed · {1} {2}</source>
        <translation>{0} MP berechnet · {1} {2}</translation>
    </message>
</context>
<context>
    <name>ReferenceDialog</name>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>{0}, cropped from {1}</source>
        <translation>{0}, zugeschnitten aus {1}</translation>
    </message>
</context>
<context>
    <name>ReferenceSlots</name>
    <message numerus="yes">
        <source>%n file(s) cannot be opened as (a picture|pictures).</source>
        <translation><numerusform>%n Datei lässt sich nicht als Bild öffnen.</numerusform><numerusform>%n Dateien lassen sich nicht als Bilder öffnen.</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>%n picture(s) left out: this model takes at most {0}.</source>
        <translation><numerusform>%n Bild ausgelassen: dieses Modell nimmt höchstens {0}.</numerusform><numerusform>%n Bilder ausgelassen: dieses Modell nimmt höchstens {0}.</numerusform></translation>
    </message>
    <message>
        <source>A reference is still being read.</source>
        <translation>Eine Referenz wird noch gelesen.</translation>
    </message>
    <message numerus="yes">
        <source>Of “{0}” only the first of %n frame(s) is used.</source>
        <translation><numerusform>Von „{0}“ wird nur das erste von %n Einzelbild verwendet.</numerusform><numerusform>Von „{0}“ wird nur das erste von %n Einzelbildern verwendet.</numerusform></translation>
    </message>
    <message>
        <source>Remove it, or paint it again.</source>
        <translation>Entfernen, oder neu malen.</translation>
    </message>
    <message>
        <source>Replace it, or switch it off.</source>
        <translation>Ersetzen, oder ausschalten.</translation>
    </message>
    <message>
        <source>The mask of “{0}” cannot be read.</source>
        <translation>Die Maske von „{0}“ kann nicht gelesen werden.</translation>
    </message>
    <message>
        <source>The reference “{0}” cannot be read.</source>
        <translation>Die Referenz „{0}“ kann nicht gelesen werden.</translation>
    </message>
</context>
<context>
    <name>ReferenceSlotsView</name>
    <message>
        <source>A mask is painted on a reference. Drop a picture on the slot first.</source>
        <translation>Eine Maske wird auf eine Referenz gemalt. Zuerst ein Bild auf den Platz ziehen.</translation>
    </message>
    <message>
        <source>A mask must be a file or a picture, not a link.</source>
        <translation>Eine Maske muss eine Datei oder ein Bild sein, kein Link.</translation>
    </message>
    <message>
        <source>Name of {0} in the prompt</source>
        <translation>Name von {0} im Prompt</translation>
    </message>
    <message>
        <source>References</source>
        <translation>Referenzen</translation>
    </message>
    <message>
        <source>{0} cannot paint under a mask.</source>
        <translation>{0} kann nicht unter einer Maske malen.</translation>
    </message>
</context>
<context>
    <name>RejectQuestion</name>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Löschen</translation>
    </message>
    <message numerus="yes">
        <source>Delete %Ln rejected picture(s)?</source>
        <translation><numerusform>%Ln abgelehntes Bild löschen?</numerusform><numerusform>%Ln abgelehnte Bilder löschen?</numerusform></translation>
    </message>
    <message>
        <source>Delete all</source>
        <translation>Alle löschen</translation>
    </message>
    <message>
        <source>Undo brings them back; at the end they go to the trash.</source>
        <translation>Rückgängig bringt sie zurück; am Ende kommen sie in den Papierkorb.</translation>
    </message>
</context>
<context>
    <name>RuleFields</name>
    <message>
        <source>{0} became {1}: this model takes {2} to {3}.</source>
        <translation>{0} wurde {1}: dieses Modell nimmt {2} bis {3}.</translation>
    </message>
    <message>
        <source>“{0}” is no number.</source>
        <translation>„{0}“ ist keine Zahl.</translation>
    </message>
</context>
<context>
    <name>SampleDesk</name>
    <message>
        <source>Remove the sample</source>
        <translation>Beispiel entfernen</translation>
    </message>
    <message>
        <source>The sample was removed. What you made stays.</source>
        <translation>Das Beispiel wurde entfernt. Eigenes bleibt.</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
</context>
<context>
    <name>SampleMenu</name>
    <message>
        <source>Bring the sample</source>
        <translation>Beispiel holen</translation>
    </message>
    <message>
        <source>Remove the sample</source>
        <translation>Beispiel entfernen</translation>
    </message>
    <message>
        <source>Ways to begin…</source>
        <translation>Wege zum Anfangen…</translation>
    </message>
</context>
<context>
    <name>SavePresetDialog</name>
    <message>
        <source>A style: the words of the form go where {0} stands.</source>
        <translation>Ein Stil: die Worte des Formulars kommen dorthin, wo {0} steht.</translation>
    </message>
    <message>
        <source>It takes the place of the one of that name.</source>
        <translation>Sie tritt an die Stelle der Vorgabe dieses Namens.</translation>
    </message>
    <message>
        <source>It takes the place of the prompt in the form.</source>
        <translation>Er tritt an die Stelle des Prompts im Formular.</translation>
    </message>
    <message>
        <source>Make it a style</source>
        <translation>Zum Stil machen</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Name of the preset</source>
        <translation>Name der Vorgabe</translation>
    </message>
    <message>
        <source>Prompt of the preset</source>
        <translation>Prompt der Vorgabe</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Speichern</translation>
    </message>
    <message>
        <source>Save as a preset</source>
        <translation>Als Vorgabe speichern</translation>
    </message>
    <message>
        <source>Tick at least one part.</source>
        <translation>Mindestens einen Teil ankreuzen.</translation>
    </message>
    <message>
        <source>Type a name first.</source>
        <translation>Zuerst einen Namen eingeben.</translation>
    </message>
    <message>
        <source>What it keeps</source>
        <translation>Was sie behält</translation>
    </message>
    <message>
        <source>{0} stands for the words that are in the form then.</source>
        <translation>{0} steht für die Worte, die dann im Formular sind.</translation>
    </message>
</context>
<context>
    <name>ScaleRange</name>
    <message>
        <source>Looks good from</source>
        <translation>Sieht gut aus von</translation>
    </message>
    <message>
        <source>Usual scale</source>
        <translation>Übliche Stärke</translation>
    </message>
    <message>
        <source>to</source>
        <translation>bis</translation>
    </message>
</context>
<context>
    <name>SearchesChip</name>
    <message>
        <source>Saved</source>
        <translation>Gespeichert</translation>
    </message>
    <message>
        <source>Saved searches</source>
        <translation>Gespeicherte Suchen</translation>
    </message>
    <message>
        <source>Saved searches: {0} is shown</source>
        <translation>Gespeicherte Suchen: {0} wird gezeigt</translation>
    </message>
</context>
<context>
    <name>SearchesMenu</name>
    <message>
        <source>It is kept already.</source>
        <translation>Sie ist schon gespeichert.</translation>
    </message>
    <message>
        <source>None yet: a search with its filters and order</source>
        <translation>Noch keine: eine Suche mit ihren Filtern und ihrer Reihenfolge</translation>
    </message>
    <message>
        <source>Remove “{0}”</source>
        <translation>„{0}“ entfernen</translation>
    </message>
    <message>
        <source>Rename the search</source>
        <translation>Suche umbenennen</translation>
    </message>
    <message>
        <source>Rename “{0}”…</source>
        <translation>„{0}“ umbenennen…</translation>
    </message>
    <message>
        <source>Save this search</source>
        <translation>Diese Suche speichern</translation>
    </message>
    <message>
        <source>Save this search…</source>
        <translation>Diese Suche speichern…</translation>
    </message>
    <message>
        <source>Saved searches</source>
        <translation>Gespeicherte Suchen</translation>
    </message>
    <message>
        <source>Type something, or choose a filter, first.</source>
        <translation>Zuerst etwas eingeben oder einen Filter wählen.</translation>
    </message>
</context>
<context>
    <name>SeedField</name>
    <message>
        <source>A new seed each time. Click to keep one.</source>
        <translation>Jedes Mal ein neuer Seed. Klick behält einen.</translation>
    </message>
    <message>
        <source>A new seed each time. Click to keep the last one.</source>
        <translation>Jedes Mal ein neuer Seed. Klick behält den letzten.</translation>
    </message>
    <message>
        <source>A seed is a whole number from {0} to {1}.</source>
        <translation>Ein Seed ist eine ganze Zahl von {0} bis {1}.</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>Seed</translation>
    </message>
    <message>
        <source>Seed is kept. Click for a new one each time.</source>
        <translation>Der Seed bleibt. Klick gibt jedes Mal einen neuen.</translation>
    </message>
    <message>
        <source>new</source>
        <translation>neu</translation>
    </message>
</context>
<context>
    <name>ServicesPage</name>
    <message>
        <source>AIML API</source>
        <translation>AIML API</translation>
    </message>
    <message>
        <source>Address of {0}</source>
        <translation>Adresse von {0}</translation>
    </message>
    <message>
        <source>Addresses of the services</source>
        <translation>Adressen der Dienste</translation>
    </message>
    <message>
        <source>Back to the usual addresses</source>
        <translation>Zurück zu den üblichen Adressen</translation>
    </message>
    <message>
        <source>Civitai</source>
        <translation>Civitai</translation>
    </message>
    <message>
        <source>Hugging Face</source>
        <translation>Hugging Face</translation>
    </message>
    <message>
        <source>Only needed for LoRAs and models that are private or ask for consent. The key, there called a token, goes to its own site alone, while files are fetched to this computer.</source>
        <translation>Nur nötig für LoRAs und Modelle, die privat sind oder eine Zustimmung verlangen. Der Schlüssel, dort Token genannt, geht nur an die eigene Seite, während Dateien auf diesen Computer geholt werden.</translation>
    </message>
    <message>
        <source>Pictures are made with your own key and billed to your own account.</source>
        <translation>Bilder entstehen mit dem eigenen Schlüssel und werden dem eigenen Konto berechnet.</translation>
    </message>
    <message>
        <source>Services</source>
        <translation>Dienste</translation>
    </message>
    <message>
        <source>Sites of LoRAs and models</source>
        <translation>Seiten für LoRAs und Modelle</translation>
    </message>
    <message>
        <source>fal, account</source>
        <translation>fal, Konto</translation>
    </message>
    <message>
        <source>fal, direct</source>
        <translation>fal, direkt</translation>
    </message>
    <message>
        <source>fal, queue</source>
        <translation>fal, Schlange</translation>
    </message>
    <message>
        <source>fal, storage</source>
        <translation>fal, Speicher</translation>
    </message>
</context>
<context>
    <name>SetsMenu</name>
    <message>
        <source>Add these</source>
        <translation>Diese hinzufügen</translation>
    </message>
    <message>
        <source>No LoRA is in use.</source>
        <translation>Kein LoRA ist im Einsatz.</translation>
    </message>
    <message>
        <source>No sets yet: LoRAs that go together, with scales</source>
        <translation>Noch keine Sätze: LoRAs, die zusammengehören, mit Stärken</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Rename the set</source>
        <translation>Satz umbenennen</translation>
    </message>
    <message>
        <source>Rename…</source>
        <translation>Umbenennen…</translation>
    </message>
    <message>
        <source>Save as a set</source>
        <translation>Als Satz speichern</translation>
    </message>
    <message>
        <source>Save those in use as a set…</source>
        <translation>Die im Einsatz als Satz speichern…</translation>
    </message>
    <message>
        <source>Sets of LoRAs</source>
        <translation>Sätze von LoRAs</translation>
    </message>
    <message>
        <source>Use these only</source>
        <translation>Nur diese verwenden</translation>
    </message>
    <message>
        <source>{0} (missing)</source>
        <translation>{0} (fehlt)</translation>
    </message>
</context>
<context>
    <name>SettingsDialog</name>
    <message>
        <source>About</source>
        <translation>Über</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Files and look</source>
        <translation>Dateien und Aussehen</translation>
    </message>
    <message>
        <source>LoRAs</source>
        <translation>LoRAs</translation>
    </message>
    <message>
        <source>Money</source>
        <translation>Geld</translation>
    </message>
    <message>
        <source>Privacy</source>
        <translation>Datenschutz</translation>
    </message>
    <message>
        <source>Services</source>
        <translation>Dienste</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>Shortcuts</source>
        <translation>Tastenkürzel</translation>
    </message>
    <message>
        <source>This computer</source>
        <translation>Dieser Computer</translation>
    </message>
</context>
<context>
    <name>SettingsViewModel</name>
    <message>
        <source>Asking the system's keyring…</source>
        <translation>Der Schlüsselbund des Systems wird gefragt…</translation>
    </message>
    <message>
        <source>Kept in the system's keyring.</source>
        <translation>Liegt im Schlüsselbund des Systems.</translation>
    </message>
    <message>
        <source>Kept until flux2studio is closed.</source>
        <translation>Bleibt, bis flux2studio geschlossen wird.</translation>
    </message>
    <message>
        <source>Taken from the environment variable {0}.</source>
        <translation>Aus der Umgebungsvariablen {0} genommen.</translation>
    </message>
    <message>
        <source>That is no amount of money.</source>
        <translation>Das ist kein Geldbetrag.</translation>
    </message>
    <message>
        <source>Type a number, as 20.</source>
        <translation>Eine Zahl eingeben, etwa 20.</translation>
    </message>
</context>
<context>
    <name>SheetCell</name>
    <message>
        <source>Scale {0}, seed {1}</source>
        <translation>Stärke {0}, Seed {1}</translation>
    </message>
    <message>
        <source>waiting</source>
        <translation>wartet</translation>
    </message>
</context>
<context>
    <name>SheetDialog</name>
    <message>
        <source>A column for each scale, a row for each seed</source>
        <translation>Eine Spalte je Stärke, eine Zeile je Seed</translation>
    </message>
    <message>
        <source>Another sheet</source>
        <translation>Ein anderer Bogen</translation>
    </message>
    <message>
        <source>Cancel the rest</source>
        <translation>Rest abbrechen</translation>
    </message>
    <message>
        <source>It needs the picture of the same seed at scale 0.</source>
        <translation>Es braucht das Bild desselben Seeds bei Stärke 0.</translation>
    </message>
    <message>
        <source>Keep as its pair</source>
        <translation>Als sein Paar behalten</translation>
    </message>
    <message>
        <source>Make</source>
        <translation>Machen</translation>
    </message>
    <message numerus="yes">
        <source>Make %Ln picture(s)</source>
        <translation><numerusform>%Ln Bild machen</numerusform><numerusform>%Ln Bilder machen</numerusform></translation>
    </message>
    <message>
        <source>Make them anyway</source>
        <translation>Trotzdem machen</translation>
    </message>
    <message>
        <source>Not now</source>
        <translation>Nicht jetzt</translation>
    </message>
    <message>
        <source>Number of seeds</source>
        <translation>Anzahl der Seeds</translation>
    </message>
    <message>
        <source>Scales</source>
        <translation>Stärken</translation>
    </message>
    <message>
        <source>Seeds</source>
        <translation>Seeds</translation>
    </message>
    <message>
        <source>Set as preview</source>
        <translation>Als Vorschau setzen</translation>
    </message>
    <message>
        <source>Show on the stage</source>
        <translation>Auf der Bühne zeigen</translation>
    </message>
    <message>
        <source>Take {0} as its scale</source>
        <translation>{0} als seine Stärke nehmen</translation>
    </message>
    <message>
        <source>Try scales of “{0}”</source>
        <translation>Stärken von „{0}“ ausprobieren</translation>
    </message>
    <message>
        <source>about {0}</source>
        <translation>etwa {0}</translation>
    </message>
    <message>
        <source>{0} scales × {1} seeds; all else is as in the form</source>
        <translation>{0} Stärken × {1} Seeds; alles andere wie im Formular</translation>
    </message>
</context>
<context>
    <name>SizeField</name>
    <message>
        <source>As reference {0}</source>
        <translation>Wie Referenz {0}</translation>
    </message>
    <message>
        <source>Height in pixels</source>
        <translation>Höhe in Pixeln</translation>
    </message>
    <message>
        <source>Landscape 16:9</source>
        <translation>Querformat 16:9</translation>
    </message>
    <message>
        <source>Landscape 4:3</source>
        <translation>Querformat 4:3</translation>
    </message>
    <message>
        <source>Portrait 3:4</source>
        <translation>Hochformat 3:4</translation>
    </message>
    <message>
        <source>Portrait 9:16</source>
        <translation>Hochformat 9:16</translation>
    </message>
    <message>
        <source>Size presets</source>
        <translation>Größenvorgaben</translation>
    </message>
    <message>
        <source>Square</source>
        <translation>Quadrat</translation>
    </message>
    <message>
        <source>Square, large</source>
        <translation>Quadrat, groß</translation>
    </message>
    <message>
        <source>Swap width and height</source>
        <translation>Breite und Höhe tauschen</translation>
    </message>
    <message>
        <source>Width in pixels</source>
        <translation>Breite in Pixeln</translation>
    </message>
    <message>
        <source>{0} to {1} pixels, in steps of {2}</source>
        <translation>{0} bis {1} Pixel, in Schritten von {2}</translation>
    </message>
    <message>
        <source>{0} × {1} became {2} × {3}: this model takes {4} to {5} pixels, in steps of {6}.</source>
        <translation>{0} × {1} wurde {2} × {3}: dieses Modell nimmt {4} bis {5} Pixel, in Schritten von {6}.</translation>
    </message>
</context>
<context>
    <name>SizeOffer</name>
    <message>
        <source>Restart now</source>
        <translation>Jetzt neu starten</translation>
    </message>
    <message>
        <source>The panels take the room for it at the next start.</source>
        <translation>Die Bedienfelder nehmen sich den Platz dafür beim nächsten Start.</translation>
    </message>
    <message>
        <source>Words have another size now.</source>
        <translation>Die Schrift hat jetzt eine andere Größe.</translation>
    </message>
</context>
<context>
    <name>Sizes</name>
    <message>
        <source>{0} of {1} {2}</source>
        <translation>{0} von {1} {2}</translation>
    </message>
    <message>
        <source>{0}/s</source>
        <translation>{0}/s</translation>
    </message>
</context>
<context>
    <name>SlotButton</name>
    <message>
        <source>Choose a file…</source>
        <translation>Datei wählen…</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>Leeren</translation>
    </message>
    <message>
        <source>Clear reference {0}</source>
        <translation>Referenz {0} leeren</translation>
    </message>
    <message>
        <source>Crop…</source>
        <translation>Zuschneiden…</translation>
    </message>
    <message>
        <source>Edit mask…</source>
        <translation>Maske bearbeiten…</translation>
    </message>
    <message>
        <source>Move left</source>
        <translation>Nach links</translation>
    </message>
    <message>
        <source>Move right</source>
        <translation>Nach rechts</translation>
    </message>
    <message>
        <source>Name…</source>
        <translation>Name…</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>Paint mask…</source>
        <translation>Maske malen…</translation>
    </message>
    <message>
        <source>Paste</source>
        <translation>Einfügen</translation>
    </message>
    <message>
        <source>Remove mask</source>
        <translation>Maske entfernen</translation>
    </message>
    <message>
        <source>Replace…</source>
        <translation>Ersetzen…</translation>
    </message>
    <message>
        <source>Switch off</source>
        <translation>Ausschalten</translation>
    </message>
    <message>
        <source>Switch on</source>
        <translation>Einschalten</translation>
    </message>
    <message>
        <source>Use picture as mask…</source>
        <translation>Bild als Maske verwenden…</translation>
    </message>
    <message>
        <source>drop, paste
or click</source>
        <translation>ablegen, einfügen
oder klicken</translation>
    </message>
    <message>
        <source>off</source>
        <translation>aus</translation>
    </message>
    <message>
        <source>{0} MP</source>
        <translation>{0} MP</translation>
    </message>
</context>
<context>
    <name>SlotWords</name>
    <message>
        <source>@{0} in the prompt means this picture</source>
        <translation>@{0} im Prompt meint dieses Bild</translation>
    </message>
    <message>
        <source>@{0}, named in the prompt</source>
        <translation>@{0}, im Prompt genannt</translation>
    </message>
    <message>
        <source>Drop a picture, paste one (Ctrl+V), or click to choose a file.</source>
        <translation>Ein Bild ablegen, eines einfügen (Strg+V) oder klicken, um eine Datei zu wählen.</translation>
    </message>
    <message numerus="yes">
        <source>Fill %n slot(s) from here</source>
        <translation><numerusform>Ab hier %n Platz füllen</numerusform><numerusform>Ab hier %n Plätze füllen</numerusform></translation>
    </message>
    <message>
        <source>Image {0}</source>
        <translation>Bild {0}</translation>
    </message>
    <message>
        <source>Its mask rests: only that of image 1 is used.</source>
        <translation>Ihre Maske ruht: nur die von Bild 1 wird verwendet.</translation>
    </message>
    <message>
        <source>M paints its mask; a picture dropped with Ctrl becomes one: what is see-through in it is painted anew, or where nothing is, what is white.</source>
        <translation>M malt die Maske; ein mit Strg abgelegtes Bild wird eine: was darin durchsichtig ist, wird neu gemalt, oder wo nichts durchsichtig ist, was weiß ist.</translation>
    </message>
    <message>
        <source>Mask of image {0}</source>
        <translation>Maske von Bild {0}</translation>
    </message>
    <message>
        <source>Move here</source>
        <translation>Hierher verschieben</translation>
    </message>
    <message>
        <source>No picture in it</source>
        <translation>Kein Bild darin</translation>
    </message>
    <message>
        <source>Reference {0}, being read: {1}</source>
        <translation>Referenz {0}, wird gelesen: {1}</translation>
    </message>
    <message>
        <source>Reference {0}, empty</source>
        <translation>Referenz {0}, leer</translation>
    </message>
    <message>
        <source>Reference {0}: {1}</source>
        <translation>Referenz {0}: {1}</translation>
    </message>
    <message>
        <source>Reference {0}: {1}, {2}</source>
        <translation>Referenz {0}: {1}, {2}</translation>
    </message>
    <message>
        <source>Replace @{0}</source>
        <translation>@{0} ersetzen</translation>
    </message>
    <message>
        <source>Replace image {0}</source>
        <translation>Bild {0} ersetzen</translation>
    </message>
    <message>
        <source>Switched off: kept, not sent.</source>
        <translation>Ausgeschaltet: bleibt, wird nicht gesendet.</translation>
    </message>
    <message>
        <source>The first frame of the file.</source>
        <translation>Das erste Einzelbild der Datei.</translation>
    </message>
    <message>
        <source>With a mask: only what is marked is painted anew.</source>
        <translation>Mit Maske: nur was markiert ist, wird neu gemalt.</translation>
    </message>
    <message>
        <source>cropped</source>
        <translation>zugeschnitten</translation>
    </message>
    <message>
        <source>switched off</source>
        <translation>ausgeschaltet</translation>
    </message>
    <message>
        <source>with a mask</source>
        <translation>mit Maske</translation>
    </message>
    <message>
        <source>{0}, cropped from {1}</source>
        <translation>{0}, zugeschnitten aus {1}</translation>
    </message>
</context>
<context>
    <name>Stage</name>
    <message>
        <source>Choose a picture…</source>
        <translation>Bild wählen…</translation>
    </message>
    <message>
        <source>Reference {0}</source>
        <translation>Referenz {0}</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>Ergebnis</translation>
    </message>
    <message>
        <source>Write a prompt and press Generate. A picture dropped on this area becomes a reference.</source>
        <translation>Einen Prompt schreiben und Erzeugen drücken. Ein Bild, das hier abgelegt wird, wird Referenz.</translation>
    </message>
    <message>
        <source>Your picture appears here</source>
        <translation>Hier erscheint das Bild</translation>
    </message>
    <message>
        <source>nothing yet</source>
        <translation>noch nichts</translation>
    </message>
</context>
<context>
    <name>StageBar</name>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>100 %</source>
        <translation>100 %</translation>
    </message>
    <message>
        <source>Before / after</source>
        <translation>Vorher / nachher</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Copy the picture and its file</source>
        <translation>Das Bild und seine Datei kopieren</translation>
    </message>
    <message>
        <source>Difference</source>
        <translation>Differenz</translation>
    </message>
    <message>
        <source>Divide: reference and result</source>
        <translation>Teilen: Referenz und Ergebnis</translation>
    </message>
    <message>
        <source>Fit</source>
        <translation>Einpassen</translation>
    </message>
    <message>
        <source>Hold</source>
        <translation>Halten</translation>
    </message>
    <message>
        <source>One pixel of the picture on one of the screen</source>
        <translation>Ein Pixel des Bildes auf einem des Bildschirms</translation>
    </message>
    <message>
        <source>Open the folder this picture lies in</source>
        <translation>Den Ordner öffnen, in dem dieses Bild liegt</translation>
    </message>
    <message>
        <source>Put this picture on a reference slot</source>
        <translation>Dieses Bild auf einen Referenzplatz legen</translation>
    </message>
    <message>
        <source>Reference and result side by side, with what differs</source>
        <translation>Referenz und Ergebnis nebeneinander, mit dem, was sich unterscheidet</translation>
    </message>
    <message>
        <source>Show in folder</source>
        <translation>Im Ordner zeigen</translation>
    </message>
    <message>
        <source>Show the reference for as long as it is held</source>
        <translation>Die Referenz zeigen, solange gehalten wird</translation>
    </message>
    <message>
        <source>Show the whole picture</source>
        <translation>Das ganze Bild zeigen</translation>
    </message>
    <message>
        <source>Show where reference and result differ</source>
        <translation>Zeigen, wo sich Referenz und Ergebnis unterscheiden</translation>
    </message>
    <message>
        <source>Side by side</source>
        <translation>Nebeneinander</translation>
    </message>
    <message>
        <source>This picture was made without a reference to compare it with</source>
        <translation>Dieses Bild entstand ohne Referenz, mit der es sich vergleichen ließe</translation>
    </message>
    <message>
        <source>Use as reference</source>
        <translation>Als Referenz</translation>
    </message>
    <message>
        <source>Zoom</source>
        <translation>Zoom</translation>
    </message>
</context>
<context>
    <name>StageDesk</name>
    <message>
        <source>The picture was copied.</source>
        <translation>Das Bild wurde kopiert.</translation>
    </message>
</context>
<context>
    <name>StageView</name>
    <message>
        <source>Stage</source>
        <translation>Bühne</translation>
    </message>
</context>
<context>
    <name>StarRow</name>
    <message numerus="yes">
        <source>%n star(s)</source>
        <translation><numerusform>%n Stern</numerusform><numerusform>%n Sterne</numerusform></translation>
    </message>
    <message>
        <source>Rating: {0} of 5</source>
        <translation>Wertung: {0} von 5</translation>
    </message>
</context>
<context>
    <name>StartCard</name>
    <message>
        <source>A hosted service</source>
        <translation>Ein Online-Dienst</translation>
    </message>
    <message>
        <source>A sample project is open behind this card, so everything works right away.</source>
        <translation>Hinter dieser Karte ist ein Beispielprojekt geöffnet, alles geht also sofort.</translation>
    </message>
    <message>
        <source>AIML API or fal, with your own key.</source>
        <translation>AIML API oder fal, mit eigenem Schlüssel.</translation>
    </message>
    <message>
        <source>Already have LoRAs? Drop the files or their folder here; they stay where they are.</source>
        <translation>Schon LoRAs da? Die Dateien oder ihren Ordner hierher ziehen; sie bleiben, wo sie sind.</translation>
    </message>
    <message>
        <source>Choose how you want to generate, now or later.</source>
        <translation>Jetzt oder später wählen, womit Bilder entstehen.</translation>
    </message>
    <message>
        <source>Enter a key</source>
        <translation>Schlüssel eingeben</translation>
    </message>
    <message>
        <source>Everything works right away.</source>
        <translation>Alles geht sofort.</translation>
    </message>
    <message>
        <source>FLUX.2 on your own graphics card: no key, no price, works offline.</source>
        <translation>FLUX.2 auf der eigenen Grafikkarte: kein Schlüssel, kein Preis, geht offline.</translation>
    </message>
    <message>
        <source>From about {0} a picture; you see the price before each click.</source>
        <translation>Ab etwa {0} je Bild; der Preis steht vor jedem Klick da.</translation>
    </message>
    <message>
        <source>Look around first</source>
        <translation>Zuerst umsehen</translation>
    </message>
    <message>
        <source>Make pictures with your own LoRAs</source>
        <translation>Bilder mit eigenen LoRAs machen</translation>
    </message>
    <message>
        <source>Pictures are made with your own key and billed to your own account. The key goes to its service alone.</source>
        <translation>Bilder entstehen mit dem eigenen Schlüssel und werden dem eigenen Konto berechnet. Der Schlüssel geht nur an seinen Dienst.</translation>
    </message>
    <message>
        <source>Remove the sample</source>
        <translation>Beispiel entfernen</translation>
    </message>
    <message>
        <source>Set up the engine</source>
        <translation>Engine einrichten</translation>
    </message>
    <message>
        <source>Start with practice</source>
        <translation>Mit Üben anfangen</translation>
    </message>
    <message>
        <source>The practice backend draws stand-ins, marked as such. No key, no graphics card, no network.</source>
        <translation>Das Übungs-Backend zeichnet Platzhalter, als solche gekennzeichnet. Kein Schlüssel, keine Grafikkarte, kein Netz.</translation>
    </message>
    <message>
        <source>This computer</source>
        <translation>Dieser Computer</translation>
    </message>
    <message>
        <source>You see the price before each click.</source>
        <translation>Der Preis steht vor jedem Klick da.</translation>
    </message>
</context>
<context>
    <name>StatusLine</name>
    <message>
        <source>Open %1</source>
        <translation>%1 öffnen</translation>
    </message>
    <message>
        <source>Open the folder your pictures are saved to</source>
        <translation>Den Ordner öffnen, in dem die Bilder gespeichert werden</translation>
    </message>
    <message>
        <source>Pictures folder</source>
        <translation>Bilderordner</translation>
    </message>
    <message>
        <source>Privacy</source>
        <translation>Datenschutz</translation>
    </message>
    <message>
        <source>Saved to %1</source>
        <translation>Gespeichert in %1</translation>
    </message>
    <message>
        <source>Service</source>
        <translation>Dienst</translation>
    </message>
    <message>
        <source>Services and keys</source>
        <translation>Dienste und Schlüssel</translation>
    </message>
</context>
<context>
    <name>StudioPage</name>
    <message>
        <source>Form</source>
        <translation>Formular</translation>
    </message>
    <message>
        <source>Jobs</source>
        <translation>Aufträge</translation>
    </message>
    <message>
        <source>LoRAs</source>
        <translation>LoRAs</translation>
    </message>
</context>
<context>
    <name>SurveyBar</name>
    <message numerus="yes">
        <source>%n picture(s)</source>
        <translation><numerusform>%n Bild</numerusform><numerusform>%n Bilder</numerusform></translation>
    </message>
    <message>
        <source>100 %</source>
        <translation>100 %</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Zurück</translation>
    </message>
    <message>
        <source>Back (Esc)</source>
        <translation>Zurück (Esc)</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>Vergleich</translation>
    </message>
    <message>
        <source>Compare those that are left, four at the most</source>
        <translation>Die übrigen vergleichen, höchstens vier</translation>
    </message>
    <message>
        <source>Fit</source>
        <translation>Einpassen</translation>
    </message>
    <message>
        <source>Leave out what does not hold up; pick what is left.</source>
        <translation>Weglassen, was nicht besteht; annehmen, was übrig bleibt.</translation>
    </message>
    <message>
        <source>Linked</source>
        <translation>Gekoppelt</translation>
    </message>
    <message>
        <source>Pixel for pixel</source>
        <translation>Pixel für Pixel</translation>
    </message>
    <message>
        <source>Put back</source>
        <translation>Zurücklegen</translation>
    </message>
    <message>
        <source>Show again what was left out last</source>
        <translation>Wieder zeigen, was zuletzt weggelassen wurde</translation>
    </message>
    <message>
        <source>Show the whole pictures</source>
        <translation>Die ganzen Bilder zeigen</translation>
    </message>
    <message>
        <source>Zoom and move all pictures together</source>
        <translation>Alle Bilder gemeinsam zoomen und verschieben</translation>
    </message>
</context>
<context>
    <name>SurveyDesk</name>
    <message>
        <source>Choose two to twelve pictures to survey them: Ctrl and a click add one.</source>
        <translation>Zwei bis zwölf Bilder für die Übersicht wählen: Strg und Klick nimmt eines dazu.</translation>
    </message>
</context>
<context>
    <name>SurveyPage</name>
    <message>
        <source>Choose two to twelve pictures in the history and press N.</source>
        <translation>Im Verlauf zwei bis zwölf Bilder wählen und N drücken.</translation>
    </message>
    <message>
        <source>Go to the history</source>
        <translation>Zum Verlauf</translation>
    </message>
    <message>
        <source>Leave it out of the survey</source>
        <translation>Aus der Übersicht weglassen</translation>
    </message>
    <message>
        <source>Leave picture {0} out</source>
        <translation>Bild {0} weglassen</translation>
    </message>
    <message>
        <source>Nothing to choose from yet</source>
        <translation>Noch nichts zum Aussuchen</translation>
    </message>
</context>
<context>
    <name>TagEditor</name>
    <message>
        <source>Add tags, with commas between</source>
        <translation>Stichwörter, mit Kommas</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>Stichwörter</translation>
    </message>
</context>
<context>
    <name>TagPopover</name>
    <message>
        <source>Tags</source>
        <translation>Stichwörter</translation>
    </message>
</context>
<context>
    <name>ThisComputer</name>
    <message>
        <source>Download {0}</source>
        <translation>{0} herunterladen</translation>
    </message>
    <message>
        <source>FLUX.2 on your own graphics card: no key, no price, works offline.</source>
        <translation>FLUX.2 auf der eigenen Grafikkarte: kein Schlüssel, kein Preis, geht offline.</translation>
    </message>
    <message>
        <source>Install it above, or choose a hosted service.</source>
        <translation>Sie oben installieren oder einen Online-Dienst wählen.</translation>
    </message>
    <message>
        <source>No key, no price, works offline.</source>
        <translation>Ohne Schlüssel, ohne Preis, auch offline.</translation>
    </message>
    <message>
        <source>The engine for it comes first: {0}.</source>
        <translation>Zuerst kommt die Engine dafür: {0}.</translation>
    </message>
    <message>
        <source>This computer has no engine to make pictures with yet.</source>
        <translation>Dieser Computer hat noch keine Engine, die Bilder machen könnte.</translation>
    </message>
    <message>
        <source>Works offline.</source>
        <translation>Geht offline.</translation>
    </message>
    <message>
        <source>{0} fits: {1}.</source>
        <translation>{0} passt: {1}.</translation>
    </message>
    <message>
        <source>{0} · {1}</source>
        <translation>{0} · {1}</translation>
    </message>
    <message>
        <source>{0}: {1}.</source>
        <translation>{0}: {1}.</translation>
    </message>
</context>
<context>
    <name>Tips</name>
    <message>
        <source>A filter that may turn away or black out what it takes for unsafe.</source>
        <translation>Ein Filter, der abweisen oder schwärzen kann, was er für unsicher hält.</translation>
    </message>
    <message>
        <source>Each one costs as much as the first.</source>
        <translation>Jedes kostet so viel wie das erste.</translation>
    </message>
    <message>
        <source>How far what lies under the mask may leave what was there: 1 paints it anew, 0.5 keeps its shapes, below 0.3 little changes.</source>
        <translation>Wie weit das unter der Maske von dem abweichen darf, was dort war: 1 malt es neu, 0,5 behält die Formen, unter 0,3 ändert sich wenig.</translation>
    </message>
    <message>
        <source>How fast the service draws. Regular suits most work; None is the most careful, High is for drafts.</source>
        <translation>Wie schnell der Dienst zeichnet. Normal passt für die meiste Arbeit; Keine ist am sorgfältigsten, Hoch ist für Entwürfe.</translation>
    </message>
    <message>
        <source>How many pictures to make of the same wish, each with a seed of its own.</source>
        <translation>Wie viele Bilder von demselben Wunsch entstehen, jedes mit eigenem Seed.</translation>
    </message>
    <message>
        <source>How much may be spared. None is exact and slow, Regular shows no difference, High is faster still and changes small things.</source>
        <translation>Wie viel gespart werden darf. Keine ist genau und langsam, Normal zeigt keinen Unterschied, Hoch ist noch schneller und ändert Kleinigkeiten.</translation>
    </message>
    <message>
        <source>How much the service lets pass: 1 turns away most, 5 least.</source>
        <translation>Wie viel der Dienst durchlässt: 1 weist am meisten ab, 5 am wenigsten.</translation>
    </message>
    <message>
        <source>How often the picture is worked over. This model needs only {0}.</source>
        <translation>Wie oft das Bild überarbeitet wird. Dieses Modell braucht nur {0}.</translation>
    </message>
    <message>
        <source>How often the picture is worked over. {0} is finished work; half of it is a quick sketch, and above {1} little is gained.</source>
        <translation>Wie oft das Bild überarbeitet wird. {0} ist fertige Arbeit; die Hälfte davon eine schnelle Skizze, und über {1} ist wenig gewonnen.</translation>
    </message>
    <message>
        <source>How strictly the words are followed. {0} to {1} looks natural; lower wanders off, above {2} colours burn. Change it by 0.5.</source>
        <translation>Wie streng den Worten gefolgt wird. {0} bis {1} sieht natürlich aus; weniger schweift ab, über {2} brennen Farben aus. In Schritten von 0,5 ändern.</translation>
    </message>
    <message>
        <source>How strongly the LoRA draws along. Start at 1 and change one at a time: below 0.5 it is a hint, above 1.5 it often breaks the picture, at 0 it is not there.</source>
        <translation>Wie stark das LoRA mitzeichnet. Bei 1 anfangen und immer nur eines ändern: unter 0,5 ist es eine Andeutung, über 1,5 zerbricht das Bild oft, bei 0 ist es nicht da.</translation>
    </message>
    <message>
        <source>Keeps finer detail of your one reference. It is slower and needs more memory.</source>
        <translation>Behält feinere Details der einen Referenz. Langsamer, und braucht mehr Speicher.</translation>
    </message>
    <message>
        <source>PNG keeps every pixel; JPEG is small and loses a little; WebP is smaller still, and some programs cannot open it. All carry the recipe.</source>
        <translation>PNG behält jeden Pixel; JPEG ist klein und verliert ein wenig; WebP ist noch kleiner, und manche Programme können es nicht öffnen. Alle tragen das Rezept.</translation>
    </message>
    <message>
        <source>Say what is to be seen, or what is to change in the references: subject first, then light, medium and mood. {red|green} takes one of them for each picture.</source>
        <translation>Sagen, was zu sehen ist oder was sich an den Referenzen ändert: zuerst das Motiv, dann Licht, Technik und Stimmung. {rot|grün} nimmt für jedes Bild eines davon.</translation>
    </message>
    <message>
        <source>The grain the picture grows from: the same seed with the same form gives the same picture. Keep it while you compare settings; let it change to see other ideas.</source>
        <translation>Das Korn, aus dem das Bild wächst: derselbe Seed mit demselben Formular ergibt dasselbe Bild. Beim Vergleichen von Einstellungen behalten; wechseln lassen, um andere Ideen zu sehen.</translation>
    </message>
    <message>
        <source>The text that comes back is kept beside yours.</source>
        <translation>Der Text, der zurückkommt, wird neben dem eigenen aufgehoben.</translation>
    </message>
    <message>
        <source>The text that was used is kept beside yours.</source>
        <translation>Der verwendete Text wird neben dem eigenen aufgehoben.</translation>
    </message>
    <message>
        <source>What must not be in the picture. A few plain words do more than a long list.</source>
        <translation>Was nicht im Bild sein darf. Ein paar einfache Wörter wirken mehr als eine lange Liste.</translation>
    </message>
    <message>
        <source>Width and height in pixels, {0} to {1} in steps of {2}. About one megapixel is drawn best; larger takes longer and may repeat things.</source>
        <translation>Breite und Höhe in Pixeln, {0} bis {1} in Schritten von {2}. Etwa ein Megapixel wird am besten gezeichnet; Größeres dauert länger und kann Dinge wiederholen.</translation>
    </message>
    <message>
        <source>Your words are rewritten with more detail before drawing. Good for short prompts; it may lose the trigger words of LoRAs.</source>
        <translation>Die Worte werden vor dem Zeichnen mit mehr Einzelheiten umgeschrieben. Gut für kurze Prompts; Triggerwörter von LoRAs können verloren gehen.</translation>
    </message>
</context>
<context>
    <name>Trouble</name>
    <message>
        <source>Copied</source>
        <translation>Kopiert</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Copy the details of {0}</source>
        <translation>Einzelheiten zu {0} kopieren</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>Einzelheiten</translation>
    </message>
    <message>
        <source>Details of {0}</source>
        <translation>Einzelheiten zu {0}</translation>
    </message>
    <message>
        <source>Hide details</source>
        <translation>Einzelheiten verbergen</translation>
    </message>
</context>
<context>
    <name>TroubleDialog</name>
    <message>
        <source>Choose another folder…</source>
        <translation>Anderen Ordner wählen…</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>Kopiert</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Copy what is said here</source>
        <translation>Kopieren, was hier steht</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>Einzelheiten</translation>
    </message>
    <message>
        <source>In another folder flux2studio begins anew: with its own list of pictures, settings and LoRAs. What is in this one stays as it is.</source>
        <translation>In einem anderen Ordner fängt flux2studio neu an: mit eigener Bilderliste, Einstellungen und LoRAs. Was in diesem ist, bleibt, wie es ist.</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>Beenden</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Noch einmal versuchen</translation>
    </message>
</context>
<context>
    <name>UndoDesk</name>
    <message>
        <source>Redo</source>
        <translation>Wiederherstellen</translation>
    </message>
    <message>
        <source>Redo: {0}</source>
        <translation>Wiederherstellen: {0}</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>Undo: {0}</source>
        <translation>Rückgängig: {0}</translation>
    </message>
</context>
<context>
    <name>UndoOrder</name>
    <message>
        <source>Done again: {0}</source>
        <translation>Wiederhergestellt: {0}</translation>
    </message>
    <message>
        <source>There is nothing to do again.</source>
        <translation>Es gibt nichts wiederherzustellen.</translation>
    </message>
    <message>
        <source>There is nothing to undo.</source>
        <translation>Es gibt nichts rückgängig zu machen.</translation>
    </message>
    <message>
        <source>Undone: {0}</source>
        <translation>Rückgängig gemacht: {0}</translation>
    </message>
</context>
<context>
    <name>UpdateDesk</name>
    <message>
        <source>Not again for this version</source>
        <translation>Für diese Version nicht mehr</translation>
    </message>
    <message>
        <source>Version {0} of flux2studio is there.</source>
        <translation>flux2studio {0} ist da.</translation>
    </message>
    <message>
        <source>What is new</source>
        <translation>Was neu ist</translation>
    </message>
</context>
<context>
    <name>UpdatesBlock</name>
    <message>
        <source>Look for a new version now</source>
        <translation>Jetzt nach einer neuen Version sehen</translation>
    </message>
    <message>
        <source>Look now</source>
        <translation>Jetzt nachsehen</translation>
    </message>
    <message>
        <source>Once a day the project’s page on GitHub is asked which version is the newest; nothing about you or your work is sent. Nothing is downloaded or installed.</source>
        <translation>Einmal am Tag wird die Seite des Projekts bei GitHub gefragt, welche Version die neueste ist; über die Arbeit hier wird nichts gesendet. Nichts wird heruntergeladen oder installiert.</translation>
    </message>
    <message>
        <source>Tell me about new versions</source>
        <translation>Neue Versionen melden</translation>
    </message>
    <message>
        <source>What is new</source>
        <translation>Was neu ist</translation>
    </message>
    <message>
        <source>What is new in the new version, in the browser</source>
        <translation>Was in der neuen Version neu ist, im Browser</translation>
    </message>
</context>
<context>
    <name>UpdatesViewModel</name>
    <message>
        <source>Asking the project’s page…</source>
        <translation>Die Seite des Projekts wird gefragt…</translation>
    </message>
    <message>
        <source>This is the newest version.</source>
        <translation>Das ist die neueste Version.</translation>
    </message>
    <message>
        <source>Version {0} is there.</source>
        <translation>Version {0} ist da.</translation>
    </message>
</context>
<context>
    <name>WordChips</name>
    <message>
        <source>Change…</source>
        <translation>Ändern…</translation>
    </message>
    <message>
        <source>Click to change it, Del removes it</source>
        <translation>Klick zum Ändern, Entf entfernt es</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
</context>
<context>
    <name>ZoomView</name>
    <message>
        <source>Difference</source>
        <translation>Differenz</translation>
    </message>
    <message>
        <source>Not one pixel differs</source>
        <translation>Kein Pixel unterscheidet sich</translation>
    </message>
    <message>
        <source>Preview</source>
        <translation>Vorschau</translation>
    </message>
    <message>
        <source>Reference 1</source>
        <translation>Referenz 1</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>Ergebnis</translation>
    </message>
    <message>
        <source>divided at {0} percent</source>
        <translation>geteilt bei {0} Prozent</translation>
    </message>
    <message>
        <source>{0} percent</source>
        <translation>{0} Prozent</translation>
    </message>
</context>
<context>
    <name>_Question</name>
    <message>
        <source>Discard it</source>
        <translation>Verwerfen</translation>
    </message>
    <message>
        <source>Go on painting</source>
        <translation>Weitermalen</translation>
    </message>
    <message>
        <source>What you painted is not in use yet.</source>
        <translation>Das Gemalte ist noch nicht im Einsatz.</translation>
    </message>
</context>
<context>
    <name>_Versions</name>
    <message>
        <source>What it is made of</source>
        <translation>Woraus sie besteht</translation>
    </message>
</context>
<context>
    <name>actions</name>
    <message>
        <source>100 %</source>
        <translation>100 %</translation>
    </message>
    <message>
        <source>Add a LoRA</source>
        <translation>LoRA hinzufügen</translation>
    </message>
    <message>
        <source>Before, while held</source>
        <translation>Vorher, solange gehalten</translation>
    </message>
    <message>
        <source>Blue label</source>
        <translation>Blaue Markierung</translation>
    </message>
    <message>
        <source>Brush</source>
        <translation>Pinsel</translation>
    </message>
    <message>
        <source>Brush or eraser</source>
        <translation>Pinsel oder Radierer</translation>
    </message>
    <message>
        <source>Cancel all jobs</source>
        <translation>Alle Aufträge abbrechen</translation>
    </message>
    <message>
        <source>Cancel it, or take its row away</source>
        <translation>Abbrechen, oder seine Zeile entfernen</translation>
    </message>
    <message>
        <source>Change places</source>
        <translation>Plätze tauschen</translation>
    </message>
    <message>
        <source>Choose reference files</source>
        <translation>Referenzdateien wählen</translation>
    </message>
    <message>
        <source>Clear the mask</source>
        <translation>Maske leeren</translation>
    </message>
    <message>
        <source>Clear the slot</source>
        <translation>Platz leeren</translation>
    </message>
    <message>
        <source>Close what is open, else cancel the running job</source>
        <translation>Schließen, was offen ist, sonst den laufenden Auftrag abbrechen</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>Vergleich</translation>
    </message>
    <message>
        <source>Copy the pictures</source>
        <translation>Bilder kopieren</translation>
    </message>
    <message>
        <source>Crop it</source>
        <translation>Zuschneiden</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Löschen</translation>
    </message>
    <message>
        <source>Delete all rejected</source>
        <translation>Alle abgelehnten löschen</translation>
    </message>
    <message>
        <source>Divided by a line</source>
        <translation>Von einer Linie geteilt</translation>
    </message>
    <message>
        <source>Earlier prompts</source>
        <translation>Frühere Prompts</translation>
    </message>
    <message>
        <source>Eraser</source>
        <translation>Radierer</translation>
    </message>
    <message>
        <source>Fit</source>
        <translation>Einpassen</translation>
    </message>
    <message>
        <source>Fit or 100 %</source>
        <translation>Einpassen oder 100 %</translation>
    </message>
    <message>
        <source>Full screen</source>
        <translation>Vollbild</translation>
    </message>
    <message>
        <source>Generate</source>
        <translation>Erzeugen</translation>
    </message>
    <message>
        <source>Generate before what waits</source>
        <translation>Erzeugen, vor allem, was wartet</translation>
    </message>
    <message>
        <source>Give it a name for the prompt</source>
        <translation>Für den Prompt benennen</translation>
    </message>
    <message>
        <source>Go to a reference slot</source>
        <translation>Zu einem Referenzplatz gehen</translation>
    </message>
    <message>
        <source>Go to reference slot %1</source>
        <translation>Zu Referenzplatz %1 gehen</translation>
    </message>
    <message>
        <source>Go to the LoRAs</source>
        <translation>Zu den LoRAs gehen</translation>
    </message>
    <message>
        <source>Green label</source>
        <translation>Grüne Markierung</translation>
    </message>
    <message>
        <source>Hide or show the panels</source>
        <translation>Bedienfelder verbergen oder zeigen</translation>
    </message>
    <message>
        <source>Hide or show the panels, from the picture</source>
        <translation>Bedienfelder verbergen oder zeigen, vom Bild aus</translation>
    </message>
    <message>
        <source>History</source>
        <translation>Verlauf</translation>
    </message>
    <message>
        <source>Invert the mask</source>
        <translation>Maske umkehren</translation>
    </message>
    <message>
        <source>Its details</source>
        <translation>Seine Einzelheiten</translation>
    </message>
    <message>
        <source>Jobs</source>
        <translation>Aufträge</translation>
    </message>
    <message>
        <source>Judge</source>
        <translation>Beurteilen</translation>
    </message>
    <message>
        <source>Keep the search as an album</source>
        <translation>Suche als Album speichern</translation>
    </message>
    <message>
        <source>Larger brush</source>
        <translation>Größerer Pinsel</translation>
    </message>
    <message>
        <source>Lasso</source>
        <translation>Lasso</translation>
    </message>
    <message>
        <source>Leave it out of the survey</source>
        <translation>Aus der Übersicht weglassen</translation>
    </message>
    <message>
        <source>List what can be searched by</source>
        <translation>Zeigen, wonach gesucht werden kann</translation>
    </message>
    <message>
        <source>LoRAs</source>
        <translation>LoRAs</translation>
    </message>
    <message>
        <source>Look</source>
        <translation>Ansehen</translation>
    </message>
    <message>
        <source>Make</source>
        <translation>Machen</translation>
    </message>
    <message>
        <source>Mask</source>
        <translation>Maske</translation>
    </message>
    <message>
        <source>Move it down</source>
        <translation>Nach unten schieben</translation>
    </message>
    <message>
        <source>Move it to the left</source>
        <translation>Nach links schieben</translation>
    </message>
    <message>
        <source>Move it to the right</source>
        <translation>Nach rechts schieben</translation>
    </message>
    <message>
        <source>Move it up</source>
        <translation>Nach oben schieben</translation>
    </message>
    <message>
        <source>Move the picture, while held</source>
        <translation>Bild verschieben, solange gehalten</translation>
    </message>
    <message>
        <source>Neither</source>
        <translation>Weder noch</translation>
    </message>
    <message>
        <source>One, the other while a key is held</source>
        <translation>Eines, das andere, solange eine Taste gehalten wird</translation>
    </message>
    <message>
        <source>Paint a mask on a reference</source>
        <translation>Maske auf eine Referenz malen</translation>
    </message>
    <message>
        <source>Paint a mask on it</source>
        <translation>Maske darauf malen</translation>
    </message>
    <message>
        <source>Paste a picture as reference</source>
        <translation>Bild als Referenz einfügen</translation>
    </message>
    <message>
        <source>Pause the jobs, or go on</source>
        <translation>Aufträge anhalten oder fortsetzen</translation>
    </message>
    <message>
        <source>Pick; with Shift, go on to the next</source>
        <translation>Annehmen; mit Umschalt weiter zum nächsten</translation>
    </message>
    <message>
        <source>Picture</source>
        <translation>Bild</translation>
    </message>
    <message>
        <source>Presets</source>
        <translation>Vorgaben</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>Beenden</translation>
    </message>
    <message>
        <source>Rectangle</source>
        <translation>Rechteck</translation>
    </message>
    <message>
        <source>Red label</source>
        <translation>Rote Markierung</translation>
    </message>
    <message>
        <source>Red, yellow, green, blue label</source>
        <translation>Rote, gelbe, grüne, blaue Markierung</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>Wiederherstellen</translation>
    </message>
    <message>
        <source>Reference slots</source>
        <translation>Referenzplätze</translation>
    </message>
    <message>
        <source>Reject</source>
        <translation>Ablehnen</translation>
    </message>
    <message>
        <source>Run it next</source>
        <translation>Als Nächstes ausführen</translation>
    </message>
    <message>
        <source>Search the history</source>
        <translation>Verlauf durchsuchen</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>Show it on the stage</source>
        <translation>Auf der Bühne zeigen</translation>
    </message>
    <message>
        <source>Show its picture</source>
        <translation>Sein Bild zeigen</translation>
    </message>
    <message>
        <source>Show its recipe</source>
        <translation>Sein Rezept zeigen</translation>
    </message>
    <message>
        <source>Side by side</source>
        <translation>Nebeneinander</translation>
    </message>
    <message>
        <source>Smaller brush</source>
        <translation>Kleinerer Pinsel</translation>
    </message>
    <message>
        <source>Stars</source>
        <translation>Sterne</translation>
    </message>
    <message>
        <source>Stars: %1</source>
        <translation>Sterne: %1</translation>
    </message>
    <message>
        <source>Studio</source>
        <translation>Studio</translation>
    </message>
    <message>
        <source>Survey: choose among many</source>
        <translation>Übersicht: unter vielen aussuchen</translation>
    </message>
    <message>
        <source>Switch it off or on</source>
        <translation>Aus- oder einschalten</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>Stichwörter</translation>
    </message>
    <message>
        <source>The picture alone on the whole screen</source>
        <translation>Das Bild allein auf dem ganzen Bildschirm</translation>
    </message>
    <message>
        <source>The prompt after</source>
        <translation>Der nächste Prompt</translation>
    </message>
    <message>
        <source>The prompt before</source>
        <translation>Der vorige Prompt</translation>
    </message>
    <message>
        <source>This list of keys</source>
        <translation>Diese Liste der Tasten</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>Use its recipe, new seed</source>
        <translation>Sein Rezept nutzen, neuer Seed</translation>
    </message>
    <message>
        <source>Use its recipe, same seed</source>
        <translation>Sein Rezept nutzen, gleicher Seed</translation>
    </message>
    <message>
        <source>Use the card</source>
        <translation>Karte verwenden</translation>
    </message>
    <message>
        <source>Where the two differ</source>
        <translation>Wo sich die beiden unterscheiden</translation>
    </message>
    <message>
        <source>Window</source>
        <translation>Fenster</translation>
    </message>
    <message>
        <source>With the reference, or those chosen</source>
        <translation>Mit der Referenz, oder die gewählten</translation>
    </message>
    <message>
        <source>Yellow label</source>
        <translation>Gelbe Markierung</translation>
    </message>
    <message>
        <source>Zoom in</source>
        <translation>Vergrößern</translation>
    </message>
    <message>
        <source>Zoom out</source>
        <translation>Verkleinern</translation>
    </message>
    <message>
        <source>Zoom together, or each alone</source>
        <translation>Gemeinsam zoomen, oder jedes für sich</translation>
    </message>
</context>
<context>
    <name>add_lora_dialog</name>
    <message>
        <source>All files</source>
        <translation>Alle Dateien</translation>
    </message>
    <message>
        <source>Choose LoRA files</source>
        <translation>LoRA-Dateien wählen</translation>
    </message>
</context>
<context>
    <name>compare_table</name>
    <message>
        <source>Acceleration</source>
        <translation>Beschleunigung</translation>
    </message>
    <message>
        <source>Avoid</source>
        <translation>Vermeiden</translation>
    </message>
    <message>
        <source>Cost</source>
        <translation>Kosten</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>Format</translation>
    </message>
    <message>
        <source>Guidance</source>
        <translation>Guidance</translation>
    </message>
    <message>
        <source>LoRAs</source>
        <translation>LoRAs</translation>
    </message>
    <message>
        <source>Made with</source>
        <translation>Entstanden mit</translation>
    </message>
    <message>
        <source>Mask</source>
        <translation>Maske</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>Prompt</source>
        <translation>Prompt</translation>
    </message>
    <message>
        <source>Prompt as sent</source>
        <translation>Prompt wie gesendet</translation>
    </message>
    <message>
        <source>References</source>
        <translation>Referenzen</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>Seed</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>Schritte</translation>
    </message>
</context>
<context>
    <name>file_dialogs</name>
    <message>
        <source>All files</source>
        <translation>Alle Dateien</translation>
    </message>
    <message>
        <source>Choose a folder</source>
        <translation>Ordner wählen</translation>
    </message>
    <message>
        <source>Choose pictures</source>
        <translation>Bilder wählen</translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation>Bilder</translation>
    </message>
</context>
<context>
    <name>grid_drag</name>
    <message numerus="yes">
        <source>%Ln picture(s) (is|are) too many to drag.</source>
        <translation><numerusform>%Ln Bild ist zu viel zum Ziehen.</numerusform><numerusform>%Ln Bilder sind zu viele zum Ziehen.</numerusform></translation>
    </message>
    <message>
        <source>Drag them again.</source>
        <translation>Noch einmal ziehen.</translation>
    </message>
    <message>
        <source>Drag up to {0}, or copy their folder.</source>
        <translation>Bis zu {0} ziehen, oder ihren Ordner kopieren.</translation>
    </message>
    <message>
        <source>Some of these pictures are still being looked up.</source>
        <translation>Einige dieser Bilder werden noch gesucht.</translation>
    </message>
    <message>
        <source>The files of these pictures are gone.</source>
        <translation>Die Dateien dieser Bilder sind fort.</translation>
    </message>
    <message>
        <source>They may have been moved, or their drive is not connected.</source>
        <translation>Vielleicht wurden sie verschoben, oder ihr Laufwerk ist nicht verbunden.</translation>
    </message>
</context>
<context>
    <name>guide</name>
    <message>
        <source>1  Give it something to look at</source>
        <translation>1  Etwas zum Ansehen geben</translation>
    </message>
    <message>
        <source>2  Say what you want</source>
        <translation>2  Sagen, was entstehen soll</translation>
    </message>
    <message>
        <source>3  Generate</source>
        <translation>3  Erzeugen</translation>
    </message>
    <message>
        <source>4  Look, and keep what is good</source>
        <translation>4  Ansehen und behalten, was gut ist</translation>
    </message>
    <message>
        <source>A LoRA is a small file that teaches the model one thing more: a style, a person, a way of lighting. You can train your own or take those of others.</source>
        <translation>Ein LoRA ist eine kleine Datei, die dem Modell eines mehr beibringt: einen Stil, eine Person, eine Art von Licht. Man kann eigene trainieren oder die von anderen nehmen.</translation>
    </message>
    <message>
        <source>A LoRA is switched on, its strength set, and the picture takes its style.</source>
        <translation>Ein LoRA wird eingeschaltet, seine Stärke eingestellt, und das Bild nimmt seinen Stil an.</translation>
    </message>
    <message>
        <source>A folder for each day, pictures in it, and in each picture its recipe.</source>
        <translation>Ein Ordner für jeden Tag, darin Bilder, und in jedem Bild sein Rezept.</translation>
    </message>
    <message>
        <source>A hosted service</source>
        <translation>Ein Online-Dienst</translation>
    </message>
    <message>
        <source>A picture begins with words, and with pictures to go by if you like. On the right is the form, in the middle the picture, on the left are your LoRAs.</source>
        <translation>Ein Bild beginnt mit Worten, und wer mag, gibt Bilder als Vorlage dazu. Rechts ist das Formular, in der Mitte das Bild, links sind die LoRAs.</translation>
    </message>
    <message>
        <source>A reference and a prompt become a picture.</source>
        <translation>Aus einer Referenz und einem Prompt wird ein Bild.</translation>
    </message>
    <message>
        <source>A safe copy</source>
        <translation>Eine sichere Kopie</translation>
    </message>
    <message>
        <source>AIML API or fal make the picture on their computers, for some cents each. You need a key of theirs. They get the prompt, the references you use and the names of the LoRAs. Where and when a photo was taken is removed before.</source>
        <translation>AIML API oder fal machen das Bild auf ihren Rechnern, für jeweils ein paar Cent. Dafür braucht es einen Schlüssel von dort. Sie bekommen den Prompt, die verwendeten Referenzen und die Namen der LoRAs. Wo und wann ein Foto entstand, wird vorher entfernt.</translation>
    </message>
    <message>
        <source>Add a LoRA…</source>
        <translation>LoRA hinzufügen…</translation>
    </message>
    <message>
        <source>Add one</source>
        <translation>Eines hinzufügen</translation>
    </message>
    <message>
        <source>Click its card, or press {0}. It has to be made for the model that you use; the card says for which it is, and the form warns where they do not fit.</source>
        <translation>Auf seine Karte klicken oder {0} drücken. Es muss für das verwendete Modell gemacht sein; die Karte sagt, für welches, und das Formular warnt, wo sie nicht zusammenpassen.</translation>
    </message>
    <message>
        <source>Copy the pictures folder as you copy other work. Stars, tags and albums lie beside the pictures, so that even the list can be made again from them.</source>
        <translation>Den Bilderordner kopieren wie andere Arbeiten auch. Sterne, Stichwörter und Alben liegen neben den Bildern, sodass sich sogar die Liste daraus neu machen lässt.</translation>
    </message>
    <message>
        <source>Did it do anything?</source>
        <translation>Hat es etwas bewirkt?</translation>
    </message>
    <message>
        <source>Draws a stand-in, marked as such, so that you can try everything. It costs nothing and nothing leaves this computer.</source>
        <translation>Zeichnet einen Platzhalter, als solcher gekennzeichnet, um alles auszuprobieren. Es kostet nichts, und nichts verlässt diesen Computer.</translation>
    </message>
    <message>
        <source>Drop a file or a folder onto the panel on the left, or paste the address of its page at Hugging Face or Civitai. Files stay where they are.</source>
        <translation>Eine Datei oder einen Ordner auf das Feld links ziehen, oder die Adresse ihrer Seite bei Hugging Face oder Civitai einfügen. Dateien bleiben, wo sie sind.</translation>
    </message>
    <message>
        <source>Drop pictures onto the slots, from a folder, a browser or the history; or begin without any. A reference is a person, a place, a style, a texture. They are called image 1, image 2 and so on.</source>
        <translation>Bilder auf die Plätze ziehen, aus einem Ordner, einem Browser oder dem Verlauf; oder ohne anfangen. Eine Referenz ist eine Person, ein Ort, ein Stil, eine Textur. Sie heißen Bild 1, Bild 2 und so weiter.</translation>
    </message>
    <message>
        <source>Every picture is a file of its own in your pictures folder, a folder for each day. They are yours: open, copy and send them as any other file.</source>
        <translation>Jedes Bild ist eine eigene Datei im Bilderordner, mit einem Ordner für jeden Tag. Sie lassen sich öffnen, kopieren und senden wie jede andere Datei.</translation>
    </message>
    <message>
        <source>Folders of LoRAs stay where they are. What is downloaded, the list of your pictures and copies of your references are in the data folder; Settings &gt; About opens each of them.</source>
        <translation>Ordner mit LoRAs bleiben, wo sie sind. Was heruntergeladen wird, die Liste der Bilder und Kopien der Referenzen liegen im Datenordner; Einstellungen &gt; Über öffnet jeden davon.</translation>
    </message>
    <message>
        <source>Go to the LoRAs</source>
        <translation>Zu den LoRAs gehen</translation>
    </message>
    <message>
        <source>Go to the form</source>
        <translation>Zum Formular</translation>
    </message>
    <message>
        <source>Hosted and local</source>
        <translation>Online und auf diesem Computer</translation>
    </message>
    <message>
        <source>How strong?</source>
        <translation>Wie stark?</translation>
    </message>
    <message>
        <source>Its word</source>
        <translation>Sein Wort</translation>
    </message>
    <message>
        <source>LoRAs</source>
        <translation>LoRAs</translation>
    </message>
    <message>
        <source>LoRAs and models</source>
        <translation>LoRAs und Modelle</translation>
    </message>
    <message>
        <source>Lock the seed and change one thing at a time: then you see what it does. With a new seed the same words give another picture.</source>
        <translation>Den Seed festhalten und immer nur eines ändern: so zeigt sich, was es bewirkt. Mit neuem Seed ergeben dieselben Worte ein anderes Bild.</translation>
    </message>
    <message>
        <source>Lock the seed, make the picture with and without it, and compare the two with {0}. After a run on this computer a sign tells whether it took effect.</source>
        <translation>Den Seed festhalten, das Bild mit und ohne machen und beide mit {0} vergleichen. Nach einem Lauf auf diesem Computer sagt ein Zeichen, ob es gewirkt hat.</translation>
    </message>
    <message>
        <source>Many listen to a word that has to stand in the prompt. It is offered below the prompt; one click puts it in.</source>
        <translation>Viele hören auf ein Wort, das im Prompt stehen muss. Es wird unter dem Prompt angeboten; ein Klick setzt es ein.</translation>
    </message>
    <message>
        <source>No file is ever overwritten. What you delete goes to the trash of your system, and {0} brings it back.</source>
        <translation>Keine Datei wird je überschrieben. Was gelöscht wird, kommt in den Papierkorb des Systems, und {0} bringt es zurück.</translation>
    </message>
    <message>
        <source>Not quite right?</source>
        <translation>Noch nicht ganz richtig?</translation>
    </message>
    <message>
        <source>Nothing is lost</source>
        <translation>Nichts geht verloren</translation>
    </message>
    <message>
        <source>Open Settings &gt; About</source>
        <translation>Einstellungen &gt; Über öffnen</translation>
    </message>
    <message>
        <source>Open Settings &gt; Files and look</source>
        <translation>Einstellungen &gt; Dateien und Aussehen öffnen</translation>
    </message>
    <message>
        <source>Open Settings &gt; LoRAs</source>
        <translation>Einstellungen &gt; LoRAs öffnen</translation>
    </message>
    <message>
        <source>Open Settings &gt; Money</source>
        <translation>Einstellungen &gt; Geld öffnen</translation>
    </message>
    <message>
        <source>Open Settings &gt; Privacy</source>
        <translation>Einstellungen &gt; Datenschutz öffnen</translation>
    </message>
    <message>
        <source>Open Settings &gt; Services</source>
        <translation>Einstellungen &gt; Dienste öffnen</translation>
    </message>
    <message>
        <source>Open Settings &gt; This computer</source>
        <translation>Einstellungen &gt; Dieser Computer öffnen</translation>
    </message>
    <message>
        <source>Open the pictures folder</source>
        <translation>Bilderordner öffnen</translation>
    </message>
    <message>
        <source>Practice</source>
        <translation>Übung</translation>
    </message>
    <message>
        <source>Press Generate, or {0}. The price is on the button before you click; with the practice backend it is free. You can go on working and start more.</source>
        <translation>Erzeugen drücken, oder {0}. Der Preis steht vor dem Klick auf dem Knopf; mit dem Übungs-Backend kostet es nichts. Währenddessen lässt sich weiterarbeiten und mehr starten.</translation>
    </message>
    <message>
        <source>Prompt, seed, model and LoRAs are written into each file. Drop one onto the prompt and it can be made again, years later and on another computer. To pass a picture on without it, hold Alt while you drag it from the stage.</source>
        <translation>Prompt, Seed, Modell und LoRAs stehen in jeder Datei. Eine auf den Prompt ziehen, und sie lässt sich wieder machen, Jahre später und auf einem anderen Computer. Um ein Bild ohne Rezept weiterzugeben, beim Ziehen von der Bühne Alt gedrückt halten.</translation>
    </message>
    <message>
        <source>Show all keys</source>
        <translation>Alle Tasten zeigen</translation>
    </message>
    <message>
        <source>Start at 1.0 and change one at a time. Below 0.5 it only hints; far above 1.0 pictures get harsh and fall apart. Three strong ones spoil each other: then lower them, or leave one out.</source>
        <translation>Bei 1,0 anfangen und immer nur eines ändern. Unter 0,5 deutet es nur an; weit über 1,0 werden Bilder hart und zerfallen. Drei starke stören sich gegenseitig: dann senken oder eines weglassen.</translation>
    </message>
    <message>
        <source>The model runs on your own graphics card: no cost, no network, and nobody else sees anything. Engine and model are downloaded once, from Settings &gt; This computer, which says before how large they are and what fits your card.</source>
        <translation>Das Modell läuft auf der eigenen Grafikkarte: keine Kosten, kein Netz, und niemand sonst sieht etwas. Engine und Modell werden einmal heruntergeladen, in Einstellungen &gt; Dieser Computer; dort steht vorher, wie groß sie sind und was zur Karte passt.</translation>
    </message>
    <message>
        <source>The recipe is in the picture</source>
        <translation>Das Rezept steckt im Bild</translation>
    </message>
    <message>
        <source>The same form works with all of them; choose at its top. Everything you make comes to this computer and into the one history, wherever it was made.</source>
        <translation>Dasselbe Formular arbeitet mit allen; oben darin wird gewählt. Alles, was entsteht, kommt auf diesen Computer und in den einen Verlauf, wo auch immer es gemacht wurde.</translation>
    </message>
    <message>
        <source>This computer</source>
        <translation>Dieser Computer</translation>
    </message>
    <message>
        <source>This computer sends words and pictures to a service and gets a picture back.</source>
        <translation>Dieser Computer sendet Worte und Bilder an einen Dienst und bekommt ein Bild zurück.</translation>
    </message>
    <message>
        <source>To look around: practice. Without a strong graphics card: a hosted service. For many pictures, or for what nobody else may see: this computer.</source>
        <translation>Zum Umsehen: Üben. Ohne starke Grafikkarte: ein Online-Dienst. Für viele Bilder, oder für das, was niemand sonst sehen darf: dieser Computer.</translation>
    </message>
    <message>
        <source>Use it</source>
        <translation>Verwenden</translation>
    </message>
    <message>
        <source>Where my files are</source>
        <translation>Wo die Dateien sind</translation>
    </message>
    <message>
        <source>Which one?</source>
        <translation>Welches?</translation>
    </message>
    <message>
        <source>Write it as you would tell a colleague: what is to be seen, what changes, what stays. “Paint image 1 as a loose ink drawing, keep the ridge line.”</source>
        <translation>Schreiben, wie man es einer Kollegin sagt: was zu sehen ist, was sich ändert, was bleibt. „Male Bild 1 als lockere Tuschezeichnung, behalte die Kammlinie.“</translation>
    </message>
    <message>
        <source>Your first picture</source>
        <translation>Das erste Bild</translation>
    </message>
    <message>
        <source>{0} changes between the whole picture and every pixel, {1} held down shows what it was made from. {2} picks it, 1 to 5 give stars. Everything you ever made is in the history, with all that is needed to make it again.</source>
        <translation>{0} wechselt zwischen dem ganzen Bild und jedem Pixel, {1} gehalten zeigt, woraus es entstand. {2} nimmt es an, 1 bis 5 geben Sterne. Alles, was je entstand, ist im Verlauf, mit allem, um es wieder zu machen.</translation>
    </message>
</context>
<context>
    <name>history_work</name>
    <message numerus="yes">
        <source>%Ln picture(s)</source>
        <translation><numerusform>%Ln Bild</numerusform><numerusform>%Ln Bilder</numerusform></translation>
    </message>
    <message>
        <source>Albums that came back</source>
        <translation>Alben, die zurückkamen</translation>
    </message>
    <message>
        <source>All is in order.</source>
        <translation>Alles ist in Ordnung.</translation>
    </message>
    <message>
        <source>Looked at</source>
        <translation>Angesehen</translation>
    </message>
    <message>
        <source>New in the history</source>
        <translation>Neu im Verlauf</translation>
    </message>
    <message>
        <source>There already</source>
        <translation>Schon da</translation>
    </message>
    <message>
        <source>There are no pictures.</source>
        <translation>Es gibt keine Bilder.</translation>
    </message>
    <message>
        <source>With marks beside them</source>
        <translation>Mit Markierungen daneben</translation>
    </message>
    <message>
        <source>Without a recipe, or not to be read</source>
        <translation>Ohne Rezept, oder nicht lesbar</translation>
    </message>
    <message>
        <source>put right</source>
        <translation>gerichtet</translation>
    </message>
    <message>
        <source>{0} left</source>
        <translation>noch {0}</translation>
    </message>
</context>
<context>
    <name>icons</name>
    <message>
        <source>Clear</source>
        <translation>Leeren</translation>
    </message>
</context>
<context>
    <name>import_model</name>
    <message>
        <source>Base</source>
        <translation>Basis</translation>
    </message>
    <message>
        <source>Being written</source>
        <translation>Wird geschrieben</translation>
    </message>
    <message>
        <source>Duplicate</source>
        <translation>Doppelt</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>Known</source>
        <translation>Bekannt</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>New</source>
        <translation>Neu</translation>
    </message>
    <message>
        <source>Not a LoRA</source>
        <translation>Kein LoRA</translation>
    </message>
    <message>
        <source>Other base</source>
        <translation>Andere Basis</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Trigger words: {0}</source>
        <translation>Triggerwörter: {0}</translation>
    </message>
</context>
<context>
    <name>job_details</name>
    <message>
        <source>Job {0}</source>
        <translation>Auftrag {0}</translation>
    </message>
    <message>
        <source>Nothing left this computer.</source>
        <translation>Nichts hat diesen Computer verlassen.</translation>
    </message>
    <message>
        <source>Request {0}</source>
        <translation>Anfrage {0}</translation>
    </message>
    <message>
        <source>Seed {0}, {1}</source>
        <translation>Seed {0}, {1}</translation>
    </message>
    <message>
        <source>Sent to:</source>
        <translation>Gesendet an:</translation>
    </message>
    <message>
        <source>Service {0}, model {1}</source>
        <translation>Dienst {0}, Modell {1}</translation>
    </message>
    <message>
        <source>State {0}</source>
        <translation>Zustand {0}</translation>
    </message>
</context>
<context>
    <name>job_menu</name>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Cancel all but this one</source>
        <translation>Alle außer diesem abbrechen</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>Einzelheiten</translation>
    </message>
    <message>
        <source>Move down</source>
        <translation>Nach unten</translation>
    </message>
    <message>
        <source>Move up</source>
        <translation>Nach oben</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Run next</source>
        <translation>Als Nächstes ausführen</translation>
    </message>
    <message>
        <source>Show the picture</source>
        <translation>Bild zeigen</translation>
    </message>
    <message>
        <source>Take the row away</source>
        <translation>Zeile entfernen</translation>
    </message>
</context>
<context>
    <name>label_signs</name>
    <message>
        <source>Blue</source>
        <translation>Blau</translation>
    </message>
    <message>
        <source>Green</source>
        <translation>Grün</translation>
    </message>
    <message>
        <source>None</source>
        <translation>Keine</translation>
    </message>
    <message>
        <source>Purple</source>
        <translation>Violett</translation>
    </message>
    <message>
        <source>Red</source>
        <translation>Rot</translation>
    </message>
    <message>
        <source>Yellow</source>
        <translation>Gelb</translation>
    </message>
</context>
<context>
    <name>lora_facts</name>
    <message>
        <source>Copy {0}</source>
        <translation>{0} kopieren</translation>
    </message>
</context>
<context>
    <name>lora_missing</name>
    <message>
        <source>All files</source>
        <translation>Alle Dateien</translation>
    </message>
    <message>
        <source>Where is “{0}” now?</source>
        <translation>Wo ist „{0}“ jetzt?</translation>
    </message>
</context>
<context>
    <name>lora_sets</name>
    <message>
        <source>Its files are missing, or made for another model.</source>
        <translation>Die Dateien fehlen, oder sie sind für ein anderes Modell gemacht.</translation>
    </message>
    <message>
        <source>No LoRA of “{0}” can be used now.</source>
        <translation>Kein LoRA von „{0}“ kann jetzt verwendet werden.</translation>
    </message>
</context>
<context>
    <name>lora_work</name>
    <message>
        <source>Another model</source>
        <translation>Ein anderes Modell</translation>
    </message>
    <message>
        <source>Asking for the file…</source>
        <translation>Datei wird angefragt…</translation>
    </message>
    <message>
        <source>Checking the file…</source>
        <translation>Datei wird geprüft…</translation>
    </message>
    <message>
        <source>the site is busy, trying again</source>
        <translation>die Seite ist beschäftigt, neuer Versuch</translation>
    </message>
    <message>
        <source>{0} left</source>
        <translation>noch {0}</translation>
    </message>
    <message>
        <source>{0} of {1}</source>
        <translation>{0} von {1}</translation>
    </message>
    <message>
        <source>{0}/s</source>
        <translation>{0}/s</translation>
    </message>
</context>
<context>
    <name>model_list</name>
    <message>
        <source>Choose the folder or file of the model</source>
        <translation>Ordner oder Datei des Modells wählen</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>Modelle</translation>
    </message>
</context>
<context>
    <name>move_model</name>
    <message>
        <source>A link</source>
        <translation>Ein Link</translation>
    </message>
    <message>
        <source>Another disk</source>
        <translation>Anderes Laufwerk</translation>
    </message>
    <message>
        <source>Another folder</source>
        <translation>Anderer Ordner</translation>
    </message>
    <message>
        <source>From</source>
        <translation>Von</translation>
    </message>
    <message>
        <source>In place</source>
        <translation>Am Platz</translation>
    </message>
    <message>
        <source>In use</source>
        <translation>Im Einsatz</translation>
    </message>
    <message>
        <source>Missing</source>
        <translation>Fehlt</translation>
    </message>
    <message>
        <source>Moves</source>
        <translation>Verschiebt sich</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Name is taken</source>
        <translation>Name vergeben</translation>
    </message>
    <message>
        <source>Read-only</source>
        <translation>Nur lesbar</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>To</source>
        <translation>Nach</translation>
    </message>
    <message>
        <source>{0}, with {1} beside it</source>
        <translation>{0}, mit {1} daneben</translation>
    </message>
</context>
<context>
    <name>name_question</name>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
</context>
<context>
    <name>picture_menu</name>
    <message>
        <source>Albums</source>
        <translation>Alben</translation>
    </message>
    <message>
        <source>Colour label</source>
        <translation>Farbmarkierung</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>Vergleich</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Löschen</translation>
    </message>
    <message>
        <source>Delete %1</source>
        <translation>%1 löschen</translation>
    </message>
    <message>
        <source>Make again</source>
        <translation>Noch einmal erzeugen</translation>
    </message>
    <message>
        <source>Neither</source>
        <translation>Weder noch</translation>
    </message>
    <message>
        <source>No stars</source>
        <translation>Keine Sterne</translation>
    </message>
    <message>
        <source>Open in another program</source>
        <translation>In einem anderen Programm öffnen</translation>
    </message>
    <message>
        <source>Pick</source>
        <translation>Annehmen</translation>
    </message>
    <message>
        <source>Pick or reject</source>
        <translation>Annehmen oder ablehnen</translation>
    </message>
    <message>
        <source>Rate</source>
        <translation>Bewerten</translation>
    </message>
    <message>
        <source>Reject</source>
        <translation>Ablehnen</translation>
    </message>
    <message>
        <source>Show in folder</source>
        <translation>Im Ordner zeigen</translation>
    </message>
    <message>
        <source>Show on the stage</source>
        <translation>Auf der Bühne zeigen</translation>
    </message>
    <message>
        <source>Tags…</source>
        <translation>Stichwörter…</translation>
    </message>
    <message>
        <source>Use as reference</source>
        <translation>Als Referenz</translation>
    </message>
    <message>
        <source>Use parts of the recipe…</source>
        <translation>Teile des Rezepts nutzen…</translation>
    </message>
    <message>
        <source>Use this recipe</source>
        <translation>Rezept nutzen</translation>
    </message>
    <message>
        <source>Use this recipe with its seed</source>
        <translation>Rezept mit seinem Seed nutzen</translation>
    </message>
</context>
<context>
    <name>presets_dialog</name>
    <message>
        <source>Export presets</source>
        <translation>Vorgaben exportieren</translation>
    </message>
    <message>
        <source>Import presets</source>
        <translation>Vorgaben importieren</translation>
    </message>
    <message>
        <source>Presets ({0})</source>
        <translation>Vorgaben ({0})</translation>
    </message>
</context>
<context>
    <name>receipt_words</name>
    <message>
        <source>the prompt</source>
        <translation>der Prompt</translation>
    </message>
    <message>
        <source>{0} is told to delete its copy after saving. It obeys a key with admin rights.</source>
        <translation>{0} soll seine Kopie nach dem Speichern löschen. Es gehorcht einem Schlüssel mit Admin-Rechten.</translation>
    </message>
    <message>
        <source>{0} keeps its copy as long as it likes.</source>
        <translation>{0} behält seine Kopie, solange es mag.</translation>
    </message>
    <message>
        <source>{0} was told to store nothing.</source>
        <translation>{0} sollte nichts speichern.</translation>
    </message>
    <message>
        <source>{0}, as a link</source>
        <translation>{0}, als Link</translation>
    </message>
    <message>
        <source>{0}, as upload</source>
        <translation>{0}, als Upload</translation>
    </message>
    <message>
        <source>{0}, inside the request</source>
        <translation>{0}, in der Anfrage</translation>
    </message>
    <message>
        <source>{0}, until {1}</source>
        <translation>{0}, bis {1}</translation>
    </message>
</context>
<context>
    <name>recipe_table</name>
    <message>
        <source>%1: the prompt</source>
        <translation>%1: der Prompt</translation>
    </message>
    <message numerus="yes">
        <source>%1: the prompt and %n picture(s)</source>
        <translation><numerusform>%1: der Prompt und %n Bild</numerusform><numerusform>%1: der Prompt und %n Bilder</numerusform></translation>
    </message>
    <message>
        <source>Acceleration</source>
        <translation>Beschleunigung</translation>
    </message>
    <message>
        <source>As the model expanded it</source>
        <translation>Wie das Modell ihn erweiterte</translation>
    </message>
    <message>
        <source>As the service rewrote it</source>
        <translation>Wie der Dienst ihn umschrieb</translation>
    </message>
    <message>
        <source>Avoided</source>
        <translation>Vermieden</translation>
    </message>
    <message>
        <source>Cost</source>
        <translation>Kosten</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>Guidance</source>
        <translation>Guidance</translation>
    </message>
    <message>
        <source>High</source>
        <translation>Hoch</translation>
    </message>
    <message>
        <source>LoRAs</source>
        <translation>LoRAs</translation>
    </message>
    <message>
        <source>Made</source>
        <translation>Entstanden</translation>
    </message>
    <message>
        <source>Made with</source>
        <translation>Entstanden mit</translation>
    </message>
    <message>
        <source>Mask</source>
        <translation>Maske</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>None</source>
        <translation>Keine</translation>
    </message>
    <message>
        <source>Prompt as sent</source>
        <translation>Prompt wie gesendet</translation>
    </message>
    <message>
        <source>References</source>
        <translation>Referenzen</translation>
    </message>
    <message>
        <source>Regular</source>
        <translation>Normal</translation>
    </message>
    <message>
        <source>Request</source>
        <translation>Anfrage</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>Seed</translation>
    </message>
    <message>
        <source>Sent to</source>
        <translation>Gesendet an</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>Schritte</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>on {0}, strength {1}</source>
        <translation>auf {0}, Stärke {1}</translation>
    </message>
    <message>
        <source>{0} (large)</source>
        <translation>{0} (groß)</translation>
    </message>
    <message>
        <source>{0}, cropped to {1}</source>
        <translation>{0}, zugeschnitten auf {1}</translation>
    </message>
</context>
<context>
    <name>settings_loras</name>
    <message>
        <source>Choose a backup</source>
        <translation>Sicherung wählen</translation>
    </message>
    <message>
        <source>Export the LoRAs</source>
        <translation>LoRAs exportieren</translation>
    </message>
</context>
<context>
    <name>stage_ground</name>
    <message>
        <source>As the theme</source>
        <translation>Wie das Erscheinungsbild</translation>
    </message>
    <message>
        <source>Black</source>
        <translation>Schwarz</translation>
    </message>
    <message>
        <source>Dark grey</source>
        <translation>Dunkelgrau</translation>
    </message>
    <message>
        <source>Light grey</source>
        <translation>Hellgrau</translation>
    </message>
    <message>
        <source>Middle grey</source>
        <translation>Mittelgrau</translation>
    </message>
    <message>
        <source>White</source>
        <translation>Weiß</translation>
    </message>
</context>
<context>
    <name>stage_menu</name>
    <message>
        <source>Around the picture</source>
        <translation>Um das Bild</translation>
    </message>
</context>
<context>
    <name>trouble_dialog</name>
    <message>
        <source>Choose another folder</source>
        <translation>Anderen Ordner wählen</translation>
    </message>
</context>
<context>
    <name>undo</name>
    <message>
        <source>LoRAs in use</source>
        <translation>LoRAs im Einsatz</translation>
    </message>
    <message>
        <source>acceleration</source>
        <translation>Beschleunigung</translation>
    </message>
    <message>
        <source>add “{0}”</source>
        <translation>„{0}“ hinzufügen</translation>
    </message>
    <message>
        <source>file format</source>
        <translation>Dateiformat</translation>
    </message>
    <message>
        <source>guidance</source>
        <translation>Guidance</translation>
    </message>
    <message>
        <source>model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>number of pictures</source>
        <translation>Anzahl der Bilder</translation>
    </message>
    <message>
        <source>prompt</source>
        <translation>Prompt</translation>
    </message>
    <message>
        <source>prompt expansion</source>
        <translation>Prompt-Erweiterung</translation>
    </message>
    <message>
        <source>reference added</source>
        <translation>Referenz hinzugefügt</translation>
    </message>
    <message>
        <source>reference cleared</source>
        <translation>Referenz geleert</translation>
    </message>
    <message>
        <source>references</source>
        <translation>Referenzen</translation>
    </message>
    <message>
        <source>remove “{0}”</source>
        <translation>„{0}“ entfernen</translation>
    </message>
    <message>
        <source>safety checker</source>
        <translation>Sicherheitsfilter</translation>
    </message>
    <message>
        <source>safety tolerance</source>
        <translation>Toleranz des Filters</translation>
    </message>
    <message>
        <source>seed</source>
        <translation>Seed</translation>
    </message>
    <message>
        <source>size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>size of the reference</source>
        <translation>Größe der Referenz</translation>
    </message>
    <message>
        <source>steps</source>
        <translation>Schritte</translation>
    </message>
    <message>
        <source>strength of the change</source>
        <translation>Stärke der Änderung</translation>
    </message>
    <message>
        <source>strength of “{0}”</source>
        <translation>Stärke von „{0}“</translation>
    </message>
    <message>
        <source>the form</source>
        <translation>das Formular</translation>
    </message>
    <message>
        <source>what to avoid</source>
        <translation>was zu vermeiden ist</translation>
    </message>
</context>
<context>
    <name>words</name>
    <message>
        <source>$%1</source>
        <translation>%1 $</translation>
    </message>
    <message>
        <source>%1 min %2 s</source>
        <translation>%1 Min. %2 s</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>Heute</translation>
    </message>
    <message>
        <source>Yesterday</source>
        <translation>Gestern</translation>
    </message>
    <message>
        <source>“%1”</source>
        <translation>„%1“</translation>
    </message>
</context>
</TS>
