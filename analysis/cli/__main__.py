"""`python -m analysis.cli` is the command `framewaves`."""

import sys

from analysis.cli import main

sys.exit(main())
