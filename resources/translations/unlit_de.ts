<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
 <context>
  <name>AboutDialog</name>
  <message>
   <source>A studio for editing image generators themselves.</source>
   <translation>Ein Studio, in dem man Bildgeneratoren selbst bearbeitet.</translation>
  </message>
  <message>
   <source>About Unlit</source>
   <translation>Über Unlit</translation>
  </message>
  <message>
   <source>Copy the citations</source>
   <translation>Literaturangaben kopieren</translation>
  </message>
  <message>
   <source>Licences and citations</source>
   <translation>Lizenzen und Literaturangaben</translation>
  </message>
  <message>
   <source>Unlit {version}</source>
   <translation>Unlit {version}</translation>
  </message>
 </context>
 <context>
  <name>BalanceWordPanel</name>
  <message>
   <source>A word whose pictures are one-sided</source>
   <translation>Ein Wort, dessen Bilder einseitig sind</translation>
  </message>
  <message>
   <source>Another choice</source>
   <translation>Noch eine Möglichkeit</translation>
  </message>
  <message>
   <source>Back to the search; the edit stays (Esc)</source>
   <translation>Zurück zur Suche; die Änderung bleibt (Esc)</translation>
  </message>
  <message>
   <source>Balance</source>
   <translation>Ausgleichen</translation>
  </message>
  <message>
   <source>Balance a word</source>
   <translation>Ein Wort ausgleichen</translation>
  </message>
  <message>
   <source>Balance the word</source>
   <translation>Das Wort ausgleichen</translation>
  </message>
  <message>
   <source>By how much of all pictures each choice may miss what is wanted</source>
   <translation>Um wie viel aller Bilder jede Möglichkeit vom Gewünschten abweichen darf</translation>
  </message>
  <message>
   <source>CLIP that reads the pictures</source>
   <translation>CLIP, das die Bilder liest</translation>
  </message>
  <message>
   <source>Cancel</source>
   <translation>Abbrechen</translation>
  </message>
  <message>
   <source>Cancel balancing</source>
   <translation>Ausgleichen abbrechen</translation>
  </message>
  <message>
   <source>Choice {number}</source>
   <translation>Möglichkeit {number}</translation>
  </message>
  <message>
   <source>Choices, and how often each is wanted</source>
   <translation>Möglichkeiten, und wie oft jede gewünscht ist</translation>
  </message>
  <message>
   <source>Close</source>
   <translation>Schließen</translation>
  </message>
  <message>
   <source>Close balancing</source>
   <translation>Ausgleichen schließen</translation>
  </message>
  <message>
   <source>Count</source>
   <translation>Zählen</translation>
  </message>
  <message>
   <source>Count how often each choice comes</source>
   <translation>Zählen, wie oft jede Möglichkeit kommt</translation>
  </message>
  <message>
   <source>Details</source>
   <translation>Einzelheiten</translation>
  </message>
  <message>
   <source>Each try</source>
   <translation>Je Versuch</translation>
  </message>
  <message>
   <source>Finds an edit under which they come as often as wanted (Ctrl+Return)</source>
   <translation>Findet eine Änderung, mit der sie so oft kommen wie gewünscht (Strg+Eingabe)</translation>
  </message>
  <message>
   <source>For generators other than the sample’s; its files must be on this disk</source>
   <translation>Für andere Generatoren als den des Beispiels; seine Dateien müssen auf dieser Platte sein</translation>
  </message>
  <message>
   <source>How near is near enough</source>
   <translation>Wie nah nah genug ist</translation>
  </message>
  <message>
   <source>How often choice {number} is wanted</source>
   <translation>Wie oft Möglichkeit {number} gewünscht ist</translation>
  </message>
  <message>
   <source>How often does each choice come now? Draws pictures and counts</source>
   <translation>Wie oft kommt jede Möglichkeit jetzt? Zeichnet Bilder und zählt</translation>
  </message>
  <message>
   <source>In parts: 1 and 1 come equally often, of 1 and 3 the first comes once in four pictures</source>
   <translation>In Teilen: 1 und 1 kommen gleich oft, von 1 und 3 kommt die erste einmal in vier Bildern</translation>
  </message>
  <message>
   <source>Keep</source>
   <translation>Behalten</translation>
  </message>
  <message>
   <source>Keep: texts that go on meaning what they do, a line each</source>
   <translation>Behalten: Texte, die weiter bedeuten, was sie bedeuten, je Zeile einer</translation>
  </message>
  <message>
   <source>Near enough</source>
   <translation>Nah genug</translation>
  </message>
  <message>
   <source>Of other seeds, until it is sure whether the word is balanced</source>
   <translation>Mit anderen Startwerten, bis sicher ist, ob das Wort ausgeglichen ist</translation>
  </message>
  <message>
   <source>Pictures of each try</source>
   <translation>Bilder je Versuch</translation>
  </message>
  <message>
   <source>Pictures of the test, at most</source>
   <translation>Bilder der Prüfung, höchstens</translation>
  </message>
  <message>
   <source>Remove choice {number}</source>
   <translation>Möglichkeit {number} entfernen</translation>
  </message>
  <message>
   <source>Show how the word is balanced</source>
   <translation>Zeigen, wie das Wort ausgeglichen wird</translation>
  </message>
  <message>
   <source>Stop; nothing is changed (Esc)</source>
   <translation>Anhalten; nichts wird geändert (Esc)</translation>
  </message>
  <message>
   <source>The test</source>
   <translation>Die Prüfung</translation>
  </message>
  <message>
   <source>The word that is balanced</source>
   <translation>Das Wort, das ausgeglichen wird</translation>
  </message>
  <message>
   <source>With so many pictures it is counted, and each try of other shares</source>
   <translation>Mit so vielen Bildern wird gezählt und jeder Versuch mit anderen Anteilen gemacht</translation>
  </message>
  <message>
   <source>Word</source>
   <translation>Wort</translation>
  </message>
  <message>
   <source>a folder, or a name on the hub</source>
   <translation>ein Ordner oder ein Name auf dem Hub</translation>
  </message>
  <message>
   <source>for instance: lamp</source>
   <translation>zum Beispiel: lamp</translation>
  </message>
  <message>
   <source>for instance: lit lamp</source>
   <translation>zum Beispiel: lit lamp</translation>
  </message>
  <message>
   <source>for instance: window</source>
   <translation>zum Beispiel: window</translation>
  </message>
 </context>
 <context>
  <name>BalanceWordPresenter</name>
  <message>
   <source>Balanced to {near} %, with 95 % confidence after {tested} pictures of other seeds.</source>
   <translation>Auf {near} % ausgeglichen, mit 95 % Sicherheit nach {tested} Bildern anderer Startwerte.</translation>
  </message>
  <message>
   <source>In {rounds} tries it could not be balanced to {near} %.</source>
   <translation>In {rounds} Versuchen ließ es sich nicht auf {near} % ausgleichen.</translation>
  </message>
  <message>
   <source>It may be balanced; {tested} pictures of other seeds are too few to be sure.</source>
   <translation>Vielleicht ausgeglichen; {tested} Bilder anderer Startwerte sind zu wenige, um sicher zu sein.</translation>
  </message>
  <message>
   <source>No scene’s prompt says “{word}” and leaves the choice open. Write one below the picture: without what only a choice says.</source>
   <translation>Kein Prompt einer Szene sagt „{word}“ und lässt die Wahl offen. Schreiben Sie einen unter dem Bild: ohne das, was nur eine Möglichkeit sagt.</translation>
  </message>
  <message>
   <source>Nothing was changed.</source>
   <translation>Nichts wurde geändert.</translation>
  </message>
  <message>
   <source>Pictures are drawn of:
{prompts}</source>
   <translation>Gezeichnet werden Bilder von:
{prompts}</translation>
  </message>
  <message>
   <source>Still more than {near} % off after {tested} pictures of other seeds.</source>
   <translation>Nach {tested} Bildern anderer Startwerte noch mehr als {near} % daneben.</translation>
  </message>
  <message>
   <source>Stopped. Nothing was changed.</source>
   <translation>Angehalten. Nichts wurde geändert.</translation>
  </message>
  <message>
   <source>The edit is in the list above.</source>
   <translation>Die Änderung steht in der Liste darüber.</translation>
  </message>
  <message>
   <source>This is how it is now, counted in {count} pictures.</source>
   <translation>So ist es jetzt, gezählt in {count} Bildern.</translation>
  </message>
  <message>
   <source>Write a word, and two choices or more that should come in its pictures.</source>
   <translation>Schreiben Sie ein Wort und zwei oder mehr Möglichkeiten, die in seinen Bildern kommen sollen.</translation>
  </message>
 </context>
 <context>
  <name>Balancing</name>
  <message>
   <source>Balance a word</source>
   <translation>Ein Wort ausgleichen</translation>
  </message>
  <message>
   <source>Balancing, at most</source>
   <translation>Gleicht aus, höchstens</translation>
  </message>
  <message>
   <source>Counting</source>
   <translation>Zählt</translation>
  </message>
 </context>
 <context>
  <name>BrowseDialog</name>
  <message>
   <source>Add the picked seeds to the scenes</source>
   <translation>Die gewählten Startwerte zu den Szenen hinzufügen</translation>
  </message>
  <message>
   <source>Add {count} scene</source>
   <translation>{count} Szene hinzufügen</translation>
  </message>
  <message>
   <source>Add {count} scenes</source>
   <translation>{count} Szenen hinzufügen</translation>
  </message>
  <message>
   <source>Back</source>
   <translation>Zurück</translation>
  </message>
  <message>
   <source>Browse seeds</source>
   <translation>Startwerte durchsehen</translation>
  </message>
  <message>
   <source>First seed of the page</source>
   <translation>Erster Startwert der Seite</translation>
  </message>
  <message>
   <source>Next</source>
   <translation>Weiter</translation>
  </message>
  <message>
   <source>Next page</source>
   <translation>Nächste Seite</translation>
  </message>
  <message>
   <source>Page before</source>
   <translation>Vorige Seite</translation>
  </message>
  <message>
   <source>Seed {seed}</source>
   <translation>Startwert {seed}</translation>
  </message>
  <message>
   <source>Seed {seed}, among the scenes already</source>
   <translation>Startwert {seed}, schon unter den Szenen</translation>
  </message>
  <message>
   <source>Seeds from</source>
   <translation>Startwerte ab</translation>
  </message>
 </context>
 <context>
  <name>CanvasPresenter</name>
  <message>
   <source>Clear</source>
   <translation>Leeren</translation>
  </message>
  <message>
   <source>Click the lamp, or paint it</source>
   <translation>Klicken Sie auf die Lampe oder übermalen Sie sie</translation>
  </message>
  <message>
   <source>Click the thing you want to change, or paint it</source>
   <translation>Klicken Sie auf das, was sich ändern soll, oder übermalen Sie es</translation>
  </message>
  <message>
   <source>Erase</source>
   <translation>Löschen</translation>
  </message>
  <message>
   <source>Grow</source>
   <translation>Vergrößern</translation>
  </message>
  <message>
   <source>Invert</source>
   <translation>Umkehren</translation>
  </message>
  <message>
   <source>Lasso</source>
   <translation>Lasso</translation>
  </message>
  <message>
   <source>Paint</source>
   <translation>Malen</translation>
  </message>
  <message>
   <source>Paint the thing you want to change, for instance a lamp</source>
   <translation>Übermalen Sie, was sich ändern soll, zum Beispiel eine Lampe</translation>
  </message>
  <message>
   <source>Paint what is to stay as it is; K paints the region again</source>
   <translation>Übermalen Sie, was bleiben soll, wie es ist; mit K malen Sie wieder die Region</translation>
  </message>
  <message>
   <source>Paint what stays</source>
   <translation>Malen, was bleibt</translation>
  </message>
  <message>
   <source>Rectangle</source>
   <translation>Rechteck</translation>
  </message>
  <message>
   <source>Shrink</source>
   <translation>Verkleinern</translation>
  </message>
  <message>
   <source>Soften</source>
   <translation>Weichzeichnen</translation>
  </message>
  <message>
   <source>This was found, not painted; paint to correct it</source>
   <translation>Dies wurde gefunden, nicht gemalt; malen Sie, um es zu berichtigen</translation>
  </message>
 </context>
 <context>
  <name>CanvasView</name>
  <message>
   <source>Line at {percent} %</source>
   <translation>Linie bei {percent} %</translation>
  </message>
  <message>
   <source>Picture</source>
   <translation>Bild</translation>
  </message>
  <message>
   <source>beside the picture</source>
   <translation>neben dem Bild</translation>
  </message>
  <message>
   <source>not painted</source>
   <translation>nicht gemalt</translation>
  </message>
  <message>
   <source>painted</source>
   <translation>gemalt</translation>
  </message>
  <message>
   <source>{x}, {y}, {what}</source>
   <translation>{x}, {y}, {what}</translation>
  </message>
 </context>
 <context>
  <name>ChangeWordPanel</name>
  <message>
   <source>1 adds as much of it as there is of the word; below 0 takes it away</source>
   <translation>1 fügt so viel davon hinzu, wie vom Wort da ist; unter 0 nimmt es weg</translation>
  </message>
  <message>
   <source>Add another</source>
   <translation>Noch eines hinzufügen</translation>
  </message>
  <message>
   <source>Add, and how much</source>
   <translation>Hinzufügen, und wie viel</translation>
  </message>
  <message>
   <source>Added, {number}</source>
   <translation>Hinzugefügt, {number}</translation>
  </message>
  <message>
   <source>Another meaning</source>
   <translation>Andere Bedeutung</translation>
  </message>
  <message>
   <source>As if nothing had been tried (Esc)</source>
   <translation>Als wäre nichts versucht worden (Esc)</translation>
  </message>
  <message>
   <source>Balance</source>
   <translation>Ausgleichen</translation>
  </message>
  <message>
   <source>Cancel</source>
   <translation>Abbrechen</translation>
  </message>
  <message>
   <source>Change a word</source>
   <translation>Ein Wort ändern</translation>
  </message>
  <message>
   <source>Details</source>
   <translation>Einzelheiten</translation>
  </message>
  <message>
   <source>Erase</source>
   <translation>Löschen</translation>
  </message>
  <message>
   <source>How much is added, {number}</source>
   <translation>Wie viel hinzugefügt wird, {number}</translation>
  </message>
  <message>
   <source>Keep</source>
   <translation>Behalten</translation>
  </message>
  <message>
   <source>Keep the changed word</source>
   <translation>Das geänderte Wort behalten</translation>
  </message>
  <message>
   <source>Keep: words that go on meaning what they do, a line each</source>
   <translation>Behalten: Wörter, die weiter bedeuten, was sie bedeuten, je eine Zeile</translation>
  </message>
  <message>
   <source>Leave the word as it was</source>
   <translation>Das Wort lassen, wie es war</translation>
  </message>
  <message>
   <source>OK</source>
   <translation>OK</translation>
  </message>
  <message>
   <source>Remove what is added, {number}</source>
   <translation>Das Hinzugefügte entfernen, {number}</translation>
  </message>
  <message>
   <source>Show how the words are changed</source>
   <translation>Zeigen, wie die Wörter geändert werden</translation>
  </message>
  <message>
   <source>The word is changed from now on (Ctrl+Return)</source>
   <translation>Das Wort ist von nun an geändert (Strg+Eingabe)</translation>
  </message>
  <message>
   <source>Weaken</source>
   <translation>Schwächen</translation>
  </message>
  <message>
   <source>What is done to the word</source>
   <translation>Was mit dem Wort geschieht</translation>
  </message>
  <message>
   <source>for instance: window</source>
   <translation>zum Beispiel: window</translation>
  </message>
  <message>
   <source>for instance: woman</source>
   <translation>zum Beispiel: woman</translation>
  </message>
 </context>
 <context>
  <name>ChangeWordPresenter</name>
  <message>
   <source>A list of words</source>
   <translation>Eine Wortliste</translation>
  </message>
  <message>
   <source>No scene’s prompt says {words}: pictures change where one does.</source>
   <translation>Kein Prompt einer Szene sagt {words}: Bilder ändern sich, wo einer es tut.</translation>
  </message>
  <message>
   <source>Tables (*.csv *.tsv *.txt)</source>
   <translation>Tabellen (*.csv *.tsv *.txt)</translation>
  </message>
 </context>
 <context>
  <name>Changing</name>
  <message>
   <source>Change a word</source>
   <translation>Ein Wort ändern</translation>
  </message>
  <message>
   <source>Change words again</source>
   <translation>Wörter noch einmal ändern</translation>
  </message>
 </context>
 <context>
  <name>ClassChoice</name>
  <message>
   <source>Class</source>
   <translation>Klasse</translation>
  </message>
  <message>
   <source>Which of the generator’s classes this scene shows</source>
   <translation>Welche Klasse des Generators diese Szene zeigt</translation>
  </message>
 </context>
 <context>
  <name>ConceptDetails</name>
  <message>
   <source>0: nothing; 1: as solved</source>
   <translation>0: nichts; 1: wie gelöst</translation>
  </message>
  <message>
   <source>Also as the scenes’ prompts say it</source>
   <translation>Auch wie in den Prompts der Szenen</translation>
  </message>
  <message>
   <source>An encoder reads a word by those around it; where it does so strongly, as in the sample room of words, the word alone changes nothing.</source>
   <translation>Ein Encoder liest ein Wort nach denen darum herum; wo er das stark tut, wie im Beispielzimmer mit Worten, ändert das Wort allein nichts.</translation>
  </message>
  <message>
   <source>Art</source>
   <translation>Kunst</translation>
  </message>
  <message>
   <source>Erases again what still leads to the concept (Gong et al. 2024, RECE)</source>
   <translation>Löscht noch einmal, was weiter zum Begriff führt (Gong et al. 2024, RECE)</translation>
  </message>
  <message>
   <source>Every prompt that has the word is solved for as well, with all its words and the padding</source>
   <translation>Auch für jeden Prompt mit dem Wort wird gelöst, mit all seinen Wörtern und der Auffüllung</translation>
  </message>
  <message>
   <source>Guide</source>
   <translation>Richtung</translation>
  </message>
  <message>
   <source>In the null space of what is kept</source>
   <translation>Im Nullraum dessen, was bleibt</translation>
  </message>
  <message>
   <source>Keep only what would move</source>
   <translation>Nur behalten, was sich bewegen würde</translation>
  </message>
  <message>
   <source>Lambda: higher is gentler</source>
   <translation>Lambda: höher ist sanfter</translation>
  </message>
  <message>
   <source>Nothing preserved is moved, instead of little</source>
   <translation>Nichts Bewahrtes bewegt sich, statt nur wenig</translation>
  </message>
  <message>
   <source>Objects</source>
   <translation>Dinge</translation>
  </message>
  <message>
   <source>Of each edited token</source>
   <translation>Jedes geänderten Tokens</translation>
  </message>
  <message>
   <source>Of each preserved token; 0: by how many there are</source>
   <translation>Jedes bewahrten Tokens; 0: nach ihrer Anzahl</translation>
  </message>
  <message>
   <source>Own</source>
   <translation>Eigene</translation>
  </message>
  <message>
   <source>Preserved texts that move less than the average are left out</source>
   <translation>Zu bewahrende Texte, die sich weniger als der Durchschnitt bewegen, entfallen</translation>
  </message>
  <message>
   <source>Preset</source>
   <translation>Vorlage</translation>
  </message>
  <message>
   <source>Projections</source>
   <translation>Projektionen</translation>
  </message>
  <message>
   <source>Ridge</source>
   <translation>Ridge</translation>
  </message>
  <message>
   <source>Ridge λ</source>
   <translation>Ridge λ</translation>
  </message>
  <message>
   <source>Rounds</source>
   <translation>Runden</translation>
  </message>
  <message>
   <source>Rounds of erasing</source>
   <translation>Runden des Löschens</translation>
  </message>
  <message>
   <source>Sentences with {} in which the words are edited, too</source>
   <translation>Sätze mit {}, in denen die Wörter auch geändert werden</translation>
  </message>
  <message>
   <source>Strength</source>
   <translation>Stärke</translation>
  </message>
  <message>
   <source>Technique</source>
   <translation>Verfahren</translation>
  </message>
  <message>
   <source>Templates</source>
   <translation>Muster</translation>
  </message>
  <message>
   <source>Templates of {kind}</source>
   <translation>Muster: {kind}</translation>
  </message>
  <message>
   <source>Templates, a line each, with {} for the word</source>
   <translation>Muster, je eine Zeile, mit {} für das Wort</translation>
  </message>
  <message>
   <source>The choices of the programs of Gandikota et al., Unified Concept Editing</source>
   <translation>Wie in den Programmen von Gandikota et al., Unified Concept Editing</translation>
  </message>
  <message>
   <source>Tokens</source>
   <translation>Token</translation>
  </message>
  <message>
   <source>Tokens that are edited</source>
   <translation>Token, die geändert werden</translation>
  </message>
  <message>
   <source>Tokens that are kept</source>
   <translation>Token, die bleiben</translation>
  </message>
  <message>
   <source>Weight</source>
   <translation>Gewicht</translation>
  </message>
  <message>
   <source>Weight of the edit</source>
   <translation>Gewicht der Änderung</translation>
  </message>
  <message>
   <source>Weight of what is kept</source>
   <translation>Gewicht dessen, was bleibt</translation>
  </message>
  <message>
   <source>What it is to mean instead; empty: nothing, or for instance: art</source>
   <translation>Was es stattdessen bedeuten soll; leer: nichts, oder zum Beispiel: art</translation>
  </message>
  <message>
   <source>all words, and padding</source>
   <translation>alle Wörter und die Auffüllung</translation>
  </message>
  <message>
   <source>from the last on</source>
   <translation>vom letzten an</translation>
  </message>
  <message>
   <source>keys</source>
   <translation>Schlüssel</translation>
  </message>
  <message>
   <source>keys and values</source>
   <translation>Schlüssel und Werte</translation>
  </message>
  <message>
   <source>replace</source>
   <translation>ersetzen</translation>
  </message>
  <message>
   <source>tensor</source>
   <translation>Tensor</translation>
  </message>
  <message>
   <source>the last and the end</source>
   <translation>das letzte und das Ende</translation>
  </message>
  <message>
   <source>the last one</source>
   <translation>das letzte</translation>
  </message>
  <message>
   <source>values</source>
   <translation>Werte</translation>
  </message>
  <message>
   <source>… kept</source>
   <translation>… die bleiben</translation>
  </message>
 </context>
 <context>
  <name>ConceptRow</name>
  <message>
   <source>Bypass</source>
   <translation>Umgehen</translation>
  </message>
  <message>
   <source>Bypass {name}</source>
   <translation>{name} umgehen</translation>
  </message>
  <message>
   <source>Change</source>
   <translation>Ändern</translation>
  </message>
  <message>
   <source>Change of the weights: {change}</source>
   <translation>Änderung der Gewichte: {change}</translation>
  </message>
  <message>
   <source>Change {name}…</source>
   <translation>{name} ändern…</translation>
  </message>
  <message>
   <source>Condition: {condition}</source>
   <translation>Kondition: {condition}</translation>
  </message>
  <message>
   <source>Details</source>
   <translation>Einzelheiten</translation>
  </message>
  <message>
   <source>Drift of other sentences: {drift}</source>
   <translation>Drift anderer Sätze: {drift}</translation>
  </message>
  <message>
   <source>Drift of other words, as they are read: {drift}</source>
   <translation>Drift anderer Wörter, wie sie gelesen werden: {drift}</translation>
  </message>
  <message>
   <source>Find the strength</source>
   <translation>Stärke finden</translation>
  </message>
  <message>
   <source>Find the strength of {name}</source>
   <translation>Die Stärke von {name} finden</translation>
  </message>
  <message>
   <source>Gone: {gone}; at 100 % it is drawn as what it is to mean</source>
   <translation>Weg: {gone}; bei 100 % wird es gezeichnet als das, was es bedeuten soll</translation>
  </message>
  <message>
   <source>Name of {name}</source>
   <translation>Name von {name}</translation>
  </message>
  <message>
   <source>Not measured yet.</source>
   <translation>Noch nicht gemessen.</translation>
  </message>
  <message>
   <source>Place of {name}</source>
   <translation>Stelle von {name}</translation>
  </message>
  <message>
   <source>Rank at most: {rank}</source>
   <translation>Rang höchstens: {rank}</translation>
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
   <source>Show the numbers of {name}</source>
   <translation>Die Zahlen von {name} zeigen</translation>
  </message>
  <message>
   <source>Solved for in the prompts of scenes: {count}</source>
   <translation>In den Prompts von Szenen gelöst: {count}</translation>
  </message>
  <message>
   <source>The least at which the word is as good as changed, unless other words suffer</source>
   <translation>Die kleinste, bei der das Wort so gut wie geändert ist, wenn andere Wörter nicht leiden</translation>
  </message>
  <message>
   <source>Use {name} again</source>
   <translation>{name} wieder anwenden</translation>
  </message>
  <message>
   <source>as solved</source>
   <translation>wie gelöst</translation>
  </message>
 </context>
 <context>
  <name>CopyingPresenter</name>
  <message>
   <source>Copied: {command}</source>
   <translation>Kopiert: {command}</translation>
  </message>
  <message>
   <source>Not all of these edits can be said as commands; save the recipe instead.</source>
   <translation>Nicht alle diese Änderungen lassen sich als Befehle sagen; speichern Sie stattdessen das Rezept.</translation>
  </message>
  <message>
   <source>Save recipe</source>
   <translation>Rezept speichern</translation>
  </message>
  <message>
   <source>Save search</source>
   <translation>Suche speichern</translation>
  </message>
  <message>
   <source>There are no edits yet.</source>
   <translation>Es gibt noch keine Änderungen.</translation>
  </message>
  <message>
   <source>Unlit documents (*.json)</source>
   <translation>Unlit-Dokumente (*.json)</translation>
  </message>
  <message>
   <source>recipe</source>
   <translation>rezept</translation>
  </message>
  <message>
   <source>search</source>
   <translation>suche</translation>
  </message>
 </context>
 <context>
  <name>DetentTrack</name>
  <message>
   <source>as generated</source>
   <translation>wie erzeugt</translation>
  </message>
 </context>
 <context>
  <name>DownloadDialog</name>
  <message>
   <source>Address</source>
   <translation>Adresse</translation>
  </message>
  <message>
   <source>Asking {host}…</source>
   <translation>{host} wird gefragt…</translation>
  </message>
  <message>
   <source>Cancel</source>
   <translation>Abbrechen</translation>
  </message>
  <message>
   <source>Download and open</source>
   <translation>Herunterladen und öffnen</translation>
  </message>
  <message>
   <source>File</source>
   <translation>Datei</translation>
  </message>
  <message>
   <source>From</source>
   <translation>Von</translation>
  </message>
  <message>
   <source>It is on this disk already; nothing is downloaded.</source>
   <translation>Er liegt schon auf dieser Festplatte; nichts wird heruntergeladen.</translation>
  </message>
  <message>
   <source>It will be kept in {folder}. Nothing inside it is ever executed.</source>
   <translation>Er wird in {folder} aufbewahrt. Nichts darin wird jemals ausgeführt.</translation>
  </message>
  <message>
   <source>Kind</source>
   <translation>Art</translation>
  </message>
  <message>
   <source>Licence</source>
   <translation>Lizenz</translation>
  </message>
  <message>
   <source>Look it up</source>
   <translation>Nachsehen</translation>
  </message>
  <message>
   <source>Open</source>
   <translation>Öffnen</translation>
  </message>
  <message>
   <source>Open from the web</source>
   <translation>Aus dem Netz öffnen</translation>
  </message>
  <message>
   <source>Paste the link of a generator’s file, or its place on the Hugging Face hub:</source>
   <translation>Fügen Sie den Link zur Datei eines Generators ein oder seinen Ort auf dem Hugging Face Hub:</translation>
  </message>
  <message>
   <source>Size</source>
   <translation>Größe</translation>
  </message>
  <message>
   <source>You see what it is before anything is downloaded.</source>
   <translation>Sie sehen, was es ist, bevor etwas heruntergeladen wird.</translation>
  </message>
  <message>
   <source>hf:owner/name/file.pkl, or hf:owner/name</source>
   <translation>hf:owner/name/datei.pkl oder hf:owner/name</translation>
  </message>
  <message>
   <source>see the page it comes from</source>
   <translation>siehe die Seite, von der er kommt</translation>
  </message>
  <message>
   <source>seen when it is opened</source>
   <translation>zeigt sich beim Öffnen</translation>
  </message>
 </context>
 <context>
  <name>EditDetails</name>
  <message>
   <source>A slider of its own for {unit}</source>
   <translation>Ein eigener Regler für {unit}</translation>
  </message>
  <message>
   <source>Shift</source>
   <translation>Verschiebung</translation>
  </message>
  <message>
   <source>Steps</source>
   <translation>Schritte</translation>
  </message>
  <message>
   <source>and {count} more</source>
   <translation>und {count} weitere</translation>
  </message>
 </context>
 <context>
  <name>EditMenu</name>
  <message>
   <source>Colour of the light…</source>
   <translation>Farbe des Lichts…</translation>
  </message>
  <message>
   <source>Copy</source>
   <translation>Kopieren</translation>
  </message>
  <message>
   <source>Duplicate</source>
   <translation>Verdoppeln</translation>
  </message>
  <message>
   <source>Everywhere again</source>
   <translation>Wieder überall</translation>
  </message>
  <message>
   <source>Join with “{name}”</source>
   <translation>Mit „{name}“ verbinden</translation>
  </message>
  <message>
   <source>Light as generated</source>
   <translation>Licht wie erzeugt</translation>
  </message>
  <message>
   <source>Only in the painted region</source>
   <translation>Nur in der gemalten Region</translation>
  </message>
  <message>
   <source>Only in what is painted now</source>
   <translation>Nur in dem, was jetzt gemalt ist</translation>
  </message>
  <message>
   <source>Paint its region again</source>
   <translation>Seine Region neu malen</translation>
  </message>
  <message>
   <source>Save animation…</source>
   <translation>Animation speichern…</translation>
  </message>
  <message>
   <source>Save as preset</source>
   <translation>Als Vorlage speichern</translation>
  </message>
  <message>
   <source>Split into {count} sliders</source>
   <translation>In {count} Regler teilen</translation>
  </message>
 </context>
 <context>
  <name>EditRow</name>
  <message>
   <source>Bypass</source>
   <translation>Umgehen</translation>
  </message>
  <message>
   <source>Bypass {name}</source>
   <translation>{name} umgehen</translation>
  </message>
  <message>
   <source>Colour of the light of {name}</source>
   <translation>Farbe des Lichts von {name}</translation>
  </message>
  <message>
   <source>More</source>
   <translation>Mehr</translation>
  </message>
  <message>
   <source>More for {name}</source>
   <translation>Mehr zu {name}</translation>
  </message>
  <message>
   <source>Name of {name}</source>
   <translation>Name von {name}</translation>
  </message>
  <message>
   <source>Only {name}</source>
   <translation>Nur {name}</translation>
  </message>
  <message>
   <source>Parts and details of {name}</source>
   <translation>Teile und Einzelheiten von {name}</translation>
  </message>
  <message>
   <source>Pictures and recipes keep this. A saved generator cannot hold it.</source>
   <translation>Bilder und Rezepte behalten dies. Ein gespeicherter Generator kann es nicht enthalten.</translation>
  </message>
  <message>
   <source>Place of {name}</source>
   <translation>Platz von {name}</translation>
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
   <source>Solo</source>
   <translation>Solo</translation>
  </message>
  <message>
   <source>Use all again, not only {name}</source>
   <translation>Wieder alle anwenden, nicht nur {name}</translation>
  </message>
  <message>
   <source>Use {name} again</source>
   <translation>{name} wieder anwenden</translation>
  </message>
  <message>
   <source>coloured</source>
   <translation>gefärbt</translation>
  </message>
  <message>
   <source>only here</source>
   <translation>nur hier</translation>
  </message>
  <message>
   <source>some steps</source>
   <translation>einige Schritte</translation>
  </message>
 </context>
 <context>
  <name>EditWishes</name>
  <message>
   <source>Act everywhere</source>
   <translation>Überall wirken</translation>
  </message>
  <message>
   <source>Act in a region</source>
   <translation>In einer Region wirken</translation>
  </message>
  <message>
   <source>Colour the light</source>
   <translation>Licht färben</translation>
  </message>
  <message>
   <source>Copied: paste it in another project of this generator.</source>
   <translation>Kopiert: Fügen Sie es in ein anderes Projekt dieses Generators ein.</translation>
  </message>
  <message>
   <source>Duplicate edit</source>
   <translation>Änderung verdoppeln</translation>
  </message>
  <message>
   <source>Join edits</source>
   <translation>Änderungen verbinden</translation>
  </message>
  <message>
   <source>Light as generated</source>
   <translation>Licht wie erzeugt</translation>
  </message>
  <message>
   <source>Paint on this scene where it is to act, then choose this again.</source>
   <translation>Malen Sie auf dieser Szene, wo sie wirken soll, und wählen Sie dies noch einmal.</translation>
  </message>
  <message>
   <source>Paint region again</source>
   <translation>Region neu malen</translation>
  </message>
  <message>
   <source>Paste edits</source>
   <translation>Änderungen einfügen</translation>
  </message>
  <message>
   <source>Split edit</source>
   <translation>Änderung teilen</translation>
  </message>
  <message>
   <source>Use preset</source>
   <translation>Vorlage anwenden</translation>
  </message>
  <message>
   <source>{name} again</source>
   <translation>{name} noch einmal</translation>
  </message>
  <message>
   <source>“{name}” is a preset of this generator now.</source>
   <translation>„{name}“ ist jetzt eine Vorlage dieses Generators.</translation>
  </message>
 </context>
 <context>
  <name>EditsPanel</name>
  <message>
   <source>Balance a word</source>
   <translation>Ein Wort ausgleichen</translation>
  </message>
  <message>
   <source>Balance a word…</source>
   <translation>Wort ausgleichen…</translation>
  </message>
  <message>
   <source>Change a word</source>
   <translation>Ein Wort ändern</translation>
  </message>
  <message>
   <source>Change a word…</source>
   <translation>Ein Wort ändern…</translation>
  </message>
  <message>
   <source>Edits</source>
   <translation>Änderungen</translation>
  </message>
  <message>
   <source>Makes a word mean something else to the generator</source>
   <translation>Gibt einem Wort für den Generator eine andere Bedeutung</translation>
  </message>
  <message>
   <source>Makes what a word leaves open come as often as you want, as lit and unlit lamps</source>
   <translation>Lässt kommen, was ein Wort offen lässt, so oft Sie wollen, etwa helle und dunkle Lampen</translation>
  </message>
  <message>
   <source>Nothing is changed yet. Paint a thing, find what makes it, and click a part.</source>
   <translation>Noch ist nichts geändert. Übermalen Sie etwas, suchen Sie, was es macht, und klicken Sie auf einen Teil.</translation>
  </message>
  <message>
   <source>Nothing is changed yet. Paint a thing, find what makes it, and click a part; or change a word.</source>
   <translation>Noch ist nichts geändert. Übermalen Sie etwas, suchen Sie, was es macht, und klicken Sie auf einen Teil; oder ändern Sie ein Wort.</translation>
  </message>
 </context>
 <context>
  <name>EditsPresenter</name>
  <message>
   <source>Act in some steps</source>
   <translation>In einigen Schritten wirken</translation>
  </message>
  <message>
   <source>Add slider</source>
   <translation>Regler hinzufügen</translation>
  </message>
  <message>
   <source>All edits again</source>
   <translation>Wieder alle Änderungen</translation>
  </message>
  <message>
   <source>Move edit</source>
   <translation>Änderung umordnen</translation>
  </message>
  <message>
   <source>Move slider</source>
   <translation>Regler bewegen</translation>
  </message>
  <message>
   <source>Only one edit</source>
   <translation>Nur eine Änderung</translation>
  </message>
  <message>
   <source>Part</source>
   <translation>Teil</translation>
  </message>
  <message>
   <source>Remove edit</source>
   <translation>Änderung entfernen</translation>
  </message>
  <message>
   <source>Rename edit</source>
   <translation>Änderung umbenennen</translation>
  </message>
  <message>
   <source>Shift parts</source>
   <translation>Teile verschieben</translation>
  </message>
  <message>
   <source>Split edit</source>
   <translation>Änderung teilen</translation>
  </message>
  <message>
   <source>Switch edit on or off</source>
   <translation>Änderung ein- oder ausschalten</translation>
  </message>
 </context>
 <context>
  <name>ExportDialog</name>
  <message>
   <source>Cancel</source>
   <translation>Abbrechen</translation>
  </message>
  <message>
   <source>Check the result</source>
   <translation>Das Ergebnis prüfen</translation>
  </message>
  <message>
   <source>Choose where</source>
   <translation>Auswählen, wo</translation>
  </message>
  <message>
   <source>Choose…</source>
   <translation>Auswählen…</translation>
  </message>
  <message>
   <source>Edited generator</source>
   <translation>Geänderter Generator</translation>
  </message>
  <message>
   <source>Folder</source>
   <translation>Ordner</translation>
  </message>
  <message>
   <source>Format</source>
   <translation>Format</translation>
  </message>
  <message>
   <source>Give it a name.</source>
   <translation>Geben Sie einen Namen an.</translation>
  </message>
  <message>
   <source>Name</source>
   <translation>Name</translation>
  </message>
  <message>
   <source>Opens the file again, draws every scene of the strip and compares</source>
   <translation>Öffnet die Datei wieder, zeichnet jede Szene des Streifens und vergleicht</translation>
  </message>
  <message>
   <source>Picture</source>
   <translation>Bild</translation>
  </message>
  <message>
   <source>Recipe</source>
   <translation>Rezept</translation>
  </message>
  <message>
   <source>Replace</source>
   <translation>Ersetzen</translation>
  </message>
  <message>
   <source>Save</source>
   <translation>Speichern</translation>
  </message>
  <message>
   <source>Save edited generator</source>
   <translation>Geänderten Generator speichern</translation>
  </message>
  <message>
   <source>Size</source>
   <translation>Größe</translation>
  </message>
  <message>
   <source>There is a folder of this name; choose another.</source>
   <translation>Es gibt einen Ordner dieses Namens; wählen Sie einen anderen.</translation>
  </message>
  <message>
   <source>There is no such folder.</source>
   <translation>Diesen Ordner gibt es nicht.</translation>
  </message>
  <message>
   <source>This is what the generator was opened from, and it is kept; choose another name.</source>
   <translation>Hieraus wurde der Generator geöffnet, und es bleibt erhalten; wählen Sie einen anderen Namen.</translation>
  </message>
  <message>
   <source>What</source>
   <translation>Was</translation>
  </message>
  <message>
   <source>Where the folder is to be</source>
   <translation>Wo der Ordner sein soll</translation>
  </message>
  <message>
   <source>about {size}</source>
   <translation>etwa {size}</translation>
  </message>
  <message>
   <source>“{name}” is there already and will be replaced.</source>
   <translation>„{name}“ gibt es schon und wird ersetzt.</translation>
  </message>
 </context>
 <context>
  <name>Exporting</name>
  <message>
   <source>Writing and checking</source>
   <translation>Wird geschrieben und geprüft</translation>
  </message>
 </context>
 <context>
  <name>FilesPresenter</name>
  <message>
   <source>Choose the generator’s file…</source>
   <translation>Datei des Generators wählen…</translation>
  </message>
  <message>
   <source>Generators (*.safetensors *.pkl *.pt *.pth *.ckpt *.gz);;All files (*)</source>
   <translation>Generatoren (*.safetensors *.pkl *.pt *.pth *.ckpt *.gz);;Alle Dateien (*)</translation>
  </message>
  <message>
   <source>Open a generator</source>
   <translation>Einen Generator öffnen</translation>
  </message>
  <message>
   <source>Open a generator’s folder</source>
   <translation>Den Ordner eines Generators öffnen</translation>
  </message>
  <message>
   <source>Open a project</source>
   <translation>Ein Projekt öffnen</translation>
  </message>
  <message>
   <source>Open the generator first that this ranking was made with.</source>
   <translation>Öffnen Sie zuerst den Generator, mit dem diese Rangliste gemacht wurde.</translation>
  </message>
  <message>
   <source>Open the generator first that this recipe was made for.</source>
   <translation>Öffnen Sie zuerst den Generator, für den dieses Rezept gemacht wurde.</translation>
  </message>
  <message>
   <source>The generator of {name}</source>
   <translation>Der Generator von {name}</translation>
  </message>
  <message>
   <source>Try it all the same</source>
   <translation>Trotzdem versuchen</translation>
  </message>
  <message>
   <source>Unlit projects (*{suffix})</source>
   <translation>Unlit-Projekte (*{suffix})</translation>
  </message>
  <message>
   <source>Use recipe</source>
   <translation>Rezept anwenden</translation>
  </message>
  <message>
   <source>What was copied is no link to a generator.</source>
   <translation>Was kopiert wurde, ist kein Link zu einem Generator.</translation>
  </message>
  <message>
   <source>What {name} found is shown under Search.</source>
   <translation>Was {name} fand, steht unter Suche.</translation>
  </message>
  <message>
   <source>“{name}” was made with another generator of the same kind; its edits may do other things here.</source>
   <translation>„{name}“ wurde mit einem anderen Generator derselben Art gemacht; seine Änderungen wirken hier vielleicht anders.</translation>
  </message>
 </context>
 <context>
  <name>Fitting</name>
  <message>
   <source>Find the strength</source>
   <translation>Stärke finden</translation>
  </message>
 </context>
 <context>
  <name>GainSlider</name>
  <message>
   <source>double</source>
   <translation>doppelt</translation>
  </message>
  <message>
   <source>off</source>
   <translation>aus</translation>
  </message>
  <message>
   <source>{name}: from off to double</source>
   <translation>{name}: von aus bis doppelt</translation>
  </message>
  <message>
   <source>{name}: typed value</source>
   <translation>{name}: eingegebener Wert</translation>
  </message>
 </context>
 <context>
  <name>GeneratorPanel</name>
  <message>
   <source>About</source>
   <translation>Über</translation>
  </message>
  <message>
   <source>Architecture</source>
   <translation>Architektur</translation>
  </message>
  <message>
   <source>Classes</source>
   <translation>Klassen</translation>
  </message>
  <message>
   <source>Edits</source>
   <translation>Änderungen</translation>
  </message>
  <message>
   <source>File</source>
   <translation>Datei</translation>
  </message>
  <message>
   <source>Fingerprint</source>
   <translation>Fingerabdruck</translation>
  </message>
  <message>
   <source>Generator</source>
   <translation>Generator</translation>
  </message>
  <message>
   <source>Kind</source>
   <translation>Art</translation>
  </message>
  <message>
   <source>Kind, px</source>
   <translation>Art, px</translation>
  </message>
  <message>
   <source>Layer</source>
   <translation>Schicht</translation>
  </message>
  <message>
   <source>Layers</source>
   <translation>Schichten</translation>
  </message>
  <message>
   <source>Licence</source>
   <translation>Lizenz</translation>
  </message>
  <message>
   <source>Name</source>
   <translation>Name</translation>
  </message>
  <message>
   <source>Numbers</source>
   <translation>Zahlen</translation>
  </message>
  <message>
   <source>Parts</source>
   <translation>Teile</translation>
  </message>
  <message>
   <source>none: it only draws here</source>
   <translation>nichts: Er zeichnet hier nur</translation>
  </message>
  <message>
   <source>not said in the file</source>
   <translation>in der Datei nicht genannt</translation>
  </message>
  <message>
   <source>parts</source>
   <translation>Teile</translation>
  </message>
  <message>
   <source>what words mean</source>
   <translation>was Wörter bedeuten</translation>
  </message>
 </context>
 <context>
  <name>Grip</name>
  <message>
   <source>Drag to another place, or press the arrow keys</source>
   <translation>An einen anderen Platz ziehen oder die Pfeiltasten drücken</translation>
  </message>
 </context>
 <context>
  <name>Grouping</name>
  <message>
   <source>Add slider</source>
   <translation>Regler hinzufügen</translation>
  </message>
  <message>
   <source>Trying parts together</source>
   <translation>Teile werden zusammen versucht</translation>
  </message>
 </context>
 <context>
  <name>HelpDialog</name>
  <message>
   <source>Find in all pages</source>
   <translation>Auf allen Seiten suchen</translation>
  </message>
  <message>
   <source>Help</source>
   <translation>Hilfe</translation>
  </message>
  <message>
   <source>Pages</source>
   <translation>Seiten</translation>
  </message>
  <message>
   <source>Text</source>
   <translation>Text</translation>
  </message>
 </context>
 <context>
  <name>HelpPresenter</name>
  <message>
   <source>Help</source>
   <translation>Hilfe</translation>
  </message>
 </context>
 <context>
  <name>HistoryPanel</name>
  <message>
   <source>As opened</source>
   <translation>Wie geöffnet</translation>
  </message>
  <message>
   <source>Click a step to go back or forward to it.</source>
   <translation>Klicken Sie auf einen Schritt, um zu ihm zu gehen.</translation>
  </message>
  <message>
   <source>History</source>
   <translation>Verlauf</translation>
  </message>
  <message>
   <source>Steps</source>
   <translation>Schritte</translation>
  </message>
 </context>
 <context>
  <name>Inspecting</name>
  <message>
   <source>Looking at scenes</source>
   <translation>Szenen werden angesehen</translation>
  </message>
 </context>
 <context>
  <name>InspectorPanel</name>
  <message>
   <source>Cancel</source>
   <translation>Abbrechen</translation>
  </message>
  <message>
   <source>Cancel the inspection</source>
   <translation>Die Betrachtung abbrechen</translation>
  </message>
  <message>
   <source>Click to make a slider that stands here</source>
   <translation>Klicken, um einen Regler zu machen, der hier steht</translation>
  </message>
  <message>
   <source>Effect at {change}</source>
   <translation>Wirkung bei {change}</translation>
  </message>
  <message>
   <source>Inspector</source>
   <translation>Betrachter</translation>
  </message>
  <message>
   <source>Its effect, shifted by so many standard deviations</source>
   <translation>Seine Wirkung, um so viele Standardabweichungen verschoben</translation>
  </message>
  <message>
   <source>Its effect, turned down and up</source>
   <translation>Seine Wirkung, herunter- und hinaufgedreht</translation>
  </message>
  <message>
   <source>Its values</source>
   <translation>Seine Werte</translation>
  </message>
  <message>
   <source>Look</source>
   <translation>Ansehen</translation>
  </message>
  <message>
   <source>Look at this part</source>
   <translation>Diesen Teil ansehen</translation>
  </message>
  <message>
   <source>Look at {unit}, correlation {number}</source>
   <translation>{unit} ansehen, Korrelation {number}</translation>
  </message>
  <message>
   <source>Make a slider of this part</source>
   <translation>Aus diesem Teil einen Regler machen</translation>
  </message>
  <message>
   <source>Most active in these scenes; outlined is where it acts</source>
   <translation>In diesen Szenen am stärksten; umrandet ist, wo er wirkt</translation>
  </message>
  <message>
   <source>Name a part, or right-click one that was found, to see what it is looking for.</source>
   <translation>Nennen Sie einen Teil oder klicken Sie rechts auf einen gefundenen, um zu sehen, wonach er sucht.</translation>
  </message>
  <message>
   <source>Name of the part to look at</source>
   <translation>Name des Teils, der betrachtet wird</translation>
  </message>
  <message>
   <source>Parts whose values correlate most with its own, over the same scenes</source>
   <translation>Teile, deren Werte über dieselben Szenen am meisten mit seinen korrelieren</translation>
  </message>
  <message>
   <source>Progress of the inspection</source>
   <translation>Fortschritt der Betrachtung</translation>
  </message>
  <message>
   <source>Such as b32.conv1/265; the list has the parts of the sliders</source>
   <translation>Etwa b32.conv1/265; die Liste hat die Teile der Regler</translation>
  </message>
  <message>
   <source>The part to look at</source>
   <translation>Der Teil, der betrachtet wird</translation>
  </message>
  <message>
   <source>Use as slider</source>
   <translation>Als Regler verwenden</translation>
  </message>
  <message>
   <source>{scene}, value {value}</source>
   <translation>{scene}, Wert {value}</translation>
  </message>
  <message>
   <source>{words}
