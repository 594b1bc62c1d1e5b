"""The model file: an npz archive of plain arrays, never pickled, with a JSON description.

That names the features and kinds it was trained with, which must be those of this version, and holds its card.
"""

from __future__ import annotations

from typing import Any

import msgspec
import numpy as np

from newsclean.errors import ModelError
from newsclean.records import Kind
from newsclean.tokens import FLAGS, FloatArray


class Description(msgspec.Struct, frozen=True):
    """What a model file says of itself: names it was trained with, temperatures, and its card."""

    features: tuple[str, ...]
    flags: tuple[str, ...]
    kinds: tuple[str, ...]
    members: int
    dilations: tuple[int, ...]
    keep_temperature: float
    kind_temperature: float
    card: dict[str, Any]


def read_model(data: bytes, names: tuple[str, ...]) -> tuple[Description, dict[str, Any]]:
    """What a model file's bytes say of it, and its arrays.

    Raises ModelError if it is damaged, or made for other columns than `names`, or other flags or kinds.
    """
    import io
    import zipfile

    try:
        with np.load(io.BytesIO(data), allow_pickle=False) as archive:
            arrays = {name: archive[name] for name in archive.files}
        description = msgspec.json.decode(arrays.pop("description").tobytes(), type=Description)
    except (ValueError, EOFError, KeyError, OSError, zipfile.BadZipFile, msgspec.MsgspecError) as error:
        raise ModelError(f"the model file is damaged ({error}); install newsclean again") from error
    for name, found, wanted in (
        ("features", description.features, names),
        ("token flags", description.flags, FLAGS),
        ("kinds", description.kinds, tuple(kind.value for kind in Kind)),
    ):
        if found != wanted:
            raise ModelError(f"the model was trained with other {name} than this version has; train it again")
    return description, arrays


def weights_of(arrays: dict[str, Any], prefix: str) -> dict[str, FloatArray]:
    """The float32 weights under a prefix; int8 matrices (`name`) are scaled by `name:scale`."""
    found: dict[str, FloatArray] = {}
    for key, array in arrays.items():
        name = key.removeprefix(prefix)
        if name == key or name.endswith(":scale"):
            continue
        values = array.astype(np.float32)
        if f"{key}:scale" in arrays:
            values = values * arrays[f"{key}:scale"].astype(np.float32)
        found[name] = values
    return found
