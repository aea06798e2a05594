import { z } from 'zod';
import { describeVariable } from './describe-environment.ts';

/** Variables that are wrong or missing: one sentence each, none with the value of a secret. */
export class InvalidEnvironment extends Error {
  override readonly name = 'InvalidEnvironment';
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(problems.join('\n'));
    this.problems = problems;
  }
}

/** No more of a value is repeated: it may be a whole file by mistake. */
const REPEATED_CHARACTERS = 80;

/**
 * Reads the environment once: checked against the shape, with its defaults, frozen; other variables are ignored. An empty variable counts
 * as unset, because compose files and shells leave such behind. Throws `InvalidEnvironment` with every problem at once.
 */
export function readEnvironment<Shape extends z.ZodRawShape>(
  shape: Shape,
  environment: Readonly<Record<string, string | undefined>> = process.env,
): Readonly<z.infer<z.ZodObject<Shape>>> {
  const given: Record<string, string> = {};
  for (const name of Object.keys(shape)) {
    const value = environment[name];
    if (value !== undefined && value.trim() !== '') given[name] = value;
  }
  const result = z.object(shape).safeParse(given);
  if (result.success) return Object.freeze(result.data);
  const wrong = new Set(result.error.issues.map(({ path }) => String(path[0])));
  throw new InvalidEnvironment([...wrong].map((name) => problemOf(name, given[name], shape)));
}

function problemOf(name: string, value: string | undefined, shape: z.ZodRawShape): string {
  if (value === undefined)
    return `${name} is not set; it takes ${describeVariable(name, shape[name]).takes}.`;
  return unusable(name, value, shape[name]);
}

/** Says what is wrong with a value, and does not repeat it where it is a secret. */
export function unusable(name: string, value: string, schema: unknown): string {
  const { takes, secret } = describeVariable(name, schema);
  if (secret) return `${name} is not usable; it takes ${takes}.`;
  const repeated = value.length > REPEATED_CHARACTERS ? `${value.slice(0, REPEATED_CHARACTERS)}…` : value;
  return `${name} is ${JSON.stringify(repeated)}; it takes ${takes}.`;
}
