import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { connectorOf } from './connectors.ts';

/** Writes a connector for each subgraph that owns a topic, beside this file: `node infra/debezium/generate.ts`. */
const { topics } = JSON.parse(
  readFileSync(join(import.meta.dirname, '../../schema/events/topics.json'), 'utf8'),
) as { readonly topics: readonly { readonly owner: string }[] };

for (const owner of new Set(topics.map((topic) => topic.owner)))
  writeFileSync(
    join(import.meta.dirname, `${owner}.json`),
    `${JSON.stringify(connectorOf(owner), undefined, 2)}\n`,
  );
