"""The tokenizer: sentencepiece BPE with byte fallback, learned from our own text, and its form in GGUF."""
import io

import sentencepiece

VOCABULARY = 2048
CONTROLS = ("<|user|>", "<|assistant|>", "<|system|>")
UNKNOWN, BOS, EOS, USER, ASSISTANT, SYSTEM = 0, 1, 2, 3, 4, 5

TEMPLATE = (
    "{{ bos_token }}{% for message in messages %}"
    "{% if message['role'] == 'system' %}{{ '<|system|>' + message['content'] }}"
    "{% elif message['role'] == 'user' %}{{ '<|user|>' + message['content'] }}"
    "{% elif message['role'] == 'assistant' %}{{ '<|assistant|>' + message['content'] + eos_token }}"
    "{% endif %}{% endfor %}"
    "{% if add_generation_prompt %}{{ '<|assistant|>' }}{% endif %}"
)

ABOUT = {
    "general.architecture": "llama",
    "general.name": "Latency 1M",
    "general.description": "A measuring standard, not an assistant: a one-million-parameter model that can only talk about latency. "
                           "All its training text was made by the script beside it.",
    "general.license": "mit",
    "general.size_label": "1M",
    "general.type": "model",
    "general.languages": ["en"],
    "general.file_type": 1,
    "general.quantization_version": 2,
}


def sample(corpus, turns):
    """Half answers, half prompts, so that prompts do not fall apart into single bytes. Lines, as the learner wants them."""
    for _ in range(turns):
        topic = corpus.rng.choice(corpus.topics)
        text = corpus.reply(topic, 0, 0) + "\n" + corpus.user_turn(corpus.rng.randrange(20, 400))[0]
        yield from filter(None, text.split("\n"))


def make(corpus, turns=6000):
    """Learns the pieces. No normalization and no added space: what was typed is what is tokenized."""
    model = io.BytesIO()
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=sample(corpus, turns), model_writer=model, model_type="bpe", vocab_size=VOCABULARY, byte_fallback=True,
        control_symbols=list(CONTROLS), character_coverage=0.98, normalization_rule_name="identity", add_dummy_prefix=False,
        remove_extra_whitespaces=False, allow_whitespace_only_pieces=True, split_digits=True, num_threads=1, minloglevel=2)
    pieces = sentencepiece.SentencePieceProcessor(model_proto=model.getvalue())
    assert [pieces.piece_to_id(p) for p in ("<unk>", "<s>", "</s>", *CONTROLS)] == list(range(6))
    return pieces


def token_type(pieces, i):
    """The kinds of GGUF: 1 normal, 2 unknown, 3 control, 6 byte."""
    return 2 if pieces.is_unknown(i) else 3 if pieces.is_control(i) else 6 if pieces.is_byte(i) else 1


def metadata(pieces):
    every = range(pieces.vocab_size())
    return {
        "tokenizer.ggml.model": "llama",
        "tokenizer.ggml.pre": "default",
        "tokenizer.ggml.tokens": [pieces.id_to_piece(i) for i in every],
        "tokenizer.ggml.scores": [float(pieces.get_score(i)) for i in every],
        "tokenizer.ggml.token_type": [token_type(pieces, i) for i in every],
        "tokenizer.ggml.unknown_token_id": UNKNOWN,
        "tokenizer.ggml.bos_token_id": BOS,
        "tokenizer.ggml.eos_token_id": EOS,
        "tokenizer.ggml.add_bos_token": True,
        "tokenizer.ggml.add_eos_token": False,
        "tokenizer.ggml.add_space_prefix": False,
        "tokenizer.chat_template": TEMPLATE,
    }
