"""The language the command line speaks: ``--lang``, else KG_LANG, else the locale. The catalogue is read when it is first needed."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from typing import Final

from kg.catalogues import DOMAIN, FOLDER, LANGUAGES, SOURCE, has_catalogue, words
from kg.errors import UsageError
from kg.messages import Message, message

_LOCALES: Final = ("LC_ALL", "LC_MESSAGES", "LANG")
_chosen = SOURCE


def wanted(arguments: Sequence[str], environment: Mapping[str, str]) -> str:
    """The language that is asked for. Raises UsageError for one that there is not."""
    said = list(arguments[: arguments.index("--")] if "--" in arguments else arguments)
    for at in reversed(range(len(said))):
        name, mark, value = said[at].partition("=")
        if name == "--lang":
            return _known("--lang", value if mark else "".join(said[at + 1 : at + 2]))
    if environment.get("KG_LANG"):
        return _known("KG_LANG", environment["KG_LANG"])
    locale = next((environment[name] for name in _LOCALES if environment.get(name)), "")
    return "zh" if locale.lower().startswith("zh") else SOURCE


def _known(source: str, language: str) -> str:
    if language not in LANGUAGES:
        raise UsageError(
            message(
                "{source} is one of: {languages}; not {language!r}.",
                source=source,
                languages=", ".join(LANGUAGES),
                language=language,
            )
        )
    return language


def use(language: str) -> bool:
    """Speak ``language`` from now on, in the words of the parser of arguments, too. False where its words are missing."""
    global _chosen
    if language != SOURCE:
        if not has_catalogue(language):
            return False
        import gettext

        # The parser asks gettext for its words as a program of the system would: by the domain, and this variable.
        gettext.bindtextdomain(DOMAIN, str(FOLDER))
        gettext.textdomain(DOMAIN)
        os.environ["LANGUAGE"] = language
    _chosen = language
    return True


def said(sentence: str) -> str:
    """``sentence`` in the language that is spoken; what is no message stays as it is."""
    return sentence.said(words(_chosen)) if isinstance(sentence, Message) and _chosen != SOURCE else str(sentence)


def chosen() -> str:
    """The language that is spoken."""
    return _chosen


def said_below(heading: str, cell: str) -> str:
    """``cell``, which stands under ``heading`` (in English), in the language that is spoken: a message, or words of our own."""
    from kg.code_words import in_language

    cell = said(cell)
    return cell if _chosen == "zh" else in_language(heading, cell, _chosen)


def concept_told(shortened: str) -> str | None:
    """The label of a concept of ours in the language that is spoken; None for all other IRIs, shortened as tables for people show them."""
    from kg.concepts import concept_labels
    from kg.vocab import VOCABULARIES

    return concept_labels(_chosen).get(VOCABULARIES + shortened)


def in_other_words(text: str) -> str:
    """``text``, which is in the code as it stands here (help, headings), in the language that is spoken."""
    return words(_chosen).gettext(text) if text and _chosen != SOURCE else text
