"""Pictures of every page, at 1280 and 390 px: `make screens`, into screens/.

What is listed here is also what axe reads (tests/journeys/test_accessibility.py).
"""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

PLAN: Final = "/planer/{plan}/"
CASE: Final = "/arenden/{case}/"


@dataclass(frozen=True)
class Screen:
    """One page, seen by one person (or by nobody in particular)."""

    name: str
    path: str
    who: str = ""


SCREENS: Final = (
    Screen("publik-startsida", "/"),
    Screen("besok", "/besok/"),
    Screen("besoksrapport", "/besok/tyreso/"),
    Screen("plan-oppen", "/planer/oppna/"),
    Screen("plan-aterberattad", "/planer/oppna/tillsammans-gor-vi-skillnad/"),
    Screen("siffror", "/siffror/"),
    Screen("tre-fragor", "/tre-fragor/"),
    Screen("tillganglighet", "/tillganglighet/"),
    Screen("personuppgifter", "/personuppgifter/"),
    Screen("om", "/om/"),
    Screen("demo", "/demo/"),
    Screen("demo-post", "/demo/post/"),
    Screen("logga-in", "/konto/logga-in/"),
    Screen("404", "/finns-inte/"),
    Screen("komponenter", "/komponenter/"),
    Screen("idag", "/idag/", "karin"),
    Screen("idag-handlaggare", "/idag/", "amina"),
    Screen("idag-mottagning", "/idag/", "rut"),
    Screen("idag-vuxen", "/idag/", "vera"),
    Screen("idag-metodstod", "/idag/", "leila"),
    Screen("idag-verksamhetschef", "/idag/", "gunnel"),
    Screen("idag-ledamot", "/idag/", "per"),
    Screen("idag-gruppledare", "/idag/", "bodil"),
    Screen("idag-arkivarie", "/idag/", "anders"),
    Screen("personal", "/personal/", "hanna"),
    Screen("personal-chefer", "/personal/chefer/", "hanna"),
    Screen("personal-lonetrappa", "/personal/lonestege/", "hanna"),
    Screen("personal-distans", "/personal/distans/", "karin"),
    Screen("personal-trainee", "/personal/trainee/", "hanna"),
    Screen("personal-ansokningar", "/personal/ansokningar/", "hanna"),
    Screen("min-anstallning", "/personal/min/", "amina"),
    Screen("lediga-tjanster", "/lediga-tjanster/"),
    Screen("lediga-tjanster-skriv", "/lediga-tjanster/ansok/"),
    Screen("arenden", "/arenden/", "amina"),
    Screen("arenden-enheten", "/arenden/", "karin"),
    Screen("arenden-bredvid", "/arenden/", "elin"),
    Screen("for-in", "/arenden/for-in/", "elin"),
    Screen("spara-vy", "/arenden/vyer/ny/?vy=snart", "amina"),
    Screen("sparad-vy", "/arenden/vyer/{view}/", "amina"),
    Screen("uttag", "/arenden/uttag/", "karin"),
    Screen("uttag-nytt", "/arenden/uttag/nytt/", "karin"),
    Screen("aterkoppla", "/arenden/aterkoppla/", "rut"),
    Screen("anmalan-ny", "/arenden/anmalan/ny/", "rut"),
    Screen("arendet", CASE, "amina"),
    Screen("kartlaggning", CASE + "kartlaggning/", "amina"),
    Screen("kartlaggning-familjen", CASE + "kartlaggning/familjen/", "amina"),
    Screen("kartlaggning-utsaga", CASE + "kartlaggning/utsaga/", "amina"),
    Screen("kartlaggning-skala", CASE + "kartlaggning/skala/", "amina"),
    Screen("kartlaggning-tre-hus", CASE + "kartlaggning/tre-hus/", "amina"),
    Screen("kartlaggning-natverk", CASE + "kartlaggning/natverk/", "amina"),
    Screen("kartlaggning-plan", CASE + "kartlaggning/plan/", "amina"),
    Screen("kartlaggning-visa", CASE + "kartlaggning/visa/", "amina"),
    Screen("skyddsbedomning", "/arenden/{acute}/skyddsbedomning/", "amina"),
    Screen("forhandsbedomning", "/arenden/{assessed}/forhandsbedomning/", "amina"),
    Screen("aterkoppling", "/arenden/{assessed}/aterkoppling/", "amina"),
    Screen("arendet-nytt", "/arenden/{acute}/", "amina"),
    Screen("utredning", CASE + "utredning/", "amina"),
    Screen("utredning-forlang", CASE + "utredning/forlang/", "amina"),
    Screen("utredning-avsluta", CASE + "utredning/avsluta/", "amina"),
    Screen("barnets-ord", CASE + "barnets-ord/", "amina"),
    Screen("hord", CASE + "hord/", "amina"),
    Screen("kommunicering", CASE + "kommunicering/", "amina"),
    Screen("beslut-nytt", CASE + "beslut/nytt/", "amina"),
    Screen("beslutet", "/arenden/beslut/{decision}/", "bodil"),
    Screen("handelser", CASE + "handelser/", "amina"),
    Screen("handlaggare", CASE + "handlaggare/", "bodil"),
    Screen("avsluta-arende", CASE + "avsluta/", "amina"),
    Screen("handlingar", CASE + "handlingar/", "amina"),
    Screen("handling-ny", CASE + "handlingar/ny/", "amina"),
    Screen("handlingen", "/arenden/handling/{document}/", "amina"),
    Screen("brev", CASE + "brev/", "amina"),
    Screen("arendets-moten", "/arenden/{met}/moten/", "amina"),
    Screen("motet", "/arenden/mote/{meeting}/", "amina"),
    Screen("barnets-kanal", CASE + "kanal/", "amina"),
    Screen("metodstod", CASE + "metodstod/", "amina"),
    Screen("min-sida-kod", "/min-sida/{link}/"),
    Screen("min-sida-stangd", "/min-sida/"),
    Screen("anteckning", CASE + "anteckning/", "amina"),
    Screen("gemensam-handlaggning", "/arenden/{adult}/samrad/", "vera"),
    Screen("vuxenarende", "/arenden/{adult}/", "vera"),
    Screen("barn-i-hemmet", "/arenden/{adult}/barn-i-hemmet/", "vera"),
    Screen("anmal-barn", "/arenden/{adult}/anmal-barn/", "vera"),
    Screen("insatser", "/arenden/{adult}/insatser/", "vera"),
    Screen("insatser-barn", CASE + "insatser/", "amina"),
    Screen("insats-ny", CASE + "insatser/ny/", "amina"),
    Screen("samrad-barn", "/arenden/{shared}/samrad/", "amina"),
    Screen("vuxen-ny", "/arenden/vuxen/ny/", "vera"),
    Screen("dela-ut", CASE + "delat/nytt/", "amina"),
    Screen("samtycke", CASE + "samtycke/", "amina"),
    Screen("sip-behov", CASE + "sip/behov/", "amina"),
    Screen("oppna-insatser-rakna", "/forebyggande/{visits}/rakna/", "amina"),
    Screen("moten", CASE + "moten/nytt/", "amina"),
    Screen("delat", CASE + "delat/", "amina"),
    Screen("inte-till-vardnadshavare", CASE + "undanhallet/", "amina"),
    Screen("hall-tillbaka", CASE + "undanhallet/VOICE/{voice}/", "amina"),
    Screen("utdrag", CASE + "utdrag/", "amina"),
    Screen("utdrag-nytt", CASE + "utdrag/nytt/", "amina"),
    Screen("utdrag-kvitto", "/arenden/utdrag/{extract}/", "amina"),
    Screen("sip", CASE + "sip/", "amina"),
    Screen("oppna-insatser", "/forebyggande/", "amina"),
    Screen("hembesok", "/forebyggande/{visits}/", "amina"),
    Screen("skrivet", "/arenden/skrivet/", "amina"),
    Screen("sok", "/sok/", "amina"),
    Screen("jav", "/arenden/jav/", "amina"),
    Screen("jav-i-arendet", CASE + "jav/", "amina"),
    Screen("skyddade-uppgifter", CASE + "skydd/", "amina"),
    Screen("nodoppningar", "/arenden/nodoppningar/", "liv"),
    Screen("orolig", "/orolig/"),
    Screen("orolig-skriv", "/orolig/skriv/"),
    Screen("via-webbplatsen", "/arenden/webben/", "rut"),
    Screen("oro-via-webbplatsen", "/arenden/webben/{worry}/", "rut"),
    Screen("las-in-arenden", "/import/", "anders"),
    Screen("delaktighet", "/delaktighet/", "leila"),
    Screen("delaktighet-liten", "/delaktighet/", "elin"),
    Screen("lappar", "/delaktighet/lappar/", "karin"),
    Screen("gruppkoder", "/delaktighet/gruppkoder/", "karin"),
    Screen("surfplatta-stangd", "/delaktighet/kiosk/{reception}/"),
    Screen("planer", "/planer/", "karin"),
    Screen("plan-uppfoljning", PLAN, "karin"),
    Screen("plan-hela", PLAN + "hela/", "karin"),
    Screen("plan-organisation", PLAN + "organisation/{region}/", "helena"),
    Screen("plan-matt", PLAN + "matt/", "karin"),
    Screen("plan-besok", PLAN + "besok/2/", "disa"),
    Screen("plan-ny", "/planer/ny/", "disa"),
    Screen("dela", "/dela/", "maja"),
    Screen("nyckeltal", "/nyckeltal/", "disa"),
    Screen("nyckeltal-metod", "/nyckeltal/metod/", "disa"),
    Screen("frislappning", "/nyckeltal/frislappning/", "disa"),
    Screen("logg", "/logg/", "liv"),
    Screen("jag", "/jag/", "leila"),
    Screen("notiser", "/notiser/", "karin"),
    Screen("godkann", "/godkanna/", "gunnel"),
    Screen("installningar", "/installningar/", "sara"),
    Screen("konton", "/installningar/konton/", "sara"),
    Screen("enheter", "/installningar/enheter/", "sara"),
    Screen("roller", "/installningar/roller/", "sara"),
    Screen("stallforetradare", "/installningar/stallforetradare/", "sara"),
    Screen("behoriga", "/installningar/behorighet/", "karin"),
    Screen("varden", "/installningar/varden/", "sara"),
    Screen("delegation", "/installningar/delegation/", "sara"),
    Screen("delegation-beslut", "/installningar/delegation/CONTACT_PERSON/", "sara"),
    Screen("rubriker", "/installningar/rubriker/", "sara"),
    Screen("rubrik-ny", "/installningar/rubriker/ny/", "sara"),
    Screen("lagtider", "/installningar/lagtider/", "sara"),
    Screen("lagtid", "/installningar/lagtider/investigation_due/", "sara"),
    Screen("brevtexter", "/installningar/brev/", "sara"),
    Screen("brevtext", "/installningar/brev/OPENED/", "sara"),
    Screen("arenden-startset", "/kom-i-gang/arenden/", "sara"),
    Screen("ljuset", "/ljuset/", "karin"),
    Screen("ljuset-prova", "/ljuset/?new=3&from_month=2", "karin"),
    Screen("ljuset-for-tidigt", "/ljuset/", "elin"),
    Screen("ny-aktivitet", "/planer/aktivitet/ny/?what=3%20nya%20medarbetare", "karin"),
    Screen("namnden", "/namnden/", "per"),
    Screen("kom-i-gang", "/kom-i-gang/", "elin"),
    Screen("hjalp", "/hjalp/"),
)


