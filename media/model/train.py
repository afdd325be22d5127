"""Trains the built-in model from nothing and writes latency-1m.gguf. See README.md for the command and what it needs."""
import argparse
import ctypes
import math
import os
import random
import time
from pathlib import Path

os.environ["OMP_NUM_THREADS"] = os.environ["OPENBLAS_NUM_THREADS"] = "1"
# Keep freed memory (M_MMAP_MAX, M_TRIM_THRESHOLD): giving large buffers back to the system at each step costs half the time.
ctypes.CDLL(None).mallopt(-4, 0)
ctypes.CDLL(None).mallopt(-1, 2**31 - 1)
import torch
from torch import nn
from torch.nn import functional as F

import gguf
import tokenizer
from corpus import Corpus

HERE = Path(__file__).parent
WIDTH, LAYERS, HEADS, FEED_FORWARD, CONTEXT = 128, 4, 4, 352, 8192
EPSILON, ROPE_BASE = 1e-5, 10000.0
# Shapes of a batch (rows, tokens) and how often each is drawn. The long ones teach the model to answer after long prompts.
SHAPES = (((24, 128), 20), ((12, 256), 25), ((8, 384), 25), ((6, 512), 20), ((3, 1024), 6), ((1, 2048), 4), ((1, 4352), 3))
# The first tokens of an answer decide what it is about, so they count more.
HEAD_TOKENS, HEAD_WEIGHT = 28, 4


class Norm(nn.Module):
    def __init__(self):
        super().__init__()
        self.weight = nn.Parameter(torch.ones(WIDTH))

    def forward(self, x):
        return x * torch.rsqrt(x.pow(2).mean(-1, keepdim=True) + EPSILON) * self.weight


def rotate(x, cos, sin):
    """Rotary positions on the interleaved pairs (x0,x1), (x2,x3), … as llama.cpp expects them."""
    even, odd = x[..., 0::2], x[..., 1::2]
    return torch.stack((even * cos - odd * sin, even * sin + odd * cos), -1).flatten(-2)


def attend(q, k, v, span=256):
    """Causal attention, a span of queries at a time: keys that lie after the span are never looked at, which halves the work."""
    mixed = []
    for start in range(0, q.shape[2], span):
        end = min(start + span, q.shape[2])
        scores = q[:, :, start:end] @ k[:, :, :end].transpose(-1, -2)
        future = torch.full((end - start, end - start), float("-inf")).triu(1)
        scores[..., start:] += future
        mixed.append(scores.softmax(-1) @ v[:, :, :end])
    return torch.cat(mixed, 2)


