"""A repository as one chooses from it: its models, each with whether it fits this machine."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from vizdesk.catalog.models.file_pairs import carries_by
from vizdesk.comparison.profiles import Profile
from vizdesk.downloads.choices import Choice, choices_of, matching, worth_reading
from vizdesk.downloads.hub import Hub, Repository
from vizdesk.downloads.hub_link import HubLink
from vizdesk.downloads.machine_fit import MachineFit, MachineRoom, fit_of
from vizdesk.downloads.pair import Listed
from vizdesk.downloads.remote_headers import read_headers


@dataclass(frozen=True, slots=True)
class Offer:
    """One model of a repository; `meant`: it is one of those the link named, or none was named."""

    choice: Choice
    fit: MachineFit
    meant: bool = True


@dataclass(frozen=True, slots=True)
class Offers:
    """All models of a repository, the smallest first."""

    repository: Repository
    offers: tuple[Offer, ...]

    @property
    def meant(self) -> list[Choice]:
        """The models that the link named; all where it named none."""
        return [offer.choice for offer in self.offers if offer.meant]

    def listed(self, choice: Choice) -> Listed:
        """A choice as it is downloaded."""
        repository = self.repository
        commits = {repository.repo: repository.commit}
        return Listed(choice.pair, commits, repository.licence, repository.gated)


async def offers_of(
    hub: Hub, link: HubLink, profiles: Mapping[str, Profile], room: MachineRoom
) -> Offers:
    """Ask the hub what a repository has, and read the headers that tell what goes with what.

    Raises DownloadError, OfflineError.
    """
    repository = await hub.look_up(link.repo, link.revision)
    headers = await read_headers(hub, repository, worth_reading(repository))
    choices = choices_of(repository, headers, carries_by(profiles))
    meant = matching(choices, link)
    chosen = {choice.pair.weights: choice for choice in meant}
    offers = []
    for choice in choices:
        named = chosen.get(choice.pair.weights)
        shown = named or choice
        offers.append(Offer(shown, fit_of(shown, profiles, room), named is not None))
    return Offers(repository, tuple(offers))
