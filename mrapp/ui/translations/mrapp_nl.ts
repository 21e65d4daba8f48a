<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="nl" sourcelanguage="en">
<context>
    <name>AboutPage</name>
    <message>
        <source>What is your opinion about?</source>
        <translation>Waar gaat uw mening over?</translation>
    </message>
    <message>
        <source>How do you feel about it?</source>
        <translation>Wat vindt u ervan?</translation>
    </message>
</context>
<context>
    <name>AddFileDialog</name>
    <message>
        <source>Add a file</source>
        <translation>Bestand toevoegen</translation>
    </message>
    <message>
        <source>Choose</source>
        <translation>Kiezen</translation>
    </message>
    <message>
        <source>To the city as it is now</source>
        <translation>Aan de stad zoals die nu is</translation>
    </message>
    <message>
        <source>To the variant %1</source>
        <translation>Aan de variant %1</translation>
    </message>
    <message>
        <source>To a new variant</source>
        <translation>Aan een nieuwe variant</translation>
    </message>
    <message>
        <source>What to add it to</source>
        <translation>Waaraan toevoegen</translation>
    </message>
    <message>
        <source>Name of the new variant</source>
        <translation>Naam van de nieuwe variant</translation>
    </message>
    <message>
        <source>Add the file</source>
        <translation>Bestand toevoegen</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Annuleren</translation>
    </message>
    <message>
        <source>Choose a file that is there.</source>
        <translation>Kies een bestand dat bestaat.</translation>
    </message>
</context>
<context>
    <name>AnswerArea</name>
    <message>
        <source>No answer</source>
        <translation>Geen antwoord</translation>
    </message>
    <message>
        <source>%1 (unclear)</source>
        <translation>%1 (onduidelijk)</translation>
    </message>
    <message>
        <source>Choose</source>
        <translation>Kies</translation>
    </message>
    <message>
        <source>Place %1</source>
        <translation>Plaats %1</translation>
    </message>
    <message>
        <source>What it says</source>
        <translation>Wat er staat</translation>
    </message>
    <message>
        <source>Click the place on the picture of the map.</source>
        <translation>Klik de plek aan op het plaatje van de kaart.</translation>
    </message>
</context>
<context>
    <name>ArWindow</name>
    <message>
        <source>Camera: the plan on a tile</source>
        <translation>Camera: het plan op een tegel</translation>
    </message>
    <message>
        <source>Pictures from</source>
        <translation>Beelden van</translation>
    </message>
    <message>
        <source>How large</source>
        <translation>Hoe groot</translation>
    </message>
    <message>
        <source>What is shown</source>
        <translation>Wat u ziet</translation>
    </message>
    <message>
        <source>Time of day</source>
        <translation>Tijd van de dag</translation>
    </message>
    <message>
        <source>Switch off</source>
        <translation>Uitzetten</translation>
    </message>
    <message>
        <source>Full screen (F11)</source>
        <translation>Volledig scherm (F11)</translation>
    </message>
    <message>
        <source>Leave the full screen (Esc)</source>
        <translation>Volledig scherm uit (Esc)</translation>
    </message>
    <message>
        <source>May the camera be switched on?</source>
        <translation>Mag de camera aan?</translation>
    </message>
    <message>
        <source>Its picture is shown in this window and nowhere else. Nothing of it is stored or sent. A red lamp in the picture burns as long as the camera is on, and you can switch it off at any time.</source>
        <translation>Het beeld is alleen in dit venster te zien. De beelden worden niet bewaard en niet verstuurd. In het beeld brandt een rode lamp zolang de camera aan is, en u kunt hem altijd uitzetten.</translation>
    </message>
    <message>
        <source>Yes, switch the camera on</source>
        <translation>Ja, zet de camera aan</translation>
    </message>
    <message>
        <source>No</source>
        <translation>Nee</translation>
    </message>
    <message>
        <source>Choose a calibration…</source>
        <translation>IJking kiezen…</translation>
    </message>
    <message>
        <source>A calibration tells the lens of this camera: print a board (mrapp tile board), take a dozen pictures of it with this camera, and make a file of them (mrapp tile calibrate).</source>
        <translation>Een ijking zegt hoe de lens van deze camera is: druk een bord af (mrapp tile board), maak er met deze camera twaalf foto’s van, en maak daar een bestand van (mrapp tile calibrate).</translation>
    </message>
    <message>
        <source>Use no calibration</source>
        <translation>Geen ijking gebruiken</translation>
    </message>
    <message>
        <source>As a model on the tile</source>
        <translation>Als maquette op de tegel</translation>
    </message>
    <message>
        <source>At full size, where it will stand</source>
        <translation>Op ware grootte, waar het komt</translation>
    </message>
    <message>
        <source>Camera %1</source>
        <translation>Camera %1</translation>
    </message>
    <message>
        <source>Camera (none found)</source>
        <translation>Camera (geen gevonden)</translation>
    </message>
    <message>
        <source>A video…</source>
        <translation>Een video…</translation>
    </message>
    <message>
        <source>A folder of pictures…</source>
        <translation>Een map met foto&apos;s…</translation>
    </message>
    <message>
        <source>Switch the camera on</source>
        <translation>Camera aanzetten</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>Tonen</translation>
    </message>
</context>
<context>
    <name>Arranging</name>
    <message>
        <source>Save a picture</source>
        <translation>Afbeelding bewaren</translation>
    </message>
    <message>
        <source>Picture (*.png)</source>
        <translation>Afbeelding (*.png)</translation>
    </message>
</context>
<context>
    <name>Aside</name>
    <message>
        <source>Click the place. Or turn until the place is in the ring, and choose the button.</source>
        <translation>Klik de plek aan. Of draai tot de plek in de ring staat, en kies de knop.</translation>
    </message>
    <message>
        <source>Back to the question</source>
        <translation>Terug naar de vraag</translation>
    </message>
</context>
<context>
    <name>AskCameraPage</name>
    <message>
        <source>May the camera be switched on?</source>
        <translation>Mag de camera aan?</translation>
    </message>
    <message>
        <source>Then you see the plan as a model on a tile, or on a sheet with a tile on it, that you hold before the camera or that lies on the table.</source>
        <translation>Dan ziet u het plan als maquette op een tegel, of op een vel papier met een tegel erop, dat u voor de camera houdt of dat op tafel ligt.</translation>
    </message>
    <message>
        <source>The camera&apos;s picture is shown on this screen and nowhere else. Nothing of it is stored or sent. A red lamp burns on the screen as long as the camera is on. It goes off when you go back or walk away.</source>
        <translation>Het beeld van de camera is alleen op dit scherm te zien. Er wordt niets van bewaard of verstuurd. Zolang de camera aan is, brandt er een rode lamp op het scherm. Gaat u terug of loopt u weg, dan gaat de camera uit.</translation>
    </message>
    <message>
        <source>No, go back</source>
        <translation>Nee, ga terug</translation>
    </message>
    <message>
        <source>Yes, switch the camera on</source>
        <translation>Ja, zet de camera aan</translation>
    </message>
</context>
<context>
    <name>AskPassphraseDialog</name>
    <message>
        <source>Passphrase of the file</source>
        <translation>Wachtwoord van het bestand</translation>
    </message>
    <message>
        <source>Passphrase of %1</source>
        <translation>Wachtwoord van %1</translation>
    </message>
    <message>
        <source>Show what I type</source>
        <translation>Toon wat ik typ</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Annuleren</translation>
    </message>
    <message>
        <source>Read</source>
        <translation>Inlezen</translation>
    </message>
    <message>
        <source>Type the passphrase.</source>
        <translation>Typ het wachtwoord.</translation>
    </message>
</context>
<context>
    <name>AttractPage</name>
    <message>
        <source>For staff: choose a PIN</source>
        <translation>Voor medewerkers: kies een pincode</translation>
    </message>
</context>
<context>
    <name>Bar</name>
    <message>
        <source>Larger text</source>
        <translation>Grotere tekst</translation>
    </message>
    <message>
        <source>More contrast</source>
        <translation>Meer contrast</translation>
    </message>
    <message>
        <source>Read aloud</source>
        <translation>Voorlezen</translation>
    </message>
    <message>
        <source>Lower</source>
        <translation>Lager</translation>
    </message>
    <message>
        <source>Less movement</source>
        <translation>Minder beweging</translation>
    </message>
    <message>
        <source>Stop and erase</source>
        <translation>Stoppen en wissen</translation>
    </message>
</context>
<context>
    <name>ChartCard</name>
    <message>
        <source>Answer</source>
        <translation>Antwoord</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>Aantal</translation>
    </message>
    <message numerus="yes">
        <source>Show all %n</source>
        <translation>
            <numerusform>Toon de %n</numerusform>
            <numerusform>Toon alle %n</numerusform>
        </translation>
    </message>
    <message>
        <source>Read them in the list</source>
        <translation>Lees ze in de lijst</translation>
    </message>
    <message>
        <source>Show all places on the map</source>
        <translation>Toon alle plekken op de kaart</translation>
    </message>
    <message>
        <source>%1 (the pins are the places that people pointed out)</source>
        <translation>%1 (de pins zijn de plekken die mensen aanwezen)</translation>
    </message>
</context>
<context>
    <name>ChoicesForm</name>
    <message>
        <source>Choices</source>
        <translation>Keuzes</translation>
    </message>
    <message>
        <source>Neighbourhoods</source>
        <translation>Buurten</translation>
    </message>
    <message>
        <source>New choice</source>
        <translation>Nieuwe keuze</translation>
    </message>
    <message>
        <source>Add a choice</source>
        <translation>Keuze toevoegen</translation>
    </message>
    <message>
        <source>Use ready-made ages</source>
        <translation>Leeftijden die klaar staan gebruiken</translation>
    </message>
    <message>
        <source>Take neighbourhoods from a file…</source>
        <translation>Buurten uit een bestand halen…</translation>
    </message>
    <message>
        <source>“I would rather not say” is always there; you need not add it.</source>
        <translation>‘Dat zeg ik liever niet’ staat er altijd bij; dat hoeft u niet toe te voegen.</translation>
    </message>
    <message>
        <source>Neighbourhoods: %1.</source>
        <translation>Buurten: %1.</translation>
    </message>
    <message>
        <source>Choice %1</source>
        <translation>Keuze %1</translation>
    </message>
    <message>
        <source>%1: move up</source>
        <translation>%1: omhoog</translation>
    </message>
    <message>
        <source>%1: move down</source>
        <translation>%1: omlaag</translation>
    </message>
    <message>
        <source>%1: remove</source>
        <translation>%1: verwijderen</translation>
    </message>
</context>
<context>
    <name>CodeDialog</name>
    <message>
        <source>With my code</source>
        <translation>Met mijn code</translation>
    </message>
    <message>
        <source>The code on your receipt</source>
        <translation>De code op uw bon</translation>
    </message>
    <message>
        <source>What you said</source>
        <translation>Wat u hebt gezegd</translation>
    </message>
    <message>
        <source>Do you want to add something?</source>
        <translation>Wilt u iets toevoegen?</translation>
    </message>
    <message>
        <source>Find my opinion</source>
        <translation>Zoek mijn mening</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>Toevoegen</translation>
    </message>
    <message>
        <source>Withdraw my opinion</source>
        <translation>Mijn mening intrekken</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Sluiten</translation>
    </message>
    <message>
        <source>Your opinion is erased here. That cannot be undone.</source>
        <translation>Uw mening wordt hier gewist. Dat kan niet ongedaan worden gemaakt.</translation>
    </message>
    <message>
        <source>Do you want to withdraw it?</source>
        <translation>Wilt u uw mening intrekken?</translation>
    </message>
    <message>
        <source>Withdraw</source>
        <translation>Intrekken</translation>
    </message>
    <message>
        <source>Keep it</source>
        <translation>Laten staan</translation>
    </message>
</context>
<context>
    <name>CodeField</name>
    <message>
        <source>Erase one sign</source>
        <translation>Eén teken wissen</translation>
    </message>
</context>
<context>
    <name>CodePage</name>
    <message>
        <source>Give the code of your receipt</source>
        <translation>Geef de code van uw bon</translation>
    </message>
    <message>
        <source>The code on your receipt</source>
        <translation>De code op uw bon</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Terug</translation>
    </message>
    <message>
        <source>Find my opinion</source>
        <translation>Zoek mijn mening</translation>
    </message>
    <message>
        <source>That is not possible now. Try again later: we go on trying.</source>
        <translation>Dat lukt nu niet. Probeer het later nog eens: wij blijven het proberen.</translation>
    </message>
    <message>
        <source>Too many codes that nobody has. Try again in %1 seconds.</source>
        <translation>Te vaak een code die niet bestaat. Probeer het over %1 seconden opnieuw.</translation>
    </message>
</context>
<context>
    <name>CountdownSheet</name>
    <message>
        <source>Are you still there?</source>
        <translation>Bent u er nog?</translation>
    </message>
    <message>
        <source>Then everything that is not kept yet is erased.</source>
        <translation>Daarna wordt alles gewist wat nog niet is bewaard.</translation>
    </message>
    <message>
        <source>I am still here</source>
        <translation>Ik ben er nog</translation>
    </message>
    <message>
        <source>Stop and erase</source>
        <translation>Stoppen en wissen</translation>
    </message>
    <message>
        <source>%1 seconds</source>
        <translation>%1 seconden</translation>
    </message>
