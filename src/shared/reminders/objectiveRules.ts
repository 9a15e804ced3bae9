import { t } from '@grafana/i18n';
import { objectiveGroup, objectiveGroupOf } from '../../domain/objective/grafanaRules';
import { type ObjectivesRegister } from '../../domain/objective/schema';
import { type RecordBase } from '../../domain/record/record';
import { deleteRuleGroup, ruleGroups, writeRuleGroup } from '../../grafana/alerting/ruler';
import { notifyError } from '../../grafana/notify';
import { ROOT_FOLDER } from '../../grafana/records/folders';
import { type Stored } from '../../grafana/records/store';
import { RequestError } from '../../grafana/request';
import { failureText } from '../words/failures';

const NO_TERMS = { prometheus: '', url: '' };
const PAUSES = [1_000, 5_000, 30_000];

/** Takes away the alert rules of objectives that are no more; what fails is tried again, then told. Never throws. */
export async function removeRulesOfGone({ record }: Stored<RecordBase>, pauses = PAUSES): Promise<void> {
  if (!record) {
    return;
  }
  const kept = new Set(Object.keys((record as ObjectivesRegister).objectives).map(objectiveGroup));
  for (let attempt = 0; ; attempt++) {
    try {
      await removeOthers(kept);
      return;
    } catch (error) {
      const pause = pauses[attempt];
      const isRefused = error instanceof RequestError && error.kind === 'forbidden';
      if (isRefused || pause === undefined) {
        notifyError(
          t(
            'objectives.alerting.left',
            'Alert rules of the objective that was removed are still in the folder “Opsbook”'
          ),
          failureText(error)
        );
        return;
      }
      await new Promise((resolve) => setTimeout(resolve, pause));
    }
  }
}

/** Rules of others that stand in a group of ours stay. Throws RequestError. */
async function removeOthers(kept: Set<string>): Promise<void> {
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
}
