import { checkChecklist } from '../../maintenance/checklistCheck';
import { inOrder } from '../../record/inOrder';

import { shippedChecklists } from './checklists';

describe.each(['en', 'fr'] as const)('the checklists that are shipped, in %s', (language) => {
  const shipped = shippedChecklists(language);

  it('are the nine items and the procedures of the manual', () => {
    expect(shipped.map(({ key }) => key)).toEqual([
      'maintenance',
      'update-a-component',
      'restart-a-service',
      'scale-by-hand',
      'scale-by-autoscaler',
      'clean-up',
      'rotate-logs',
      'high-availability-check',
      'back-up-redis',
      'back-up-kubernetes',
      'archive-code',
    ]);
    expect(Object.keys(shipped[0].content.items)).toHaveLength(9);
  });

  it('can be saved as they are', () => {
    expect(shipped.flatMap(({ content }) => checkChecklist(content))).toEqual([]);
  });

  it('goes one way where the runbook asks which', () => {
    const commands = (key: string) =>
      inOrder(shipped.find((one) => one.key === key)?.content.items ?? {})
        .map(({ instruction = '' }) => instruction)
        .join('\n');
    expect(commands('scale-by-hand')).toContain('kubectl scale deployment');
    expect(commands('scale-by-hand')).not.toContain('autoscale');
    expect(commands('scale-by-autoscaler')).toMatch(/kubectl autoscale[^]*get hpa[^]*edit hpa/);
    expect(commands('back-up-kubernetes')).not.toContain('kubectl apply');
  });
});