</context>
<context>
    <name>DeedDialog</name>
    <message>
        <source>The tile was printed elsewhere</source>
        <translation>De tegel is elders gedrukt</translation>
    </message>
    <message>
        <source>The tile was placed</source>
        <translation>De tegel is geplaatst</translation>
    </message>
    <message>
        <source>The tile was inspected</source>
        <translation>De tegel is nagekeken</translation>
    </message>
    <message>
        <source>The tile is damaged</source>
        <translation>De tegel is beschadigd</translation>
    </message>
    <message>
        <source>The tile was repaired</source>
        <translation>De tegel is hersteld</translation>
    </message>
    <message>
        <source>The tile was removed</source>
        <translation>De tegel is weggehaald</translation>
    </message>
    <message>
        <source>For a tile that was printed or ordered without this program&apos;s Print. From now on its code does not change, and it can no longer be deleted.</source>
        <translation>Voor een tegel die gedrukt of besteld is zonder Drukken in dit programma. Vanaf nu verandert zijn code niet meer, en kan hij niet meer worden gewist.</translation>
    </message>
    <message>
        <source>A photo from straight above shows that the right tile lies there, and how well it can be read. Where and when it was taken is left out of what is kept.</source>
        <translation>Een foto van recht boven laat zien dat de goede tegel er ligt, en hoe goed hij te lezen is. Waar en wanneer de foto is gemaakt, wordt niet bewaard.</translation>
    </message>
    <message>
        <source>Photo of the tile (PNG or JPEG)</source>
        <translation>Foto van de tegel (PNG of JPEG)</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Opmerking</translation>
    </message>
    <message>
        <source>By whom</source>
        <translation>Door wie</translation>
    </message>
    <message>
        <source>Choose</source>
        <translation>Kiezen</translation>
    </message>
    <message>
        <source>Its place was measured</source>
        <translation>De plek is ingemeten</translation>
    </message>
    <message>
        <source>RD x (m)</source>
        <translation>RD x (m)</translation>
    </message>
    <message>
        <source>RD y (m)</source>
        <translation>RD y (m)</translation>
    </message>
    <message>
        <source>Height NAP (m)</source>
        <translation>Hoogte NAP (m)</translation>
    </message>
    <message>
        <source>Direction (°)</source>
        <translation>Richting (°)</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>Bewaren</translation>
    </message>
    <message>
        <source>Photos (%1)</source>
        <translation>Foto&apos;s (%1)</translation>
    </message>
</context>
<context>
    <name>Desk</name>
    <message>
        <source>Projects (%1)</source>
        <translation>Projecten (%1)</translation>
    </message>
    <message>
        <source>Open a project</source>
        <translation>Project openen</translation>
    </message>
</context>
<context>
    <name>DetailsForm</name>
    <message>
        <source>Lowest number</source>
        <translation>Laagste cijfer</translation>
    </message>
    <message>
        <source>Highest number</source>
        <translation>Hoogste cijfer</translation>
    </message>
    <message>
        <source>How many choices at most</source>
        <translation>Hoeveel keuzes hoogstens</translation>
    </message>
    <message>
        <source>One variant</source>
        <translation>De ene variant</translation>
    </message>
    <message>
        <source>The other variant</source>
        <translation>De andere variant</translation>
    </message>
    <message>
        <source>“Show me again” leads to</source>
        <translation>‘Laat het nog eens zien’ gaat naar</translation>
    </message>
    <message>
        <source>An answer is needed to go on</source>
        <translation>Een antwoord is nodig om verder te gaan</translation>
    </message>
    <message>
        <source>any number</source>
        <translation>zoveel als men wil</translation>
    </message>
    <message>
        <source>nowhere</source>
        <translation>nergens heen</translation>
    </message>
</context>
<context>
    <name>DrawDialog</name>
    <message>
        <source>Draw on the picture</source>
        <translation>Op de afbeelding tekenen</translation>
    </message>
    <message>
        <source>Eraser</source>
        <translation>Gum</translation>
    </message>
    <message>
        <source>Thin line</source>
        <translation>Dunne lijn</translation>
    </message>
    <message>
        <source>Thick line</source>
        <translation>Dikke lijn</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Ongedaan maken</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>Opnieuw doen</translation>
    </message>
    <message>
        <source>Erase all</source>
        <translation>Alles wissen</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Klaar</translation>
    </message>
    <message>
        <source>Lines on the picture: %1</source>
        <translation>Lijnen op de afbeelding: %1</translation>
    </message>
    <message>
        <source>The picture to draw on</source>
        <translation>De afbeelding om op te tekenen</translation>
    </message>
    <message>
        <source>Draw with the mouse, a finger or a pen. You do not have to: with the keyboard, or if you would rather not draw, words are enough.</source>
        <translation>Teken met de muis, een vinger of een pen. Het hoeft niet: gebruikt u het toetsenbord, of tekent u liever niet? Dan zijn woorden genoeg.</translation>
    </message>
    <message>
        <source>Colour</source>
        <translation>Kleur</translation>
    </message>
    <message>
        <source>Line</source>
        <translation>Lijn</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>Veranderen</translation>
    </message>
</context>
<context>
    <name>DrawPage</name>
    <message>
        <source>Draw on the picture</source>
        <translation>Op de afbeelding tekenen</translation>
    </message>
    <message>
        <source>Draw with your finger, the mouse or a pen. You need not.</source>
        <translation>Teken met uw vinger, de muis of een pen. Het hoeft niet.</translation>
    </message>
    <message>
        <source>Eraser</source>
        <translation>Gum</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Ongedaan maken</translation>
    </message>
    <message>
        <source>Erase all</source>
        <translation>Alles wissen</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Klaar</translation>
    </message>
</context>
<context>
    <name>EnrolDialog</name>
    <message>
        <source>Enrol at a server</source>
        <translation>Aanmelden bij een server</translation>
    </message>
    <message>
        <source>The administrator of the server gives you an address and a code. The code works once. After that, opinions are sent by themselves.</source>
        <translation>De beheerder van de server geeft u een adres en een code. De code werkt één keer. Daarna worden meningen vanzelf verzonden.</translation>
    </message>
    <message>
        <source>Address of the server</source>
        <translation>Adres van de server</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>Code</translation>
    </message>
    <message>
        <source>Name of this machine, for staff (may be empty)</source>
        <translation>Naam van dit apparaat, voor medewerkers (mag leeg blijven)</translation>
    </message>
    <message>
        <source>Enrol</source>
        <translation>Aanmelden</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Annuleren</translation>
    </message>
    <message>
        <source>Fill in the address and the code.</source>
        <translation>Vul het adres en de code in.</translation>
    </message>
</context>
<context>
    <name>ExportDialog</name>
    <message>
        <source>Export opinions</source>
        <translation>Meningen exporteren</translation>
    </message>
    <message>
        <source>For which program?</source>
        <translation>Voor welk programma?</translation>
    </message>
    <message>
        <source>Hide small groups in the answers about people</source>
        <translation>Verberg kleine groepen in de antwoorden over mensen zelf</translation>
    </message>
    <message>
        <source>Age and neighbourhood that fewer than 5 people gave are left out. Read the texts themselves before you publish them: a text can tell who wrote it.</source>
        <translation>Leeftijd en buurt die minder dan 5 mensen gaven, blijven weg. Lees de teksten zelf voor u ze openbaar maakt: uit een tekst kan blijken wie hem schreef.</translation>
    </message>
    <message>
        <source>With spoken notes</source>
        <translation>Met ingesproken berichten</translation>
    </message>
    <message>
        <source>A voice tells who spoke: take them along only where that is needed. Drawings always go along, in a folder beside the file.</source>
        <translation>Aan een stem is te horen wie er sprak: neem ze alleen mee als dat nodig is. Tekeningen gaan altijd mee, in een map naast het bestand.</translation>
    </message>
    <message>
        <source>Choose where and save…</source>
        <translation>Kies waar en bewaar…</translation>
    </message>
    <message numerus="yes">
        <source>Only the %1 of %n opinion(s) that the list shows now</source>
        <translation>
            <numerusform>Alleen de %1 van %n mening die de lijst nu toont</numerusform>
            <numerusform>Alleen de %1 van %n meningen die de lijst nu toont</numerusform>
        </translation>
    </message>
    <message>
        <source>Spreadsheet (XLSX)</source>
        <translation>Rekenblad (XLSX)</translation>
    </message>
    <message>
        <source>Table as text (CSV)</source>
        <translation>Tabel als tekst (CSV)</translation>
    </message>
    <message>
        <source>Map in QGIS or ArcGIS (GeoPackage)</source>
        <translation>Kaart in QGIS of ArcGIS (GeoPackage)</translation>
    </message>
    <message>
        <source>Map on the web (GeoJSON)</source>
        <translation>Kaart op het web (GeoJSON)</translation>
    </message>
    <message>
        <source>Building model (BCF)</source>
        <translation>Bouwmodel (BCF)</translation>
    </message>
    <message>
        <source>Three sheets: the opinions, what each column means, counts.</source>
        <translation>Drie bladen: de meningen, wat elke kolom betekent, en aantallen.</translation>
    </message>
    <message>
        <source>For counting and archives; what columns mean is beside it.</source>
        <translation>Om te tellen en te bewaren; wat de kolommen betekenen staat ernaast.</translation>
    </message>
    <message>
        <source>Places in RD and NAP, with a table of what columns mean.</source>
        <translation>Plekken in RD en NAP, met een tabel van wat de kolommen betekenen.</translation>
    </message>
    <message>
        <source>Places in WGS84; what columns mean is beside it.</source>
        <translation>Plekken in WGS84; wat de kolommen betekenen staat ernaast.</translation>
    </message>
    <message>
        <source>A topic for each opinion, with what was seen and a picture.</source>
        <translation>Een onderwerp per mening, met wat er te zien was en een afbeelding.</translation>
    </message>
</context>
<context>
    <name>Exporting</name>
    <message>
        <source>-opinions</source>
        <comment>end of a file&apos;s name</comment>
        <translation>-meningen</translation>
    </message>
</context>
<context>
    <name>FailedPage</name>
    <message>
        <source>Your opinion is not kept yet.</source>
        <translation>Uw mening is nog niet bewaard.</translation>
    </message>
    <message>
        <source>This takes too long: what keeps the opinions does not answer.</source>
        <translation>Dit duurt te lang: de plek waar meningen worden bewaard, antwoordt niet.</translation>
    </message>
    <message>
        <source>What you said is still here. Try again, or ask somebody who works here. If you leave, we try once more and then erase it.</source>
        <translation>Wat u zei, staat hier nog. Probeer het opnieuw, of vraag iemand die hier werkt. Gaat u weg, dan proberen we het nog één keer. Daarna wissen we het.</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Terug</translation>
    </message>
    <message>
        <source>Stop and erase</source>
        <translation>Stoppen en wissen</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Probeer opnieuw</translation>
    </message>
</context>
<context>
    <name>Filters</name>
    <message>
        <source>Theme</source>
        <translation>Thema</translation>
    </message>
    <message>
        <source>Variant</source>
        <translation>Variant</translation>
    </message>
    <message>
        <source>Given by</source>
        <translation>Gegeven via</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Staat</translation>
    </message>
    <message>
        <source>Event</source>
        <translation>Bijeenkomst</translation>
    </message>
    <message>
        <source>Mood</source>
        <translation>Stemming</translation>
    </message>
    <message>
        <source>Given when</source>
        <translation>Gegeven wanneer</translation>
    </message>
    <message>
        <source>Search for words</source>
        <translation>Zoek op woorden</translation>
    </message>
    <message>
        <source>None</source>
        <translation>Geen</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>Vandaag</translation>
    </message>
    <message>
        <source>Last 7 days</source>
        <translation>Laatste 7 dagen</translation>
    </message>
    <message>
        <source>Last 30 days</source>
        <translation>Laatste 30 dagen</translation>
    </message>
    <message>
        <source>Last year</source>
        <translation>Laatste jaar</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Alle</translation>
    </message>
</context>
<context>
    <name>FindingsList</name>
    <message>
        <source>What stands out: %1</source>
        <translation>Wat opvalt: %1</translation>
    </message>
    <message>
        <source>Nothing stands out.</source>
        <translation>Er valt niets op.</translation>
    </message>
</context>
<context>
    <name>FirstSteps</name>
    <message>
        <source>This is how you look around</source>
        <translation>Zo kijkt u rond</translation>
    </message>
    <message>
        <source>Drag with the left mouse button to turn the city.</source>
        <translation>Sleep met de linkermuisknop om de stad te draaien.</translation>
    </message>
    <message>
        <source>Turn the mouse wheel to come closer.</source>
        <translation>Draai aan het muiswiel om dichterbij te komen.</translation>
    </message>
    <message>
        <source>Click a building to read what it is. Double-click to go there.</source>
        <translation>Klik op een gebouw om te lezen wat het is. Dubbelklik om erheen te gaan.</translation>
    </message>
    <message>
        <source>Walk with the arrow keys. Press F1 for help.</source>
        <translation>Loop met de pijltjestoetsen. Druk op F1 voor hulp.</translation>
    </message>
    <message>
        <source>Got it</source>
        <translation>Begrepen</translation>
    </message>
</context>
<context>
    <name>FormBar</name>
    <message>
        <source>Questionnaire</source>
        <translation>Vragenlijst</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>Versie</translation>
    </message>
    <message>
        <source>New</source>
        <translation>Nieuw</translation>
    </message>
    <message>
        <source>Publish</source>
        <translation>Publiceren</translation>
    </message>
    <message>
        <source>Preview</source>
        <translation>Voorbeeld</translation>
    </message>
    <message>
        <source>More</source>
        <translation>Meer</translation>
    </message>
    <message>
        <source>New questionnaire</source>
        <translation>Nieuwe vragenlijst</translation>
    </message>
    <message>
        <source>Save as a file…</source>
        <translation>Bewaren als bestand…</translation>
    </message>
    <message>
        <source>Take from a file…</source>
        <translation>Uit een bestand halen…</translation>
    </message>
    <message>
        <source>Themes and events…</source>
        <translation>Thema’s en bijeenkomsten…</translation>
    </message>
    <message>
        <source>Remove this version</source>
        <translation>Deze versie verwijderen</translation>
    </message>
    <message>
        <source>Version %1, being written</source>
        <translation>Versie %1, in de maak</translation>
    </message>
    <message>
        <source>Version %1, published on %2</source>
        <translation>Versie %1, gepubliceerd op %2</translation>
    </message>
    <message>
        <source>This is an older version. It can be read, not changed.</source>
        <translation>Dit is een oudere versie. U kunt haar lezen, maar niet veranderen.</translation>
    </message>
    <message>
        <source>This version is in use. What you change becomes version %1.</source>
        <translation>Deze versie is in gebruik. Wat u verandert, wordt versie %1.</translation>
    </message>
</context>
<context>
    <name>FormDesk</name>
    <message>
        <source>The version is removed. Undo brings it back.</source>
        <translation>De versie is verwijderd. Met Ongedaan maken komt zij terug.</translation>
    </message>
    <message>
        <source>Save as a file</source>
        <translation>Bewaren als bestand</translation>
    </message>
    <message>
        <source>Questionnaire (*.json)</source>
        <translation>Vragenlijst (*.json)</translation>
    </message>
    <message>
        <source>Saved in %1.</source>
        <translation>Bewaard in %1.</translation>
    </message>
    <message>
        <source>Take from a file</source>
        <translation>Uit een bestand halen</translation>
    </message>
    <message>
        <source>Map with neighbourhoods (*.geojson *.json)</source>
        <translation>Kaart met buurten (*.geojson *.json)</translation>
    </message>
    <message>
        <source>Take neighbourhoods from a file</source>
        <translation>Buurten uit een bestand halen</translation>
    </message>
    <message>
        <source>Neighbourhoods from the file: %1.</source>
        <translation>Buurten uit het bestand: %1.</translation>
    </message>
    <message>
        <source>Publish</source>
        <translation>Publiceren</translation>
    </message>
    <message>
        <source>Do you want to publish it like this?</source>
        <translation>Wilt u de vragenlijst zo publiceren?</translation>
    </message>
    <message>
        <source>Publish anyway</source>
        <translation>Toch publiceren</translation>
    </message>
    <message>
        <source>Go back</source>
        <translation>Terug</translation>
    </message>
    <message>
        <source>Version %1 is published. Save the project to keep it.</source>
        <translation>Versie %1 is gepubliceerd. Sla het project op om dat te bewaren.</translation>
    </message>
