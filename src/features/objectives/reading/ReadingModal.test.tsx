import React from 'react';
import { setDataSourceSrv } from '@grafana/runtime';
import { configure } from '@testing-library/react';
import { demoObjectives } from '../../../domain/objective/demo';
import { OBJECTIVES, objectivesKind } from '../../../domain/objective/register';
import { type Objective } from '../../../domain/objective/schema';
import { grafana } from '../../../test/grafana';
import { render, screen } from '../../../test/render';
import { ObjectivesRoutes } from '../ObjectivesRoutes';

jest.setTimeout(60_000);
configure({ asyncUtilTimeout: 10_000 });

it('takes 1.1 % for 1.1 %, which keeps to “≤ 1.1 %”', async () => {
  setDataSourceSrv({ getList: () => [] } as unknown as Parameters<typeof setDataSourceSrv>[0]);
  const returned: Objective = {
    name: 'Returned parts',
    indicator: { kind: 'manual' },
    comparison: '<=',
    target: 0.011,
    unit: 'ratio',
    window: { type: 'rolling', days: 30 },
    position: 0,
  };
  grafana.holds(objectivesKind, OBJECTIVES, { ...demoObjectives('en', 'r'), objectives: { returned } });
  const { user } = render(<ObjectivesRoutes />, { path: '/', route: '/*' });
  await user.click(await screen.findByRole('button', { name: 'Give the value of Returned parts' }));
  await user.type(await screen.findByRole('textbox', { name: /^Value/ }), '1.1');
  await user.click(screen.getByRole('button', { name: 'Save value' }));
  expect(await screen.findByRole('img', { name: 'Met' })).toBeVisible();
});
