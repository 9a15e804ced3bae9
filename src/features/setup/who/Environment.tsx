import React, { type ReactNode } from 'react';
import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { useStyles2 } from '@grafana/ui';
import { useQuery } from '@tanstack/react-query';
import { clockOffset, hasLocks, liveConnects } from '../../../grafana/environment';
import { usesLegacyStorage } from '../../../grafana/records/legacy';
import { useSettings } from '../../../shared/hooks/useSettings';
import { StateMark } from '../../../shared/ui/StateMark';
import { formatDuration } from '../../../shared/words/durations';
import { verbatim } from '../../../shared/words/verbatim';
import { useManagedFolders } from '../data';

const NOTICED_SECONDS = 60;

/** What Opsbook stands on here, looked at rather than assumed. */
export function Environment() {
  const styles = useStyles2(getStyles);
  const storage = useQuery({
    queryKey: ['legacy-storage'],
    queryFn: ({ signal }) => usesLegacyStorage(signal),
    retry: false,
  });
  const live = useQuery({ queryKey: ['setup', 'live'], queryFn: () => liveConnects(), retry: false });
  const clock = useQuery({ queryKey: ['setup', 'clock'], queryFn: ({ signal }) => clockOffset(signal), retry: false });
  const { data: managed = [], isPending: managedPending, isError: managedUnknown } = useManagedFolders();
  const { fixed } = useSettings();
  const off = Math.abs(clock.data ?? 0);
  return (
    <ul aria-label={t('setup.environment.title', 'What Opsbook stands on here')} className={styles}>
      <Check isPending={storage.isPending} isGood={storage.data === false} isUnknown={storage.isError}>
        {storage.data
          ? t('setup.environment.legacy', 'Storage: the old tables. Two writes in one moment may need a second try.')
          : storage.isError
            ? t('setup.environment.storage-unknown', 'Storage: Grafana did not say.')
            : t('setup.environment.unified', 'Storage: unified.')}
      </Check>
      <Check isPending={managedPending} isGood={managed.length === 0} isUnknown={managedUnknown}>
        {managed.length > 0
          ? t(
              'setup.environment.managed',
              'Git Sync: manages {{folders}}, where nothing can be written.',
              verbatim({ folders: managed.map(({ title }) => title).join(', ') })
            )
          : managedUnknown
            ? t('setup.environment.managed-unknown', 'Git Sync: Grafana did not say.')
            : t('setup.environment.not-managed', 'Git Sync: manages none of the folders.')}
      </Check>
      <Check isPending={live.isPending} isGood={live.data === true}>
        {live.data
          ? t('setup.environment.live', 'Live: connects. Others’ changes show at once.')
          : t('setup.environment.no-live', 'Live: does not connect. Others’ changes show within five seconds.')}
      </Check>
      <Check
        isPending={clock.isPending}
        isGood={clock.data !== undefined && off < NOTICED_SECONDS}
        isUnknown={clock.data === undefined}
      >
        {clock.data === undefined
          ? t('setup.environment.clock-unknown', 'Clock: Grafana did not tell its time.')
          : off < NOTICED_SECONDS
            ? t('setup.environment.clock', 'Clock: this computer’s agrees with Grafana’s.')
            : t(
                'setup.environment.clock-off',
                'Clock: this computer’s is {{offset}} away from Grafana’s. Times that you enter will be too.',
                verbatim({ offset: formatDuration(off) })
              )}
      </Check>
      <Check isGood={hasLocks()}>
        {hasLocks()
          ? t('setup.environment.https', 'HTTPS: this page has what browsers give only to secure pages.')
          : t(
              'setup.environment.http',
              'HTTPS: missing. Without it browsers give no Web Locks (two tabs may send the same change, which is then dropped once), no clipboard and no notifications.'
            )}
      </Check>
      <Check isGood>
        {fixed.length > 0
          ? t(
              'setup.environment.provisioned',
              'Plugin: its settings are provisioned or of an earlier version, and win over those below.'
            )
          : t('setup.environment.not-provisioned', 'Plugin: not provisioned; the settings below decide.')}
      </Check>
    </ul>
  );
}

interface CheckProps {
  isGood: boolean;
  isPending?: boolean;
  isUnknown?: boolean;
  children: ReactNode;
}

function Check({ isGood, isPending, isUnknown, children }: CheckProps) {
  if (isPending) {
    return <li>…</li>;
  }
  const mark = isUnknown ? 'unknown' : isGood ? 'good' : 'warning';
  const label = isUnknown
    ? t('setup.environment.unknown', 'not known')
    : isGood
      ? t('setup.environment.good', 'good')
      : t('setup.environment.limited', 'limited');
  return (
    <li>
      <StateMark mark={mark} label={label} /> {children}
    </li>
  );
}

const getStyles = (theme: GrafanaTheme2) => css({ listStyle: 'none', margin: theme.spacing(1, 0) });