</context>
<context>
    <name>FormPrintDialog</name>
    <message>
        <source>Print forms</source>
        <translation>Formulieren afdrukken</translation>
    </message>
    <message>
        <source>Each form has a number and a receipt of its own. So print as many as you need, at 100 %, and do not photocopy them.</source>
        <translation>Elk formulier heeft een eigen nummer en een eigen bewijs. Druk er dus zo veel af als u nodig hebt, op 100 %, en kopieer ze niet.</translation>
    </message>
    <message>
        <source>How many forms</source>
        <translation>Hoeveel formulieren</translation>
    </message>
    <message>
        <source>Language of the form</source>
        <translation>Taal van het formulier</translation>
    </message>
    <message>
        <source>In large letters (18 points)</source>
        <translation>In grote letters (18 punten)</translation>
    </message>
    <message>
        <source>Save as PDF…</source>
        <translation>Bewaren als PDF…</translation>
    </message>
    <message>
        <source>Dutch</source>
        <translation>Nederlands</translation>
    </message>
    <message>
        <source>English</source>
        <translation>Engels</translation>
    </message>
</context>
<context>
    <name>FormPrinting</name>
    <message>
        <source>forms</source>
        <translation>formulieren</translation>
    </message>
</context>
<context>
    <name>Guiding</name>
    <message>
        <source>Choose a video</source>
        <translation>Kies een video</translation>
    </message>
    <message>
        <source>Videos (%1)</source>
        <translation>Video&apos;s (%1)</translation>
    </message>
    <message>
        <source>Choose a folder of pictures</source>
        <translation>Kies een map met foto&apos;s</translation>
    </message>
</context>
<context>
    <name>HelpDialog</name>
    <message>
        <source>Help and keys</source>
        <translation>Hulp en toetsen</translation>
    </message>
    <message>
        <source>How to look around</source>
        <translation>Zo kijkt u rond</translation>
    </message>
    <message>
        <source>About this program</source>
        <translation>Over dit programma</translation>
    </message>
    <message>
        <source>mrapp %1</source>
        <translation>mrapp %1</translation>
    </message>
    <message>
        <source>See a planned change of the city where it will stand.</source>
        <translation>Zie een verandering van de stad op de plek waar die komt.</translation>
    </message>
    <message>
        <source>Free software under the EUPL 1.2. Made with Qt, VTK and Python.</source>
        <translation>Vrije software onder de EUPL 1.2. Gemaakt met Qt, VTK en Python.</translation>
    </message>
    <message>
        <source>Nothing you do here is sent anywhere.</source>
        <translation>Wat u hier doet, wordt nergens heen gestuurd.</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Sluiten</translation>
    </message>
</context>
<context>
    <name>HiddenButton</name>
    <message numerus="yes">
        <source>%n hidden · Show everything again</source>
        <translation>
            <numerusform>%n verborgen · Alles weer tonen</numerusform>
            <numerusform>%n verborgen · Alles weer tonen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n hidden</source>
        <translation>
            <numerusform>%n verborgen</numerusform>
            <numerusform>%n verborgen</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>KeptPhotosDialog</name>
    <message>
        <source>Photos of %1</source>
        <translation>Foto&apos;s van %1</translation>
    </message>
    <message>
        <source>Earlier photo</source>
        <translation>Eerdere foto</translation>
    </message>
    <message>
        <source>Later photo</source>
        <translation>Latere foto</translation>
    </message>
</context>
<context>
    <name>Keys</name>
    <message>
        <source>Capital letter</source>
        <translation>Hoofdletter</translation>
    </message>
    <message>
        <source>Accents and signs</source>
        <translation>Accenten en tekens</translation>
    </message>
    <message>
        <source>Space</source>
        <translation>Spatie</translation>
    </message>
    <message>
        <source>New line</source>
        <translation>Nieuwe regel</translation>
    </message>
    <message>
        <source>Erase one sign</source>
        <translation>Eén teken wissen</translation>
    </message>
</context>
<context>
    <name>KioskPage</name>
    <message>
        <source>My opinion</source>
        <translation>Mijn mening</translation>
    </message>
    <message>
        <source>Go on with my opinion</source>
        <translation>Verder met mijn mening</translation>
    </message>
</context>
<context>
    <name>KioskWindow</name>
    <message>
        <source>Staff set a PIN first; then visitors can begin.</source>
        <translation>Een medewerker kiest eerst een pincode. Daarna kunnen bezoekers beginnen.</translation>
    </message>
    <message>
        <source>The city. Arrow keys walk and turn.</source>
        <translation>De stad. Met de pijltoetsen loopt en draait u.</translation>
    </message>
    <message>
        <source>Reading aloud is not available on this machine.</source>
        <translation>Dit apparaat kan niet voorlezen.</translation>
    </message>
</context>
<context>
    <name>LanguagePage</name>
    <message>
        <source>Look at the plans and tell what you think of them.</source>
        <translation>Bekijk de plannen en zeg wat u ervan vindt.</translation>
    </message>
    <message>
        <source>We do not ask your name. Nobody can see who you are. When you stop, everything disappears that is not kept yet.</source>
        <translation>We vragen uw naam niet. Niemand kan zien wie u bent. Als u stopt, verdwijnt alles wat nog niet is bewaard.</translation>
    </message>
</context>
<context>
    <name>LayersPanel</name>
    <message>
        <source>Layers</source>
        <translation>Lagen</translation>
    </message>
    <message>
        <source>Ground</source>
        <translation>Maaiveld</translation>
    </message>
    <message>
        <source>Estimated from the buildings</source>
        <translation>Geschat uit de gebouwen</translation>
    </message>
    <message>
        <source>Not loaded</source>
        <translation>Niet geladen</translation>
    </message>
    <message>
        <source>More about %1</source>
        <translation>Meer over %1</translation>
    </message>
    <message>
        <source>Fly to it</source>
        <translation>Ernaartoe</translation>
    </message>
    <message>
        <source>Bring it here</source>
        <translation>Hierheen halen</translation>
    </message>
    <message>
        <source>Change where it stands</source>
        <translation>Plaats veranderen</translation>
    </message>
    <message>
        <source>Remove from the project</source>
        <translation>Uit het project halen</translation>
    </message>
</context>
<context>
    <name>Lenses</name>
    <message>
        <source>Choose the calibration of this camera</source>
        <translation>Kies de ijking van deze camera</translation>
    </message>
    <message>
        <source>Calibrations (*.json)</source>
        <translation>IJkingen (*.json)</translation>
    </message>
</context>
<context>
    <name>ListenButton</name>
    <message>
        <source>Stop listening</source>
        <translation>Stoppen met luisteren</translation>
    </message>
    <message>
        <source>Listen</source>
        <translation>Beluisteren</translation>
    </message>
    <message>
        <source>Listen to the note</source>
        <translation>Het ingesproken bericht beluisteren</translation>
    </message>
</context>
<context>
    <name>LookPage</name>
    <message>
        <source>Look around</source>
        <translation>Rondkijken</translation>
    </message>
    <message>
        <source>Move the city with your finger, the mouse or the arrow keys.</source>
        <translation>Beweeg de stad met uw vinger, de muis of de pijltoetsen.</translation>
    </message>
    <message>
        <source>What do you think?</source>
        <translation>Wat vindt u ervan?</translation>
    </message>
    <message>
        <source>Answer some questions or write something yourself. You can stop at any time.</source>
        <translation>Beantwoord een paar vragen of schrijf zelf iets. U kunt altijd stoppen.</translation>
    </message>
    <message>
        <source>Nearer</source>
        <translation>Dichterbij</translation>
    </message>
    <message>
        <source>Farther</source>
        <translation>Verder weg</translation>
    </message>
    <message>
        <source>Another place</source>
        <translation>Andere plek</translation>
    </message>
    <message>
        <source>See the plan on a tile, with the camera</source>
        <translation>Bekijk het plan op een tegel, met de camera</translation>
    </message>
</context>
<context>
    <name>MakePassphraseDialog</name>
    <message>
        <source>Passphrase for the file</source>
        <translation>Wachtwoord voor het bestand</translation>
    </message>
    <message>
        <source>Without the passphrase nobody can open the file, also not you. Keep it apart from the stick.</source>
        <translation>Zonder het wachtwoord kan niemand het bestand openen, ook u niet. Bewaar het apart van de stick.</translation>
    </message>
    <message>
        <source>Use this passphrase</source>
        <translation>Gebruik dit wachtwoord</translation>
    </message>
    <message>
        <source>I wrote it down or copied it</source>
        <translation>Ik heb het opgeschreven of gekopieerd</translation>
    </message>
    <message>
        <source>Use a passphrase of my own</source>
        <translation>Gebruik een eigen wachtwoord</translation>
    </message>
    <message numerus="yes">
        <source>Passphrase, at least %n signs</source>
        <translation>
            <numerusform>Wachtwoord, minstens %n teken</numerusform>
            <numerusform>Wachtwoord, minstens %n tekens</numerusform>
        </translation>
    </message>
    <message>
        <source>The same again</source>
        <translation>Nog eens hetzelfde</translation>
    </message>
    <message>
        <source>Choose where…</source>
        <translation>Kies waar…</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Annuleren</translation>
    </message>
    <message>
        <source>Write the passphrase down first, and say so above.</source>
        <translation>Schrijf het wachtwoord eerst op, en zeg dat hierboven.</translation>
    </message>
    <message>
        <source>This passphrase is too short.</source>
        <translation>Dit wachtwoord is te kort.</translation>
    </message>
    <message>
        <source>The two are not the same.</source>
        <translation>De twee zijn niet hetzelfde.</translation>
    </message>
</context>
<context>
    <name>MinePage</name>
    <message>
        <source>Your opinion</source>
        <translation>Uw mening</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Klaar</translation>
    </message>
    <message>
        <source>Withdraw my opinion</source>
        <translation>Mijn mening intrekken</translation>
    </message>
    <message>
        <source>Add something</source>
        <translation>Iets toevoegen</translation>
    </message>
</context>
<context>
    <name>ModelFile</name>
    <message>
        <source>Choose a file</source>
        <translation>Kies een bestand</translation>
    </message>
    <message>
        <source>City models and designs</source>
        <translation>Stadsmodellen en ontwerpen</translation>
    </message>
    <message>
        <source>File (%1)</source>
        <translation>Bestand (%1)</translation>
    </message>
</context>
<context>
    <name>MorePage</name>
    <message>
        <source>Do you want to add something?</source>
        <translation>Wilt u iets toevoegen?</translation>
    </message>
    <message>
        <source>Do not write your name, address or telephone number.</source>
        <translation>Schrijf niet uw naam, adres of telefoonnummer op.</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Terug</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>Toevoegen</translation>
    </message>
</context>
<context>
    <name>MovePad</name>
    <message>
        <source>Moving</source>
        <translation>Bewegen</translation>
    </message>
</context>
<context>
    <name>NameForm</name>
    <message>
        <source>Name</source>
        <translation>Naam</translation>
    </message>
    <message>
        <source>In Dutch</source>
        <translation>In het Nederlands</translation>
    </message>
    <message>
        <source>In English</source>
        <translation>In het Engels</translation>
    </message>
</context>
<context>
    <name>NewProjectDialog</name>
    <message>
        <source>New project from a file</source>
        <translation>Nieuw project van een bestand</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>Voortgang</translation>
    </message>
    <message>
        <source>Name of the project</source>
        <translation>Naam van het project</translation>
    </message>
    <message>
        <source>Folder to make</source>
        <translation>Map die gemaakt wordt</translation>
    </message>
    <message>
        <source>Zero of the project, in RD and NAP (metres)</source>
        <translation>Nulpunt van het project, in RD en NAP (meter)</translation>
    </message>
    <message>
        <source>Choose</source>
        <translation>Kiezen</translation>
    </message>
    <message>
        <source>Make the project</source>
        <translation>Project maken</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Annuleren</translation>
    </message>
    <message>
        <source>Zero of the project: %1</source>
        <translation>Nulpunt van het project: %1</translation>
    </message>
    <message>
        <source>Where to make the folder</source>
        <translation>Waar komt de map?</translation>
    </message>
    <message>
        <source>This file does not say where it stands. Fill in the zero of the project in RD and NAP: the zero of the file comes to stand there. Or begin with a file of the city (CityJSON) and add this one to it.</source>
        <translation>Dit bestand zegt niet waar het staat. Vul het nulpunt van het project in, in RD en NAP: daar komt het nulpunt van het bestand te staan. Of begin met een bestand van de stad (CityJSON) en voeg dit bestand daaraan toe.</translation>
    </message>
    <message>
        <source>Fill in the file, the name and the folder.</source>
        <translation>Vul het bestand, de naam en de map in.</translation>
    </message>
</context>
<context>
    <name>News</name>
    <message>
        <source>Where should the new version go?</source>
        <translation>Waar moet de nieuwe versie komen?</translation>
    </message>
</context>
<context>
    <name>NoticeArea</name>
    <message>
        <source>Messages</source>
        <translation>Meldingen</translation>
    </message>
</context>
<context>
    <name>NoticeCard</name>
    <message>
        <source>Close this message</source>
        <translation>Sluit dit bericht</translation>
    </message>
</context>
<context>
    <name>NumberField</name>
    <message>
        <source>%1: this can be read as %2 or as %3. Write it in one of these ways.</source>
        <translation>%1: dit is te lezen als %2 of als %3. Schrijf het op een van deze manieren.</translation>
    </message>
    <message>
        <source>%1: fill in a number.</source>
        <translation>%1: vul een getal in.</translation>
    </message>
    <message>
        <source>%1: fill in a number from %2 to %3.</source>
        <translation>%1: vul een getal in van %2 tot %3.</translation>
    </message>
