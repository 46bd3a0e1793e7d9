"""The command line: the top layer, which may import everything.

Importing it puts the app's folder on the path, so that ``components`` is found once the package is installed; in a
checkout it is found already. No other module touches the path.
"""

import sys

from pactline.home import app_root

if str(app_root()) not in sys.path:
    sys.path.append(str(app_root()))
