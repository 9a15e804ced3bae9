/** What Grafana itself sets in @grafana/runtime; the package does not export it (see jest.config.js). */
declare module 'grafana-runtime-internal/PluginPage' {
  export function setPluginPage(component: import('@grafana/runtime').PluginPageType): void;
}
