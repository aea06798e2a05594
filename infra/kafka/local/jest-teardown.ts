import { rmSync } from 'node:fs';
import './jest-setup.ts';

export default async function tearDown(): Promise<void> {
  const started = globalThis.longboxTestKafka;
  if (!started) return;
  await started.kafka.stop();
  rmSync(started.folder, { recursive: true, force: true });
}
