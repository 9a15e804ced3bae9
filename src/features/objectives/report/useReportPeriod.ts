import { useMemo, useState } from 'react';
import { type Period, periodAfter, periodAt, periodBefore, periodNamed } from '../../../domain/time/window';
import { useContentLanguage } from '../../../shared/hooks/useContentLanguage';
import { useTeamZone } from '../../../shared/hooks/useSettings';
import { type UrlFilter, useUrlFilter } from '../../../shared/hooks/useUrlFilter';

export interface ReportChoice {
  change: UrlFilter['change'];
  period: Period;
  before: Period;
  /** Absent: it has not begun yet. */
  after?: Period;
  language: 'en' | 'fr';
  /** Private incidents are asked for too. */
  withPrivate: boolean;
}

/** Which report the URL asks for: `period=2026-W47` or `2026-11`, else the running week or month. */
export function useReportPeriod(): ReportChoice {
  const { params, change } = useUrlFilter();
  const zone = useTeamZone();
  const usual = useContentLanguage();
  const asked = params.get('period') ?? '';
  const type = params.get('type') === 'month' ? 'month' : 'week';
  const chosen = params.get('language');
  const withPrivate = params.get('private') === '1';
  const [now] = useState(() => Date.now() / 1000);
  return useMemo(() => {
    const named = periodNamed(asked, zone);
    const period = named && named.start <= now ? named : periodAt(type, now, zone);
    const after = periodAfter(period, zone);
    return {
      change,
      period,
      before: periodBefore(period, zone),
      ...(after.start <= now && { after }),
      language: chosen === 'en' || chosen === 'fr' ? chosen : usual,
      withPrivate,
    };
  }, [asked, type, chosen, zone, usual, now, withPrivate, change]);
}
