"""How a delivery goes wrong."""


class WrongAddress(ValueError):
    """The settings do not say where to send the report, or say it wrongly; raised before anything is sent."""


class NotDelivered(RuntimeError):
    """A place did not take the report; raised by what sends it."""
