import { type SourceParameter } from './source';

/** Parameters that many of the shipped runbooks share. */
export const namespace: SourceParameter = {
  from: 'service',
  field: 'namespace',
  name: { en: 'Namespace', fr: 'Espace de noms' },
  preset: 'haddock',
};
export const pod: SourceParameter = { from: 'alert', label: 'pod', name: { en: 'Pod', fr: 'Pod' } };
export const container: SourceParameter = {
  from: 'alert',
  label: 'container',
  name: { en: 'Container', fr: 'Conteneur' },
};
export const deployment: SourceParameter = {
  from: 'alert',
  label: 'deployment',
  name: { en: 'Deployment', fr: 'Déploiement' },
};
export const service: SourceParameter = { from: 'service', field: 'key', name: { en: 'Service', fr: 'Service' } };

export function typed(en: string, fr: string, preset?: string): SourceParameter {
  return { from: 'typed', name: { en, fr }, ...(preset && { preset }) };
}
