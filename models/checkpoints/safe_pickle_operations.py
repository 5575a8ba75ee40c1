"""What each opcode of a pickle does to the stack of inert values (see safe_pickle_machine)."""

from __future__ import annotations

import struct
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from models.checkpoints.safe_pickle_records import Global, Inert, PickleError, Record, checked_key

if TYPE_CHECKING:
    from models.checkpoints.safe_pickle_machine import Machine

Operation = Callable[["Machine"], None]
_LONGEST_INTEGER = 1024
_NEWEST = 5  # protocol


def _append(machine: Machine, values: list[Any]) -> None:
    target = machine.stack[-1]
    items = target.items if isinstance(target, Record) else target
    if type(items) is not list:
        raise PickleError("it is damaged")
    items.extend(values)


def _set(target: Any, pairs: list[Any]) -> None:
    entries = target.entries if isinstance(target, Record) else target
    if type(entries) is not dict or len(pairs) % 2:
        raise PickleError("it is damaged")
    for key, value in zip(pairs[::2], pairs[1::2], strict=True):
        entries[checked_key(key)] = value


def _set_last(machine: Machine) -> None:
    value, key = machine.stack.pop(), machine.stack.pop()
    _set(machine.stack[-1], [key, value])


def _set_marked(machine: Machine) -> None:
    pairs = machine.unmark()
    _set(machine.stack[-1], pairs)


def _new_dict(machine: Machine) -> None:
    pairs = machine.unmark()
    machine.push({})
    _set(machine.stack[-1], pairs)


def _add_to_set(machine: Machine) -> None:
    values = machine.unmark()
    target = machine.stack[-1]
    if type(target) is not set:
        raise PickleError("it is damaged")
    target.update(map(checked_key, values))


def _append_marked(machine: Machine) -> None:
    values = machine.unmark()
    _append(machine, values)


def _tuple_of(count: int) -> Operation:
    def operate(machine: Machine) -> None:
        if len(machine.stack) < count:
            raise PickleError("it is damaged")
        machine.stack[-count:] = [tuple(machine.stack[-count:])]

    return operate


def _mark(machine: Machine) -> None:
    machine.marks.append(machine.stack)
    machine.stack = []


def _pop(machine: Machine) -> None:
    if machine.stack:
        machine.stack.pop()
    else:
        machine.stack = machine.marks.pop()


def _pop_marked(machine: Machine) -> None:
    machine.unmark()


def _protocol(machine: Machine) -> None:
    if machine.number(1) > _NEWEST:
        raise PickleError("it was made with a newer version of Python than any that this program knows")


def _frame(machine: Machine) -> None:
    machine.frames.append((machine.stream.position, machine.number(8)))


def _integer(size: int) -> Operation:
    def operate(machine: Machine) -> None:
        length = machine.number(size)
        if length > _LONGEST_INTEGER:
            raise PickleError("it holds a number longer than any")
        machine.push(int.from_bytes(machine.stream.read(length), "little", signed=True))

    return operate


def _get(size: int) -> Operation:
    return lambda machine: machine.push(machine.memo[machine.number(size)])


def _put(size: int) -> Operation:
    def operate(machine: Machine) -> None:
        machine.memo[machine.number(size)] = machine.stack[-1]

    return operate


def _memoize(machine: Machine) -> None:
    machine.memo[len(machine.memo)] = machine.stack[-1]


def _stack_global(machine: Machine) -> None:
    name, module = machine.stack.pop(), machine.stack.pop()
    machine.name(module, name)


def _call(machine: Machine) -> None:
    args, of = machine.stack.pop(), machine.stack.pop()
    machine.call(of, args)


def _call_with_names(machine: Machine) -> None:
    named, args, of = machine.stack.pop(), machine.stack.pop(), machine.stack.pop()
    if type(args) is not tuple:
        raise PickleError("it is damaged")
    machine.push(Record(of if type(of) is Global else Global("", "unknown"), (*args, named)))


def _build(machine: Machine) -> None:
    state, target = machine.stack.pop(), machine.stack[-1]
    if isinstance(target, Inert):
        target.build(state)
    elif type(target) not in (dict, list, set):  # of classes that are these, only the content is of use
        raise PickleError("it gives a state to what has none")


def _persistent(machine: Machine) -> None:
    if machine.load is None:
        raise PickleError("it refers to things outside itself")
    machine.push(machine.load(machine.stack.pop()))


def _stop(machine: Machine) -> None:
    machine.running = False


def _frozen(machine: Machine) -> None:
    values = machine.unmark()
    machine.push(set(map(checked_key, values)))


def _new(make: Callable[[], Any]) -> Operation:
    return lambda machine: machine.push(make())


def _text(size: int) -> Operation:
    return lambda machine: machine.literal(size, is_text=True)


def _bytes(size: int) -> Operation:
    return lambda machine: machine.literal(size, is_text=False)


def _signed(machine: Machine) -> None:
    machine.push(int.from_bytes(machine.stream.read(4), "little", signed=True))


# Extension codes, text forms of protocol 0, out-of-band buffers, INST, OBJ and PERSID are absent: none is needed.
OPERATIONS: dict[bytes, Operation] = {
    b"\x80": _protocol,
    b"\x95": _frame,
    b".": _stop,
    b"(": _mark,
    b"0": _pop,
    b"1": _pop_marked,
    b"2": lambda machine: machine.push(machine.stack[-1]),
    b"N": _new(lambda: None),
    b"\x88": _new(lambda: True),
    b"\x89": _new(lambda: False),
    b"J": _signed,
    b"K": lambda machine: machine.push(machine.number(1)),
    b"M": lambda machine: machine.push(machine.number(2)),
    b"\x8a": _integer(1),
    b"\x8b": _integer(4),
    b"G": lambda machine: machine.push(struct.unpack(">d", machine.stream.read(8))[0]),
    b"T": lambda machine: machine.old_string(4),
    b"U": lambda machine: machine.old_string(1),
    b"X": _text(4),
    b"\x8c": _text(1),
    b"\x8d": _text(8),
    b"B": _bytes(4),
    b"C": _bytes(1),
    b"\x8e": _bytes(8),
    b"\x96": _bytes(8),
    b")": _new(tuple),
    b"t": lambda machine: machine.push(tuple(machine.unmark())),
    b"\x85": _tuple_of(1),
    b"\x86": _tuple_of(2),
    b"\x87": _tuple_of(3),
    b"]": _new(list),
    b"l": lambda machine: machine.push(machine.unmark()),
    b"a": lambda machine: _append(machine, [machine.stack.pop()]),
    b"e": _append_marked,
    b"}": _new(dict),
    b"d": _new_dict,
    b"s": _set_last,
    b"u": _set_marked,
    b"\x8f": _new(set),
    b"\x90": _add_to_set,
    b"\x91": _frozen,
    b"h": _get(1),
    b"j": _get(4),
    b"q": _put(1),
    b"r": _put(4),
    b"\x94": _memoize,
    b"c": lambda machine: machine.name(machine.stream.line(), machine.stream.line()),
    b"\x93": _stack_global,
    b"R": _call,
    b"\x81": _call,
    b"\x92": _call_with_names,
    b"b": _build,
    b"Q": _persistent,
}
