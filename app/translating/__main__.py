"""Brings a language's catalogue up to the texts of the source, makes the .qm file, and lists what is missing.

    python -m app.translating [LANGUAGE]

Then translate what is marked "unfinished" in resources/translations/unlit_LANGUAGE.ts, and run it again.
"""

from __future__ import annotations

import argparse
import sys

from app.translating.catalogue import completed, faults, read, release, ts_file, write
from app.translating.sentences import all_sentences, everything
from app.widgets.sentences import FILE
from resources import resource


def main(language: str = "de") -> int:
    """The number of texts that are not translated yet is said, with their places; 1 when something is wrong."""
    path, texts = ts_file(language), everything()
    known = read(path) if path.exists() else {}
    catalogue = completed(known, texts)
    write(path, language, catalogue, texts)
    release(path)
    lines = sorted(text.source for text in all_sentences())
    resource(FILE).write_text("\n".join(lines) + "\n", encoding="utf-8")
    missing = [text for text in texts if text not in catalogue]
    for text in missing:
        print(f"{texts[text]}: {text.source!r}")
    wrong = faults(catalogue, texts)
    print(*wrong, f"{len(missing)} of {len(texts)} texts are not translated to {language!r} yet.", sep="\n")
    return 1 if wrong else 0


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("language", nargs="?", default="de", help="ISO 639 code of two letters")
    sys.exit(main(parser.parse_args().language))
