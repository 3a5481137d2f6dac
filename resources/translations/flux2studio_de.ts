<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de_DE" sourcelanguage="en">
<context>
    <name>AddLoraDialog</name>
    <message>
        <source>A Hugging Face repository.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A file on this computer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A link to a file or a page.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add a LoRA</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Asking for the file…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose files…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Download</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Download and add</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Enter a token…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>For example “owner/name” on huggingface.co.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go on in the background</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is being looked at.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is in your collection already.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Looking at it…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Repository, link, Civitai page or path</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stopped. What came so far is kept.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Type or paste a repository, a link or a path first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>owner/name, https://…, or a path</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>AlbumTree</name>
    <message>
        <source>Albums</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All pictures</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Let it find what is searched now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Move to the top</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New album</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New album in it…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Put the chosen pictures in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove; its pictures stay</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rename</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take the chosen pictures out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0}, {1} pictures</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>AlbumsPanel</name>
    <message>
        <source>Albums</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New album</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>AlbumsViewModel</name>
    <message>
        <source>“{0}” was removed; its pictures stay.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>AvoidField</name>
    <message>
        <source>Avoid</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Avoid: in use</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What the picture should not show</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} of {1} characters</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>BalanceLine</name>
    <message>
        <source>Ask {0} for the balance</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Asking for the balance…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Balance {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Balance: {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Refresh</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} Paste it again, or another one.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>BesideRoom</name>
    <message>
        <source>Picture {0}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>CardField</name>
    <message>
        <source>As the file says</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your own words: nothing that is read elsewhere replaces them</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>yours</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0}: as the file says</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>CompareBar</name>
    <message>
        <source>100 %</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Against</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All at once (B)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Back (Esc)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hold</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Let the pictures change places (W)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Linked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One, and the other while \ is held (H)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pixel for pixel (Ctrl+1)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reference to compare with</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the whole pictures (Ctrl+0)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Side by side</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Slider</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Swap</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Two, divided by a line (S)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Zoom and move all pictures together (L)</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>CompareDesk</name>
    <message>
        <source>Choose two to four pictures to compare them: Ctrl and a click add one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reference {0}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>CompareFoot</name>
    <message>
        <source>Keys mark this one</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pick (P)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reject (X)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The next picture, here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The picture before, here</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ComparePage</name>
    <message>
        <source>Choose two to four pictures in the history and press C.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing is compared yet</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>CompareTable</name>
    <message>
        <source>Their recipes are the same.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What differs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} was not made here, so its recipe is not known.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>CompareViewModel</name>
    <message>
        <source>Result</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>CompletionList</name>
    <message>
        <source>What can be meant</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ComposePanel</name>
    <message>
        <source>Backend</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ComputerPage</name>
    <message>
        <source>/path/to/python; empty: the app’s own</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Another Python for the engine</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose the folder for models</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Downloads go there from now on; what is elsewhere stays there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fetched once from Hugging Face, then nothing is asked of the network any more.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Memory</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Models</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The interpreter of an environment that has torch and diffusers in it, for instance one with the libraries of your GPU. It counts from the next start of the engine.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This computer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Usual place</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Usual place for models</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ComputerViewModel</name>
    <message>
        <source>GPU</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>GPU: {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>GPU: {0}, {1} free</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Install “flux2studio[local]”, or name a Python that has it below.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It cannot be used here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Loading a model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Looking for a GPU…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Main memory: {0} free of {1}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Making a picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No GPU that FLUX.2 can use was found</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not started. It starts with the first picture.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ready</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Starting: its libraries are loaded.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The engine’s libraries are not installed: {0}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>driver {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>shares {0} with the machine</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} free of {1}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} · {1} in use</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Conductor</name>
    <message>
        <source>A picture found on disk is in the history again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>If it happens again, the log has the details.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Something went wrong inside flux2studio; it goes on.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The damaged file is kept.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The history was damaged and is made again from your pictures.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The picture was moved to the trash.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Undo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What you know of your LoRAs came back from the newest backup.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} pictures found on disk are in the history again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} pictures were moved to the trash.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>CostWords</name>
    <message>
        <source>It may be more: not everything that counts is known before.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Large LoRA files: × {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Prices of {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What this service adds: × {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>about {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>at least {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} + {1} MP of references</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} MP of pictures</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} a megapixel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} the first, then {1}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>CullBar</name>
    <message>
        <source>Colour label (6 to 9)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Colour label: {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Compare 2 to 4 (C)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go on to the next picture after each mark; P, X and U with Shift do so once</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pick (P)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reject (X)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tags</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tags (T)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tags of {0} pictures</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>DropSources</name>
    <message>
        <source>Copy it again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy one first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drop a picture file or an https link.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only https links are taken.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save it, drop the file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save it, then drop the file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The browser keeps this picture to itself.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no picture here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This is not a picture.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This link holds no picture.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This link is cut off.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>pasted picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>picture from a page</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>EffectMark</name>
    <message>
        <source>At scale {0}, on {1}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Effects</name>
    <message>
        <source>changed nothing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>changed {0} of {1} layers, {2}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0}: hardly to be seen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0}; {1} are not in this model</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Families</name>
    <message>
        <source>LoRAs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>all-round</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>best quality</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>drawn here, to try out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>fast</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>fastest</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>free</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>medium, careful</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>medium, for references</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>medium, quick</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no LoRAs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no references</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>polished</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>polished, adjustable</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>small, careful</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>small, quick</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} / MP</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} references</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} with LoRA</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>FamilyField</name>
    <message>
        <source>Model</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>FamilyStrip</name>
    <message>
        <source>Family of this picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Led to</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Made from</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Made from a picture that is no longer in the history</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Made from a reference: {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>gone</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>lost</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Filmstrip</name>
    <message>
        <source>Pictures of this session</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>FilterPopover</name>
    <message>
        <source>Clear</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Filters</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0}: {1}, {2} LoRAs</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Fits</name>
    <message>
        <source>{0}; slow without a GPU</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>GatedSteps</name>
    <message>
        <source>Change it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Enter it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Enter the token here, under Services.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its makers ask for consent. On the model’s page, signed in, accept it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Make a token there that may read; it is what this app signs in with.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Make one</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open the page</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your token for Hugging Face is set.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>GeneralPage</name>
    <message>
        <source>A slash makes folders; without one, each day has its own.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As in {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As the system</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dark</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Language</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Light</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Messages that fade in, and bars that move while nobody knows how long.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Motion</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Names of pictures</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New pictures go there from now on; the history keeps finding the others.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Off</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>On</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pictures folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Usual place</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You can use {0}.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>GenerateButton</name>
    <message>
        <source>Generate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Generate (Ctrl+Enter)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Generate, {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>free</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>GenerationList</name>
    <message>
        <source>%1, %2 by %3 pixels, %4</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>GridBar</name>
    <message>
        <source>%1 of %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%2 pictures</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Size of the pictures</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Size of the pictures (Ctrl++, Ctrl+-, Ctrl+wheel)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>·  %1 chosen</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Grip</name>
    <message>
        <source>Drag to move this panel, double-click to float it</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Header</name>
    <message>
        <source>Compare</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Everything ever made (G)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Form and jobs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>History</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>LoRAs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Make pictures (E)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Settings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Settings (Ctrl+,)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show or hide the LoRAs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show or hide the form and the jobs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Studio</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Two to four pictures against each other (C)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What pictures cost</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>HistoryChips</name>
    <message>
        <source>Album</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Date</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Imported from</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Label</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>LoRA</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Made with</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No longer only {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Picked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rejected</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search by: {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stars</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>State</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tag</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0}: take it out of the search</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>HistoryDesk</name>
    <message>
        <source>Check library</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check library…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Import pictures…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Looks through the index and the files, and puts right what it can.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Make the index again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Make the index again…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reads every picture in your folders with the marks beside it. No file is changed, and what the index knows already stays.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>HistoryGrid</name>
    <message>
        <source>Pictures</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>HistoryImportDialog</name>
    <message>
        <source>Already in the history: {0}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Also pictures without a recipe</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Also {0} without a recipe</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cannot be read: {0}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a folder…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Done</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Import</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Import pictures</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Import {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Left out, without a recipe: {0}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Looking at {0} of {1} pictures…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New in the history: {0}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No folder yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pictures of Stable Diffusion web UI, ComfyUI, InvokeAI, SwarmUI, Fooocus and Draw Things stay where they lie. They are read and never changed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Progress</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stopped.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There are no pictures here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} of {1} pictures are in.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>HistoryModel</name>
    <message>
        <source>Picture {0}, loading</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>HistoryPage</name>
    <message>
        <source>Delete rejected…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Deleting {0} of {1} pictures…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drag pictures onto its name at the left.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Every picture you make is kept here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Generate one in the studio; its whole recipe is kept with it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hide albums</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>More</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>More for the history</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No such search</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>None is rejected.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>None of these is rejected.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing fits this search</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save search as album…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save this search as an album</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show albums</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop deleting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The picture is copied.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try fewer or other words.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Undo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Undo what was done last</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} pictures are copied.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{0}” is empty</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>HistorySearchLine</name>
    <message>
        <source>Ctrl+Space lists what can be meant</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search the history</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search: words, “a phrase”, rating:&gt;=4, -without</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>HostedWords</name>
    <message>
        <source>Enter its key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Models and memory of this computer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Privacy settings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Services and keys</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Understood</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What you send goes to {0} and nobody else:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>fal does not store the request; its files go in an hour.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>fal is told to delete its copy once your picture is safe here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>fal keeps as little as possible: a lost answer can be fetched for an hour at most. Click for the privacy settings.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>fal keeps requests for 30 days, pictures for a week or longer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>minimal trace</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the prompt, the references without camera data, the LoRAs.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} does not say how long it keeps them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} needs a key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} ready</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0}: the engine cannot be used</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0}: {1} is not ready</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ImportDialog</name>
    <message>
        <source>Add</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add 1 LoRA</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add LoRAs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add {0} LoRAs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Adding {0} of {1}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is being read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>LoRAs found</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look into these folders from now on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look into this folder from now on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No .safetensors files here.
