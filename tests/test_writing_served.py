"""A real inference server, `transformers serve`, over a tiny model that is made and taught here: the whole way.

The model sees the end of what it is sent, which is the question, and has learnt two answers by heart.
"""

import importlib.util
import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from urllib.error import URLError

import pytest

from app.assistant import Assistant
from app.wording import say
from app.writing.asking import Asked, ask_by, ask_stream, make_writer
from app.writing.stream import Stream
from corpus.endpoint import Endpoint
from corpus.library import load_library
from corpus.model import LanguageModel, ModelFailure
from index.build import build_index
from index.embed import SentenceEmbedder
from index.search import Searcher
from index.settings import Settings

NEEDED = ("accelerate", "fastapi", "openai", "uvicorn")
MISSING = [name for name in NEEDED if importlib.util.find_spec(name) is None]
if MISSING:
    reason = f"{', '.join(MISSING)} missing; run `make setup`"
    assert not os.environ.get("CI"), reason
    pytest.skip(reason, allow_module_level=True)

STARTING = 120.0  # seconds the server may take to start on a busy machine; it takes about eight on a free one
KNOWN, ANSWER = "Hvor ofte gikk ferja i Fjordby?", "Ferja gikk hver time i Fjordby. [1] 40 bedrifter brukte den. [1]"
OTHER, NOTHING = "Hvor mange nye elever fikk skolen?", "NOT_COVERED"
SEEN = 50  # characters of the end of the prompt that its template keeps: the shorter question with its marks, or less
TEMPLATE = f"{{{{ messages[-1]['content'][-{SEEN}:] }}}}{{% if add_generation_prompt %}}>{{% endif %}}"
PASSES = 400  # of learning at most
LEARNT = 0.02  # loss at which a model knows both answers by heart


def make_model(folder: Path) -> None:
    """Make a model of one layer over letters, teach it the two answers, and save it."""
    import torch
    from tokenizers import Tokenizer, decoders, models, pre_tokenizers
    from transformers import LlamaConfig, LlamaForCausalLM, PreTrainedTokenizerFast

    letters = sorted(pre_tokenizers.ByteLevel.alphabet())
    vocabulary = {token: number for number, token in enumerate(["<unk>", "<s>", "</s>", *letters])}
    tokens = Tokenizer(models.BPE(vocabulary, [], unk_token="<unk>"))  # noqa: S106 - a token of text
    tokens.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    tokens.decoder = decoders.ByteLevel()
    marks = {"unk_token": "<unk>", "bos_token": "<s>", "eos_token": "</s>"}
    fast = PreTrainedTokenizerFast(tokenizer_object=tokens, **marks)  # type: ignore[no-untyped-call]
    fast.chat_template = TEMPLATE
    torch.manual_seed(0)
    shape = LlamaConfig(
        vocab_size=len(fast), hidden_size=96, intermediate_size=192, num_hidden_layers=2, num_attention_heads=4,
        max_position_embeddings=512, bos_token_id=1, eos_token_id=2, pad_token_id=0,
    )  # fmt: skip
    model = LlamaForCausalLM(shape)
    prompts = [f"<question>\n{q}\n</question>"[-SEEN:] + ">" for q in (KNOWN, OTHER)]
    pairs = [(fast.encode(p), [*fast.encode(a), 2]) for p, a in zip(prompts, (ANSWER, NOTHING), strict=True)]
    learner = torch.optim.AdamW(model.parameters(), lr=3e-3)
    threads = torch.get_num_threads()
    torch.set_num_threads(1)  # so small a model is slower with more
    for _ in range(PASSES):
        losses = []
        for prompt, answer in pairs:
            ids, labels = torch.tensor([prompt + answer]), torch.tensor([[-100] * len(prompt) + answer])
            losses.append(model(input_ids=ids, labels=labels).loss)
        sum(losses).backward()
        learner.step()
        learner.zero_grad()
        if max(loss.item() for loss in losses) < LEARNT:
            break
    torch.set_num_threads(threads)
    model.save_pretrained(folder)
    fast.save_pretrained(folder)


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Endpoint]:
    """The settings of a server that has the tiny model, and nothing else."""
    folder = tmp_path_factory.mktemp("tiny-model")
    make_model(folder)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [str(Path(sys.executable).with_name("transformers")), "serve", str(folder)]
    command += ["--host", "127.0.0.1", "--port", str(port), "--device", "cpu"]
    environment = {**os.environ, "HF_HUB_OFFLINE": "1", "TRANSFORMERS_OFFLINE": "1"}
    log = folder / "log.txt"
    with log.open("w") as out:
        server = subprocess.Popen(command, env=environment, stdout=out, stderr=subprocess.STDOUT)  # noqa: S603
        try:
            wait_for(f"http://127.0.0.1:{port}/health", server, log)
            yield Endpoint(base_url=f"http://127.0.0.1:{port}/v1", model=str(folder), first_byte=60)
        finally:
            server.terminate()
            server.wait(20)


