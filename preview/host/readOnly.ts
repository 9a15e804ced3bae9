const known = new WeakSet<object>();

export function deepFreeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    Object.values(value).forEach(deepFreeze);
  }
  return value;
}

/**
 * The proxy that Grafana puts around an extension's context. Over frozen data it breaks JavaScript's rules (a proxy's
 * `get` may not answer with another object than the frozen one), so reading there throws, in Grafana as here.
 */
export function readOnlyProxy<T extends object>(target: T): T {
  if (known.has(target)) {
    return target;
  }
  const inner = new WeakMap<object, object>();
  const proxy = new Proxy(target, {
    defineProperty: () => false,
    deleteProperty: () => false,
    isExtensible: () => false,
    set: () => false,
    get(object, property, receiver) {
      const value: unknown = Reflect.get(object, property, receiver);
      if (typeof value !== 'object' || value === null) {
        return value;
      }
      const wrapped = inner.get(value) ?? readOnlyProxy(value);
      inner.set(value, wrapped);
      return wrapped;
    },
  });
  known.add(proxy);
  return proxy;
}
