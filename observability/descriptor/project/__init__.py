"""What holds for all services of a repository: the project file, and what is so without one."""
