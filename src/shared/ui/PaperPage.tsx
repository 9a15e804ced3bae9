import React, { type ComponentProps, type ReactNode } from 'react';
import { css } from '@emotion/css';
import { createTheme, type GrafanaTheme2, PageLayoutType } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Button, LinkButton, Stack, useStyles2 } from '@grafana/ui';
import { MarkdownView } from './MarkdownView';
import { Page } from './Page';

interface Props extends Pick<ComponentProps<typeof Page>, 'parent'> {
  /** A name for the document, for screen readers. */
  label: string;
  language?: string;
  /** The document, absent while it is not there. */
  markdown?: string;
  /** Where one came from, and how that is called. */
  back: { text: string; href: string };
  /** What stands in place of the document. */
  children?: ReactNode;
}

/** A document alone, as on paper: light whatever the theme, without Grafana’s menus (the address asks for kiosk mode). */
export function PaperPage({ parent, label, language, markdown, back, children }: Props) {
  const styles = useStyles2(getStyles);
  return (
    <Page title={t('paper.title', 'Printable page')} parent={parent} layout={PageLayoutType.Custom}>
      <div className={styles.sheet}>
        <div className={styles.controls}>
          <Stack gap={1}>
            <Button icon="document-info" disabled={!markdown} onClick={() => window.print()}>
              {t('paper.print', 'Print')}
            </Button>
            <LinkButton variant="secondary" href={back.href}>
              {back.text}
            </LinkButton>
          </Stack>
        </div>
        {children}
        {markdown && (
          <article lang={language} aria-label={label}>
            <MarkdownView text={markdown} className={styles.text} isPage />
          </article>
        )}
      </div>
    </Page>
  );
}

const getStyles = (theme: GrafanaTheme2) => {
  const paper = createTheme({ colors: { mode: 'light' } });
  return {
    sheet: css({
      background: paper.colors.background.primary,
      color: paper.colors.text.primary,
      minHeight: '100vh',
      overflowX: 'auto',
      padding: theme.spacing(4),
      '@media print': { padding: 0, minHeight: 0 },
    }),
    controls: css({ marginBottom: theme.spacing(2), '@media print': { display: 'none' } }),
    text: css({
      maxWidth: theme.spacing(140),
      '&&, && :is(h1, h2, th, td, li, p, em, strong)': { color: paper.colors.text.primary, background: 'none' },
      '&& a': { color: paper.colors.text.link },
      table: { width: '100%', borderCollapse: 'collapse', fontVariantNumeric: 'tabular-nums' },
      'th, td': {
        border: `1px solid ${paper.colors.border.medium}`,
        padding: theme.spacing(0.5, 1),
        textAlign: 'left',
        verticalAlign: 'top',
      },
      '@media print': {
        maxWidth: 'none',
        fontSize: theme.typography.bodySmall.fontSize,
        h2: { breakAfter: 'avoid' },
        tr: { breakInside: 'avoid' },
      },
    }),
  };
};
