/**
 * Writes the table of settings into the README, and the JSON Schema of a file of them, from the schemas that check them. With `--check` nothing is written and the
 * exit code says whether it is current.
 */
import { configurationSchema, describeEnvironment, environmentTable } from '@longbox/config';
import { flagsSchema } from '@longbox/gateway/flags';
import { keepCurrent, tell, withSection } from '../../../infra/generate/keep-current.ts';
import { EVERY_SETTING } from './every-setting.ts';

const { LONGBOX_CONFIG: _, ...settings } = EVERY_SETTING;
const table = environmentTable(describeEnvironment(EVERY_SETTING));
tell(
  await keepCurrent(
    {
      'README.md': await withSection('README.md', 'settings', table),
      'docs/longbox.flags.schema.json': JSON.stringify(flagsSchema()),
      'docs/longbox.config.schema.json': JSON.stringify(configurationSchema(describeEnvironment(settings))),
    },
    'npm run docs',
  ),
);
