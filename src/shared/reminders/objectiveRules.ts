import { objectiveGroup, objectiveGroupOf } from '../../domain/objective/grafanaRules';
import { type ObjectivesRegister } from '../../domain/objective/schema';
import { type RecordBase } from '../../domain/record/record';
import { deleteRuleGroup, ruleGroups, writeRuleGroup } from '../../grafana/alerting/ruler';
import { ROOT_FOLDER } from '../../grafana/records/folders';
import { type Stored } from '../../grafana/records/store';

const NO_TERMS = { prometheus: '', url: '' };

/** Takes away the alert rules of objectives that are no more. Never throws: who may not leaves them to the next who removes one. */
export async function removeRulesOfGone({ record }: Stored<RecordBase>): Promise<void> {
  if (!record) {
    return;
  }
  const { objectives } = record as ObjectivesRegister;
  const kept = new Set(Object.keys(objectives).map(objectiveGroup));
  try {
    for (const group of await ruleGroups(ROOT_FOLDER.uid)) {
      const isOurs = group.rules.some(({ labels }) => labels?.opsbook === 'objective');
      if (!isOurs || !group.name.startsWith(objectiveGroup('')) || kept.has(group.name)) {
        continue;
      }
      const left = objectiveGroupOf(group, '', undefined, NO_TERMS);
      await (left
        ? writeRuleGroup(ROOT_FOLDER.uid, { ...left, name: group.name })
        : deleteRuleGroup(ROOT_FOLDER.uid, group.name));
    }
  } catch {
    // the objective is gone all the same
  }
}
