import React, { useMemo } from 'react';
import { css, cx } from '@emotion/css';
import { renderMarkdown } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';

/** What a person wrote, as Markdown. `renderMarkdown` sanitises: no scripts, no handlers, no `javascript:` links. */
export function MarkdownView({ text, className }: { text: string; className?: string }) {
  const styles = useStyles2(getStyles);
  const html = useMemo(() => renderMarkdown(text), [text]);
  return <div className={cx('markdown-html', styles, className)} dangerouslySetInnerHTML={{ __html: html }} />;
}

/** Links amid text are told apart by more than their colour. */
const getStyles = () => css({ a: { textDecoration: 'underline' } });
