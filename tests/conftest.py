"""What holds for all tests."""

from __future__ import annotations

import os
import signal

from hypothesis import settings

# A job that a shell starts in the background inherits "ignore interrupts", and so would the commands that tests stop.
if signal.getsignal(signal.SIGINT) == signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)

# Commands that tests run speak the language of the code, whatever the locale is.
os.environ["KG_LANG"] = "en"

# A property is about what comes out. Seconds are measured in benchmarks/: a machine that others use, too, is slow at times.
settings.register_profile("no seconds", deadline=None)
settings.load_profile("no seconds")
