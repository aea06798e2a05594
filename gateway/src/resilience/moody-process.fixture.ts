import { startMoody, type Mood, type Name } from './moody.fixtures.ts';

/** A subgraph in a process of its own, for tests that kill it: its name and port; it prints its URL, and is told its mood. */
const [name = 'pricing', port = '0'] = process.argv.slice(2);
const moody = await startMoody(name as Name, Number(port));
process.on('message', (mood: Mood) => {
  moody.mood = mood;
  process.send?.(mood);
});
console.log(moody.url);
