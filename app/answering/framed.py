"""What is asked, without what people say around it.

"Can you explain briefly what RISC was? I have just joined the council" asks what RISC was. The words of asking, and
what the asker says of themselves, stand in no report, and a search takes them for what is wanted.
"""

import re

_BEFORE_NB = r"(?=,? (?:hva|kva|hvem|kven|hvor|kor|hvordan|korleis|hvorfor|kvifor|når|om|hvilk\w+)\b)"
_BEFORE_EN = r"(?=,? (?:what|who|where|when|why|how|which|whether|if)\b)"
_NB = (
    r"(?:hei|hallo|god dag|takk|unnskyld)[,!. ]+",
    r"(?:kan|kunne|vil|vet|veit) (?:du|de|dere|dykk|noen|nokon)(?: være så snill(?: å)?| vere så snill(?: å)?)?"
    r"(?: (?:forklare?|fortelle|fortel[je]+|si|seie|svare på|oppsummere))?(?: meg| oss)?(?: litt| kort| kjapt| enkelt)*"
    r"(?: om)?" + _BEFORE_NB,
    r"(?:jeg|eg|vi|me) (?:lurer|lurar|undres|undrast)(?: litt)? på",
    r"(?:jeg|eg|vi|me) (?:vil|ville|ønsker|ønskjer|trenger|treng|skulle)(?: gjerne)?"
    r"(?: å)? (?:vite|vete|få vite|høre|høyre)",
    r"(?:forklar|fortell|fortel|si)(?: meg| oss)?(?: litt| kort)*(?: om)?" + _BEFORE_NB,
)
_EN = (
    r"(?:hi|hello|hey|please|thanks|sorry|excuse me)[,!. ]+",
    r"(?:can|could|would|will) (?:you|someone|anybody|anyone)(?: please)?(?: briefly| quickly)?"
    r" (?:explain|tell|say|describe|summari[sz]e)(?: to)?(?: me| us)?(?: briefly| quickly| in short)?" + _BEFORE_EN,
    r"(?:do|does|did) (?:you|anyone|anybody) (?:know|happen to know)" + _BEFORE_EN,
    r"(?:i|we) (?:wonder|was wondering|am wondering|would like to know|want to know|need to know)",
    r"(?:explain|tell)(?: to)?(?: me| us)?(?: briefly)?" + _BEFORE_EN,
)
OPENING = re.compile(rf"^(?:{'|'.join((*_NB, *_EN))})[,:]?\s*", re.IGNORECASE)
# What the answer is for: "… that I can read out in the council tomorrow"
PURPOSE = re.compile(
    r"(?<!^hva)(?<!^kva)(?<!^what)(?:,? som| that| which)? (?:jeg|eg|vi|me|i|we) (?:kan|skal|må|can|should|must|will) "
    r"(?:lese opp|lese høyt|bruke|legge fram|leggje fram|vise|ta med|sende|read out|read aloud|use|present|show|send)"
    r"(?:(?: (?:i|til|på|for|in|at|to))?(?: (?:et|eit|en|ein|ei|the|a|my))? (?!(?:om|av|about|of|on)\b)\w+){0,3}",
    re.IGNORECASE,
)
ABOUT_ONESELF = re.compile(
    r"^(?:(?:jeg|eg|vi|me) (?:sitter|sit|er|jobber|jobbar|har|skal|kjenner|vet|veit|bare|berre)|"
    r"i(?:'m| am| work| sit| have| just)|we(?:'re| are| have))\b",
    re.IGNORECASE,
)
NAME = re.compile(r"(?<!^)\b[A-ZÆØÅ]\w")  # one that stands inside a sentence: what is asked may be about it


_COURTESY = (
    r"(?:(?:tusen|mange|hjertelig|hjarteleg) )?takk(?: skal du ha)?(?: for (?:hjelpen|hjelpa|svaret|det|i dag))?",
    r"(?:thanks|thank you)(?: a lot| so much| very much| for (?:the|your) (?:help|answer))*",
    r"(?:hei|hallo|hello|hi|hey|heisann)(?: på deg| der| there| igjen| again)?",
    r"(?:god|good) (?:morgen|morgon|dag|kveld|morning|afternoon|evening|day)",
    r"how are you(?: doing)?|(?:hvordan|korleis|åssen) (?:går det|har du det)|går det bra|står til",
    r"(?:du er|you are|you're) (?:så |so |very |veldig )?(?:flink|snill|god|good|great|nice|kind)",
    r"ha det(?: bra| godt)?|(?:good)?bye|farvel",
)
COURTESY = re.compile(
    rf"(?:(?:{'|'.join(_COURTESY)})(?: (?:med deg|i dag|today|nå|no|da|då))*(?:[\s,.!?:)]+|$))+", re.IGNORECASE
)


def is_courtesy(question: str) -> bool:
    """Tell whether nothing is asked: a greeting, or thanks.

    >>> is_courtesy("Hei! Hvordan går det?"), is_courtesy("Hei! Hvordan gikk det med RISC?")
    (True, False)
    """
    return bool(COURTESY.fullmatch(question))


def unframed(question: str) -> str:
    """Return what a question asks; as it is where nothing would be left.

    >>> unframed("Kan du forklare kort hva RISC er? Jeg er ny i kommunestyret.")
    'hva RISC er?'
    >>> unframed("I wonder who paid for it")
    'who paid for it'
    >>> unframed("Skriv tre setninger jeg kan lese opp i kommunestyret om resultatene av Sats")
    'Skriv tre setninger om resultatene av Sats'
    """
    parts = [part.strip() for part in re.split(r"(?<=[.?!])\s+", question)]
    asked = [part for part in parts if "?" in part or NAME.search(part) or not ABOUT_ONESELF.match(part)]
    text = PURPOSE.sub("", " ".join(asked or parts))
    bare = text
    while (shorter := OPENING.sub("", bare, count=1)) != bare:
        bare = shorter
    return bare if re.search(r"\w{2}", bare) else question
