"""*Know where.* The current provinces, prefectures and counties of China, and which of them a publisher's name means."""

from nianbao.domain.divisions.locating import Located, candidates, locate
from nianbao.domain.divisions.region import Level, Region, ancestors, full_name, regions

__all__ = ["Level", "Located", "Region", "ancestors", "candidates", "full_name", "locate", "regions"]
