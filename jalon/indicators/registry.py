"""All the indicators, by code, in the order of the letter; and all the ways of cutting them."""

from jalon.indicators import derived as d
from jalon.indicators import dimensions as by
from jalon.indicators import measures as m
from jalon.indicators.bridges import BRIDGES
from jalon.indicators.dimensions import Dimension
from jalon.indicators.kinds import Indicator
from jalon.indicators.reception import ATTEMPT_RANK, INVITATION, RECEPTION
from jalon.indicators.remarks import REMARKS

INDICATORS: dict[str, Indicator] = {
    each.code: each
    for each in (
        *(
            d.FTE,
            d.TARGET_ENTRIES,
            d.TARGET_ENTRIES_TO_DATE,
            m.ENTRIES_MONTH,
            m.ENTRIES_LATE,
            m.ENTRIES_LATE_LAST_YEAR,
            m.ENTRIES,
        ),
        *(d.TARGET_PCT, m.NON_ENTRIES, m.ACCOMPANIED, d.ACTIVE_FILE_TARGET, m.ACTIVE_FILE, d.ACTIVE_FILE_PCT),
        *(m.PEOPLE_ON_A_STEP, m.STEPS_OPEN, m.SUSPENDED, m.PREAFFECTATION_MONTH, m.PREAFFECTATION),
        *(m.REFERRED_ENTRIES_MONTH, m.REFERRED_ENTRIES, m.REFERRALS, m.STEPS),
        *(m.PARTNER_REFERRALS, d.PARTNER_TARGET, d.PARTNER_PCT),
        *(m.PARTNER_ENTRIES, d.PARTNER_ENTRIES_TARGET, d.PARTNER_ENTRIES_PCT),
        *(d.TARGET_POSITIVE, d.TARGET_POSITIVE_TO_DATE, m.POSITIVE_EXITS_MONTH, m.POSITIVE_EXITS, m.OTHER_EXITS),
        *(
            m.EXITS_LATE,
            m.EXITS,
            m.NEUTRAL_EXITS,
            m.NON_NEUTRAL_EXITS,
            d.POSITIVE_PCT_TO_DATE,
            d.POSITIVE_PCT,
            d.POSITIVE_PCT_EXCLUDING_NEUTRAL,
        ),
        *RECEPTION,
        *BRIDGES,
        *REMARKS,
    )
}

DIMENSIONS: dict[str, Dimension] = {
    each.code: each
    for each in (
        *(by.SEX, by.AGE, by.COMMUNE, by.DISTRICT, by.RSA, by.LEVEL),
        *(by.CATEGORY, by.REFERRER, by.REFERRER_WITH_AGENCIES, by.CASEWORKER, by.HOST, by.MONTH),
        *(by.EXIT_REASON, by.NON_ENTRY_REASON, by.WAITING, by.CLASSIFICATION, by.STEP_LABEL),
        *(INVITATION, ATTEMPT_RANK),
    )
}
