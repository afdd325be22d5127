import * as v from 'valibot';

/** What the schemas of a sweep are built from. */

export const described = <const S extends v.GenericSchema>(schema: S, description: string) =>
  v.pipe(schema, v.description(description));

export const number = v.number();
export const count = v.pipe(v.number(), v.integer(), v.minValue(0));
/** Lower and upper end of a 95% interval. */
export const interval = v.tuple([number, number]);
