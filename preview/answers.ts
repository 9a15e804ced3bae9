import { randomInt } from 'node:crypto';

/** An answer that ends a request early, in the shape that Grafana gives it. */
export class Refusal extends Error {
  constructor(
    readonly status: number,
    readonly body: unknown
  ) {
    super(`HTTP ${status}`);
  }
}

export const refuse = (status: number, message: string, more: object = {}) => new Refusal(status, { message, ...more });

export const unauthorized = () =>
  new Refusal(401, {
    extra: null,
    message: 'Unauthorized',
    messageId: 'auth.unauthorized',
    statusCode: 401,
    traceID: '',
  });

/** A 403 of the older API. */
export const accessDenied = (permissions: string) =>
  new Refusal(403, {
    accessErrorId: `ACE${String(randomInt(1e10)).padStart(10, '0')}`,
    message: `You'll need additional permissions to perform this action. Permissions needed: ${permissions}`,
    title: 'Access denied',
  });

const failure = { kind: 'Status', apiVersion: 'v1', metadata: {}, status: 'Failure' };

/** A refusal of the resource API. */
export const status = (code: number, reason: string, message: string, details?: object) =>
  new Refusal(code, { ...failure, message, reason, ...(details && { details }), code });

/** A 403 of the resource API has neither reason nor message. */
export const forbidden = () => new Refusal(403, { ...failure, code: 403 });

const resource = (group: string, kind: string, name: string) => ({ name, group, kind });

export const notFound = (group: string, kind: string, name: string) =>
  status(404, 'NotFound', `${kind}.${group} "${name}" not found`, resource(group, kind, name));

export const alreadyExists = (group: string, kind: string, name: string) =>
  status(409, 'AlreadyExists', `${kind}.${group} "${name}" already exists`, resource(group, kind, name));

export const conflict = (group: string, kind: string, name: string) =>
  status(
    409,
    'Conflict',
    `Operation cannot be fulfilled on ${kind}.${group} "${name}": the object has been modified; please apply your changes to the latest version and try again`,
    resource(group, kind, name)
  );

export const badRequest = (message: string) => status(400, 'BadRequest', message);

export const internalError = (message: string) =>
  status(500, 'InternalError', `Internal error occurred: ${message}`, { causes: [{ message }] });
