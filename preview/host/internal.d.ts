// parts of @grafana/runtime that Grafana itself sets and the package does not export (see ../bundle.ts)
declare module 'grafana-runtime-internal/PluginPage' {
  export function setPluginPage(component: import('@grafana/runtime').PluginPageType): void;
}
declare module 'grafana-runtime-internal/PanelRenderer' {
  export function setPanelRenderer(
    renderer: import('react').ComponentType<import('@grafana/runtime').PanelRendererProps>
  ): void;
}
declare module 'systemjs/dist/system.js';
declare module 'systemjs/dist/extras/amd.js';
declare module 'systemjs/dist/extras/named-register.js';