</context>
<context>
    <name>ObjectCard</name>
    <message>
        <source>Close this card</source>
        <translation>Sluit dit kaartje</translation>
    </message>
    <message>
        <source>The selected object</source>
        <translation>Het gekozen object</translation>
    </message>
    <message>
        <source>What is known of the object</source>
        <translation>Wat over het object bekend is</translation>
    </message>
    <message>
        <source>More details</source>
        <translation>Meer gegevens</translation>
    </message>
    <message>
        <source>Take demolition back</source>
        <translation>Toch niet slopen</translation>
    </message>
    <message>
        <source>Demolish in this variant</source>
        <translation>Slopen in deze variant</translation>
    </message>
    <message>
        <source>Demolished in this variant</source>
        <translation>Gesloopt in deze variant</translation>
    </message>
</context>
<context>
    <name>OpensForm</name>
    <message>
        <source>What it opens</source>
        <translation>Wat de tegel opent</translation>
    </message>
    <message>
        <source>Plan</source>
        <translation>Plan</translation>
    </message>
    <message>
        <source>Seen from</source>
        <translation>Gezien vanaf</translation>
    </message>
    <message>
        <source>What I see now</source>
        <translation>Wat ik nu zie</translation>
    </message>
    <message>
        <source>Keeps where you are as a viewpoint, and lets the tile open that.</source>
        <translation>Bewaart waar u bent als kijkpunt, en laat de tegel dat openen.</translation>
    </message>
    <message>
        <source>As the viewpoint has it</source>
        <translation>Zoals bij het kijkpunt</translation>
    </message>
    <message>
        <source>The city now</source>
        <translation>De stad zoals die nu is</translation>
    </message>
    <message>
        <source>Standing at the tile, looking its way</source>
        <translation>Staand bij de tegel, in de kijkrichting</translation>
    </message>
</context>
<context>
    <name>OpinionCard</name>
    <message>
        <source>An opinion</source>
        <translation>Een mening</translation>
    </message>
    <message>
        <source>What was said</source>
        <translation>Wat er is gezegd</translation>
    </message>
    <message>
        <source>Show what was seen</source>
        <translation>Toon wat er te zien was</translation>
    </message>
    <message>
        <source>Close this card</source>
        <translation>Sluit dit kaartje</translation>
    </message>
    <message>
        <source>Previous opinion here</source>
        <translation>Vorige mening op deze plek</translation>
    </message>
    <message>
        <source>Next opinion here</source>
        <translation>Volgende mening op deze plek</translation>
    </message>
    <message>
        <source>What was seen, with a drawing on it</source>
        <translation>Wat te zien was, met een tekening erop</translation>
    </message>
    <message>
        <source>What was seen</source>
        <translation>Wat te zien was</translation>
    </message>
    <message>
        <source>%1 / %2</source>
        <translation>%1 / %2</translation>
    </message>
</context>
<context>
    <name>OpinionsPanel</name>
    <message>
        <source>Opinions</source>
        <translation>Meningen</translation>
    </message>
    <message>
        <source>Say what you think</source>
        <translation>Zeg wat u vindt</translation>
    </message>
    <message>
        <source>With my code</source>
        <translation>Met mijn code</translation>
    </message>
    <message>
        <source>Show pins in the view</source>
        <translation>Toon prikkers in beeld</translation>
    </message>
    <message>
        <source>Show all opinions</source>
        <translation>Toon alle meningen</translation>
    </message>
    <message>
        <source>No longer only these</source>
        <translation>Niet meer alleen deze</translation>
    </message>
    <message>
        <source>Search and choose</source>
        <translation>Zoeken en kiezen</translation>
    </message>
    <message>
        <source>List of opinions</source>
        <translation>Lijst met meningen</translation>
    </message>
    <message>
        <source>What a pin shows</source>
        <translation>Wat een prikker laat zien</translation>
    </message>
    <message>
        <source>Pins by theme</source>
        <translation>Prikkers per thema</translation>
    </message>
    <message>
        <source>Pins by mood</source>
        <translation>Prikkers per stemming</translation>
    </message>
    <message>
        <source>Only: %1</source>
        <translation>Alleen: %1</translation>
    </message>
    <message>
        <source>Nobody said anything here yet.</source>
        <translation>Er is hier nog niets gezegd.</translation>
    </message>
    <message numerus="yes">
        <source>%n opinion(s)</source>
        <translation>
            <numerusform>%n mening</numerusform>
            <numerusform>%n meningen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 of %n opinion(s)</source>
        <translation>
            <numerusform>%1 van %n mening</numerusform>
            <numerusform>%1 van %n meningen</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>OutboxDialog</name>
    <message>
        <source>Outbox</source>
        <translation>Uitbak</translation>
    </message>
    <message>
        <source>Nobody can delete an opinion here. Who gave it can withdraw it, with the code on the receipt.</source>
        <translation>Hier kan niemand een mening wissen. Wie haar gaf, kan haar intrekken met de code op de bon.</translation>
    </message>
    <message>
        <source>Send now</source>
        <translation>Nu verzenden</translation>
    </message>
    <message>
        <source>Save to a USB stick…</source>
        <translation>Meenemen op een USB-stick…</translation>
    </message>
    <message>
        <source>Read from a USB stick…</source>
        <translation>Inlezen van een USB-stick…</translation>
    </message>
    <message>
        <source>Resume sending</source>
        <translation>Verzenden hervatten</translation>
    </message>
    <message>
        <source>Hold sending</source>
        <translation>Verzenden pauzeren</translation>
    </message>
    <message>
        <source>Enrol again…</source>
        <translation>Opnieuw aanmelden…</translation>
    </message>
    <message>
        <source>Enrol at a server…</source>
        <translation>Aanmelden bij een server…</translation>
    </message>
    <message>
        <source>Writes all opinions to one file that only opens with a passphrase. Everything also stays here.</source>
        <translation>Zet alle meningen in één bestand dat alleen met een wachtwoord opengaat. Alles blijft ook hier.</translation>
    </message>
    <message>
        <source>Adds what is new in such a file. The same file twice changes nothing.</source>
        <translation>Voegt toe wat nieuw is in zo&apos;n bestand. Twee keer hetzelfde bestand verandert niets.</translation>
    </message>
</context>
<context>
    <name>Outboxing</name>
    <message>
        <source>Locked opinions (%1)</source>
        <translation>Meningen op slot (%1)</translation>
    </message>
    <message>
        <source>Save to a USB stick</source>
        <translation>Meenemen op een USB-stick</translation>
    </message>
    <message>
        <source>Read from a USB stick</source>
        <translation>Inlezen van een USB-stick</translation>
    </message>
</context>
<context>
    <name>OverviewWindow</name>
    <message>
        <source>Overview of opinions</source>
        <translation>Overzicht van meningen</translation>
    </message>
    <message>
        <source>Hide small groups</source>
        <translation>Verberg kleine groepen</translation>
    </message>
    <message>
        <source>No group of fewer than 5 people is counted.</source>
        <translation>Geen groep van minder dan 5 mensen wordt geteld.</translation>
    </message>
    <message>
        <source>Numbers as tables</source>
        <translation>Aantallen als tabellen</translation>
    </message>
    <message>
        <source>Choose neighbourhoods…</source>
        <translation>Buurten kiezen…</translation>
    </message>
    <message>
        <source>Count in squares</source>
        <translation>In vakken tellen</translation>
    </message>
    <message>
        <source>Show all again</source>
        <translation>Toon weer alles</translation>
    </message>
    <message>
        <source>Places by neighbourhood: %1</source>
        <translation>Plekken per buurt: %1</translation>
    </message>
    <message>
        <source>Places in squares of 100 m</source>
        <translation>Plekken in vakken van 100 m</translation>
    </message>
    <message numerus="yes">
        <source>%1 of %n opinion(s) are counted: those that the list shows.</source>
        <translation>
            <numerusform>%1 van %n mening is geteld: die de lijst toont.</numerusform>
            <numerusform>%1 van %n meningen zijn geteld: die de lijst toont.</numerusform>
        </translation>
    </message>
    <message>
        <source>All opinions are counted.</source>
        <translation>Alle meningen zijn geteld.</translation>
    </message>
    <message>
        <source>In the list and on the map: %1</source>
        <translation>In de lijst en op de kaart: %1</translation>
    </message>
    <message>
        <source>kept</source>
        <translation>bewaard</translation>
    </message>
    <message>
        <source>additions</source>
        <translation>aanvullingen</translation>
    </message>
    <message>
        <source>withdrawn</source>
        <translation>ingetrokken</translation>
    </message>
    <message>
        <source>waiting to be sent</source>
        <translation>wacht op verzenden</translation>
    </message>
</context>
<context>
    <name>Overviewing</name>
    <message>
        <source>Choose neighbourhoods</source>
        <translation>Buurten kiezen</translation>
    </message>
    <message>
        <source>Neighbourhoods by CBS (%1)</source>
        <translation>Buurten van het CBS (%1)</translation>
    </message>
</context>
<context>
    <name>PaperDialog</name>
    <message>
        <source>Paper forms</source>
        <translation>Papieren formulieren</translation>
    </message>
    <message>
        <source>Read photographs…</source>
        <translation>Foto&apos;s lezen…</translation>
    </message>
    <message>
        <source>Print forms…</source>
        <translation>Formulieren afdrukken…</translation>
    </message>
    <message>
        <source>Filled in at</source>
        <translation>Ingevuld bij</translation>
    </message>
    <message>
        <source>Or drop pictures here.</source>
        <translation>Of sleep foto&apos;s hierheen.</translation>
    </message>
    <message>
        <source>Waiting for you</source>
        <translation>Wacht op u</translation>
    </message>
    <message>
        <source>The question on paper</source>
        <translation>De vraag op papier</translation>
    </message>
    <message>
        <source>The answers</source>
        <translation>De antwoorden</translation>
    </message>
    <message>
        <source>No form waits for you. Print forms, let people fill them in, and photograph the sheets with a telephone. Then read the photographs here: what is clear is kept at once, and what is unclear is shown to you.</source>
        <translation>Er wacht geen formulier op u. Druk formulieren af, laat ze invullen en maak foto&apos;s van de bladen met een telefoon. Lees die foto&apos;s daarna hier: wat duidelijk is, wordt meteen bewaard. Wat onduidelijk is, krijgt u te zien.</translation>
    </message>
    <message>
        <source>This is right</source>
        <translation>Zo klopt het</translation>
    </message>
    <message>
        <source>Previous question</source>
        <translation>Vorige vraag</translation>
    </message>
    <message>
        <source>Next question</source>
        <translation>Volgende vraag</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Ongedaan maken</translation>
    </message>
    <message>
        <source>Leave out this form…</source>
        <translation>Formulier weglaten…</translation>
    </message>
    <message>
        <source>Keep this form</source>
        <translation>Formulier bewaren</translation>
    </message>
    <message>
        <source>No event</source>
        <translation>Geen bijeenkomst</translation>
    </message>
    <message>
        <source>To decide: %1</source>
        <translation>Te beslissen: %1</translation>
    </message>
    <message>
        <source>Pages not read yet: %1.</source>
        <translation>Nog niet gelezen: bladzijde %1.</translation>
    </message>
    <message>
        <source>Still to decide: question %1.</source>
        <translation>Nog te beslissen: vraag %1.</translation>
    </message>
    <message>
        <source>There is no answer on this form: leave it out.</source>
        <translation>Op dit formulier staat geen antwoord: laat het weg.</translation>
    </message>
</context>
<context>
    <name>PaperForm</name>
    <message>
        <source>Print, proof and photo</source>
        <translation>Drukken, proef en foto</translation>
    </message>
    <message>
        <source>Print…</source>
        <translation>Drukken…</translation>
    </message>
    <message>
        <source>A PDF or SVG at exact millimetres.</source>
        <translation>Een PDF of SVG, tot op de millimeter.</translation>
    </message>
    <message>
        <source>Proof…</source>
        <translation>Proef…</translation>
    </message>
    <message>
        <source>Tries the tile out on many pictures: far, aslant, dirty, dark.</source>
        <translation>Probeert de tegel op veel beelden: ver, schuin, vuil, donker.</translation>
    </message>
    <message>
        <source>Mounting sheet…</source>
        <translation>Plaatsingsblad…</translation>
    </message>
    <message>
        <source>For who lays it: a map and measures.</source>
        <translation>Voor wie de tegel legt: een kaart en maten.</translation>
    </message>
    <message>
        <source>Find in a photo…</source>
        <translation>Zoek in foto…</translation>
    </message>
    <message>
        <source>Which tile is it, and how does it lie?</source>
        <translation>Welke tegel is het, en hoe ligt hij?</translation>
    </message>
    <message>
        <source>Print all…</source>
        <translation>Alle drukken…</translation>
    </message>
    <message>
        <source>One PDF with all tiles.</source>
        <translation>Eén PDF met alle tegels.</translation>
    </message>
    <message>
        <source>Export list</source>
        <translation>Lijst exporteren</translation>
    </message>
    <message>
        <source>Tiles as a table (CSV)…</source>
        <translation>Tegels als tabel (CSV)…</translation>
    </message>
    <message>
        <source>Tiles on a map (GeoJSON)…</source>
        <translation>Tegels op de kaart (GeoJSON)…</translation>
    </message>
    <message>
        <source>Passports as a table (CSV)…</source>
        <translation>Paspoorten als tabel (CSV)…</translation>
    </message>
</context>
<context>
    <name>Papering</name>
    <message>
        <source>Leave out this form?</source>
        <translation>Dit formulier weglaten?</translation>
    </message>
    <message>
        <source>Its answers are not kept, and its pictures are erased.</source>
        <translation>De antwoorden worden niet bewaard en de foto&apos;s worden gewist.</translation>
    </message>
    <message>
        <source>Leave out</source>
        <translation>Weglaten</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Annuleren</translation>
    </message>
</context>
<context>
    <name>PassportForm</name>
    <message>
        <source>State and passport</source>
        <translation>Staat en paspoort</translation>
    </message>
    <message>
        <source>It was printed elsewhere…</source>
        <translation>Is elders gedrukt…</translation>
    </message>
    <message>
        <source>It was placed…</source>
        <translation>Is geplaatst…</translation>
    </message>
    <message>
        <source>It was inspected…</source>
        <translation>Is nagekeken…</translation>
    </message>
    <message>
        <source>It is damaged…</source>
        <translation>Is beschadigd…</translation>
    </message>
    <message>
        <source>It was repaired…</source>
        <translation>Is hersteld…</translation>
    </message>
    <message>
        <source>It was removed…</source>
        <translation>Is weggehaald…</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Wissen</translation>
    </message>
    <message>
        <source>Delete this tile</source>
        <translation>Deze tegel wissen</translation>
    </message>
    <message>
        <source>Only a tile that was never printed can be deleted.</source>
        <translation>Alleen een tegel die nooit is gedrukt kan worden gewist.</translation>
    </message>
    <message numerus="yes">
        <source>and %n earlier line(s)</source>
        <translation>
            <numerusform>en %n eerdere regel</numerusform>
            <numerusform>en %n eerdere regels</numerusform>
        </translation>
    </message>
    <message>
        <source>Look at photos (%1)…</source>
        <translation>Foto&apos;s bekijken (%1)…</translation>
    </message>
