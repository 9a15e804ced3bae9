import { useMemo } from 'react';
import { t } from '@grafana/i18n';
import { excludedTimes, isOnBetween, timesOf } from '../../../domain/maintenance/windows/times';
import { serviceKey } from '../../../domain/services/services';
import { type Span } from '../../../domain/time/window';
import { useWindows } from '../../../shared/maintenance/useWindows';
import { verbatim } from '../../../shared/words/verbatim';

/** Maintenance windows of a service between two times (seconds) that count: those that do not are marked as exclusions. */
export function useCountedWindows(
  service: string | undefined,
  start: number,
  end: number
): Array<Span & { title: string }> {
  const { windows } = useWindows();
  return useMemo(() => {
    const key = service ? serviceKey(service) : '';
    return windows
      .filter((window) => window.services.includes(key) && isOnBetween(window, start * 1000, end * 1000))
      .filter((window) => excludedTimes(window) === undefined)
      .flatMap((window) => {
        const times = timesOf(window);
        return times
          ? [
              {
                start: Date.parse(times.from) / 1000,
                end: Date.parse(times.to) / 1000,
                title: t(
                  'objectives.windows.region',
                  'Maintenance window, counted: {{title}}',
                  verbatim({ title: window.title })
                ),
              },
            ]
          : [];
      });
  }, [windows, service, start, end]);
}
