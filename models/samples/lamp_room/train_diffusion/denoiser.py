"""The second stage: a U-Net and a text encoder that learn to denoise latents of rooms by their captions."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn

from models.samples.lamp_room.captions import captions
from models.samples.lamp_room.renderer import render
from models.samples.lamp_room.sampling import sample_factors
from models.samples.lamp_room.train_diffusion.autoencoder import FOLDER as VAE
from models.samples.lamp_room.train_diffusion.library import (
    AutoencoderKL,
    CLIPTextConfig,
    CLIPTextModel,
    DDIMScheduler,
    UNet2DConditionModel,
)
from models.samples.lamp_room.train_diffusion.pipelines import (
    PIPELINE,
    Stages,
    open_pipeline,
    save_pipeline,
    save_samples,
)
from models.samples.lamp_room.train_diffusion.tokens import TOKENS, ids_of, make_tokenizer
from models.samples.lamp_room.training.average import Average
from models.samples.lamp_room.training.clock import Clock
from models.samples.lamp_room.training.generator import count_of
from models.samples.lamp_room.training.pool import Pool, chunk_generator, rooms_of_chunk
from models.samples.lamp_room.training.state import Parts, load_state, save_state, under

STATE, TOKENIZER, SHEET = "unet_training.safetensors", "tokenizer", "unet.png"
LR, WARM_STEPS, HALF_LIFE = 4e-4, 300, 100
CAPTION_EXAMPLES = 8192  # that the vocabulary is learned from
WORDLESS = 0.1  # part of the pictures whose caption is left out, for guidance
GAMMA = 5.0  # of min-SNR weighting (Hang et al. 2023)
STEPS = 1000
NOISE = {"beta_start": 0.00085, "beta_end": 0.012, "beta_schedule": "scaled_linear"}


class Denoiser:
    """U-Net and text encoder, their average, the optimiser, and the frozen stages around them."""

    def __init__(self, args: argparse.Namespace, stages: Stages, device: torch.device) -> None:
        self.args, self.stages, self.device = args, stages, device
        self.vae = stages.vae.float().to(device).eval().requires_grad_(False)
        both = nn.ModuleDict({"unet": stages.unet.float(), "text": stages.text.float()})
        self.both = both.to(device).train()
        self.average = Average(self.both, half_life=HALF_LIFE * args.batch)
        self.optimizer = torch.optim.AdamW(self.both.parameters(), lr=LR, betas=(0.9, 0.99), weight_decay=0.01)
        self.alphas = stages.scheduler.alphas_cumprod.to(device)
        self.weights = ((1 - self.alphas) / self.alphas * GAMMA).clamp(max=1)
        self.empty = ids_of(stages.tokenizer, [""]).to(device)
        self.images = self.before = 0  # seen in all; seen before this run

    def step(self, latents: Tensor, ids: Tensor, spent: float) -> Tensor:
        """One batch of latents [N, 4, h, w] of unit variance and tokens [N, 77]; returns its loss."""
        n = len(latents)
        ids = torch.where(torch.rand(n, 1, device=self.device) < WORDLESS, self.empty, ids)
        noise, t = torch.randn_like(latents), torch.randint(STEPS, [n], device=self.device)
        signal = self.alphas[t][:, None, None, None]
        noisy = signal.sqrt() * latents + (1 - signal).sqrt() * noise
        warm = (self.images - self.before) / (WARM_STEPS * n)
        self.optimizer.param_groups[0]["lr"] = LR * min(1.0, warm) * max(0.05, 1 - spent**2)
        with torch.autocast(self.device.type, torch.bfloat16, enabled=self.device.type == "cuda"):
            found = self.both["unet"](noisy, t, self.both["text"](ids)[0]).sample
        value = (self.weights[t] * (found.float() - noise).square().mean((1, 2, 3))).mean()
        value.backward()
        nn.utils.clip_grad_norm_(self.both.parameters(), 1.0)
        self.optimizer.step()
        self.optimizer.zero_grad(set_to_none=True)
        self.average.update(self.both, n)
        self.images += n
        return value.detach()

    def pool(self) -> Pool:
        """A stream of latents and tokens; a latent is small, so many are kept."""
        args = self.args

        @torch.no_grad()
        def draw(number: int) -> list[Tensor]:
            rooms = rooms_of_chunk(args.seed, number, args.chunk, args.simple)
            pictures = render(rooms, args.res, self.device).images * 2 - 1
            latents = self.vae.encode(pictures).latent_dist.mean.float() * self.vae.config["scaling_factor"]
            texts = captions(rooms, chunk_generator(args.seed + 1, number))
            return [latents, ids_of(self.stages.tokenizer, texts).to(self.device)]

        return Pool(draw, args.pool, args.reuse, args.seed, args.chunk)

    def parts(self) -> Parts:
        """What is saved and resumed."""
        return Parts({"both": self.both, "average": self.average.module}, {"optimizer": self.optimizer})

    def averaged(self) -> Stages:
        """The stages with averaged weights."""
        found = self.average.module
        return self.stages._replace(unet=found["unet"], text=found["text"])


def train_denoiser(args: argparse.Namespace, device: torch.device, clock: Clock) -> None:
    """Writes OUT/pipeline, which diffusers opens, OUT/unet.png (samples) and a state to resume."""
    denoiser = Denoiser(args, _stages(args), device)
    pool, sizes = denoiser.pool(), (denoiser.stages.unet, denoiser.stages.text, denoiser.vae)
    print(f"{device}  unet, text, vae:", *(f"{count_of(m):.2f} M" for m in sizes), f" batch {args.batch}", flush=True)
    if args.resume:
        tensors, numbers = load_state(args.resume / STATE, denoiser.parts())
        denoiser.images = denoiser.before = denoiser.average.seen = numbers["images"]
        chance = torch.get_rng_state()
        pool.restore(under(tensors, "pool"))
        torch.set_rng_state(chance)
    else:
        pool.fill()
    with clock.interruptible():
        while clock.running:
            latents, ids = pool.batch(args.batch)
            value = denoiser.step(latents, ids, clock.spent)
            if clock.due("look", 5.0):
                clock.say(denoiser.images - denoiser.before, all=denoiser.images, loss=value.item())
            if clock.due("sheet", args.sheet_minutes * 60):
                save_samples(denoiser.averaged(), args.res, args.out / SHEET, few=True)
            if clock.due("save", args.save_minutes * 60):
                save(denoiser, pool, args.out)
    save(denoiser, pool, args.out)
    save_samples(denoiser.averaged(), args.res, args.out / SHEET)


def save(denoiser: Denoiser, pool: Pool, out: Path) -> None:
    """The state, and the pipeline with averaged weights in half precision."""
    tensors = {f"pool.{name}": tensor for name, tensor in pool.state().items()}
    save_state(out / STATE, denoiser.parts(), tensors, {"images": denoiser.images})
    save_pipeline(denoiser.averaged(), out / PIPELINE, out / TOKENIZER)


def _stages(args: argparse.Namespace) -> Stages:
    """Everything but the weights of a resumed training, which come from its state."""
    if args.start or args.resume:
        return open_pipeline(args.start or args.resume / PIPELINE)
    chance = torch.Generator().manual_seed(0)
    tokenizer = make_tokenizer(captions(sample_factors(CAPTION_EXAMPLES, chance), chance), args.out / TOKENIZER)
    vae = AutoencoderKL.from_pretrained(args.vae or args.out / VAE)
    unet = make_unet(args.width, args.text_width, args.res // 8)
    scheduler = DDIMScheduler(**NOISE, clip_sample=False, set_alpha_to_one=False, steps_offset=1)
    return Stages(vae, make_text_encoder(tokenizer, args.text_width, args.text_layers), tokenizer, unet, scheduler)


def make_text_encoder(tokenizer: Any, width: int, layers: int) -> Any:
    """A CLIP text encoder of its own small size, untrained."""
    config = CLIPTextConfig(
        vocab_size=len(tokenizer),
        hidden_size=width,
        intermediate_size=3 * width,
        projection_dim=width,
        num_hidden_layers=layers,
        num_attention_heads=4,
        max_position_embeddings=TOKENS,
        bos_token_id=tokenizer.bos_token_id,
        eos_token_id=tokenizer.eos_token_id,
        pad_token_id=tokenizer.pad_token_id,
        hidden_act="quick_gelu",
    )
    return CLIPTextModel(config)


def make_unet(width: int, text_width: int, latent_size: int) -> Any:
    """Cross-attention at the two finer of three levels; 4 heads everywhere. 10.8 M parameters at width 96."""
    return UNet2DConditionModel(
        sample_size=latent_size,
        in_channels=4,
        out_channels=4,
        block_out_channels=(width, width * 3 // 2, width * 2),
        down_block_types=("CrossAttnDownBlock2D", "CrossAttnDownBlock2D", "DownBlock2D"),
        up_block_types=("UpBlock2D", "CrossAttnUpBlock2D", "CrossAttnUpBlock2D"),
        layers_per_block=1,
        cross_attention_dim=text_width,
        attention_head_dim=4,  # what diffusers calls so is the number of heads
        norm_num_groups=16,
    )
