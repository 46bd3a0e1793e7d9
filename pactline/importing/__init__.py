"""In from anywhere: what other tools' files hold, as entries of a record, with a report of what changed on the way."""
