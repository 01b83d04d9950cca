"""What several commands show alike: facts and words in, text and buttons out. Pure."""
