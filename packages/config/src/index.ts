export {
  configurationSchema,
  describeEnvironment,
  describeVariable,
  environmentTable,
  type VariableDescription,
} from './describe-environment.ts';
export { InvalidEnvironment, readEnvironment } from './read-environment.ts';
export { readFileOfSettings } from './read-file.ts';
export {
  boolean,
  databaseUrl,
  integer,
  list,
  oneOf,
  password,
  port,
  seconds,
  secret,
  text,
  url,
  type VariableMeta,
} from './variables.ts';
