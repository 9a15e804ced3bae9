import { TO_DO_TAG } from '../../domain/incident/head';
import { type HeadFilter } from '../../grafana/records/search';

/** One question for every part of a page that needs the open incidents: the same filter is one request. */
export const OPEN_INCIDENTS: HeadFilter = { tags: ['status:open'], limit: 1000 };

/** Those with an action to do, however old they are. */
export const INCIDENTS_TO_DO: HeadFilter = { tags: [TO_DO_TAG], limit: 10_000 };