def wait_for(url: str, server: subprocess.Popen[bytes], log: Path) -> None:
    end = time.monotonic() + STARTING
    while time.monotonic() < end and server.poll() is None:
        try:
            with urllib.request.urlopen(url, timeout=2):  # noqa: S310 - our own server
                return
        except (URLError, TimeoutError, ConnectionError):
            time.sleep(0.1)
    raise AssertionError(f"the server does not answer; it said:\n{log.read_text()}")


@pytest.fixture
def ferries(tiny: Path) -> Assistant:
    """An assistant over two tiny reports, with the project's own embedding model."""
    settings, library = Settings(reports=tiny), load_library(tiny)
    embedder = SentenceEmbedder(settings.model)
    return Assistant(Searcher(build_index(library, embedder, settings, lambda _step, _share: None), library, embedder))


def test_it_streams_piece_by_piece_and_ends(served: Endpoint) -> None:
    with Stream(served, "Be brief.", f"<question>\n{KNOWN}\n</question>") as stream:
        pieces = list(stream)
    assert "".join(pieces) == ANSWER
    assert len(pieces) > 10
    assert not stream.cut


def test_it_answers_in_one_piece(served: Endpoint) -> None:
    assert LanguageModel(served).ask("", f"<question>\n{OTHER}\n</question>", tokens=40) == NOTHING


def test_it_writes_an_answer_that_is_checked_and_cited(served: Endpoint, ferries: Assistant) -> None:
    steps = list(ask_stream(ferries, Asked(KNOWN), make_writer(ferries, served)))
    answer = steps[-1].answer
    assert [line.text for line in answer.lines] == ["Ferja gikk hver time i Fjordby.", "40 bedrifter brukte den."]
    assert all(line.unsupported == () for line in answer.lines)
    assert "Ferja gikk hver time i Fjordby" in answer.citations[0].quote
    assert answer.writer == served.model
    assert len(steps) > 10


def test_it_may_say_that_nothing_is_covered(served: Endpoint, ferries: Assistant) -> None:
    answer = ask_by(ferries, Asked(OTHER), make_writer(ferries, served))
    assert answer.abstained
    assert answer.citations == ()


def test_an_answer_cut_at_its_length_loses_its_last_piece_and_says_so(served: Endpoint, ferries: Assistant) -> None:
    short = served.model_copy(update={"answer_tokens": 50})
    answer = ask_by(ferries, Asked(KNOWN), make_writer(ferries, short))
    assert [line.text for line in answer.lines] == ["Ferja gikk hver time i Fjordby."]
    assert answer.notice == say("notice.cut", "nb")


def test_stop_ends_it(served: Endpoint) -> None:
    stream = Stream(served, "", f"<question>\n{KNOWN}\n</question>")
    pieces = iter(stream)
    next(pieces)
    stream.stop()
    list(pieces)
    assert stream.join(5.0)


def test_a_model_it_does_not_have_is_told(served: Endpoint, ferries: Assistant) -> None:
    other = served.model_copy(update={"model": "nobody/nothing"})
    with pytest.raises(ModelFailure) as raised:
        LanguageModel(other).ask("", "Hei")
    assert raised.value.why == "model"
    answer = ask_by(ferries, Asked(KNOWN), make_writer(ferries, other))
    assert answer.writer == "built-in"
    assert answer.notice == say("model.model", "nb", model="nobody/nothing")
