"""One class a kind of portal software: which pages there are and how they are numbered, linked and asked for."""

from collections.abc import Mapping

from simulator.families.base import Family
from simulator.families.gkmlpt import Gkmlpt
from simulator.families.hanweb import Hanweb
from simulator.families.longcom import Longcom
from simulator.families.mh import Mh
from simulator.families.shanghai import Shanghai
from simulator.families.static import Static
from simulator.families.trs import Trs
from simulator.families.ucap import Ucap
from simulator.families.vsb import Vsb

__all__ = ["FAMILIES", "Family", "Gkmlpt", "Hanweb", "Longcom", "Mh", "Shanghai", "Static", "Trs", "Ucap", "Vsb"]

FAMILIES: Mapping[str, type[Family]] = {
    one.name: one for one in (Trs, Hanweb, Vsb, Mh, Shanghai, Ucap, Gkmlpt, Longcom, Static)
}
