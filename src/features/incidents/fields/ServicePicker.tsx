import React, { type ComponentProps, useMemo } from 'react';
import { ServiceChoice } from '../../../shared/services/ServiceChoice';
import { useIncidents } from '../data/incidents';

/** Services of the register and of earlier incidents to pick from; a new one can be typed. */
export function ServicePicker(props: Omit<ComponentProps<typeof ServiceChoice>, 'others'>) {
  const { incidents } = useIncidents();
  const others = useMemo(
    () =>
      incidents.flatMap(({ serviceTags, services }) =>
        serviceTags.map((tag, index) => [tag, services[index] ?? tag] as const)
      ),
    [incidents]
  );
  return <ServiceChoice {...props} others={others} />;
}
