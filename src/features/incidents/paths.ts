import { INCIDENTS_PATH } from '../../shared/incidents/paths';

export { ACTIONS_PATH, INCIDENTS_PATH, incidentPath, INSIGHTS_PATH } from '../../shared/incidents/paths';
export const DECLARE = `${INCIDENTS_PATH}/new`;
