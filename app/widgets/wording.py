"""Numbers, times and progress as people read them."""

from __future__ import annotations

import math

from PySide6.QtCore import QCoreApplication, QLocale


def count_text(number: int) -> str:
    """1936 -> "1,936", grouped as the person's locale does."""
    locale = QLocale()
    locale.setNumberOptions(QLocale.NumberOption.DefaultNumberOptions)
    return locale.toString(number)


def time_text(seconds: float) -> str:
    """7.2 -> "0:07"; from an hour on "1:02:05"."""
    whole = round(seconds)
    minutes, rest = divmod(whole, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


def progress_text(text: str, done: int, total: int, seconds_left: float | None) -> str:
    """ "Searching 412 of 1,936 – 0:07 left"; without what is not known yet (total 0, no time)."""
    if total > 0:
        pattern = QCoreApplication.translate("wording", "{text} {done} of {total}")
        text = pattern.format(text=text, done=count_text(done), total=count_text(total))
    if seconds_left is not None and math.isfinite(seconds_left) and seconds_left >= 0:
        pattern = QCoreApplication.translate("wording", "{text} – {time} left")
        text = pattern.format(text=text, time=time_text(seconds_left))
    return text


def parts_text(count: int) -> str:
    """ "1 part", "3 parts"."""
    if count == 1:
        return QCoreApplication.translate("wording", "1 part")
    return QCoreApplication.translate("wording", "{count} parts").format(count=count_text(count))


def percent_text(fraction: float) -> str:
    """0.624 -> "62 %"."""
    return QCoreApplication.translate("wording", "{number} %").format(number=round(100 * fraction))
