import { z } from 'zod';

/** Variables that are wrong or missing: one sentence each, none with the value of a secret. */
export class InvalidEnvironment extends Error {
  override readonly name = 'InvalidEnvironment';
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(problems.join('\n'));
    this.problems = problems;
  }
}

/**
 * Reads the environment once: checked against the shape, with its defaults, frozen. An empty variable counts as unset. Throws
 * `InvalidEnvironment` with every problem at once.
 */
export function readEnvironment<Shape extends z.ZodRawShape>(
  shape: Shape,
  environment: Readonly<Record<string, string | undefined>> = process.env,
): Readonly<z.infer<z.ZodObject<Shape>>> {
  const given = Object.fromEntries(
    Object.keys(shape).flatMap((name) => (environment[name] ? [[name, environment[name]]] : [])),
  );
  const result = z.object(shape).safeParse(given);
  if (result.success) return Object.freeze(result.data);
  throw new InvalidEnvironment(
    result.error.issues.map(({ path, message }) => {
      const name = String(path[0]);
      const value = given[name];
      if (value === undefined) return `${name} is not set; it takes ${message}.`;
      return `${name} is ${isSecret(name) ? 'not usable' : JSON.stringify(value)}; it takes ${message}.`;
    }),
  );
}

/** A variable whose value is not for people to see; a URL may hold a password. */
function isSecret(name: string): boolean {
  return /SECRET|PASSWORD|KEY|TOKEN|_URL$/.test(name);
}

/** A whole number within bounds, such as seconds or a count. */
export function integer(least: number, most: number, unit: string) {
  const message = `a whole number of ${unit} from ${least} to ${most}`;
  return z
    .string({ error: message })
    .regex(/^-?\d{1,15}$/, message)
    .transform(Number)
    .refine((value) => value >= least && value <= most, message);
}

/** A TCP port; 0 takes a free one. */
export function port() {
  const message = 'a port from 0 to 65535';
  return z
    .string({ error: message })
    .regex(/^\d{1,5}$/, message)
    .transform(Number)
    .refine((value) => value <= 65_535, message);
}

/** An address of one of the protocols, such as `postgres`. */
export function url(...protocols: readonly string[]) {
  const message = `an address such as ${protocols[0]}://host/…`;
  return z.string({ error: message }).refine((text) => {
    const parsed = URL.parse(text);
    return parsed !== null && protocols.includes(parsed.protocol.slice(0, -1));
  }, message);
}

export function boolean() {
  const message = '`true` or `false`';
  return z.enum(['true', 'false'], { error: message }).transform((text) => text === 'true');
}

export function text(what: string, most = 1_000) {
  return z.string({ error: what }).min(1, what).max(most, `${what}, of at most ${most} characters`);
}

/** A secret of at least 32 characters, as bytes. */
export function secret(what: string) {
  const message = `${what}, of at least 32 characters`;
  return z
    .string({ error: message })
    .min(32, message)
    .transform((value) => new TextEncoder().encode(value));
}

/** One of a few words. */
export function oneOf<const Words extends readonly [string, ...string[]]>(...words: Words) {
  return z.enum(words, { error: words.map((word) => `\`${word}\``).join(' or ') });
}
