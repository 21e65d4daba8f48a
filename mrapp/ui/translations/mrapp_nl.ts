<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="nl" sourcelanguage="en">
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
    <name>MovePad</name>
    <message>
        <source>Moving</source>
        <translation>Bewegen</translation>
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
</TS>