def address(screen: Screen) -> str:
    """The path with the demo's own ids in it."""
    from kraftsamling.casework.services.trail import id_once
    from kraftsamling.demo.world.casework import STORY, case_id
    from kraftsamling.demo.world.casework_mapping import LINK
    from kraftsamling.demo.world.family import DETECTED, adult_case_id
    from kraftsamling.demo.world.help_year import home_visits_id
    from kraftsamling.demo.world.places import fixed
    from kraftsamling.demo.world.plan import plan_id
    from kraftsamling.demo.world.worries import NEIGHBOUR, worry_id

    story = case_id(STORY)
    return screen.path.format(
        acute=case_id("edvin"),
        assessed=case_id("alma"),
        met=case_id("isak"),
        shared=case_id("wilma"),
        link=LINK,
        view=id_once(fixed("membership amina caseworker"), fixed("saved view Utredningar")),
        decision=id_once(story, fixed("decision noor")),
        document=id_once(story, fixed("document noor school")),
        extract=id_once(story, fixed("extract noor")),
        voice=id_once(story, fixed("voice 1")),
        meeting=id_once(case_id("isak"), fixed("meeting isak")),
        plan=plan_id(),
        region=fixed("region"),
        reception=fixed("lindsjo/Mottagning"),
        case=story,
        worry=worry_id(NEIGHBOUR),
        adult=adult_case_id(DETECTED),
        visits=home_visits_id(),
    )


