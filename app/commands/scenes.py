"""The options that say which scenes a command is about, as one argument of the command."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from enum import Enum
from functools import wraps
from inspect import Parameter
from typing import Any

from app.headless import options
from app.headless.scenes import Asked

OPTIONS: dict[str, Any] = {
    "seed": options.SeedOption,
    "toward": options.TowardOption,
    "at": options.AtOption,
    "psi": options.PsiOption,
    "noise": options.NoiseOption,
    "class_index": options.ClassOption,
    "z": options.ZOption,
    "w": options.WOption,
    "prompt": options.PromptOption,
    "negative": options.NegativeOption,
    "steps": options.StepsOption,
    "guidance": options.GuidanceOption,
    "scheduler": options.SchedulerOption,
    "size": options.SizeOption,
}
_SEVERAL = {"seed": "seeds", "at": "at"}  # repeatable ones, and what Asked calls them

Command = Callable[..., None]


def takes_scenes(*names: str) -> Callable[[Command], Command]:
    """A command whose keyword argument `asked` stands for these options, for all of OPTIONS when none is named."""
    chosen = names or tuple(OPTIONS)

    def taking(command: Command) -> Command:
        @wraps(command)
        def run(**given: Any) -> None:
            asked = asked_for({name: given.pop(name) for name in chosen})
            command(**given, asked=asked)

        # What typer reads: the command's own signature, the options in the place of `asked`.
        own = inspect.signature(command, eval_str=True)
        told = [Parameter(name, Parameter.KEYWORD_ONLY, default=None, annotation=OPTIONS[name]) for name in chosen]
        parameters = [
            each for known in own.parameters.values() for each in (told if known.name == "asked" else [known])
        ]
        run.__signature__ = own.replace(parameters=parameters)  # pyright: ignore[reportAttributeAccessIssue]
        run.__annotations__ = {parameter.name: parameter.annotation for parameter in parameters}
        return run

    return taking


def asked_for(given: dict[str, Any]) -> Asked:
    """The options as they came: None for one that was left out, a list for one that was repeated."""
    single = {name: each.value if isinstance(each, Enum) else each for name, each in given.items()}
    several: dict[str, Any] = {told: tuple(single.pop(name) or ()) for name, told in _SEVERAL.items() if name in single}
    return Asked(**single, **several)