Click to add it to the scenes</source>
   <translation>{words}
Klicken, um sie zu den Szenen hinzuzufügen</translation>
  </message>
 </context>
 <context>
  <name>InspectorPresenter</name>
  <message>
   <source>Add scene</source>
   <translation>Szene hinzufügen</translation>
  </message>
  <message>
   <source>Add slider</source>
   <translation>Regler hinzufügen</translation>
  </message>
 </context>
 <context>
  <name>LayerChoice</name>
  <message>
   <source>All layers</source>
   <translation>Alle Schichten</translation>
  </message>
  <message>
   <source>All of kind {kind}</source>
   <translation>Alle der Art {kind}</translation>
  </message>
  <message>
   <source>Layers in the table</source>
   <translation>Schichten in der Tabelle</translation>
  </message>
  <message>
   <source>Which layers the table shows</source>
   <translation>Welche Schichten die Tabelle zeigt</translation>
  </message>
 </context>
 <context>
  <name>LayerPlot</name>
  <message>
   <source>Score by layer</source>
   <translation>Wertung nach Schicht</translation>
  </message>
  <message>
   <source>{layer}: strongest {score}, {share} of all score</source>
   <translation>{layer}: stärkste {score}, {share} der ganzen Wertung</translation>
  </message>
 </context>
 <context>
  <name>Looking</name>
  <message>
   <source>Use word as region</source>
   <translation>Wort als Region verwenden</translation>
  </message>
 </context>
 <context>
  <name>MainWindow</name>
  <message>
   <source>Before</source>
   <translation>Vorher</translation>
  </message>
  <message>
   <source>Generator</source>
   <translation>Generator</translation>
  </message>
  <message>
   <source>History</source>
   <translation>Verlauf</translation>
  </message>
  <message>
   <source>Inspector</source>
   <translation>Betrachter</translation>
  </message>
  <message>
   <source>Save edited generator</source>
   <translation>Geänderten Generator speichern</translation>
  </message>
  <message>
   <source>Save edited generator…</source>
   <translation>Geänderten Generator speichern…</translation>
  </message>
  <message>
   <source>Show the picture as generated</source>
   <translation>Das Bild zeigen, wie es erzeugt wurde</translation>
  </message>
 </context>
 <context>
  <name>NameEdit</name>
  <message>
   <source>{name}