def main() -> int:
    """Take the pictures; a page that does not answer as it should is an error."""
    import tests.support.postgres_plugin  # noqa: F401 - starts the database before Django looks for it

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kraftsamling.config.settings")
    import django

    django.setup()
    from tests.support.browser import PHONE, WIDE, chromium
    from tests.support.server import demo_site
    from tests.support.visitor import Visitor

    folder = ROOT / "screens"
    folder.mkdir(exist_ok=True)
    wanted = [s for s in SCREENS if not sys.argv[1:] or s.name in sys.argv[1:]]
    wrong = 0
    with demo_site(f"screens_{os.getpid()}") as base, chromium() as browser:
        for width, size in ((1280, WIDE), (390, PHONE)):
            for screen in wanted:
                visitor = Visitor(browser, base, size)  # type: ignore[arg-type]
                status = visitor.open(address(screen), who=screen.who)
                visitor.page.screenshot(path=folder / f"{screen.name}-{width}.png", full_page=True)
                if status != (404 if screen.name == "404" else 200):
                    sys.stderr.write(f"{screen.name}: {status}\n")
                    wrong += 1
                visitor.close()
            sys.stdout.write(f"{width} px: {len(wanted)} pages\n")
    return 1 if wrong else 0


if __name__ == "__main__":
    raise SystemExit(main())
