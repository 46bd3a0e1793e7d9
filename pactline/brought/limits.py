"""How large what a reader brings may be; whoever meets a limit is told it."""

from pactline.text.strict_yaml import MAX_UPLOAD_BYTES

MB = 1024 * 1024
MAX_UPLOAD = MAX_UPLOAD_BYTES  # bytes of the file itself, as it comes
MAX_UNPACKED = 8 * MB  # bytes of all files of a zip together, counted while they are unpacked
MAX_FILES = 100  # in a zip
MAX_TEXT = 4 * MB  # bytes of a record's YAML, of all its files together
MAX_EVENTS = 10_000
MAX_ENTRIES = 60_000  # events, claims, reactions, estimates and sources together
MAX_FORMATTED = MB // 4  # bytes of a file that is put into the one style; a larger one is given as it stands
AT_ONCE = 100_000  # bytes of YAML that are read beside all else; what is larger gets a process of its own ...
SECONDS = 30  # ... which may take so much of a processor ...
MEMORY = 4 * 1024 * MB  # ... and address so many bytes; what it uses is far below
WAIT = 90  # s after which nobody waits for it any more
