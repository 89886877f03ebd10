"""The page of definitions, `docs/science/figures.md`, written from the figures themselves.

python -m tevoet.engines.mirror.page > docs/science/figures.md
"""

import sys

from tevoet.engines.mirror.compared import COMPARED
from tevoet.engines.mirror.figures import FIGURES, Figure

TOP = """# Figures about contact

Written from the code by `python -m tevoet.engines.mirror.page > docs/science/figures.md`;
change the figure, not this page.

A figure counts what the owner's own mail, calendar and call log show about contact with one
person. What is not there is called *not visible here*; it is never said to be no contact. A figure
is published under `name@version`. The window is 28 days unless set otherwise: after its first
second, up to and including now. A *talk* is a confirmed meeting or call of exactly two people.
An *exchange* is the mails of one conversation between the same two writers without a gap over
48 hours; a *turn* is a change of writer in it. A mail is *direct* when the other stands in To and
at most two people receive it. A *working day* is a weekday of the owner that is no public holiday,
from local midnight to local midnight; time is counted from midnight, so that two moments at the
same time of day are a whole number of working days apart, also when the clocks change in between.

Limits of "not met": voice 14 days and in person 30 days, unless the owner chooses otherwise. No
study fixes these numbers. A phone or video call and a meeting in person are all voice.
"""


BESIDE = """# As Viva Insights defines them

For whoever comes from there: four figures by its definitions, beside ours and how they differ.
Sources: Microsoft's page of metrics as it stood in January 2024, and the open R package
microsoft/vivainsights. *Attended* means there: not declined, so accepted, tentative and never
answered alike. Three of these definitions changed over the years under the same name, which is why
every figure here has a version in its name. None of them is shown on a page by itself.
"""


def page() -> str:
    """Write the whole page in Markdown."""
    ours = [figure for figure in FIGURES.values() if figure not in COMPARED]
    return "\n".join([TOP, *map(_section, ours), BESIDE, *map(_section, COMPARED)])


def _section(figure: Figure) -> str:
    edges = "\n".join(f"- {edge}" for edge in figure.edges)
    return (
        f"## `{figure.slug}`\n\n{figure.sentence}\n\n"
        f"Unit: {figure.unit}. Counted from: {figure.source}.\n\n{edges}\n"
    )


if __name__ == "__main__":
    sys.stdout.write(page())
