"""All readers of constructions that say a fact whatever the weights: each yields statements of its own."""

from kg.relate.aims import facts_of_aims
from kg.relate.alliances import facts_of_alliances
from kg.relate.allotments import facts_of_allotments
from kg.relate.attendance import facts_of_attendance
from kg.relate.coverage import facts_of_coverage
from kg.relate.deeds import facts_of_deeds
from kg.relate.founders import facts_of_founders
from kg.relate.guidance import facts_of_guidance
from kg.relate.hosts import facts_of_hosts
from kg.relate.laws import facts_of_laws
from kg.relate.leave import facts_of_leave
from kg.relate.letters import facts_of_letters
from kg.relate.listings import facts_of_listings
from kg.relate.movers import facts_of_movers
from kg.relate.moves import facts_of_moves
from kg.relate.notices import facts_of_notices
from kg.relate.papers import facts_of_papers
from kg.relate.partners import facts_of_partners
from kg.relate.pilots import facts_of_pilots
from kg.relate.purposes import facts_of_purposes
from kg.relate.sanctions import facts_of_sanctions
from kg.relate.seats import facts_of_seats
from kg.relate.stakes import facts_of_stakes
from kg.relate.subsidiaries import facts_of_subsidiaries
from kg.relate.wholes import facts_of_wholes

TOLD = (
    facts_of_aims,
    facts_of_alliances,
    facts_of_allotments,
    facts_of_attendance,
    facts_of_deeds,
    facts_of_founders,
    facts_of_laws,
    facts_of_leave,
    facts_of_partners,
    facts_of_pilots,
    facts_of_purposes,
    facts_of_notices,
    facts_of_coverage,
    facts_of_guidance,
    facts_of_letters,
    facts_of_listings,
    facts_of_hosts,
    facts_of_movers,
    facts_of_moves,
    facts_of_papers,
    facts_of_subsidiaries,
    facts_of_sanctions,
    facts_of_seats,
    facts_of_stakes,
    facts_of_wholes,
)
