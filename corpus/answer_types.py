"""What kind of thing a short answer tells: the types of answer that a question can expect.

A question expects an answer of a type ("when": a time; "what stands in the way": an obstacle) whatever it is about
(Li and Roth, Learning Question Classifiers, 2002). Theirs are types of names and numbers; these are those that readers
of evaluations ask for.
"""

ANSWER_TYPES: dict[str, str] = {
    "aim": "what was meant, wanted, planned, expected or hoped for",
    "activity": "what was done or offered; how something went on from step to step",
    "organisation": "how something was organised, run or divided; rules and criteria",
    "definition": "what something is, means or consists of",
    "background": "how things were before or around; history, situation, need",
    "actor": "which persons, firms or bodies took part, owned, led, wrote or said",
    "count": "how many there are, took part or answered; sizes that are no result",
    "money": "amounts of money",
    "funder": "who paid or supported",
    "time": "when, how long or how often",
    "place": "where",
    "method": "how the study was made, and what limits it",
    "result": "what came out of it, worked or changed",
    "lacking": "what did not come out, is missing, did not work",
    "view": "what people think, rate or prefer",
    "cause": "why something is or was so",
    "obstacle": "what makes or made it hard: problems, barriers, risks, critique",
    "success-factor": "what helps or helped; conditions, strengths",
    "advice": "what should be done; lessons",
    "future": "what comes or came after",
    "comparison": "how things differ, or resemble one another",
    "theory": "what literature says in general",
    "example": "a single case told as an example",
}
MOST = 2  # types of one short answer
