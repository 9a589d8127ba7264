"""A person's own models survive a restart, a broken file, a move and another program."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import pytest

from vizdesk.catalog.models.user_models import UserModels, UserModelsError, free_id, same_source
from vizdesk.comparison.models import Endpoint, EngineKind, GgufPair, Model, Price, Sampling
from vizdesk.comparison.tasks import TaskKind

PAIR = GgufPair(Path("/models/ü “q”\\x.gguf"), Path("/models/mmproj.gguf"))
LOCAL = Model(
    id="my-model",
    name='My "own"\nmodel',
    engine=EngineKind.LLAMA,
    source=PAIR,
    profile="gemma-3",
    quantisation="Q4_K_M",
    sampling=Sampling(temperature=None, seed=7, max_output_tokens=99, thinking=True),
)
REMOTE = Model(
    id="gpt@https://api.openai.com/v1",
    name="GPT",
    engine=EngineKind.RESPONSES,
    source=Endpoint("https://api.openai.com/v1", "gpt", "openai"),
    profile="gpt",
    organisation="OpenAI",
    tasks=frozenset({TaskKind.ASK, TaskKind.DETECT}),
    price=Price(1.5, 2.0, "2026-11-01", "me"),
    sampling=Sampling(temperature=None, seed=None, max_output_tokens=4096, effort="low"),
)


@pytest.fixture
def user_models(tmp_path: Path) -> UserModels:
    return UserModels(tmp_path / "config" / "models")


@pytest.mark.parametrize("model", [LOCAL, REMOTE], ids=["local", "remote"])
def test_what_is_kept_is_found_again_as_it_was(user_models: UserModels, model: Model) -> None:
    user_models.keep(model)
    assert user_models.load(()) == ((model,), ())
    assert user_models.holds(model.id)


def test_forgetting_leaves_nothing_of_it_and_all_of_the_others(user_models: UserModels) -> None:
    user_models.keep(LOCAL)
    user_models.keep(REMOTE)
    user_models.forget(LOCAL.id)
    assert user_models.load(()) == ((REMOTE,), ())
    with pytest.raises(UserModelsError, match="none of the models you added"):
        user_models.forget(LOCAL.id)


def test_ids_that_would_share_a_file_name_do_not(user_models: UserModels) -> None:
    ids = ["a/b", "a-b", "a b", "A-B", "日本語", "韓国語", "", ".."]
    for one in ids:
        user_models.keep(replace(LOCAL, id=one))
    assert sorted(model.id for model in user_models.load(())[0]) == sorted(ids)
    assert all(path.parent == user_models.folder for path in user_models.folder.rglob("*"))


def test_a_broken_file_is_said_with_its_line_and_takes_no_other_with_it(
    user_models: UserModels,
) -> None:
    user_models.keep(REMOTE)
    (user_models.folder / "broken.toml").write_text('[[model]]\nid = "x"\nname = what\n')
    models, problems = user_models.load(())
    assert models == (REMOTE,)
    assert len(problems) == 1
    assert "broken.toml" in problems[0]
    assert "line 3" in problems[0]


@pytest.mark.parametrize(
    ("text", "line", "why"),
    [
        ('\n[[model]]\nid = "x"\nprofile = "generic"\n', 2, "'name' is missing"),
        ('[[model]]\nid = "x"\nname = 5\nprofile = "generic"\n', 1, "name must be a text"),
        (
            '[[model]]\nid = "x"\nname = "x"\nprofile = "generic"\nweights = "a"\n'
            'sampling = { temperature = "hot" }',
            1,
            "temperature cannot be 'hot'",
        ),
        (
            '[[model]]\nid = "a"\nname = "a"\nprofile = "generic"\nweights = "a"\n'
            '[[model]]\nid = "b"\nname = "b"\nprofile = "generic"\nweights = 7\n',
            6,
            "",
        ),
        ('[[settings]]\nid = "x"\nsampling = { warmth = 1 }\n', 1, "warmth"),
        ('model = "x"\n', 1, ""),
    ],
)
def test_what_cannot_be_understood_is_said_with_its_line(
    user_models: UserModels, text: str, line: int, why: str
) -> None:
    user_models.folder.mkdir(parents=True)
    (user_models.folder / "mine.toml").write_text(text)
    _, problems = user_models.load(())
    assert len(problems) == 1
    assert f"mine.toml, line {line}: " in problems[0]
    assert why in problems[0]


def test_no_text_file_at_all_is_a_sentence_too(user_models: UserModels) -> None:
    user_models.folder.mkdir(parents=True)
    (user_models.folder / "a.toml").write_bytes(b"\xff\xfe\x00")
    (user_models.folder / "b.toml").mkdir()
    models, problems = user_models.load((REMOTE,))
    assert models == (REMOTE,)
    assert len(problems) == 2


def test_a_file_written_by_hand_may_be_short(user_models: UserModels) -> None:
    user_models.folder.mkdir(parents=True)
    (user_models.folder / "mine.toml").write_text(
        '[[model]]\nid = "a"\nname = "A"\nprofile = "generic"\n'
        'weights = "here/a.gguf"\nprojector = "~/mmproj.gguf"\n'
        '[[model]]\nid = "b"\nname = "B"\nprofile = "generic"\n'
        'base_url = "http://127.0.0.1:1234/v1"\nslug = "b"\n'
    )
    (one, two), problems = user_models.load(())
    assert problems == ()
    assert one.source == GgufPair(user_models.folder / "here/a.gguf", Path.home() / "mmproj.gguf")
    assert two.engine is EngineKind.CHAT
    with pytest.raises(UserModelsError, match=r"stands in .*mine.toml; take it out there"):
        user_models.forget("a")


def test_settings_change_how_a_given_model_is_asked_and_back(user_models: UserModels) -> None:
    known = replace(REMOTE, id="gpt-5.5")
    changed = replace(known, sampling=replace(known.sampling, effort="high"))
    user_models.keep_settings(changed)
    assert user_models.load((known,)) == ((changed,), ())
    assert not user_models.holds("gpt-5.5")
    user_models.keep_settings(known)
    assert user_models.load((known,)) == ((known,), ())


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_may_not_be_written_gives_a_sentence(user_models: UserModels) -> None:
    user_models.folder.mkdir(parents=True)
    user_models.folder.chmod(0o500)
    with pytest.raises(UserModelsError, match="cannot be written"):
        user_models.keep(LOCAL)
    user_models.folder.chmod(0o700)


def test_a_file_in_the_place_of_the_folder_gives_a_sentence(user_models: UserModels) -> None:
    user_models.folder.parent.mkdir()
    user_models.folder.write_text("in the way")
    with pytest.raises(UserModelsError, match="cannot be written"):
        user_models.keep(LOCAL)
    assert user_models.load((REMOTE,)) == ((REMOTE,), ())


def test_nothing_half_written_is_left(user_models: UserModels) -> None:
    with pytest.raises(UserModelsError, match="not valid Unicode"):
        user_models.keep(replace(LOCAL, source=GgufPair(Path("/m/\udcff.gguf"), None)))
    assert list(user_models.folder.iterdir()) == []


def test_the_same_files_are_recognised_through_a_link(tmp_path: Path) -> None:
    real = tmp_path / "real.gguf"
    real.write_bytes(b"")
    (tmp_path / "link.gguf").symlink_to(real)
    one, two = GgufPair(real, None), GgufPair(tmp_path / "link.gguf", None)
    assert same_source(one, two)
    assert not same_source(one, GgufPair(real, real))
    assert not same_source(one, REMOTE.source)


def test_a_taken_id_gets_a_number() -> None:
    models = [LOCAL, replace(LOCAL, id="my-model-2")]
    assert free_id("my-model", models) == "my-model-3"
    assert free_id("new", models) == "new"
