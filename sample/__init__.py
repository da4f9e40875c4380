"""Make. Published figures on pages of our own, as the archive `nianbao demo` replays; knows nothing of the reader."""
