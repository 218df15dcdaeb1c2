"""The style sheet and the scripts under ``/static/``, as the bundler left them; nothing when it has not run."""

import os
import re

from starlette.responses import Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

from kg.site.site import HEADERS, STATIC

_HASHED = re.compile(r"[-.][0-9A-Za-z]{8,}\.\w+$")
"""``chunk-5XQ2K7AB.js``: the name changes with the content."""


class Bundle(StaticFiles):
    """Files that browsers may keep: for a year where the name changes with the content, else as long as it is unchanged."""

    def __init__(self) -> None:
        super().__init__(directory=STATIC, check_dir=False)

    def file_response(
        self, full_path: str | os.PathLike[str], stat_result: os.stat_result, scope: Scope, status_code: int = 200
    ) -> Response:
        """The file with its headers."""
        response = super().file_response(full_path, stat_result, scope, status_code)
        is_hashed = _HASHED.search(os.fspath(full_path))
        response.headers["Cache-Control"] = "public, max-age=31536000, immutable" if is_hashed else "no-cache"
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        return response
