"""One file per form of game: data and validation, nothing solved."""
