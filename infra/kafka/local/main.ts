import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { KafkaUnavailable, startLocalKafka } from './cluster.ts';

/** `npm run kafka [-- --nodes 3 --port 9092 --data FOLDER]`: a Kafka on loopback, until Ctrl-C. */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      nodes: { type: 'string', default: '1' },
      port: { type: 'string', default: '9092' },
      data: { type: 'string', default: join(import.meta.dirname, '../../../.longbox/kafka') },
    },
  });
  const port = Number(values.port);
  if (values.nodes !== '1' && values.nodes !== '3')
    throw new KafkaUnavailable(`--nodes takes 1 or 3, not ${values.nodes}`);
  if (!Number.isInteger(port) || port < 1 || port > 65_530)
    throw new KafkaUnavailable(`--port takes 1 to 65530, not ${values.port}`);
  const kafka = await startLocalKafka({
    folder: import.meta.dirname,
    dataDir: join(resolve(values.data), `nodes-${values.nodes}`),
    nodes: values.nodes === '3' ? 3 : 1,
    port,
    say: (line) => console.log(`  · ${line}`),
  });
  const brokers = kafka.brokers.join(',');
  console.log(`Kafka is ready at ${brokers}; in another terminal:\n\n  KAFKA_BROKERS=${brokers} npm start\n`);
  await new Promise<void>((end) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => end());
  });
  await kafka.stop();
}

main().catch((error: unknown) => {
  console.error(error instanceof KafkaUnavailable ? `Kafka: ${error.message}` : error);
  process.exitCode = 1;
});
