"""A thousand notes to oneself and to another, as long and as short as people write them."""

import random

SAID = (
    "ik zag het niet zo en dat spijt me we lopen morgen samen naar de overkant jij zei dat je"
    " gehoord wilde worden en ik vulde het zelf in zonder te vragen wat er was de planning kwam"
    " eerst mens daarna volgende keer bel ik je eerst koffie één reünie geïnteresseerd café 🙂"
)
WORDS = SAID.split()
SOUGHT = "kastanje"
LONGEST = 600
"""Words of the longest note; half of them have fewer than 60."""


def notes(number: int, seed: int = 7) -> list[str]:
    """Return that many notes; one in 25 holds the word that is searched for."""
    chance = random.Random(seed)  # noqa: S311 - notes for a measurement
    made = []
    for at in range(number):
        length = min(LONGEST, int(chance.lognormvariate(4.1, 0.9)) + 3)
        words = [chance.choice(WORDS) for _ in range(length)]
        if at % 25 == 0:
            words.insert(chance.randrange(length), SOUGHT)
        made.append(" ".join(words))
    return made
