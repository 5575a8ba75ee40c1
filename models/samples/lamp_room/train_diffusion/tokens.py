"""A real CLIP tokenizer (byte pairs, "</w>" at the ends of words) whose vocabulary is that of the captions."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from tokenizers import Regex, Tokenizer, models, normalizers, pre_tokenizers, trainers
from torch import Tensor

from models.samples.lamp_room.train_diffusion.folders import replacing
from models.samples.lamp_room.train_diffusion.library import CLIPTokenizer

TOKENS = 77
VOCABULARY = 1024  # at most; the captions need fewer
START, END = "<|startoftext|>", "<|endoftext|>"
SPECIAL = {"bos_token": START, "eos_token": END, "unk_token": END, "pad_token": END}
FILES = ("vocab.json", "merges.txt", "special_tokens_map.json")


def make_tokenizer(texts: Iterable[str], folder: Path) -> Any:
    """Learns the byte pairs of the texts; written to the folder, then read back as anyone would."""
    letters = sorted(pre_tokenizers.ByteLevel.alphabet())
    merges = _learned_merges(texts, letters)
    ordered = [*letters, *(c + "</w>" for c in letters), *("".join(pair) for pair in merges), START, END]
    with replacing(folder) as fresh:
        _write_json(fresh / "vocab.json", {token: i for i, token in enumerate(dict.fromkeys(ordered))})
        (fresh / "merges.txt").write_text("\n".join(["#version: 0.2", *map(" ".join, merges)]) + "\n", "utf-8")
        _write_json(fresh / "special_tokens_map.json", SPECIAL)
        config = {"tokenizer_class": "CLIPTokenizer", "model_max_length": TOKENS, **SPECIAL}
        _write_json(fresh / "tokenizer_config.json", config)
    return CLIPTokenizer.from_pretrained(folder)


def ids_of(tokenizer: Any, texts: list[str]) -> Tensor:
    """[N, 77] int64, padded and cut."""
    found = tokenizer(texts, padding="max_length", max_length=TOKENS, truncation=True, return_tensors="pt")
    return found["input_ids"]


def copy_vocabulary(source: Path, folder: Path) -> None:
    """The files that older programs read; newer transformers save tokenizer.json alone."""
    for name in FILES:
        if (source / name).exists():
            shutil.copyfile(source / name, folder / name)


def _learned_merges(texts: Iterable[str], letters: list[str]) -> list[tuple[str, str]]:
    pairs = Tokenizer(models.BPE(unk_token=END, end_of_word_suffix="</w>", continuing_subword_prefix=""))
    pairs.normalizer = normalizers.Sequence([normalizers.NFC(), normalizers.Lowercase()])
    words = pre_tokenizers.Split(Regex(r"[\p{L}]+|[\p{N}]|[^\s\p{L}\p{N}]+"), "removed", invert=True)
    pairs.pre_tokenizer = pre_tokenizers.Sequence([words, pre_tokenizers.ByteLevel(add_prefix_space=False)])
    trainer = trainers.BpeTrainer(
        vocab_size=VOCABULARY, initial_alphabet=letters, end_of_word_suffix="</w>", show_progress=False
    )
    pairs.train_from_iterator(texts, trainer)
    found = json.loads(pairs.to_str())["model"]["merges"]
    pairs_of_parts = (pair.split(" ") if isinstance(pair, str) else pair for pair in found)
    return [(first, second) for first, second in pairs_of_parts]


def _write_json(path: Path, value: object) -> None:
    path.write_text(json.dumps(value, ensure_ascii=False), "utf-8")
