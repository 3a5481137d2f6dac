"""Models are found where they lie, used in place, and never taken for another."""

import pytest

from flux2studio.core.control import RunControl
from flux2studio.core.errors import Cancelled
from flux2studio.core.local import Pipeline
from flux2studio.core.model_files import LicenceError, ModelError, ModelOrigin, ModelState
from tests.services.model_parts import CATALOGUE, DEV, KLEIN, REPOSITORY, opened
from tests.storage.model_folders import (
    TRANSFORMER,
    gguf,
    model_files,
    transformer_shapes,
    weights,
    write_cache,
    write_files,
    write_model,
)

COMMIT = "0123456789abcdef0123456789abcdef01234567"


@pytest.fixture
def models(tmp_path):
    with opened(tmp_path / "home") as models:
        yield models


@pytest.fixture
def cache(tmp_path):
    return tmp_path / "home" / "cache" / "hub"


def found(models, model_id=KLEIN):
    return models.find(CATALOGUE.model(model_id))


def widened(files, hidden):
    """The same model, as wide as that by its configuration."""
    config = files["transformer/config.json"]
    heads = b'"num_attention_heads": %d' % (hidden // 16)
    return {
        **files,
        "transformer/config.json": config.replace(b'"num_attention_heads": 2', heads),
    }


def everything_below(folder):
    return {
        path: (path.stat().st_mtime_ns, path.stat().st_size)
        for path in folder.rglob("*")
        if not path.is_dir()
    }


def test_a_model_that_is_nowhere_says_how_to_get_it(models):
    models.refresh()
    status = models.status(KLEIN)

    with pytest.raises(ModelError) as caught:
        found(models)

    assert (status.state, status.place, status.total_bytes) == (ModelState.MISSING, None, 16e9)
    assert "not on this computer" in str(caught.value)
    assert "16.0 GB" in caught.value.hint
    assert caught.value.field == "model"


def test_all_local_models_are_listed_before_the_first_look(models):
    assert [status.model for status in models.snapshot()] == [
        model.id for model in CATALOGUE.models if model.local
    ]


def test_the_cache_of_other_tools_is_used_in_place(models, cache):
    snapshot = write_cache(cache, REPOSITORY, widened(model_files(), 3072), COMMIT)
    before = everything_below(cache)

    files = found(models)
    models.verify(KLEIN)

    assert files.folder == str(snapshot)
    assert files.label == f"{REPOSITORY}@{COMMIT[:12]}"
    assert (files.hidden, files.base) == (3072, "FLUX.2 klein 4B")
    assert models.status(KLEIN).place.origin is ModelOrigin.CACHE
    assert not models.status(KLEIN).can_remove
    assert everything_below(cache) == before


def test_of_several_versions_in_the_cache_that_of_main_comes_first_and_a_whole_one_wins(
    models, cache
):
    files = model_files()
    whole = write_cache(cache, REPOSITORY, files, "a" * 40, main=False)
    part = {path: data for path, data in files.items() if "vae" not in path}
    write_cache(cache, REPOSITORY, part, "b" * 40)
    assert found(models).folder == str(whole)

    main = write_cache(cache, REPOSITORY, files, "c" * 40)

    assert found(models).folder == str(main)


def test_a_half_download_of_other_tools_is_not_taken_for_whole(models, cache):
    files = model_files(shards=2)
    del files["transformer/diffusion_pytorch_model-00002-of-00002.safetensors"]
    write_cache(cache, REPOSITORY, files, COMMIT)

    with pytest.raises(ModelError, match="00002-of-00002") as caught:
        found(models)

    assert models.status(KLEIN).state is ModelState.PARTIAL
    assert "Download it here" in caught.value.hint


def test_a_check_of_the_cache_goes_by_the_names_of_its_files(models, cache):
    snapshot = write_cache(cache, REPOSITORY, model_files(), COMMIT)
    assert models.verify(KLEIN).compared == len(model_files())
    path = (snapshot / "vae/diffusion_pytorch_model.safetensors").resolve()
    data = bytearray(path.read_bytes())
    data[-1] ^= 1
    path.write_bytes(bytes(data))

    with pytest.raises(ModelError, match="damaged"):
        models.verify(KLEIN)

    assert models.status(KLEIN).state is ModelState.DAMAGED
    with pytest.raises(ModelError, match="damaged"):
        found(models)


@pytest.mark.parametrize(
    ("model_id", "kind"),
    [
        (KLEIN, "klein"),
        ("local/klein-base-4b", "klein-base"),
        ("local/klein-9b-kv", "klein-kv"),
        (DEV, "dev"),
    ],
)
def test_a_folder_of_an_unknown_width_is_taken_where_its_kind_fits(
    models, tmp_path, model_id, kind
):
    folder = write_model(tmp_path / "mine", kind)
    before = everything_below(folder)
    models.accept_licence(model_id)
    models.use(model_id, folder)

    files = found(models, model_id)

    assert (files.folder, files.pipeline, files.label) == (str(folder), Pipeline(kind), "mine")
    assert (files.hidden, files.base) == (32, "")
    assert models.status(model_id).place.origin is ModelOrigin.FOLDER
    assert models.status(model_id).is_ready
    assert everything_below(folder) == before


@pytest.mark.parametrize(
    ("model_id", "kind", "hidden", "said"),
    [
        (KLEIN, "klein", 4096, "holds FLUX.2 klein 9B, not FLUX.2 klein 4B"),
        (KLEIN, "klein-base", 3072, "holds FLUX.2 klein 4B base, not FLUX.2 klein 4B"),
        (KLEIN, "klein-base", 32, "holds a base model of FLUX.2 klein, not FLUX.2 klein 4B"),
        (KLEIN, "dev", 6144, "holds FLUX.2 dev, not FLUX.2 klein 4B"),
        (DEV, "klein", 3072, "holds FLUX.2 klein 4B, not FLUX.2 dev"),
        ("local/klein-9b", "klein-kv", 4096, "holds FLUX.2 klein 9B KV, not FLUX.2 klein 9B"),
        (DEV, "dev", 4096, "not FLUX.2 dev"),
    ],
)
def test_a_folder_of_another_model_is_refused_with_both_names(
    models, tmp_path, model_id, kind, hidden, said
):
    files = model_files(kind)
    folder = write_files(tmp_path / "mine", widened(files, hidden))

    with pytest.raises(ModelError, match=said):
        models.use(model_id, folder)

    assert models.status(model_id).place is None


def test_a_folder_that_lacks_a_file_is_refused_and_the_file_named(models, tmp_path):
    files = model_files()
    del files["vae/config.json"]

    with pytest.raises(ModelError, match=r"vae/config\.json"):
        models.use(KLEIN, write_files(tmp_path / "mine", files))


def test_a_folder_that_changed_since_is_noticed(models, tmp_path):
    folder = write_model(tmp_path / "mine")
    models.use(KLEIN, folder)
    (folder / TRANSFORMER).unlink()

    with pytest.raises(ModelError, match="diffusion_pytorch_model"):
        found(models)
    folder.rename(tmp_path / "elsewhere")
    with pytest.raises(ModelError, match="not there") as caught:
        found(models)

    assert "drive" in caught.value.hint
    assert models.status(KLEIN).state is ModelState.MISSING


def test_the_folder_of_the_cache_leads_to_its_version(models, tmp_path):
    snapshot = write_cache(tmp_path / "other", REPOSITORY, model_files(), COMMIT)

    models.use(KLEIN, tmp_path / "other" / f"models--{REPOSITORY.replace('/', '--')}")

    assert found(models).folder == str(snapshot)


def test_a_choice_can_be_forgotten_and_brought_back(models, tmp_path):
    folder = write_model(tmp_path / "mine")
    models.use(KLEIN, folder)

    models.forget(KLEIN)
    assert models.status(KLEIN).state is ModelState.MISSING
    models.undo_forget(KLEIN)

    assert found(models).folder == str(folder)
    assert everything_below(folder)


def test_what_was_not_downloaded_here_is_never_removed(models, tmp_path, cache):
    write_cache(cache, REPOSITORY, model_files(), COMMIT)
    with pytest.raises(ModelError, match="not downloaded by flux2studio"):
        models.remove(KLEIN)
    models.use(KLEIN, write_model(tmp_path / "mine"))

    with pytest.raises(ModelError, match="not downloaded by flux2studio"):
        models.remove(KLEIN)


@pytest.mark.parametrize("name", ["own.safetensors", "own.gguf"])
@pytest.mark.parametrize("layout", ["bfl", "diffusers"])
def test_a_single_file_takes_the_place_of_the_transformer(models, tmp_path, cache, name, layout):
    snapshot = write_cache(cache, REPOSITORY, model_files(hidden=64), COMMIT)
    path, shapes = tmp_path / name, transformer_shapes(64, layout=layout)
    path.write_bytes(weights(shapes) if name.endswith("safetensors") else gguf(shapes))

    models.use(KLEIN, path)
    files = found(models)

    assert (files.transformer, files.folder, files.label) == (str(path), str(snapshot), name)
    place = models.status(KLEIN).place
    assert place.origin is ModelOrigin.FILE
    assert place.small_bytes == (path.stat().st_size if path.suffix == ".gguf" else 0)
    assert models.verify(KLEIN).files == len(model_files(hidden=64)) + 1


def test_a_single_file_alone_says_what_it_needs_and_takes_a_folder_for_it(models, tmp_path):
    path = tmp_path / "own.safetensors"
    path.write_bytes(weights(transformer_shapes()))
    models.use(KLEIN, path)
    with pytest.raises(ModelError, match="text encoder and the VAE") as caught:
        found(models)
    assert "8.2 GB" in caught.value.hint
    files = model_files()
    del files[TRANSFORMER]

    models.use(KLEIN, write_files(tmp_path / "rest", files))

    assert found(models).transformer == str(path)
    assert found(models).folder == str(tmp_path / "rest")


def test_a_file_and_a_folder_of_two_models_do_not_go_together(models, tmp_path, cache):
    write_cache(cache, REPOSITORY, model_files(hidden=64), COMMIT)
    path = tmp_path / "own.safetensors"
    path.write_bytes(weights(transformer_shapes(48)))
    models.use(KLEIN, path)

    with pytest.raises(ModelError, match="two different models"):
        found(models)


@pytest.mark.parametrize(
    ("shapes", "said"),
    [
        (transformer_shapes(32, guided=True), "a FLUX.2 dev model, not FLUX.2 klein 4B"),
        (transformer_shapes(4096, 1, 1), "FLUX.2 klein 9B, not FLUX.2 klein 4B"),
        ({"decoder.conv_in.weight": (2, 2)}, "a VAE"),
    ],
)
def test_a_file_of_another_model_is_refused_with_both_names(models, tmp_path, shapes, said):
    path = tmp_path / "own.gguf"
    with path.open("wb") as file:  # large on paper, not on the disk
        data = gguf({name: (shape[0], 1) for name, shape in shapes.items()})
        file.write(data)

    with pytest.raises(ModelError, match=said):
        models.use(KLEIN, path)


@pytest.mark.parametrize("name", ["notes.txt", "model.ckpt", "picture.png", "nothing"])
def test_what_is_no_file_of_weights_is_refused(models, tmp_path, name):
    (tmp_path / name).write_bytes(b"something")

    with pytest.raises(ModelError) as caught:
        models.use(KLEIN, tmp_path / name)

    assert caught.value.hint


def test_a_chosen_file_that_is_gone_is_not_replaced_in_silence(models, tmp_path, cache):
    write_cache(cache, REPOSITORY, model_files(), COMMIT)
    path = tmp_path / "own.safetensors"
    path.write_bytes(weights(transformer_shapes()))
    models.use(KLEIN, path)
    path.unlink()

    with pytest.raises(ModelError, match=r"own\.safetensors"):
        found(models)


def test_a_licence_is_agreed_to_before_a_model_is_used(models, tmp_path):
    models.use(DEV, write_model(tmp_path / "mine", "dev"))
    with pytest.raises(LicenceError, match="not been agreed"):
        found(models, DEV)
    assert not models.status(DEV).is_ready

    models.accept_licence(DEV)

    assert found(models, DEV).pipeline is Pipeline.DEV
    assert models.status(DEV).is_ready


def test_the_licence_says_what_it_allows(models):
    free, bound = models.status(KLEIN).licence, models.status(DEV).licence

    assert (free.needs_acceptance, bound.needs_acceptance) == (False, True)
    assert "paid work" in free.words
    assert "non-commercial" in bound.words
    assert "content filter" in bound.words


@pytest.mark.parametrize("act", ["status", "download", "verify", "forget", "remove", "discard"])
def test_a_model_that_is_none_is_a_sentence(models, act):
    with pytest.raises(ModelError, match="There is no model"):
        getattr(models, act)("fal/flux-2")


def test_a_hosted_model_is_not_looked_for(models):
    with pytest.raises(ModelError, match="does not run on this computer"):
        found(models, "fal/flux-2")


def test_a_check_can_be_stopped(models, tmp_path):
    models.use(KLEIN, write_model(tmp_path / "mine"))
    control = RunControl()
    control.cancel()

    with pytest.raises(Cancelled):
        models.verify(KLEIN, control)

    assert models.status(KLEIN).checking is None


def test_a_folder_of_ones_own_is_read_to_its_end_though_nothing_is_known_of_it(models, tmp_path):
    models.use(KLEIN, write_model(tmp_path / "mine"))

    checked = models.verify(KLEIN)

    assert (checked.files, checked.compared) == (len(model_files()), 0)
