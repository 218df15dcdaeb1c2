"""A reading in its sentence, and what the sentence says of it: who says it, whether it is denied, how sure it sounds."""

from dataclasses import dataclass

from kg.records import Entity, Sentence
from kg.relate.frames import Frame
from kg.relate.modality import modality_features
from kg.relate.pairs import Reading
from kg.relate.speech import Speech, is_denied


@dataclass(slots=True)
class Judgement:
    """A reading in its sentence, before it is weighed."""

    frame: Frame
    reading: Reading
    speech: Speech

    @property
    def sentence(self) -> Sentence:
        """Where it is said."""
        return self.frame.sentence

    def modality(self) -> list[str]:
        """Features for the planned/asserted decision."""
        return modality_features(self.frame, self.reading)

    def is_denied(self) -> bool:
        """Whether the trigger is denied."""
        trigger, start = self.reading.trigger, self.frame.sentence.start
        return trigger is not None and is_denied(self.frame.text, trigger.start - start)

    def speaker(self) -> Entity | None:
        """Who is quoted as saying it; ask before the next sentence is read."""
        at = self.reading.trigger.start if self.reading.trigger else max(self.reading.subject.start, self.reading.object.start)
        return self.speech.speaker(self.frame, at)
