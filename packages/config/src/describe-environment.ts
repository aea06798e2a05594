import { z } from 'zod';

/** One line of the table of variables. */
export interface VariableDescription {
  readonly name: string;
  /** Finishes the sentence "it takes …". */
  readonly takes: string;
  /** As a person would type it; absent when the variable has none. */
  readonly default?: string;
  readonly required: boolean;
  readonly secret: boolean;
  /** What the variable is for: the schema's `.describe(…)`. */
  readonly purpose: string;
  /** What it is in a file: a JSON Schema. */
  readonly json: Readonly<Record<string, unknown>>;
}

/** Names whose values are not for people to see, whatever their schema says; a URL may hold a password. */
const SECRET_NAME = /SECRET|PASSWORD|KEY|TOKEN|_URL$/;

/** What one variable takes, from its schema: also through `.default()`, `.optional()` and `.describe()`. */
export function describeVariable(name: string, schema: unknown): VariableDescription {
  let takes = 'text';
  let secret = SECRET_NAME.test(name);
  let purpose = '';
  let json: VariableDescription['json'] | undefined;
  let fallback: { value: unknown } | undefined;
  for (let layer = schema; layer instanceof z.ZodType; layer = inside(layer)) {
    const meta = layer.meta();
    if (purpose === '') purpose = meta?.description ?? '';
    if (typeof meta?.['takes'] === 'string') takes = meta['takes'];
    if (meta?.['secret'] === true) secret = true;
    json ??= meta?.['json'] as VariableDescription['json'] | undefined;
    if (layer instanceof z.ZodDefault || layer instanceof z.ZodPrefault)
      fallback ??= { value: layer.def.defaultValue };
  }
  return {
    name,
    takes,
    required: schema instanceof z.ZodType && !schema.safeParse(undefined).success,
    secret,
    purpose,
    json: json ?? { type: 'string' },
    ...(fallback === undefined ? {} : { default: String(fallback.value) }),
  };
}

/** Every variable of a shape, in the order in which it names them. */
export function describeEnvironment(shape: z.ZodRawShape): readonly VariableDescription[] {
  return Object.entries(shape).map(([name, schema]) => describeVariable(name, schema));
}

/** The variables as a Markdown table for the docs. */
export function environmentTable(variables: readonly VariableDescription[]): string {
  const cell = (content: string) => content.replaceAll('|', '\\|');
  const lines = variables.map((variable) => {
    const unset = variable.required ? 'must be set' : variable.default ? `\`${variable.default}\`` : '';
    return `| \`${variable.name}\` | ${unset} | ${cell(variable.takes)} | ${cell(variable.purpose)} |`;
  });
  return ['| variable | default | takes | what it is for |', '| --- | --- | --- | --- |', ...lines, ''].join(
    '\n',
  );
}

/** What a file of these variables may hold, as a JSON Schema (draft 2020-12), for editors. */
export function configurationSchema(variables: readonly VariableDescription[]): object {
  const properties = variables.map(({ name, takes, purpose, json, ...variable }) => [
    name,
    {
      description: `${purpose} It takes ${takes}.`,
      ...json,
      ...(variable.default === undefined ? {} : { default: asJson(variable.default, json['type']) }),
    },
  ]);
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'The settings of Longbox',
    type: 'object',
    additionalProperties: false,
    properties: Object.fromEntries(properties) as object,
  };
}

function asJson(fallback: string, type: unknown): unknown {
  return type === 'integer' || type === 'number' || type === 'boolean' ? JSON.parse(fallback) : fallback;
}

/** What a wrapper such as a default is around. */
function inside(layer: z.ZodType): unknown {
  if (
    layer instanceof z.ZodDefault ||
    layer instanceof z.ZodPrefault ||
    layer instanceof z.ZodOptional ||
    layer instanceof z.ZodNullable ||
    layer instanceof z.ZodReadonly
  )
    return layer.def.innerType;
  return layer instanceof z.ZodPipe ? layer.def.in : undefined;
}
