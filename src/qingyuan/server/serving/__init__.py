"""Web server and worker in one process, and the clock that starts what is due."""