</context>
<context>
    <name>PhotoDialog</name>
    <message>
        <source>Tiles in a photo</source>
        <translation>Tegels op een foto</translation>
    </message>
</context>
<context>
    <name>PhotoLooking</name>
    <message>
        <source>Photos (%1)</source>
        <translation>Foto&apos;s (%1)</translation>
    </message>
    <message>
        <source>Find tiles in a photo</source>
        <translation>Zoek tegels op een foto</translation>
    </message>
</context>
<context>
    <name>PinPad</name>
    <message>
        <source>Erase one sign</source>
        <translation>Eén teken wissen</translation>
    </message>
    <message>
        <source>Ready</source>
        <translation>Klaar</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Sluiten</translation>
    </message>
    <message>
        <source>Digits: %1</source>
        <translation>Cijfers: %1</translation>
    </message>
</context>
<context>
    <name>Pins</name>
    <message>
        <source>No PIN is set. Here it can be chosen in the first two minutes after the start only. Start the kiosk again, or set it with: mrapp kiosk PROJECT --new-pin</source>
        <translation>Er is nog geen pincode. Kiezen kan hier alleen in de eerste twee minuten na het starten. Start de kiosk opnieuw, of zet de pincode met: mrapp kiosk PROJECT --new-pin</translation>
    </message>
</context>
<context>
    <name>PlaceForm</name>
    <message>
        <source>Place and direction</source>
        <translation>Plek en richting</translation>
    </message>
    <message>
        <source>RD x (m)</source>
        <translation>RD x (m)</translation>
    </message>
    <message>
        <source>How far east the middle of the tile lies</source>
        <translation>Hoe ver oostelijk het midden van de tegel ligt</translation>
    </message>
    <message>
        <source>RD y (m)</source>
        <translation>RD y (m)</translation>
    </message>
    <message>
        <source>How far north the middle of the tile lies</source>
        <translation>Hoe ver noordelijk het midden van de tegel ligt</translation>
    </message>
    <message>
        <source>Height NAP (m)</source>
        <translation>Hoogte NAP (m)</translation>
    </message>
    <message>
        <source>How high the tile lies</source>
        <translation>Hoe hoog de tegel ligt</translation>
    </message>
    <message>
        <source>Direction (°)</source>
        <translation>Richting (°)</translation>
    </message>
    <message>
        <source>Where the top of the tile points: clockwise from the north of RD</source>
        <translation>Waar de bovenkant van de tegel heen wijst: met de klok mee vanaf het noorden van RD</translation>
    </message>
    <message>
        <source>Point it out</source>
        <translation>Aanwijzen</translation>
    </message>
    <message>
        <source>Click in the view where the tile lies; drag to choose its direction.</source>
        <translation>Klik in het beeld waar de tegel komt; sleep om de richting te kiezen.</translation>
    </message>
    <message>
        <source>As I look now</source>
        <translation>Zoals ik nu kijk</translation>
    </message>
    <message>
        <source>The tile points the way you look in the view.</source>
        <translation>De tegel wijst de kant op die u in het beeld op kijkt.</translation>
    </message>
    <message>
        <source>On the ground</source>
        <translation>Op de grond</translation>
    </message>
    <message>
        <source>Brings the tile to the height of the ground there.</source>
        <translation>Brengt de tegel op de hoogte van het maaiveld daar.</translation>
    </message>
    <message>
        <source>Fly to it</source>
        <translation>Ernaartoe</translation>
    </message>
    <message>
        <source>Go to where the tile is seen well.</source>
        <translation>Ga naar waar de tegel goed te zien is.</translation>
    </message>
    <message>
        <source>Measured to lie at %1, %2, %3 m NAP, direction %4°.</source>
        <translation>Ingemeten op %1, %2, %3 m NAP, richting %4°.</translation>
    </message>
</context>
<context>
    <name>PlacePage</name>
    <message>
        <source>Is it about one place? Point at it.</source>
        <translation>Gaat het om één plek? Wijs die aan.</translation>
    </message>
</context>
<context>
    <name>PlacePanel</name>
    <message>
        <source>Place of the design</source>
        <translation>Plaats van het ontwerp</translation>
    </message>
    <message>
        <source>RD x (m)</source>
        <translation>RD x (m)</translation>
    </message>
    <message>
        <source>How far east the zero of the file stands</source>
        <translation>Hoe ver naar het oosten het nulpunt van het bestand staat</translation>
    </message>
    <message>
        <source>RD y (m)</source>
        <translation>RD y (m)</translation>
    </message>
    <message>
        <source>How far north the zero of the file stands</source>
        <translation>Hoe ver naar het noorden het nulpunt van het bestand staat</translation>
    </message>
    <message>
        <source>Height NAP (m)</source>
        <translation>Hoogte NAP (m)</translation>
    </message>
    <message>
        <source>How high the zero of the file stands</source>
        <translation>Hoe hoog het nulpunt van het bestand staat</translation>
    </message>
    <message>
        <source>Turned (°)</source>
        <translation>Gedraaid (°)</translation>
    </message>
    <message>
        <source>Counter-clockwise, seen from above</source>
        <translation>Tegen de klok in, van boven gezien</translation>
    </message>
    <message>
        <source>Scale</source>
        <translation>Schaal</translation>
    </message>
    <message>
        <source>How many times as large as in the file</source>
        <translation>Hoeveel maal zo groot als in het bestand</translation>
    </message>
    <message>
        <source>Up in the file</source>
        <translation>Omhoog in bestand</translation>
    </message>
    <message>
        <source>The axis that points up in the file</source>
        <translation>De as die in het bestand omhoog wijst</translation>
    </message>
    <message>
        <source>Fly to it</source>
        <translation>Ernaartoe</translation>
    </message>
    <message>
        <source>Go to where the design is seen well.</source>
        <translation>Ga naar een plek waar u het ontwerp goed ziet.</translation>
    </message>
    <message>
        <source>Bring it here</source>
        <translation>Hierheen halen</translation>
    </message>
    <message>
        <source>Puts the design on the ground in the middle of what you see.</source>
        <translation>Zet het ontwerp op de grond in het midden van wat u ziet.</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Klaar</translation>
    </message>
    <message>
        <source>Back to the variants. The design stays here.</source>
        <translation>Terug naar de varianten. Het ontwerp blijft hier staan.</translation>
    </message>
    <message>
        <source>Put on the ground</source>
        <translation>Op de grond zetten</translation>
    </message>
    <message>
        <source>Lifts or lowers the design until its lowest points stand on the ground. On a slope nothing of it hangs in the air: the rest sinks in.</source>
        <translation>Tilt het ontwerp op of laat het zakken tot de laagste punten op de grond staan. Op een helling hangt er niets in de lucht: de rest zakt in de grond.</translation>
    </message>
    <message>
        <source>Stay on the ground</source>
        <translation>Op de grond blijven</translation>
    </message>
    <message>
        <source>From the file to its place:</source>
        <translation>Van het bestand naar zijn plaats:</translation>
    </message>
    <message>
        <source>What stands there was not applied.</source>
        <translation>Wat daar staat, is niet toegepast.</translation>
    </message>
    <message>
        <source>%1 (format)</source>
        <translation>%1 (formaat)</translation>
    </message>
    <message>
        <source>With another place, turn or scale the height follows the ground.</source>
        <translation>Bij een andere plaats, draaiing of schaal volgt de hoogte de grond.</translation>
    </message>
    <message>
        <source>Mark as demolished</source>
        <translation>Als sloop aanwijzen</translation>
    </message>
    <message>
        <source>In this variant these buildings make room for the design.</source>
        <translation>In deze variant maken deze gebouwen plaats voor het ontwerp.</translation>
    </message>
    <message>
        <source>Looking for buildings of today under this design…</source>
        <translation>Er wordt gezocht welke gebouwen van nu onder dit ontwerp staan…</translation>
    </message>
    <message>
        <source>No building of today stands under this design.</source>
        <translation>Onder dit ontwerp staat nu geen gebouw.</translation>
    </message>
    <message>
        <source>Buildings under this design: %1. Marked as demolished: %2.</source>
        <translation>Gebouwen onder dit ontwerp: %1. Aangewezen als sloop: %2.</translation>
    </message>
</context>
<context>
    <name>PlanPanel</name>
    <message>
        <source>What do you want to see?</source>
        <translation>Wat wilt u zien?</translation>
    </message>
    <message>
        <source>Show what is demolished</source>
        <translation>Toon wat wordt gesloopt</translation>
    </message>
    <message>
        <source>The city as it is, without a plan.</source>
        <translation>De stad zoals die is, zonder plan.</translation>
    </message>
</context>
<context>
    <name>Preview</name>
    <message>
        <source>What the visitor sees</source>
        <translation>Wat de bezoeker ziet</translation>
    </message>
    <message>
        <source>Preview: %1</source>
        <translation>Voorbeeld: %1</translation>
    </message>
</context>
<context>
    <name>PrintDialog</name>
    <message>
        <source>Print mounting sheets</source>
        <translation>Plaatsingsbladen drukken</translation>
    </message>
    <message>
        <source>Print tiles</source>
        <translation>Tegels drukken</translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>en nog %n</numerusform>
            <numerusform>en nog %n</numerusform>
        </translation>
    </message>
    <message>
        <source>For who lays the tiles: a map, where it lies in RD and NAP, and which way.</source>
        <translation>Voor wie de tegels legt: een kaart, waar de tegel ligt in RD en NAP, en in welke richting.</translation>
    </message>
    <message>
        <source>For any printer: at 100 %, not fitted to the page. Then measure the bar: it is 100 mm. The passport of each tile will say that it was printed.</source>
        <translation>Voor elke printer: op 100 %, niet passend op de pagina. Meet daarna de balk: die is 100 mm. In het paspoort van elke tegel komt te staan dat hij gedrukt is.</translation>
    </message>
    <message>
        <source>At exact millimetres, with bleed, cut marks and a bar of 100 mm to check the print with. The passport of each tile will say that it was printed.</source>
        <translation>Tot op de millimeter, met afloop, snijtekens en een balk van 100 mm om de druk mee na te meten. In het paspoort van elke tegel komt te staan dat hij is gedrukt.</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Bestand</translation>
    </message>
    <message>
        <source>On what</source>
        <translation>Waarop</translation>
    </message>
    <message>
        <source>PDF: a page for each tile</source>
        <translation>PDF: een bladzijde per tegel</translation>
    </message>
    <message>
        <source>SVG: a file for each tile</source>
        <translation>SVG: een bestand per tegel</translation>
    </message>
    <message>
        <source>As designed</source>
        <translation>Zoals ontworpen</translation>
    </message>
    <message>
        <source>On %1, for a table</source>
        <translation>Op %1, voor op een tafel</translation>
    </message>
    <message>
        <source>Being drawn…</source>
        <translation>Wordt getekend…</translation>
    </message>
    <message>
        <source>How it will look</source>
        <translation>Hoe het eruitziet</translation>
    </message>
    <message>
        <source>Choose where and save…</source>
        <translation>Kies waar en bewaar…</translation>
    </message>
</context>
<context>
    <name>ProgressStrip</name>
    <message>
        <source>Stop</source>
        <translation>Stoppen</translation>
    </message>
    <message>
        <source>Stop loading</source>
        <translation>Stop met laden</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>Voortgang</translation>
    </message>
</context>
<context>
    <name>ProofDialog</name>
    <message>
        <source>Proof of %1</source>
        <translation>Proef van %1</translation>
    </message>
    <message>
        <source>The tile is drawn as a camera sees it: from nearby and far, aslant, blurred, in low light, with shadow, dirt, rain and partly covered. In how many pictures is it found and read?</source>
        <translation>De tegel wordt getekend zoals een camera hem ziet: van dichtbij en van ver, schuin, onscherp, bij weinig licht, met schaduw, vuil, regen en deels bedekt. Op hoeveel beelden wordt hij gevonden en gelezen?</translation>
    </message>
    <message>
        <source>Save the pictures…</source>
        <translation>Beelden bewaren…</translation>
    </message>
    <message>
        <source>Contact sheet of the proof</source>
        <translation>Overzicht van de beelden van de proef</translation>
    </message>
</context>
<context>
    <name>QAbstractFileIconProvider</name>
    <message>
        <source>Drive</source>
        <translation>Station</translation>
    </message>
    <message>
        <source>Folder</source>
        <comment>All other platforms</comment>
        <translation>Map</translation>
    </message>
    <message>
        <source>File Folder</source>
        <comment>Match Windows Explorer</comment>
        <translation>Bestandsmap</translation>
    </message>
    <message>
        <source>Shortcut</source>
        <comment>All other platforms</comment>
        <translation>Snelkoppeling</translation>
    </message>
    <message>
        <source>Unknown</source>
        <translation>Onbekend</translation>
    </message>
</context>
<context>
    <name>QFileDialog</name>
    <message>
        <source>&amp;Look in:</source>
        <translation>&amp;Zoeken in:</translation>
    </message>
    <message>
        <source>Files of &amp;type:</source>
        <translation>Bestanden van &amp;type:</translation>
    </message>
</context>
<context>
    <name>QuestionEditor</name>
    <message>
        <source>Questions</source>
        <translation>Vragen</translation>
    </message>
    <message>
        <source>There is no questionnaire yet. Make one, or take one from a file.</source>
        <translation>Er is nog geen vragenlijst. Maak er een, of haal er een uit een bestand.</translation>
    </message>
