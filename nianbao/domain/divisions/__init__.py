"""*Know where.* The provinces, prefectures and counties of China as they are now, and which a publisher means."""

from nianbao.domain.divisions.above import ancestors, full_name, known
from nianbao.domain.divisions.locating import Located, candidates, locate
from nianbao.domain.divisions.region import Level, Region, regions

__all__ = ["Level", "Located", "Region", "ancestors", "candidates", "full_name", "known", "locate", "regions"]
