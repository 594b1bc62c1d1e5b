"""Trained networks → the model file that `newsclean.tagger` reads, and its card."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
import numpy.typing as npt

from newsclean.features import NAMES
from newsclean.lab.batches import Trained
from newsclean.lab.network import DILATIONS
from newsclean.modelfile import Description
from newsclean.records import Kind
from newsclean.tokens import FLAGS

#: A fixed time stamp, so that the same weights make the same bytes.
_EPOCH = (2000, 1, 1, 0, 0, 0)


def pack(
    members: Sequence[Trained],
    card: dict[str, Any],
    *,
    hint_names: tuple[str, ...] = (),
    keep_temperature: float = 1.0,
    kind_temperature: float = 1.0,
) -> bytes:
    """The model file: matrices as int8 with one scale a row, all else as float16, in a compressed npz.

    All members must have been trained on the same examples, so that they share vocabulary and normalisation.
    """
    first = members[0]
    words = first.vocabulary.words
    description = Description(
        features=NAMES + hint_names, flags=FLAGS, kinds=tuple(kind.value for kind in Kind), members=len(members),
        dilations=DILATIONS, keep_temperature=keep_temperature, kind_temperature=kind_temperature, card=card,
    )  # fmt: skip
    arrays: dict[str, npt.NDArray[Any]] = {
        "description": np.frombuffer(msgspec.json.encode(description), np.uint8),
        "mean": first.mean.astype(np.float32),
        "deviation": first.deviation.astype(np.float32),
        "words": np.frombuffer("\n".join(words).encode(), np.uint8),
        "pairs": first.vocabulary.pairs.astype(np.int32),
    }
    for number, member in enumerate(members):
        if member.vocabulary.words != words:
            raise ValueError("the members of a model must share one vocabulary")
        for name, weights in member.network.state_dict().items():
            arrays |= _packed(f"{number}.{name}", weights.numpy())
    return _archive(arrays)


def _packed(name: str, weights: npt.NDArray[np.float32]) -> dict[str, npt.NDArray[Any]]:
    if weights.ndim < 2:
        return {name: weights.astype(np.float16)}
    scale = np.abs(weights).max(axis=tuple(range(1, weights.ndim)), keepdims=True) / 127 + 1e-8
    scale = scale.astype(np.float16).astype(np.float32)
    scale[scale == 0] = np.float32(6e-8)
    return {name: np.round(weights / scale).clip(-127, 127).astype(np.int8), f"{name}:scale": scale.astype(np.float16)}


def _archive(arrays: dict[str, npt.NDArray[Any]]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, array in arrays.items():
            entry = io.BytesIO()
            np.lib.format.write_array(entry, np.ascontiguousarray(array), allow_pickle=False)
            info = zipfile.ZipInfo(f"{name}.npy", _EPOCH)
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, entry.getvalue())
    return out.getvalue()


def write(path: Path, data: bytes) -> None:
    """Write a model file, whole or not at all."""
    part = path.with_suffix(".part")
    part.write_bytes(data)
    part.replace(path)