</context>
<context>
    <name>QuestionForm</name>
    <message>
        <source>Kind of question</source>
        <translation>Soort vraag</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>Code</translation>
    </message>
    <message>
        <source>Code of the question in the results</source>
        <translation>Code van de vraag in de uitkomsten</translation>
    </message>
    <message>
        <source>Question</source>
        <translation>Vraag</translation>
    </message>
    <message>
        <source>Help (if it is needed)</source>
        <translation>Uitleg (als dat nodig is)</translation>
    </message>
    <message>
        <source>What the lowest number means</source>
        <translation>Wat het laagste cijfer betekent</translation>
    </message>
    <message>
        <source>What the highest number means</source>
        <translation>Wat het hoogste cijfer betekent</translation>
    </message>
    <message>
        <source>This question was published: its kind and its code stay as they are.</source>
        <translation>Deze vraag is gepubliceerd: de soort en de code blijven zoals ze zijn.</translation>
    </message>
    <message>
        <source>Question %1</source>
        <translation>Vraag %1</translation>
    </message>
</context>
<context>
    <name>QuestionList</name>
    <message>
        <source>Questions</source>
        <translation>Vragen</translation>
    </message>
    <message>
        <source>Add a question</source>
        <translation>Vraag toevoegen</translation>
    </message>
    <message>
        <source>Move the question up (Alt+Up)</source>
        <translation>Vraag omhoog (Alt+pijl omhoog)</translation>
    </message>
    <message>
        <source>Move the question down (Alt+Down)</source>
        <translation>Vraag omlaag (Alt+pijl omlaag)</translation>
    </message>
    <message>
        <source>Remove the question (Delete)</source>
        <translation>Vraag verwijderen (Delete)</translation>
    </message>
    <message>
        <source>Name, introduction and thanks</source>
        <translation>Naam, inleiding en dankwoord</translation>
    </message>
</context>
<context>
    <name>QuestionsPage</name>
    <message>
        <source>Done</source>
        <translation>Klaar</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>Verder</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Terug</translation>
    </message>
    <message>
        <source>To my opinion</source>
        <translation>Naar mijn mening</translation>
    </message>
    <message>
        <source>Skip</source>
        <translation>Overslaan</translation>
    </message>
</context>
<context>
    <name>QuestionsPart</name>
    <message>
        <source>Questions answered: %1</source>
        <translation>Vragen beantwoord: %1</translation>
    </message>
    <message>
        <source>There are also questions about this plan.</source>
        <translation>Er zijn ook vragen over dit plan.</translation>
    </message>
    <message>
        <source>Change my answers</source>
        <translation>Antwoorden veranderen</translation>
    </message>
    <message>
        <source>Answer the questions</source>
        <translation>Vragen beantwoorden</translation>
    </message>
</context>
<context>
    <name>ReceiptPage</name>
    <message>
        <source>Thank you. Your opinion is kept.</source>
        <translation>Dank u wel. Uw mening is bewaard.</translation>
    </message>
    <message>
        <source>This is your code:</source>
        <translation>Dit is uw code:</translation>
    </message>
    <message>
        <source>What happens next?</source>
        <translation>Hoe gaat het verder?</translation>
    </message>
    <message>
        <source>Write the code down or copy it. We cannot find it for you: we know no names.</source>
        <translation>Schrijf de code op of kopieer hem. Wij kunnen hem niet voor u opzoeken: wij kennen geen namen.</translation>
    </message>
    <message>
        <source>With the code you can read your opinion and the answer, add to it or withdraw it: choose Opinions &gt; With my code.</source>
        <translation>Met de code kunt u uw mening en het antwoord lezen, iets toevoegen of uw mening intrekken. Kies daarvoor Meningen &gt; Met mijn code.</translation>
    </message>
    <message>
        <source>Your opinion is on this computer now. The municipality takes it along and reads it.</source>
        <translation>Uw mening staat nu op deze computer. De gemeente neemt die mee en leest wat u vindt.</translation>
    </message>
    <message>
        <source>Your code</source>
        <translation>Uw code</translation>
    </message>
    <message>
        <source>Copy the code</source>
        <translation>Code kopiëren</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Sluiten</translation>
    </message>
    <message>
        <source>Or go to %1, or scan the square with a phone.</source>
        <translation>Of ga naar %1, of scan het vierkant met een telefoon.</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>Gekopieerd</translation>
    </message>
</context>
<context>
    <name>ReceiptPart</name>
    <message>
        <source>The same code as a QR code</source>
        <translation>Dezelfde code als QR-code</translation>
    </message>
    <message>
        <source>Print</source>
        <translation>Afdrukken</translation>
    </message>
    <message>
        <source>Save as PDF…</source>
        <translation>Bewaren als PDF…</translation>
    </message>
    <message>
        <source>The code of your opinion</source>
        <translation>De code van uw mening</translation>
    </message>
    <message>
        <source>With it you can read your opinion, add to it or withdraw it. Nobody else has this code, and we cannot find it again.</source>
        <translation>Hiermee kunt u uw mening lezen, aanvullen of intrekken. Niemand anders heeft deze code, en wij kunnen hem niet terugvinden.</translation>
    </message>
    <message>
        <source>The printer does not work. Write the code down.</source>
        <translation>De printer werkt niet. Schrijf de code op.</translation>
    </message>
    <message>
        <source>On the internet: %1</source>
        <translation>Op internet: %1</translation>
    </message>
</context>
<context>
    <name>Recorder</name>
    <message>
        <source>Your spoken note: %1</source>
        <translation>Uw ingesproken bericht: %1</translation>
    </message>
    <message>
        <source>Looking for the microphone…</source>
        <translation>De microfoon wordt gezocht…</translation>
    </message>
    <message>
        <source>One moment…</source>
        <translation>Een moment…</translation>
    </message>
    <message>
        <source>● Recording: %1 of %2. Press Stop when you are done.</source>
        <translation>● Opname loopt: %1 van %2. Druk op Stop als u klaar bent.</translation>
    </message>
    <message>
        <source>Record a spoken note</source>
        <translation>Bericht inspreken</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Stop</translation>
    </message>
    <message>
        <source>Record again</source>
        <translation>Opnieuw inspreken</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Verwijderen</translation>
    </message>
    <message>
        <source>Stop recording</source>
        <translation>Stop de opname</translation>
    </message>
    <message>
        <source>Remove the spoken note</source>
        <translation>Het ingesproken bericht verwijderen</translation>
    </message>
    <message>
        <source>How loud it is</source>
        <translation>Hoe hard het geluid is</translation>
    </message>
    <message>
        <source>At most one minute, and you need not. Others may know you by your voice. Say no names.</source>
        <translation>Hooguit één minuut, en het hoeft niet. Anderen kunnen u aan uw stem herkennen. Noem geen namen.</translation>
    </message>
</context>
<context>
    <name>RecoveredPage</name>
    <message>
        <source>Someone was giving an opinion here.</source>
        <translation>Hier gaf iemand net een mening.</translation>
    </message>
    <message>
        <source>The machine stopped and started again. Was it you? Then you can go on.</source>
        <translation>Het apparaat stopte en begon opnieuw. Was u dat? Dan kunt u verdergaan.</translation>
    </message>
    <message>
        <source>If nobody goes on, it is erased by itself.</source>
        <translation>Gaat niemand verder, dan wordt het vanzelf gewist.</translation>
    </message>
    <message>
        <source>Erase</source>
        <translation>Wissen</translation>
    </message>
    <message>
        <source>Go on with it</source>
        <translation>Ga verder</translation>
    </message>
</context>
<context>
    <name>Recovering</name>
    <message>
        <source>mrapp ended unexpectedly. Changes to %1 were not saved. The last one was made on %2.</source>
        <translation>mrapp is onverwacht gestopt. Wijzigingen in %1 waren nog niet opgeslagen. De laatste is van %2.</translation>
    </message>
    <message>
        <source>Unsaved work was found</source>
        <translation>Werk gevonden dat niet is opgeslagen</translation>
    </message>
    <message>
        <source>What do you want to do with these changes?</source>
        <translation>Wat wilt u met deze wijzigingen doen?</translation>
    </message>
    <message>
        <source>Bring back</source>
        <translation>Terughalen</translation>
    </message>
    <message>
        <source>Throw away</source>
        <translation>Weggooien</translation>
    </message>
    <message>
        <source>Not now</source>
        <translation>Niet nu</translation>
    </message>
    <message>
        <source>Throw unsaved work away</source>
        <translation>Niet opgeslagen werk weggooien</translation>
    </message>
    <message>
        <source>The changes to %1 that were not saved go for good.</source>
        <translation>De wijzigingen in %1 die niet zijn opgeslagen, zijn dan voorgoed weg.</translation>
    </message>
    <message>
        <source>Do you want to throw them away?</source>
        <translation>Wilt u ze weggooien?</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Annuleren</translation>
    </message>
</context>
<context>
    <name>RegisterList</name>
    <message>
        <source>Search in the tiles</source>
        <translation>Zoek in de tegels</translation>
    </message>
    <message>
        <source>Order of the list</source>
        <translation>Volgorde van de lijst</translation>
    </message>
    <message>
        <source>Newest first</source>
        <translation>Nieuwste eerst</translation>
    </message>
    <message>
        <source>By name</source>
        <translation>Op naam</translation>
    </message>
    <message>
        <source>By state</source>
        <translation>Op staat</translation>
    </message>
    <message>
        <source>List of tiles</source>
        <translation>Lijst van tegels</translation>
    </message>
    <message>
        <source>No tile has these words.</source>
        <translation>Geen tegel heeft deze woorden.</translation>
    </message>
</context>
<context>
    <name>ReturnPage</name>
    <message>
        <source>One moment.</source>
        <translation>Een ogenblik.</translation>
    </message>
</context>
<context>
    <name>RoutingForm</name>
    <message>
        <source>When to ask</source>
        <translation>Wanneer stellen</translation>
    </message>
    <message>
        <source>Add a condition</source>
        <translation>Voorwaarde toevoegen</translation>
    </message>
    <message>
        <source>Condition %1</source>
        <translation>Voorwaarde %1</translation>
    </message>
    <message>
        <source>%1: which question</source>
        <translation>%1: welke vraag</translation>
    </message>
    <message>
        <source>%1: what must hold</source>
        <translation>%1: wat moet kloppen</translation>
    </message>
    <message>
        <source>%1: which answer</source>
        <translation>%1: welk antwoord</translation>
    </message>
    <message>
        <source>%1: remove</source>
        <translation>%1: verwijderen</translation>
    </message>
</context>
<context>
    <name>SaveDialog</name>
    <message>
        <source>Name of the folder</source>
        <translation>Naam van de map</translation>
    </message>
    <message>
        <source>%1 is there already.</source>
        <translation>%1 is er al.</translation>
    </message>
    <message>
        <source>Do you want to replace it?</source>
        <translation>Wilt u het vervangen?</translation>
    </message>
    <message>
        <source>Replace</source>
        <translation>Vervangen</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Annuleren</translation>
    </message>
</context>
<context>
    <name>Saving</name>
    <message>
        <source>Project in one file (%1)</source>
        <translation>Project in één bestand (%1)</translation>
    </message>
    <message>
        <source>Save the project as one file</source>
        <translation>Het project opslaan als één bestand</translation>
    </message>
    <message>
        <source>Project as a folder (%1)</source>
        <translation>Project als map (%1)</translation>
    </message>
    <message>
        <source>Save the project as a folder</source>
        <translation>Het project opslaan als map</translation>
    </message>
    <message>
        <source>Unsaved changes</source>
        <translation>Niet opgeslagen</translation>
    </message>
    <message>
        <source>This project has changes that were not saved.</source>
        <translation>In dit project zijn wijzigingen die nog niet zijn opgeslagen.</translation>
    </message>
    <message>
        <source>Do you want to save them?</source>
        <translation>Wilt u ze opslaan?</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Opslaan</translation>
    </message>
    <message>
        <source>Do not save</source>
        <translation>Niet opslaan</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Annuleren</translation>
    </message>
    <message>
        <source>Saved by somebody else</source>
        <translation>Door iemand anders opgeslagen</translation>
    </message>
    <message>
        <source>Do you want to replace what somebody else saved?</source>
        <translation>Wilt u vervangen wat iemand anders heeft opgeslagen?</translation>
    </message>
    <message>
        <source>Replace</source>
        <translation>Vervangen</translation>
    </message>
    <message>
        <source>Save under another name</source>
        <translation>Opslaan onder andere naam</translation>
    </message>
</context>
<context>
    <name>SayDialog</name>
    <message>
        <source>Thank you</source>
        <translation>Bedankt</translation>
    </message>
    <message>
        <source>Not kept yet</source>
        <translation>Nog niet bewaard</translation>
    </message>
    <message>
        <source>What you filled in was not kept yet.</source>
        <translation>Wat u hebt ingevuld, is nog niet bewaard.</translation>
    </message>
    <message>
        <source>Do you want to throw it away?</source>
        <translation>Wilt u het weggooien?</translation>
    </message>
    <message>
        <source>Throw away</source>
        <translation>Weggooien</translation>
    </message>
    <message>
        <source>Go on writing</source>
        <translation>Verder schrijven</translation>
    </message>
    <message>
        <source>Say what you think</source>
        <translation>Zeg wat u vindt</translation>
    </message>
    <message>
        <source>Keep without the answers</source>
        <translation>Bewaren zonder antwoorden</translation>
    </message>
    <message>
        <source>One question needs an answer</source>
        <translation>Op één vraag is een antwoord nodig</translation>
    </message>
    <message>
        <source>You answered questions. One that needs an answer is still open.</source>
        <translation>U hebt vragen beantwoord. Eén vraag waarop een antwoord nodig is, staat nog open.</translation>
    </message>
    <message>
        <source>What do you want to do?</source>
        <translation>Wat wilt u doen?</translation>
    </message>
    <message>
        <source>Answer it</source>
        <translation>Deze vraag beantwoorden</translation>
    </message>
</context>
<context>
    <name>SayForm</name>
    <message>
        <source>What do you want to say?</source>
        <translation>Wat wilt u zeggen?</translation>
    </message>
    <message>
        <source>How do you feel about it?</source>
        <translation>Wat vindt u ervan?</translation>
    </message>
    <message>
        <source>What is it about?</source>
        <translation>Waar gaat het over?</translation>
    </message>
    <message>
        <source>We keep no name. Write no names, addresses or telephone numbers in the text.</source>
        <translation>Wij bewaren geen naam. Zet ook geen namen, adressen of telefoonnummers in de tekst.</translation>
    </message>
    <message>
        <source>About: %1</source>
        <translation>Over: %1</translation>
    </message>
    <message>
        <source>About this place</source>
        <translation>Over deze plek</translation>
    </message>
    <message>
        <source>Keeping…</source>
        <translation>Bewaren…</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>Bewaren</translation>
    </message>
    <message>
        <source>Do not keep</source>
        <translation>Niet bewaren</translation>
    </message>
    <message>
        <source>No theme</source>
        <translation>Geen thema</translation>
    </message>
