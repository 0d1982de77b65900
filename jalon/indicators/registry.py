"""All the indicators, by code, in the order of the letter."""

from jalon.indicators import derived as d
from jalon.indicators import measures as m
from jalon.indicators.kinds import Indicator

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
        *(m.REFERRED_ENTRIES_MONTH, m.REFERRED_ENTRIES, m.REFERRALS, d.PARTNER_TARGET, m.STEPS),
        *(d.TARGET_POSITIVE, d.TARGET_POSITIVE_TO_DATE, m.POSITIVE_EXITS_MONTH, m.POSITIVE_EXITS, m.OTHER_EXITS),
        *(
            m.EXITS_LATE,
            m.EXITS,
            m.NEUTRAL_EXITS,
            d.POSITIVE_PCT_TO_DATE,
            d.POSITIVE_PCT,
            d.POSITIVE_PCT_EXCLUDING_NEUTRAL,
        ),
    )
}