class Block(nn.Module):
    def __init__(self):
        super().__init__()
        self.attn_norm, self.ffn_norm = Norm(), Norm()
        self.attn_q, self.attn_k, self.attn_v, self.attn_output = (nn.Linear(WIDTH, WIDTH, bias=False) for _ in range(4))
        self.ffn_gate, self.ffn_up = (nn.Linear(WIDTH, FEED_FORWARD, bias=False) for _ in range(2))
        self.ffn_down = nn.Linear(FEED_FORWARD, WIDTH, bias=False)

    def forward(self, x, cos, sin):
        rows, tokens, _ = x.shape
        h = self.attn_norm(x)
        q, k, v = (w(h).view(rows, tokens, HEADS, -1).transpose(1, 2) for w in (self.attn_q, self.attn_k, self.attn_v))
        scale = (WIDTH // HEADS) ** -0.5
        mixed = attend(rotate(q * scale, cos, sin), rotate(k, cos, sin), v)
        x = x + self.attn_output(mixed.transpose(1, 2).reshape(rows, tokens, WIDTH))
        h = self.ffn_norm(x)
        return x + self.ffn_down(F.silu(self.ffn_gate(h)) * self.ffn_up(h))


class Model(nn.Module):
    """A llama: rotary positions, RMS norms, gated feed-forward, input and output embeddings tied. Names are those of GGUF."""

    def __init__(self, vocabulary):
        super().__init__()
        self.token_embd = nn.Embedding(vocabulary, WIDTH)
        self.blk = nn.ModuleList(Block() for _ in range(LAYERS))
        self.output_norm = Norm()
        for name, weight in self.named_parameters():
            if weight.dim() == 2:
                nn.init.normal_(weight, std=0.01 if "output" in name or "down" in name else 0.03)
        half = WIDTH // HEADS // 2
        angles = torch.outer(torch.arange(CONTEXT).float(), ROPE_BASE ** (-torch.arange(half) / half))
        self.cos, self.sin = angles.cos(), angles.sin()

    def forward(self, tokens, positions, wanted):
        """Logits at the wanted places only: the rest of the vocabulary products would be thrown away."""
        cos, sin = self.cos[positions].unsqueeze(1), self.sin[positions].unsqueeze(1)
        x = self.token_embd(tokens)
        for block in self.blk:
            x = block(x, cos, sin)
        return self.output_norm(x)[wanted] @ self.token_embd.weight.T


class Rows:
    """Cuts conversations into rows of equal length: tokens, positions, and how much each token counts in the loss."""

    def __init__(self, corpus, pieces):
        self.corpus, self.rng, self.encode = corpus, corpus.rng, pieces.encode
        self.wordlike = [pieces.is_byte(i) or any(c.isalnum() for c in pieces.id_to_piece(i)) for i in range(pieces.vocab_size())]

    def turn(self, room):
        """One prompt of at most `room` tokens and its answer. Lengths are log-uniform: short ones are common, long ones not rare."""
        while True:
            text, topic = self.corpus.user_turn(int(math.exp(self.rng.uniform(0, math.log(3 * room)))))
            prompt = self.encode(text)
            if len(prompt) <= room:
                return self.answered(prompt, topic)

    def long_turn(self, room):
        """One prompt of just about `room` tokens, often with a question at its end, and its answer."""
        prompt, topic = self.encode(self.corpus.filler(5 * room))[:room - self.rng.randrange(room // 4)], None
        if self.rng.random() < 0.4:
            question, topic = self.corpus.question()
            prompt += self.encode("\n\n" + question)
        return self.answered(prompt, topic)

    def answered(self, prompt, topic):
        """The last word-like token among the last two, and the one before it, choose the answer (see Corpus.reply)."""
        last = [tokenizer.USER, tokenizer.USER, *prompt][-3:]
        ending = 2 if self.wordlike[last[2]] or not self.wordlike[last[1]] else 1
        return prompt, self.encode(self.corpus.reply(topic, last[ending], last[ending - 1]))

    def row(self, length):
        ids, weights = [tokenizer.BOS], [0]
        if self.rng.random() < 0.05:
            ids += [tokenizer.SYSTEM, *self.encode(self.corpus.filler(self.rng.randrange(1, 200)))[:length // 4]]
        single = length > 600 and self.rng.random() < 0.6
        while len(ids) <= length:
            prompt, reply = self.long_turn(length - 300) if single else self.turn(max(8, length // 2))
            ids += [tokenizer.USER, *prompt, tokenizer.ASSISTANT]
            weights += [0] * (len(ids) - len(weights))
            ids += [*reply, tokenizer.EOS]
            weights += [HEAD_WEIGHT] * HEAD_TOKENS + [1] * (len(reply) + 1 - HEAD_TOKENS)
            single = False
        return ids[:length + 1], self.positions(length, weights), weights[1:length + 1]

    def positions(self, length, weights):
        """0, 1, 2, …; sometimes with a gap before the first answer, which shows far distances at the price of a short row."""
        answered = next((i for i, weight in enumerate(weights) if weight), length)
        gap = self.rng.randrange(CONTEXT - length) if self.rng.random() < 0.3 else 0
        start = self.rng.randrange(min(answered, length))
        return [i if i < start else i + gap for i in range(length)]

    def batch(self, rows, length):
        """Inputs, positions, targets and their weights."""
        ids, positions, weights = (torch.tensor(part) for part in zip(*(self.row(length) for _ in range(rows))))
        return ids[:, :-1], positions, ids[:, 1:], weights


def train(steps, seed, peak):
    """Returns the model and the mean loss of the last hundredth of the steps."""
    torch.manual_seed(seed)
    torch.set_num_threads(1)
    rng = random.Random(seed)
    pieces = tokenizer.make(Corpus(random.Random(seed)))
    rows = Rows(Corpus(rng), pieces)
    model = Model(pieces.vocab_size())
    print(f"{sum(p.numel() for p in model.parameters())} parameters", flush=True)
    groups = [{"params": [p for p in model.parameters() if (p.dim() == 2) == decays], "weight_decay": 0.05 * decays} for decays in (True, False)]
    optimizer = torch.optim.AdamW(groups, betas=(0.9, 0.97))
    shapes, odds = zip(*SHAPES)
    recent, started, seen = 0.0, time.monotonic(), 0
    for step in range(steps):
        for group in optimizer.param_groups:
            group["lr"] = peak * min((step + 1) / 50, 1 - step / steps)
        shape = rng.choices(shapes, odds)[0]
        tokens, positions, targets, weights = rows.batch(*shape)
        wanted = weights > 0
        losses = F.cross_entropy(model(tokens, positions, wanted), targets[wanted], reduction="none")
        loss = (losses * weights[wanted]).sum() / weights.sum()
        optimizer.zero_grad(set_to_none=True)
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        seen += tokens.numel()
        recent = loss.item() if step == 0 else 0.98 * recent + 0.02 * loss.item()
        if (step + 1) % 50 == 0:
            seconds = time.monotonic() - started
            print(f"step {step + 1}/{steps} loss {recent:.3f} {seen} tokens {seconds:.0f} s", flush=True)
    return model, pieces


def main():
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--steps", type=int, default=2800)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--peak", type=float, default=3e-3, help="highest learning rate")
    options.add_argument("--out", type=Path, default=HERE / "latency-1m.gguf")
    chosen = options.parse_args()
    model, pieces = train(chosen.steps, chosen.seed, chosen.peak)
    shape = {"context_length": CONTEXT, "embedding_length": WIDTH, "block_count": LAYERS, "feed_forward_length": FEED_FORWARD,
             "attention.head_count": HEADS, "attention.head_count_kv": HEADS, "rope.dimension_count": WIDTH // HEADS,
             "rope.freq_base": ROPE_BASE, "attention.layer_norm_rms_epsilon": EPSILON, "vocab_size": pieces.vocab_size()}
    tensors = {name: weight.detach().numpy() for name, weight in model.named_parameters()}
    gguf.write(chosen.out, {**tokenizer.ABOUT, **{f"llama.{key}": value for key, value in shape.items()}, **tokenizer.metadata(pieces)}, tensors)
    print(f"{chosen.out.name}: {chosen.out.stat().st_size} bytes")


if __name__ == "__main__":
    main()
