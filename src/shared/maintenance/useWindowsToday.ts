import { useMemo } from 'react';
import { isOnBetween } from '../../domain/maintenance/windows/times';
import { addDays, localDateOf, startOfDay } from '../../domain/time/localDates';
import { useNow } from '../hooks/useNow';
import { useTeamZone } from '../hooks/useSettings';
import { useWindows, type Windows } from './useWindows';

// Apart from useWindows.ts: incidents need that one, and not the calendar's polyfill.

/** The windows that are on at any time of the team's day, the earliest first. */
export function useWindowsToday(): Windows & { now: number } {
  const view = useWindows();
  const zone = useTeamZone();
  const now = useNow();
  const today = localDateOf(new Date(now).toISOString(), zone);
  const windows = useMemo(() => {
    const [from, to] = [today, addDays(today, 1)].map((date) => Date.parse(startOfDay(date, zone)));
    return view.windows.filter((window) => isOnBetween(window, from, to)).reverse();
  }, [view.windows, today, zone]);
  return { ...view, windows, now };
}
