"""A machine is lost: its backup and its archive on one that has nothing."""
