"""Under the names that public repositories use, each family gets its own image size."""

from __future__ import annotations

import pytest
from parity.published_names import PUBLISHED, Names, called
from parity.sending import sent_image

from parity import fixture

CASES = [(family, names) for family, listed in PUBLISHED.items() for names in listed]


def test_every_family_has_names() -> None:
    assert set(PUBLISHED) == set(fixture.families())


@pytest.mark.parametrize(("family", "names"), CASES, ids=[names[0] for _, names in CASES])
def test_the_image_has_the_references_size(family: str, names: Names) -> None:
    with called(fixture.load(family), names) as made:
        sent = sent_image(made)
    assert (sent.width, sent.height) == made.reference.sent_size
