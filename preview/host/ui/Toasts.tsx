import React, { useEffect, useState } from 'react';
import { css } from '@emotion/css';
import { AppEvents, type AppEvent, type EventBusSrv, type GrafanaTheme2 } from '@grafana/data';
import { Alert, type AlertVariant, useStyles2 } from '@grafana/ui';

interface Toast {
  id: number;
  severity: AlertVariant;
  title: string;
  text?: string;
}

const kinds: Array<{ event: AppEvent<unknown[]>; severity: AlertVariant; stays: number }> = [
  { event: AppEvents.alertSuccess, severity: 'success', stays: 3000 },
  { event: AppEvents.alertWarning, severity: 'warning', stays: 5000 },
  { event: AppEvents.alertError, severity: 'error', stays: 7000 },
  { event: AppEvents.alertInfo, severity: 'info', stays: 3000 },
];

let counter = 0;

/** What the app events ask to be shown, for as long as Grafana shows it. */
export function Toasts({ events }: { events: EventBusSrv }) {
  const styles = useStyles2(getStyles);
  const [toasts, setToasts] = useState<Toast[]>([]);
  const remove = (gone: number) => setToasts((all) => all.filter(({ id }) => id !== gone));

  useEffect(() => {
    const subscriptions = kinds.map(({ event, severity, stays }) => {
      const show = (payload?: unknown[]) => {
        const [title, text] = payload ?? [];
        const id = ++counter;
        setToasts((all) => [
          ...all,
          { id, severity, title: String(title), ...(text !== undefined && { text: String(text) }) },
        ]);
        setTimeout(() => remove(id), stays);
      };
      events.on(event, show);
      return () => events.off(event, show);
    });
    return () => subscriptions.forEach((unsubscribe) => unsubscribe());
  }, [events]);

  return (
    <div className={styles.stack}>
      {toasts.map(({ id, severity, title, text }) => (
        <Alert key={id} severity={severity} title={title} elevated onRemove={() => remove(id)}>
          {text}
        </Alert>
      ))}
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  stack: css({
    position: 'fixed',
    zIndex: theme.zIndex.portal + 1,
    top: 48,
    right: theme.spacing(2),
    width: `min(400px, calc(100vw - ${theme.spacing(4)}))`,
  }),
});
