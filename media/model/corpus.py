"""Makes every text the built-in model is trained on: questions of all kinds, answers about latency.

The answers come from grammar/*.txt. A block there is one topic:

    topic KEY: NAME IN A SENTENCE
    ask: words | by which | a prompt asks for it
    1 An opening sentence.     2 How it works.     3 What follows.     4 Advice.     5 A closing remark.

`[this|that]` inside a sentence is a free choice. An answer takes sentences in the order of the file and never goes back,
so the model learns a walk that always comes to an end and cannot turn in circles.
"""
import re
from dataclasses import dataclass, field
from pathlib import Path

import prompts

# How many sentences an answer takes from each stage: (stage, fewest, most).
SHAPE = ((1, 1, 1), (2, 1, 3), (3, 1, 2), (4, 1, 3), (5, 0, 1))

# Said before the advice when the prompt is not about latency: the model admits what it is.
CONFESSIONS = (
    "This model can only talk about latency, so here is a note on {}.",
    "I am a measuring standard and not an assistant; what I can offer is some advice about {}.",
    "That is more than a model of one million parameters can do, but I can say something about {}.",
    "A model this small knows only one subject, so let me turn to {}.",
    "I cannot help with that, because I only know about latency; here are some thoughts on {}.",
    "My answer has nothing to do with your prompt, since latency is all I know: let us look at {}.",
)


@dataclass
class Topic:
    """One subject the model can talk about."""

    key: str
    name: str
    asks: list = field(default_factory=list)
    stages: dict = field(default_factory=lambda: {stage: [] for stage, _, _ in SHAPE})


def read_topics(folder=Path(__file__).parent / "grammar"):
    """Reads all topics, in the order of file names and lines."""
    topics = []
    for path in sorted(folder.glob("*.txt")):
        for line in filter(None, path.read_text(encoding="utf-8").splitlines()):
            if line.startswith("topic "):
                key, name = line[6:].split(": ")
                topics.append(Topic(key, name))
            elif line.startswith("ask: "):
                topics[-1].asks = line[5:].split(" | ")
            elif line[0] in "12345":
                topics[-1].stages[int(line[0])].append(line[2:])
    return topics


def choose(rng, sentence):
    """Settles each `[this|that]` of a sentence."""
    return re.sub(r"\[([^]]*)\]", lambda match: rng.choice(match[1].split("|")), sentence)


def answer(rng, topic, opening, confess):
    """One answer: an optional confession, an opening sentence (picked by number), then a walk through the stages."""
    first = topic.stages[1][opening % len(topic.stages[1])]
    sentences = [CONFESSIONS[opening // 3 % len(CONFESSIONS)].format(topic.name)] if confess else []
    sentences.append(choose(rng, first))
    new_paragraph = rng.random() < 0.4
    for stage, fewest, most in SHAPE[1:]:
        lines = topic.stages[stage]
        picked = sorted(rng.sample(range(len(lines)), min(len(lines), rng.randint(fewest, most))))
        texts = [choose(rng, lines[i]) for i in picked]
        if stage == 4 and new_paragraph:
            texts[0] = "\n\n" + texts[0]
        sentences += texts
    return " ".join(sentences).replace(" \n\n", "\n\n")


class Corpus:
    """An endless, seeded source of turns."""

    def __init__(self, rng):
        self.rng = rng
        self.topics = read_topics()

    def question(self):
        """A prompt about a topic, and that topic."""
        topic = self.rng.choice(self.topics)
        return prompts.about(self.rng, self.rng.choice(topic.asks)), topic

    def passage(self, topic):
        """Text about latency as it may stand inside a prompt."""
        return answer(self.rng, topic, self.rng.randrange(12), False)

    def user_turn(self, characters):
        """A prompt of about this many characters, with its topic when it clearly has one."""
        kind = self.rng.random()
        if kind < 0.3:
            question, topic = self.question()
            if len(question) + 80 > characters:
                return question, topic
            filler = self.filler(characters - len(question))
            joined = (question + "\n\n" + filler, filler + "\n\n" + question)
            return self.rng.choice(joined), topic
        return self.filler(characters), None

    def filler(self, characters):
        """Text of any kind: one kind mostly, sometimes a mixture, sometimes prose about latency."""
        parts, length = [], 0
        kind = self.rng.choice(prompts.KINDS)
        mixed = self.rng.random() < 0.25
        while length < characters:
            if self.rng.random() < 0.04:
                part = self.passage(self.rng.choice(self.topics))
            else:
                part = (self.rng.choice(prompts.KINDS) if mixed else kind)(self.rng)
            parts.append(part)
            length += len(part) + 1
        return self.rng.choice(("\n", " ", "\n\n")).join(parts)[:max(1, characters)]

    def reply(self, topic, ending, before):
        """The answer to a prompt. One that names no topic gets its topic from the token it ends with and its opening from the
        one before, so that different prompts get different answers even without sampling."""
        if topic:
            return answer(self.rng, topic, self.rng.randrange(12), False)
        return answer(self.rng, self.topics[ending % len(self.topics)], before, before % 3 != 0)
