"""When. What is due, who crawls it and when: schedule and workers on procrastinate in the same Postgres."""
