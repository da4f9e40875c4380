"""*Prove that workers share.* One, two, four on one database; killed ones; by the portals' own log of requests."""
