import { readCheckedFile } from '@longbox/config';
import { z } from 'zod';

/** Flags and experiments, of each: every one that is told to clients or counted is a name and a time series. */
const MOST = 100;
const MOST_RULES = 20;
const MOST_VARIANTS = 10;
const MOST_NAMED = 100;
/** A share in steps of a ten-thousandth. */
const STEP = 0.01;

/** As Apollo federation has the labels of `@override`, and bounded. */
const NAME = /^[A-Za-z][A-Za-z0-9_.:/-]{0,99}$/;

const name = z
  .string()
  .regex(NAME, 'a name begins with a letter, then letters, digits and _ - . : /, 100 at most');
const named = <Schema extends z.ZodType>(what: Schema) =>
  z.record(name, what).refine((all) => Object.keys(all).length <= MOST, `at most ${MOST}`);
const listOf = <Schema extends z.ZodType>(what: Schema) => z.array(what).min(1).max(MOST_NAMED);

const percentage = z
  .number()
  .min(0)
  .max(100)
  .multipleOf(STEP)
  .describe('Of callers: 0 to 100, in steps of 0.01.');

const rule = z
  .strictObject({
    stores: listOf(z.string().min(1).max(63)).optional().describe('Slugs of stores. Left out: every store.'),
    kinds: listOf(z.enum(['anonymous', 'customer', 'staff', 'partner']))
      .optional()
      .describe('Kinds of callers. Left out: every kind.'),
    channels: listOf(z.string().min(1).max(64))
      .optional()
      .describe('Partners whose key is for one of these channels. Left out: everybody.'),
    percentage,
  })
  .describe('The first rule that fits a caller says the share that counts for it.');

const common = {
  description: z.string().max(500).optional().describe('For people.'),
  rules: z.array(rule).max(MOST_RULES).default([]),
  off: z.boolean().default(false).describe('`true` switches it off for everybody, whatever else it says.'),
};

const flag = z.strictObject({
  ...common,
  percentage: percentage.default(0),
  visible: z.boolean().default(false).describe('Whether clients are told of it by `assignedVariants`.'),
});

const experiment = z.strictObject({
  ...common,
  percentage: percentage.default(100).describe('Of callers who take part; the others get no variant.'),
  variants: z
    .record(name, z.int().min(0).max(10_000))
    .refine((all) => Object.keys(all).length <= MOST_VARIANTS, `at most ${MOST_VARIANTS} variants`)
    .refine((all) => Object.values(all).some((weight) => weight > 0), 'one variant must weigh something')
    .describe('Variants and their weights.'),
});

const FLAGS = z
  .strictObject({ flags: named(flag).default({}), experiments: named(experiment).default({}) })
  .superRefine(({ flags, experiments }, context) => {
    for (const both of Object.keys(experiments).filter((each) => Object.hasOwn(flags, each)))
      context.addIssue({
        code: 'custom',
        path: ['experiments', both],
        message: 'there is a flag of that name',
      });
  });

export type Rule = z.infer<typeof rule>;
export type Flag = z.infer<typeof flag>;
export type Experiment = z.infer<typeof experiment>;

/** What is switched on for whom. It does not change: another one takes its place. */
export interface FlagSet {
  /** By name, which for a field that moves is the label of its `@override`. */
  readonly flags: ReadonlyMap<string, Flag>;
  readonly experiments: ReadonlyMap<string, Experiment>;
}

export const NO_FLAGS: FlagSet = { flags: new Map(), experiments: new Map() };

/** Reads a file of flags, YAML or JSON. Throws `InvalidEnvironment`, each problem with the file's name and its line. */
export function readFlagSet(file: { readonly name: string; readonly text: string }): FlagSet {
  const { flags, experiments } = readCheckedFile(FLAGS, file);
  return { flags: new Map(Object.entries(flags)), experiments: new Map(Object.entries(experiments)) };
}

/** What a file of flags may hold, as a JSON Schema (draft 2020-12), for editors. */
export function flagsSchema(): object {
  return { title: 'The flags and experiments of Longbox', ...z.toJSONSchema(FLAGS, { io: 'input' }) };
}
