"""The pipeline: from articles to a folder of outputs.

stages    the way of the data through the stages, for one document
work      what a worker does with a batch
crew      workers in this process or in several
spool     what they found, on disk, put in order
outputs   what is made from the finished graph
commit    lock, journal, recovery: all outputs appear together
build     all of these together
"""

from kg.pipeline.build import Plan, Step, build
from kg.pipeline.commit import recover
from kg.pipeline.stages import Stages

__all__ = ["Plan", "Stages", "Step", "build", "recover"]
