/** An object type without `undefined` among its values. */
export type Defined<T> = { [K in keyof T]: Exclude<T[K], undefined> };

/** An object without the properties that are undefined. */
export const withoutUndefined = <T extends object>(values: T): Defined<T> =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as Defined<T>;
