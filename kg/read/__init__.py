"""Reading: from files, folders, globs and standard input to documents.

discover   which sources the inputs name, in a fixed order
contents   the bytes of each article of a source
read       the documents of one source

sources      files, folders, globs, ``-``
encoding     bytes → text (UTF-8, GB18030; anything else is refused by name)
header       front matter, read as data only
markup       HTML or plain lines → blocks with an offset for each character
furniture    what a page puts around an article: share bars, editors' lines, QR captions
dates        RFC 2822, ISO 8601, YYYYMMDD
article      all of these together: one document
records      JSON Lines: many documents
"""

from kg.read.article import read_article
from kg.read.reading import Content, contents, read, read_content
from kg.read.sources import Source, discover, spoken

__all__ = ["Content", "Source", "contents", "discover", "read", "read_article", "read_content", "spoken"]
