import { rmSync } from 'node:fs';
import './jest-global-setup.ts';

export default async function stopServer(): Promise<void> {
  const started = globalThis.longboxTestServer;
  if (!started) return;
  await started.server.stop();
  rmSync(started.folder, { recursive: true, force: true });
}
