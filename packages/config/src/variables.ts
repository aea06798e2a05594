import { z } from 'zod';

/** What a variable takes, in words that finish the sentence "it takes …"; in the schema, so that errors and docs cannot disagree. */
export interface VariableMeta {
  readonly takes: string;
  /** A secret's value is never printed. */
  readonly secret?: boolean;
  /** What it is in a file: a JSON Schema. Text when left out. */
  readonly json?: Readonly<Record<string, unknown>>;
  /** What zod's registry of metadata asks for. */
  readonly [key: string]: unknown;
}

const takes = (words: string, json: VariableMeta['json'] = { type: 'string' }): VariableMeta => ({
  takes: words,
  json,
});
const withheld = (words: string): VariableMeta => ({ takes: words, secret: true });

/** A whole number within bounds, both included; `unit` names what is counted, such as seconds. */
export function integer(least: number, most: number, unit: string) {
  return z
    .string()
    .regex(/^-?\d{1,15}$/)
    .transform(Number)
    .refine((value) => value >= least && value <= most)
    .meta(
      takes(`a whole number of ${unit} from ${least} to ${most}`, {
        type: 'integer',
        minimum: least,
        maximum: most,
      }),
    );
}

/** A time in seconds within bounds, both included; fractions are allowed, as in `0.5`. */
export function seconds(least: number, most: number) {
  return z
    .string()
    .regex(/^\d{1,9}(\.\d{1,6})?$/)
    .transform(Number)
    .refine((value) => value >= least && value <= most)
    .meta(takes(`seconds from ${least} to ${most}`, { type: 'number', minimum: least, maximum: most }));
}

/** A TCP port; 0 takes a free one. */
export function port() {
  return z
    .string()
    .regex(/^\d{1,5}$/)
    .transform(Number)
    .refine((value) => value <= 65_535)
    .meta(takes('a port from 0 to 65535', { type: 'integer', minimum: 0, maximum: 65_535 }));
}

/** An address of one of the protocols, such as `http`. */
export function url(...protocols: readonly [string, ...string[]]) {
  return z
    .string()
    .trim()
    .refine((given) => {
      const parsed = URL.parse(given);
      return parsed !== null && parsed.host !== '' && protocols.includes(parsed.protocol.slice(0, -1));
    })
    .meta(takes(`an address such as ${protocols[0]}://host/…`));
}

/** The address of a PostgreSQL database, its name included; it may hold a password and is withheld. */
export function databaseUrl() {
  return z
    .string()
    .trim()
    .refine((given) => {
      const parsed = URL.parse(given);
      return (
        parsed !== null &&
        ['postgres:', 'postgresql:'].includes(parsed.protocol) &&
        /^\/[^/]+$/.test(parsed.pathname)
      );
    })
    .meta(withheld('an address such as postgres://user:password@host:5432/database'));
}

export function boolean() {
  return z
    .enum(['true', 'false'])
    .transform((word) => word === 'true')
    .meta(takes('`true` or `false`', { type: 'boolean' }));
}

/** Text of a bounded length; `what` says which: `a folder`. */
export function text(what: string, most = 1_000) {
  return z
    .string()
    .min(1)
    .max(most)
    .meta(takes(`${what}, of at most ${most} characters`));
}

/** Words separated by commas; empty ones are dropped. `what` says which: `host:port pairs`. */
export function list(what: string, most = 100) {
  return z
    .string()
    .transform((given) =>
      given
        .split(',')
        .map((part) => part.trim())
        .filter((part) => part !== ''),
    )
    .refine((parts) => parts.length > 0 && parts.length <= most)
    .meta(
      takes(`${what}, separated by commas, at most ${most}`, {
        type: ['array', 'string'],
        items: { type: 'string' },
        minItems: 1,
        maxItems: most,
      }),
    );
}

/** A secret of at least 32 characters, as bytes. */
export function secret(what: string) {
  return z
    .string()
    .min(32)
    .max(4_096)
    .transform((value) => new TextEncoder().encode(value))
    .meta(withheld(`${what}, of at least 32 characters`));
}

/** One of a few words. */
export function oneOf<const Words extends readonly [string, ...string[]]>(...words: Words) {
  return z.enum(words).meta(takes(words.map((word) => `\`${word}\``).join(' or '), { enum: words }));
}

/** A password or the like, of any length up to 1,000; never printed. */
export function password(what: string) {
  return z
    .string()
    .min(1)
    .max(1_000)
    .meta(withheld(`${what}, of at most 1000 characters`));
}
