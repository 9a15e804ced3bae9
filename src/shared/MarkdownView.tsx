import React, { useMemo } from 'react';
import { renderMarkdown } from '@grafana/data';

/** What a person wrote, as Markdown. `renderMarkdown` sanitises: no scripts, no handlers, no `javascript:` links. */
export function MarkdownView({ text, className }: { text: string; className?: string }) {
  const html = useMemo(() => renderMarkdown(text), [text]);
  return <div className={`markdown-html ${className ?? ''}`} dangerouslySetInnerHTML={{ __html: html }} />;
}
