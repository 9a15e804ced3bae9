import { type HeadFilter } from '../../grafana/records/search';

/** One question for every part of a page that needs the open incidents: the same filter is one request. */
export const OPEN_INCIDENTS: HeadFilter = { tags: ['status:open'], limit: 1000 };
