"""Numbers, times and progress as people read them."""

from __future__ import annotations

import math

from PySide6.QtCore import QCoreApplication, QLocale

_UNITS = (("GB", 10**9), ("MB", 10**6), ("kB", 10**3))


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


def bytes_text(number: int) -> str:
    """357418027 -> "357 MB"; below ten of a unit with one decimal; 0 -> "not known"."""
    if number <= 0:
        return QCoreApplication.translate("wording", "not known")
    unit, factor = next(((u, f) for u, f in _UNITS if number >= f), _UNITS[-1])
    return f"{_amount(number / factor)} {unit}"


def download_text(text: str, done: int, total: int, seconds_left: float | None) -> str:
    """ "Downloading 120 of 360 MB – 0:40 left"; without what is not known yet."""
    if total > 0:
        unit, factor = next(((u, f) for u, f in _UNITS if total >= f), _UNITS[-1])
        pattern = QCoreApplication.translate("wording", "{text} {done} of {total} {unit}")
        text = pattern.format(text=text, done=_amount(done / factor), total=_amount(total / factor), unit=unit)
    elif done > 0:
        text = f"{text} {bytes_text(done)}"
    return progress_text(text, 0, 0, seconds_left)


def _amount(number: float) -> str:
    return QLocale().toString(number, "f", 1 if 0 < number < 9.95 else 0)


def parts_text(count: int) -> str:
    """ "1 part", "3 parts"."""
    if count == 1:
        return QCoreApplication.translate("wording", "1 part")
    return QCoreApplication.translate("wording", "{count} parts").format(count=count_text(count))


def percent_text(fraction: float) -> str:
    """0.624 -> "62 %"."""
    return QCoreApplication.translate("wording", "{number} %").format(number=round(100 * fraction))
