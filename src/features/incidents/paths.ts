import { INCIDENTS } from '../../shared/incidents/paths';

export { ACTIONS, INCIDENTS, incidentPath, INSIGHTS } from '../../shared/incidents/paths';
export const DECLARE = `${INCIDENTS}/new`;
