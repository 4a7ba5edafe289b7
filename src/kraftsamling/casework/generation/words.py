"""Invented names and sentences. Nobody is called so together, and nothing of it has happened."""

from __future__ import annotations

from typing import Final

GIVEN: Final = (
    "Alba", "Alva", "Amir", "Anton", "Arvid", "Astor", "Aylin", "Bo", "Carl", "Cleo", "Dani", "Ebbe",
    "Edith", "Elio", "Ellen", "Elsa", "Emil", "Ester", "Fatima", "Folke", "Freja", "Greta", "Gustav",
    "Hamza", "Harry", "Hedda", "Idun", "Ilyas", "Iris", "Ivar", "Jasmin", "Joel", "Julia", "Karim",
    "Klara", "Kian", "Leo", "Lilly", "Linus", "Liv", "Loke", "Lykke", "Malik", "Maryam", "Melker",
    "Mira", "Molly", "Nadia", "Nora", "Omar", "Oskar", "Otis", "Pelle", "Ronja", "Sami", "Selma",
    "Signe", "Sigge", "Sixten", "Tage", "Tilda", "Tyra", "Vera", "Vidar", "Viggo", "Yara", "Ylva", "Zaid",
)  # fmt: skip
SURNAMES: Final = (
    "Abdi", "Alander", "Askling", "Bengtsdal", "Björkås", "Blomdahl", "Brolund", "Carlsen", "Dahlås",
    "Edlund", "Ekvall", "Eng", "Fagerås", "Fors", "Frisk", "Gran", "Gustås", "Hage", "Hallberg", "Hassan",
    "Hed", "Holmås", "Ibrahim", "Isling", "Jansdal", "Kallås", "Kvist", "Lager", "Lindås", "Ljung",
    "Lövås", "Malmdal", "Moberg", "Nordås", "Nyås", "Oskarsdal", "Palm", "Qvist", "Rask", "Rosén",
    "Saleh", "Sand", "Sjöås", "Skog", "Stenås", "Strand", "Sund", "Tall", "Toren", "Udd", "Vik", "Wall",
    "Yusuf", "Åberg", "Åsling", "Älv", "Ödman", "Öster",
)  # fmt: skip
PLACES: Final = (
    "Alvik", "Bergshamra", "Dalboda", "Ekvalla", "Forsnäs", "Granvik", "Hagelund", "Insjöås", "Järnlid",
    "Källvik", "Lövnäs", "Mossby", "Norrlid", "Oxbacka", "Persnäs", "Rotvik", "Sandbäck", "Tallåsen",
    "Utby", "Västerlid", "Ytterås", "Åkerlid", "Älvnäs", "Österlid",
)  # fmt: skip
SAID: Final = {
    "SCHOOL": "Skolan ser att barnet är trött och ofta borta, och når inte familjen.",
    "HEALTH": "Mottagningen är orolig för hur barnet har det hemma.",
    "POLICE": "Polisen var i bostaden. Barnet var hemma.",
    "SOCIAL": "En annan del av socialtjänsten har träffat familjen och är orolig för barnet.",
    "PRIVATE": "Någon i närheten är orolig för barnet.",
    "ANONYMOUS": "Någon som inte säger vem det är hör bråk om kvällarna.",
}
SHARES: Final = {
    "SCHOOL": 0.32, "HEALTH": 0.2, "POLICE": 0.22, "SOCIAL": 0.08, "PRIVATE": 0.1, "ANONYMOUS": 0.08,
}  # fmt: skip
SAFE_NOW: Final = "Barnet är hos en vuxen som vi har talat med. Ingen fara just nu."
DONE_AT_ONCE: Final = "Barnet är hos en släkting i natt. Vi träffar familjen i morgon."
OPENED: Final = "Det som har hänt behöver utredas."
NOT_OPENED: Final = "Familjen har det stöd som behövs. Det som hände är utrett med dem."
LATE: Final = "Familjen gick inte att nå förrän efter två veckor."
LONGER: Final = "Ett utlåtande från läkare väntas."
GIVEN_HELP: Final = "Familjen får stöd i hemmet"
GIVEN_BECAUSE: Final = "Barnet behöver att vardagen hemma blir lugnare. Familjen är med på det."
NOTES: Final = (
    ("CONTACT", "Talat med den som anmälde och med familjen. Vi har bestämt en tid att ses."),
    ("CHILD_TALK", "Träffade barnet för sig. Barnet fick veta vad vi skriver."),
    ("HOME_VISIT", "Hembesök. Vi gick igenom vad som ska prövas först."),
    ("TALK", "Möte med familjen. Alla fick säga hur det går."),
)
