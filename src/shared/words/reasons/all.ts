import { type ReasonCode } from '../../../domain/record/reasons';
import { backupReasons } from './backup';
import { commonReasons } from './common';
import { incidentReasons } from './incident';
import { maintenanceReasons } from './maintenance';
import { objectiveReasons } from './objective';
import { roadmapReasons } from './roadmap';
import { runbookReasons } from './runbook';
import { securityReasons } from './security';
import { serviceReasons } from './service';
import { type Texts } from './texts';
import { windowReasons } from './window';

/** The sentence for each reason of the domain. */
export const allReasons: Texts<ReasonCode> = {
  ...backupReasons,
  ...commonReasons,
  ...incidentReasons,
  ...maintenanceReasons,
  ...objectiveReasons,
  ...roadmapReasons,
  ...runbookReasons,
  ...securityReasons,
  ...serviceReasons,
  ...windowReasons,
};
