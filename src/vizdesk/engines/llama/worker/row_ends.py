"""The features at the ends of an image's rows (Pixtral, Mistral), where llama.cpp computes NaN.

Between two rows of patches stands the embedding of [IMG_BREAK]. llama.cpp takes memory that nobody
wrote to, times zero, plus that embedding (tools/mtmd/models/pixtral.cpp): where the memory happens
to hold NaN or infinity, so do the features, and encoding again finds the same memory. What it was
to be is known exactly: the embedding, as it stands in the projector (docs/parity.md).
"""

from __future__ import annotations

from functools import reduce
from math import gcd

import numpy as np
from numpy.typing import NDArray

ROW_END_TENSOR = b"v.token_embd.img_break"


def with_row_ends(
    features: NDArray[np.float32], row_end: NDArray[np.float32] | None
) -> NDArray[np.float32]:
    """`features` (tokens, width) with `row_end` (width,) where a row's end is no number.

    Left as they are when there is no row end, or when anything else is no number: the rows that
    are none must all be ends of equally long rows, the last of which has none.
    """
    bad = ~np.isfinite(features).all(axis=1)
    if row_end is None or not bad.any() or bad.all():
        return features
    length = reduce(gcd, (int(at) + 1 for at in np.flatnonzero(bad)), len(features) + 1)
    if length < 2:
        return features
    mended = features.copy()
    mended[bad] = row_end
    return mended
