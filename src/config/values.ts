import { z } from 'zod';

const UNIT_SECONDS = { s: 1, m: 60, h: 3600, d: 86_400, w: 604_800 } as const;

/**
 * Reads a duration such as `2h`, `1h30m`, `7d`, `45 m`.
 * @returns seconds, or null if the text is not a duration
 */
export function parseDuration(text: string): number | null {
  const compact = text.replaceAll(/\s+/g, '').toLowerCase();
  if (!/^(\d+[smhdw])+$/.test(compact)) return null;
  let seconds = 0;
  for (const [, amount, unit] of compact.matchAll(/(\d+)([smhdw])/g))
    seconds += Number(amount) * UNIT_SECONDS[unit as keyof typeof UNIT_SECONDS];
  return seconds;
}

/** Seconds in the largest unit that divides them: 3600 is `1h`. */
function durationText(seconds: number): string {
  const units = (['d', 'h', 'm', 's'] as const).filter((unit) => seconds % UNIT_SECONDS[unit] === 0);
  const unit = units[0] ?? 's';
  return `${seconds / UNIT_SECONDS[unit]}${unit}`;
}

/**
 * A duration, as a text with units. The value is in seconds.
 * @param name the setting, for the error
 * @param options `zero`: 0 without a unit is accepted too
 */
export const duration = (name: string, min: number, max: number, { zero = false } = {}) =>
  z.string().transform((text, context) => {
    const seconds = parseDuration(text);
    if (seconds !== null && seconds >= min && seconds <= max) return seconds;
    if (zero && text.trim() === '0') return 0;
    const range = `from ${durationText(min)} to ${durationText(max)}${zero ? ', or 0' : ''}`;
    context.addIssue({
      code: 'custom',
      message: `${name} is "${text}": give a duration ${range}, with a unit as in 90s, 1h30m or 7d`,
    });
    return z.NEVER;
  });

/** The URL of a service. @param what names the service in the error */
export const httpUrl = (what: string) => z.url({ protocol: /^https?$/, error: `give the URL of ${what}` });

/** A whole number. */
export const wholeNumber = (min: number, max: number) =>
  z
    .string()
    .regex(/^\d+$/, 'give a whole number')
    .transform(Number)
    .pipe(z.number().min(min, `give at least ${min}`).max(max, `give at most ${max}`));

/** A number above 0. */
export const positiveNumber = z
  .string()
  .regex(/^\d+(\.\d+)?$/, 'give a number above 0')
  .transform(Number)
  .pipe(z.number().positive('give a number above 0'));

/** True or false. */
export const flag = z
  .enum(['true', 'false', '1', '0'], 'give true or false')
  .transform((value) => value === 'true' || value === '1');

/** A port. 0 lets the system choose one. */
export const port = (min: 0 | 1) =>
  z
    .string()
    .regex(/^\d{1,5}$/, 'give a port')
    .transform(Number)
    .pipe(z.number().min(min, 'give a port').max(65_535, 'give a port'));
