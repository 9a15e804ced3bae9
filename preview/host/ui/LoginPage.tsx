import React, { useState } from 'react';
import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { getBackendSrv, isFetchError } from '@grafana/runtime';
import { Alert, Button, Field, Input, useStyles2 } from '@grafana/ui';
import { href } from '../address';

const people = ['admin', 'editor', 'viewer'];

/** Signs in and loads the page that was asked for. */
export async function signInAs(user: string, password: string) {
  await getBackendSrv().post('/login', { user, password }, { showErrorAlert: false, showSuccessAlert: false });
  const wanted = new URLSearchParams(window.location.search).get('redirectTo');
  window.location.assign(wanted?.startsWith('/') ? href(wanted) : href('/'));
}

export function LoginPage() {
  const styles = useStyles2(getStyles);
  const [user, setUser] = useState('');
  const [password, setPassword] = useState('');
  const [error, setError] = useState('');
  const submit = (event: React.FormEvent) => {
    event.preventDefault();
    signInAs(user, password).catch((failure: unknown) =>
      setError(
        isFetchError<{ message?: string }>(failure)
          ? (failure.data?.message ?? failure.statusText ?? '')
          : String(failure)
      )
    );
  };
  return (
    <main className={styles.page}>
      <form className={styles.form} onSubmit={submit}>
        <h1>Welcome to Grafana</h1>
        <p>A stand-in for development and tests. Sign in as {people.join(', ')}; each name is its own password.</p>
        {error && (
          <Alert severity="error" title="Login failed">
            {error}
          </Alert>
        )}
        <Field noMargin label="Email or username">
          <Input
            name="user"
            data-testid="data-testid Username input field"
            autoComplete="username"
            value={user}
            onChange={({ currentTarget }) => setUser(currentTarget.value)}
          />
        </Field>
        <Field noMargin label="Password">
          <Input
            name="password"
            type="password"
            data-testid="data-testid Password input field"
            autoComplete="current-password"
            value={password}
            onChange={({ currentTarget }) => setPassword(currentTarget.value)}
          />
        </Field>
        <Button type="submit" data-testid="data-testid Login button" fullWidth>
          Log in
        </Button>
      </form>
    </main>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  page: css({
    display: 'flex',
    minHeight: '100vh',
    alignItems: 'center',
    justifyContent: 'center',
    padding: theme.spacing(2),
  }),
  form: css({
    display: 'flex',
    flexDirection: 'column',
    gap: theme.spacing(2),
    width: 'min(420px, 100%)',
    padding: theme.spacing(4),
    borderRadius: theme.shape.radius.default,
    background: theme.colors.background.primary,
    boxShadow: theme.shadows.z2,
  }),
});