</context>
<context>
    <name>Saying</name>
    <message>
        <source>You were writing something</source>
        <translation>U was iets aan het schrijven</translation>
    </message>
    <message>
        <source>The program stopped before your opinion was kept. What you wrote is here.</source>
        <translation>Het programma stopte voordat uw mening was bewaard. Wat u schreef, is er nog.</translation>
    </message>
    <message>
        <source>Do you want to go on with it?</source>
        <translation>Wilt u ermee verdergaan?</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>Verdergaan</translation>
    </message>
    <message>
        <source>Throw away</source>
        <translation>Weggooien</translation>
    </message>
    <message>
        <source>Later</source>
        <translation>Later</translation>
    </message>
</context>
<context>
    <name>SendPage</name>
    <message>
        <source>May we keep this?</source>
        <translation>Mogen we dit bewaren?</translation>
    </message>
    <message>
        <source>You have not said anything yet. Go back to answer a question.</source>
        <translation>U hebt nog niets gezegd. Ga terug en geef een antwoord.</translation>
    </message>
    <message>
        <source>Questions that you answered: %1</source>
        <translation>Vragen met een antwoord: %1</translation>
    </message>
    <message>
        <source>It is about: %1</source>
        <translation>Het gaat over: %1</translation>
    </message>
    <message>
        <source>You pointed at a place in the city.</source>
        <translation>U hebt een plek aangewezen in de stad.</translation>
    </message>
    <message>
        <source>You drew on the picture.</source>
        <translation>U hebt op de afbeelding getekend.</translation>
    </message>
    <message>
        <source>The municipality reads it. Everybody may read it without your name: there is none. With the code on the next page you can take it back.</source>
        <translation>De gemeente leest het. Iedereen mag het lezen, zonder uw naam: die is er niet. Met de code op de volgende pagina kunt u het terugnemen.</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Terug</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>Bewaren</translation>
    </message>
</context>
<context>
    <name>SendingPage</name>
    <message>
        <source>One moment. Your opinion is being kept.</source>
        <translation>Een moment. We bewaren uw mening.</translation>
    </message>
</context>
<context>
    <name>SharedForm</name>
    <message>
        <source>For all tiles</source>
        <translation>Voor alle tegels</translation>
    </message>
    <message>
        <source>Web address</source>
        <translation>Webadres</translation>
    </message>
    <message>
        <source>Owner, as it stands on the tile</source>
        <translation>Eigenaar, zoals op de tegel staat</translation>
    </message>
    <message>
        <source>Found in the proof at least (%), else printing asks first</source>
        <translation>Minstens gevonden in de proef (%), anders eerst vragen</translation>
    </message>
    <message>
        <source>Mark of the municipality</source>
        <translation>Beeldmerk van de gemeente</translation>
    </message>
    <message>
        <source>Short and official: every tile has it in its code. Later another server can stand behind it; the tiles stay as they are.</source>
        <translation>Kort en officieel: het staat in de code van elke tegel. Later kan er een andere server achter staan; de tegels blijven dan goed.</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>Kiezen…</translation>
    </message>
    <message>
        <source>No mark</source>
        <translation>Geen beeldmerk</translation>
    </message>
    <message>
        <source>None</source>
        <translation>Geen</translation>
    </message>
</context>
<context>
    <name>ShutPage</name>
    <message>
        <source>You can give your opinion again.</source>
        <translation>U kunt weer een mening geven.</translation>
    </message>
    <message>
        <source>Look around</source>
        <translation>Rondkijken</translation>
    </message>
    <message>
        <source>Looking is possible, giving an opinion is not, just now.</source>
        <translation>Rondkijken kan, een mening geven kan nu even niet.</translation>
    </message>
    <message>
        <source>This kiosk cannot keep opinions at the moment. Staff can see why.</source>
        <translation>Deze kiosk kan op dit moment geen meningen bewaren. Een medewerker kan zien waarom.</translation>
    </message>
    <message>
        <source>What you said is still here. Wait a moment: we go on trying.</source>
        <translation>Wat u zei, is er nog. Wacht even: we blijven het proberen.</translation>
    </message>
    <message>
        <source>Look around, and try again later: we go on trying.</source>
        <translation>Kijk rustig rond en probeer het later nog eens: we blijven het proberen.</translation>
    </message>
</context>
<context>
    <name>SizeForm</name>
    <message>
        <source>Size</source>
        <translation>Maat</translation>
    </message>
    <message>
        <source>Side (mm)</source>
        <translation>Zijde (mm)</translation>
    </message>
    <message>
        <source>Tile or paper</source>
        <translation>Tegel of papier</translation>
    </message>
    <message>
        <source>Tile in the pavement</source>
        <translation>Tegel in de straat</translation>
    </message>
    <message>
        <source>Paper, %1, for a table</source>
        <translation>Papier, %1, voor op een tafel</translation>
    </message>
</context>
<context>
    <name>Sketch</name>
    <message>
        <source>What you see now, with your drawing</source>
        <translation>Wat u nu ziet, met uw tekening</translation>
    </message>
    <message>
        <source>What you see now</source>
        <translation>Wat u nu ziet</translation>
    </message>
    <message>
        <source>Draw further</source>
        <translation>Verder tekenen</translation>
    </message>
    <message>
        <source>Draw on the picture</source>
        <translation>Op de afbeelding tekenen</translation>
    </message>
</context>
<context>
    <name>SlipDialog</name>
    <message>
        <source>Day slip</source>
        <translation>Dagstaat</translation>
    </message>
    <message>
        <source>Event</source>
        <translation>Bijeenkomst</translation>
    </message>
    <message>
        <source>Day</source>
        <translation>Dag</translation>
    </message>
    <message>
        <source>Save as PDF…</source>
        <translation>Bewaren als PDF…</translation>
    </message>
    <message>
        <source>All days</source>
        <translation>Alle dagen</translation>
    </message>
    <message>
        <source>All events</source>
        <translation>Alle bijeenkomsten</translation>
    </message>
</context>
<context>
    <name>StaffCorner</name>
    <message>
        <source>The PIN cannot be read. %1</source>
        <translation>De pincode kan niet worden gelezen. %1</translation>
    </message>
    <message>
        <source>No PIN is set yet. Choose one of 4 to 12 digits.</source>
        <translation>Er is nog geen pincode. Kies er een van 4 tot 12 cijfers.</translation>
    </message>
    <message>
        <source>For staff: give the PIN.</source>
        <translation>Voor medewerkers: geef de pincode.</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Probeer opnieuw</translation>
    </message>
    <message>
        <source>That cannot be a PIN: 4 to 12 digits, not all the same.</source>
        <translation>Dat kan geen pincode zijn: 4 tot 12 cijfers, niet allemaal gelijk.</translation>
    </message>
    <message>
        <source>The same once more.</source>
        <translation>Nog een keer dezelfde.</translation>
    </message>
    <message>
        <source>The two were not the same. Choose a PIN of 4 to 12 digits.</source>
        <translation>De twee waren niet gelijk. Kies een pincode van 4 tot 12 cijfers.</translation>
    </message>
    <message>
        <source>That is not the PIN. Tries left: %1.</source>
        <translation>Dat is niet de pincode. Nog %1 keer proberen.</translation>
    </message>
    <message>
        <source>One moment.</source>
        <translation>Een ogenblik.</translation>
    </message>
    <message>
        <source>Too many wrong PINs. Try again in %1 seconds.</source>
        <translation>Te vaak een verkeerde pincode. Probeer het over %1 seconden opnieuw.</translation>
    </message>
    <message>
        <source>Choose a new PIN of 4 to 12 digits.</source>
        <translation>Kies een nieuwe pincode van 4 tot 12 cijfers.</translation>
    </message>
    <message>
        <source>Opinions that nobody had finished, found at the start: %1</source>
        <translation>Meningen die niet af waren, gevonden bij de start: %1</translation>
    </message>
    <message>
        <source>The day slip is in %1</source>
        <translation>De dagstaat staat in %1</translation>
    </message>
</context>
<context>
    <name>StaffDialog</name>
    <message>
        <source>Close</source>
        <translation>Sluiten</translation>
    </message>
</context>
<context>
    <name>StaffPage</name>
    <message>
        <source>For staff</source>
        <translation>Voor medewerkers</translation>
    </message>
    <message>
        <source>Opinions here: %1. In the last 24 hours: %2.</source>
        <translation>Meningen hier: %1. In de laatste 24 uur: %2.</translation>
    </message>
    <message>
        <source>Back to the kiosk</source>
        <translation>Terug naar de kiosk</translation>
    </message>
    <message>
        <source>Another PIN</source>
        <translation>Andere pincode</translation>
    </message>
    <message>
        <source>Leave the kiosk</source>
        <translation>De kiosk verlaten</translation>
    </message>
    <message>
        <source>Day slip</source>
        <translation>Dagstaat</translation>
    </message>
    <message>
        <source>Hold sending</source>
        <translation>Verzenden pauzeren</translation>
    </message>
    <message>
        <source>Resume sending</source>
        <translation>Verzenden hervatten</translation>
    </message>
    <message>
        <source>Nobody can give an opinion now.</source>
        <translation>Niemand kan nu een mening geven.</translation>
    </message>
    <message>
        <source>Tried last at %1. The kiosk goes on trying by itself.</source>
        <translation>Het laatst geprobeerd om %1. De kiosk blijft het zelf proberen.</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Probeer opnieuw</translation>
    </message>
    <message>
        <source>Nothing waits to be sent.</source>
        <translation>Er wacht niets op verzending.</translation>
    </message>
    <message>
        <source>Waiting to be sent: %1</source>
        <translation>Wacht op verzending: %1</translation>
    </message>
    <message>
        <source>since %1</source>
        <translation>sinds %1</translation>
    </message>
    <message>
        <source>Which event is it?</source>
        <translation>Welke bijeenkomst is het?</translation>
    </message>
    <message>
        <source>No event</source>
        <translation>Geen bijeenkomst</translation>
    </message>
</context>
<context>
    <name>StepPage</name>
    <message>
        <source>Back</source>
        <translation>Terug</translation>
    </message>
    <message>
        <source>Skip</source>
        <translation>Overslaan</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>Verder</translation>
    </message>
</context>
<context>
    <name>StudioPanel</name>
    <message>
        <source>Close the tiles</source>
        <translation>Tegels sluiten</translation>
    </message>
    <message>
        <source>Show tiles in the view when this is closed</source>
        <translation>Tegels ook tonen als dit dicht is</translation>
    </message>
    <message>
        <source>A tile with a code lies in the pavement. Who scans it with a phone sees there what the plan will look like on that spot.

1. Fill in below at which web address the tiles open, and who owns them.
2. Press New tile, and click in the view where it is to lie. Drag to choose which way visitors look.
3. Choose what it opens, try it out, and print it.</source>
        <translation>Een tegel met een code ligt in de straat. Wie hem met een telefoon scant, ziet hoe het plan er op die plek uit gaat zien.

1. Vul hieronder in op welk webadres de tegels openen, en van wie ze zijn.
2. Druk op Nieuwe tegel en klik in het beeld waar hij komt. Sleep om te kiezen welke kant bezoekers op kijken.
3. Kies wat de tegel opent, probeer hem uit en druk hem.</translation>
    </message>
    <message>
        <source>Tiles (%1)</source>
        <translation>Tegels (%1)</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Stoppen</translation>
    </message>
    <message>
        <source>New tile</source>
        <translation>Nieuwe tegel</translation>
    </message>
</context>
<context>
    <name>SyncLine</name>
    <message>
        <source>Sending</source>
        <translation>Verzenden</translation>
    </message>
</context>
<context>
    <name>TakeBackPage</name>
    <message>
        <source>Do you want to withdraw your opinion?</source>
        <translation>Wilt u uw mening intrekken?</translation>
    </message>
    <message>
        <source>What you said is erased. That cannot be undone.</source>
        <translation>Wat u zei, wordt gewist. Dat kan niet ongedaan worden gemaakt.</translation>
    </message>
    <message>
        <source>Withdraw</source>
        <translation>Intrekken</translation>
    </message>
    <message>
        <source>Keep it</source>
        <translation>Laten staan</translation>
    </message>
</context>
<context>
    <name>TakenPage</name>
    <message>
        <source>Your opinion is withdrawn. What you said is erased.</source>
        <translation>Uw mening is ingetrokken. Wat u zei, is gewist.</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Klaar</translation>
    </message>
</context>
<context>
    <name>Telling</name>
    <message>
        <source>Lay a tile, or an A4 sheet with a tile on it, on a table. Choose at the left where the pictures come from, and switch it on. The plan then stands on the tile.</source>
        <translation>Leg een tegel, of een A4 met een tegel erop, op tafel. Kies links waar de beelden vandaan komen, en zet dat aan. Het plan staat dan op de tegel.</translation>
    </message>
    <message>
        <source>This was the last picture. Press “Show” to see it again.</source>
        <translation>Dit was het laatste beeld. Druk op ‘Tonen’ om het nog eens te zien.</translation>
    </message>
    <message>
        <source>A code in sight</source>
        <translation>Er is een code in beeld</translation>
    </message>
    <message>
        <source>No tile in sight</source>
        <translation>Geen tegel in beeld</translation>
    </message>
    <message>
        <source>The calibration was made for pictures of another shape. It is not used.</source>
        <translation>De ijking is gemaakt voor beelden van een andere vorm. Ze wordt niet gebruikt.</translation>
    </message>
    <message>
        <source>The lens of this camera is not known; a usual one is assumed. At full size things may then stand a tenth too near or too far, or more.</source>
        <translation>De lens van deze camera is niet bekend; er wordt een gewone aangenomen. Op ware grootte kan alles dan een tiende te dichtbij of te ver weg staan, of meer.</translation>
    </message>
    <message>
        <source>The lens of this camera was measured.</source>
        <translation>De lens van deze camera is gemeten.</translation>
    </message>
    <message>
        <source>This camera mirrors its picture. It was turned back.</source>
        <translation>Deze camera spiegelt het beeld. Het is teruggedraaid.</translation>
    </message>
