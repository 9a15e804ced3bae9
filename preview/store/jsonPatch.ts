import { isDeepStrictEqual } from 'node:util';
import { asText, isObject } from './json';

/** A patch that cannot be applied, RFC 6902 §5. */
export class PatchFailed extends Error {}

type Container = Record<string, unknown> | unknown[];

const segments = (path: string): string[] => {
  if (path === '') {
    return [];
  }
  if (!path.startsWith('/')) {
    throw new PatchFailed(`${path} is not a JSON pointer`);
  }
  return path
    .slice(1)
    .split('/')
    .map((segment) => segment.replaceAll('~1', '/').replaceAll('~0', '~'));
};

const isContainer = (value: unknown): value is Container => Array.isArray(value) || isObject(value);

function indexOf(list: unknown[], segment: string, end: number): number {
  const index = Number(segment);
  if (!/^(0|[1-9]\d*)$/.test(segment) || index > end) {
    throw new PatchFailed(`no element ${segment}`);
  }
  return index;
}

function member(container: unknown, segment: string): unknown {
  if (Array.isArray(container)) {
    return container[indexOf(container, segment, container.length - 1)];
  }
  if (isObject(container) && Object.hasOwn(container, segment)) {
    return container[segment];
  }
  throw new PatchFailed(`no member ${segment}`);
}

const read = (document: unknown, path: string): unknown => segments(path).reduce(member, document);

function holder(document: unknown, path: string): { container: Container; key: string } {
  const parts = segments(path);
  const key = parts.pop();
  const container = parts.reduce(member, document);
  if (key === undefined || !isContainer(container)) {
    throw new PatchFailed(`nothing can be put at ${path}`);
  }
  return { container, key };
}

function add(document: unknown, path: string, value: unknown) {
  const { container, key } = holder(document, path);
  if (Array.isArray(container)) {
    container.splice(key === '-' ? container.length : indexOf(container, key, container.length), 0, value);
  } else {
    container[key] = value;
  }
}

function remove(document: unknown, path: string) {
  const { container, key } = holder(document, path);
  member(container, key);
  if (Array.isArray(container)) {
    container.splice(Number(key), 1);
  } else {
    delete container[key];
  }
}

/** Applies RFC 6902 operations to a copy of `document`; the first that fails undoes all. */
export function applyJsonPatch(document: unknown, patch: unknown): unknown {
  if (!Array.isArray(patch)) {
    throw new PatchFailed('a patch is a list of operations');
  }
  const copy: unknown = structuredClone(document);
  for (const operation of patch) {
    if (!isObject(operation)) {
      throw new PatchFailed('an operation is an object');
    }
    const path = asText(operation.path);
    const from = asText(operation.from);
    switch (operation.op) {
      case 'test':
        if (!isDeepStrictEqual(read(copy, path), operation.value)) {
          throw new PatchFailed(`test of ${path} failed`);
        }
        break;
      case 'add':
        add(copy, path, operation.value);
        break;
      case 'remove':
        remove(copy, path);
        break;
      case 'replace':
        remove(copy, path);
        add(copy, path, operation.value);
        break;
      case 'move': {
        const value = read(copy, from);
        remove(copy, from);
        add(copy, path, value);
        break;
      }
      case 'copy':
        add(copy, path, structuredClone(read(copy, from)));
        break;
      default:
        throw new PatchFailed(`unknown operation ${String(operation.op)}`);
    }
  }
  return copy;
}

/** RFC 7386. */
export function applyMergePatch(target: unknown, patch: unknown): unknown {
  if (!isObject(patch)) {
    return patch;
  }
  const merged = isObject(target) ? { ...target } : {};
  for (const [key, value] of Object.entries(patch)) {
    if (value === null) {
      delete merged[key];
    } else {
      merged[key] = applyMergePatch(merged[key], value);
    }
  }
  return merged;
}
