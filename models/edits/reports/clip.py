"""CLIP as a report's scorer (Radford et al. 2021): how near a picture is to a text."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import torch
import torch.nn.functional as F
from torch import Tensor

from models.document.errors import UnlitError
from models.document.report import ScoredBy
from models.edits.reports.scoring import Seen

MEAN, DEVIATION = (0.48145466, 0.4578275, 0.40821073), (0.26862954, 0.26130258, 0.27577711)
BATCH = 16


class ClipScorer:
    """See models.edits.reports.scoring.Scorer."""

    by: ScoredBy = "clip"

    def __init__(self, where: str, device: torch.device) -> None:
        """where: a folder, or a name on the hub whose files are on this disk; nothing is downloaded.

        Raises UnlitError for what is not there, or is no CLIP.
        """
        from transformers import AutoTokenizer, CLIPModel

        self.name = f"CLIP ({Path(where).name})"
        try:
            options: dict[str, Any] = {"local_files_only": True}
            clip: Any = CLIPModel.from_pretrained(where, use_safetensors=True, **options)
            self._tokenizer = AutoTokenizer.from_pretrained(where, trust_remote_code=False, **options)
        except (OSError, ValueError, RuntimeError, KeyError, TypeError, ImportError) as error:
            raise UnlitError(f"There is no CLIP at “{where[:200]}” that can be read.", details=str(error)) from error
        self._clip = clip.to(device=device, dtype=torch.float32).eval()
        self._device = device
        self._side = int(self._clip.config.vision_config.image_size)
        self._longest = int(self._clip.config.text_config.max_position_embeddings)
        self._known: dict[str, Tensor] = {}

    @torch.no_grad()
    def see(self, pictures: Tensor) -> Seen:
        """Embeddings of length 1, [N, D]."""
        parts = [self._features("get_image_features", pixel_values=self._sized(p)) for p in pictures.split(BATCH)]
        return Seen({}, torch.cat(parts))

    def fits(self, seen: Seen, texts: Sequence[str]) -> Tensor:
        """The cosine of each picture and its text, float32 [N], in [-1, 1]."""
        for text in set(texts) - self._known.keys():
            self._known[text] = self._read(text)
        return (seen.held * torch.cat([self._known[text] for text in texts])).sum(1)

    def tells_apart(self, texts: Sequence[str]) -> bool:
        """It knows all words."""
        return len(set(texts)) == len(texts)

    @torch.no_grad()
    def _read(self, text: str) -> Tensor:
        tokens = self._tokenizer([text], return_tensors="pt", truncation=True, max_length=self._longest)
        tokens = tokens.to(self._device)
        return self._features("get_text_features", **tokens)

    def _features(self, which: str, **inputs: Any) -> Tensor:
        found = getattr(self._clip, which)(**inputs)
        found = found if isinstance(found, Tensor) else found.pooler_output
        return F.normalize(found.float(), dim=1).cpu()

    def _sized(self, pictures: Tensor) -> Tensor:
        """As CLIP wants them: its shorter side first, the middle cut out, standardised."""
        side = self._side
        factor = side / min(pictures.shape[2:])
        size = [max(side, round(length * factor)) for length in pictures.shape[2:]]
        large = F.interpolate(pictures, size, mode="bicubic", antialias=True, align_corners=False).clamp(0, 1)
        top, left = (size[0] - side) // 2, (size[1] - side) // 2
        mean, deviation = (torch.tensor(values)[:, None, None] for values in (MEAN, DEVIATION))
        return ((large[:, :, top : top + side, left : left + side] - mean) / deviation).to(self._device)
