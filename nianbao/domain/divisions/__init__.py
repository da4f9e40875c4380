"""*Know where.* The provinces, prefectures and counties of China as they are now, and which a publisher means."""

from nianbao.domain.divisions.locating import Located, candidates, locate
from nianbao.domain.divisions.region import Level, Region, ancestors, full_name, regions

__all__ = ["Level", "Located", "Region", "ancestors", "candidates", "full_name", "locate", "regions"]