</context>
<context>
    <name>ThanksPage</name>
    <message>
        <source>Thank you. Your opinion is kept.</source>
        <translation>Dank u wel. Uw mening is bewaard.</translation>
    </message>
    <message>
        <source>This is your code:</source>
        <translation>Dit is uw code:</translation>
    </message>
    <message>
        <source>Write it down or take a photo. With it you can read the answer, add something or take your opinion back. Nobody else has it, and we cannot find it again.</source>
        <translation>Schrijf de code op of maak een foto. Daarmee kunt u het antwoord lezen, iets toevoegen of uw mening terugnemen. Niemand anders heeft de code. Wij kunnen de code niet terugvinden.</translation>
    </message>
    <message>
        <source>The page with your opinion, as a QR code for your phone</source>
        <translation>De pagina met uw mening, als QR-code voor uw telefoon</translation>
    </message>
    <message>
        <source>The same code as a QR code</source>
        <translation>Dezelfde code als QR-code</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Klaar</translation>
    </message>
    <message>
        <source>More time</source>
        <translation>Meer tijd</translation>
    </message>
    <message>
        <source>Print</source>
        <translation>Afdrukken</translation>
    </message>
    <message>
        <source>Read the answer at home: %1. Or scan the square with your phone.</source>
        <translation>Lees thuis het antwoord: %1. Of scan het vierkant met uw telefoon.</translation>
    </message>
    <message>
        <source>This page goes away in %1 seconds.</source>
        <translation>Deze pagina verdwijnt over %1 seconden.</translation>
    </message>
    <message>
        <source>The printer does not work. Write the code down.</source>
        <translation>De printer werkt niet. Schrijf de code op.</translation>
    </message>
</context>
<context>
    <name>ThemesDialog</name>
    <message>
        <source>Themes and events</source>
        <translation>Thema’s en bijeenkomsten</translation>
    </message>
    <message>
        <source>Themes</source>
        <translation>Thema’s</translation>
    </message>
    <message>
        <source>A visitor chooses from these what a remark is about.</source>
        <translation>Een bezoeker kiest hieruit waar een mening over gaat.</translation>
    </message>
    <message>
        <source>New theme</source>
        <translation>Nieuw thema</translation>
    </message>
    <message>
        <source>Events</source>
        <translation>Bijeenkomsten</translation>
    </message>
    <message>
        <source>A session where people give their opinion, such as an open evening.</source>
        <translation>Een moment waarop mensen hun mening geven, zoals een inloopavond.</translation>
    </message>
    <message>
        <source>New event</source>
        <translation>Nieuwe bijeenkomst</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Sluiten</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>Thema</translation>
    </message>
    <message>
        <source>Event</source>
        <translation>Bijeenkomst</translation>
    </message>
    <message>
        <source>%1: remove</source>
        <translation>%1: verwijderen</translation>
    </message>
    <message>
        <source>Date</source>
        <translation>Datum</translation>
    </message>
    <message>
        <source>Date of %1</source>
        <translation>Datum van %1</translation>
    </message>
</context>
<context>
    <name>TileEditing</name>
    <message>
        <source>Mark of the municipality</source>
        <translation>Beeldmerk van de gemeente</translation>
    </message>
    <message>
        <source>Pictures (%1)</source>
        <translation>Afbeeldingen (%1)</translation>
    </message>
    <message>
        <source>Another web address</source>
        <translation>Een ander webadres</translation>
    </message>
    <message>
        <source>Change it all the same?</source>
        <translation>Toch veranderen?</translation>
    </message>
    <message>
        <source>Change it</source>
        <translation>Veranderen</translation>
    </message>
    <message>
        <source>Keep it</source>
        <translation>Zo laten</translation>
    </message>
</context>
<context>
    <name>TileExporting</name>
    <message>
        <source>passports</source>
        <translation>paspoorten</translation>
    </message>
    <message>
        <source>tiles</source>
        <translation>tegels</translation>
    </message>
    <message>
        <source>Export the list of tiles</source>
        <translation>Lijst van tegels exporteren</translation>
    </message>
</context>
<context>
    <name>TilePage</name>
    <message>
        <source>The plan on a tile</source>
        <translation>Het plan op een tegel</translation>
    </message>
    <message>
        <source>Hold a tile before the camera, or turn the sheet on the table.</source>
        <translation>Houd een tegel voor de camera, of draai het vel op tafel.</translation>
    </message>
    <message>
        <source>Morning, 9:00</source>
        <translation>Ochtend, 9:00</translation>
    </message>
    <message>
        <source>Afternoon, 13:00</source>
        <translation>Middag, 13:00</translation>
    </message>
    <message>
        <source>Evening, 18:00</source>
        <translation>Avond, 18:00</translation>
    </message>
    <message>
        <source>Switch the camera off</source>
        <translation>Zet de camera uit</translation>
    </message>
</context>
<context>
    <name>TilePictures</name>
    <message>
        <source>The tile</source>
        <translation>De tegel</translation>
    </message>
    <message>
        <source>What a visitor sees</source>
        <translation>Wat een bezoeker ziet</translation>
    </message>
    <message>
        <source>Being drawn…</source>
        <translation>Wordt getekend…</translation>
    </message>
</context>
<context>
    <name>TilePrinting</name>
    <message>
        <source>Are you sure?</source>
        <translation>Weet u het zeker?</translation>
    </message>
    <message>
        <source>The proof was not passed.</source>
        <translation>De proef is niet gehaald.</translation>
    </message>
    <message>
        <source>Print all the same</source>
        <translation>Toch drukken</translation>
    </message>
    <message>
        <source>Do not print</source>
        <translation>Niet drukken</translation>
    </message>
    <message>
        <source>mounting</source>
        <comment>end of a file&apos;s name</comment>
        <translation>plaatsingsbladen</translation>
    </message>
    <message>
        <source>tiles</source>
        <translation>tegels</translation>
    </message>
</context>
<context>
    <name>TileStudio</name>
    <message>
        <source>First fill in the web address of the tiles, below.</source>
        <translation>Vul eerst hieronder het webadres van de tegels in.</translation>
    </message>
    <message>
        <source>Click in the view where the tile lies. Drag to choose its direction.</source>
        <translation>Klik in het beeld waar de tegel komt. Sleep om de richting te kiezen.</translation>
    </message>
</context>
<context>
    <name>TileWords</name>
    <message>
        <source>The camera gives no picture just now. We go on trying. Staff can see what is wrong.</source>
        <translation>De camera geeft op dit moment geen beeld. We blijven het proberen. Medewerkers kunnen zien wat er mis is.</translation>
    </message>
    <message>
        <source>The tile is out of sight. Let the camera see it again.</source>
        <translation>De tegel is uit beeld. Laat hem weer aan de camera zien.</translation>
    </message>
    <message>
        <source>The camera sees no tile yet. Hold one before it.</source>
        <translation>De camera ziet nog geen tegel. Houd er een voor.</translation>
    </message>
    <message>
        <source>Bring the tile closer, or let the whole of it be seen.</source>
        <translation>Houd de tegel dichterbij, of breng hem helemaal in beeld.</translation>
    </message>
    <message>
        <source>Turn the tile, or hold it farther away.</source>
        <translation>Draai de tegel, of houd hem verder weg.</translation>
    </message>
</context>
<context>
    <name>TimePanel</name>
    <message>
        <source>Sun and time</source>
        <translation>Zon en tijd</translation>
    </message>
    <message>
        <source>Time of day</source>
        <translation>Tijd van de dag</translation>
    </message>
    <message>
        <source>Day of the year</source>
        <translation>Dag van het jaar</translation>
    </message>
    <message>
        <source>Drag the sun to another hour</source>
        <translation>Sleep de zon naar een ander uur</translation>
    </message>
    <message>
        <source>Slide to another day</source>
        <translation>Schuif naar een andere dag</translation>
    </message>
    <message>
        <source>The sun is below the horizon.</source>
        <translation>De zon is onder.</translation>
    </message>
    <message>
        <source>north</source>
        <translation>noorden</translation>
    </message>
    <message>
        <source>north-east</source>
        <translation>noordoosten</translation>
    </message>
    <message>
        <source>east</source>
        <translation>oosten</translation>
    </message>
    <message>
        <source>south-east</source>
        <translation>zuidoosten</translation>
    </message>
    <message>
        <source>south</source>
        <translation>zuiden</translation>
    </message>
    <message>
        <source>south-west</source>
        <translation>zuidwesten</translation>
    </message>
    <message>
        <source>west</source>
        <translation>westen</translation>
    </message>
    <message>
        <source>north-west</source>
        <translation>noordwesten</translation>
    </message>
    <message>
        <source>The sun stands %1° high in the %2.</source>
        <translation>De zon staat %1° hoog in het %2.</translation>
    </message>
</context>
<context>
    <name>ViewArea</name>
    <message>
        <source>3D view of the city</source>
        <translation>3D-beeld van de stad</translation>
    </message>
    <message>
        <source>Arrow keys walk and turn. Enter selects what is in the middle. F1 helps.</source>
        <translation>Met de pijltjestoetsen loopt en draait u. Enter kiest wat in het midden staat. F1 geeft hulp.</translation>
    </message>
</context>
<context>
    <name>ViewpointsPanel</name>
    <message>
        <source>Viewpoints</source>
        <translation>Kijkpunten</translation>
    </message>
    <message>
        <source>Save a viewpoint here</source>
        <translation>Kijkpunt hier bewaren</translation>
    </message>
    <message>
        <source>Viewpoint %1</source>
        <translation>Kijkpunt %1</translation>
    </message>
    <message>
        <source>Name of the viewpoint</source>
        <translation>Naam van het kijkpunt</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>Bewaren</translation>
    </message>
    <message>
        <source>Fly to %1</source>
        <translation>Vlieg naar %1</translation>
    </message>
    <message>
        <source>Rename or remove %1</source>
        <translation>%1 hernoemen of verwijderen</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>Hernoemen</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Verwijderen</translation>
    </message>
</context>
<context>
    <name>Waiting</name>
    <message>
        <source>Stop</source>
        <translation>Stoppen</translation>
    </message>
</context>
<context>
    <name>Welcome</name>
    <message>
        <source>Look at your city of tomorrow</source>
        <translation>Bekijk uw stad van morgen</translation>
    </message>
    <message>
        <source>Open a project to see a plan in its surroundings, or make one from a file.</source>
        <translation>Open een project om een plan in zijn omgeving te zien, of maak er een van een bestand.</translation>
    </message>
    <message>
        <source>Open a project</source>
        <translation>Project openen</translation>
    </message>
    <message>
        <source>New project from a file</source>
        <translation>Nieuw project van een bestand</translation>
    </message>
    <message>
        <source>Continue with %1</source>
        <translation>Verder met %1</translation>
    </message>
</context>
<context>
    <name>WholeForm</name>
    <message>
        <source>Name, introduction and thanks</source>
        <translation>Naam, inleiding en dankwoord</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Naam</translation>
    </message>
    <message>
        <source>Introduction</source>
        <translation>Inleiding</translation>
    </message>
    <message>
        <source>Thanks at the end</source>
        <translation>Dankwoord aan het eind</translation>
    </message>
</context>
<context>
    <name>Words</name>
    <message>
        <source>The camera is still on</source>
        <translation>De camera staat nog aan</translation>
    </message>
    <message>
        <source>The camera is on</source>
        <translation>De camera staat aan</translation>
    </message>
    <message>
        <source>Waiting for the first picture…</source>
        <translation>Wachten op het eerste beeld…</translation>
    </message>
    <message>
        <source>The camera gives no new picture. What you see is its last one.</source>
        <translation>De camera geeft geen nieuw beeld. U ziet het laatste.</translation>
    </message>
    <message>
        <source>The tile is out of sight, so nobody can tell where the plan stands. Point the camera at the tile again.</source>
        <translation>De tegel is uit beeld; waar het plan staat is dan niet te zeggen. Richt de camera weer op de tegel.</translation>
    </message>
    <message>
        <source>Point the camera at the tile.</source>
        <translation>Richt de camera op de tegel.</translation>
    </message>
    <message>
        <source>This tile is in sight twice. One of the two is a copy.</source>
        <translation>Deze tegel is twee keer in beeld. Een van de twee is een kopie.</translation>
    </message>
    <message>
        <source>Come closer, or let the whole tile be seen.</source>
        <translation>Kom dichterbij, of breng de hele tegel in beeld.</translation>
    </message>
    <message>
        <source>Putting the model on the tile…</source>
        <translation>De maquette wordt op de tegel gezet…</translation>
    </message>
    <message>
        <source>There is nothing of the project where this tile belongs.</source>
        <translation>Waar deze tegel hoort, is niets van het project.</translation>
    </message>
    <message>
        <source>The plan is to the left of this picture.</source>
        <translation>Het plan is links van dit beeld.</translation>
    </message>
    <message>
        <source>The plan is to the right of this picture.</source>
        <translation>Het plan is rechts van dit beeld.</translation>
    </message>
    <message>
        <source>The plan is above this picture.</source>
        <translation>Het plan is boven dit beeld.</translation>
    </message>
    <message>
        <source>The plan is below this picture.</source>
        <translation>Het plan is onder dit beeld.</translation>
    </message>
    <message>
        <source>Walk round the tile or step back, and keep it in the picture.</source>
        <translation>Loop om de tegel heen of ga achteruit, en houd de tegel in beeld.</translation>
    </message>
    <message>
        <source>Seen well.</source>
        <translation>Goed te zien.</translation>
    </message>
    <message>
        <source>Seen fairly.</source>
        <translation>Redelijk te zien.</translation>
    </message>
    <message>
        <source>Seen poorly: come closer, or look less aslant.</source>
        <translation>Slecht te zien: kom dichterbij, of kijk minder schuin.</translation>
    </message>
    <message>
        <source>Too little of the tile is seen to show the plan on it.</source>
        <translation>Er is te weinig van de tegel te zien om het plan erop te tonen.</translation>
    </message>
    <message>
        <source>At full size. What exists does not hide what is planned behind it.</source>
        <translation>Op ware grootte. Wat er al staat, verbergt niet wat erachter komt.</translation>
    </message>
    <message>
        <source>Scale 1 to %1</source>
        <translation>Schaal 1 op %1</translation>
    </message>
</context>
<context>
    <name>WordsPage</name>
    <message>
        <source>Do you want to say anything else?</source>
        <translation>Wilt u nog iets zeggen?</translation>
    </message>
    <message>
        <source>Do not write your name, address or telephone number.</source>
        <translation>Schrijf niet uw naam, adres of telefoonnummer op.</translation>
    </message>
    <message>
        <source>Draw further</source>
        <translation>Verder tekenen</translation>
    </message>
    <message>
        <source>Draw on the picture</source>
        <translation>Op de afbeelding tekenen</translation>
    </message>
</context>
<context>
    <name>_Group</name>
    <message>
        <source>Add</source>
        <translation>Toevoegen</translation>
    </message>
</context>
</TS>
