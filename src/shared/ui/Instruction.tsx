import React, { memo, useMemo } from 'react';
import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { ClipboardButton, useStyles2 } from '@grafana/ui';
import { fencesIn } from '../../domain/text/fences';
import { MarkdownView } from './MarkdownView';

/** Markdown whose code blocks are commands to copy; they are never run. */
export const Instruction = memo(function Instruction({ text }: { text: string }) {
  const styles = useStyles2(getStyles);
  const parts = useMemo(() => partsOf(text), [text]);
  return (
    <div className={styles.instruction}>
      {parts.map((part, index) =>
        'command' in part ? (
          <div key={index} className={styles.command}>
            <pre className={styles.code} tabIndex={0}>
              {part.command}
            </pre>
            <ClipboardButton
              size="sm"
              variant="secondary"
              icon="copy"
              aria-label={t('instruction.copy', 'Copy the command')}
              getText={() => part.command}
            />
          </div>
        ) : (
          <MarkdownView key={index} text={part.text} />
        )
      )}
    </div>
  );
});

type Part = { text: string } | { command: string };

function partsOf(text: string): Part[] {
  const lines = text.split('\n');
  const parts: Part[] = [];
  let next = 0;
  const add = (to: number) => {
    const between = lines.slice(next, to).join('\n');
    if (between.trim()) {
      parts.push({ text: between });
    }
  };
  for (const { from, to, content } of fencesIn(lines)) {
    add(from);
    parts.push({ command: content });
    next = to + 1;
  }
  add(lines.length);
  return parts;
}

const getStyles = (theme: GrafanaTheme2) => ({
  instruction: css({
    display: 'flex',
    flexDirection: 'column',
    gap: theme.spacing(0.5),
    color: theme.colors.text.secondary,
    p: { margin: 0 },
  }),
  command: css({ display: 'flex', alignItems: 'flex-start', gap: theme.spacing(1) }),
  code: css({ margin: 0, flexGrow: 1, minWidth: 0, whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }),
});
