import React from 'react';
import { type PluginPageProps } from '@grafana/runtime';

/** The parts of Grafana's frame of a page; @grafana/runtime alone would leave out all but the children. */
export function PluginPage({ renderTitle, pageNav, subTitle, actions, children }: PluginPageProps) {
  return (
    <main>
      {renderTitle?.(pageNav?.text ?? '')}
      {subTitle}
      {actions}
      {children}
    </main>
  );
}
