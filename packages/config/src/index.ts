export {
  configurationSchema,
  describeEnvironment,
  describeVariable,
  environmentTable,
  type VariableDescription,
} from './describe-environment.ts';
export { readCheckedFile, withChange } from './checked-file.ts';
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