Double-click to rename</source>
   <translation>{name}
Doppelklicken, um umzubenennen</translation>
  </message>
 </context>
 <context>
  <name>Opening</name>
  <message>
   <source>Opening {name}</source>
   <translation>{name} wird geöffnet</translation>
  </message>
 </context>
 <context>
  <name>PairList</name>
  <message>
   <source>A table of text (CSV) with the columns from and to</source>
   <translation>Eine Texttabelle (CSV) mit den Spalten from und to</translation>
  </message>
  <message>
   <source>Another word</source>
   <translation>Noch ein Wort</translation>
  </message>
  <message>
   <source>From a list…</source>
   <translation>Aus einer Liste…</translation>
  </message>
  <message>
   <source>Remove the list</source>
   <translation>Die Liste entfernen</translation>
  </message>
  <message>
   <source>and {count} from a list</source>
   <translation>und {count} aus einer Liste</translation>
  </message>
 </context>
 <context>
  <name>PairRow</name>
  <message>
   <source>From, word {number}</source>
   <translation>Von, Wort {number}</translation>
  </message>
  <message>
   <source>Remove word {number}</source>
   <translation>Wort {number} entfernen</translation>
  </message>
  <message>
   <source>To, word {number}</source>
   <translation>Zu, Wort {number}</translation>
  </message>
  <message>
   <source>a word</source>
   <translation>ein Wort</translation>
  </message>
  <message>
   <source>another</source>
   <translation>ein anderes</translation>
  </message>
 </context>
 <context>
  <name>Palette</name>
  <message>
   <source>Commands</source>
   <translation>Befehle</translation>
  </message>
  <message>
   <source>Find a command</source>
   <translation>Befehl suchen</translation>
  </message>
  <message>
   <source>What do you want to do?</source>
   <translation>Was möchten Sie tun?</translation>
  </message>
 </context>
 <context>
  <name>PictureView</name>
  <message>
   <source>After</source>
   <translation>Nachher</translation>
  </message>
  <message>
   <source>Before</source>
   <translation>Vorher</translation>
  </message>
 </context>
 <context>
  <name>PreferencesDialog</name>
  <message>
   <source>Cache</source>
   <translation>Zwischenspeicher</translation>
  </message>
  <message>
   <source>Clear the cache</source>
   <translation>Zwischenspeicher leeren</translation>
  </message>
  <message>
   <source>Clear…</source>
   <translation>Leeren…</translation>
  </message>
  <message>
   <source>Engine</source>
   <translation>Rechenwerk</translation>
  </message>
  <message>
   <source>Looks</source>
   <translation>Aussehen</translation>
  </message>
  <message>
   <source>Nothing</source>
   <translation>Nichts</translation>
  </message>
  <message>
   <source>Preferences</source>
   <translation>Einstellungen</translation>
  </message>
  <message>
   <source>Work</source>
   <translation>Arbeit</translation>
  </message>
  <message>
   <source>{amount} in {folder}</source>
   <translation>{amount} in {folder}</translation>
  </message>
 </context>
 <context>
  <name>PreferencesPresenter</name>
  <message>
   <source>The other language is used from the next start on.</source>
   <translation>Die andere Sprache gilt ab dem nächsten Start.</translation>
  </message>
 </context>
 <context>
  <name>PresetsButton</name>
  <message>
   <source>Delete</source>
   <translation>Löschen</translation>
  </message>
  <message>
   <source>Edits of this generator that you saved as presets</source>
   <translation>Änderungen dieses Generators, die Sie als Vorlagen gespeichert haben</translation>
  </message>
  <message>
   <source>None yet: save one by the menu of an edit</source>
   <translation>Noch keine: Speichern Sie eine im Menü einer Änderung</translation>
  </message>
  <message>
   <source>Presets</source>
   <translation>Vorlagen</translation>
  </message>
 </context>
 <context>
  <name>PromptPanel</name>
  <message>
   <source>Details</source>
   <translation>Einzelheiten</translation>
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
   <source>How closely it follows the prompt; 1: no more than by itself</source>
   <translation>Wie eng es dem Prompt folgt; 1: nicht mehr als von selbst</translation>
  </message>
  <message>
   <source>How the noise is taken away, step by step</source>
   <translation>Wie das Rauschen Schritt für Schritt entfernt wird</translation>
  </message>
  <message>
   <source>Its own</source>
   <translation>Sein eigener</translation>
  </message>
  <message>
   <source>Negative</source>
   <translation>Negativ</translation>
  </message>
  <message>
   <source>Negative prompt</source>
   <translation>Negativer Prompt</translation>
  </message>
  <message>
   <source>Of sampling: more are slower and finer</source>
   <translation>Des Samplings: mehr sind langsamer und feiner</translation>
  </message>
  <message>
   <source>Pixels from side to side; parts are found at the own size</source>
   <translation>Pixel von Seite zu Seite; Teile findet man in der eigenen Größe</translation>
  </message>
  <message>
   <source>Pixels from top to bottom; parts are found at the own size</source>
   <translation>Pixel von oben nach unten; Teile findet man in der eigenen Größe</translation>
  </message>
  <message>
   <source>Prompt</source>
   <translation>Prompt</translation>
  </message>
  <message>
   <source>Scheduler</source>
   <translation>Scheduler</translation>
  </message>
  <message>
   <source>Seed</source>
   <translation>Startwert</translation>
  </message>
  <message>
   <source>Show negative prompt, steps, guidance and size</source>
   <translation>Negativen Prompt, Schritte, Guidance und Größe zeigen</translation>
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
   <source>The noise that the picture begins with</source>
   <translation>Das Rauschen, mit dem das Bild beginnt</translation>
  </message>
  <message>
   <source>What is not to be seen</source>
   <translation>Was nicht zu sehen sein soll</translation>
  </message>
  <message>
   <source>What is to be seen</source>
   <translation>Was zu sehen sein soll</translation>
  </message>
  <message>
   <source>Width</source>
   <translation>Breite</translation>
  </message>
 </context>
 <context>
  <name>PromptPresenter</name>
  <message>
   <source>Change prompt</source>
   <translation>Prompt ändern</translation>
  </message>
 </context>
 <context>
  <name>PublicList</name>
  <message>
   <source>Download and open</source>
   <translation>Laden und öffnen</translation>
  </message>
  <message>
   <source>Download and open {name}</source>
   <translation>{name} herunterladen und öffnen</translation>
  </message>
  <message>
   <source>Public generators</source>
   <translation>Öffentliche Generatoren</translation>
  </message>
  <message>
   <source>Published by others, under their licences. You are asked first.</source>
   <translation>Von anderen unter deren Lizenzen veröffentlicht. Sie werden vorher gefragt.</translation>
  </message>
  <message>
   <source>Show public generators</source>
   <translation>Öffentliche Generatoren zeigen</translation>
  </message>
 </context>
 <context>
  <name>RankingTable</name>
  <message>
   <source>Alt+Down and Alt+Up sort by a column, Enter makes a slider, I inspects, Ctrl+C copies</source>
   <translation>Alt+Runter und Alt+Hoch sortieren nach einer Spalte, Eingabe macht einen Regler, I betrachtet, Strg+C kopiert</translation>
  </message>
  <message>
   <source>Inspect (I)</source>
   <translation>Betrachten (I)</translation>
  </message>
  <message>
   <source>Make a slider</source>
   <translation>Einen Regler machen</translation>
  </message>
  <message>
   <source>Ranking</source>
   <translation>Rangliste</translation>
  </message>
 </context>
 <context>
  <name>RecoveryPresenter</name>
  <message>
   <source>Recovered work: {name}, {when}</source>
   <translation>Wiederhergestellte Arbeit: {name}, {when}</translation>
  </message>
  <message>
   <source>Unsaved work cannot be kept in case of a crash: save the project soon, elsewhere if need be.</source>
   <translation>Ungespeicherte Arbeit kann für den Fall eines Absturzes nicht aufbewahrt werden: Speichern Sie das Projekt bald, notfalls anderswo.</translation>
  </message>
  <message>
   <source>not saved yet</source>
   <translation>noch nicht gespeichert</translation>
  </message>
 </context>
 <context>
  <name>ReportDialog</name>
  <message>
   <source>Cancel</source>
   <translation>Abbrechen</translation>
  </message>
  <message>
   <source>Choose where</source>
   <translation>Auswählen, wo</translation>
  </message>
  <message>
   <source>Choose…</source>
   <translation>Auswählen…</translation>
  </message>
  <message>
   <source>Folder</source>
   <translation>Ordner</translation>
  </message>
  <message>
   <source>Make the report</source>
   <translation>Den Bericht machen</translation>
  </message>
  <message>
   <source>Open the folder</source>
   <translation>Den Ordner öffnen</translation>
  </message>
  <message>
   <source>Pictures are drawn with and without the edits: of the changed words, of the same said otherwise, and of others, which are to stay. The report says how many show what is meant, and what else moves.</source>
   <translation>Bilder werden mit den Änderungen und ohne sie gezeichnet: zu den geänderten Wörtern, zu demselben, anders gesagt, und zu anderen, die bleiben sollen. Der Bericht sagt, wie viele zeigen, was gemeint ist, und was sich sonst bewegt.</translation>
  </message>
  <message>
   <source>Pictures of each prompt</source>
   <translation>Bilder je Prompt</translation>
  </message>
  <message>
   <source>Progress</source>
   <translation>Fortschritt</translation>
  </message>
  <message>
   <source>Prompts of each kind</source>
   <translation>Prompts jeder Art</translation>
  </message>
  <message>
   <source>Report</source>
   <translation>Bericht</translation>
  </message>
  <message>
   <source>The report</source>
   <translation>Der Bericht</translation>
  </message>
  <message>
   <source>Where the report’s folder is to be</source>
   <translation>Wo der Ordner des Berichts sein soll</translation>
  </message>
 </context>
 <context>
  <name>ReportPresenter</name>
  <message>
   <source>Wrote {name}</source>
   <translation>{name} geschrieben</translation>
  </message>
  <message>
   <source>{name} report</source>
   <translation>{name} Bericht</translation>
  </message>
 </context>
 <context>
  <name>Reporting</name>
  <message>
   <source>Drawing for the report</source>
   <translation>Zeichnet für den Bericht</translation>
  </message>
 </context>
 <context>
  <name>SavingPresenter</name>
  <message>
   <source>PNG (*.png)</source>
   <translation>PNG (*.png)</translation>
  </message>
  <message>
   <source>Picture…</source>
   <translation>Bild…</translation>
  </message>
  <message>
   <source>Recipes (*.json)</source>
   <translation>Rezepte (*.json)</translation>
  </message>
  <message>
   <source>Recipe…</source>
   <translation>Rezept…</translation>
  </message>
  <message>
   <source>Save picture</source>
   <translation>Bild speichern</translation>
  </message>
  <message>
   <source>Save project</source>
   <translation>Projekt speichern</translation>
  </message>
  <message>
   <source>Save ranking</source>
   <translation>Rangliste speichern</translation>
  </message>
  <message>
   <source>Save recipe</source>
   <translation>Rezept speichern</translation>
  </message>
  <message>
   <source>Saved {name}</source>
   <translation>{name} gespeichert</translation>
  </message>
  <message>
   <source>Table (*.csv);;Everything (*.json)</source>
   <translation>Tabelle (*.csv);;Alles (*.json)</translation>
  </message>
  <message>
   <source>Unlit projects (*{suffix})</source>
   <translation>Unlit-Projekte (*{suffix})</translation>
  </message>
  <message>
   <source>Untitled</source>
   <translation>Ohne Titel</translation>
  </message>
  <message>
   <source>Without limits</source>
   <translation>Ohne Grenzen</translation>
  </message>
 </context>
 <context>
  <name>SceneSliders</name>
  <message>
   <source>Between</source>
   <translation>Dazwischen</translation>
  </message>
  <message>
   <source>How far the scene is on its way from one seed to the other</source>
   <translation>Wie weit die Szene auf dem Weg von einem Startwert zum anderen ist</translation>
  </message>
  <message>
   <source>The scene on the canvas</source>
   <translation>Die Szene auf der Leinwand</translation>
  </message>
  <message>
   <source>Truncation: at 0 % all scenes are the average picture, at 100 % they are left alone</source>
   <translation>Truncation: Bei 0 % sind alle Szenen das Durchschnittsbild, bei 100 % bleiben sie, wie sie sind</translation>
  </message>
  <message>
   <source>Variety</source>
   <translation>Vielfalt</translation>
  </message>
 </context>
 <context>
  <name>ScenesPresenter</name>
  <message>
   <source>Add scene</source>
   <translation>Szene hinzufügen</translation>
  </message>
  <message>
   <source>Add scene between</source>
   <translation>Szene dazwischen hinzufügen</translation>
  </message>
  <message>
   <source>Add scenes</source>
   <translation>Szenen hinzufügen</translation>
  </message>
  <message>
   <source>Change class</source>
   <translation>Klasse ändern</translation>
  </message>
  <message>
   <source>Change variety</source>
   <translation>Vielfalt ändern</translation>
  </message>
  <message>
   <source>Go on the way</source>
   <translation>Den Weg gehen</translation>
  </message>
  <message>
   <source>Move scene</source>
   <translation>Szene verschieben</translation>
  </message>
  <message>
   <source>Name scene</source>
   <translation>Szene benennen</translation>
  </message>
  <message>
   <source>Pin scene</source>
   <translation>Szene anheften</translation>
  </message>
  <message>
   <source>Random scenes</source>
   <translation>Zufällige Szenen</translation>
  </message>
  <message>
   <source>Remove scene</source>
   <translation>Szene entfernen</translation>
  </message>
  <message>
   <source>Unpin scene</source>
   <translation>Szene lösen</translation>
  </message>
 </context>
 <context>
  <name>ScenesStrip</name>
  <message>
   <source>Add a scene</source>
   <translation>Eine Szene hinzufügen</translation>
  </message>
  <message>
   <source>Between this and the scene shown</source>
   <translation>Zwischen dieser und der gezeigten Szene</translation>
  </message>
  <message>
   <source>Browse seeds…</source>
   <translation>Startwerte durchsehen…</translation>
  </message>
  <message>
   <source>Move left (Ctrl+Left)</source>
   <translation>Nach links (Strg+Links)</translation>
  </message>
  <message>
   <source>Move right (Ctrl+Right)</source>
   <translation>Nach rechts (Strg+Rechts)</translation>
  </message>
  <message>
   <source>Name… (F2)</source>
   <translation>Benennen… (F2)</translation>
  </message>
  <message>
   <source>Pin</source>
   <translation>Anheften</translation>
  </message>
  <message>
   <source>Random scenes</source>
   <translation>Zufällige Szenen</translation>
  </message>
  <message>
   <source>Random scenes in place of those not pinned, named, painted or shown</source>
   <translation>Zufällige Szenen anstelle derer, die weder angeheftet, benannt, bemalt noch gezeigt sind</translation>
  </message>
  <message>
   <source>Remove this scene (Delete)</source>
   <translation>Diese Szene entfernen (Entf)</translation>
  </message>
  <message>
   <source>Scenes</source>
   <translation>Szenen</translation>
  </message>
  <message>
   <source>Unpin</source>
   <translation>Lösen</translation>
  </message>
  <message>
   <source>{scene}, found here</source>
   <translation>{scene}, hier gefunden</translation>
  </message>
  <message>
   <source>{scene}, only what is to stay is painted</source>
   <translation>{scene}, nur was bleiben soll, ist gemalt</translation>
  </message>
  <message>
   <source>{scene}, painted</source>
   <translation>{scene}, bemalt</translation>
  </message>
  <message>
   <source>{scene}, pinned</source>
   <translation>{scene}, angeheftet</translation>
  </message>
 </context>
 <context>
  <name>SearchOptionsBox</name>
  <message>
   <source> scenes</source>
   <translation> Szenen</translation>
  </message>
  <message>
   <source>Ablates all parts, not only those that the estimates find promising</source>
   <translation>Schaltet alle Teile aus, nicht nur die, die nach der Schätzung etwas versprechen</translation>
  </message>
  <message>
   <source>Finds the painted thing on other scenes first, so that one stroke is enough</source>
   <translation>Sucht das Gemalte zuerst auf anderen Szenen, so dass ein Strich genügt</translation>
  </message>
  <message>
   <source>How many scenes to look on</source>
   <translation>Auf wie vielen Szenen gesucht wird</translation>
  </message>
  <message>
   <source>Look on</source>
   <translation>Suche auf</translation>
  </message>
  <message>
   <source>Look on other scenes, too</source>
   <translation>Auch auf anderen Szenen suchen</translation>
  </message>
  <message>
   <source>Try every part</source>
   <translation>Jeden Teil versuchen</translation>
  </message>
  <message>
   <source>Try every part, however long it takes</source>
   <translation>Jeden Teil versuchen, so lange es auch dauert</translation>
  </message>
 </context>
 <context>
  <name>SearchPanel</name>
  <message>
   <source>Cancel</source>
   <translation>Abbrechen</translation>
  </message>
  <message>
   <source>Cancel the search</source>
   <translation>Die Suche abbrechen</translation>
  </message>
  <message>
   <source>Cancelling…</source>
   <translation>Wird abgebrochen…</translation>
  </message>
  <message>
   <source>Details</source>
   <translation>Einzelheiten</translation>
  </message>
  <message>
   <source>Details of the ranking</source>
   <translation>Einzelheiten der Rangliste</translation>
  </message>
  <message>
   <source>Each picture is the scene without one part. Click one to make a slider.</source>
   <translation>Jedes Bild ist die Szene ohne einen Teil. Klicken Sie auf eines, um einen Regler zu machen.</translation>
  </message>
  <message>
   <source>Find parts that work together</source>
   <translation>Teile finden, die zusammenwirken</translation>
  </message>
  <message>
   <source>Find what makes this</source>
   <translation>Finden, was dies macht</translation>
  </message>
  <message>
   <source>Nothing was found.</source>
   <translation>Nichts wurde gefunden.</translation>
  </message>
  <message>
   <source>Options</source>
   <translation>Optionen</translation>
  </message>
  <message>
   <source>Options of the search</source>
   <translation>Optionen der Suche</translation>
  </message>
  <message>
   <source>Paint what you want to find first.</source>
   <translation>Übermalen Sie zuerst, was Sie finden möchten.</translation>
  </message>
  <message>
   <source>Progress of the search</source>
   <translation>Fortschritt der Suche</translation>
  </message>
  <message>
   <source>Save the ranking as CSV or JSON</source>
   <translation>Die Rangliste als CSV oder JSON speichern</translation>
  </message>
  <message>
   <source>Save…</source>
   <translation>Speichern…</translation>
  </message>
  <message>
   <source>Search</source>
   <translation>Suche</translation>
  </message>
  <message>
   <source>Show again what an earlier search found</source>
   <translation>Wieder zeigen, was eine frühere Suche fand</translation>
  </message>
  <message>
   <source>Stopped early: these are estimates. Search again to go on.</source>
   <translation>Vorzeitig beendet: Dies sind Schätzungen. Suchen Sie erneut, um fortzufahren.</translation>
  </message>
  <message>
   <source>Stopped early: {count} parts were tried, the others are estimates. Search again to go on.</source>
   <translation>Vorzeitig beendet: {count} Teile wurden versucht, die anderen sind geschätzt. Suchen Sie erneut, um fortzufahren.</translation>
  </message>
  <message>
   <source>Together</source>
   <translation>Zusammen</translation>
  </message>
  <message>
   <source>What was found before</source>
   <translation>Was früher gefunden wurde</translation>
  </message>
 </context>
 <context>
  <name>SearchPresenter</name>
  <message>
   <source>No part changes the region more than the rest of the picture.</source>
   <translation>Kein Teil ändert die Region mehr als den Rest des Bildes.</translation>
  </message>
  <message>
   <source>Paint what you want to find first.</source>
   <translation>Übermalen Sie zuerst, was Sie finden möchten.</translation>
  </message>
  <message>
   <source>Stopped early: no slider was made.</source>
   <translation>Vorzeitig beendet: Kein Regler wurde gemacht.</translation>
  </message>
  <message>
   <source>The engine is starting.</source>
   <translation>Das Rechenwerk startet.</translation>
  </message>
  <message>
   <source>{parts} together: {share} of what they change lands in the region.</source>
   <translation>{parts} zusammen: {share} dessen, was sie ändern, liegt in der Region.</translation>
  </message>
  <message>
   <source>{scenes}: {unit} first, {count} parts tried</source>
   <translation>{scenes}: {unit} zuerst, {count} Teile versucht</translation>
  </message>
 </context>
 <context>
  <name>SearchResults</name>
  <message>
   <source>Estimated, not tried yet. </source>
   <translation>Geschätzt, noch nicht versucht. </translation>
  </message>
  <message>
   <source>Inspect (I)</source>
   <translation>Betrachten (I)</translation>
  </message>
  <message>
   <source>Make a slider</source>
   <translation>Einen Regler machen</translation>
  </message>
  <message>
   <source>Part {rank}, {unit}</source>
   <translation>Teil {rank}, {unit}</translation>
  </message>
  <message>
   <source>{share} of what it changes lies in the region; by chance it would be {chance}.</source>
   <translation>{share} dessen, was er ändert, liegt in der Region; zufällig wären es {chance}.</translation>
  </message>
 </context>
 <context>
  <name>Searching</name>
  <message>
   <source>Ablating</source>
   <translation>Teile werden ausgeschaltet</translation>
  </message>
  <message>
   <source>Add slider</source>
   <translation>Regler hinzufügen</translation>
  </message>
  <message>
   <source>Estimating all parts</source>
   <translation>Alle Teile werden geschätzt</translation>
  </message>
  <message>
   <source>Find on other scenes</source>
   <translation>Auf anderen Szenen finden</translation>
  </message>
  <message>
   <source>Going on, ablating</source>
   <translation>Es geht weiter: Teile werden ausgeschaltet</translation>
  </message>
  <message>
   <source>Looking on other scenes</source>
   <translation>Suche auf anderen Szenen</translation>
  </message>
 </context>
 <context>
  <name>SelectingPresenter</name>
  <message>
   <source>Smart select</source>
   <translation>Kluge Auswahl</translation>
  </message>
  <message>
   <source>Threshold</source>
   <translation>Schwelle</translation>
  </message>
 </context>
 <context>
  <name>ShareTable</name>
  <message>
   <source>After</source>
   <translation>Nachher</translation>
  </message>
  <message>
   <source>An estimate: the shares were found with these very pictures</source>
   <translation>Eine Schätzung: Die Anteile wurden mit ebendiesen Bildern gefunden</translation>
  </message>
  <message>
   <source>How often “{choice}” comes after</source>
   <translation>Wie oft „{choice}“ nachher kommt</translation>
  </message>
  <message>
   <source>How often “{choice}” comes now</source>
   <translation>Wie oft „{choice}“ jetzt kommt</translation>
  </message>
  <message>
   <source>Now</source>
   <translation>Jetzt</translation>
  </message>
  <message>
   <source>about {share}</source>
   <translation>etwa {share}</translation>
  </message>
  <message>
   <source>{drawn} pictures; with 95 % confidence between {low} and {high}</source>
   <translation>{drawn} Bildern; mit 95 % Sicherheit zwischen {low} und {high}</translation>
  </message>
  <message>
   <source>{hits} of {total}</source>
   <translation>{hits} von {total}</translation>
  </message>
  <message>
   <source>{share} ({low} to {high})</source>
   <translation>{share} ({low} bis {high})</translation>
  </message>
 </context>
 <context>
  <name>ShiftSlider</name>
  <message>
   <source>Shift of {name}</source>
   <translation>Verschiebung von {name}</translation>
  </message>
  <message>
   <source>less</source>
   <translation>weniger</translation>
  </message>
  <message>
   <source>more</source>
   <translation>mehr</translation>
  </message>
  <message>
   <source>{name}: shift down or up</source>
   <translation>{name}: nach unten oder oben verschieben</translation>
  </message>
  <message>
   <source>{name}: typed shift in standard deviations</source>
   <translation>{name}: eingegebene Verschiebung in Standardabweichungen</translation>
  </message>
 </context>
 <context>
  <name>ShortcutsDialog</name>
  <message>
   <source>Choose a command, then press its new keys here:</source>
   <translation>Wählen Sie einen Befehl und drücken Sie hier seine neuen Tasten:</translation>
  </message>
  <message>
   <source>Command</source>
   <translation>Befehl</translation>
  </message>
  <message>
   <source>Commands</source>
   <translation>Befehle</translation>
  </message>
  <message>
   <source>Find a command or a key</source>
   <translation>Befehl oder Taste suchen</translation>
  </message>
  <message>
   <source>Keyboard shortcuts</source>
   <translation>Tastenkürzel</translation>
  </message>
  <message>
   <source>Keys</source>
   <translation>Tasten</translation>
  </message>
  <message>
   <source>New keys</source>
   <translation>Neue Tasten</translation>
  </message>
  <message>
   <source>No keys</source>
   <translation>Keine Tasten</translation>
  </message>
  <message>
   <source>Reset</source>
   <translation>Zurücksetzen</translation>
  </message>
  <message>
   <source>Reset all</source>
   <translation>Alle zurücksetzen</translation>
  </message>
  <message>
   <source>Take it all the same</source>
   <translation>Trotzdem nehmen</translation>
  </message>
  <message>
   <source>{keys} is taken already: {what}.</source>
   <translation>{keys} ist schon vergeben: {what}.</translation>
  </message>
 </context>
 <context>
  <name>Showing</name>
  <message>
   <source>Drawing the animation</source>
   <translation>Die Animation wird gezeichnet</translation>
  </message>
  <message>
   <source>Drawing the sheet</source>
   <translation>Der Bogen wird gezeichnet</translation>
  </message>
 </context>
 <context>
  <name>ShowingPresenter</name>
  <message>
   <source>Animated GIF (*.gif);;MP4 video (*.mp4)</source>
   <translation>Animiertes GIF (*.gif);;MP4-Video (*.mp4)</translation>
  </message>
  <message>
   <source>PNG (*.png)</source>
   <translation>PNG (*.png)</translation>
  </message>
  <message>
   <source>Save animation</source>
   <translation>Animation speichern</translation>
  </message>
  <message>
   <source>Save contact sheet</source>
   <translation>Kontaktbogen speichern</translation>
  </message>
  <message>
   <source>Saved {name}</source>
   <translation>{name} gespeichert</translation>
  </message>
  <message>
   <source>{name} sheet.png</source>
   <translation>{name} Kontaktbogen.png</translation>
  </message>
 </context>
 <context>
  <name>SideTabs</name>
  <message>
   <source>Close {panel}</source>
   <translation>{panel} schließen</translation>
  </message>
  <message>
   <source>Panels</source>
   <translation>Felder</translation>
  </message>
 </context>
 <context>
  <name>SpanBoxes</name>
  <message>
   <source>until</source>
   <translation>bis</translation>
  </message>
  <message>
   <source>{name}: from this part of the steps on</source>
   <translation>{name}: von diesem Teil der Schritte an</translation>
  </message>
  <message>
   <source>{name}: until this part of the steps</source>
   <translation>{name}: bis zu diesem Teil der Schritte</translation>
  </message>
 </context>
 <context>
  <name>StatusPresenter</name>
  <message>
   <source>Downloading</source>
   <translation>Wird heruntergeladen:</translation>
  </message>
  <message>
   <source>Drawing</source>
   <translation>Wird gezeichnet</translation>
  </message>
  <message>
   <source>Drawing and counting</source>
   <translation>Zeichnet und zählt</translation>
  </message>
  <message>
   <source>Drawing for the report</source>
   <translation>Zeichnet für den Bericht</translation>
  </message>
  <message>
   <source>Finding the strength</source>
   <translation>Die Stärke wird gesucht</translation>
  </message>
  <message>
   <source>Looking at scenes</source>
   <translation>Szenen werden angesehen</translation>
  </message>
  <message>
   <source>Looking at the picture</source>
   <translation>Das Bild wird angesehen</translation>
  </message>
  <message>
   <source>Looking where words look</source>
   <translation>Es wird gesucht, wohin Wörter sehen</translation>
  </message>
  <message>
   <source>Reading</source>
   <translation>Wird gelesen:</translation>
  </message>
  <message>
   <source>Saved and checked: opened again, it shows exactly the same pictures.</source>
   <translation>Gespeichert und geprüft: Neu geöffnet zeigt er genau dieselben Bilder.</translation>
  </message>
  <message>
   <source>Saved and checked: opened again, its pictures differ from the preview by at most {difference}.</source>
   <translation>Gespeichert und geprüft: Neu geöffnet weichen seine Bilder höchstens {difference} von der Vorschau ab.</translation>
  </message>
  <message>
   <source>Saved and opened again; its pictures were not compared.</source>
   <translation>Gespeichert und wieder geöffnet; die Bilder wurden nicht verglichen.</translation>
  </message>
  <message>
   <source>Saved. Nothing was changed: the recipe leaves the generator as it is.</source>
   <translation>Gespeichert. Nichts wurde geändert: Das Rezept lässt den Generator, wie er ist.</translation>
  </message>
  <message>
   <source>Searching</source>
   <translation>Es wird gesucht</translation>
  </message>
  <message>
   <source>Smaller preview</source>
   <translation>Kleinere Vorschau</translation>
  </message>
  <message>
   <source>Start it again</source>
   <translation>Neu starten</translation>
  </message>
  <message>
   <source>The painted thing was found on {found} other scenes, not on {wanted}.</source>
   <translation>Das Gemalte wurde auf {found} anderen Szenen gefunden, nicht auf {wanted}.</translation>
  </message>
  <message>
   <source>The painted thing was not found on other scenes.</source>
   <translation>Das Gemalte wurde auf anderen Szenen nicht gefunden.</translation>
  </message>
  <message>
   <source>Trying parts together</source>
   <translation>Teile werden zusammen versucht</translation>
  </message>
  <message>
   <source>Use the processor</source>
   <translation>Den Prozessor verwenden</translation>
  </message>
  <message>
   <source>Writing and checking</source>
   <translation>Wird geschrieben und geprüft</translation>
  </message>
 </context>
 <context>
  <name>StatusStrip</name>
  <message>
   <source>Cancel</source>
   <translation>Abbrechen</translation>
  </message>
  <message>
   <source>Cancelling…</source>
   <translation>Wird abgebrochen…</translation>
  </message>
  <message>
   <source>Ends the engine and starts it again. Your work is kept.</source>
   <translation>Beendet das Rechenwerk und startet es neu. Ihre Arbeit bleibt erhalten.</translation>
  </message>
  <message>
   <source>Progress</source>
   <translation>Fortschritt</translation>
  </message>
  <message>
   <source>Status</source>
   <translation>Status</translation>
  </message>
  <message>
   <source>Stop now</source>
   <translation>Jetzt anhalten</translation>
  </message>
  <message>
   <source>Told of in turn; Cancel stops what is told of now</source>
   <translation>Sie werden der Reihe nach genannt; Abbrechen hält an, was jetzt genannt ist</translation>
  </message>
  <message>
   <source>Where pictures are made, the memory it takes, and the time for a picture</source>
   <translation>Wo Bilder entstehen, der Speicher dafür und die Zeit für ein Bild</translation>
  </message>
  <message>
   <source>and {count} more</source>
   <translation>und {count} weitere</translation>
  </message>
  <message>
   <source>quick draft, {milliseconds} ms</source>
   <translation>schneller Entwurf, {milliseconds} ms</translation>
  </message>
  <message>
   <source>{milliseconds} ms</source>
   <translation>{milliseconds} ms</translation>
  </message>
 </context>
 <context>
  <name>SweepDialog</name>
  <message>
   <source>0 is off, 1 as generated, 2 double.</source>
   <translation>0 ist aus, 1 wie erzeugt, 2 doppelt.</translation>
  </message>
  <message>
   <source>All scenes side by side</source>
   <translation>Alle Szenen nebeneinander</translation>
  </message>
  <message>
   <source>Animation of {name}</source>
   <translation>Animation von {name}</translation>
  </message>
  <message>
   <source>From</source>
   <translation>Von</translation>
  </message>
  <message>
   <source>Length</source>
   <translation>Länge</translation>
  </message>
  <message>
   <source>Save…</source>
   <translation>Speichern…</translation>
  </message>
  <message>
   <source>There and back again</source>
   <translation>Hin und zurück</translation>
  </message>
  <message>
   <source>To</source>
   <translation>Bis</translation>
  </message>
 </context>
 <context>
  <name>Toast</name>
  <message>
   <source>Close this message</source>
   <translation>Diese Meldung schließen</translation>
  </message>
  <message>
   <source>Copy report</source>
   <translation>Bericht kopieren</translation>
  </message>
  <message>
   <source>Details</source>
   <translation>Einzelheiten</translation>
  </message>
  <message>
   <source>Details of the message</source>
   <translation>Einzelheiten der Meldung</translation>
  </message>
  <message>
   <source>Message</source>
   <translation>Meldung</translation>
  </message>
 </context>
 <context>
  <name>ToolOptions</name>
  <message>
   <source>Brush size</source>
   <translation>Pinselgröße</translation>
  </message>
  <message>
   <source>Brush size ([ and ])</source>
   <translation>Pinselgröße ([ und ])</translation>
  </message>
  <message>
   <source>Hardness</source>
   <translation>Härte</translation>
  </message>
  <message>
   <source>How much a click takes: to the left only what is most alike, to the right more</source>
   <translation>Wie viel ein Klick nimmt: links nur das Ähnlichste, rechts mehr</translation>
  </message>
  <message>
   <source>How much of the brush is full; the rest fades</source>
   <translation>Wie viel des Pinsels voll deckt; der Rest läuft aus</translation>
  </message>
  <message>
   <source>How strongly what is painted is shown</source>
   <translation>Wie stark das Gemalte gezeigt wird</translation>
  </message>
  <message>
   <source>How the region is shown</source>
   <translation>Wie die Region gezeigt wird</translation>
  </message>
  <message>
   <source>Only inside</source>
   <translation>Nur innen</translation>
  </message>
  <message>
   <source>Opacity</source>
   <translation>Deckkraft</translation>
  </message>
  <message>
   <source>Outline</source>
   <translation>Umriss</translation>
  </message>
  <message>
   <source>Threshold</source>
   <translation>Schwelle</translation>
  </message>
  <message>
   <source>Tint</source>
   <translation>Tönung</translation>
  </message>
  <message>
   <source>Tool options</source>
   <translation>Werkzeugoptionen</translation>
  </message>
  <message>
   <source>{size} px</source>
   <translation>{size} px</translation>
  </message>
 </context>
 <context>
  <name>Toolbar</name>
  <message>
   <source>Brush (B)</source>
   <translation>Pinsel (B)</translation>
  </message>
  <message>
   <source>Clear what is painted</source>
   <translation>Gemaltes löschen</translation>
  </message>
  <message>
   <source>Eraser (E)</source>
   <translation>Radierer (E)</translation>
  </message>
  <message>
   <source>Lasso (L)</source>
   <translation>Lasso (L)</translation>
  </message>
  <message>
   <source>Move the picture (H)</source>
   <translation>Bild verschieben (H)</translation>
  </message>
  <message>
   <source>Paint what is to stay unchanged (K)</source>
   <translation>Malen, was unverändert bleiben soll (K)</translation>
  </message>
  <message>
   <source>Rectangle (R)</source>
   <translation>Rechteck (R)</translation>
  </message>
  <message>
   <source>Show what is painted (Q)</source>
   <translation>Gemaltes zeigen (Q)</translation>
  </message>
  <message>
   <source>Smart select (S)</source>
   <translation>Kluge Auswahl (S)</translation>
  </message>
  <message>
   <source>Tools</source>
   <translation>Werkzeuge</translation>
  </message>
 </context>
 <context>
  <name>UnitValues</name>
  <message>
   <source>Histogram of the values</source>
   <translation>Histogramm der Werte</translation>
  </message>
  <message>
   <source>{count} scenes from {low} to {high}</source>
   <translation>{count} Szenen von {low} bis {high}</translation>
  </message>
  <message>
   <source>{mean} on average over {count} scenes; here, where the line is, {value}. Sigma is {sigma}.</source>
   <translation>Im Mittel {mean} über {count} Szenen; hier, wo die Linie steht, {value}. Sigma ist {sigma}.</translation>
  </message>
  <message>
   <source>{mean} on average over {count} scenes; this one was not among them. Sigma is {sigma}.</source>
   <translation>{mean} im Mittel über {count} Szenen; diese war nicht dabei. Sigma ist {sigma}.</translation>
  </message>
 </context>
 <context>
  <name>WelcomePanel</name>
  <message>
   <source>Discard</source>
   <translation>Verwerfen</translation>
  </message>
  <message>
   <source>Discard recovered work</source>
   <translation>Wiederhergestellte Arbeit verwerfen</translation>
  </message>
  <message>
   <source>Find the parts of an image generator that make a thing, and turn them down.</source>
   <translation>Finden Sie die Teile eines Bildgenerators, die etwas machen, und drehen Sie sie herunter.</translation>
  </message>
  <message>
   <source>Open a folder…</source>
   <translation>Ordner öffnen…</translation>
  </message>
  <message>
   <source>Open a generator…</source>
   <translation>Generator öffnen…</translation>
  </message>
  <message>
   <source>Open a project…</source>
   <translation>Projekt öffnen…</translation>
  </message>
  <message>
   <source>Open from the web…</source>
   <translation>Aus dem Netz öffnen…</translation>
  </message>
  <message>
   <source>Open recovered work</source>
   <translation>Wiederhergestellte Arbeit öffnen</translation>
  </message>
  <message>
   <source>Open the sample room</source>
   <translation>Beispielzimmer öffnen</translation>
  </message>
  <message>
   <source>Open the sample room of words</source>
   <translation>Beispielzimmer mit Worten öffnen</translation>
  </message>
  <message>
   <source>Or drop a generator, a project, a link, or a picture made here.</source>
   <translation>Oder ziehen Sie Generatoren, Projekte, Links oder Bilder von hier auf das Fenster.</translation>
  </message>
  <message>
   <source>Recent projects</source>
   <translation>Letzte Projekte</translation>
  </message>
  <message>
   <source>Unlit</source>
   <translation>Unlit</translation>
  </message>
  <message>
   <source>Welcome</source>
   <translation>Willkommen</translation>
  </message>
 </context>
 <context>
  <name>WordChips</name>
  <message>
   <source>Change this word</source>
   <translation>Dieses Wort ändern</translation>
  </message>
  <message>
   <source>Change this word…</source>
   <translation>Dieses Wort ändern…</translation>
  </message>
  <message>
   <source>Change “{word}”</source>
   <translation>„{word}“ ändern</translation>
  </message>
  <message>
   <source>Makes the chosen word mean something else to the generator</source>
   <translation>Gibt dem gewählten Wort für den Generator eine andere Bedeutung</translation>
  </message>
  <message>
   <source>Paints what the chosen word looks at</source>
   <translation>Malt, wohin das gewählte Wort sieht</translation>
  </message>
  <message>
   <source>Use as region</source>
   <translation>Als Region verwenden</translation>
  </message>
  <message>
   <source>Where does “{word}” look?</source>
   <translation>Wohin sieht „{word}“?</translation>
  </message>
  <message>
   <source>Words</source>
   <translation>Wörter</translation>
  </message>
  <message>
   <source>Words of the prompt</source>
   <translation>Wörter des Prompts</translation>
  </message>
  <message>
   <source>{name} ({nth})</source>
   <translation>{name} ({nth})</translation>
  </message>
 </context>
 <context>
  <name>actions</name>
  <message>
   <source>&amp;100 %</source>
   <translation>&amp;100 %</translation>
  </message>
  <message>
   <source>&amp;About Unlit</source>
   <translation>Ü&amp;ber Unlit</translation>
  </message>
  <message>
   <source>&amp;Balance a word…</source>
   <translation>Ein Wort aus&amp;gleichen…</translation>
  </message>
  <message>
   <source>&amp;Before</source>
   <translation>&amp;Vorher</translation>
  </message>
  <message>
   <source>&amp;Brush</source>
   <translation>&amp;Pinsel</translation>
  </message>
  <message>
   <source>&amp;Cancel</source>
   <translation>&amp;Abbrechen</translation>
  </message>
  <message>
   <source>&amp;Clear</source>
   <translation>L&amp;eeren</translation>
  </message>
  <message>
   <source>&amp;Close project</source>
   <translation>Projekt s&amp;chließen</translation>
  </message>
  <message>
   <source>&amp;Edit</source>
   <translation>&amp;Bearbeiten</translation>
  </message>
  <message>
   <source>&amp;Eraser</source>
   <translation>&amp;Radierer</translation>
  </message>
  <message>
   <source>&amp;File</source>
   <translation>&amp;Datei</translation>
  </message>
  <message>
   <source>&amp;Find what makes this</source>
   <translation>&amp;Finden, was dies macht</translation>
  </message>
  <message>
   <source>&amp;Fit</source>
   <translation>&amp;Einpassen</translation>
  </message>
  <message>
   <source>&amp;Generator</source>
   <translation>&amp;Generator</translation>
  </message>
  <message>
   <source>&amp;Grow</source>
   <translation>&amp;Vergrößern</translation>
  </message>
  <message>
   <source>&amp;Help</source>
   <translation>&amp;Hilfe</translation>
  </message>
  <message>
   <source>&amp;History</source>
   <translation>&amp;Verlauf</translation>
  </message>
  <message>
   <source>&amp;Inspector</source>
   <translation>&amp;Betrachter</translation>
  </message>
  <message>
   <source>&amp;Invert</source>
   <translation>&amp;Umkehren</translation>
  </message>
  <message>
   <source>&amp;Keep this unchanged</source>
   <translation>D&amp;ies unverändert lassen</translation>
  </message>
  <message>
   <source>&amp;Keyboard shortcuts…</source>
   <translation>&amp;Tastenkürzel…</translation>
  </message>
  <message>
   <source>&amp;Larger brush</source>
   <translation>&amp;Größerer Pinsel</translation>
  </message>
  <message>
   <source>&amp;Look on other scenes, too</source>
   <translation>Auch auf anderen Sz&amp;enen suchen</translation>
  </message>
  <message>
   <source>&amp;Next area</source>
   <translation>&amp;Nächster Bereich</translation>
  </message>
  <message>
   <source>&amp;Open a generator…</source>
   <translation>Generator ö&amp;ffnen…</translation>
  </message>
  <message>
   <source>&amp;Paste</source>
   <translation>E&amp;infügen</translation>
  </message>
  <message>
   <source>&amp;Quit</source>
   <translation>&amp;Beenden</translation>
  </message>
  <message>
   <source>&amp;Rectangle</source>
   <translation>Rech&amp;teck</translation>
  </message>
  <message>
   <source>&amp;Redo</source>
   <translation>&amp;Wiederholen</translation>
  </message>
  <message>
   <source>&amp;Region</source>
   <translation>&amp;Region</translation>
  </message>
  <message>
   <source>&amp;Save project</source>
   <translation>Projekt &amp;speichern</translation>
  </message>
  <message>
   <source>&amp;Search</source>
   <translation>&amp;Suche</translation>
  </message>
  <message>
   <source>&amp;Undo</source>
   <translation>&amp;Rückgängig</translation>
  </message>
  <message>
   <source>&amp;View</source>
   <translation>&amp;Ansicht</translation>
  </message>
  <message>
   <source>&amp;Window</source>
   <translation>&amp;Fenster</translation>
  </message>
  <message>
   <source>A Stable Diffusion in diffusers' folder</source>
   <translation>Eine Stable Diffusion im Ordner von diffusers</translation>
  </message>
  <message>
   <source>A pinned scene stays when others make room</source>
   <translation>Eine angeheftete Szene bleibt, wenn andere Platz machen</translation>
  </message>
  <message>
   <source>A slider for a unit such as b32.conv1/265</source>
   <translation>Ein Regler für eine Einheit wie b32.conv1/265</translation>
  </message>
  <message>
   <source>Add a part by &amp;name…</source>
   <translation>Teil mit &amp;Namen hinzufügen…</translation>
  </message>
  <message>
   <source>Area &amp;before</source>
   <translation>V&amp;origer Bereich</translation>
  </message>
  <message>
   <source>Before and after, s&amp;plit</source>
   <translation>Vorher und nachher, ge&amp;teilt</translation>
  </message>
  <message>
   <source>Before and after, si&amp;de by side</source>
   <translation>Vorher und nachher &amp;nebeneinander</translation>
  </message>
  <message>
   <source>Br&amp;ush or eraser</source>
   <translation>Pinsel &amp;oder Radierer</translation>
  </message>
  <message>
   <source>Bro&amp;wse seeds…</source>
   <translation>&amp;Startwerte durchsehen…</translation>
  </message>
  <message>
   <source>Change a &amp;word…</source>
   <translation>Ein W&amp;ort ändern…</translation>
  </message>
  <message>
   <source>Click a thing to paint it, with Alt to remove it</source>
   <translation>Auf etwas klicken, um es zu malen, mit Alt, um es wegzunehmen</translation>
  </message>
  <message>
   <source>Copied edits, or a link to a generator</source>
   <translation>Kopierte Änderungen oder einen Link zu einem Generator</translation>
  </message>
  <message>
   <source>Copy &amp;all edits</source>
   <translation>&amp;Alle Änderungen kopieren</translation>
  </message>
  <message>
   <source>Copy e&amp;xport as commands</source>
   <translation>E&amp;xport als Befehle kopieren</translation>
  </message>
  <message>
   <source>Copy edits as co&amp;mmands</source>
   <translation>Änderungen als Befeh&amp;le kopieren</translation>
  </message>
  <message>
   <source>Copy search as co&amp;mmand…</source>
   <translation>Suche als &amp;Befehl kopieren…</translation>
  </message>
  <message>
   <source>Drag from corner to corner, with Alt to remove</source>
   <translation>Von Ecke zu Ecke ziehen, mit Alt zum Wegnehmen</translation>
  </message>
  <message>
   <source>Draw a line around a thing to paint it, with Alt to remove it</source>
   <translation>Eine Linie um etwas ziehen, um es zu malen, mit Alt, um es wegzunehmen</translation>
  </message>
  <message>
   <source>Every scene, before and after</source>
   <translation>Jede Szene, vorher und nachher</translation>
  </message>
  <message>
   <source>Every step that can be undone</source>
   <translation>Jeder Schritt, der sich rückgängig machen lässt</translation>
  </message>
  <message>
   <source>F&amp;ind a command…</source>
   <translation>Be&amp;fehl suchen…</translation>
  </message>
  <message>
   <source>Find parts that work &amp;together</source>
   <translation>Teile finden, die &amp;zusammenwirken</translation>
  </message>
  <message>
   <source>First steps, tools, words and keys</source>
   <translation>Erste Schritte, Werkzeuge, Wörter und Tasten</translation>
  </message>
  <message>
   <source>From the one to the other and back</source>
   <translation>Vom einen zum anderen und zurück</translation>
  </message>
  <message>
   <source>From the tools to the picture, the edits, the search and so on, without a mouse</source>
   <translation>Von den Werkzeugen zum Bild, zu den Änderungen, zur Suche und so weiter, ohne Maus</translation>
  </message>
  <message>
   <source>L&amp;asso</source>
   <translation>&amp;Lasso</translation>
  </message>
  <message>
   <source>Left of a line you drag: before</source>
   <translation>Links einer Linie, die Sie ziehen: vorher</translation>
  </message>
  <message>
   <source>Make a word mean something else to the generator</source>
   <translation>Einem Wort für den Generator eine andere Bedeutung geben</translation>
  </message>
  <message>
   <source>Make what a word leaves open come as often as you want</source>
   <translation>Was ein Wort offen lässt, so oft kommen lassen, wie Sie wollen</translation>
  </message>
  <message>
   <source>Many seeds to pick scenes from</source>
   <translation>Viele Startwerte, aus denen Sie Szenen wählen</translation>
  </message>
  <message>
   <source>Move the &amp;picture</source>
   <translation>&amp;Bild verschieben</translation>
  </message>
  <message>
   <source>Na&amp;me scene…</source>
   <translation>Szene &amp;benennen…</translation>
  </message>
  <message>
   <source>One slider of several parts, and which way the painted thing goes away</source>
   <translation>Ein Regler aus mehreren Teilen, und in welcher Richtung das Gemalte verschwindet</translation>
  </message>
  <message>
   <source>Open a &amp;folder…</source>
   <translation>&amp;Ordner öffnen…</translation>
  </message>
  <message>
   <source>Open a pro&amp;ject…</source>
   <translation>&amp;Projekt öffnen…</translation>
  </message>
  <message>
   <source>Open from the &amp;web…</source>
   <translation>Aus dem &amp;Netz öffnen…</translation>
  </message>
  <message>
   <source>Open the sample roo&amp;m</source>
   <translation>B&amp;eispielzimmer öffnen</translation>
  </message>
  <message>
   <source>Open the sample room of wor&amp;ds</source>
   <translation>Beispielzimmer mit &amp;Worten öffnen</translation>
  </message>
  <message>
   <source>Others in place of those not pinned, named, painted or shown</source>
   <translation>Andere anstelle derer, die weder angeheftet, benannt, bemalt noch gezeigt sind</translation>
  </message>
  <message>
   <source>Paint what is to stay as it is: parts that change it come later</source>
   <translation>Malen, was bleiben soll, wie es ist: Teile, die es ändern, kommen später</translation>
  </message>
  <message>
   <source>Paints what the chosen word of the prompt looks at</source>
   <translation>Malt, wohin das gewählte Wort des Prompts sieht</translation>
  </message>
  <message>
   <source>Paste them in another project</source>
   <translation>In ein anderes Projekt einfügen</translation>
  </message>
  <message>
   <source>Pi&amp;n scene</source>
   <translation>Szene &amp;anheften</translation>
  </message>
  <message>
   <source>Pre&amp;ferences…</source>
   <translation>&amp;Einstellungen…</translation>
  </message>
  <message>
   <source>Random &amp;scenes</source>
   <translation>&amp;Zufällige Szenen</translation>
  </message>
  <message>
   <source>Remo&amp;ve scene</source>
   <translation>Szene ent&amp;fernen</translation>
  </message>
  <message>
   <source>Repor&amp;t…</source>
   <translation>Berich&amp;t…</translation>
  </message>
  <message>
   <source>S&amp;hrink</source>
   <translation>Verklei&amp;nern</translation>
  </message>
  <message>
   <source>S&amp;maller brush</source>
   <translation>&amp;Kleinerer Pinsel</translation>
  </message>
  <message>
   <source>Save &amp;edited generator…</source>
   <translation>Geän&amp;derten Generator speichern…</translation>
  </message>
  <message>
   <source>Save &amp;picture…</source>
   <translation>B&amp;ild speichern…</translation>
  </message>
  <message>
   <source>Save &amp;ranking…</source>
   <translation>&amp;Rangliste speichern…</translation>
  </message>
  <message>
   <source>Save &amp;recipe…</source>
   <translation>&amp;Rezept speichern…</translation>
  </message>
  <message>
   <source>Save contact s&amp;heet…</source>
   <translation>Kontaktbo&amp;gen speichern…</translation>
  </message>
  <message>
   <source>Save project &amp;as…</source>
   <translation>Projekt speichern &amp;unter…</translation>
  </message>
  <message>
   <source>Show &amp;region</source>
   <translation>&amp;Region zeigen</translation>
  </message>
  <message>
   <source>Show the picture as generated; hold \ for a look</source>
   <translation>Das Bild zeigen, wie es erzeugt wurde; für einen Blick \ halten</translation>
  </message>
  <message>
   <source>Smart &amp;select</source>
   <translation>Kluge &amp;Auswahl</translation>
  </message>
  <message>
   <source>So&amp;ften</source>
   <translation>&amp;Weichzeichnen</translation>
  </message>
  <message>
   <source>The commands that save the same edited generator</source>
   <translation>Die Befehle, die denselben geänderten Generator speichern</translation>
  </message>
  <message>
   <source>The commands that write the same recipe</source>
   <translation>Die Befehle, die dasselbe Rezept schreiben</translation>
  </message>
  <message>
   <source>The edits alone, as a file for this generator</source>
   <translation>Nur die Änderungen, als Datei für diesen Generator</translation>
  </message>
  <message>
   <source>The same way back</source>
   <translation>Denselben Weg zurück</translation>
  </message>
  <message>
   <source>Try &amp;every part</source>
   <translation>&amp;Jeden Teil versuchen</translation>
  </message>
  <message>
   <source>Type a few letters of it</source>
   <translation>Ein paar Buchstaben davon genügen</translation>
  </message>
  <message>
   <source>Use the &amp;word as region</source>
   <translation>&amp;Das Wort als Region verwenden</translation>
  </message>
  <message>
   <source>What is open: its card, layers and licence</source>
   <translation>Was geöffnet ist: Steckbrief, Schichten und Lizenz</translation>
  </message>
  <message>
   <source>What one part is looking for</source>
   <translation>Wonach ein Teil sucht</translation>
  </message>
  <message>
   <source>What the edits do, measured in pictures with and without them</source>
   <translation>Was die Änderungen bewirken, gemessen an Bildern mit ihnen und ohne sie</translation>
  </message>
  <message>
   <source>Write the generator with its edits, open it again and compare</source>
   <translation>Den Generator mit seinen Änderungen schreiben, neu öffnen und vergleichen</translation>
  </message>
  <message>
   <source>Writes what is painted to a file, and copies the command that searches with it</source>
   <translation>Schreibt das Gemalte in eine Datei und kopiert den Befehl, der damit sucht</translation>
  </message>
  <message>
   <source>Zoom &amp;in</source>
   <translation>Ver&amp;größern</translation>
  </message>
  <message>
   <source>Zoom &amp;out</source>
   <translation>Ver&amp;kleinern</translation>
  </message>
 </context>
 <context>
  <name>changing</name>
  <message>
   <source>Balanced {source}</source>
   <translation>Ausgeglichen: {source}</translation>
  </message>
  <message>
   <source>Less {source}</source>
   <translation>Weniger {source}</translation>
  </message>
  <message>
   <source>No {source}</source>
   <translation>Kein {source}</translation>
  </message>
  <message>
   <source>{source} → {target}</source>
   <translation>{source} → {target}</translation>
  </message>
 </context>
 <context>
  <name>document</name>
  <message>
   <source>Lamp</source>
   <translation>Lampe</translation>
  </message>
  <message>
   <source>Part</source>
   <translation>Teil</translation>
  </message>
 </context>
 <context>
  <name>export</name>
  <message>
   <source>A LoRA for ComfyUI, A1111 and Forge: small, added to the generator that people have already.</source>
   <translation>Eine LoRA für ComfyUI, A1111 und Forge: klein, zu dem Generator dazu, den man schon hat.</translation>
  </message>
  <message>
   <source>A LoRA for diffusers and PEFT: small, added to the generator that people have already.</source>
   <translation>Eine LoRA für diffusers und PEFT: klein, zu dem Generator dazu, den man schon hat.</translation>
  </message>
  <message>
   <source>A folder for diffusers and programs built on it, such as InvokeAI.</source>
   <translation>Ein Ordner für diffusers und was darauf aufbaut, etwa InvokeAI.</translation>
  </message>
  <message>
   <source>For NVIDIA’s own programs, StyleGAN2-ADA and StyleGAN3, and those built on them.</source>
   <translation>Für NVIDIAs eigene Programme, StyleGAN2-ADA und StyleGAN3, und was auf ihnen aufbaut.</translation>
  </message>
  <message>
   <source>For PTI and programs built on it, as the file that you opened.</source>
   <translation>Für PTI und was darauf aufbaut, wie die Datei, die Sie geöffnet haben.</translation>
  </message>
  <message>
   <source>For Unlit, and programs that know NVIDIA’s names of tensors. The recipe is inside.</source>
   <translation>Für Unlit und Programme, die NVIDIAs Namen der Tensoren kennen. Das Rezept liegt darin.</translation>
  </message>
  <message>
   <source>For genforce’s programs, as the file that you opened.</source>
   <translation>Für genforces Programme, wie die Datei, die Sie geöffnet haben.</translation>
  </message>
  <message>
   <source>For rosinality’s stylegan2-pytorch and the many programs built on it.</source>
   <translation>Für rosinalitys stylegan2-pytorch und die vielen Programme, die darauf aufbauen.</translation>
  </message>
  <message>
   <source>One file for ComfyUI, Stable Diffusion web UI (A1111), Forge and diffusers.</source>
   <translation>Eine Datei für ComfyUI, Stable Diffusion web UI (A1111), Forge und diffusers.</translation>
  </message>
  <message>
   <source>Only the weights that change, under the names that the program of UCE uses; for research.</source>
   <translation>Nur die Gewichte, die sich ändern, unter den Namen, die das Programm von UCE verwendet; für die Forschung.</translation>
  </message>
  <message>
   <source>The edits alone, for this generator. For Unlit, in the window or on the command line.</source>
   <translation>Die Änderungen allein, für diesen Generator. Für Unlit, im Fenster oder auf der Befehlszeile.</translation>
  </message>
  <message>
   <source>The picture on the canvas. It carries its recipe: drop it on Unlit, and the edits come back.</source>
   <translation>Das Bild auf der Leinwand. Es trägt sein Rezept: ziehen Sie es auf Unlit, und die Änderungen kommen wieder.</translation>
  </message>
  <message>
   <source>{name} edited</source>
   <translation>{name} geändert</translation>
  </message>
  <message>
   <source>{name} recipe</source>
   <translation>{name} Rezept</translation>
  </message>
 </context>
 <context>
  <name>help</name>
  <message>
   <source>- Alt while painting: take away. Shift and drag, or Ctrl and the wheel: the size of the brush.</source>
   <translation>- Alt beim Malen: wegnehmen. Umschalt und Ziehen oder Strg und das Rad: die Größe des Pinsels.</translation>
  </message>
  <message>
   <source>- On a slider: arrows, Page Up and Page Down; Home is off; a double click is as generated.</source>
   <translation>- Auf einem Regler: Pfeile, Bild auf und Bild ab; Pos1 ist aus; ein Doppelklick ist wie erzeugt.</translation>
  </message>
  <message>
   <source>- Space and drag, or the middle button: move the picture. The wheel zooms at the pointer.</source>
   <translation>- Leertaste und Ziehen oder die mittlere Taste: das Bild verschieben. Das Rad vergrößert am Zeiger.</translation>
  </message>
  <message>
   <source>- \\ held down: the picture as generated.</source>
   <translation>- \\ gehalten: das Bild, wie es erzeugt wurde.</translation>
  </message>
  <message>
   <source>All can be changed: Edit, Keyboard shortcuts.</source>
   <translation>Alle lassen sich ändern: Bearbeiten, Tastenkürzel.</translation>
  </message>
  <message>
   <source>Command</source>
   <translation>Befehl</translation>
  </message>
  <message>
   <source>Held keys and the mouse</source>
   <translation>Gehaltene Tasten und die Maus</translation>
  </message>
  <message>
   <source>Keys</source>
   <translation>Tasten</translation>
  </message>
 </context>
 <context>
  <name>questions</name>
  <message>
   <source>Add a part by name</source>
   <translation>Teil mit Namen hinzufügen</translation>
  </message>
  <message>
   <source>Clear</source>
   <translation>Leeren</translation>
  </message>
  <message>
   <source>Clear the cache?</source>
   <translation>Den Zwischenspeicher leeren?</translation>
  </message>
  <message>
   <source>Colour of the light</source>
   <translation>Farbe des Lichts</translation>
  </message>
  <message>
   <source>Discard the recovered work?</source>
   <translation>Die wiederhergestellte Arbeit verwerfen?</translation>
  </message>
  <message>
   <source>Generators of the web are downloaded again, and searches begin anew. Your files stay.</source>
   <translation>Generatoren aus dem Netz werden neu heruntergeladen, und Suchen beginnen von vorn. Ihre Dateien bleiben.</translation>
  </message>
  <message>
   <source>It cannot be brought back afterwards.</source>
   <translation>Danach lässt sie sich nicht zurückholen.</translation>
  </message>
  <message>
   <source>Name of the scene; empty for its seed.</source>
   <translation>Name der Szene; leer für ihren Startwert.</translation>
  </message>
  <message>
   <source>Name scene</source>
   <translation>Szene benennen</translation>
  </message>
  <message>
   <source>Part, for instance b32.conv1/265 or layer8/265. Several with commas between.</source>
   <translation>Teil, zum Beispiel b32.conv1/265 oder layer8/265. Mehrere mit Kommas dazwischen.</translation>
  </message>
  <message>
   <source>Save the changes to “{name}”?</source>
   <translation>Die Änderungen an „{name}“ speichern?</translation>
  </message>
  <message>
   <source>Without saving, the edits, what is painted and what was found are lost.</source>
   <translation>Ohne Speichern gehen die Änderungen, das Gemalte und das Gefundene verloren.</translation>
  </message>
 </context>
 <context>
  <name>sentences</name>
  <message>
   <source>A LoRA has no biases: the shift of 1 unit is not in this file.</source>
   <translation>Eine LoRA hat keine Biases: Die Verschiebung von 1 Teil ist nicht in dieser Datei.</translation>
  </message>
  <message>
   <source>A LoRA has no biases: the shifts of {0} units are not in this file.</source>
   <translation>Eine LoRA hat keine Biases: Die Verschiebungen von {0} Teilen sind nicht in dieser Datei.</translation>
  </message>
  <message>
   <source>A Ray worker found another generator at “{0}”: every node needs the same file.</source>
   <translation>Ein Ray-Worker fand unter „{0}“ einen anderen Generator: Jeder Knoten braucht dieselbe Datei.</translation>
  </message>
  <message>
   <source>A Ray worker has Unlit {0}, this is {1}: every node needs the same.</source>
   <translation>Ein Ray-Worker hat Unlit {0}, dies ist {1}: Jeder Knoten braucht dasselbe.</translation>
  </message>
  <message>
   <source>A generator of {0} x {1} pictures cannot be shown.</source>
   <translation>Ein Generator für Bilder von {0} x {1} lässt sich nicht zeigen.</translation>
  </message>
  <message>
   <source>A generator of {0} x {1} pictures this large cannot be run.</source>
   <translation>Ein Generator für so große Bilder, {0} x {1}, lässt sich nicht ausführen.</translation>
  </message>
  <message>
   <source>A generator whose pictures are not square cannot be opened.</source>
   <translation>Ein Generator, dessen Bilder nicht quadratisch sind, lässt sich nicht öffnen.</translation>
  </message>
  <message>
   <source>A picture of {0} × {1} takes about {2} GiB of memory, and {3} GiB are free; ask for a smaller one.</source>
   <translation>Ein Bild von {0} × {1} braucht etwa {2} GiB Speicher, und {3} GiB sind frei; verlangen Sie ein kleineres.</translation>
  </message>
  <message>
   <source>A single-file checkpoint has no place for “{0}”; save a diffusers folder instead.</source>
   <translation>Ein Checkpoint in einer Datei hat keinen Platz für „{0}“; speichern Sie stattdessen einen Ordner für diffusers.</translation>
  </message>
  <message>
   <source>A w of this generator has the shape {0} or {1}, not {2}.</source>
   <translation>Ein w dieses Generators hat die Form {0} oder {1}, nicht {2}.</translation>
  </message>
  <message>
   <source>A z of this generator has {0} numbers, not {1}.</source>
   <translation>Ein z dieses Generators hat {0} Zahlen, nicht {1}.</translation>
  </message>
  <message>
   <source>A {0} draws pictures here; its units cannot be searched or edited yet.</source>
   <translation>{0} zeichnet hier Bilder; seine Teile lassen sich noch nicht suchen oder ändern.</translation>
  </message>
  <message>
   <source>A {0} draws whole seeds alone, nothing on the way from one to another.</source>
   <translation>{0} zeichnet nur ganze Startwerte, nichts auf dem Weg von einem zum anderen.</translation>
  </message>
  <message>
   <source>A {0} draws with its own scheduler alone.</source>
   <translation>{0} zeichnet nur mit dem eigenen Scheduler.</translation>
  </message>
  <message>
   <source>A {0} must be an array of finite floating-point numbers, one latent a scene.</source>
   <translation>Ein {0} muss ein Array endlicher Gleitkommazahlen sein, ein Latent je Szene.</translation>
  </message>
  <message>
   <source>At strength {0} it is {1} gone, and other sentences move by {2}.</source>
   <translation>Bei Stärke {0} ist es zu {1} weg, und andere Sätze bewegen sich um {2}.</translation>
  </message>
  <message>
   <source>Balanced within {0}, with 95 % confidence after {1} fresh pictures: {2}.</source>
   <translation>Ausgeglichen bis auf {0}, mit 95 % Sicherheit nach {1} neuen Bildern: {2}.</translation>
  </message>
  <message>
   <source>Balancing needs something that reads pictures, and for this generator there is nothing but CLIP: say where yours is.</source>
   <translation>Ausgleichen braucht etwas, das Bilder liest, und für diesen Generator gibt es nur CLIP: Sagen Sie, wo Ihres ist.</translation>
  </message>
  <message>
   <source>How often attributes are wanted should add up to 1.</source>
   <translation>Wie oft Attribute gewünscht sind, soll zusammen 1 ergeben.</translation>
  </message>
  <message>
   <source>In {0} rounds no shares were found at which the attributes are shown as often as wanted; the nearest are {1} off.</source>
   <translation>In {0} Runden fanden sich keine Anteile, bei denen die Attribute so oft gezeigt werden wie gewünscht; die nächsten liegen um {1} daneben.</translation>
  </message>
  <message>
   <source>It does not go away within {0} standard deviations either way.</source>
   <translation>Es verschwindet innerhalb von {0} Standardabweichungen in keiner Richtung.</translation>
  </message>
  <message>
   <source>It goes away at minus; it is gone at {0} standard deviations.</source>
   <translation>Es verschwindet bei Minus; bei {0} Standardabweichungen ist es weg.</translation>
  </message>
  <message>
   <source>It goes away at plus; it is gone at {0} standard deviations.</source>
   <translation>Es verschwindet bei Plus; bei {0} Standardabweichungen ist es weg.</translation>
  </message>
  <message>
   <source>It goes away both ways; it is gone at {0} and at {1} standard deviations.</source>
   <translation>Es verschwindet in beiden Richtungen; bei {0} und bei {1} Standardabweichungen ist es weg.</translation>
  </message>
  <message>
   <source>It is held at strength {0}, {1} gone, where other sentences move by {2}.</source>
   <translation>Es bleibt bei Stärke {0}, zu {1} weg; dort bewegen sich andere Sätze um {2}.</translation>
  </message>
  <message>
   <source>It may be balanced, but {0} fresh pictures are too few to be sure of that: {1}.</source>
   <translation>Es mag ausgeglichen sein, aber {0} neue Bilder sind zu wenige, um dessen sicher zu sein: {1}.</translation>
  </message>
  <message>
   <source>It never goes further than {0}, at strength {1}.</source>
   <translation>Weiter als {0} geht es nie, bei Stärke {1}.</translation>
  </message>
  <message>
   <source>Layer {0} has units 0 to {1}; there is no unit {2}.</source>
   <translation>Schicht {0} hat die Teile 0 bis {1}; einen Teil {2} gibt es nicht.</translation>
  </message>
  <message>
   <source>Line {0} of “{1}” is not a prompt.</source>
   <translation>Zeile {0} von „{1}“ ist kein Prompt.</translation>
  </message>
  <message>
   <source>Line {0} of “{1}” should be one of {2}.</source>
   <translation>Zeile {0} von „{1}“ soll eines von diesen sein: {2}.</translation>
  </message>
  <message>
   <source>No Ray worker was ready within {0} minutes.</source>
   <translation>Kein Ray-Worker war innerhalb von {0} Minuten bereit.</translation>
  </message>
  <message>
   <source>No generator is open.</source>
   <translation>Kein Generator ist geöffnet.</translation>
  </message>
  <message>
   <source>No unit changes the region more than the rest of the picture.</source>
   <translation>Kein Teil ändert die Region mehr als den Rest des Bildes.</translation>
  </message>
  <message>
   <source>Nothing is painted yet: paint what you want to find.</source>
   <translation>Noch ist nichts gemalt: Übermalen Sie, was Sie finden möchten.</translation>
  </message>
  <message>
   <source>On a Ray worker: {0}</source>
   <translation>Auf einem Ray-Worker: {0}</translation>
  </message>
  <message>
   <source>Only a generator that came in a {0} file can be written back into one.</source>
   <translation>Nur ein Generator, der aus einer Datei von {0} kam, lässt sich wieder in eine schreiben.</translation>
  </message>
  <message>
   <source>Only a generator that was opened from a genforce file can be written as one.</source>
   <translation>Nur ein Generator, der aus einer Datei von genforce geöffnet wurde, lässt sich als solche schreiben.</translation>
  </message>
  <message>
   <source>Only a slider of units can be swept.</source>
   <translation>Nur ein Regler von Teilen lässt sich animieren.</translation>
  </message>
  <message>
   <source>Only generators of pictures with 3 colour channels can be opened; this one has {0}.</source>
   <translation>Nur Generatoren für Bilder mit 3 Farbkanälen lassen sich öffnen; dieser hat {0}.</translation>
  </message>
  <message>
   <source>Only links that begin with https:// are opened, because others can be changed on their way.</source>
   <translation>Nur Links, die mit https:// beginnen, werden geöffnet, denn andere lassen sich unterwegs ändern.</translation>
  </message>
  <message>
   <source>Only {0} of the edited pictures show what is meant.</source>
   <translation>Nur {0} der geänderten Bilder zeigen, was gemeint ist.</translation>
  </message>
  <message>
   <source>Pictures of {0} prompts move more than half as far as another seed would move them.</source>
   <translation>Bilder solcher Prompts ({0}) bewegen sich mehr als halb so weit, wie ein anderer Startwert sie bewegte.</translation>
  </message>
  <message>
   <source>Ray is not installed: run `pip install "unlit[ray]"`, on every node.</source>
   <translation>Ray ist nicht installiert: Führen Sie auf jedem Knoten `pip install "unlit[ray]"` aus.</translation>
  </message>
  <message>
   <source>Ray workers were lost {0} times at the same work.</source>
   <translation>Ray-Worker gingen {0}-mal an derselben Arbeit verloren.</translation>
  </message>
  <message>
   <source>Row {0} of “{1}” does not say what is to be changed.</source>
   <translation>Zeile {0} von „{1}“ sagt nicht, was geändert werden soll.</translation>
  </message>
  <message>
   <source>Row {0} of “{1}” has more than two columns; quote texts that have commas in them.</source>
   <translation>Zeile {0} von „{1}“ hat mehr als zwei Spalten; setzen Sie Texte mit Kommas in Anführungszeichen.</translation>
  </message>
  <message>
   <source>Row {0} of “{1}” is not a short text.</source>
   <translation>Zeile {0} von „{1}“ ist kein kurzer Text.</translation>
  </message>
  <message>
   <source>Say for every attribute how often it is wanted.</source>
   <translation>Sagen Sie für jedes Attribut, wie oft es gewünscht ist.</translation>
  </message>
  <message>
   <source>Say where CLIP is: a folder, or a name on the hub that is on this disk.</source>
   <translation>Sagen Sie, wo CLIP ist: ein Ordner oder ein Name auf dem Hub, der auf dieser Festplatte liegt.</translation>
  </message>
  <message>
   <source>Scene {0}</source>
   <translation>Szene {0}</translation>
  </message>
  <message>
   <source>Sentences are drawn otherwise, but not as what they are to mean.</source>
   <translation>Sätze werden anders gezeichnet, aber nicht als das, was sie bedeuten sollen.</translation>
  </message>
  <message>
   <source>Some of the cache could not be deleted; it may be in use.</source>
   <translation>Ein Teil des Zwischenspeichers ließ sich nicht löschen; vielleicht wird er gerade verwendet.</translation>
  </message>
  <message>
   <source>Something went wrong in the engine; your work is kept.</source>
   <translation>Im Rechenwerk ging etwas schief; Ihre Arbeit bleibt erhalten.</translation>
  </message>
  <message>
   <source>Still out of balance by more than {0} after {1} fresh pictures: {2}.</source>
   <translation>Nach {1} neuen Bildern noch um mehr als {0} unausgeglichen: {2}.</translation>
  </message>
  <message>
   <source>The Ray cluster at {0} does not answer.</source>
   <translation>Der Ray-Cluster unter {0} antwortet nicht.</translation>
  </message>
  <message>
   <source>The Ray cluster cannot be joined: it needs the same versions of Ray and Python as here.</source>
   <translation>Dem Ray-Cluster lässt sich nicht beitreten: Er braucht dieselben Versionen von Ray und Python wie hier.</translation>
  </message>
  <message>
   <source>The Ray workers cannot run Unlit: install it on every node.</source>
   <translation>Die Ray-Worker können Unlit nicht ausführen: Installieren Sie es auf jedem Knoten.</translation>
  </message>
  <message>
   <source>The U-Net has no {0}.</source>
   <translation>Das U-Net hat kein {0}.</translation>
  </message>
  <message>
   <source>The U-Net of “{0}” is described in a way that has no size.</source>
   <translation>Das U-Net von „{0}“ ist so beschrieben, dass es keine Größe hat.</translation>
  </message>
  <message>
   <source>The change is of rank {0}; this file holds rank {1} of it and misses {2}: {3} MB instead of {4} MB.</source>
   <translation>Die Änderung hat Rang {0}; diese Datei enthält Rang {1} davon, und {2} fehlen: {3} MB statt {4} MB.</translation>
  </message>
  <message>
   <source>The computer ran out of memory; your work is kept.</source>
   <translation>Der Speicher des Computers ist voll; Ihre Arbeit bleibt erhalten.</translation>
  </message>
  <message>
   <source>The computer ran out of memory; your work is kept. Close other programs and try again.</source>
   <translation>Der Speicher des Computers ist voll; Ihre Arbeit bleibt erhalten. Schließen Sie andere Programme und versuchen Sie es noch einmal.</translation>
  </message>
  <message>
   <source>The connection to {0} broke off; what came so far is kept, so open it again to go on from there.</source>
   <translation>Die Verbindung zu {0} brach ab; was bisher kam, ist aufbewahrt: Öffnen Sie es noch einmal, um von dort weiterzumachen.</translation>
  </message>
  <message>
   <source>The engine stopped unexpectedly and starts again; your work is kept.</source>
   <translation>Das Rechenwerk ist unerwartet stehen geblieben und startet neu; Ihre Arbeit bleibt erhalten.</translation>
  </message>
  <message>
   <source>The engine stopped {0} times within a minute and stays off until it is started; your work is kept.</source>
   <translation>Das Rechenwerk ist {0}-mal in einer Minute stehen geblieben und bleibt aus, bis es gestartet wird; Ihre Arbeit bleibt erhalten.</translation>
  </message>
  <message>
   <source>The file of presets is too large to be one.</source>
   <translation>Die Datei der Vorlagen ist zu groß, um eine zu sein.</translation>
  </message>
  <message>
   <source>The file that this generator came from is gone, and its format needs it; choose another.</source>
   <translation>Die Datei, aus der dieser Generator kam, ist fort, und ihr Format braucht sie; wählen Sie ein anderes.</translation>
  </message>
  <message>
   <source>The folder of presets cannot be made.</source>
   <translation>Der Ordner der Vorlagen lässt sich nicht anlegen.</translation>
  </message>
  <message>
   <source>The generator in “{0}” does not normalise its latents.</source>
   <translation>Der Generator in „{0}“ normalisiert seine Latents nicht.</translation>
  </message>
  <message>
   <source>The generator in “{0}” joins classes to the latent in a way that Unlit cannot run.</source>
   <translation>Der Generator in „{0}“ verbindet Klassen und Latent auf eine Weise, die Unlit nicht ausführen kann.</translation>
  </message>
  <message>
   <source>The generator in “{0}” resizes with another filter than StyleGAN2.</source>
   <translation>Der Generator in „{0}“ ändert die Größe mit einem anderen Filter als StyleGAN2.</translation>
  </message>
  <message>
   <source>The generator in “{0}” uses another activation than StyleGAN2.</source>
   <translation>Der Generator in „{0}“ hat eine andere Aktivierung als StyleGAN2.</translation>
  </message>
  <message>
   <source>The generator in “{0}” was saved before it had grown to its full size.</source>
   <translation>Der Generator in „{0}“ wurde gespeichert, bevor er zu seiner vollen Größe gewachsen war.</translation>
  </message>
  <message>
   <source>The generator's file has changed since it was opened; open it again to go on.</source>
   <translation>Die Datei des Generators hat sich seit dem Öffnen geändert; öffnen Sie sie noch einmal, um fortzufahren.</translation>
  </message>
  <message>
   <source>The generator's own files have changed since it was opened; open it again, then save it.</source>
   <translation>Die eigenen Dateien des Generators haben sich seit dem Öffnen geändert; öffnen Sie ihn noch einmal und speichern Sie ihn dann.</translation>
  </message>
  <message>
   <source>The graphics card ran out of memory; your work is kept.</source>
   <translation>Der Speicher der Grafikkarte ist voll; Ihre Arbeit bleibt erhalten.</translation>
  </message>
  <message>
   <source>The graphics card ran out of memory; your work is kept. Close other programs and try again.</source>
   <translation>Der Speicher der Grafikkarte ist voll; Ihre Arbeit bleibt erhalten. Schließen Sie andere Programme und versuchen Sie es noch einmal.</translation>
  </message>
  <message>
   <source>The name of the file in “hf:{0}” cannot be used.</source>
   <translation>Der Name der Datei in „hf:{0}“ lässt sich nicht verwenden.</translation>
  </message>
  <message>
   <source>The presets cannot be read.</source>
   <translation>Die Vorlagen lassen sich nicht lesen.</translation>
  </message>
  <message>
   <source>The region could not be stored.</source>
   <translation>Die Region ließ sich nicht speichern.</translation>
  </message>
  <message>
   <source>The region covers the whole picture: units are in order of how much they change it.</source>
   <translation>Die Region bedeckt das ganze Bild: Teile sind danach geordnet, wie sehr sie es ändern.</translation>
  </message>
  <message>
   <source>The region is empty: paint what you want to find first.</source>
   <translation>Die Region ist leer: Übermalen Sie zuerst, was Sie finden möchten.</translation>
  </message>
  <message>
   <source>The region is {0} x {1} but this generator's pictures are {2} x {3}; give a region of the same size.</source>
   <translation>Die Region ist {0} x {1}, aber die Bilder dieses Generators sind {2} x {3}; geben Sie eine Region derselben Größe an.</translation>
  </message>
  <message>
   <source>The repository “{0}” asks for a login and for its conditions to be accepted.</source>
   <translation>Das Repository „{0}“ verlangt eine Anmeldung und dass man seinen Bedingungen zustimmt.</translation>
  </message>
  <message>
   <source>The repository “{0}” is no diffusers folder; open one of its files, as {1}.</source>
   <translation>Das Repository „{0}“ ist kein Ordner von diffusers; öffnen Sie eine seiner Dateien, etwa {1}.</translation>
  </message>
  <message>
   <source>The repository “{0}” on huggingface.co has no file “{1}”.</source>
   <translation>Das Repository „{0}“ auf huggingface.co hat keine Datei „{1}“.</translation>
  </message>
  <message>
   <source>The repository “{0}” on huggingface.co has no revision “{1}”.</source>
   <translation>Das Repository „{0}“ auf huggingface.co hat keine Revision „{1}“.</translation>
  </message>
  <message>
   <source>The repository “{0}” on huggingface.co holds no generator.</source>
   <translation>Das Repository „{0}“ auf huggingface.co enthält keinen Generator.</translation>
  </message>
  <message>
   <source>The rosinality format cannot hold {0}; export this generator in another format.</source>
   <translation>Das Format von rosinality kann dies nicht enthalten: {0}. Exportieren Sie diesen Generator in einem anderen Format.</translation>
  </message>
  <message>
   <source>The scheduler of “{0}” is a “{1}”, which Unlit does not know.</source>
   <translation>Der Scheduler von „{0}“ ist ein „{1}“, den Unlit nicht kennt.</translation>
  </message>
  <message>
   <source>The scheduler of “{0}” is described in a way that none can be.</source>
   <translation>Der Scheduler von „{0}“ ist so beschrieben, wie keiner sein kann.</translation>
  </message>
  <message>
   <source>The server {0} answered in a way that Unlit does not understand ({1}).</source>
   <translation>Der Server {0} antwortete auf eine Weise, die Unlit nicht versteht ({1}).</translation>
  </message>
  <message>
   <source>The server {0} answered in a way that Unlit does not understand.</source>
   <translation>Der Server {0} antwortete auf eine Weise, die Unlit nicht versteht.</translation>
  </message>
  <message>
   <source>The server {0} cannot be reached; check the connection to the internet.</source>
   <translation>Der Server {0} ist nicht zu erreichen; prüfen Sie die Verbindung zum Internet.</translation>
  </message>
  <message>
   <source>The server {0} cannot deliver at the moment ({1}); try again later.</source>
   <translation>Der Server {0} kann im Moment nicht liefern ({1}); versuchen Sie es später noch einmal.</translation>
  </message>
  <message>
   <source>The server {0} does not answer; try again later.</source>
   <translation>Der Server {0} antwortet nicht; versuchen Sie es später noch einmal.</translation>
  </message>
  <message>
   <source>The server {0} does not give this file to everybody ({1}); download it in a browser instead.</source>
   <translation>Der Server {0} gibt diese Datei nicht jedem ({1}); laden Sie sie stattdessen in einem Browser herunter.</translation>
  </message>
  <message>
   <source>The server {0} is asked too often at the moment; try again in a few minutes.</source>
   <translation>Der Server {0} wird im Moment zu oft gefragt; versuchen Sie es in ein paar Minuten noch einmal.</translation>
  </message>
  <message>
   <source>The server {0} sends another file than it had said ({1} bytes, not {2}).</source>
   <translation>Der Server {0} schickt eine andere Datei, als er gesagt hatte ({1} Bytes, nicht {2}).</translation>
  </message>
  <message>
   <source>The server {0} sends from one address to the next without end.</source>
   <translation>Der Server {0} schickt ohne Ende von einer Adresse zur nächsten.</translation>
  </message>
  <message>
   <source>The server {0} sends this file compressed, so it cannot be checked or continued.</source>
   <translation>Der Server {0} schickt diese Datei komprimiert, so dass sie sich nicht prüfen oder fortsetzen lässt.</translation>
  </message>
  <message>
   <source>The server {0} sends to an address that is not safe, so nothing was downloaded.</source>
   <translation>Der Server {0} schickt zu einer Adresse, die nicht sicher ist; deshalb wurde nichts heruntergeladen.</translation>
  </message>
  <message>
   <source>The server {0} sent an empty file.</source>
   <translation>Der Server {0} schickte eine leere Datei.</translation>
  </message>
  <message>
   <source>The server {0} sent more than it had said, so it was stopped.</source>
   <translation>Der Server {0} schickte mehr, als er gesagt hatte, deshalb wurde angehalten.</translation>
  </message>
  <message>
   <source>The settings of this generator are not a StyleGAN2's.</source>
   <translation>Die Einstellungen dieses Generators sind nicht die eines StyleGAN2.</translation>
  </message>
  <message>
   <source>The studio sent what is no message: {0}</source>
   <translation>Das Studio schickte, was keine Nachricht ist: {0}</translation>
  </message>
  <message>
   <source>The work under way was stopped.</source>
   <translation>Die laufende Arbeit wurde angehalten.</translation>
  </message>
  <message>
   <source>The written file differs from the preview by {0}; nothing was saved.</source>
   <translation>Die geschriebene Datei weicht um {0} von der Vorschau ab; nichts wurde gespeichert.</translation>
  </message>
  <message>
   <source>The written file does not open in diffusers, as other programs open it; nothing was saved.</source>
   <translation>Die geschriebene Datei öffnet sich nicht in diffusers, wie andere Programme sie öffnen; nichts wurde gespeichert.</translation>
  </message>
  <message>
   <source>The written file holds other numbers in “{0}” than were meant; nothing was saved.</source>
   <translation>Die geschriebene Datei enthält in „{0}“ andere Zahlen als gemeint; nichts wurde gespeichert.</translation>
  </message>
  <message>
   <source>The {0} of “{1}” has a “{2}” of a wrong shape: {3}, not {4}.</source>
   <translation>„{1}“ hat einen Bestandteil ({0}), in dem „{2}“ eine falsche Form hat: {3}, nicht {4}.</translation>
  </message>
  <message>
   <source>The {0} of “{1}” is damaged or incomplete.</source>
   <translation>„{1}“ hat einen beschädigten oder unvollständigen Bestandteil: {0}.</translation>
  </message>
  <message>
   <source>The {0} of “{1}” is described in a way that none can be.</source>
   <translation>„{1}“ beschreibt einen Bestandteil so, wie keiner sein kann: {0}.</translation>
  </message>
  <message>
   <source>The {0} of “{1}” is incomplete: it has no “{2}”.</source>
   <translation>„{1}“ hat einen unvollständigen Bestandteil ({0}): „{2}“ fehlt.</translation>
  </message>
  <message>
   <source>The {0} of “{1}” is of another kind than described: Unlit does not know its “{2}”.</source>
   <translation>„{1}“ hat einen Bestandteil ({0}), der anders ist als beschrieben: Unlit kennt „{2}“ nicht.</translation>
  </message>
  <message>
   <source>The {0} of “{1}” is stored packed (quantised), which Unlit does not read.</source>
   <translation>„{1}“ hat einen gepackt (quantisiert) gespeicherten Bestandteil, was Unlit nicht liest: {0}.</translation>
  </message>
  <message>
   <source>The “{0}” of “{1}” is a “{2}”, which Unlit does not know.</source>
   <translation>„{0}“ von „{1}“ ist ein „{2}“, was Unlit nicht kennt.</translation>
  </message>
  <message>
   <source>There is no CLIP at “{0}” that can be read.</source>
   <translation>Unter „{0}“ gibt es kein CLIP, das sich lesen lässt.</translation>
  </message>
  <message>
   <source>There is no file at this address on {0}.</source>
   <translation>An dieser Adresse auf {0} gibt es keine Datei.</translation>
  </message>
  <message>
   <source>There is no file “{0}”.</source>
   <translation>Es gibt keine Datei „{0}“.</translation>
  </message>
  <message>
   <source>There is no folder for it.</source>
   <translation>Es gibt keinen Ordner dafür.</translation>
  </message>
  <message>
   <source>There is no folder “{0}”.</source>
   <translation>Es gibt keinen Ordner „{0}“.</translation>
  </message>
  <message>
   <source>There is no format “{0}” for it; choose one of {1}.</source>
   <translation>Dafür gibt es kein Format „{0}“; wählen Sie eines von diesen: {1}.</translation>
  </message>
  <message>
   <source>There is no public repository “{0}” on huggingface.co.</source>
   <translation>Auf huggingface.co gibt es kein öffentliches Repository „{0}“.</translation>
  </message>
  <message>
   <source>There is no sample generator “{0}”.</source>
   <translation>Es gibt keinen Beispielgenerator „{0}“.</translation>
  </message>
  <message>
   <source>There is no scheduler named “{0}”; choose one of {1}.</source>
   <translation>Es gibt keinen Scheduler namens „{0}“; wählen Sie einen von diesen: {1}.</translation>
  </message>
  <message>
   <source>There is not enough room on the disk for “{0}”: {1} GB are missing.</source>
   <translation>Auf der Festplatte ist nicht genug Platz für „{0}“: {1} GB fehlen.</translation>
  </message>
  <message>
   <source>There is nothing to balance: this recipe has no edit that debiases.</source>
   <translation>Es gibt nichts auszugleichen: Dieses Rezept hat keine Änderung, die ausgleicht.</translation>
  </message>
  <message>
   <source>These scenes have pictures of several sizes; they can only be made one by one.</source>
   <translation>Diese Szenen haben Bilder verschiedener Größen; sie lassen sich nur einzeln machen.</translation>
  </message>
  <message>
   <source>These tensors are not a StyleGAN2 that can be run.</source>
   <translation>Diese Tensoren sind kein StyleGAN2, das sich ausführen lässt.</translation>
  </message>
  <message>
   <source>These tensors are not a StyleGAN2 under NVIDIA's names.</source>
   <translation>Diese Tensoren sind kein StyleGAN2 unter NVIDIAs Namen.</translation>
  </message>
  <message>
   <source>These words are so alike that the solution is delicate (condition {0}); drop some of them or raise the ridge.</source>
   <translation>Diese Wörter sind sich so ähnlich, dass die Lösung heikel ist (Kondition {0}); lassen Sie einige weg oder erhöhen Sie Ridge.</translation>
  </message>
  <message>
   <source>This address is too long or runs over several lines; copy it again.</source>
   <translation>Diese Adresse ist zu lang oder geht über mehrere Zeilen; kopieren Sie sie noch einmal.</translation>
  </message>
  <message>
   <source>This address shows a page of {0}, not a file; copy the download's own link.</source>
   <translation>Diese Adresse zeigt eine Seite von {0}, keine Datei; kopieren Sie den Link des Downloads selbst.</translation>
  </message>
  <message>
   <source>This cannot be judged: {0} cannot be told apart in pictures by {1}.</source>
   <translation>Das lässt sich nicht beurteilen: {0} kann {1} in Bildern nicht unterscheiden.</translation>
  </message>
  <message>
   <source>This changes next to nothing: by itself the word means the same to this generator already, or Keep holds it. Say it within the sentences it is used in.</source>
   <translation>Dies ändert so gut wie nichts: Für sich bedeutet das Wort diesem Generator schon dasselbe, oder „Behalten“ hält es fest. Sagen Sie es in den Sätzen, in denen es vorkommt.</translation>
  </message>
  <message>
   <source>This changes next to nothing: to this generator the words mean the same already, or Keep holds them.</source>
   <translation>Dies ändert so gut wie nichts: Diesem Generator bedeuten die Wörter schon dasselbe, oder „Behalten“ hält sie fest.</translation>
  </message>
  <message>
   <source>This computer has no encoder for MP4; choose a name that ends in .gif.</source>
   <translation>Dieser Computer hat keinen Encoder für MP4; wählen Sie einen Namen, der auf .gif endet.</translation>
  </message>
  <message>
   <source>This generator draws one of {0} classes; choose one from 0 to {1}.</source>
   <translation>Dieser Generator zeichnet eine von {0} Klassen; wählen Sie eine von 0 bis {1}.</translation>
  </message>
  <message>
   <source>This generator has no classes; leave the class out.</source>
   <translation>Dieser Generator hat keine Klassen; lassen Sie die Klasse weg.</translation>
  </message>
  <message>
   <source>This generator has no layer named “{0}”.</source>
   <translation>Dieser Generator hat keine Schicht namens „{0}“.</translation>
  </message>
  <message>
   <source>This generator has no unit {0}.</source>
   <translation>Dieser Generator hat keinen Teil {0}.</translation>
  </message>
  <message>
   <source>This generator is not a StyleGAN3 that can be run.</source>
   <translation>Dieser Generator ist kein StyleGAN3, das sich ausführen lässt.</translation>
  </message>
  <message>
   <source>This generator is not asked with words.</source>
   <translation>Dieser Generator wird nicht mit Worten gefragt.</translation>
  </message>
  <message>
   <source>This generator's description is damaged: its classes do not fit their table.</source>
   <translation>Die Beschreibung dieses Generators ist beschädigt: Seine Klassen passen nicht zu ihrer Tabelle.</translation>
  </message>
  <message>
   <source>This generator's description is damaged: its layers do not fit each other.</source>
   <translation>Die Beschreibung dieses Generators ist beschädigt: Seine Schichten passen nicht zueinander.</translation>
  </message>
  <message>
   <source>This generator's file is incomplete: it does not say “{0}”.</source>
   <translation>Die Datei dieses Generators ist unvollständig: „{0}“ fehlt in ihren Angaben.</translation>
  </message>
  <message>
   <source>This generator's file is incomplete: it has no “{0}”.</source>
   <translation>Die Datei dieses Generators ist unvollständig: „{0}“ fehlt.</translation>
  </message>
  <message>
   <source>This generator's own files are not known; open it again, then save it.</source>
   <translation>Die eigenen Dateien dieses Generators sind nicht bekannt; öffnen Sie ihn noch einmal und speichern Sie ihn dann.</translation>
  </message>
  <message>
   <source>This is a page of the hub; open one of its files and copy that link.</source>
   <translation>Dies ist eine Seite des Hubs; öffnen Sie eine ihrer Dateien und kopieren Sie deren Link.</translation>
  </message>
  <message>
   <source>This is not an Unlit {0} but an Unlit {1}.</source>
   <translation>Dies ist von Unlit, aber etwas anderes als erwartet: {1}, nicht {0}.</translation>
  </message>
  <message>
   <source>This is not an Unlit {0}.</source>
   <translation>Dies ist nicht, was Unlit hier liest: {0}.</translation>
  </message>
  <message>
   <source>This is the file the generator was opened from; choose another name so that it is kept.</source>
   <translation>Dies ist die Datei, aus der der Generator geöffnet wurde; wählen Sie einen anderen Namen, damit sie erhalten bleibt.</translation>
  </message>
  <message>
   <source>This link holds a name or a password; use one without.</source>
   <translation>Dieser Link enthält einen Namen oder ein Passwort; verwenden Sie einen ohne.</translation>
  </message>
  <message>
   <source>This link holds a space; copy it again.</source>
   <translation>Dieser Link enthält ein Leerzeichen; kopieren Sie ihn noch einmal.</translation>
  </message>
  <message>
   <source>This moves other sentences by {0} of what they say: pictures of other things will suffer; lower it or keep more.</source>
   <translation>Dies bewegt andere Sätze um {0} dessen, was sie sagen: Bilder von anderem werden leiden; nehmen Sie es zurück oder behalten Sie mehr.</translation>
  </message>
  <message>
   <source>This prompt is too long: the generator reads {0} tokens (words or parts of words), and this one has {1}.</source>
   <translation>Dieser Prompt ist zu lang: Der Generator liest {0} Token (Wörter oder Wortteile), und dieser hat {1}.</translation>
  </message>
  <message>
   <source>This ranking was made with another generator; open that one first.</source>
   <translation>Diese Rangliste wurde mit einem anderen Generator gemacht; öffnen Sie zuerst jenen.</translation>
  </message>
  <message>
   <source>This recipe changes a part of sampling, and this generator makes its pictures in one step.</source>
   <translation>Dieses Rezept ändert einen Teil der Schritte, und dieser Generator macht seine Bilder in einem Schritt.</translation>
  </message>
  <message>
   <source>This recipe changes nothing that can be seen in these pictures.</source>
   <translation>Dieses Rezept ändert nichts, was in diesen Bildern zu sehen ist.</translation>
  </message>
  <message>
   <source>This recipe changes nothing that such a file can hold.</source>
   <translation>Dieses Rezept ändert nichts, was eine solche Datei enthalten kann.</translation>
  </message>
  <message>
   <source>This recipe changes what words mean, and this generator is not asked with words.</source>
   <translation>Dieses Rezept ändert, was Wörter bedeuten, und dieser Generator wird nicht mit Worten gefragt.</translation>
  </message>
  <message>
   <source>This recipe changes {0}, a unit that this generator does not have.</source>
   <translation>Dieses Rezept ändert {0}, einen Teil, den dieser Generator nicht hat.</translation>
  </message>
  <message>
   <source>This recipe has a region that is too large to be one that was painted.</source>
   <translation>Dieses Rezept hat eine Region, die zu groß ist, um gemalt zu sein.</translation>
  </message>
  <message>
   <source>This recipe is damaged: two of its edits have the same key.</source>
   <translation>Dieses Rezept ist beschädigt: Zwei seiner Änderungen haben denselben Schlüssel.</translation>
  </message>
  <message>
   <source>This recipe was made for a generator of another architecture and cannot be used here.</source>
   <translation>Dieses Rezept wurde für einen Generator mit anderer Architektur gemacht und lässt sich hier nicht anwenden.</translation>
  </message>
  <message>
   <source>This recipe was made for another generator ({0}) than this one ({1}); it can be tried all the same on request, since the architecture is the same.</source>
   <translation>Dieses Rezept wurde für einen anderen Generator ({0}) gemacht als diesen ({1}); es lässt sich auf Wunsch trotzdem versuchen, denn die Architektur ist dieselbe.</translation>
  </message>
  <message>
   <source>This region is damaged: its picture cannot be read.</source>
   <translation>Diese Region ist beschädigt: Ihr Bild lässt sich nicht lesen.</translation>
  </message>
  <message>
   <source>This scene has a latent or a class; a text-to-image generator is asked with a prompt.</source>
   <translation>Diese Szene hat ein Latent oder eine Klasse; ein Generator, der mit Worten gefragt wird, braucht einen Prompt.</translation>
  </message>
  <message>
   <source>This scene's latent is damaged: it holds numbers that are not finite.</source>
   <translation>Das Latent dieser Szene ist beschädigt: Es enthält Zahlen, die nicht endlich sind.</translation>
  </message>
  <message>
   <source>This scene's latent is damaged: its shape and its data disagree.</source>
   <translation>Das Latent dieser Szene ist beschädigt: Form und Daten passen nicht zusammen.</translation>
  </message>
  <message>
   <source>This scheduler cannot take {0} steps.</source>
   <translation>Dieser Scheduler kann keine {0} Schritte gehen.</translation>
  </message>
  <message>
   <source>This {0} is damaged and cannot be read.</source>
   <translation>Dies ({0}) ist beschädigt und lässt sich nicht lesen.</translation>
  </message>
  <message>
   <source>This {0} was made with a newer version of Unlit; update Unlit to open it.</source>
   <translation>Dies ({0}) wurde mit einer neueren Version von Unlit gemacht; aktualisieren Sie Unlit, um es zu öffnen.</translation>
  </message>
  <message>
   <source>Units are searched for in pictures of the generator's own size, {0} × {1}.</source>
   <translation>Teile werden in Bildern der eigenen Größe des Generators gesucht, {0} × {1}.</translation>
  </message>
  <message>
   <source>Units of {0} are attention heads: they can be turned up and down, but not shifted.</source>
   <translation>Teile von {0} sind Attention-Köpfe: Sie lassen sich hinauf- und herunterdrehen, aber nicht verschieben.</translation>
  </message>
  <message>
   <source>What words mean can be changed in generators with cross-attention, as Stable Diffusion 1, 2 and XL have it; {0} has none.</source>
   <translation>Was Wörter bedeuten, lässt sich in Generatoren mit Cross-Attention ändern, wie Stable Diffusion 1, 2 und XL sie haben; {0} hat keine.</translation>
  </message>
  <message>
   <source>What {0} sent is not “{1}”: its checksum is wrong; it was removed.</source>
   <translation>Was {0} schickte, ist nicht „{1}“: Die Prüfsumme stimmt nicht; es wurde entfernt.</translation>
  </message>
  <message>
   <source>What “{0}” holds beside the generator cannot be written again.</source>
   <translation>Was „{0}“ neben dem Generator enthält, lässt sich nicht wieder schreiben.</translation>
  </message>
  <message>
   <source>Where a word looks cannot be seen in a {0}, which only draws here.</source>
   <translation>Wohin ein Wort sieht, lässt sich bei {0} nicht zeigen: Hier wird damit nur gezeichnet.</translation>
  </message>
  <message>
   <source>Width and height must be multiples of {0}; {1} × {2} is not.</source>
   <translation>Breite und Höhe müssen Vielfache von {0} sein; {1} × {2} ist es nicht.</translation>
  </message>
  <message>
   <source>With 95 % confidence at most {0} of the true top {1} are missing.</source>
   <translation>Mit 95 % Sicherheit fehlen höchstens {0} der wahren ersten {1}.</translation>
  </message>
  <message>
   <source>With 95 % confidence at most {0} of the true top {1} is missing.</source>
   <translation>Mit 95 % Sicherheit fehlt höchstens {0} der wahren ersten {1}.</translation>
  </message>
  <message>
   <source>With 95 % confidence none of the true top {0} is missing.</source>
   <translation>Mit 95 % Sicherheit fehlt keiner der wahren ersten {0}.</translation>
  </message>
  <message>
   <source>Your settings could not be kept.</source>
   <translation>Ihre Einstellungen ließen sich nicht aufbewahren.</translation>
  </message>
  <message>
   <source>a list of prompts</source>
   <translation>eine Liste von Prompts</translation>
  </message>
  <message>
   <source>a list of words</source>
   <translation>eine Wortliste</translation>
  </message>
  <message>
   <source>{0} files are only read; save as .safetensors or .pt instead.</source>
   <translation>Dateien von {0} werden nur gelesen; speichern Sie stattdessen als .safetensors oder .pt.</translation>
  </message>
  <message>
   <source>{0} of {1} units are exact, the others estimates.</source>
   <translation>{0} von {1} Teilen sind genau, die anderen geschätzt.</translation>
  </message>
  <message>
   <source>“hf:{0}” is nothing on the hub; write hf:owner/name or hf:owner/name/path/to/file.</source>
   <translation>„hf:{0}“ ist nichts auf dem Hub; schreiben Sie hf:owner/name oder hf:owner/name/pfad/zur/datei.</translation>
  </message>
  <message>
   <source>“{0}{1}” is incomplete: only {2} of its pieces are there.</source>
   <translation>„{0}{1}“ ist unvollständig: Nur {2} seiner Stücke sind da.</translation>
  </message>
  <message>
   <source>“{0}” acts in a part of sampling only, which weights cannot hold: save the picture, the recipe, or the generator with the edit acting throughout.</source>
   <translation>„{0}“ wirkt nur in einem Teil der Schritte, was Gewichte nicht enthalten können: Speichern Sie das Bild, das Rezept oder den Generator so, dass die Änderung in allen Schritten wirkt.</translation>
  </message>
  <message>
   <source>“{0}” acts in a part of the picture only, which weights cannot hold: save the picture, the recipe, or the generator with the edit acting everywhere.</source>
   <translation>„{0}“ wirkt nur in einem Teil des Bildes, was Gewichte nicht enthalten können: Speichern Sie das Bild, das Rezept oder den Generator so, dass die Änderung überall wirkt.</translation>
  </message>
  <message>
   <source>“{0}” brings program code of its own for its “{1}”, which Unlit does not run.</source>
   <translation>„{0}“ bringt für „{1}“ eigenen Programmcode mit, den Unlit nicht ausführt.</translation>
  </message>
  <message>
   <source>“{0}” brings program code of its own, which Unlit does not run.</source>
   <translation>„{0}“ bringt eigenen Programmcode mit, den Unlit nicht ausführt.</translation>
  </message>
  <message>
   <source>“{0}” cannot be made: {1}.</source>
   <translation>„{0}“ lässt sich nicht anlegen: {1}.</translation>
  </message>
  <message>
   <source>“{0}” cannot be opened: {1}.</source>
   <translation>„{0}“ lässt sich nicht öffnen: {1}.</translation>
  </message>
  <message>
   <source>“{0}” cannot be read.</source>
   <translation>„{0}“ lässt sich nicht lesen.</translation>
  </message>
  <message>
   <source>“{0}” cannot be read: {1}.</source>
   <translation>„{0}“ lässt sich nicht lesen: {1}.</translation>
  </message>
  <message>
   <source>“{0}” carries a recipe that cannot be read: {1}</source>
   <translation>„{0}“ trägt ein Rezept, das sich nicht lesen lässt: {1}</translation>
  </message>
  <message>
   <source>“{0}” carries no recipe.</source>
   <translation>„{0}“ trägt kein Rezept.</translation>
  </message>
  <message>
   <source>“{0}” changes given pictures ({1}); Unlit opens generators that make pictures from words alone.</source>
   <translation>„{0}“ ändert gegebene Bilder ({1}); Unlit öffnet Generatoren, die Bilder aus Worten allein machen.</translation>
  </message>
  <message>
   <source>“{0}” changes given pictures; Unlit opens generators that make pictures from words alone.</source>
   <translation>„{0}“ ändert gegebene Bilder; Unlit öffnet Generatoren, die Bilder aus Worten allein machen.</translation>
  </message>
  <message>
   <source>“{0}” could not be kept: the disk refuses.</source>
   <translation>„{0}“ konnte nicht aufbewahrt werden: Die Festplatte verweigert es.</translation>
  </message>
  <message>
   <source>“{0}” could not be kept: {1}.</source>
   <translation>„{0}“ konnte nicht aufbewahrt werden: {1}.</translation>
  </message>
  <message>
   <source>“{0}” could not be written: the disk or the folder refuses.</source>
   <translation>„{0}“ konnte nicht geschrieben werden: Die Festplatte oder der Ordner verweigert es.</translation>
  </message>
  <message>
   <source>“{0}” could not be written: {1}.</source>
   <translation>„{0}“ konnte nicht geschrieben werden: {1}.</translation>
  </message>
  <message>
   <source>“{0}” does not hold finite floating-point numbers.</source>
   <translation>„{0}“ enthält keine endlichen Gleitkommazahlen.</translation>
  </message>
  <message>
   <source>“{0}” doubles pictures with another filter than StyleGAN2: “{1}”.</source>
   <translation>„{0}“ verdoppelt Bilder mit einem anderen Filter als StyleGAN2: „{1}“.</translation>
  </message>
  <message>
   <source>“{0}” enlarges given pictures ({1}); Unlit opens generators that make pictures from words alone.</source>
   <translation>„{0}“ vergrößert gegebene Bilder ({1}); Unlit öffnet Generatoren, die Bilder aus Worten allein machen.</translation>
  </message>
  <message>
   <source>“{0}” enlarges given pictures; Unlit opens generators that make pictures from words alone.</source>
   <translation>„{0}“ vergrößert gegebene Bilder; Unlit öffnet Generatoren, die Bilder aus Worten allein machen.</translation>
  </message>
  <message>
   <source>“{0}” fills holes in given pictures ({1}); Unlit opens generators that make pictures from words alone.</source>
   <translation>„{0}“ füllt Lücken in gegebenen Bildern ({1}); Unlit öffnet Generatoren, die Bilder aus Worten allein machen.</translation>
  </message>
  <message>
   <source>“{0}” fills holes in given pictures; Unlit opens generators that make pictures from words alone.</source>
   <translation>„{0}“ füllt Lücken in gegebenen Bildern; Unlit öffnet Generatoren, die Bilder aus Worten allein machen.</translation>
  </message>
  <message>
   <source>“{0}” follows given drawings ({1}); Unlit opens generators that make pictures from words alone.</source>
   <translation>„{0}“ folgt gegebenen Zeichnungen ({1}); Unlit öffnet Generatoren, die Bilder aus Worten allein machen.</translation>
  </message>
  <message>
   <source>“{0}” follows given pictures ({1}); Unlit opens generators that make pictures from words alone.</source>
   <translation>„{0}“ folgt gegebenen Bildern ({1}); Unlit öffnet Generatoren, die Bilder aus Worten allein machen.</translation>
  </message>
  <message>
   <source>“{0}” follows given pictures; Unlit opens generators that make pictures from words alone.</source>
   <translation>„{0}“ folgt gegebenen Bildern; Unlit öffnet Generatoren, die Bilder aus Worten allein machen.</translation>
  </message>
  <message>
   <source>“{0}” gives its light a colour, which weights cannot hold: save the picture, the recipe, or the generator with the edit leaving its light as it is.</source>
   <translation>„{0}“ gibt seinem Licht eine Farbe, was Gewichte nicht enthalten können: Speichern Sie das Bild, das Rezept oder den Generator so, dass die Änderung ihr Licht lässt, wie es ist.</translation>
  </message>
  <message>
   <source>“{0}” has changed since it was opened; open it again.</source>
   <translation>„{0}“ hat sich seit dem Öffnen geändert; öffnen Sie es noch einmal.</translation>
  </message>
  <message>
   <source>“{0}” has more than {1} rows.</source>
   <translation>„{0}“ hat mehr als {1} Zeilen.</translation>
  </message>
  <message>
   <source>“{0}” has the shape {1}; {2} was expected.</source>
   <translation>„{0}“ hat die Form {1}; erwartet war {2}.</translation>
  </message>
  <message>
   <source>“{0}” holds a U-Net without its text encoder; Unlit opens whole checkpoints.</source>
   <translation>„{0}“ enthält ein U-Net ohne seinen Text-Encoder; Unlit öffnet ganze Checkpoints.</translation>
  </message>
  <message>
   <source>“{0}” holds a generator of an unknown kind: {1}.</source>
   <translation>„{0}“ enthält einen Generator unbekannter Art: {1}.</translation>
  </message>
  <message>
   <source>“{0}” holds a program beside its tensors (“{1}”), so it is not opened.</source>
   <translation>„{0}“ enthält neben seinen Tensoren ein Programm („{1}“) und wird deshalb nicht geöffnet.</translation>
  </message>
  <message>
   <source>“{0}” holds more than {1} prompts.</source>
   <translation>„{0}“ enthält mehr als {1} Prompts.</translation>
  </message>
  <message>
   <source>“{0}” holds no StyleGAN2 generator of TensorFlow.</source>
   <translation>„{0}“ enthält keinen StyleGAN2-Generator von TensorFlow.</translation>
  </message>
  <message>
   <source>“{0}” holds no autoencoder (VAE); Unlit opens whole checkpoints.</source>
   <translation>„{0}“ enthält keinen Autoencoder (VAE); Unlit öffnet ganze Checkpoints.</translation>
  </message>
  <message>
   <source>“{0}” holds no prompts.</source>
   <translation>„{0}“ enthält keine Prompts.</translation>
  </message>
  <message>
   <source>“{0}” holds no tensors by their names.</source>
   <translation>„{0}“ enthält keine Tensoren mit Namen.</translation>
  </message>
  <message>
   <source>“{0}” holds no tensors that Unlit can find.</source>
   <translation>„{0}“ enthält keine Tensoren, die Unlit finden kann.</translation>
  </message>
  <message>
   <source>“{0}” holds no words.</source>
   <translation>„{0}“ enthält keine Wörter.</translation>
  </message>
  <message>
   <source>“{0}” holds objects of a program beside tensors; it is not opened, as they could run.</source>
   <translation>„{0}“ enthält neben Tensoren Objekte eines Programms; es wird nicht geöffnet, weil sie ausgeführt werden könnten.</translation>
  </message>
  <message>
   <source>“{0}” holds tensors, but not those of a generator that Unlit knows.</source>
   <translation>„{0}“ enthält Tensoren, aber nicht die eines Generators, den Unlit kennt.</translation>
  </message>
  <message>
   <source>“{0}” in “{1}” has a wrong shape.</source>
   <translation>„{0}“ in „{1}“ hat eine falsche Form.</translation>
  </message>
  <message>
   <source>“{0}” in “{1}” has a wrong shape: {2}.</source>
   <translation>„{0}“ in „{1}“ hat eine falsche Form: {2}.</translation>
  </message>
  <message>
   <source>“{0}” in “{1}” is damaged: it is no JSON object.</source>
   <translation>„{0}“ in „{1}“ ist beschädigt: Es ist kein JSON-Objekt.</translation>
  </message>
  <message>
   <source>“{0}” in “{1}” is damaged: its “{2}” is beyond what any generator has.</source>
   <translation>„{0}“ in „{1}“ ist beschädigt: „{2}“ geht über alles hinaus, was ein Generator hat.</translation>
  </message>
  <message>
   <source>“{0}” is a PyTorch file, but not one of a StyleGAN generator.</source>
   <translation>„{0}“ ist eine PyTorch-Datei, aber nicht die eines StyleGAN-Generators.</translation>
  </message>
  <message>
   <source>“{0}” is a compressed file, but not one of a StyleGAN generator.</source>
   <translation>„{0}“ ist eine komprimierte Datei, aber nicht die eines StyleGAN-Generators.</translation>
  </message>
  <message>
   <source>“{0}” is a folder without a model_index.json; choose a file or a diffusers folder.</source>
   <translation>„{0}“ ist ein Ordner ohne model_index.json; wählen Sie eine Datei oder einen Ordner von diffusers.</translation>
  </message>
  <message>
   <source>“{0}” is a folder; give the file a name.</source>
   <translation>„{0}“ ist ein Ordner; geben Sie der Datei einen Namen.</translation>
  </message>
  <message>
   <source>“{0}” is a pickle, but not one of a StyleGAN generator.</source>
   <translation>„{0}“ ist ein Pickle, aber nicht das eines StyleGAN-Generators.</translation>
  </message>
  <message>
   <source>“{0}” is a picture without a recipe inside.</source>
   <translation>„{0}“ ist ein Bild ohne Rezept darin.</translation>
  </message>
  <message>
   <source>“{0}” is a picture, not a generator.</source>
   <translation>„{0}“ ist ein Bild, kein Generator.</translation>
  </message>
  <message>
   <source>“{0}” is a text, not a generator.</source>
   <translation>„{0}“ ist ein Text, kein Generator.</translation>
  </message>
  <message>
   <source>“{0}” is a {1}; Unlit opens Stable Diffusion 1, 2, XL and 3, and FLUX.</source>
   <translation>„{0}“ ist etwas anderes ({1}); Unlit öffnet Stable Diffusion 1, 2, XL und 3 und FLUX.</translation>
  </message>
  <message>
   <source>“{0}” is an Unlit project, not a generator.</source>
   <translation>„{0}“ ist ein Unlit-Projekt, kein Generator.</translation>
  </message>
  <message>
   <source>“{0}” is an Unlit recipe, not a generator.</source>
   <translation>„{0}“ ist ein Unlit-Rezept, kein Generator.</translation>
  </message>
  <message>
   <source>“{0}” is damaged and cannot be read.</source>
   <translation>„{0}“ ist beschädigt und lässt sich nicht lesen.</translation>
  </message>
  <message>
   <source>“{0}” is damaged: a tensor in it claims more numbers than there are.</source>
   <translation>„{0}“ ist beschädigt: Ein Tensor darin behauptet mehr Zahlen, als da sind.</translation>
  </message>
  <message>
   <source>“{0}” is damaged: it breaks off or is not what PyTorch wrote.</source>
   <translation>„{0}“ ist beschädigt: Es bricht ab oder ist nicht, was PyTorch schrieb.</translation>
  </message>
  <message>
   <source>“{0}” is damaged: it breaks off or its header is wrong.</source>
   <translation>„{0}“ ist beschädigt: Es bricht ab, oder sein Kopf ist falsch.</translation>
  </message>
  <message>
   <source>“{0}” is damaged: it claims more numbers than there are.</source>
   <translation>„{0}“ ist beschädigt: Es behauptet mehr Zahlen, als da sind.</translation>
  </message>
  <message>
   <source>“{0}” is damaged: it has a scene twice.</source>
   <translation>„{0}“ ist beschädigt: Es hat eine Szene zweimal.</translation>
  </message>
  <message>
   <source>“{0}” is damaged: it is no table of a ranking.</source>
   <translation>„{0}“ ist beschädigt: Es ist keine Tabelle einer Rangliste.</translation>
  </message>
  <message>
   <source>“{0}” is damaged: it shows a scene that it does not have.</source>
   <translation>„{0}“ ist beschädigt: Es zeigt eine Szene, die es nicht hat.</translation>
  </message>
  <message>
   <source>“{0}” is damaged: its description cannot be read.</source>
   <translation>„{0}“ ist beschädigt: Die Beschreibung lässt sich nicht lesen.</translation>
  </message>
  <message>
   <source>“{0}” is damaged: its header cannot be read.</source>
   <translation>„{0}“ ist beschädigt: Der Kopf lässt sich nicht lesen.</translation>
  </message>
  <message>
   <source>“{0}” is damaged: its header is too large.</source>
   <translation>„{0}“ ist beschädigt: Der Kopf ist zu groß.</translation>
  </message>
  <message>
   <source>“{0}” is damaged: its settings make no sense.</source>
   <translation>„{0}“ ist beschädigt: Die Einstellungen ergeben keinen Sinn.</translation>
  </message>
  <message>
   <source>“{0}” is damaged: “{1}” claims more numbers than there are.</source>
   <translation>„{0}“ ist beschädigt: „{1}“ behauptet mehr Zahlen, als da sind.</translation>
  </message>
  <message>
   <source>“{0}” is damaged: “{1}” does not hold floating-point numbers.</source>
   <translation>„{0}“ ist beschädigt: „{1}“ enthält keine Gleitkommazahlen.</translation>
  </message>
  <message>
   <source>“{0}” is damaged: “{1}” is not a tensor.</source>
   <translation>„{0}“ ist beschädigt: „{1}“ ist kein Tensor.</translation>
  </message>
  <message>
   <source>“{0}” is empty.</source>
   <translation>„{0}“ ist leer.</translation>
  </message>
  <message>
   <source>“{0}” is incomplete: it has no folder “{1}”.</source>
   <translation>„{0}“ ist unvollständig: Der Ordner „{1}“ fehlt.</translation>
  </message>
  <message>
   <source>“{0}” is incomplete: it has no “{1}/{2}”.</source>
   <translation>„{0}“ ist unvollständig: „{1}/{2}“ fehlt.</translation>
  </message>
  <message>
   <source>“{0}” is incomplete: it has no “{1}”.</source>
   <translation>„{0}“ ist unvollständig: „{1}“ fehlt.</translation>
  </message>
  <message>
   <source>“{0}” is incomplete: its model_index.json names no “{1}”.</source>
   <translation>„{0}“ ist unvollständig: Seine model_index.json nennt kein „{1}“.</translation>
  </message>
  <message>
   <source>“{0}” is incomplete: there are no weights in its folder “{1}”.</source>
   <translation>„{0}“ ist unvollständig: In seinem Ordner „{1}“ sind keine Gewichte.</translation>
  </message>
  <message>
   <source>“{0}” is missing.</source>
   <translation>„{0}“ fehlt.</translation>
  </message>
  <message>
   <source>“{0}” is no Stable Diffusion that a single file can hold; save a folder instead.</source>
   <translation>„{0}“ ist keine Stable Diffusion, die in eine Datei passt; speichern Sie stattdessen einen Ordner.</translation>
  </message>
  <message>
   <source>“{0}” is no address; write hf:owner/name or hf:owner/name/path/to/file or a link that begins with https://.</source>
   <translation>„{0}“ ist keine Adresse; schreiben Sie hf:owner/name oder hf:owner/name/pfad/zur/datei oder einen Link, der mit https:// beginnt.</translation>
  </message>
  <message>
   <source>“{0}” is not a picture that can be read.</source>
   <translation>„{0}“ ist kein Bild, das sich lesen lässt.</translation>
  </message>
  <message>
   <source>“{0}” is not a table that can be read.</source>
   <translation>„{0}“ ist keine Tabelle, die sich lesen lässt.</translation>
  </message>
  <message>
   <source>“{0}” is not a unit; write it as layer/number, for example b32.conv1/265.</source>
   <translation>„{0}“ ist kein Teil; schreiben Sie Schicht/Nummer, zum Beispiel b32.conv1/265.</translation>
  </message>
  <message>
   <source>“{0}” is not an Unlit project.</source>
   <translation>„{0}“ ist kein Unlit-Projekt.</translation>
  </message>
  <message>
   <source>“{0}” is not on this disk any more; open it again.</source>
   <translation>„{0}“ ist nicht mehr auf dieser Festplatte; öffnen Sie es noch einmal.</translation>
  </message>
  <message>
   <source>“{0}” is not text in UTF-8; save it in UTF-8.</source>
   <translation>„{0}“ ist kein Text in UTF-8; speichern Sie es in UTF-8.</translation>
  </message>
  <message>
   <source>“{0}” is nothing on the hub.</source>
   <translation>„{0}“ ist nichts auf dem Hub.</translation>
  </message>
  <message>
   <source>“{0}” is nothing that Unlit knows.</source>
   <translation>„{0}“ ist nichts, was Unlit kennt.</translation>
  </message>
  <message>
   <source>“{0}” is of another kind of generator: Unlit does not know its “{1}”.</source>
   <translation>„{0}“ ist von einer anderen Art Generator: Unlit kennt „{1}“ nicht.</translation>
  </message>
  <message>
   <source>“{0}” is one part of a generator; choose the folder that it lies in.</source>
   <translation>„{0}“ ist ein Teil eines Generators; wählen Sie den Ordner, in dem er liegt.</translation>
  </message>
  <message>
   <source>“{0}” is stored packed (quantised), which Unlit does not read.</source>
   <translation>„{0}“ ist gepackt (quantisiert) gespeichert, was Unlit nicht liest.</translation>
  </message>
  <message>
   <source>“{0}” is the file that this generator came from; choose another name.</source>
   <translation>„{0}“ ist die Datei, aus der dieser Generator kam; wählen Sie einen anderen Namen.</translation>
  </message>
  <message>
   <source>“{0}” is there already and holds other things; choose another name.</source>
   <translation>„{0}“ gibt es schon, und es enthält anderes; wählen Sie einen anderen Namen.</translation>
  </message>
  <message>
   <source>“{0}” is too large for a region: {1} x {2}.</source>
   <translation>„{0}“ ist zu groß für eine Region: {1} x {2}.</translation>
  </message>
  <message>
   <source>“{0}” is too large for {1}.</source>
   <translation>„{0}“ ist zu groß für {1}.</translation>
  </message>
  <message>
   <source>“{0}” is too large to be a description of a generator.</source>
   <translation>„{0}“ ist zu groß für die Beschreibung eines Generators.</translation>
  </message>
  <message>
   <source>“{0}” is too large to be a generator ({1} GB).</source>
   <translation>„{0}“ ist zu groß für einen Generator ({1} GB).</translation>
  </message>
  <message>
   <source>“{0}” is too large to be an Unlit project.</source>
   <translation>„{0}“ ist zu groß für ein Unlit-Projekt.</translation>
  </message>
  <message>
   <source>“{0}” is too large to be an Unlit ranking.</source>
   <translation>„{0}“ ist zu groß für eine Unlit-Rangliste.</translation>
  </message>
  <message>
   <source>“{0}” is too large to be an Unlit recipe.</source>
   <translation>„{0}“ ist zu groß für ein Unlit-Rezept.</translation>
  </message>
  <message>
   <source>“{0}” joins classes to the latent in a way that Unlit cannot run.</source>
   <translation>„{0}“ verbindet Klassen und Latent auf eine Weise, die Unlit nicht ausführen kann.</translation>
  </message>
  <message>
   <source>“{0}” looks like a ControlNet, not a whole generator.</source>
   <translation>„{0}“ sieht nach einem ControlNet aus, nicht nach einem ganzen Generator.</translation>
  </message>
  <message>
   <source>“{0}” looks like a LoRA, not a whole generator.</source>
   <translation>„{0}“ sieht nach einer LoRA aus, nicht nach einem ganzen Generator.</translation>
  </message>
  <message>
   <source>“{0}” looks like a Progressive GAN, not a StyleGAN2 generator.</source>
   <translation>„{0}“ sieht nach einem Progressive GAN aus, nicht nach einem StyleGAN2-Generator.</translation>
  </message>
  <message>
   <source>“{0}” looks like a SWAGAN, not a whole generator.</source>
   <translation>„{0}“ sieht nach einem SWAGAN aus, nicht nach einem ganzen Generator.</translation>
  </message>
  <message>
   <source>“{0}” looks like a StyleGAN of the first version, not a StyleGAN2 generator.</source>
   <translation>„{0}“ sieht nach einem StyleGAN der ersten Version aus, nicht nach einem StyleGAN2-Generator.</translation>
  </message>
  <message>
   <source>“{0}” looks like a StyleGAN of the first version, not a whole generator.</source>
   <translation>„{0}“ sieht nach einem StyleGAN der ersten Version aus, nicht nach einem ganzen Generator.</translation>
  </message>
  <message>
   <source>“{0}” looks like a StyleGAN3, not a whole generator.</source>
   <translation>„{0}“ sieht nach einem StyleGAN3 aus, nicht nach einem ganzen Generator.</translation>
  </message>
  <message>
   <source>“{0}” looks like a TorchScript program; Unlit opens weights only.</source>
   <translation>„{0}“ sieht nach einem TorchScript-Programm aus; Unlit öffnet nur Gewichte.</translation>
  </message>
  <message>
   <source>“{0}” looks like a classifier or feature extractor, not a whole generator.</source>
   <translation>„{0}“ sieht nach einem Klassifikator oder Merkmalsextraktor aus, nicht nach einem ganzen Generator.</translation>
  </message>
  <message>
   <source>“{0}” looks like a diffusion U-Net, not a whole generator.</source>
   <translation>„{0}“ sieht nach einem Diffusions-U-Net aus, nicht nach einem ganzen Generator.</translation>
  </message>
  <message>
   <source>“{0}” looks like a discriminator, which draws nothing, not a StyleGAN2 generator.</source>
   <translation>„{0}“ sieht nach einem Diskriminator aus, der nichts zeichnet, nicht nach einem StyleGAN2-Generator.</translation>
  </message>
  <message>
   <source>“{0}” looks like a discriminator, which draws nothing, not a whole generator.</source>
   <translation>„{0}“ sieht nach einem Diskriminator aus, der nichts zeichnet, nicht nach einem ganzen Generator.</translation>
  </message>
  <message>
   <source>“{0}” looks like a part of a Stable Diffusion checkpoint, not a whole generator.</source>
   <translation>„{0}“ sieht nach einem Teil eines Checkpoints von Stable Diffusion aus, nicht nach einem ganzen Generator.</translation>
  </message>
  <message>
   <source>“{0}” looks like a text encoder, not a whole generator.</source>
   <translation>„{0}“ sieht nach einem Text-Encoder aus, nicht nach einem ganzen Generator.</translation>
  </message>
  <message>
   <source>“{0}” looks like a textual inversion, which teaches a generator a word, not a whole generator.</source>
   <translation>„{0}“ sieht nach einer Textual Inversion aus, die einen Generator ein Wort lehrt, nicht nach einem ganzen Generator.</translation>
  </message>
  <message>
   <source>“{0}” looks like an autoencoder (VAE), not a whole generator.</source>
   <translation>„{0}“ sieht nach einem Autoencoder (VAE) aus, nicht nach einem ganzen Generator.</translation>
  </message>
  <message>
   <source>“{0}” looks like an encoder such as pSp or e4e, not a whole generator.</source>
   <translation>„{0}“ sieht nach einem Encoder wie pSp oder e4e aus, nicht nach einem ganzen Generator.</translation>
  </message>
  <message>
   <source>“{0}” looks like the transformer of a FLUX, not a whole generator.</source>
   <translation>„{0}“ sieht nach dem Transformer eines FLUX aus, nicht nach einem ganzen Generator.</translation>
  </message>
  <message>
   <source>“{0}” looks like the transformer of a Stable Diffusion 3, not a whole generator.</source>
   <translation>„{0}“ sieht nach dem Transformer einer Stable Diffusion 3 aus, nicht nach einem ganzen Generator.</translation>
  </message>
  <message>
   <source>“{0}” makes films ({1}); Unlit opens generators that make pictures from words alone.</source>
   <translation>„{0}“ macht Filme ({1}); Unlit öffnet Generatoren, die Bilder aus Worten allein machen.</translation>
  </message>
  <message>
   <source>“{0}” must be larger than 0.</source>
   <translation>„{0}“ muss größer als 0 sein.</translation>
  </message>
  <message>
   <source>“{0}” needs more memory than there is.</source>
   <translation>„{0}“ braucht mehr Speicher, als da ist.</translation>
  </message>
  <message>
   <source>“{0}” refines given pictures; Unlit opens generators that make pictures from words alone.</source>
   <translation>„{0}“ verfeinert gegebene Bilder; Unlit öffnet Generatoren, die Bilder aus Worten allein machen.</translation>
  </message>
  <message>
   <source>“{0}” should end in .gif or .mp4.</source>
   <translation>„{0}“ soll auf .gif oder .mp4 enden.</translation>
  </message>
  <message>
   <source>“{0}” was compressed by another program than PyTorch; unpack it first.</source>
   <translation>„{0}“ wurde von einem anderen Programm als PyTorch komprimiert; entpacken Sie es zuerst.</translation>
  </message>
  <message>
   <source>“{0}” was made with a newer version of Unlit; update Unlit to open it.</source>
   <translation>„{0}“ wurde mit einer neueren Version von Unlit gemacht; aktualisieren Sie Unlit, um es zu öffnen.</translation>
  </message>
 </context>
 <context>
  <name>settings</name>
  <message>
   <source>A pen’s pressure changes the size of the brush</source>
   <translation>Der Stiftdruck ändert die Pinselgröße</translation>
  </message>
  <message>
   <source>After a crash, at most this much is lost</source>
   <translation>Nach einem Absturz geht höchstens so viel verloren</translation>
  </message>
  <message>
   <source>As the system</source>
   <translation>Wie das System</translation>
  </message>
  <message>
   <source>As they are</source>
   <translation>Wie sie sind</translation>
  </message>
  <message>
   <source>Check the result of an export</source>
   <translation>Das Ergebnis eines Exports prüfen</translation>
  </message>
  <message>
   <source>Dark</source>
   <translation>Dunkel</translation>
  </message>
  <message>
   <source>Deutsch</source>
   <translation>Deutsch</translation>
  </message>
  <message>
   <source>English</source>
   <translation>English</translation>
  </message>
  <message>
   <source>How strongly the region is shown</source>
   <translation>Wie stark die Region gezeigt wird</translation>
  </message>
  <message>
   <source>How the region is shown</source>
   <translation>Wie die Region gezeigt wird</translation>
  </message>
  <message>
   <source>Keep unsaved work every</source>
   <translation>Ungespeichertes aufbewahren alle</translation>
  </message>
  <message>
   <source>Language</source>
   <translation>Sprache</translation>
  </message>
  <message>
   <source>Less is slower. Starts the engine again</source>
   <translation>Weniger ist langsamer. Startet das Rechenwerk neu</translation>
  </message>
  <message>
   <source>Light</source>
   <translation>Hell</translation>
  </message>
  <message>
   <source>Memory for a search at most</source>
   <translation>Speicher für eine Suche höchstens</translation>
  </message>
  <message>
   <source>Of generators that make a picture from latents. Soft pictures take little memory</source>
   <translation>Bei Generatoren, die ein Bild aus Latents machen. Weiche Bilder brauchen wenig Speicher</translation>
  </message>
  <message>
   <source>Of large generators, and of those that make a picture step by step</source>
   <translation>Bei großen Generatoren und solchen, die ein Bild Schritt für Schritt machen</translation>
  </message>
  <message>
   <source>Only inside</source>
   <translation>Nur innen</translation>
  </message>
  <message>
   <source>Outline</source>
   <translation>Umriss</translation>
  </message>
  <message>
   <source>Pictures</source>
   <translation>Bilder</translation>
  </message>
  <message>
   <source>Pictures are made by</source>
   <translation>Bilder macht</translation>
  </message>
  <message>
   <source>Quick drafts</source>
   <translation>Schnelle Entwürfe</translation>
  </message>
  <message>
   <source>Small and soft</source>
   <translation>Klein und weich</translation>
  </message>
  <message>
   <source>Starts the engine again</source>
   <translation>Startet das Rechenwerk neu</translation>
  </message>
  <message>
   <source>The dialog begins with it</source>
   <translation>Der Dialog beginnt damit</translation>
  </message>
  <message>
   <source>The graphics card, if there is one</source>
   <translation>Die Grafikkarte, wenn es eine gibt</translation>
  </message>
  <message>
   <source>The processor</source>
   <translation>Der Prozessor</translation>
  </message>
  <message>
   <source>Theme</source>
   <translation>Farben</translation>
  </message>
  <message>
   <source>Tint</source>
   <translation>Tönung</translation>
  </message>
  <message>
   <source>Used from the next start on</source>
   <translation>Gilt ab dem nächsten Start</translation>
  </message>
  <message>
   <source>While a slider is dragged</source>
   <translation>Während ein Regler gezogen wird</translation>
  </message>
  <message>
   <source>Whole pictures</source>
   <translation>Ganze Bilder</translation>
  </message>
  <message>
   <source>as much as is free</source>
   <translation>so viel wie frei ist</translation>
  </message>
 </context>
 <context>
  <name>shortcuts</name>
  <message>
   <source>going to the next control</source>
   <translation>zum nächsten Bedienelement gehen</translation>
  </message>
  <message>
   <source>moving the picture while it is held</source>
   <translation>das Bild verschieben, solange sie gehalten wird</translation>
  </message>
  <message>
   <source>showing the picture before while it is held</source>
   <translation>das Bild vorher zeigen, solange sie gehalten wird</translation>
  </message>
 </context>
 <context>
  <name>wording</name>
  <message>
   <source>1 part</source>
   <translation>1 Teil</translation>
  </message>
  <message>
   <source>not known</source>
   <translation>nicht bekannt</translation>
  </message>
  <message>
   <source>{count} parts</source>
   <translation>{count} Teile</translation>
  </message>
  <message>
   <source>{number} %</source>
   <translation>{number} %</translation>
  </message>
  <message>
   <source>{text} {done} of {total}</source>
   <translation>{text} {done} von {total}</translation>
  </message>
  <message>
   <source>{text} {done} of {total} {unit}</source>
   <translation>{text} {done} von {total} {unit}</translation>
  </message>
  <message>
   <source>{text} – {time} left</source>
   <translation>{text} – noch {time}</translation>
  </message>
 </context>
</TS>
