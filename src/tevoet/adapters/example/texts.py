"""Subjects and bodies for the example's mail: short, neutral, our own."""

SUBJECTS = (
    "Rooster volgende week",
    "Vraag over de planning",
    "Verslag van dinsdag",
    "Reservering zaal",
    "Cijfers van vorige maand",
    "Overleg met de klant",
    "Nieuwe werkwijze",
    "Opleiding in het voorjaar",
    "Levering vertraagd",
    "Ruilen van diensten",
    "Voorstel voor de route",
    "Café bij de opening",
    "Notitie – tweede versie",
    "Bestelling kantoor",
    "Proef met de nieuwe tablets",
    "Vakantiedagen",
)
BODIES = (
    "Zou je hier naar willen kijken?",
    "Dank je, dat is duidelijk. Ik pas het aan en kom erop terug.",
    "Wat mij betreft kan het zo. Weet jij of de anderen het ook gezien hebben?",
    "Ik heb de versie van gisteren erbij gepakt.\n\nFrom maandag geldt het nieuwe rooster.",
    "Kun je aangeven welke dag jou het beste uitkomt?",
    "Het staat in de map van het team.",
    "Ik twijfel nog over de volgorde. Zie de opmerking bij punt drie.",
    "Goed idee. Laten we dat proberen.",
    "Ter informatie.",
)
PING_PONG = (
    "In het rooster van week twee sta ik twee keer laat. Klopt dat?",
    "Dat klopt, er was niemand anders beschikbaar.",
    "Vorige maand was dat ook zo. Kunnen we het anders verdelen?",
    "Ik zet Joris erbij, hij maakt het overzicht.",
    "Het overzicht kende ik al. Daar gaat mijn vraag niet over.",
    "Wat is dan precies je vraag?",
    "Of iemand vooraf met ons overlegt.",
)
WAITING = "Heb je al kunnen nadenken over mijn vraag van vorige week? Ik hoor het graag van je."
NEWS = ("Nieuwsbrief", "Aanbiedingen van de week", "Webinar: slim plannen", "Uw weekoverzicht")
ROBOTS = ("Back-up geslaagd", "Nieuwe melding in het systeem", "Uw bestelling is verzonden")
LISTS = ("[vakgroep] Vraag uit de praktijk", "[vakgroep] Agenda", "[vakgroep] Wie kent dit")
