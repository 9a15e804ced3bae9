import React, { Component, type ErrorInfo, type PropsWithChildren } from 'react';
import { t } from '@grafana/i18n';
import { Alert, Button } from '@grafana/ui';
import { reloadPage } from '../grafana/navigation';

interface State {
  error?: Error;
}

const RELOADED = 'opsbook.reloaded-for-chunk';

/** Last resort: says what broke. After an upgrade, old pages ask for chunks that are gone: one reload mends that. */
export class AppErrorBoundary extends Component<PropsWithChildren<unknown>, State> {
  state: State = {};

  static getDerivedStateFromError(error: Error): State {
    return { error };
  }

  componentDidCatch(error: Error, _info: ErrorInfo): void {
    if (isChunkError(error) && !sessionStorage.getItem(RELOADED)) {
      sessionStorage.setItem(RELOADED, 'yes');
      reloadPage();
    }
  }

  componentDidMount(): void {
    if (!this.state.error) {
      sessionStorage.removeItem(RELOADED);
    }
  }

  render(): React.ReactNode {
    const { error } = this.state;
    if (!error) {
      return this.props.children;
    }
    return (
      <Alert severity="error" title={t('app.broken.title', 'This page broke')}>
        <p>
          {t(
            'app.broken.text',
            'What you typed and what waits to be sent is kept in this browser. Reload the page to go on.'
          )}
        </p>
        <p>
          <code style={{ whiteSpace: 'normal', overflowWrap: 'anywhere' }}>{error.message}</code>
        </p>
        <Button onClick={reloadPage}>{t('app.broken.reload', 'Reload the page')}</Button>
      </Alert>
    );
  }
}

function isChunkError(error: Error): boolean {
  return error.name === 'ChunkLoadError' || /loading( css)? chunk/i.test(error.message);
}
