"""What shows that a speech is on a matter, and what it costs to think so, in telling pairs of characters. (对齐权重)

A pair of characters that tells a matter from the others (防汛 of 听取防汛工作汇报) and stands in a speech counts 1; all else is measured by that.
The numbers were chosen on all annotated notices together; none was chosen for one notice, and doubling or halving one of them changes
few items (docs/decisions/0207-one-alignment.md).
"""

from __future__ import annotations

from typing import Final

# ── what shows it: words ──
FREQUENT: Final = 0.5
"""A pair that is in most speeches, whatever they are on: 建设, 安全."""
ENOUGH: Final = 12.0
"""Shared words more than this tell nothing more."""
COVERS: Final = 2.0
"""All that tells a thing stands in the speech: 防汛 is all there is to 防汛工作."""
NAMED: Final = 4.0
"""A document's name in brackets, or what a speech first says that it is on."""
ITS_SORT: Final = 2.0
"""会议原则同意该方案 at its head, and a paper whose title ends so."""
THEME: Final = 1.0
"""A word of the theme that names the matter nowhere: 主汛期 of 防汛."""

# ── what shows it: how the speech stands ──
STUDIED_SPOKEN: Final = 3.0
"""A speech that begins by demanding to study something, and a matter that was studied."""
OPEN: Final = 1.0
"""A deployment that names nothing may take any speech."""
ITS_TURN: Final = 1.0
"""There are as many speeches as things listed, and it is the turn of this one."""

# ── what it costs, or gains, to turn ──
OPENS: Final = 1.0
"""Gained where a speech of its own turns to another matter: it is there for that."""
INSIDE: Final = 2.0
"""Paid by a sentence inside a speech that turns to another matter."""
WITHIN: Final = 0.5
"""Paid by a sentence inside a speech that turns to another thing under the same verb."""
SKIPS: Final = 0.5
"""Paid for a matter that is left out, shared among the things that it lists."""
BACK: Final = 1.5
"""Paid for turning back to an earlier matter."""

# ── what is enough ──
LEAST: Final = 2.0
"""So much shows by itself what words are on."""
ONE_PAIR: Final = 1.0
"""So much is enough where nothing else that was listed has any, and other speeches there are."""
TURNS: Final = 3.0
"""So much shows that sentences inside a speech are on another matter."""
MORE: Final = 1.0
"""And so much more than they have of the matter before."""
