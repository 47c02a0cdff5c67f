"""Texts of our own for the made files: three invented reports, in bokmål, nynorsk and English."""

NB = (
    "Programmet Vekst i Valdres ble etablert i 2017 av Valdres kommune og næringsforeningen. Målet var å gi små "
    "bedrifter tilgang til kompetanse de ellers ikke hadde råd til.",
    "Av de 42 bedriftene som deltok, svarte 31 på undersøkelsen. To av tre mente at deltakelsen hadde vært avgjørende "
    "for at prosjektet kom i gang, mens resten ville ha startet senere.",
    "Evalueringen viser at nettverket mellom bedriftene varte lenger enn tilskuddet. Fire år etter oppstart møttes "
    "fortsatt nitten av dem hver måned, uten støtte fra kommunen.",
    "Ordningen nådde likevel ikke de minste foretakene. Bare tre av deltakerne hadde færre enn fem ansatte, og ingen "
    "av dem fullførte hele løpet.",
)
NN = (
    "Prosjektet Levande bygder i Sogn vart sett i gang i 2018 for å få fleire unge til å flytte heim. Kommunane Luster "
    "og Sogndal gjekk saman om å leige inn ein koordinator.",
    "Etter tre år hadde 27 hushald flytta til bygdene, og elleve av dei sa at tilbodet om gründerhjelp var viktigast "
    "for valet deira. Ikkje alle vart buande.",
    "Det var vanskeleg å finne husvære. Korleis kommunane skulle skaffe fleire bustader, vart aldri avklara i "
    "prosjektperioden, og det seinka arbeidet.",
    "Me tilrår at tiltaket held fram, men med ei eiga løysing for bustader og med tydelegare mål frå fyrste dag.",
)
EN = (
    "The Coastal Skills programme ran from 2015 to 2019 in Lofoten and offered training to workers in fish processing. "
    "It reached 118 people in nine firms.",
    "Participants reported that the courses helped them to move to better paid work, and 46 of them had done so within "
    "two years. Firms were less certain that productivity had grown.",
    "The evaluators interviewed fourteen managers. Most of them would have paid for half of the training themselves, "
    "which suggests that the grant was larger than it needed to be.",
    "Three lessons follow from this: agree on what is measured before the start, keep the courses short, and let the "
    "firms choose the dates.",
)
LONG_NB = (
    "Næringsutviklingsprogrammet hadde kompetansemegling som hovedvirkemiddel gjennom hele prosjektperioden. "
    "Samarbeidspartnerne la vekt på kunnskapsoverføring mellom forskningsinstitusjonene og industribedriftene. "
    "Kompetansemegling alene var likevel ikke nok. Industribedriftene etterlyste forskningsinstitusjonene i "
    "oppfølgingen, og kunnskapsoverføring fant sted først da prosjektlederen ble ansatt."
)