Drop another folder on the LoRA panel.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Progress</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reading what is there. Nothing is changed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reading {0} of {1}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show {0}: {1}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tick all new</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tick none</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tick what you want first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0}; the files stay where they are</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Inspector</name>
    <message>
        <source> Same seed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a picture to see how it was made.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy the prompt</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy the whole recipe</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy: {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delete (Del)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Make again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Make again with the same seed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open in another program</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Prompt</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Put the recipe into the form with its seed (Ctrl+Shift+R)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Put this recipe into the form, with a new seed (Ctrl+R)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Recall parts of the recipe…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show in folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show on the stage (Enter)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use as reference</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Intake</name>
    <message>
        <source>Drop the pictures that lie in it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{0}” is a folder.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>JobActions</name>
    <message>
        <source>Asks the service what became of it; that costs nothing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check: {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Details</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Details of {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Do not send again: {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Goes on where it stopped; it is not billed again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hide details</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Send again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Send again all the same: {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Starts a new job with the same form</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Starts a new job; it is billed as one</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try again</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>JobPanel</name>
    <message>
        <source>Jobs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing is running.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>JobPill</name>
    <message>
        <source> Watch</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Progress</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the picture that is being drawn</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>JobRowWidget</name>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copied</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy the details of {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Details</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dismiss</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give up</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No prompt</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the picture of {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Too late to cancel</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>JobWords</name>
    <message>
        <source>It may have been billed. It is not sent again by itself.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Marked by the service’s safety checker: {0}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No answer came.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only {0} of {1} pictures came.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What was billed: {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>already billed: the picture is kept</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>cancelled</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>cancelled: {0} of {1} pictures are kept</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>cancelling</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>compiling: once for this size, then it is faster</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>decoding the picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>done</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>done in {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>downloading</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>expanding the prompt</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>failed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>fetching the LoRA</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>loading LoRA {0} of {1}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>loading the LoRA</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>loading the model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>loading {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>looking it up at {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>preparing references</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>queued</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>queued, {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>reading the prompt</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>rendering</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>saving</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>starting the engine</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>step {0} of {1}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>still running at the service</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the prompt is too long: only the first {0} of its {1} tokens are read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the service</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>uploading</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>uploading the LoRA</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>waiting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} asks to wait</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} asks to wait {1}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} h {1} min</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} min</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} {1} MB</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} {1} of {2} MB</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} · {1} left</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>JobsViewModel</name>
    <message>
        <source>It may be billed a second time.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} Send it?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} running</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} waiting</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>KeptSearches</name>
    <message>
        <source>“{0}” is kept.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{0}” is removed.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>KeyField</name>
    <message>
        <source>Forget</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Forget the key of {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Get a key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Get a key of {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Key of {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Key set</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Paste a key first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Paste another key to replace it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Paste the key here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save the key of {0}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>KeysDialog</name>
    <message>
        <source>Close</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go to a reference slot</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keys</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Single letters work while no text field has the focus.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>LanguageChoice</name>
    <message>
        <source>As the system</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Language</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Restart now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>flux2studio speaks it from the next start on.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>LibraryDialog</name>
    <message>
        <source>Done</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Looking…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Progress</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stopped. What was put right by then stays so.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} of {1} pictures</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>LimitQuestion</name>
    <message>
        <source>Generate anyway</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Question about your monthly limit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sends this one beyond the limit; the limit stays</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>LocalRunWords</name>
    <message>
        <source>Avoided</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drawn in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Faster by</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Made on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Memory</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Too long, not read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Weights</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What the LoRAs did</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0}, {1} a step</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>LoraDelegate</name>
    <message>
        <source>Find file…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>missing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>other base</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>update</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>LoraDesk</name>
    <message>
        <source>Put the one there that the card is to show.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no picture on the stage.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Undo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} LoRAs are in your collection.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} LoRAs are where they were.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} LoRAs were moved.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} stay, because something is in their old place.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} stay, because you have written on them since.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{0}” is in your collection.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{0}” was moved.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>LoraEditor</name>
    <message>
        <source>Add a word, Enter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add one, Enter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Collections</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Credit line</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Description</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Edits pictures</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>For example: Turn image 1 into an ink wash drawing, {}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Instruction</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Licence</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Made for</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Make it optional</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Make it required</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Makes pictures</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>May pictures be sold</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not known</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Notes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open its page</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Optional words</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Page</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reference pictures it needs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rights</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Scale</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tags</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Trigger words</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Trigger words, needed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What it does</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What you found out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Words that help</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Yes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Yours</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>LoraEdits</name>
    <message>
        <source>Done again: {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing to do again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing to undo here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Undone: {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} LoRAs removed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{0}” is one card again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{0}” removed.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>LoraEmpty</name>
    <message>
        <source>Add a LoRA…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No LoRA fits these filters.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No LoRA has “{0}” in its name, words, tags or notes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No LoRA that fits the filters has “{0}”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No LoRAs yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing found</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reading your folders…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show all LoRAs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take in a folder…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your LoRAs live here, with previews, trigger words and notes. Drop files or folders, add a Hugging Face repository, a Civitai page or a link, or take in the folder where you keep them. Files stay where they are.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>LoraFilters</name>
    <message>
        <source>Allowed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Base, rating, collection, tag, licence, source, state</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Clear</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Collection</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Commercial use</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Duplicate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Edit LoRA</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Favourite</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Filter…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Licence</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Link</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Made for</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Missing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Never used</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No longer only {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not allowed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not downloaded</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not known</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not rated</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Other base</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rating</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove all filters</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Source</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>State</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tag</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This computer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unknown base</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Update</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} and more</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0}: remove this filter</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>LoraGrid</name>
    <message>
        <source>LoRA library</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>LoraHintLine</name>
    <message>
        <source>Needs a reference picture.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Needs {0} in the prompt.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Needs {0} reference pictures.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Put in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Put into the prompt: {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use its instruction</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use the instruction of {0}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>LoraIdentity</name>
    <message>
        <source>Added</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Identity</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Layout</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rank</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Size</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>LoraLineDelegate</name>
    <message>
        <source>For another model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In use</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Missing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>unknown base</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>LoraMenu</name>
    <message>
        <source>Collections</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy its address</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy trigger words</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Details…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Download</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Download again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Favourite</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Find its file…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In use</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Make one card of them</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New collection…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New tag…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No favourite any more</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>None</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Organise files…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rating</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove from the library</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Set the picture shown as its preview</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show in the file manager</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tags</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try scales…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>LoraMissing</name>
    <message>
        <source>A link: hosted services read it there. It is not on this computer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Asking for the file…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Comparing the file with what is known of it…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Download</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Download again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Download to this computer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fetching its file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Forget</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Locate…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Takes the card out of the collection; undo brings it back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file is not where it was, and no other place is known. Its card stays.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file is not where it was. Its card stays.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use it anyway</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>LoraModel</name>
    <message>
        <source>A newer version is there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In use</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Made for {0}; the model chosen is {1}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not on this computer; it is fetched when it is used.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>On this computer it {0}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file is not where it was.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Trigger words: {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>favourite</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>link</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>repository</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} of 5 stars</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>LoraOffer</name>
    <message>
        <source>Download now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Download now, {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>File</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>For this computer, and for hosted services that take your files.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hosted services read it there. It is downloaded when this computer needs it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep as a link</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No licence named</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show its card</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file stays where it is; nothing is copied or changed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Trigger words: {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Which file of it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You have this one: “{0}”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>base not known yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not for paid work</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>nothing said about paid work</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>pictures may be sold</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>LoraPage</name>
    <message>
        <source>Base not known yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Favourite</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In use</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Places</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Seen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Undo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use it</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>LoraPageViewModel</name>
    <message>
        <source>Its drive may not be connected.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{0}” is no longer there.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>LoraPair</name>
    <message>
        <source>Drag the line; hold Space for without</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Picture of the LoRA</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Without and with it: arrow keys move the line, Space holds without</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>with</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>without</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>LoraPanel</name>
    <message>
        <source>1 new file in your folders</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add a LoRA</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drop .safetensors files, a link, or owner/name.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drop a file or folder, or
add a repository or link</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>LoRAs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look at the new files</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Review…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search name, word, tag</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search the LoRAs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sets</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sets of LoRAs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This is not a LoRA.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Undo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Undo what was done last</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Words, “two words”, -word, base:klein4b, tag:ink, rating:&gt;=4, licence:apache, in:collection, source:civitai, is:missing, is:favourite, is:duplicate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} new files in folders</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} of {1}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>LoraPicker</name>
    <message>
        <source>Add a LoRA</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add a LoRA: name, trigger word, tag, base:…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Enter: add · Shift+Enter: add, stay · Tab: details · Esc: close</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>LoRAs found</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No LoRA has “{0}”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No LoRAs yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Scale {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search the LoRAs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no room for it; the form says why.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>LoraPicture</name>
    <message>
        <source>Picture of the LoRA</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>LoraPictures</name>
    <message>
        <source>Keep as the picture with “{0}”</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep as the picture without “{0}”</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep both as without and with “{0}”</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Now the picture without “{0}”: its menu keeps it as that.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Set as preview of “{0}”</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The card of “{0}” shows what it does.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>LoraRoom</name>
    <message>
        <source>Choose a LoRA for {0}, or the model {1}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a LoRA for {0}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose {0} to use them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove one, or switch one off.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>another model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} takes at most {1} LoRAs.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} takes no LoRAs.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{0}” is made for {1} and does nothing good with {2}.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>LoraRow</name>
    <message>
        <source>Looks good from {0} to {1}, usually {2}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove from this picture; it stays in the library</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Scale of {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Scale of {0}, number</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use it, or keep it without using it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use {0}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>LoraSeenPart</name>
    <message>
        <source>Changed {0} of {1} layers at scale {2}, {3}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not used yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show in the history: {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Used once</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Used {0} times</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0}, last on {1}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>LoraSets</name>
    <message>
        <source>The set “{0}” is removed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{0}” is in use, without {1}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{0}” is in use.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{0}” is kept as a set.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>LoraSettings</name>
    <message>
        <source>All of it is in your collection already.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is in your collection now. Undo takes it back.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stopped: nothing was brought in.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The backup is made.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The last one holds all there is.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Written to {0}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>LoraSheets</name>
    <message>
        <source>The card of “{0}” shows what it does.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Undo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{0}” is used at {1} from now on.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>LoraSort</name>
    <message>
        <source>Best rated</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In which order the LoRAs stand</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Last used</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Most used</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Newest</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Order: {0}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>LorasInUse</name>
    <message>
        <source>LoRAs in use</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>LoRAs that go together, with their scales</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>None. Double-click a LoRA, or drag it here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sets</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sets of LoRAs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} of {1}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} · price × {1}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>LorasPage</name>
    <message>
        <source>Add a folder…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All files are known.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Backup</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Bring them in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Downloads</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Downloads go there from now on; what is elsewhere stays there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Every day your words, ratings and pictures of all LoRAs are kept in one file. An import adds to what you have and never replaces your words.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Folders</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Import…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Last one: {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look again now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look for newer versions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look into it no more; cards and files stay</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look no more into {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Make one now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No backup yet: the first is made minutes after the first LoRA came.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Once a day, Hugging Face and Civitai are asked about the LoRAs from there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pause</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>They are being brought in…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Usual place</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What appears in them is offered to you. Nothing in them is ever changed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} new LoRAs, {1} get words they lacked, {2} stay as they are.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>LorasViewModel</name>
    <message>
        <source>Drop the .safetensors files that lie in it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Made for {0}; this model is {1}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nobody knows which model it was made for; it may do nothing here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file is not where it was.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{0}” is a folder.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>MachineBlock</name>
    <message>
        <source>Engine</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Free memory</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In memory</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look for a GPU again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No model is loaded.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shows whether it works here, before the first picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start the engine now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The model leaves the GPU; the next picture loads it again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the engine</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>MarksRow</name>
    <message>
        <source>+ Album</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Album: {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Colour label: {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pick (P)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Put into an album</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reject (X)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show this album</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take the picture out of it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>blue</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>green</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>none</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>purple</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>red</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>yellow</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>MarksViewModel</name>
    <message>
        <source>Done again: {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing to do again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing to undo here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Undone: {0}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>MaskDialog</name>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ctrl+Enter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mask of {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One moment…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reading the picture…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Right button erases · wheel zooms · Ctrl+wheel: size · Space moves</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use the mask</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What is marked is painted anew; the rest stays as it is.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>MaskRow</name>
    <message>
        <source> Edit mask…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 paints what is marked wholly anew; less keeps more of what was there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mask on image 1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Paint on the mask (Alt+M)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove the mask</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Strength</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The size has another shape than image 1: its edges are cut off.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>MaskTools</name>
    <message>
        <source>Brush (B): mark what is painted anew</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Clear (Del)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Eraser (E): take marks away</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Invert (Ctrl+I)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lasso (L): mark what it encloses</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Load a mask from a file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Load a mask from a file of the picture's size. What is see-through in it is painted anew; where nothing is, what is white.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rectangle (R): mark all of it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Redo (Ctrl+Shift+Z)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Size</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Size of the brush</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Size of the brush ([ and ], or Ctrl and the wheel)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Size of the brush in pixels</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Undo (Ctrl+Z)</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>MaskView</name>
    <message>
        <source>Arrow keys lead the brush, Enter puts it down and lifts it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mask on the picture</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Masks</name>
    <message>
        <source>mask</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>MemorySettings</name>
    <message>
        <source>4-bit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>8-bit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A small preview with each step, at most ten a second. It costs no time.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>About a third of the memory; pictures differ more, and take longer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>About half the memory; pictures differ a little from the full ones.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>After {0} minutes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As much stays on the GPU as has room there. Best for nearly everybody.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Automatic</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Free memory when idle</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Full (16-bit)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Full where they fit, else the smaller ones that cost the least.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Layer by layer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Needs the least, and is by far the slowest.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Never</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not possible here: {0} is missing, or the GPU cannot do it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One part at a time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the picture while it is drawn</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stays on the GPU</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Text encoder, model and decoder take turns. Slower with each picture.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The fastest. Where it does not fit, smaller weights are taken first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The model as its makers published it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The whole model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Weights</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What reads the prompt leaves once it is read. A new prompt takes longer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Without the text encoder</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Message</name>
    <message>
        <source>Close</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close this message</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copied</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy the details</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Details</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>MissingModel</name>
    <message>
        <source>All models</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Download</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pause</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Resume</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Set it up…</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ModelQuestion</name>
    <message>
        <source>A download would begin anew.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Agree</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Agree and download</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Discard it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Discard the part of {0} that is here?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its files go to the system’s trash; until that is emptied they can</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Move to the trash</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Move {0} to the trash?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Read the licence</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>be put back. Your pictures stay, and so do their recipes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0}: {1}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ModelRow</name>
    <message>
        <source>Check the files</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Discard what is here…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Download</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Forget where it is</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Forgotten here; the files stay where they are.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Licence: {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Licence…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>More for {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pause</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Resume</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show in the file manager</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Undo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Undo: forget {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use a folder or file, check, remove</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use a folder…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use a single file…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the one to start with</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ModelRows</name>
    <message>
        <source>Damaged</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In Hugging Face’s own cache: {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its files are checked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not here · {0} to download</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>On its way</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>On this computer · licence not agreed to yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>On this computer · {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Partly here · {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your file: {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your folder: {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>asking what there is to fetch</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>checking the files · {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>checking what came · {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the site is busy; it is asked again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} left</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ModelsOnDisk</name>
    <message>
        <source>{0} free on its drive</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>MoneyPage</name>
    <message>
        <source>Before a picture would take the month above it, you are asked.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Empty or 0: you are never asked.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Monthly limit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Monthly limit in US dollars</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No limit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This month</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>MoneyViewModel</name>
    <message>
        <source>This session</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You are asked before a month goes above {0}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} in {1}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} of it is our estimate: the service has not said what it cost.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} so far</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} this session</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>MoreParameters</name>
    <message>
        <source>1 · strict</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>2 · fairly strict</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>3 · in between</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>4 · fairly permissive</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>5 · permissive</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Does nothing here: it is for a single reference.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Finer detail of the reference; takes longer and more memory.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Format</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keeps finer detail of your one reference, and is slower.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Let the model expand the prompt first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Let the service rewrite the prompt</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look at the reference with 4 megapixels</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>More: {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Safety checker</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Safety tolerance</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>format</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>large reference</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>prompt expansion</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>safety</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>OrganiseDialog</name>
    <message>
        <source>All LoRAs of the collection</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a folder first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a folder…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Every move</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Files are moved on their disk; none is copied or written over.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Into</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Move</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Move 1 LoRA</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Move the last {0} back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Move {0} LoRAs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Moved {0} of {1}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing that is ticked would move.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Organise files</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Progress</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Put in {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Template</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Template for folders and names</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tick all that can move</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tick none</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>and {0} more</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Outside</name>
    <message>
        <source>It may have been moved, or its drive is not connected.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“%1” is no longer there.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PairRoom</name>
    <message>
        <source> Hold for the other</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Before and after</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the left one for as long as it is held down (\)</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Parameters</name>
    <message>
        <source>Acceleration</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As fast as it goes without a change to be seen.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Exactly as the model’s makers compute it; the slowest.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Faster still, with 8-bit arithmetic where the GPU can: pictures differ a little from those of the other levels, with the same seed too.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Guidance</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>High</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Make the picture as large as reference 1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>None</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Regular</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Seed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Size</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Steps</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>as reference 1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Phrases</name>
    <message>
        <source>1 is the usual start.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 paints what is under the mask wholly anew.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A failed run is not billed. Try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A failed run is not billed. Use fewer steps or a smaller size.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A file of this request is too large for {name}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A key with the scope “ADMIN” may see it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A key with the scope “ADMIN” may. Or choose “As little as possible” in the privacy settings.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A link to this computer is not followed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A picture is being made with it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A prepared reference cannot be read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A recipe cannot be put into this picture.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A recipe cannot be put into this picture: it is damaged.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A reference is no longer there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A reference is too large for {name}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A reference is too small for {name}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A search needs a name.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A service behind {name} does not answer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A service behind {name} failed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A set needs a LoRA.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A set without a LoRA is none.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A web page came in place of the file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>AIML API billed this run, and its answer was lost on the way.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>AIML API does not answer this just now.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>AIML API does not say what is left in the account.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>AIML API finished the run without a picture.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add it again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add it from its page as a card of its own.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add it with the LoRAs.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add its file, or switch it off.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add the file from your disk.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add the key in the settings; the job is then picked up again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add the reference, or remove the mask.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>An album needs a name.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Another program is writing this picture.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Another window is moving LoRA files.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ask its maker for a .safetensors file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ask its maker for the file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel it again in a moment.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change the prompt or the references.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check it in the settings.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check its key in the settings, and ask for access on the LoRA’s page.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check that you may read it and that its drive is connected.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check the connection to the internet, and the address.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check the connection to the internet. Nothing was sent.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check the date and time of this computer, and its proxy. Nothing was sent.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check the disk, or choose another folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check the key in the settings; the job is then picked up again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check the key's rights in your account.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check the name, and that your account may see it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check the name; for a private one enter a read token in the settings.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose PNG, JPEG or WebP as the format.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a .safetensors or .gguf file, or a folder with model_index.json.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a LoRA made for FLUX.2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a LoRA made for this model, or the model it was made for.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a file of FLUX.2 dev or FLUX.2 klein.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a folder that belongs to the file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a folder that is there and yours to read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a folder with FLUX.2 dev or FLUX.2 klein.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a klein model, or remove the mask.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a larger one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a mask of the same size.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a model of another one, and send it again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a model of another one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a model of “This computer”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a picture file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a picture inside it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a picture.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a smaller picture.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a smaller size or a lower memory setting, or run it on a service.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a version on its page, and add that link.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a zip that flux2studio wrote, as it wrote it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose an exported zip.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose another LoRA, or another file of the model.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose another LoRA.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose another file, or add it as a LoRA of its own.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose another file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose another model, or a folder that you downloaded yourself.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose another model.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose another name, or put the pictures into that one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose another name.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose another one in Settings, This computer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose another one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose another quantisation of the model, or another LoRA.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose another version of it, Q8_0 or Q4_K for example.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose it again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose one from the list.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose one that is there, or make it first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose the bf16 or GGUF version of it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose the bf16, fp8 or GGUF version of it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose the file or folder that was made for it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close some programs and try again; if it stays, install flux2studio again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close that one; the next start makes the history again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy it again from your account into the settings.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy it again, and nothing around it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy it again, from its start.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy it again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy or download it again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy the address of the LoRA’s own page.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Crop it first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Crop it, or switch it off.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cut it in an image editor first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Describe the picture or the change.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Download it again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Download it in the browser and add the file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Download the file and add it from your disk.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Download the file in the browser and add it from your disk.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Download the model again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Download the model again; what is whole stays.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drop a picture on a reference slot.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drop it on its slot again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drop the picture on its slot again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Follow the steps at {billing}. Nothing was billed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Forget it here, and delete the files yourself if you want to.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Free its memory first, or wait for the job to end.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Free some space on its disk, and check that it can be written.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Free some space on the disk of the cache folder, then try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Free some space on the disk; the backups made before are kept.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Free some space, or check the folder's rights.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give it without them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give owner/name, an https link, or a .safetensors file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go on with its download.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hugging Face answered with something else than the list of files.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hugging Face did not send a file to its end.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hugging Face does not know your token any more.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hugging Face is busy just now.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>If it is on a drive, connect it; else choose another one in the settings.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>If it is on a drive, connect it; or choose another place for the model.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>If it is on a drive, connect it; or forget it and choose another place.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>If this network wants you to sign in, do so in the browser; then try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>If this network wants you to sign in, do so in the browser; try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Install it with: pip install gguf.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Install the newest version, then start it again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Install the newest version, then try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Install this version of “flux2studio[local]” in its environment.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Install “flux2studio[local]” there, or choose another Python in Settings, This computer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It gives out no picture a second time. Sending it again is billed again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is asked again later.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is asked for again later; that costs nothing.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is fetched at the next start.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is looked at again in a moment. A picture that comes all the same is kept.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is no amount of money.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is not a whole path.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is picked up again at the next start.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is used from elsewhere by now.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It may have been billed. Check again later; it is not sent again by itself.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It may have been billed. It is not sent again by itself.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It may have been filtered. Change the prompt, or the safety checker.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It may have been filtered. Change the prompt.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It may have moved, or your account may not see it. What is on this computer goes on working.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It may want you to sign in: save the file in the browser and add it from there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It must lie between 0 and 1440 minutes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It must lie between 1 and 30 days.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It was billed. The details have how it began.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It was billed. The details have its address.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It was billed. The details have the address.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It was sent without a trace, so it cannot be looked up there. It may have been billed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its card is no longer there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its link must be public, without a login.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its link or repository must be public and hold the file itself.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>JPEG without a picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Leave it empty for a new one each time.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Locate it elsewhere first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Locate its file, or add it from its page anew.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look again in a moment.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look at aimlapi.com/app/billing.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look at fal.ai/dashboard/billing.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look at its page.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look for a newer version of flux2studio.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look for it there, or remove that card first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look its page up in the browser and add it again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Make one card of the two, or remove one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Make the crop larger, or remove the mask.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name a Python that has “flux2studio[local]” in Settings, This computer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No answer came for the request, and fal’s list does not have it, or not yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No machine at {name} was ready in time.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing is marked.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing of it is kept. Use a smaller one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing of the mask lies within the crop of its picture.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing was billed. Then try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing was billed. Try again in a moment.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing was billed. Try again later, or choose another model.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing was billed. Try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing was sent. Try again in a moment.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only LoRAs in this format can be used.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only https addresses are.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only https links are taken.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only pictures made with flux2studio carry one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open it in an image editor and save it again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open the link in a browser and save the file, then add it from your disk.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open the link in a browser and save the file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open the link in a browser, save the picture, and drop the file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Other files have no recipes that could be read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>PNG without an end</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>PNG without pixels</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Paint it again on this picture, or remove it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Paint it again, or remove it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Paint it again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Paint over what the model is to paint anew.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Paste it from the service's own page.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pictures cannot be read here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Put https:// in front.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Put it back, or switch the LoRA off.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Put it into an album further up.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Put one in the request first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Raise the limit of the key in your account. Nothing was billed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove one of them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove some, or choose another model.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove some.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove the mask, or choose FLUX.2 klein on this computer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rename it, then add it again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rename it, then look again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rename it, then try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Replace it with a larger one, or switch it off.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Results are kept for about an hour. The request is kept here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save it as JPEG or WebP first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save it as PNG or JPEG.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save the file in a browser and add it from your disk.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Scale it down in an image editor first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>See that it is there and yours to read, then try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>See that it is there and yours to read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>See that it is there and yours to read; if it is on a drive, connect it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>See that it is there and yours, or choose another one in the settings.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>See that it is there and yours, or set FLUX2STUDIO_HOME to another folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>See that its files are yours to read; if they are on a drive, connect it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Send it again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Send it all the same, or raise the limit in the settings.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Set FLUX2STUDIO_HOME to a folder on a local disk.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Set it to 1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Something went wrong inside flux2studio.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Something went wrong inside the local engine.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start flux2studio again: it is rebuilt from the pictures.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start it again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start the download again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Switch it on, or take its name out of the prompt.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Switch prompt expansion off.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Switch some off.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Switch the largest one off.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Switch them off, or choose a model that takes them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take it if it is a newer version of the same LoRA.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take it up again later, or cancel it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take some away, or change them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The Python that the local engine is set to is not there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The address holds a user name or password.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The album to put this one into is no longer there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The answer that was kept here is gone.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The app is closing; no more pictures are made.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The app is closing; no more pictures are read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The disk of the data folder knows no locks, which two windows at once would need.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file is too large for fal's file host.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The folder for LoRAs cannot be used.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The folder for models cannot be used.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The folder for paid answers cannot be used.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The graphics processor gave up in the middle of the picture.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The history is damaged, and another flux2studio has it open.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The history is damaged.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The history was written by a newer version of flux2studio.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The kept answer cannot be read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The key could not be removed from the system keyring.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The key is empty.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The local engine belongs to another version of flux2studio.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The local engine cannot be started.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The local engine crashed in the middle of the picture.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The local engine ended before it had started.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The local engine ended the job without having told of all pictures.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The local engine has no room for its pictures: the cache cannot be written.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The log has the details.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The machine at {name} that ran this broke off.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The mask is no longer there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The name of this file is no text.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The name of this file or its folder is no text.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The name of this folder is no text.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The picture could not be prepared.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The picture decoder could not be started.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The picture in the answer cannot be read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The picture in the answer is not whole.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The picture itself may still be used as a reference.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The picture that the local engine made cannot be read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The picture was lost on its way, and fal’s list does not show it, or not yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The picture's recipe cannot be read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The prompt holds characters that are no text.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The prompt is empty.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The references cannot be made ready: the cache folder cannot be written.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The request could not be handed over. Nothing was sent.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The request left, and whatever came back was lost.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The request may have reached fal, whose list cannot be asked just now.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The request went to fal, and no answer came back.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The run failed at AIML API and was not billed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The run took longer than {name} allows.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The same LoRA is in use twice.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The sample cannot be read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The search for the request was stopped before fal showed it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The service of this run is no longer part of flux2studio.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The service sent no picture.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The site sends another file than the one it described.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The site sends more than the file has.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The stream from fal ended before the picture.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The system ended the local engine, probably because memory ran out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The upload did not arrive whole at fal.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no place for previews here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no room for today's backup of the history.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no room to look at the picture that came.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is not enough memory.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This LoRA is no longer in your library.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This LoRA is used from there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This album is no longer there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This computer has no local engine yet: torch is not part of the app.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This computer has not enough memory for this picture.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This holds characters that are no text, and cannot be kept.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This is no preview: only a small JPEG is kept as one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This is not a key: it holds spaces, line breaks or foreign letters.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This is not a web address.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This is not the name of a preview.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This job is not in the journal.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This key has reached its own spending limit at {name}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This link holds a key, which would stay in your library and everything made with it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This link holds a password, which every service it is sent to would see.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This link is not complete.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This picture is not in the history.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Top it up at {billing}. Nothing was billed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try again in a moment.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try again in a moment; it goes on where it stopped.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try again later.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try again later; it goes on where it stopped.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try again later; it may be repaired there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try again later; what is here is kept.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try again. The details are for a report.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try again: only what is missing is made.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try again: the engine starts anew. If it stays, update the graphics driver.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try again; if it happens often, tell the service.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try again; it goes on where it stopped.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try again; it is then fetched anew.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Type a name for it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Type one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Type the part again instead of pasting it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Type the part again, or rename the file or folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use PNG, JPEG or WebP.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use a larger one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use a smaller one, or switch it off.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use a smaller one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use a version of it saved as a plain LoRA.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use a version with .safetensors files.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use an earlier state of the training.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use fewer or smaller ones.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use https; plain http is taken on this computer only.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use the .safetensors version.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Wait for it to end, or stop it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Wait for it to end.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Wait for it to end; another window of flux2studio may be at it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Wait until it is saved to its end, then try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Wait until whatever writes it is done, then try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>WebP shorter than its header says</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>WebP that does not begin with its picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>WebP without a picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What came back is not a whole picture.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Whether fal took the request cannot be seen with this key.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Without its key, the running job at fal cannot be followed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>XMP nested too deep, or with too much in it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your account at {name} has no credit left.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your account at {name} has to be verified first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a JPEG segment ends behind the file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a JPEG segment has no length</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a JPEG that does not say how large it is</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a PNG chunk ends behind the file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a PNG without a header</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a WebP chunk ends behind the file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a WebP of a kind that there is not</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a name is there twice</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a name is too long</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a name may be there twice</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a number in the recipe is none that a picture can have</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a part of the recipe is too short</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a row of two pictures</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a tensor cannot be of this kind and shape</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a tensor has another size than its shape</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a tensor has too many dimensions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a value of an unknown kind</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>an alias</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>an alpha is no number</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>an alpha is not finite</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>fal can: the file is fetched here and uploaded. Or use a public link.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>fal could not be asked to stop the job.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>fal could not delete every picture of the run.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>fal does not accept the key.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>fal does not answer this just now.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>fal does not answer this.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>fal does not answer. The job goes on there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>fal does not say what is left in the account.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>fal does not show the running job to this key.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>fal does not show this to your key.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>fal finished the run without a picture.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>fal gave no address for the upload.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>fal keeps a copy of your runs for 30 days: this key may not delete them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>fal named an address for the upload that is not called.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>fal no longer knows this job.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>fal takes no more uploads just now.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>fal takes no uploads just now.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>fal took the request and gave no number for it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>fal was asked to stop the job and has not stopped it yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>fal's result cannot be read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>flux2studio is closing.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it is no GGUF file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it is no file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>lists are nested too deep</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>names do not end</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no JPEG marker where one must be</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no PNG, JPEG or WebP picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no XMP: there is no RDF in it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no recipe chunk</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no recipe in front of the pixels</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>short</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the alignment cannot be</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the file ends too early</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the file is cut off</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the file is cut off, or goes on behind its end</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the header is cut off, or larger than any</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the header is no object</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the header names more than any model has</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the last try returns or raises</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the looks do not end</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the metadata is no object</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the metadata is no text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the polls do not end</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the recipe names no picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the settings are nested too deep</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the settings are no object</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the tensors overlap or leave a hole</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the text is too long</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the two halves have other sizes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the waits do not end</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the waits never end</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>there is always a free name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>there is always a target</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>there may be no tensor</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>too many PNG chunks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>wrong checksum in the recipe</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} cannot fetch a LoRA.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} cannot fetch a file of this request.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} cannot read a reference.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} does not offer this for the model.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} does not take a reference of this format.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} filtered this request: its rules do not allow the content.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} found no face in a reference.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} had no machine free in time.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} made no picture of this.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“flux2studio loras searches” lists them.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PlaceRow</name>
    <message>
        <source>Civitai</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>File</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hugging Face</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Know of it no more; what lies there stays</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Link</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open in the browser</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show in folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use it from here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>in use</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not where it was</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Preview</name>
    <message>
        <source>Picture</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PrivacyPage</name>
    <message>
        <source>1 day</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>30 days</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>7 days</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>AIML API</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As fal likes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As little as possible</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How fal sends pictures</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is never put on fal's file host, where whoever has its link can open it. A large answer can be fetched again for a shorter time.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Low</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Low lets the jobs of others go first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Normal</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not used as long as fal stores nothing to look up: choose another way above, and switch off the picture inside the answer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing is deleted. fal keeps requests for 30 days and pictures for a week or longer, and you find them on its site.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Once your picture is saved and checked on this disk, fal is told to delete its copy. Until then a lost answer can be looked up. Deleting needs a key with admin rights; with another, fal keeps its copy.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Place in fal's queue</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Place in the queue</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>References above 1 MB and LoRA files are uploaded, and whoever has the link can open them until they are gone. The same file is not uploaded again until then.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>References go inside the request. It offers no choice of what it keeps.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the picture while it draws</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The picture comes inside the answer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>To the service you chose and nobody else: the prompt, the references without GPS and other camera data, and the LoRAs it needs. Keys stay in the system's keyring or, without one, in memory. The practice backend sends nothing. flux2studio does not call home.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Until the picture is safe here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Uploads stay at fal for</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Uploads to fal</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What fal keeps</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What leaves this computer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Where the model can. It streams the picture; if the line breaks, the picture is looked up afterwards.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>With “As little as possible” they are gone in an hour.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>fal does not store the request, and its files are gone after an hour. If the line breaks, the picture can be fetched for an hour at most, a large answer for 6 minutes; after that it is paid for and gone.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} days, as the settings file says.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PromptEdit</name>
    <message>
        <source>Describe the picture, or the change</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Prompt</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Put the trigger word “{0}” into the prompt</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} of {1} characters</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{0}” is in the prompt</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PromptText</name>
    <message>
        <source>This text is {0} characters long, too long for a prompt.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Question</name>
    <message>
        <source>Not now</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>RangeSlider</name>
    <message>
        <source>Drag the ends of the range, or the usual scale between them</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Readiness</name>
    <message>
        <source>Download it, or choose a hosted service.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Download the rest.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It can be used once it is here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mend them in Settings, This computer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Read it in Settings, This computer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The files of {0} are damaged.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The licence of {0} was not agreed to yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not ready</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} is not on this computer yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} is not whole yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} is only partly here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} to download</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>RecallChoice</name>
    <message>
        <source>As in the form: {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It does not say which model made it: the form keeps {1}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It was made with {0}, which is not here: the form keeps {1}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>On {0}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>RecallDesk</name>
    <message>
        <source>It is in the form. Locate or add it in the LoRA panel, or switch it off.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The LoRA {0} is missing.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The LoRAs {0} are missing.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The reference {0} is gone.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The references {0} are gone.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The rest of the recipe is in the form. Drop the picture on a slot again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The rest of the recipe is in the form. Drop them on slots again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>They are in the form. Locate or add them in the LoRA panel.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>RecallDialog</name>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose what comes back into the form.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drop it on a slot again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drop them on slots again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It comes back as missing: locate or add it in the LoRA panel.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>LoRAs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Made with {0}. Choose what comes into the form.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Prompt</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Recall</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Recall a recipe</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>References</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Seed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Settings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Size</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>They come back as missing: locate or add them in the LoRA panel.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What will differ</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>guidance {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>none</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} are gone.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} are missing.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} is gone.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} is missing.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} steps</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>RecallOffer</name>
    <message>
        <source>A picture with its recipe</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All but seed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As reference</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Leave the form as it is</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Parts…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This picture holds its recipe. Recall it?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This picture was made with {0}. Recall its recipe?</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ReferenceButton</name>
    <message>
        <source>Compared with reference {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Compared with reference {0}, {1}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reference {0}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ReferenceSlots</name>
    <message>
        <source>1 picture left out: this model takes at most {0}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A reference is still being read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove it, or paint it again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Replace it, or switch it off.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The mask of “{0}” cannot be read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The reference “{0}” cannot be read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{1} pictures left out: this model takes at most {0}.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ReferenceSlotsView</name>
    <message>
        <source>A mask is painted on a reference. Drop a picture on the slot first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A mask must be a file or a picture, not a link.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>References</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} MP billed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} cannot paint under a mask.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>RejectQuestion</name>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delete</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delete 1 rejected picture?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delete all</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delete {0} rejected pictures?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Undo brings them back; at the end they go to the trash.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ScaleRange</name>
    <message>
        <source>Looks good from</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Usual scale</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>to</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SearchesChip</name>
    <message>
        <source>Saved</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Saved searches</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Saved searches: {0} is shown</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SearchesMenu</name>
    <message>
        <source>It is kept already.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>None yet: a search with its filters and order</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove “{0}”</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rename the search</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rename “{0}”…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save this search</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save this search…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Saved searches</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Type something, or choose a filter, first.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SeedField</name>
    <message>
        <source>A new seed each time. Click to keep one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A new seed each time. Click to keep the last one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Seed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Seed is kept. Click for a new one each time.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>new</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ServicesPage</name>
    <message>
        <source>AIML API</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Address of {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Addresses of the services</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Back to the usual addresses</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Civitai</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hugging Face</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only needed for LoRAs and models that are private or ask for consent. The key, there called a token, goes to its own site alone, while files are fetched to this computer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pictures are made with your own key and billed to your own account.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Services</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sites of LoRAs and models</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>fal, account</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>fal, direct</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>fal, queue</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>fal, storage</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SetsMenu</name>
    <message>
        <source>Add these</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No LoRA is in use.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No sets yet: LoRAs that go together, with scales</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rename the set</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rename…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save as a set</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save those in use as a set…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sets of LoRAs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use these only</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} (missing)</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SettingsDialog</name>
    <message>
        <source>Close</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Files and look</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>LoRAs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Money</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Privacy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Services</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Settings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This computer</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SettingsViewModel</name>
    <message>
        <source>Asking the system's keyring…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Kept in the system's keyring.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Kept until flux2studio is closed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Taken from the environment variable {0}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>That is no amount of money.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Type a number, as 20.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SheetCell</name>
    <message>
        <source>Scale {0}, seed {1}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>waiting</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SheetDialog</name>
    <message>
        <source>A column for each scale, a row for each seed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Another sheet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel the rest</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It needs the picture of the same seed at scale 0.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep as its pair</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Make</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Make 1 picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Make them anyway</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Make {0} pictures</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Number of seeds</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Scales</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Seeds</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Set as preview</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show on the stage</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take {0} as its scale</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try scales of “{0}”</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>about {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} scales × {1} seeds; all else is as in the form</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SizeField</name>
    <message>
        <source>As reference {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Height in pixels</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Landscape 16:9</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Landscape 4:3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Portrait 3:4</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Portrait 9:16</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Size presets</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Square</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Square, large</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Swap width and height</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Width in pixels</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} to {1} pixels, in steps of {2}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} × {1} became {2} × {3}: this model takes {4} to {5} pixels, in steps of {6}.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Sizes</name>
    <message>
        <source>{0} of {1} {2}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0}/s</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SlotButton</name>
    <message>
        <source>Choose a file…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Clear</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Clear reference {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drop a picture, paste one (Ctrl+V), or click to choose a file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Edit mask…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its mask rests: only that of image 1 is used.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>M paints its mask; a picture dropped with Ctrl becomes one: what is see-through
in it is painted anew, or where nothing is, what is white.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Move left</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Move right</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Paint mask…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Paste</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reference {0}, being read: {1}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reference {0}, empty</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reference {0}: {1}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reference {0}: {1}, {2}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove mask</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Replace…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Switch off</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Switch on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use picture as mask…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>With a mask: only what is marked is painted anew.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>drop, paste
or click</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>off</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0}
Switched off: kept, not sent.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0}, switched off</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0}, with a mask</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Stage</name>
    <message>
        <source>Reference {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Result</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write a prompt and press Generate. A picture dropped on this area becomes a reference.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your picture appears here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>nothing yet</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>StageBar</name>
    <message>
        <source>100 %</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Before / after</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Divide: reference and result (C)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hold</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One pixel of the picture on one of the screen (Ctrl+1)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open the folder this picture lies in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Put this picture on a reference slot</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reference and result side by side, with what differs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show in folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the reference for as long as it is held (\)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the whole picture (Ctrl+0)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Side by side</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use as reference</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>StageView</name>
    <message>
        <source>Stage</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>StarRow</name>
    <message>
        <source>1 star</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rating: {0} of 5</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} stars</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>StartCard</name>
    <message>
        <source>A hosted service</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>AIML API or fal, with your own key. You see the price before each click.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Already have LoRAs? Drop the files or their folder here; they stay where they are.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Enter a key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Everything works right away. Choose how you want to generate, now or later.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>FLUX.2 on your own graphics card: no key, no price, works offline.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look around first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Make pictures with your own LoRAs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Set it up</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start with practice</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The practice backend draws stand-ins, marked as such. No key, no graphics card, no network.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This computer</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>StatusLine</name>
    <message>
        <source>Open %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open the folder your pictures are saved to</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pictures folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Privacy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Saved to %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Service</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Services and keys</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>StudioPage</name>
    <message>
        <source>Form</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Jobs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>LoRAs</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>TagEditor</name>
    <message>
        <source>Add tags, with commas between</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tags</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>TagPopover</name>
    <message>
        <source>Tags</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ThisComputer</name>
    <message>
        <source>FLUX.2 on your own graphics card: no key, no price, works offline.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Works offline.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} · {1}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Trouble</name>
    <message>
        <source>Copied</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy the details of {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Details</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Details of {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hide details</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>WordChips</name>
    <message>
        <source>Change…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Click to change it, Del removes it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ZoomView</name>
    <message>
        <source>Preview</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reference 1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Result</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>_Question</name>
    <message>
        <source>Discard it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go on painting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What you painted is not in use yet.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>actions</name>
    <message>
        <source>100 %</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add a LoRA</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Before, while held</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Blue label</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Brush</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Brush or eraser</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel all jobs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change places</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose reference files</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Clear the mask</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Clear the slot</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close what is open, else cancel the running job</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Compare</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy the pictures</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delete</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delete all rejected</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Divided by a line</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Eraser</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fit or 100 %</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Full screen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Generate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Generate before what waits</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go to a reference slot</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go to reference slot %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go to the LoRAs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Green label</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hide or show the panels</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>History</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Invert the mask</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its details</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Judge</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep the search as an album</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Larger brush</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lasso</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>List what can be searched by</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>LoRAs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Make</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Make again, new seed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Make again, same seed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mask</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Move it to the left</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Move it to the right</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Move the picture, while held</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Neither</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One, the other while a key is held</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Paint a mask on a reference</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Paint a mask on it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Paste a picture as reference</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pick; with Shift, go on to the next</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Quit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rectangle</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Red label</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Red, yellow, green, blue label</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Redo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reference slots</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reject</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search the history</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Settings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show it on the stage</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show its recipe</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Side by side</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Smaller brush</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stars</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stars: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Studio</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Survey: choose among many</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tags</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The prompt after</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The prompt before</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The same, with the picture in focus</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This list of keys</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Undo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use the card</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Window</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>With the reference, or those chosen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Yellow label</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Zoom in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Zoom out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Zoom together, or each alone</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>add_lora_dialog</name>
    <message>
        <source>All files</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose LoRA files</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>compare_table</name>
    <message>
        <source>Acceleration</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Avoid</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cost</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Format</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Guidance</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>LoRAs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Made with</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mask</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Prompt</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Prompt as sent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>References</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Seed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Size</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Steps</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>file_dialogs</name>
    <message>
        <source>All files</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose pictures</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>grid_drag</name>
    <message>
        <source>Drag them again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drag up to {0}, or copy their folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Some of these pictures are still being looked up.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The files of these pictures are gone.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>They may have been moved, or their drive is not connected.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} pictures are too many to drag.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>history_work</name>
    <message>
        <source>1 picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Albums that came back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All is in order.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Looked at</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New in the history</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There already</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There are no pictures.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>With marks beside them</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Without a recipe, or not to be read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>put right</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} left</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} pictures</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>import_model</name>
    <message>
        <source>Base</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Being written</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Duplicate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>File</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Known</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not a LoRA</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Other base</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Size</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>State</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Trigger words: {0}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>label_signs</name>
    <message>
        <source>Blue</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Green</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>None</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Purple</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Red</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Yellow</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>lora_facts</name>
    <message>
        <source>Copy {0}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>lora_missing</name>
    <message>
        <source>All files</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Where is “{0}” now?</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>lora_sets</name>
    <message>
        <source>Its files are missing, or made for another model.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No LoRA of “{0}” can be used now.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>lora_work</name>
    <message>
        <source>Another model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Asking for the file…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Checking the file…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the site is busy, trying again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} left</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} of {1}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0}/s</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>model_list</name>
    <message>
        <source>Choose the folder or file of the model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Models</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>move_model</name>
    <message>
        <source>A link</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Another disk</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Another folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>From</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In place</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In use</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Missing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Moves</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name is taken</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Read-only</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>State</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>To</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0}, with {1} beside it</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>name_question</name>
    <message>
        <source>Name</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>picture_menu</name>
    <message>
        <source>Albums</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Colour label</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Compare</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delete</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delete %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Make again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Make again with this seed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Neither</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No stars</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open in another program</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pick</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pick or reject</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Recall parts…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reject</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show in folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show on the stage</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tags…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use as reference</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>receipt_words</name>
    <message>
        <source>the prompt</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} is told to delete its copy after saving. It obeys a key with admin rights.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} keeps its copy as long as it likes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} was told to store nothing.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0}, as a link</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0}, as upload</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0}, inside the request</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0}, until {1}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>recipe_table</name>
    <message>
        <source>%1: the prompt</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: the prompt and %2 pictures</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: the prompt and 1 picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Acceleration</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As the model expanded it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As the service rewrote it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Avoided</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cost</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>File</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Guidance</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>LoRAs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Made</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Made with</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mask</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>References</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Request</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Seed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sent to</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Size</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Steps</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>on {0}, strength {1}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} (large)</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>settings_general</name>
    <message>
        <source>Choose a folder</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>settings_loras</name>
    <message>
        <source>Choose a backup</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export the LoRAs</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>words</name>
    <message>
        <source>%1 min %2 s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Today</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Yesterday</source>
        <translation type="unfinished"></translation>
    </message>
</context>
</TS>
