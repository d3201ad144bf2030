"""Single values as people write them: each is read into what it means, or refused with what would be right."""
