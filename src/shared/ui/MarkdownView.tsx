import React, { useMemo } from 'react';
import { css, cx } from '@emotion/css';
import { renderMarkdown } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import { harmlessHtml } from './harmlessHtml';

interface Props {
  text: string;
  className?: string;
  /** It is all that the page has, its title too. */
  isPage?: boolean;
}

/** What a person wrote, as Markdown, which runs, loads and covers nothing. */
export function MarkdownView({ text, className, isPage = false }: Props) {
  const styles = useStyles2(getStyles);
  const html = useMemo(() => {
    const harmless = harmlessHtml(renderMarkdown(text));
    return isPage ? harmless : underTitle(harmless);
  }, [text, isPage]);
  return <div className={cx('markdown-html', styles, className)} dangerouslySetInnerHTML={{ __html: html }} />;
}

/** Every heading one level down: a page has one title, and its texts stand below it. */
function underTitle(html: string): string {
  return html.replace(/<(\/?)h([1-5])\b/g, (_, slash: string, level: string) => `<${slash}h${Number(level) + 1}`);
}

/** Links amid text are told apart by more than their colour. */
const getStyles = () =>
  css({
    '&& a': { textDecoration: 'underline' }, // Grafana's own rule says none
    '&& :not(pre) > code': { whiteSpace: 'normal', overflowWrap: 'anywhere' }, // a command is wider than a phone
  });
