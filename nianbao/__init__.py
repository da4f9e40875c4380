"""nianbao (年报): the annual open-government-information reports of China, as a database that can be trusted."""
