"""The pipeline: from articles to a folder of outputs.

stages    the way of the data through the stages, for one document
inputs    what has to be read: what is new or has changed
work      what a worker does with a batch
crew      workers in this process or in several
archive   what a folder keeps of its articles
version   when a kept article has to be read again
settling  which articles a folder holds after a build
merging   what several articles say of one entity
weave     the exports, from pieces known and new
carry     what clients of a server wrote into the store, kept
outputs   what is made from the exports
commit    lock, journal, recovery: all outputs appear together
build     all of these together
"""

from kg.pipeline.build import Plan, Step, build, withdraw
from kg.pipeline.commit import recover
from kg.pipeline.stages import Stages

__all__ = ["Plan", "Stages", "Step", "build", "recover", "withdraw"]
