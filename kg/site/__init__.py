"""The site: pages to read the graph by, made on the server and complete without scripts.

``routes`` gives a Starlette application its pages. They ask the store through ``kg.ask`` only, so a remote endpoint serves as
well as a store on disk. Templates and the markup they promise to the style sheet and scripts: ``templates/README.md``.
"""

from kg.site.routes import routes
from kg.site.site import is_styled

__all__ = ["is_styled", "routes"]
